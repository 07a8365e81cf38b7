//! Looking through a checkpoint and what it and the log refer to (spec S9).
//!
//! Must never write, and must never stop at the first thing that is wrong.

use std::collections::BTreeSet;

use super::base::{self, Base};
use super::chunk::Chunk;
use super::index::CheckpointIndex;
use super::root::Root;
use crate::buffer::Buffered;
use crate::dir::Place;
use crate::error::StoreError;
use crate::ids::{BlobHash, Tip};
use crate::index::{self, Space};
use crate::shelf::Shelf;
use crate::sync::{self, NoSpans};
use crate::{stream, upkeep};

/// What is wrong with a checkpoint.
#[derive(Debug, Default)]
pub(crate) struct Looked {
    /// What is wrong with the checkpoint itself.
    pub(crate) damages: Vec<String>,
    /// Spans that should be there and are not whole.
    pub(crate) lost: Vec<String>,
}

/// Looks through the checkpoint of a base, and the spans that a store keeps whose log goes from there to `tip`.
/// `whole` are the blobs that are whole.
pub(crate) fn look_through(
    place: &Place,
    base: &Base,
    blobs: &Shelf,
    whole: &BTreeSet<BlobHash>,
    tip: Tip,
) -> Result<Looked, StoreError> {
    let mut looked = Looked::default();
    looked.damages.extend(base.damage.clone());
    let Some(root) = &base.root else {
        return Ok(looked);
    };
    check_chunks(root, blobs, whole, &mut looked)?;
    if !looked.damages.is_empty() {
        return Ok(looked);
    }
    let checkpoint = CheckpointIndex::new(root.clone(), blobs.clone());
    let mut index = Buffered::new(checkpoint, usize::MAX);
    let between = (root.tip(), tip);
    match sync::redo(place, &mut index, &mut NoSpans, between, &mut |_| {}) {
        // The log has been looked through before; this is about how it fits the checkpoint.
        Err(StoreError::Index { what, .. } | StoreError::BadBlock { what, .. }) => {
            looked.damages.push(what);
            return Ok(looked);
        }
        redone => redone?,
    }
    if let Err(error) = check_spans(&index, whole, &mut looked) {
        looked.damages.push(error.to_string());
    }
    Ok(looked)
}

/// Reads every chunk, and looks for every piece.
fn check_chunks(
    root: &Root,
    blobs: &Shelf,
    whole: &BTreeSet<BlobHash>,
    looked: &mut Looked,
) -> Result<(), StoreError> {
    for reference in root.chunks() {
        let hash = reference.hash;
        let bytes = match blobs.get(&hash) {
            Err(error) => {
                looked.damages.push(base::lost(error)?);
                continue;
            }
            Ok(bytes) => bytes,
        };
        let chunk = Chunk::decode(bytes).filter(|chunk| reference.names(chunk));
        let Some(chunk) = chunk else {
            let what = format!("the blob {hash} is not the chunk that it should be");
            looked.damages.push(what);
            continue;
        };
        let missing = chunk.pieces().filter(|piece| !whole.contains(piece));
        let missing = missing.map(|piece| format!("the blob {piece} is not there whole"));
        looked.damages.extend(missing);
    }
    Ok(())
}

fn check_spans(
    index: &Buffered<CheckpointIndex>,
    whole: &BTreeSet<BlobHash>,
    looked: &mut Looked,
) -> Result<(), index::IndexError> {
    for space in [Space::Shared, Space::Local] {
        for stream in upkeep::streams(index, space) {
            let stream = stream?;
            let spans = stream::spans(index, space, &stream)?;
            let lost = spans
                .iter()
                .filter(|span| span.kept && !whole.contains(&span.hash));
            looked.lost.extend(lost.map(|span| {
                let (name, first, hash) = (stream.escape_ascii(), span.first, span.hash);
                format!(
                    "the span of {name} from position {first}, the blob {hash}, is not there whole"
                )
            }));
        }
    }
    Ok(())
}
