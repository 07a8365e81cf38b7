//! Exports: a store's state at one height as a directory of small files that another machine can check one by
//! one, and make a store of.
//!
//! ```text
//! manifest     what the others are, and what store they make; named last, so that without it there is no
//!              export
//! artifacts/   00000001, 00000002, …: one stream of blobs, cut into files of 8 MiB
//! ```
//!
//! Must never write to the store that is exported, and must never touch a directory that holds anything else.

mod dir;
mod manifest;
mod reader;
mod record;
mod whole;
mod writer;

pub use manifest::{ARTIFACT_BYTES, Artifact, BadExportMode, Manifest};
pub use reader::{Export, TakeBlob};
pub use whole::{NeededSpans, References};
pub use writer::{ExportWriter, Exported, ExportedState, Ship};

/// How much of a store an export holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExportMode {
    /// What is needed to go on.
    #[default]
    Operational,
    /// Also the history of all that lives, so that it can be done again from its beginning.
    Replay,
    /// Everything that the store keeps.
    Archival,
}

/// How far an export or an import has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shipped {
    /// The bytes of the artifacts that are done.
    pub bytes: u64,
    /// The bytes of all of them, if that is known.
    pub of: Option<u64>,
}
