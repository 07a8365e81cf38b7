//! The kernel against scripted vats.

mod bounds;
mod ends;
mod garbage;
mod hostile;
mod rules;
mod scripted;
mod stores;
