//! What an opening found that should not be there, and did not refuse.
//!
//! Must never hold anything that lost a committed block: that is an error.

use std::fmt;
use std::path::PathBuf;

use crate::ids::Height;

/// Something that was wrong with a store and did no harm. A store that is opened for writing has mended it;
/// one opened for reading has passed over it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The store had an older format and has the present one now.
    Migrated {
        /// The store's directory.
        path: PathBuf,
    },
    /// The log ends with a record that is not whole: it was being written when its process or the machine
    /// ended, and nobody was told that its block was committed. Or, to a reader: it is being written now.
    UnfinishedBlock {
        /// The segment file.
        path: PathBuf,
        /// Where in it the record starts, in bytes.
        offset: u64,
        /// How much of it there is, in bytes.
        bytes: u64,
        /// The block it would have been.
        height: Height,
    },
    /// The record of the log's end, which guards against a log that was cut, cannot be used. It is written
    /// anew when the store is closed.
    NoEndRecord {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: &'static str,
    },
    /// The checkpoint is damaged, but the index or the log has what is in it. The next one is made whole.
    DamagedCheckpoint {
        /// The checkpoint's record.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// The index could not be used and was made again from the checkpoint and the log.
    IndexRebuilt {
        /// The directory.
        path: PathBuf,
        /// What was wrong with it.
        why: String,
    },
    /// Blobs that were being written when their process or the machine ended, and of which nobody was told
    /// that they are stored. Or, to a reader: they are being written now.
    UnfinishedBlobs {
        /// The pack in which they were.
        path: PathBuf,
        /// How many bytes there were of them.
        bytes: u64,
    },
    /// A pack lacks something that was on the disk. Its other blobs can be read.
    DamagedPack {
        /// The pack.
        path: PathBuf,
        /// Where in it something is wrong first, in bytes.
        offset: u64,
        /// What is wrong there.
        what: String,
    },
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Migrated { path } => write!(
                f,
                "{}: the store had an older format and was made one of the present format",
                path.display()
            ),
            Self::UnfinishedBlock {
                path,
                offset,
                bytes,
                height,
            } => write!(
                f,
                "{}: the log ends at byte {offset} with {bytes} bytes of block {height}, which was not \
                 written to its end",
                path.display()
            ),
            Self::NoEndRecord { path, what } => write!(
                f,
                "{}: the record of the log's end {what}; it is written anew when the store is closed",
                path.display()
            ),
            Self::DamagedCheckpoint { path, what } => write!(
                f,
                "{}: the checkpoint is damaged: {what}; the next one is made whole",
                path.display()
            ),
            Self::IndexRebuilt { path, why } => write!(
                f,
                "{}: the index was rebuilt from the checkpoint and the log: {why}",
                path.display()
            ),
            Self::UnfinishedBlobs { path, bytes } => write!(
                f,
                "{}: {bytes} bytes of blobs that were not written to their end",
                path.display()
            ),
            Self::DamagedPack { path, offset, what } => write!(
                f,
                "{}: the pack is damaged at byte {offset}: {what}; `crankcase verify` names what is missing",
                path.display()
            ),
        }
    }
}
