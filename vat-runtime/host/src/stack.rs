//! Native stack for vats: WebAssembly must always find the room that the settings promise it, on whatever
//! thread the caller is, because where a native stack ends is not the same everywhere.
//!
//! It must never be what ends a vat.

use std::panic::resume_unwind;
use std::thread;

use crate::engine;

/// Room for the host and the kernel above a vat that has used all its own.
const MARGIN: usize = 32 << 20;

/// The stack of a thread that runs vats without any switching.
const BIG_STACK: usize = 512 << 20;

/// Runs `f` on a thread whose stack is large enough for vats, and waits for it. Works without this, too,
/// but then each delivery has to make itself a stack.
///
/// # Panics
/// When `f` does, with the same payload, and when the system has no thread for us.
pub fn run_on_big_stack<T: Send>(f: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| {
        let thread = thread::Builder::new()
            .name("vats".to_owned())
            .stack_size(BIG_STACK)
            .spawn_scoped(scope, f);
        let thread = thread.expect("the system has room for one thread");
        thread.join().unwrap_or_else(|panic| resume_unwind(panic))
    })
}

/// Runs `f` with room for a vat: at once where the stack has it, on a new stack otherwise.
pub fn with_room<T>(f: impl FnOnce() -> T) -> T {
    let needed = engine::MAX_WASM_STACK + MARGIN;
    stacker::maybe_grow(needed, needed + MARGIN, f)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_room_on_any_thread() {
        let room = || stacker::remaining_stack().unwrap();
        assert!(with_room(room) > engine::MAX_WASM_STACK);
        assert!(run_on_big_stack(|| room() > BIG_STACK - MARGIN));
        let (outside, inside) = run_on_big_stack(|| (room(), with_room(room)));
        assert!(outside - inside < 1 << 16, "a big stack is used as it is");
    }

    #[test]
    fn a_panic_passes_through() {
        let caught =
            std::panic::catch_unwind(|| run_on_big_stack(|| -> () { panic!("as it was") }));
        assert_eq!(caught.unwrap_err().downcast_ref(), Some(&"as it was"));
    }
}
