//! Where the kernel and the host of vats meet.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    Computrons, Delivery, Ended, HeapImage, HeapRoot, IllegalSyscall, Syscall, SyscallResult,
};

/// The identity of a way to run vats: SHA-256 over the guest image, the engine settings, the runtime's
/// version and the cost table (spec D1). Two hosts with equal ids give equal bytes for equal deliveries.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ImageId(#[serde(with = "serde_bytes")] pub [u8; 32]);

crate::heap::hex_text!(ImageId);

/// What a worker is made from.
#[derive(Clone, Debug)]
pub struct VatSpec {
    /// The vat's name, for logs only; no vat can see it.
    pub name: String,
    /// The canonical bytes of its [`crate::Bundle`], read at its first delivery.
    pub bundle: Arc<[u8]>,
    /// The largest its memory may become, in bytes.
    pub memory_limit: u64,
}

impl VatSpec {
    /// The memory limit where nobody set another: 128 MiB (spec M5).
    pub const DEFAULT_MEMORY_LIMIT: u64 = 128 << 20;
}

/// What the host reports about one delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrankReport {
    /// How it ended.
    pub ended: Ended,
    /// What it used; at a limit, exactly the budget.
    pub computrons: Computrons,
    /// The size of the vat's memory afterwards, in bytes.
    pub memory_bytes: u64,
}

/// How loud a console line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConsoleLevel {
    /// `console.debug`, `console.trace`.
    Debug,
    /// `console.log`.
    Log,
    /// `console.info`.
    Info,
    /// `console.warn`, and what the supervisor itself has to say.
    Warn,
    /// `console.error`.
    Error,
}

/// The kernel's side of a crank: what the host hands the vat's calls to.
pub trait KernelSide {
    /// Answers a system call.
    ///
    /// # Errors
    /// A refusal ends the vat; the host must stop the delivery and report
    /// [`crate::VatFault::IllegalSyscall`].
    fn syscall(&mut self, call: Syscall) -> Result<SyscallResult, IllegalSyscall>;

    /// Shows a line that the vat printed. It never becomes part of any state.
    fn console(&mut self, level: ConsoleLevel, text: &str);
}

/// A failure of the host, never of a vat: no state may be committed after it.
#[derive(Debug)]
pub struct HostError(pub String);

impl fmt::Display for HostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for HostError {}

/// What a store keeps of a host, so that a later program can make one like it.
#[derive(Clone, Debug)]
pub struct Guest<'a> {
    /// The guest image.
    pub bytes: &'a [u8],
    /// The program and the runtime that ran it, for people: another one may not give the same [`ImageId`].
    pub program: String,
}

/// Makes workers.
pub trait VatHost {
    /// What its workers are.
    fn image_id(&self) -> ImageId;

    /// The size of the memory that every vat begins with, in bytes: no limit may be below it.
    fn base_bytes(&self) -> u64;

    /// What its workers run. None from a host that has nothing to give: then nothing is kept of it, and only a
    /// host like it can go on.
    fn guest(&self) -> Option<Guest<'_>> {
        None
    }

    /// A new vat that has received nothing yet.
    ///
    /// # Errors
    /// When the host cannot run vats.
    fn create(&self, vat: &VatSpec) -> Result<Box<dyn VatWorker>, HostError>;

    /// A vat whose heap is this image, as [`VatWorker::image`] gave it.
    ///
    /// # Errors
    /// When the host cannot run vats, or the image does not fit this host's [`ImageId`] or the limit.
    fn restore(&self, vat: &VatSpec, image: &HeapImage) -> Result<Box<dyn VatWorker>, HostError>;
}

/// One vat. After a delivery that did not end in [`Ended::Returned`] it is dead: every further call is a
/// [`HostError`].
pub trait VatWorker {
    /// Runs one delivery to its end.
    ///
    /// # Errors
    /// Only what the host itself suffered; what the vat did is in the report.
    fn deliver(
        &mut self,
        delivery: &Delivery,
        budget: Computrons,
        kernel: &mut dyn KernelSide,
    ) -> Result<CrankReport, HostError>;

    /// The root hash of the heap.
    ///
    /// # Errors
    /// When the worker is dead.
    fn heap_root(&mut self) -> Result<HeapRoot, HostError>;

    /// The whole heap.
    ///
    /// # Errors
    /// When the worker is dead.
    fn image(&mut self) -> Result<HeapImage, HostError>;
}
