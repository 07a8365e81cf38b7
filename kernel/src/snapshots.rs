//! H: heap snapshots: when one is due, what it is in the store, and how it is read back.
//!
//! A snapshot is a vat's memory between two deliveries: its chunks and the list of their hashes are blobs,
//! and what the vat had come to then is a row. This module must never run a vat, and must never take a
//! damaged snapshot for a whole one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crankcase_abi::{Chunk, ChunkHash, Computrons, HeapImage, HeapRoot, codec};
use crankcase_store::{BlobHash, Store, StoreError};
use serde::{Deserialize, Serialize};

use crate::error::KernelError;
use crate::ids::{DeliveryNumber, TranscriptHash, VatId};
use crate::recorded::Recorded;
use crate::tables::rows::VatStateRow;
use crate::transcript;

/// When snapshots are taken of a vat (spec H2). Part of what replicas have to agree on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotPolicy {
    /// The first one comes after so many deliveries. Zero is as one; `None` is never, as below.
    pub first: Option<u64>,
    /// The next one comes so many deliveries after the last.
    pub every: Option<u64>,
    /// One comes once the transcript since the last one, or since the beginning, has so many bytes.
    pub bytes: Option<u64>,
    /// One comes once the deliveries since the last one, or since the beginning, have cost so much.
    pub computrons: Option<Computrons>,
}

impl SnapshotPolicy {
    /// No snapshots but those that a host asks for.
    pub const NEVER: Self = Self {
        first: None,
        every: None,
        bytes: None,
        computrons: None,
    };
}

impl Default for SnapshotPolicy {
    fn default() -> Self {
        Self {
            first: Some(3),
            every: Some(200),
            ..Self::NEVER
        }
    }
}

/// What a vat had come to when a snapshot was taken (spec H3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SnapshotRow {
    /// How many deliveries it had had.
    pub(crate) deliveries: DeliveryNumber,
    /// The hash of its heap, which is the name of the snapshot's list.
    pub(crate) heap: HeapRoot,
    /// The chain over its transcript, this snapshot included.
    pub(crate) transcript: TranscriptHash,
    /// What it had cost.
    pub(crate) computrons: Computrons,
    /// Whether a host asked for it, so that no entry of the transcript tells of it (spec H7).
    pub(crate) asked_for: bool,
}

/// Whether a snapshot is due after a delivery (spec H2). `state` is what the vat has come to with it, but for
/// its transcript, to which `entry` bytes are about to be added.
pub(crate) fn is_due(policy: SnapshotPolicy, state: &VatStateRow, entry: usize) -> bool {
    let (threshold, behind, cost) = match &state.snapshot {
        None => (policy.first, 0, Computrons(0)),
        Some(last) => (policy.every, last.deliveries.0, last.computrons),
    };
    let reached = |limit: Option<u64>, value: u64| limit.is_some_and(|limit| value >= limit);
    let deliveries = (state.deliveries.0 + 1).saturating_sub(behind);
    let bytes = state.recorded_bytes.saturating_add(entry as u64);
    let spent = state.computrons.saturating_sub(cost);
    reached(threshold, deliveries)
        || reached(policy.bytes, bytes)
        || reached(policy.computrons.map(|limit| limit.0), spent.0)
}

/// The name of a vat's snapshots among the store's streams.
pub(crate) fn stream(vat: VatId) -> Vec<u8> {
    [b"S", &vat.0.to_be_bytes()[..]].concat()
}

/// What the list of a snapshot begins with.
const LIST_HEAD: &[u8] = b"crankcase heap 1\n";
/// The size of a hash in it, in bytes.
const HASH_BYTES: usize = 32;

/// The list of a heap: exactly the bytes over which its root is the hash (spec D4, H4).
fn list(image: &HeapImage) -> Vec<u8> {
    let mut bytes = LIST_HEAD.to_vec();
    bytes.extend((image.chunks.len() as u64).to_be_bytes());
    for chunk in &image.chunks {
        bytes.extend(chunk.hash.0);
    }
    bytes
}

/// The hashes in a list; `None` if it is none.
fn read_list(bytes: &[u8]) -> Option<Vec<ChunkHash>> {
    let (count, hashes) = bytes.strip_prefix(LIST_HEAD)?.split_first_chunk()?;
    let (hashes, rest) = hashes.as_chunks::<HASH_BYTES>();
    let whole = rest.is_empty() && u64::from_be_bytes(*count) == hashes.len() as u64;
    whole.then(|| hashes.iter().map(|hash| ChunkHash(*hash)).collect())
}

/// Hands the blobs of a snapshot over to the store that it does not have, or that are among the damaged ones,
/// which are so no longer then (spec H4). Gives how many bytes those are.
pub(crate) fn put(
    store: &mut Store,
    image: &HeapImage,
    damaged: &mut BTreeSet<BlobHash>,
) -> Result<u64, KernelError> {
    let mut bytes = 0;
    let chunks = image.chunks.iter();
    let chunks = chunks.map(|chunk| (BlobHash(chunk.hash.0), Arc::clone(&chunk.bytes)));
    // The list comes last: where it is, what it lists was handed over before.
    let list = (BlobHash(image.root().0), list(image).into());
    for (hash, blob) in chunks.chain([list]) {
        if !store.has_blob(&hash) || damaged.remove(&hash) {
            bytes += blob.len() as u64;
            store.put_blob_later(hash, blob)?;
        }
    }
    Ok(bytes)
}

/// Chunks that need not be read, by their hashes: those with which every vat begins.
pub(crate) type KnownChunks = BTreeMap<ChunkHash, Chunk>;

/// The names of a heap's chunks, in order; what is wrong with the list, if that is missing or damaged.
pub(crate) fn hashes(
    store: &Store,
    heap: HeapRoot,
) -> Result<Result<Vec<ChunkHash>, StoreError>, KernelError> {
    let list = match blob(store, BlobHash(heap.0))? {
        Ok(list) => list,
        Err(damage) => return Ok(Err(damage)),
    };
    let hashes = read_list(&list);
    let hashes = hashes
        .ok_or_else(|| KernelError::Corrupt(format!("the list of the heap {heap} is not one")))?;
    Ok(Ok(hashes))
}

/// Reads a heap from the store; the blob that is missing or damaged, if one is (spec H5).
pub(crate) fn read(
    store: &Store,
    heap: HeapRoot,
    known: &KnownChunks,
) -> Result<Result<HeapImage, StoreError>, KernelError> {
    let hashes = match hashes(store, heap)? {
        Ok(hashes) => hashes,
        Err(damage) => return Ok(Err(damage)),
    };
    let mut chunks = Vec::with_capacity(hashes.len());
    for hash in hashes {
        chunks.push(match known.get(&hash) {
            Some(chunk) => chunk.clone(),
            None => match blob(store, BlobHash(hash.0))? {
                Ok(bytes) => Chunk {
                    hash,
                    bytes: bytes.into(),
                },
                Err(damage) => return Ok(Err(damage)),
            },
        });
    }
    Ok(Ok(HeapImage { chunks }))
}

/// Whether every blob of a heap is in the store. Only its list is read.
pub(crate) fn is_there(store: &Store, heap: HeapRoot) -> Result<bool, KernelError> {
    let hashes = hashes(store, heap)?;
    let there =
        |hashes: Vec<ChunkHash>| hashes.iter().all(|hash| store.has_blob(&BlobHash(hash.0)));
    Ok(hashes.is_ok_and(there))
}

/// A blob, or what is wrong with it; any other failure of the store is one.
fn blob(store: &Store, hash: BlobHash) -> Result<Result<Vec<u8>, StoreError>, KernelError> {
    match store.get_blob(&hash) {
        Ok(bytes) => Ok(Ok(bytes)),
        Err(damage @ (StoreError::NoBlob { .. } | StoreError::DamagedBlob { .. })) => {
            Ok(Err(damage))
        }
        Err(other) => Err(other.into()),
    }
}

/// The snapshots of a vat, from the first to the last.
pub(crate) struct Listed<'a> {
    recorded: Recorded<'a>,
    vat: VatId,
    durable: u64,
    len: u64,
}

impl<'a> Listed<'a> {
    pub(crate) fn new(recorded: Recorded<'a>, vat: VatId) -> Result<Self, KernelError> {
        let durable = recorded.store.stream_len(&stream(vat))?;
        let open = recorded
            .block
            .map_or(0, |block| block.snapshots(vat).count());
        Ok(Self {
            recorded,
            vat,
            durable,
            len: durable + open as u64,
        })
    }

    /// How many there are.
    pub(crate) fn len(&self) -> u64 {
        self.len
    }

    /// One of them, by its place from 0.
    pub(crate) fn get(&self, place: u64) -> Result<SnapshotRow, KernelError> {
        let damaged =
            |why: String| KernelError::Corrupt(format!("snapshot {place} of {} ({why})", self.vat));
        let bytes = if place < self.durable {
            let mut rows = self.recorded.store.read_stream(&stream(self.vat), place)?;
            rows.next().transpose()?
        } else {
            let open = usize::try_from(place - self.durable).unwrap_or(usize::MAX);
            let block = self.recorded.block;
            block.and_then(|block| Some(block.snapshots(self.vat).nth(open)?.to_vec()))
        };
        let bytes = bytes.ok_or_else(|| damaged("it is missing".to_owned()))?;
        codec::decode(&bytes).map_err(|error| damaged(error.to_string()))
    }

    /// Those that were taken after so many deliveries, from the first to the last.
    pub(crate) fn after(
        &self,
        deliveries: DeliveryNumber,
    ) -> Result<Vec<SnapshotRow>, KernelError> {
        let mut rows = Vec::new();
        for place in (0..self.len).rev() {
            let row = self.get(place)?;
            if row.deliveries <= deliveries {
                break;
            }
            rows.push(row);
        }
        rows.reverse();
        Ok(rows)
    }
}

/// The first entry of a vat's transcript that is kept.
pub(crate) fn kept_from(recorded: Recorded<'_>, vat: VatId) -> Result<DeliveryNumber, KernelError> {
    let spans = recorded.store.spans(&transcript::stream(vat))?.into_iter();
    let gone = spans.filter(|span| !span.kept);
    let until = gone.map(|span| span.first + span.count).max();
    Ok(DeliveryNumber(until.unwrap_or(0)))
}

/// Where what is left of a transcript begins.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Beginning {
    /// At its beginning.
    Whole,
    /// At a snapshot.
    At(SnapshotRow),
    /// Nothing is left of it.
    Gone,
}

/// Where what is left of a vat's transcript begins (spec H9).
pub(crate) fn beginning(
    recorded: Recorded<'_>,
    vat: VatId,
    state: &VatStateRow,
) -> Result<Beginning, KernelError> {
    let from = kept_from(recorded, vat)?;
    if from.0 == 0 {
        return Ok(Beginning::Whole);
    }
    if !state.is_alive() && from == state.deliveries {
        return Ok(Beginning::Gone);
    }
    let rows = Listed::new(recorded, vat)?.after(DeliveryNumber(from.0 - 1))?;
    rows.first().map(|row| Beginning::At(*row)).ok_or_else(|| {
        KernelError::Corrupt(format!(
            "the transcript of {vat} begins at delivery {from}, where no snapshot is"
        ))
    })
}
