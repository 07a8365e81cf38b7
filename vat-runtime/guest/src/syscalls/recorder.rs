//! P7 where there is no host: remembers what the guest said, for tests.
//!
//! It accepts every system call that decodes, and answers those that read or change the vat's store from a
//! store of its own. It is never part of an image.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::ops::Bound;

use crankcase_abi::worker::ConsoleLevel;
use crankcase_abi::{Syscall, SyscallResult, codec};

thread_local! {
    static CALLS: RefCell<Vec<Syscall>> = const { RefCell::new(Vec::new()) };
    static STORE: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
    static ANSWERS: RefCell<VecDeque<SyscallResult>> = const { RefCell::new(VecDeque::new()) };
    static LINES: RefCell<Vec<(ConsoleLevel, String)>> = const { RefCell::new(Vec::new()) };
}

pub(super) fn syscall(call: &[u8]) -> SyscallResult {
    let call: Syscall = codec::decode(call).expect("the guest writes the encoding of the wall");
    let answer = STORE.with_borrow_mut(|store| answer(&call, store));
    CALLS.with_borrow_mut(|calls| calls.push(call));
    answer
}

fn answer(call: &Syscall, store: &mut BTreeMap<String, String>) -> SyscallResult {
    match call {
        Syscall::VatstoreGet { key } => SyscallResult::Value(store.get(key).cloned()),
        Syscall::VatstoreGetNextKey { prior } => {
            let after = (Bound::Excluded(prior.as_str()), Bound::Unbounded);
            let next = store.range::<str, _>(after).next();
            SyscallResult::Value(next.map(|(key, _)| key.clone()))
        }
        Syscall::VatstoreSet { key, value } => {
            store.insert(key.clone(), value.clone());
            SyscallResult::Done
        }
        Syscall::VatstoreDelete { key } => {
            store.remove(key);
            SyscallResult::Done
        }
        Syscall::CallNow { .. } => ANSWERS
            .with_borrow_mut(VecDeque::pop_front)
            .expect("a test says what a device answers"),
        _ => SyscallResult::Done,
    }
}

/// Says what the next call of a device is answered.
pub fn answer_call(answer: SyscallResult) {
    ANSWERS.with_borrow_mut(|answers| answers.push_back(answer));
}

/// Empties the store, for another vat.
pub fn clear_store() {
    STORE.with_borrow_mut(BTreeMap::clear);
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
