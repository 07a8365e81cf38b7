//! What a store does about checkpoints: when one is due, what it comes to, what it needs.
//!
//! Must never let go of the log before the checkpoint is on the disk.

use std::collections::BTreeSet;

use crate::checkpoint;
use crate::error::StoreError;
use crate::finding::Finding;
use crate::ids::{BlobHash, Height, StateHash};
use crate::store::Store;
use crate::sync;
use crate::upkeep::{self, Parts};

impl Store {
    /// Stores the spans once more that were closed since the last checkpoint, where they are missing or damaged:
    /// the log has their entries. They are on the disk after [`Self::sync_blobs`].
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`]; what the system refused, then as after [`Self::commit`].
    pub fn remake_spans(&mut self) -> Result<(), StoreError> {
        self.check_writable()?;
        let Some(place) = &self.place else {
            return Ok(());
        };
        let put = sync::put_spans_again(place, &self.blobs, self.log.tip());
        self.latch(put)
    }

    /// Makes a checkpoint, lets go of the part of the log that it holds, and tells the state hash. Does nothing
    /// more than the latter if no block was committed since the last one.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`]; what the system refused, then as after [`Self::commit`].
    pub fn checkpoint(&mut self) -> Result<StateHash, StoreError> {
        self.check_writable()?;
        let Some(place) = &self.place else {
            return self.state_hash();
        };
        self.latched = true;
        let handed_on = self.index.hand_on();
        handed_on.map_err(|error| self.index_failed(&error))?;
        let parts = Parts {
            place,
            index: &*self.index,
            blobs: &self.blobs,
        };
        let (hash, damage) = self.upkeep.checkpoint(&mut self.log, &parts)?;
        let path = checkpoint::record_path(place);
        let finding = damage.map(|what| Finding::DamagedCheckpoint { path, what });
        self.findings.extend(finding);
        self.latched = false;
        Ok(hash)
    }

    /// Makes the checkpoint whole out of the index, whatever the last one is. This mends a checkpoint of which the
    /// audit finds a part damaged.
    ///
    /// # Errors
    /// As [`Self::checkpoint`].
    pub fn remake_checkpoint(&mut self) -> Result<StateHash, StoreError> {
        self.check_writable()?;
        self.upkeep.distrust();
        self.checkpoint()
    }

    /// True if so much was committed since the last checkpoint that the next one should be made.
    #[must_use]
    pub fn checkpoint_due(&self) -> bool {
        self.place.is_some() && !self.read_only && self.upkeep.is_due(&self.log)
    }

    /// The height of the last checkpoint; 0 if there is none.
    #[must_use]
    pub fn checkpoint_height(&self) -> Height {
        self.upkeep.tip().height
    }

    /// The hash of all that is shared, at the present height: the same on every replica that committed the same
    /// changes, whatever their blocks and what is local (spec S13). Costs about as much as a checkpoint.
    ///
    /// # Errors
    /// [`StoreError::Index`], [`StoreError::DamagedCheckpoint`], or what the system refused.
    pub fn state_hash(&self) -> Result<StateHash, StoreError> {
        let tip = self.log.tip();
        if let Some(parts) = self.parts() {
            return self.upkeep.state_hash(tip, &parts);
        }
        let hash = upkeep::state_hash_of(&*self.index, tip);
        hash.map_err(|error| self.not_built(error))
    }

    /// The blobs that the store itself needs: all of the last checkpoint, and the spans that are kept. Whatever else
    /// is needed, those know who stored it.
    ///
    /// # Errors
    /// [`StoreError::Index`], [`StoreError::DamagedCheckpoint`], and those of a damaged blob.
    pub fn needed_blobs(&self) -> Result<BTreeSet<BlobHash>, StoreError> {
        let mut found = self.spans_kept()?;
        if let Some(parts) = self.parts() {
            found.extend(self.upkeep.blobs(&parts)?);
        }
        Ok(found)
    }

    /// The blobs of the spans that are kept.
    pub(crate) fn spans_kept(&self) -> Result<BTreeSet<BlobHash>, StoreError> {
        let mut found = BTreeSet::new();
        upkeep::spans_kept(&*self.index, &mut found).map_err(|error| self.index_failed(&error))?;
        Ok(found)
    }

    /// Compares all of the index with the checkpoint and the log, and tells the first difference. An index that is
    /// closed and opened again is believed by its check sums; this looks at what is in it.
    ///
    /// # Errors
    /// [`StoreError::Index`], [`StoreError::DamagedCheckpoint`], or what the system refused.
    pub fn index_difference(&self) -> Result<Option<String>, StoreError> {
        let tip = self.log.tip();
        self.parts()
            .map_or(Ok(None), |parts| self.upkeep.difference(tip, &parts))
    }
}
