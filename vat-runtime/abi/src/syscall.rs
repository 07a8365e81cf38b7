//! What a vat says to the kernel during its crank.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{CapData, Resolution, VatRef};

/// One system call. Guest output: whatever it holds is hostile until the kernel has planned it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Syscall {
    /// Send a message to an object or a promise of another vat.
    Send {
        /// The receiver.
        target: VatRef,
        /// `[method, args]`.
        methargs: CapData<VatRef>,
        /// The promise for the outcome; the sender gives up deciding it.
        result: Option<VatRef>,
    },
    /// Ask to be notified when this promise is resolved.
    Subscribe {
        /// The promise.
        promise: VatRef,
    },
    /// Resolve promises that this vat decides.
    Resolve {
        /// The resolutions.
        resolutions: Vec<Resolution>,
    },
    /// End this vat after the crank.
    Exit {
        /// Whether the end is a failure: then the crank is undone.
        failure: bool,
        /// The value or reason its owner is told.
        info: CapData<VatRef>,
    },
    /// Add a line to the kernel's test log.
    TestLog {
        /// The line.
        line: String,
    },
}

/// What the kernel answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SyscallResult {
    /// Done; there is nothing to say.
    Done,
}

/// A system call that no correct vat makes. It ends the vat (spec P7.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IllegalSyscall(pub String);

impl fmt::Display for IllegalSyscall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for IllegalSyscall {}
