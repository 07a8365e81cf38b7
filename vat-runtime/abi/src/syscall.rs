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
    /// This vat no longer reaches these imports. It may still recognize them.
    DropImports {
        /// Objects of other vats that it reached.
        objects: Vec<VatRef>,
    },
    /// This vat would not recognize these imports any more: the references are forgotten on both sides.
    RetireImports {
        /// Objects of other vats, dropped before.
        objects: Vec<VatRef>,
    },
    /// These exports are gone: nobody will hear of them again.
    RetireExports {
        /// Objects of this vat that nobody else reaches.
        objects: Vec<VatRef>,
    },
    /// This vat will not answer for these exports any more, though others may reach them.
    AbandonExports {
        /// Objects of this vat.
        objects: Vec<VatRef>,
    },
    /// Read a value of the vat's store. Answered with [`SyscallResult::Value`].
    VatstoreGet {
        /// The key.
        key: String,
    },
    /// Write a value into the vat's store.
    VatstoreSet {
        /// The key.
        key: String,
        /// The value.
        value: String,
    },
    /// Find the key that follows in the order of the keys' bytes. Answered with
    /// [`SyscallResult::Value`].
    VatstoreGetNextKey {
        /// Where to start; this key itself is not meant. Before every key stands the empty text.
        prior: String,
    },
    /// Remove a value from the vat's store.
    VatstoreDelete {
        /// The key.
        key: String,
    },
    /// Call a method of a device and wait for its answer, which is [`SyscallResult::Called`].
    CallNow {
        /// The device node.
        device: VatRef,
        /// The method's name.
        method: String,
        /// The list of its arguments.
        args: CapData<VatRef>,
    },
}

/// What the kernel answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SyscallResult {
    /// Done; there is nothing to say.
    Done,
    /// A value or key of the vat's store, if there is one.
    Value(Option<String>),
    /// What a device answered.
    Called {
        /// Whether it failed; then `data` is the error.
        failed: bool,
        /// The answer.
        data: CapData<VatRef>,
    },
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
