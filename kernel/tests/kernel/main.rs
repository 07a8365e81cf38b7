//! The kernel against scripted vats.

mod attacks;
mod bounds;
mod cleanup;
mod controller;
mod creation;
mod cupboard;
mod cycles;
mod devices;
mod devices_outside;
mod ends;
mod forged;
mod garbage;
mod hostile;
mod misuse;
mod orders;
mod outside;
mod pause;
mod pipelining;
mod rules;
mod scripted;
mod snapshots;
mod stores;
mod vat_device;
mod vats;
mod verifying;
mod watching;
