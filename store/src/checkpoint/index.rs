//! A checkpoint as an index that is read and never written: its chunks are fetched when they are needed.
//!
//! Must never keep more than some chunks in memory.

use std::sync::{Arc, Mutex, PoisonError};

use super::base;
use super::chunk::{self, Chunk, PIECE_BYTES, Value};
use super::root::{ChunkRef, Root};
use crate::error::StoreError;
use crate::ids::Tip;
use crate::index::{self, Changes, Entries, Entry, Index, IndexError};
use crate::shelf::Shelf;

/// How much memory the chunks that were read last may take, in bytes.
const KEPT_BYTES: usize = 16 << 20;

/// The index that a checkpoint is.
#[derive(Debug)]
pub(crate) struct CheckpointIndex {
    root: Arc<Root>,
    blobs: Shelf,
    /// The chunks that were used last, the last one at the end, by their number.
    kept: Mutex<Vec<(usize, Arc<Chunk>)>>,
}

impl CheckpointIndex {
    pub(crate) fn new(root: Arc<Root>, blobs: Shelf) -> Self {
        Self {
            root,
            blobs,
            kept: Mutex::new(Vec::new()),
        }
    }

    /// The root of the checkpoint.
    pub(crate) fn root(&self) -> &Root {
        &self.root
    }

    /// The number of chunks.
    pub(crate) fn chunks(&self) -> usize {
        self.root.local.len() + self.root.shared.len()
    }

    /// The entries of a chunk, as changes of an index that has none of them.
    pub(crate) fn chunk_entries(&self, number: usize) -> Result<Changes, IndexError> {
        let chunk = self.fetch(number)?;
        let entries = (0..chunk.len()).map(|at| {
            let (key, value) = self.entry(&chunk, at)?;
            Ok((key, Some(value)))
        });
        entries.collect()
    }

    /// A chunk by its number, in key order.
    fn chunk_ref(&self, number: usize) -> &ChunkRef {
        let local = &self.root.local;
        match number.checked_sub(local.len()) {
            None => &local[number],
            Some(number) => &self.root.shared[number],
        }
    }

    /// The number of the first chunk that ends with `key` or later.
    fn find(&self, key: &[u8]) -> usize {
        let before = |chunk: &ChunkRef| chunk.last.as_slice() < key;
        let local = self.root.local.partition_point(before);
        match local < self.root.local.len() {
            true => local,
            false => local + self.root.shared.partition_point(before),
        }
    }

    fn fetch(&self, number: usize) -> Result<Arc<Chunk>, IndexError> {
        if let Some(chunk) = self.kept(number) {
            return Ok(chunk);
        }
        let reference = self.chunk_ref(number);
        let hash = reference.hash;
        let bytes = self.blobs.get(&hash).map_err(failed)?;
        let chunk = Chunk::decode(bytes).filter(|chunk| reference.names(chunk));
        let wrong = || {
            IndexError(format!(
                "the blob {hash} is not the chunk that it should be"
            ))
        };
        let chunk = Arc::new(chunk.ok_or_else(wrong)?);
        self.keep(number, &chunk);
        Ok(chunk)
    }

    fn kept(&self, number: usize) -> Option<Arc<Chunk>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().rposition(|(other, _)| *other == number)?;
        let found = kept.remove(at);
        let chunk = Arc::clone(&found.1);
        kept.push(found);
        Some(chunk)
    }

    fn keep(&self, number: usize, chunk: &Arc<Chunk>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push((number, Arc::clone(chunk)));
        let mut bytes = 0;
        let heavy = kept.iter().rposition(|(_, chunk)| {
            bytes += chunk.weight();
            bytes > KEPT_BYTES
        });
        if let Some(last) = heavy.filter(|last| last + 1 < kept.len()) {
            kept.drain(..=last);
        }
    }

    fn entry(&self, chunk: &Chunk, number: usize) -> Result<Entry, IndexError> {
        let (key, value) = chunk.item(number);
        Ok((key.to_vec(), self.value(value)?))
    }

    fn value(&self, value: Value<'_>) -> Result<Vec<u8>, IndexError> {
        let (length, hashes) = match value {
            Value::Inline(value) => return Ok(value.to_vec()),
            Value::Pieces(length, hashes) => (length, hashes),
        };
        let mut value = Vec::new();
        for hash in chunk::pieces(hashes) {
            let piece = self.blobs.get(&hash).map_err(failed)?;
            if piece.len() > PIECE_BYTES {
                return Err(IndexError("a piece of a value is too long".to_owned()));
            }
            value.extend_from_slice(&piece);
        }
        match value.len() == length {
            true => Ok(value),
            false => Err(IndexError(
                "the pieces of a value have another length".to_owned(),
            )),
        }
    }
}

fn failed(error: StoreError) -> IndexError {
    IndexError(base::lost(error).unwrap_or_else(|error| error.to_string()))
}

impl Index for CheckpointIndex {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, IndexError> {
        if key == index::TIP_KEY {
            let tip = self.root.tip();
            return Ok((tip != Tip::default()).then(|| index::encode_tip(tip)));
        }
        let number = self.find(key);
        if number == self.chunks() {
            return Ok(None);
        }
        let chunk = self.fetch(number)?;
        let at = chunk.find(key);
        match chunk.item(at) {
            (found, value) if found == key => self.value(value).map(Some),
            _ => Ok(None),
        }
    }

    /// The entries, without that of the tip.
    fn range(&self, from: &[u8], to: &[u8]) -> Result<Entries<'_>, IndexError> {
        let (from, to) = (from.to_vec(), to.to_vec());
        let mut number = self.find(&from);
        let mut place: Option<(Arc<Chunk>, usize)> = None;
        let mut next = move || -> Result<Option<Entry>, IndexError> {
            let (chunk, at) = match place.take() {
                Some(place) => place,
                None if number == self.chunks() => return Ok(None),
                None => {
                    let chunk = self.fetch(number)?;
                    number += 1;
                    let at = chunk.find(&from);
                    if at == chunk.len() {
                        return Err(IndexError("a chunk ends before its last key".to_owned()));
                    }
                    (chunk, at)
                }
            };
            if chunk.item(at).0 >= to.as_slice() {
                number = self.chunks();
                return Ok(None);
            }
            let entry = self.entry(&chunk, at)?;
            place = (at + 1 < chunk.len()).then_some((chunk, at + 1));
            Ok(Some(entry))
        };
        let mut failed = false;
        Ok(Box::new(std::iter::from_fn(move || {
            if failed {
                return None;
            }
            let entry = next();
            failed = entry.is_err();
            entry.transpose()
        })))
    }

    fn last(&self, from: &[u8], before: &[u8]) -> Result<Option<Entry>, IndexError> {
        let mut number = self.find(before);
        let mut at = 0;
        if number < self.chunks() {
            at = self.fetch(number)?.find(before);
        }
        if at == 0 {
            let Some(previous) = number.checked_sub(1) else {
                return Ok(None);
            };
            number = previous;
            at = self.fetch(number)?.len();
        }
        let chunk = self.fetch(number)?;
        match chunk.item(at - 1).0 < from {
            true => Ok(None),
            false => self.entry(&chunk, at - 1).map(Some),
        }
    }

    fn apply(&mut self, _: Changes) -> Result<(), IndexError> {
        Err(IndexError("a checkpoint does not change".to_owned()))
    }
}
