//! The modules of compartments (spec E9.1).
//!
//! What a compartment may import is decided by its own module map and hooks and by nothing else. Nothing
//! here may hand code a module, a namespace or a global object that its compartment was not given.

mod analysis;
mod api;
pub(crate) mod bundle;
mod descriptor;
mod instance;
mod kinds;
mod load;
mod namespace;
mod precompiled;
mod promises;
mod record;
mod run;
mod source;
mod words;

pub(crate) use api::{METHODS, import_call};
pub(crate) use record::{Home, HomeData};
pub(crate) use source::install;

#[cfg(test)]
mod tests;
