//! The blobs of a store, shared by those who read and write them: the store, and the checkpoint that lies in them.
//!
//! Must never be held locked while anything else is waited for.

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::blob::Blobs;
use crate::error::StoreError;
use crate::ids::BlobHash;

/// The blobs of a store. Clones are the same blobs.
#[derive(Clone, Debug)]
pub(crate) struct Shelf(Arc<RwLock<Blobs>>);

impl Shelf {
    pub(crate) fn new(blobs: Blobs) -> Self {
        Self(Arc::new(RwLock::new(blobs)))
    }

    /// The blobs, to look at.
    pub(crate) fn read(&self) -> RwLockReadGuard<'_, Blobs> {
        // A panic elsewhere leaves the blobs as after a failure of the system, which they bear.
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The blobs, to add to them.
    pub(crate) fn write(&self) -> RwLockWriteGuard<'_, Blobs> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// The bytes of a blob.
    pub(crate) fn get(&self, hash: &BlobHash) -> Result<Vec<u8>, StoreError> {
        self.read().get(hash)
    }
}
