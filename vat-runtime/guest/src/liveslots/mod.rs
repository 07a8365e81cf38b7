//! The supervisor of a vat ("liveslots"): from deliveries to calls of vat code, and from what vat code
//! sends and settles to system calls.
//!
//! It decides what is said to the kernel and when. It never looks at time, memory or the order of a hash
//! table, and it never trusts the data of another vat.

mod baggage;
mod inbound;
mod outbound;
mod slots;
mod start;
mod tables;

use crankcase_abi::{Syscall, SyscallResult};

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
