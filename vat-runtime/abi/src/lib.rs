//! The wall between the kernel and its vats: the types that cross it, and nothing else.
//!
//! The kernel and the host of a vat never see each other; they meet at [`VatHost`] and [`VatWorker`].
//! The guest, which is compiled to WebAssembly, reaches the host as bytes in the encoding of [`codec`].
//!
//! This crate must never do I/O, hold state, or know how a vat is run.

pub mod bundle;
pub mod capdata;
pub mod codec;
pub mod delivery;
pub mod ended;
pub mod heap;
pub mod meter;
pub mod options;
pub mod refs;
pub mod syscall;
pub mod worker;

pub use bundle::{Bundle, BundleId, Import, Module, NATIVE_MODULES, native_exports, native_shim};
pub use capdata::CapData;
pub use delivery::{Delivery, Resolution};
pub use ended::{Ended, VatFault};
pub use heap::{CHUNK_BYTES, Chunk, ChunkHash, HeapImage, HeapRoot};
pub use meter::Computrons;
pub use options::{DateStrings, VatOptions};
pub use refs::{RefError, RefKind, Side, VatRef};
pub use syscall::{IllegalSyscall, Syscall, SyscallResult};
pub use worker::{
    ConsoleLevel, CrankReport, Guest, HostError, ImageId, KernelSide, VatHost, VatSpec, VatWorker,
};
