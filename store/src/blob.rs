//! Blobs: bytes named by their SHA-256, in packs or in memory.
//!
//! Must never return bytes whose hash is not the one asked for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::disk::Disk;
use crate::error::StoreError;
use crate::finding::Finding;
use crate::ids::BlobHash;
use crate::pack::Packs;

/// The blobs of a store.
#[derive(Debug)]
pub(crate) enum Blobs {
    /// In files.
    Packs(Packs),
    /// In memory.
    Memory(BTreeMap<BlobHash, Vec<u8>>),
}

impl Blobs {
    /// Makes the place of blobs in a new store.
    pub(crate) fn create(disk: Arc<dyn Disk>, dir: &Path) -> Result<Self, StoreError> {
        Packs::create(disk, dir).map(Self::Packs)
    }

    /// Opens the place of blobs. What it shows is on the disk; what a crash left unfinished is removed and
    /// told.
    pub(crate) fn open(
        disk: Arc<dyn Disk>,
        dir: &Path,
    ) -> Result<(Self, Vec<Finding>), StoreError> {
        let (packs, findings) = Packs::open(disk, dir)?;
        Ok((Self::Packs(packs), findings))
    }

    /// Opens the place of blobs for reading only, as it is now.
    pub(crate) fn open_read_only(
        disk: Arc<dyn Disk>,
        dir: &Path,
    ) -> Result<(Self, Vec<Finding>), StoreError> {
        let (packs, findings) = Packs::open_read_only(disk, dir)?;
        Ok((Self::Packs(packs), findings))
    }

    /// Stores bytes, if they are not stored already; they are on the disk after [`Self::sync`].
    pub(crate) fn put(&mut self, bytes: &[u8]) -> Result<BlobHash, StoreError> {
        let hash = BlobHash::of(bytes);
        match self {
            Self::Memory(blobs) => {
                blobs.entry(hash).or_insert_with(|| bytes.to_vec());
            }
            Self::Packs(packs) => packs.put(hash, bytes)?,
        }
        Ok(hash)
    }

    /// Stores bytes of which nobody needs to know when they are on the disk: they are after
    /// [`Self::drain`] and [`Self::sync`].
    pub(crate) fn put_later(&mut self, hash: BlobHash, bytes: &[u8]) -> Result<(), StoreError> {
        let put = self.put(bytes)?;
        assert_eq!(
            put, hash,
            "a blob was given under a name that is not its own"
        );
        Ok(())
    }

    /// True if the blob is there, or will be: whether it is whole, only its reading tells.
    pub(crate) fn has(&self, hash: &BlobHash) -> bool {
        match self {
            Self::Memory(blobs) => blobs.contains_key(hash),
            Self::Packs(packs) => packs.has(hash),
        }
    }

    /// The bytes of a blob.
    pub(crate) fn get(&self, hash: &BlobHash) -> Result<Vec<u8>, StoreError> {
        match self {
            Self::Memory(blobs) => {
                let missing = || StoreError::NoBlob {
                    path: PathBuf::from("a store in memory"),
                    hash: *hash,
                };
                blobs.get(hash).cloned().ok_or_else(missing)
            }
            Self::Packs(packs) => packs.get(*hash),
        }
    }

    /// Waits until all that was given to [`Self::put_later`] is written.
    pub(crate) fn drain(&mut self) -> Result<(), StoreError> {
        Ok(())
    }

    /// Puts what was stored on the disk.
    pub(crate) fn sync(&mut self) -> Result<(), StoreError> {
        match self {
            Self::Memory(_) => Ok(()),
            Self::Packs(packs) => packs.sync(),
        }
    }
}
