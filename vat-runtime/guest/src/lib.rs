//! The guest image: the JavaScript engine, the frozen realm and the vat supervisor, as one reactor module
//! for wasm32-wasip1 whose linear memory is the whole state of a vat.
//!
//! The host calls the functions of [`exports`] (P6); the guest calls back through [`syscalls`] (P7). On
//! any other target the same code is an ordinary library whose wall is a recorder, for tests.
//!
//! Nothing here may read a clock, a random number, an address or the order of a hash table in a way that
//! vat code, a system call or a console line could show.

#[cfg(any(target_arch = "wasm32", test))]
mod alloc;
pub mod compartment;
pub mod console;
pub mod dispatch;
pub mod errors;
pub mod eventual;
#[cfg(target_arch = "wasm32")]
mod exports;
pub mod harden;
pub mod jobs;
mod json;
pub mod liveslots;
pub mod marshal;
pub mod modules;
pub mod native;
pub mod passing;
pub mod realm;
pub mod syscalls;
