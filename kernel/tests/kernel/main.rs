//! The kernel against scripted vats.

mod hostile;
mod rules;
mod scripted;
