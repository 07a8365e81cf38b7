//! The checkpoint that a store has, as an opening finds it (spec S14).
//!
//! Must never take a checkpoint for whole of which a blob is missing.

use std::sync::Arc;

use super::record::{self, Record};
use super::root::Root;
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

    /// Records the checkpoint of a new store, so that each has one. It needs no blob.
    pub(crate) fn begin(place: &Place) -> Result<(), StoreError> {
        let root = BlobHash::of(&Root::empty().encode());
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

/// What is wrong with a blob that could not be read, if it is the blob.
pub(crate) fn lost(error: StoreError) -> Result<String, StoreError> {
    match error {
        StoreError::NoBlob { hash, .. } => Ok(format!("the blob {hash} is missing")),
        StoreError::DamagedBlob { path, offset, hash } => {
            let path = path.display();
            Ok(format!(
                "the blob {hash} is damaged, at byte {offset} of {path}"
            ))
        }
        error => Err(error),
    }
}

/// Reads a root and looks whether its chunks are there. The inner error is what is wrong.
fn load(blobs: &Shelf, tip: Tip, hash: BlobHash) -> Result<Result<Root, String>, StoreError> {
    let empty = Root::empty();
    if tip == empty.tip() && hash == BlobHash::of(&empty.encode()) {
        return Ok(Ok(empty));
    }
    let bytes = match blobs.get(&hash) {
        Ok(bytes) => bytes,
        Err(error) => return lost(error).map(Err),
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
