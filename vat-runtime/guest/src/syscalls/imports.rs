//! P7, the vat's side: the imports of module `kernel`, byte for byte.
//!
//! All `unsafe` of the guest's outgoing calls is here. It must never keep a buffer beyond the call it was
//! passed in.

use crankcase_abi::worker::ConsoleLevel;
use crankcase_abi::{SyscallResult, codec};

mod kernel {
    #[link(wasm_import_module = "kernel")]
    unsafe extern "C" {
        pub fn syscall(ptr: *const u8, len: usize) -> u64;
        pub fn console(level: u32, ptr: *const u8, len: usize);
        pub fn charge(pages: u32);
        pub fn panicked(ptr: *const u8, len: usize) -> !;
    }
}

pub(super) fn syscall(call: &[u8]) -> SyscallResult {
    // SAFETY: the host only reads `call`, and only during this call.
    let answer = unsafe { kernel::syscall(call.as_ptr(), call.len()) };
    if answer == 0 {
        return SyscallResult::Done;
    }
    let bytes = crate::exports::take_buffer((answer >> 32) as usize, answer as u32 as usize);
    codec::decode(&bytes).expect("the host answers in the encoding of the wall")
}

pub(super) fn console(level: ConsoleLevel, text: &str) {
    // SAFETY: the host only reads `text`, and only during this call.
    unsafe { kernel::console(level as u32, text.as_ptr(), text.len()) }
}

pub(super) fn charge(pages: u32) {
    // SAFETY: passes no memory; a host that lets the vat go on has changed nothing here.
    unsafe { kernel::charge(pages) }
}

pub(super) fn panicked(text: &str) -> ! {
    // SAFETY: the host only reads `text`, and never returns.
    unsafe { kernel::panicked(text.as_ptr(), text.len()) }
}
