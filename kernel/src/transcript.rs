//! The transcript: what one vat received, said and cost, delivery by delivery (spec T1–T3).
//!
//! Entries are MessagePack, chained by hash. This module must never run a vat.

use crankcase_abi::{Computrons, Delivery, Ended, HeapRoot, Syscall, SyscallResult, codec};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::KernelError;
use crate::ids::{CrankNumber, DeliveryNumber, TranscriptHash, VatId};

/// What a delivery about garbage may cost, whatever the vat's own limit is (spec G12): it runs none of the
/// vat's code, only a collection of all its memory.
const GARBAGE_BUDGET: Computrons = Computrons(10_000_000_000);

/// Whether a delivery tells a vat about garbage or asks it for some.
pub(crate) fn is_about_garbage(delivery: &Delivery) -> bool {
    match delivery {
        Delivery::DropExports { .. }
        | Delivery::RetireExports { .. }
        | Delivery::RetireImports { .. }
        | Delivery::BringOutYourDead => true,
        Delivery::StartVat { .. } | Delivery::Message { .. } | Delivery::Notify { .. } => false,
    }
}

/// What a delivery is allowed to cost when it is done again (spec M14). One that ended at its budget had exactly that,
/// which a meter may have set; any other would not have noticed a larger one.
pub(crate) fn budget_of(entry: &TranscriptEntry, limit: Computrons) -> Computrons {
    match entry.ended {
        Ended::OutOfMeter => entry.computrons,
        Ended::Returned | Ended::VatFault(_) => budget(limit, &entry.delivery),
    }
}

/// What a delivery to a vat with this limit may cost, if no meter says otherwise.
pub(crate) fn budget(limit: Computrons, delivery: &Delivery) -> Computrons {
    if is_about_garbage(delivery) {
        GARBAGE_BUDGET
    } else {
        limit
    }
}

/// One system call and its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyscallRecord {
    /// What the vat said.
    pub call: Syscall,
    /// What the kernel answered.
    pub result: SyscallResult,
}

/// One delivery to one vat, whole (spec T2): enough to do it again and to compare.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TranscriptEntry {
    /// The crank it happened in.
    pub crank: CrankNumber,
    /// What was delivered.
    pub delivery: Delivery,
    /// The calls that were answered, in order. A refused call ends the vat and shows in `ended`.
    pub syscalls: Vec<SyscallRecord>,
    /// How it ended.
    pub ended: Ended,
    /// What it cost.
    pub computrons: Computrons,
    /// The hash of the heap, if a snapshot was taken afterwards (spec H3).
    #[serde(default)]
    pub heap: Option<HeapRoot>,
}

impl TranscriptEntry {
    pub(crate) fn from_bytes(
        bytes: &[u8],
        vat: VatId,
        at: DeliveryNumber,
    ) -> Result<Self, KernelError> {
        codec::decode(bytes).map_err(|error| {
            KernelError::Corrupt(format!("entry {at} of the transcript of {vat} ({error})"))
        })
    }
}

/// The chain over a transcript, one entry further.
pub(crate) fn chain(before: TranscriptHash, entry: &[u8]) -> TranscriptHash {
    let mut hash = Sha256::new();
    hash.update(b"crankcase transcript 1\n");
    hash.update(before.0);
    hash.update(entry);
    TranscriptHash(hash.finalize().into())
}

/// The chain over a transcript, past a snapshot that a host asked for (spec H7).
pub(crate) fn chain_snapshot(before: TranscriptHash, heap: HeapRoot) -> TranscriptHash {
    let mut hash = Sha256::new();
    hash.update(b"crankcase snapshot 1\n");
    hash.update(before.0);
    hash.update(heap.0);
    TranscriptHash(hash.finalize().into())
}

/// A heap hash that was recorded after a delivery. Not part of the chain: whether a run was audited must
/// not change what replicas compare (spec D5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct HeapRecord {
    pub(crate) delivery: DeliveryNumber,
    pub(crate) root: HeapRoot,
}

/// The name of a vat's transcript among the store's streams.
pub(crate) fn stream(vat: VatId) -> Vec<u8> {
    name(b't', vat)
}

/// The name of a vat's recorded heap hashes among the store's streams.
pub(crate) fn heap_stream(vat: VatId) -> Vec<u8> {
    name(b'h', vat)
}

/// The name of the test log among the store's streams.
pub(crate) const TEST_LOG: &[u8] = b"l";

fn name(tag: u8, vat: VatId) -> Vec<u8> {
    let mut name = vec![tag];
    name.extend(vat.0.to_be_bytes());
    name
}
