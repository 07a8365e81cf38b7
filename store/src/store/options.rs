//! How a store is kept.
//!
//! Nothing here may change what a store holds.

use std::sync::Arc;

use crate::disk::{Disk, MachineDisk};
use crate::sync::Redo;

/// Which engine answers reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IndexKind {
    /// `sled`, on disk: small commits cost least, and an opening reads all of it once.
    #[default]
    Sled,
    /// `redb`, on disk: it syncs, so that it is not made again after a power failure.
    Redb,
    /// In memory: made from the log at each opening.
    Memory,
}

/// How a store is kept. None of it changes what the store holds.
pub struct StoreOptions {
    /// The index engine.
    pub index: IndexKind,
    /// How much memory the index engine may use as its cache, in bytes.
    pub index_cache_bytes: u64,
    /// How much is gathered in memory before the index engine gets it, in bytes. It is also about what has
    /// to be redone from the log, at most, after the process was killed.
    pub index_buffer_bytes: usize,
    /// The length of a segment file of the log, in bytes; the first ones are shorter, and one that has to take
    /// a larger block is longer.
    pub segment_bytes: u64,
    /// A pack of blobs is ended when it would grow beyond this, in bytes; but a pack takes at least one blob.
    pub pack_bytes: u64,
    /// True if a thread writes the blobs that nobody waits for. False: they are written at once.
    pub background: bool,
    /// After so many bytes in the log a checkpoint is due; after a sixteenth of it a closing makes one.
    pub checkpoint_bytes: u64,
    /// The disk on which the store is.
    pub disk: Arc<dyn Disk>,
    /// Is told how far the redoing of blocks has come, when an opening has to do that.
    pub progress: Option<Box<dyn FnMut(Redo) + Send>>,
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self {
            index: IndexKind::default(),
            index_cache_bytes: 64 << 20,
            index_buffer_bytes: 8 << 20,
            segment_bytes: 32 << 20,
            pack_bytes: 64 << 20,
            background: true,
            checkpoint_bytes: 64 << 20,
            disk: Arc::new(MachineDisk),
            progress: None,
        }
    }
}
