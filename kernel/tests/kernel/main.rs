//! The kernel against scripted vats.

mod ends;
mod hostile;
mod rules;
mod scripted;
