//! How a delivery ends: every trap, panic and refusal mapped to a name (spec M3, M5, M6, L1.2).
//!
//! A name must be a function of image and deliveries: nothing of a trap's address, of native memory or of
//! the runtime's own wording may reach it.

use crankcase_abi::{Ended, VatFault};
use wasmtime::Trap;

/// The longest text in a fault, in bytes: it becomes part of what consensus sees.
const MAX_TEXT: usize = 1024;

/// How far the stack pointer may still be above the end of the stack when a function without calls, which
/// does not move it, runs over that end.
const LAST_FRAME: i32 = 65_536;

/// Why the host stopped a guest in the middle of a call.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// The kernel refused a system call.
    #[error("illegal syscall: {0}")]
    Illegal(String),
    /// The guest broke the protocol of the wall.
    #[error("protocol fault: {0}")]
    Protocol(String),
    /// The guest panicked.
    #[error("guest panic: {0}")]
    Panicked(String),
    /// The guest called `exit`.
    #[error("exit")]
    Exit,
    /// A charge was larger than what is left of the budget.
    #[error("out of meter")]
    OutOfMeter,
    /// The guest asked for more memory than its limit.
    #[error("memory limit")]
    MemoryLimit,
    /// The system had no memory for a vat within its limit.
    #[error("the system has no memory for a vat: {0}")]
    NoMemory(String),
}

/// What is known about a stopped guest besides the error.
pub struct Scene {
    /// Where its stack pointer stands.
    pub stack_pointer: i32,
    /// Where its stack pointer began.
    pub stack_top: i32,
}

/// Names the end of a delivery that an error stopped.
///
/// # Errors
/// The error itself, when it is the host's.
pub fn name(error: wasmtime::Error, scene: &Scene) -> Result<Ended, wasmtime::Error> {
    let fault = match error.downcast::<Stop>() {
        Ok(Stop::OutOfMeter) => return Ok(Ended::OutOfMeter),
        Ok(stop @ Stop::NoMemory(_)) => return Err(stop.into()),
        Ok(Stop::Illegal(why)) => VatFault::IllegalSyscall(brief(why)),
        Ok(Stop::Protocol(why)) => VatFault::Protocol(brief(why)),
        Ok(Stop::Exit) => VatFault::Trap("exit".to_owned()),
        Ok(Stop::MemoryLimit) => VatFault::MemoryLimit,
        Ok(Stop::Panicked(why)) => VatFault::GuestPanic(brief(why)),
        Err(error) => match error.downcast_ref::<Trap>() {
            None => return Err(error),
            Some(Trap::OutOfFuel) => return Ok(Ended::OutOfMeter),
            Some(trap) => trap_fault(*trap, scene),
        },
    };
    Ok(Ended::VatFault(fault))
}

/// Names a trap of the machine.
fn trap_fault(trap: Trap, scene: &Scene) -> VatFault {
    let overrun = scene.stack_pointer < LAST_FRAME || scene.stack_pointer > scene.stack_top;
    let name = match trap {
        Trap::StackOverflow => return VatFault::StackLimit,
        // The stack is at the start of memory: a frame below it is an address out of bounds.
        Trap::MemoryOutOfBounds if overrun => return VatFault::StackLimit,
        Trap::UnreachableCodeReached => "unreachable",
        Trap::MemoryOutOfBounds => "out of bounds memory access",
        Trap::TableOutOfBounds => "undefined table element",
        Trap::IndirectCallToNull => "uninitialized table element",
        Trap::BadSignature => "indirect call type mismatch",
        Trap::IntegerOverflow => "integer overflow",
        Trap::IntegerDivisionByZero => "integer divide by zero",
        Trap::BadConversionToInteger => "invalid conversion to integer",
        _ => "other",
    };
    VatFault::Trap(name.to_owned())
}

/// The beginning of a text.
pub fn brief(mut text: String) -> String {
    text.truncate(text.floor_char_boundary(MAX_TEXT));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALM: Scene = Scene {
        stack_pointer: 1 << 20,
        stack_top: 1 << 20,
    };

    fn reason(error: impl Into<wasmtime::Error>, scene: &Scene) -> String {
        name(error.into(), scene).unwrap().reason().unwrap()
    }

    #[test]
    fn m7_the_cause_of_a_trap_is_told_from_the_scene() {
        let overrun = Scene {
            stack_pointer: -4096,
            ..CALM
        };
        let leaf = Scene {
            stack_pointer: 100,
            ..CALM
        };
        assert_eq!(
            reason(Trap::UnreachableCodeReached, &CALM),
            "trap: unreachable"
        );
        assert_eq!(reason(Stop::MemoryLimit, &CALM), "memory limit");
        assert_eq!(
            reason(Stop::Panicked("no".to_owned()), &CALM),
            "guest panic: no"
        );
        assert_eq!(
            reason(Trap::MemoryOutOfBounds, &CALM),
            "trap: out of bounds memory access"
        );
        assert_eq!(reason(Trap::MemoryOutOfBounds, &overrun), "stack limit");
        assert_eq!(reason(Trap::MemoryOutOfBounds, &leaf), "stack limit");
        assert_eq!(reason(Trap::OutOfFuel, &CALM), "compute limit");
    }

    #[test]
    fn m7_what_the_host_suffers_is_no_end_of_a_vat() {
        assert!(name(Stop::NoMemory("ENOMEM".to_owned()).into(), &CALM).is_err());
        assert!(name(wasmtime::Error::msg("anything"), &CALM).is_err());
    }

    #[test]
    fn m7_long_texts_are_cut_between_characters() {
        let long = "é".repeat(MAX_TEXT);
        assert_eq!(brief(format!("x{long}")).len(), MAX_TEXT - 1);
        assert_eq!(brief(long).len(), MAX_TEXT);
    }
}
