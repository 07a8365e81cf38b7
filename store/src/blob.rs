//! Blobs: bytes named by their SHA-256, in packs or in memory.
//!
//! Must never return bytes whose hash is not the one asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::dir::Place;
use crate::error::StoreError;
use crate::finding::Finding;
use crate::ids::BlobHash;
use crate::pack::{BlobSizes, PackedBlobs, Swept};
use crate::store::StoreOptions;

/// The blobs of a store.
#[derive(Debug)]
pub(crate) enum Blobs {
    /// In files.
    Packs(PackedBlobs),
    /// In memory.
    Memory(BTreeMap<BlobHash, Vec<u8>>),
}

impl Blobs {
    /// Makes the place of blobs in a new store.
    pub(crate) fn create(place: &Place, options: &StoreOptions) -> Result<Self, StoreError> {
        let disk = Arc::clone(&place.disk);
        let (pack_bytes, background) = (options.pack_bytes, options.background);
        PackedBlobs::create(disk, &place.blobs(), pack_bytes, background).map(Self::Packs)
    }

    /// Opens the place of blobs. What it shows is on the disk; what a crash left unfinished is removed and
    /// told.
    pub(crate) fn open(
        place: &Place,
        options: &StoreOptions,
    ) -> Result<(Self, Vec<Finding>), StoreError> {
        let disk = Arc::clone(&place.disk);
        let (pack_bytes, background) = (options.pack_bytes, options.background);
        let opened = PackedBlobs::open(disk, &place.blobs(), pack_bytes, background)?;
        Ok((Self::Packs(opened.0), opened.1))
    }

    /// Opens the place of blobs for reading only, as it is now.
    pub(crate) fn open_read_only(place: &Place) -> Result<(Self, Vec<Finding>), StoreError> {
        let opened = PackedBlobs::open_read_only(Arc::clone(&place.disk), &place.blobs())?;
        Ok((Self::Packs(opened.0), opened.1))
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

    /// Stores bytes under their hash; nobody waits for them to be on the disk before [`Self::sync_all`].
    pub(crate) fn put_later(&mut self, hash: BlobHash, bytes: Arc<[u8]>) -> Result<(), StoreError> {
        match self {
            Self::Memory(blobs) => {
                blobs.entry(hash).or_insert_with(|| bytes.to_vec());
                Ok(())
            }
            Self::Packs(packs) => packs.put_later(hash, bytes),
        }
    }

    /// True if the blob is there, or will be: whether it is whole, only its reading tells.
    pub(crate) fn has(&self, hash: &BlobHash) -> bool {
        match self {
            Self::Memory(blobs) => blobs.contains_key(hash),
            Self::Packs(packs) => packs.has(hash),
        }
    }

    /// True if the blob is there and this process has stored it or seen that it is whole, or if it will be there.
    pub(crate) fn has_seen(&self, hash: &BlobHash) -> bool {
        match self {
            Self::Memory(blobs) => blobs.contains_key(hash),
            Self::Packs(packs) => packs.has_seen(hash),
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

    /// Puts what was stored on the disk, but for what was given for later.
    pub(crate) fn sync(&mut self) -> Result<(), StoreError> {
        match self {
            Self::Memory(_) => Ok(()),
            Self::Packs(packs) => packs.sync(),
        }
    }

    /// Puts everything on the disk.
    pub(crate) fn sync_all(&mut self) -> Result<(), StoreError> {
        match self {
            Self::Memory(_) => Ok(()),
            Self::Packs(packs) => packs.sync_all(),
        }
    }

    /// Removes blobs that are not live, where that frees much; thoroughly, also everything that is damaged and
    /// of which there is another copy. Nobody else may have them open.
    pub(crate) fn sweep(
        &mut self,
        live: &BTreeSet<BlobHash>,
        thoroughly: bool,
    ) -> Result<Swept, StoreError> {
        match self {
            Self::Memory(blobs) => {
                let before = blobs.len();
                blobs.retain(|hash, _| live.contains(hash));
                let blobs = (before - blobs.len()) as u64;
                Ok(Swept { blobs, bytes: 0 })
            }
            Self::Packs(packs) => packs.sweep(live, thoroughly),
        }
    }

    /// How many there are and how large they are. Blobs in memory have no packs.
    pub(crate) fn sizes(&self) -> BlobSizes {
        match self {
            Self::Memory(blobs) => BlobSizes {
                blobs: blobs.len() as u64,
                raw_bytes: blobs.values().map(|bytes| bytes.len() as u64).sum(),
                ..BlobSizes::default()
            },
            Self::Packs(packs) => packs.sizes(),
        }
    }
}
