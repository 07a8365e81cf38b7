//! The checkpoint that a store has, as an opening finds it (spec S14).
//!
//! Must never take a checkpoint for whole of which a blob is missing.

use std::sync::Arc;

use super::record::{self, Record};
use super::root::Root;
use crate::blob::Blobs;
use crate::dir::Place;
use crate::error::StoreError;
use crate::finding::Finding;
use crate::ids::{BlobHash, Height, Tip};
use crate::segment;
use crate::shelf::Shelf;

/// The checkpoint of a store.
#[derive(Debug)]
pub(crate) struct Base {
    /// What the log goes on from. None if the checkpoint is damaged and the log does not begin with block 1.
    pub(crate) root: Option<Arc<Root>>,
    /// What is wrong with the checkpoint.
    pub(crate) damage: Option<String>,
}

impl Base {
    /// That of a new store.
    pub(crate) fn none() -> Self {
        Self {
            root: Some(Arc::new(Root::empty())),
            damage: None,
        }
    }

    /// Makes the checkpoint of a new store, so that each has one.
    pub(crate) fn begin(place: &Place, blobs: &mut Blobs) -> Result<(), StoreError> {
        let root = blobs.put(&Root::empty().encode())?;
        blobs.sync()?;
        record::write(place, Tip::default(), root)
    }

    /// Finds the checkpoint that the record names.
    pub(crate) fn find(place: &Place, record: Record, blobs: &Shelf) -> Result<Self, StoreError> {
        let found = match record {
            Record::Absent => Err("its record is missing".to_owned()),
            Record::Damaged => Err("its record is damaged".to_owned()),
            Record::Known(tip, hash) => load(blobs, tip, hash)?,
        };
        match found {
            Ok(root) => Ok(Self {
                root: Some(Arc::new(root)),
                damage: None,
            }),
            Err(what) => Self::damaged(place, what),
        }
    }

    /// A damaged checkpoint. With a log that begins with block 1 none is needed.
    pub(crate) fn damaged(place: &Place, what: String) -> Result<Self, StoreError> {
        let root = log_is_whole(place)?.then(|| Arc::new(Root::empty()));
        Ok(Self {
            root,
            damage: Some(what),
        })
    }

    /// What an opening that goes on nevertheless tells.
    pub(crate) fn finding(&self, place: &Place) -> Option<Finding> {
        let what = self.damage.clone()?;
        let path = record::path(place);
        Some(Finding::DamagedCheckpoint { path, what })
    }

    /// The error of a checkpoint that is damaged and needed.
    pub(crate) fn refuse(place: &Place, what: String) -> StoreError {
        let path = record::path(place);
        StoreError::DamagedCheckpoint { path, what }
    }
}

/// True if the log begins with the first block.
fn log_is_whole(place: &Place) -> Result<bool, StoreError> {
    let segments = segment::list(&*place.disk, &place.log())?;
    Ok(segments
        .first()
        .is_none_or(|(first, _)| *first == Height(1)))
}

/// Reads a root and looks whether its chunks are there. The inner error is what is wrong.
fn load(blobs: &Shelf, tip: Tip, hash: BlobHash) -> Result<Result<Root, String>, StoreError> {
    let bytes = match blobs.get(&hash) {
        Ok(bytes) => bytes,
        Err(error @ (StoreError::NoBlob { .. } | StoreError::DamagedBlob { .. })) => {
            return Ok(Err(error.to_string()));
        }
        Err(error) => return Err(error),
    };
    let root = match Root::decode(&bytes) {
        Ok(root) if root.tip() == tip => root,
        Ok(_) => return Ok(Err(format!("the blob {hash} is the root of another"))),
        Err(what) => return Ok(Err(format!("the blob {hash} is no root: {what}"))),
    };
    let blobs = blobs.read();
    let missing = root.chunks().find(|chunk| !blobs.has(&chunk.hash));
    Ok(match missing.map(|chunk| chunk.hash) {
        Some(chunk) => Err(format!("the blob {chunk} is missing")),
        None => Ok(root),
    })
}
