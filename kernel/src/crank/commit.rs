//! P9: hashes, transcript, and the block that makes cranks durable.
//!
//! A crank is sealed: its changes become operations of the open block and enter the crank hash and the
//! activity hash. A block is committed when its host says so; where blocks begin and end must never
//! show in a hash (spec D3).

use crankcase_store::{Batch, Store};
use sha2::{Digest, Sha256};

use crate::error::KernelError;
use crate::graves::{self, Grave};
use crate::ids::{ActivityHash, CrankHash, DeliveryNumber, OutputNumber, VatId};
use crate::snapshots::{self, SnapshotRow};
use crate::tables::{OUTPUTS_TAG, Tables};
use crate::transcript::{self, HeapRecord};
use crankcase_abi::{HeapRoot, codec};

/// The key of the activity hash, which stands outside of the tables because it is their hash.
pub(crate) const ACTIVITY_TAG: u8 = b'A';

/// What was sealed since the last commit.
pub(crate) struct Block {
    batch: Batch,
    activity: ActivityHash,
    dirty: bool,
    /// About how many bytes the batch holds.
    bytes: usize,
    /// The outputs before this one are sealed.
    sealed_outputs: OutputNumber,
    /// The outputs before this one are durable (spec N6).
    durable_outputs: OutputNumber,
}

/// A block that holds this much is committed whether its host asks or not: the store takes no larger ones,
/// and memory is finite.
const FULL_BLOCK: usize = 64 << 20;

impl Block {
    /// The block after what the store holds, which the tables were read from.
    pub(crate) fn after(store: &Store, tables: &Tables) -> Result<Self, KernelError> {
        let outputs = tables.row().next_output;
        let activity = match store.get(&[ACTIVITY_TAG])? {
            Some(bytes) => codec::decode(&bytes)
                .map_err(|error| KernelError::Corrupt(format!("the activity hash ({error})")))?,
            None => ActivityHash::default(),
        };
        Ok(Self {
            batch: Batch::new(),
            activity,
            dirty: false,
            bytes: 0,
            sealed_outputs: outputs,
            durable_outputs: outputs,
        })
    }

    pub(crate) fn activity(&self) -> ActivityHash {
        self.activity
    }

    /// Seals what the tables changed since the last seal (spec T4, T5).
    pub(crate) fn seal(&mut self, tables: &mut Tables) -> CrankHash {
        let mut hash = Sha256::new();
        hash.update(b"crankcase crank 1\n");
        let (batch, mut bytes) = (&mut self.batch, 0);
        tables.take_changes(|key, row| {
            hash.update(if row.is_some() { b"put" } else { b"del" });
            hash_bytes(&mut hash, &key);
            if let Some(row) = &row {
                hash_bytes(&mut hash, row);
            }
            bytes += keep(batch, key, row);
        });
        let crank = CrankHash(hash.finalize().into());
        let mut chain = Sha256::new();
        chain.update(b"crankcase activity 1\n");
        chain.update(self.activity.0);
        chain.update(crank.0);
        self.activity = ActivityHash(chain.finalize().into());
        self.dirty = true;
        self.bytes += bytes;
        self.sealed_outputs = tables.row().next_output;
        crank
    }

    /// Takes over changes of the outputs that are no part of the history (spec N6).
    pub(crate) fn acknowledge(&mut self, tables: &mut Tables) {
        let (batch, bytes) = (&mut self.batch, &mut self.bytes);
        let take = |key, row| *bytes += keep(batch, key, row);
        tables.outputs.take_changes(take);
        self.dirty = true;
    }

    /// The first output that is not durable.
    pub(crate) fn durable_outputs(&self) -> OutputNumber {
        self.durable_outputs
    }

    /// Appends the entry of a delivery to the vat's transcript and chains it into the vat's row.
    pub(crate) fn record(&mut self, tables: &mut Tables, vat: VatId, entry: Vec<u8>) {
        tables.vats.update(&vat, |row| {
            row.transcript = transcript::chain(row.transcript, &entry);
            row.deliveries.0 += 1;
            row.recorded_bytes = row.recorded_bytes.saturating_add(entry.len() as u64);
        });
        self.bytes += entry.len();
        self.batch.append(transcript::stream(vat), entry);
    }

    /// Appends what a delivery wrote to the test log.
    pub(crate) fn log(&mut self, lines: Vec<String>) {
        for line in lines {
            self.batch.append(transcript::TEST_LOG, line.into_bytes());
        }
    }

    /// Makes the heap that a vat has now its last snapshot (spec H3). One that a host has asked for is
    /// chained here, since no entry of the transcript tells of it (spec H7).
    pub(crate) fn record_snapshot(
        &mut self,
        tables: &mut Tables,
        vat: VatId,
        heap: HeapRoot,
        asked_for: bool,
    ) {
        let batch = &mut self.batch;
        tables.vats.update(&vat, |row| {
            if asked_for {
                row.transcript = transcript::chain_snapshot(row.transcript, heap);
            }
            let snapshot = SnapshotRow {
                deliveries: row.deliveries,
                heap,
                transcript: row.transcript,
                computrons: row.computrons,
                asked_for,
            };
            batch.append(snapshots::stream(vat), codec::encode(&snapshot));
            batch.close_span(transcript::stream(vat));
            row.snapshot = Some(snapshot);
            row.recorded_bytes = 0;
        });
    }

    /// The snapshots of a vat that are not in the store yet.
    pub(crate) fn snapshots(&self, vat: VatId) -> impl Iterator<Item = &[u8]> {
        self.batch.appended(&snapshots::stream(vat))
    }

    /// The entries of a vat's transcript that are not in the store yet.
    pub(crate) fn transcript(&self, vat: VatId) -> impl Iterator<Item = &[u8]> {
        self.batch.appended(&transcript::stream(vat))
    }

    /// Closes the transcript of a vat that has ended.
    pub(crate) fn close_transcript(&mut self, vat: VatId) {
        self.batch.close_span(transcript::stream(vat));
    }

    /// Appends what a vat was whose rows left the tables (spec A15).
    pub(crate) fn bury(&mut self, grave: &Grave) {
        let bytes = codec::encode(grave);
        self.bytes += bytes.len();
        self.batch.append(graves::STREAM, bytes);
    }

    /// The graves that are not in the store yet.
    pub(crate) fn graves(&self) -> impl Iterator<Item = &[u8]> {
        self.batch.appended(graves::STREAM)
    }

    /// Appends a heap hash; no other hash sees it.
    pub(crate) fn record_heap(&mut self, vat: VatId, delivery: DeliveryNumber, root: HeapRoot) {
        self.batch.append_local(
            transcript::heap_stream(vat),
            codec::encode(&HeapRecord { delivery, root }),
        );
    }

    /// Whether it is time to commit.
    pub(crate) fn is_full(&self) -> bool {
        self.bytes >= FULL_BLOCK
    }

    /// Takes over rows of an older version in their present form, and what has become local (spec S31). That is no
    /// part of the history: it says the same.
    pub(crate) fn upgrade(
        &mut self,
        store: &Store,
        tables: &mut Tables,
    ) -> Result<(), KernelError> {
        if !tables.have_changed() {
            return Ok(());
        }
        let (batch, bytes) = (&mut self.batch, &mut self.bytes);
        for row in store.scan(&[OUTPUTS_TAG])? {
            let (key, row) = row?;
            batch.delete(key.as_slice());
            *bytes += keep(batch, key, Some(row));
        }
        for (vat, _) in tables.configs.iter() {
            let stream = transcript::heap_stream(*vat);
            for record in store.read_stream(&stream, 0)? {
                batch.append_local(stream.as_slice(), record?);
            }
        }
        tables.take_changes(|key, row| *bytes += keep(batch, key, row));
        self.dirty = true;
        Ok(())
    }

    /// Keeps something that is the store's own, with the next block that is committed for another reason.
    pub(crate) fn keep(&mut self, key: &[u8], value: Vec<u8>) {
        self.batch.put_local(key, value);
    }

    /// Makes everything that was sealed durable (spec P9.1).
    pub(crate) fn commit(
        &mut self,
        store: &mut Store,
        tables: &mut Tables,
    ) -> Result<(), KernelError> {
        if !self.dirty {
            return Ok(());
        }
        let mut batch = std::mem::take(&mut self.batch);
        batch.put(vec![ACTIVITY_TAG], codec::encode(&self.activity));
        store.commit(batch)?;
        tables.vatstore.saved();
        self.durable_outputs = self.sealed_outputs;
        self.dirty = false;
        self.bytes = 0;
        Ok(())
    }

    /// The test log lines that are not in the store yet.
    pub(crate) fn test_log(&self) -> impl Iterator<Item = &[u8]> {
        self.batch.appended(transcript::TEST_LOG)
    }
}

/// Puts a change of a row into a batch; gives about how many bytes it takes. Outputs are local, since replicas
/// differ in what was acknowledged (spec N6).
fn keep(batch: &mut Batch, key: Vec<u8>, row: Option<Vec<u8>>) -> usize {
    let bytes = key.len() + row.as_ref().map_or(0, Vec::len);
    match (row, key.first() == Some(&OUTPUTS_TAG)) {
        (Some(row), false) => batch.put(key, row),
        (None, false) => batch.delete(key),
        (Some(row), true) => batch.put_local(key, row),
        (None, true) => batch.delete_local(key),
    }
    bytes
}

/// Length, then bytes, so that no two lists of byte strings look alike.
fn hash_bytes(hash: &mut Sha256, bytes: &[u8]) {
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}
