//! P7, the vat's side: what the guest says to the host, as typed functions.
//!
//! In the image these are the imports of module `kernel`; elsewhere a [`recorder`] takes their place. This
//! file must never decide anything: what may be said is the supervisor's affair, what is accepted the
//! kernel's.

use crankcase_abi::worker::ConsoleLevel;
use crankcase_abi::{Syscall, SyscallResult, codec};

#[cfg(target_arch = "wasm32")]
mod imports;
#[cfg(not(target_arch = "wasm32"))]
pub mod recorder;

#[cfg(target_arch = "wasm32")]
use imports as wall;
#[cfg(not(target_arch = "wasm32"))]
use recorder as wall;

/// Makes a system call. A refused one does not return: the host ends the vat.
#[must_use]
pub fn syscall(call: &Syscall) -> SyscallResult {
    wall::syscall(&codec::encode(call))
}

/// Shows a line on the vat's console.
pub fn console(level: ConsoleLevel, text: &str) {
    wall::console(level, text);
}

/// Pays for memory the vat's heap grew by, in pages of 64 KiB.
#[cfg(target_arch = "wasm32")]
pub(crate) fn charge(pages: u32) {
    wall::charge(pages);
}

/// Reports a panic of the guest itself. The host ends the vat.
#[cfg(target_arch = "wasm32")]
pub(crate) fn panicked(text: &str) -> ! {
    wall::panicked(text)
}
