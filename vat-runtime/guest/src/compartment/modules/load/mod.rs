//! Loading: from a full specifier to the records of a whole graph (spec E9.5, E9.10, E9.11,
//! E9.12, E9.13, E9.23, E19.42).
//!
//! Nothing here recurses over a graph or over redirects, nor does linking or running what is loaded, and no state is kept on the machine's stack: a hook
//! may answer in a later crank. Hooks are called without anything borrowed; they may come back in.

mod graph;
mod now;
mod resolve;
mod slots;

pub(super) use graph::load;
pub(super) use now::load_now;
pub(super) use resolve::full_specifier;
pub(super) use slots::{reason, settled};
