//! Files of every kind, read through the door.

mod broken;
mod comments;
mod docx;
mod kinds;
mod made;
mod mend;
mod pdf;
mod shared;
