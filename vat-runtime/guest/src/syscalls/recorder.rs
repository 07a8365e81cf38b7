//! P7 where there is no host: remembers what the guest said, for tests.
//!
//! It accepts every system call that decodes. It is never part of an image.

use std::cell::RefCell;

use crankcase_abi::worker::ConsoleLevel;
use crankcase_abi::{Syscall, SyscallResult, codec};

thread_local! {
    static CALLS: RefCell<Vec<Syscall>> = const { RefCell::new(Vec::new()) };
    static LINES: RefCell<Vec<(ConsoleLevel, String)>> = const { RefCell::new(Vec::new()) };
}

pub(super) fn syscall(call: &[u8]) -> SyscallResult {
    let call = codec::decode(call).expect("the guest writes the encoding of the wall");
    CALLS.with_borrow_mut(|calls| calls.push(call));
    SyscallResult::Done
}

pub(super) fn console(level: ConsoleLevel, text: &str) {
    LINES.with_borrow_mut(|lines| lines.push((level, text.to_owned())));
}

/// The system calls of this thread since the last time, in order.
#[must_use]
pub fn take_syscalls() -> Vec<Syscall> {
    CALLS.take()
}

/// The console lines of this thread since the last time, in order.
#[must_use]
pub fn take_console() -> Vec<(ConsoleLevel, String)> {
    LINES.take()
}
