//! How a delivery ended. What a vat did is data, never an error of the host.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The end of one delivery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ended {
    /// The vat's promise queue ran empty.
    Returned,
    /// The vat did something that ends it; its instance is gone.
    VatFault(VatFault),
    /// The budget of the delivery was used up ("compute limit"); the instance is gone.
    OutOfMeter,
}

impl Ended {
    /// The stable name of an end that is not a return.
    #[must_use]
    pub fn reason(&self) -> Option<String> {
        match self {
            Self::Returned => None,
            Self::OutOfMeter => Some("compute limit".to_owned()),
            Self::VatFault(fault) => Some(fault.to_string()),
        }
    }
}

/// Why a vat ended. The text of [`fmt::Display`] begins with a stable name and is what consensus sees, so
/// it must be a function of image and deliveries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VatFault {
    /// It asked for more memory than its limit.
    MemoryLimit,
    /// It recursed too deeply.
    StackLimit,
    /// A limit or an internal error of the engine that vat code cannot catch.
    EngineFault(String),
    /// The supervisor in the guest panicked.
    GuestPanic(String),
    /// A trap of the machine that has no name of its own.
    Trap(String),
    /// A system call that the kernel refused.
    IllegalSyscall(String),
    /// The guest broke the protocol of the wall: bytes that do not decode, a call out of turn.
    Protocol(String),
    /// The delivery itself failed: the bundle did not evaluate, or `buildRootObject` threw.
    Failed(String),
}

impl fmt::Display for VatFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MemoryLimit => f.write_str("memory limit"),
            Self::StackLimit => f.write_str("stack limit"),
            Self::EngineFault(why) => write!(f, "engine fault: {why}"),
            Self::GuestPanic(why) => write!(f, "guest panic: {why}"),
            Self::Trap(why) => write!(f, "trap: {why}"),
            Self::IllegalSyscall(why) => write!(f, "illegal syscall: {why}"),
            Self::Protocol(why) => write!(f, "protocol fault: {why}"),
            Self::Failed(why) => write!(f, "vat start failed: {why}"),
        }
    }
}
