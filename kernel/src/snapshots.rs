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

/// The blobs of heaps that are known to be whole in a store, since this process has read them, or has handed
/// them over itself. Any other is handed over again, because it may be damaged: the store stores again what is
/// (spec S8).
#[derive(Debug, Default)]
pub(crate) struct Whole(BTreeSet<BlobHash>);

impl Whole {
    /// Hands the blobs of a snapshot over to the store, as far as that is necessary (spec H4). Gives how many
    /// bytes those are.
    pub(crate) fn put(&mut self, store: &mut Store, image: &HeapImage) -> Result<u64, KernelError> {
        let mut bytes = 0;
        for chunk in &image.chunks {
            if self.0.insert(BlobHash(chunk.hash.0)) {
                bytes += chunk.bytes.len() as u64;
                store.put_blob_later(BlobHash(chunk.hash.0), Arc::clone(&chunk.bytes))?;
            }
        }
        // The list comes last: where it is, what it lists was handed over before.
        let name = BlobHash(image.root().0);
        if self.0.insert(name) {
            let list = list(image);
            bytes += list.len() as u64;
            store.put_blob_later(name, list.into())?;
        }
        Ok(bytes)
    }

    /// Reads a heap from the store; the blob that is missing or damaged, if one is (spec H5).
    pub(crate) fn read(
        &mut self,
        store: &Store,
        heap: HeapRoot,
        known: &KnownChunks,
    ) -> Result<Result<HeapImage, StoreError>, KernelError> {
        let image = read(store, heap, known)?;
        if let Ok(image) = &image {
            self.0.insert(BlobHash(heap.0));
            let read = image.chunks.iter().map(|chunk| chunk.hash);
            let read = read.filter(|hash| !known.contains_key(hash));
            self.0.extend(read.map(|hash| BlobHash(hash.0)));
        }
        Ok(image)
    }

    /// Whether every blob of a heap is in the store and whole. What is known to be is not read again.
    pub(crate) fn has(&mut self, store: &Store, heap: HeapRoot) -> Result<bool, KernelError> {
        let Ok(hashes) = hashes(store, heap)? else {
            return Ok(false);
        };
        for hash in hashes.into_iter().map(|hash| BlobHash(hash.0)) {
            if !self.0.contains(&hash) {
                if blob(store, hash)?.is_err() {
                    return Ok(false);
                }
                self.0.insert(hash);
            }
        }
        Ok(true)
    }

    /// Forgets what need not be in the store any more.
    pub(crate) fn retain(&mut self, live: &BTreeSet<BlobHash>) {
        self.0.retain(|hash| live.contains(hash));
    }
}

/// Stores the blobs of a snapshot, also those that the store seems to have: that mends the damaged ones.
pub(crate) fn put_again(store: &mut Store, image: &HeapImage) -> Result<(), KernelError> {
    for chunk in &image.chunks {
        store.put_blob(&chunk.bytes)?;
    }
    store.put_blob(&list(image))?;
    Ok(())
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

    /// Those from a place on, which are counted from 0.
    pub(crate) fn from(&self, place: u64) -> Result<Vec<SnapshotRow>, KernelError> {
        let stream = stream(self.vat);
        let durable = self.recorded.store.read_stream(&stream, place)?;
        let skipped = usize::try_from(place.saturating_sub(self.durable)).unwrap_or(usize::MAX);
        let block = self.recorded.block;
        let open = block.map(|block| block.snapshots(self.vat));
        let open = open.into_iter().flatten().skip(skipped);
        let mut rows = Vec::new();
        for bytes in durable {
            rows.push(self.row(&bytes?)?);
        }
        for bytes in open {
            rows.push(self.row(bytes)?);
        }
        Ok(rows)
    }

    /// One of them.
    pub(crate) fn get(&self, place: u64) -> Result<SnapshotRow, KernelError> {
        let missing = || KernelError::Corrupt(format!("snapshot {place} of {}", self.vat));
        if place >= self.durable {
            return self.from(place)?.first().copied().ok_or_else(missing);
        }
        let mut rows = self.recorded.store.read_stream(&stream(self.vat), place)?;
        self.row(&rows.next().ok_or_else(missing)??)
    }

    fn row(&self, bytes: &[u8]) -> Result<SnapshotRow, KernelError> {
        codec::decode(bytes).map_err(|error| {
            KernelError::Corrupt(format!("the list of snapshots of {} ({error})", self.vat))
        })
    }

    /// Those of which the store still tells, from the first to the last.
    pub(crate) fn kept(&self) -> Result<Vec<SnapshotRow>, KernelError> {
        let spans = self.recorded.store.spans(&stream(self.vat))?.into_iter();
        let gone = spans.filter(|span| !span.kept);
        let from = gone.map(|span| span.first + span.count).max();
        self.from(from.unwrap_or(0))
    }

    /// Those that were taken after more than so many deliveries.
    pub(crate) fn after(
        &self,
        deliveries: DeliveryNumber,
    ) -> Result<Vec<SnapshotRow>, KernelError> {
        let (mut low, mut high) = (0, self.len);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.get(middle)?.deliveries <= deliveries {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        self.from(low)
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
    let row = rows.first().filter(|row| row.deliveries == from);
    row.map(|row| Beginning::At(*row)).ok_or_else(|| {
        KernelError::Corrupt(format!(
            "the transcript of {vat} begins at delivery {from}, where no snapshot is"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(chunks: &[&[u8]]) -> HeapImage {
        let chunk = |bytes: &&[u8]| Chunk {
            hash: ChunkHash::of(bytes),
            bytes: Arc::from(*bytes),
        };
        HeapImage {
            chunks: chunks.iter().map(chunk).collect(),
        }
    }

    #[test]
    fn what_was_damaged_is_stored_again_with_the_next_snapshot() {
        // spec H4, H5
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("store");
        let mut store = Store::create(&path, Default::default()).unwrap();
        let stays = [7; 100].map(|byte: u8| byte.wrapping_mul(41));
        let noise: Vec<u8> = (0..200_u32)
            .flat_map(|n| ChunkHash::of(&n.to_be_bytes()).0)
            .collect();
        let first = image(&[&noise, &stays]);
        let mut whole = Whole::default();
        let all = whole.put(&mut store, &first).unwrap();
        assert_eq!(all, (noise.len() + stays.len() + 17 + 8 + 64) as u64);
        assert_eq!(whole.put(&mut store, &first).unwrap(), 0);
        drop(store);
        for entry in std::fs::read_dir(path.join("blobs")).unwrap() {
            let file = entry.unwrap().path();
            let mut bytes = std::fs::read(&file).unwrap();
            let at = bytes.windows(64).position(|window| window == &noise[..64]);
            if let Some(at) = at {
                bytes[at + 9] ^= 4;
                std::fs::write(&file, bytes).unwrap();
            }
        }
        let mut store = Store::open(&path, Default::default()).unwrap();
        let known = KnownChunks::new();
        let root = first.root();
        let mut whole = Whole::default();
        assert!(!whole.has(&store, root).unwrap());
        assert!(whole.read(&store, root, &known).unwrap().is_err());
        let second = image(&[&noise, b"another"]);
        whole.put(&mut store, &second).unwrap();
        store.sync_blobs().unwrap();
        for (heap, chunks) in [(root, &first), (second.root(), &second)] {
            assert!(whole.has(&store, heap).unwrap());
            let read = Whole::default()
                .read(&store, heap, &known)
                .unwrap()
                .unwrap();
            assert_eq!(read.root(), heap);
            assert_eq!(read.chunks[0].bytes, chunks.chunks[0].bytes);
        }
    }

    #[test]
    fn only_a_list_is_read_as_one() {
        // spec H4
        let good = list(&image(&[b"a", b"b"]));
        assert_eq!(read_list(&good).unwrap().len(), 2);
        assert_eq!(BlobHash::of(&good).0, image(&[b"a", b"b"]).root().0);
        for cut in 0..good.len() {
            assert_eq!(read_list(&good[..cut]), None);
        }
        let mut more = good.clone();
        more.extend([0; 32]);
        assert_eq!(read_list(&more), None);
        let mut huge = good;
        huge[LIST_HEAD.len()] = 255;
        assert_eq!(read_list(&huge), None);
    }
}
