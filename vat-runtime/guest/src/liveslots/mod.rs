//! The supervisor of a vat ("liveslots"): from deliveries to calls of vat code, and from what vat code
//! sends and settles to system calls.
//!
//! It decides what is said to the kernel and when. It never looks at time, memory or the order of a hash
//! table, and it never trusts the data of another vat.

mod collections;
mod device;
mod garbage;
mod inbound;
mod outbound;
mod powers;
mod slots;
mod start;
mod tables;
mod vatstore;

use crankcase_abi::{Syscall, SyscallResult};

pub(crate) use garbage::weak_key;
pub use garbage::{bring_out_your_dead, drop_exports, retire_exports, retire_imports};
pub use inbound::{message, notify};
pub(crate) use outbound::send;
pub use start::start_vat;

use crate::syscalls;

/// Makes a system call that has no answer.
fn say(call: &Syscall) {
    match syscalls::syscall(call) {
        SyscallResult::Done => {}
        other => unreachable!("the kernel answers {other:?} to a call that asks for nothing"),
    }
}

#[cfg(test)]
pub(crate) mod tests;
