//! What a kernel tells its host: of cranks, of promises, of vats, and sums.
//!
//! Data only.

use crankcase_abi::{CapData, Computrons, Delivery, HeapRoot};

use crate::cleanup::Cleaned;
use crate::ids::{CrankHash, CrankNumber, DeliveryNumber, KernelRef, VatId};
use crate::tables::rows::{Counters, VatConfigRow, VatStateRow, VatStatus};

/// One crank.
#[derive(Clone, Debug)]
pub struct CrankSummary {
    /// Its number.
    pub number: CrankNumber,
    /// The hash of what it changed.
    pub hash: CrankHash,
    /// The delivery, if it reached a vat.
    pub delivered: Option<DeliverySummary>,
    /// Whether the delivery was undone and waits for a refill of the meter that ran out; what it cost is paid.
    pub paused: bool,
    /// Why the vat ended, if it did.
    pub ended: Option<String>,
    /// What it cleaned up after a vat that has ended.
    pub cleaned: Option<Cleaned>,
}

/// The delivery of a crank.
#[derive(Clone, Copy, Debug)]
pub struct DeliverySummary {
    /// The vat that received it.
    pub vat: VatId,
    /// What it was about.
    pub kind: DeliveryKind,
    /// What it cost.
    pub computrons: Computrons,
    /// The size of the vat's memory after it, in bytes.
    pub memory_bytes: u64,
    /// How much of that was not there before it, in bytes.
    pub grown_bytes: u64,
    /// The snapshot that was taken after it.
    pub snapshot: Option<SnapshotSummary>,
}

/// A snapshot that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SnapshotSummary {
    /// The hash of the heap.
    pub heap: HeapRoot,
    /// How many bytes the store did not have yet. Replicas with other histories differ in that, so what they
    /// have to agree on must not depend on it.
    pub handed_over: u64,
}

/// What deliveries are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryKind {
    /// The start of a vat.
    Start,
    /// A message to an object.
    Message,
    /// News of promises.
    Notify,
    /// News of references that nobody else reaches or recognizes (spec G6).
    Garbage,
    /// The request to collect garbage (spec G11).
    Reap,
}

impl DeliveryKind {
    pub(crate) fn of(delivery: &Delivery) -> Self {
        match delivery {
            Delivery::StartVat { .. } => Self::Start,
            Delivery::Message { .. } => Self::Message,
            Delivery::Notify { .. } => Self::Notify,
            Delivery::DropExports { .. }
            | Delivery::RetireExports { .. }
            | Delivery::RetireImports { .. } => Self::Garbage,
            Delivery::BringOutYourDead => Self::Reap,
        }
    }
}

/// Where a promise stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PromiseStatus {
    /// Nobody has resolved it.
    Unresolved,
    /// It has this value.
    Fulfilled(CapData<KernelRef>),
    /// It was rejected for this reason.
    Rejected(CapData<KernelRef>),
}

/// One vat.
#[derive(Clone, Debug)]
pub struct VatSummary {
    /// Its id.
    pub id: VatId,
    /// Its name.
    pub name: String,
    /// How many deliveries it has had.
    pub cranks: u64,
    /// What they cost.
    pub computrons: Computrons,
    /// The size of its memory after the last one, in bytes.
    pub memory_bytes: u64,
    /// How many deliveries it had had when the last snapshot of it was taken, and the hash of its heap then.
    pub snapshot: Option<(DeliveryNumber, HeapRoot)>,
    /// Whether it runs.
    pub status: VatStatus,
}

impl VatSummary {
    pub(crate) fn of(id: VatId, config: &VatConfigRow, state: &VatStateRow) -> Self {
        Self {
            id,
            name: config.name.clone(),
            cranks: state.deliveries.0,
            computrons: state.computrons,
            memory_bytes: state.memory_bytes,
            snapshot: state.snapshot.map(|row| (row.deliveries, row.heap)),
            status: state.status.clone(),
        }
    }
}

/// How much there is of everything, and how often things have happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statistics {
    /// Cranks executed.
    pub cranks: u64,
    /// What all deliveries cost, those that were undone too.
    pub computrons: Computrons,
    /// How often things have happened.
    pub counters: Counters,
    /// Vats that were made, or are about to be.
    pub vats_made: u64,
    /// Vats that run.
    pub vats: usize,
    /// Objects that are known to more than their vat, or were.
    pub objects: usize,
    /// Promises.
    pub promises: usize,
    /// Entries of all c-lists.
    pub clist_entries: usize,
    /// Entries of all stores of vats.
    pub store_entries: u64,
    /// Items that are not routed yet.
    pub accepted: usize,
    /// Items that are next.
    pub run_queue: usize,
    /// Messages that wait for promises.
    pub waiting: usize,
    /// Vats that are to be reaped.
    pub reap_queue: usize,
    /// What vats are to be told about garbage.
    pub gc_actions: usize,
    /// Vats that have ended and are to be cleaned up after.
    pub cleanups: usize,
    /// What the kernel and its host hold on to.
    pub pins: usize,
    /// Bundles that are installed.
    pub bundles: usize,
    /// Outputs of devices that were not acknowledged.
    pub outputs: usize,
}
