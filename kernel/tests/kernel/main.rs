//! The kernel against scripted vats.

mod bounds;
mod ends;
mod hostile;
mod rules;
mod scripted;
