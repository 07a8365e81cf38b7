//! What a host may ask of a kernel between cranks.
//!
//! Each file has one kind of question. Whatever changes something is an event of its own: refused as a whole,
//! or carried out, routed and sealed as a whole. Nothing here may run a crank.

mod bundles;
pub(crate) mod figures;
pub(crate) mod life;
mod messages;
mod meters;
mod vats;
