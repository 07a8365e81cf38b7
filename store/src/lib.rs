//! The store of crankcase: keys, streams and blobs that survive a crash. Step P9 of the message path
//! ends here.
//!
//! The *block log* is the commit point: a block is committed when its record is on the disk, and not
//! before. The *index* answers reads and is never the truth: whenever it is behind, damaged or missing
//! it is made again from the log. *Blobs* are named by their own hash and
//! live in packs.
//!
//! This crate must never know what a vat is, and must never let an answer of the index engine outrank
//! the log.

#![forbid(unsafe_code)]

mod audit;
mod batch;
mod blob;
mod block;
mod buffer;
mod changes;
mod checkpoint;
mod dir;
mod disk;
mod end;
mod engine;
mod error;
mod export;
mod files;
mod finding;
mod frame;
mod ids;
mod import;
mod index;
mod line;
mod log;
mod old;
mod pack;
mod page;
mod random;
mod redb_index;
mod repair;
mod seal;
mod segment;
mod shelf;
mod simulated;
mod sled_index;
mod store;
mod stream;
mod sync;
mod upkeep;
mod verify;

pub use audit::{Audit, Mend, Problem};
pub use batch::Batch;
pub use block::{
    MAX_BLOCK_BYTES, MAX_ENTRY_BYTES, MAX_KEY_BYTES, MAX_STREAM_NAME_BYTES, MAX_VALUE_BYTES,
};
pub use disk::{Access, Disk, DiskFile, DiskLock, Found, MachineDisk};
pub use error::StoreError;
pub use export::{
    ARTIFACT_BYTES, Artifact, BadExportMode, Export, ExportMode, ExportWriter, Exported,
    ExportedState, Manifest, NeededSpans, References, Ship, Shipped, TakeBlob,
};
pub use finding::Finding;
pub use ids::{BadHash, BlobHash, BlockHash, ExportRoot, Height, StateHash};
pub use import::ImportFrom;
pub use pack::{MAX_BLOB_BYTES, Swept};
pub use repair::Mended;
pub use simulated::{Fault, Moment, Operation, Outcome, SimulatedDisk};
pub use store::{IndexKind, KeyValue, Store, StoreOptions, StoreSizes};
pub use stream::Span;
pub use sync::Redo;
