//! Everything that needs more than one crate.

mod amendments;
mod architecture;
mod archive;
mod compartment_limits;
mod confinement;
mod conformance;
mod console;
mod determinism;
mod environment;
mod examples;
mod garbage;
mod golden;
mod guest;
mod hostile;
mod identity;
mod images;
mod limits;
mod meters;
mod power;
mod simulator;
mod timer;
mod values;
mod vat_admin;
mod vat_ruling;
