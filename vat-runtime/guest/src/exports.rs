//! P6: the functions of the image, as the host calls them.
//!
//! The host calls `boot` once, then for each delivery `alloc` and `deliver` (before the first of them also
//! `alloc` and `load`). One call at a time; between calls there is no state outside linear memory but the
//! stack pointer, and that is where it was. This file must never look into what it passes on.

use std::alloc::Layout;
use std::cell::RefCell;
use std::sync::Once;

use crankcase_abi::{VatFault, codec};

use crate::dispatch::Guest;
use crate::syscalls;

thread_local! {
    static GUEST: RefCell<Option<Guest>> = const { RefCell::new(None) };
}

/// A buffer for `len` bytes that the host will fill and pass to the call that takes it over.
#[unsafe(no_mangle)]
pub extern "C" fn alloc(len: usize) -> *mut u8 {
    let layout = Layout::array::<u8>(len).expect("a length within the address space");
    assert!(len > 0, "the host asks for buffers that hold something");
    // Zeroed, so that even a buffer the host never fills holds bytes that Rust may read.
    // SAFETY: the layout is not empty.
    let buffer = unsafe { std::alloc::alloc_zeroed(layout) };
    if buffer.is_null() {
        std::alloc::handle_alloc_error(layout);
    }
    buffer
}

/// Takes over a buffer that [`alloc`] gave to the host.
pub(crate) fn take_buffer(ptr: usize, len: usize) -> Vec<u8> {
    // SAFETY: the host passes back each buffer once, with the length it asked for; it was allocated with
    // the layout of `len` bytes and initialised, so it is a vector whose capacity is its length. A host
    // that breaks this can only harm the heap of this vat, which it owns anyway.
    unsafe { Vec::from_raw_parts(ptr as *mut u8, len, len) }
}

/// Makes the frozen start realm. The memory afterwards is the base image of every vat.
#[unsafe(no_mangle)]
pub extern "C" fn boot() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        std::panic::set_hook(Box::new(|info| {
            // A text or a list that would be larger than any memory asks for too much, like one that is
            // only larger than the limit, and ends in the same way (spec M5).
            let asked = info.payload_as_str();
            if asked == Some("capacity overflow") || asked == Some(LONG_STRING) {
                core::arch::wasm32::memory_grow::<0>(MORE_THAN_ALL);
            }
            syscalls::panicked(&info.to_string());
        }));
    });
    GUEST.with_borrow_mut(|guest| {
        assert!(guest.is_none(), "boot is called once");
        *guest = Some(Guest::boot());
    });
}

/// What the engine says of a string whose length no memory with 32-bit addresses could hold.
const LONG_STRING: &str = "detected overflow during string allocation";

/// Pages: all that a memory with 32-bit addresses can have. No vat has room for them beside what it holds.
const MORE_THAN_ALL: usize = 65_536;

/// Takes over the canonical bytes of the vat's bundle.
#[unsafe(no_mangle)]
pub extern "C" fn load(ptr: usize, len: usize) {
    let bundle = take_buffer(ptr, len);
    GUEST.with_borrow_mut(|guest| guest.as_mut().expect("boot comes first").load(bundle));
}

/// Runs one delivery until the promise queue is empty. Returns 0, or where the bytes of a [`VatFault`] are:
/// address in the upper half, length in the lower.
#[unsafe(no_mangle)]
pub extern "C" fn deliver(ptr: usize, len: usize) -> u64 {
    let delivery = take_buffer(ptr, len);
    let ended =
        GUEST.with_borrow_mut(|guest| guest.as_mut().expect("boot comes first").deliver(&delivery));
    match ended {
        Ok(()) => 0,
        Err(fault) => leak(&fault),
    }
}

/// The vat is over, so nobody will ever ask for these bytes' memory again.
fn leak(fault: &VatFault) -> u64 {
    let bytes = codec::encode(fault).leak();
    ((bytes.as_ptr() as u64) << 32) | bytes.len() as u64
}
