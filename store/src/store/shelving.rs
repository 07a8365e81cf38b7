//! What a store does with blobs.
//!
//! Must never let a blob go that something in the store still names.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::dir::Place;
use crate::error::StoreError;
use crate::ids::BlobHash;
use crate::pack::Swept;
use crate::store::Store;

impl Store {
    /// Stores bytes under their hash. They are on the disk when the next block is committed, when
    /// [`Self::sync_blobs`] returns, or when the store is closed; until then a crash may lose them. Storing
    /// them again does nothing, unless what is stored is damaged: then it is stored once more (spec S8).
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`], [`StoreError::TooLarge`] beyond [`MAX_BLOB_BYTES`], or what the system
    /// refused; then as after [`Self::commit`].
    ///
    /// [`MAX_BLOB_BYTES`]: crate::MAX_BLOB_BYTES
    pub fn put_blob(&mut self, bytes: &[u8]) -> Result<BlobHash, StoreError> {
        self.check_writable()?;
        let put = self.blobs.write().put(bytes);
        self.latch(put)
    }

    /// Stores bytes under their hash, which must be theirs, without waiting for it. They can be read at once;
    /// they are on the disk when [`Self::sync_blobs`] returns or the store is closed, and until then a crash
    /// may lose them, whatever is committed in between.
    ///
    /// # Errors
    /// As [`Self::put_blob`]; what went wrong with blobs that were given before is told here too.
    pub fn put_blob_later(&mut self, hash: BlobHash, bytes: Arc<[u8]>) -> Result<(), StoreError> {
        self.check_writable()?;
        let put = self.blobs.write().put_later(hash, bytes);
        self.latch(put)
    }

    /// Waits until all blobs are on the disk.
    ///
    /// # Errors
    /// What the system refused; then as after [`Self::commit`].
    pub fn sync_blobs(&mut self) -> Result<(), StoreError> {
        self.check_writable()?;
        let synced = self.blobs.write().sync_all();
        self.latch(synced)
    }

    /// Removes blobs, where that frees much: all but the live ones and those that the store itself needs. Some that
    /// are not live may stay. Whoever calls this has to know every blob that anybody needs, also of those that were
    /// stored just now (spec S8). None if nothing was done, because somebody reads the store.
    ///
    /// # Errors
    /// As [`Self::put_blob`] and [`Self::needed_blobs`].
    pub fn sweep(&mut self, live: BTreeSet<BlobHash>) -> Result<Option<Swept>, StoreError> {
        self.sweep_blobs(live, false)
    }

    /// As [`Self::sweep`], and reads every blob first: also what is damaged is removed, where the blob was stored
    /// again. As long as a live blob is missing, damaged packs stay as they are.
    ///
    /// # Errors
    /// As [`Self::sweep`].
    pub fn sweep_thoroughly(
        &mut self,
        live: BTreeSet<BlobHash>,
    ) -> Result<Option<Swept>, StoreError> {
        self.sweep_blobs(live, true)
    }

    fn sweep_blobs(
        &mut self,
        mut live: BTreeSet<BlobHash>,
        thoroughly: bool,
    ) -> Result<Option<Swept>, StoreError> {
        self.check_writable()?;
        let alone = self.place.as_ref().map(Place::lock_readers).transpose()?;
        if let Some(None) = alone {
            return Ok(None);
        }
        live.append(&mut self.needed_blobs()?);
        let swept = self.blobs.write().sweep(&live, thoroughly);
        self.latch(swept).map(Some)
    }

    /// True if a blob is stored, or is given to be stored. Whether it is whole, its reading tells.
    #[must_use]
    pub fn has_blob(&self, hash: &BlobHash) -> bool {
        self.blobs.read().has(hash)
    }

    /// True if a blob is stored and was seen to be whole since this store was opened, or is given to be stored.
    /// Whoever has the bytes of another can give them once more: that costs a reading, and mends a damaged blob.
    #[must_use]
    pub fn has_seen_blob(&self, hash: &BlobHash) -> bool {
        self.blobs.read().has_seen(hash)
    }

    /// The bytes of a blob, checked against its hash.
    ///
    /// # Errors
    /// [`StoreError::NoBlob`], [`StoreError::DamagedBlob`], or what the system refused.
    pub fn get_blob(&self, hash: &BlobHash) -> Result<Vec<u8>, StoreError> {
        self.blobs.get(hash)
    }
}
