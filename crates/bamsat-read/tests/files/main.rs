//! Files of every kind, read through the door.

mod broken;
mod docx;
mod kinds;
mod made;
mod mend;
mod pdf;
mod shared;
