//! Files of every kind, read through the door.

mod broken;
mod docx;
mod kinds;
mod made;
mod pdf;
mod shared;
