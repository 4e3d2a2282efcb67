//! Who implements whom: documents of a folder, joined by what they say of each other.
//!
//! A document is known by number, issuer and date together: numbers restart every year and with
//! every issuer (Nghị định 30/2020/NĐ-CP, Điều 15). A citation is resolved when exactly one
//! document fits it; a document that is cited and not there is a node all the same.

mod absent;
mod duplicate;
mod facts;
mod graph;
mod identity;
mod resolve;
mod seat;
mod title;

pub use facts::{Cited, Facts, Given, MandateFacts, Stated};
pub use graph::{Ambiguous, Cascade, Link, Node, Slip, SlipKind, link};
pub use identity::Identity;
pub use seat::{Seat, Tier};
