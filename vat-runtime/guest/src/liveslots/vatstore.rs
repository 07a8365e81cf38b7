//! The vat's store, as typed system calls (spec G51).
//!
//! Nothing here may keep what was read: every read is a system call, so that the store alone says what it
//! holds.

use crankcase_abi::{Syscall, SyscallResult};

use super::say;
use crate::syscalls::syscall;

/// The value of a key.
pub(super) fn get(key: String) -> Option<String> {
    ask(&Syscall::VatstoreGet { key })
}

/// The key that follows in the order of the keys' bytes.
pub(super) fn next_key(prior: String) -> Option<String> {
    ask(&Syscall::VatstoreGetNextKey { prior })
}

pub(super) fn set(key: String, value: String) {
    say(&Syscall::VatstoreSet { key, value });
}

pub(super) fn delete(key: String) {
    say(&Syscall::VatstoreDelete { key });
}

fn ask(call: &Syscall) -> Option<String> {
    match syscall(call) {
        SyscallResult::Value(value) => value,
        other => unreachable!("the kernel answers {other:?} to a call that reads the store"),
    }
}
