//! The rows of the kernel's tables. Data only; what may be done to them is elsewhere.

use std::collections::BTreeSet;

use crankcase_abi::{BundleId, CapData, Computrons, ImageId, VatOptions, VatRef};
use serde::{Deserialize, Serialize};

use crate::ids::{
    CrankNumber, DeliveryNumber, DeviceId, GenesisHash, KernelRef, NodeNumber, OutputNumber,
    TranscriptHash, VatId,
};
use crate::meters::MeterUse;
use crate::reap::{Dirt, ReapOptions, ReapThreshold, ReapThresholds};
use crate::snapshots::{SnapshotPolicy, SnapshotRow};

/// The version of everything the kernel keeps in a store. What version 4 added stands at the end of its rows
/// and has a default, so that rows of version 3 are read as they are.
pub(crate) const STATE_VERSION: u64 = 4;

/// The kernel's own counters; one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KernelRow {
    pub(crate) version: u64,
    pub(crate) image: ImageId,
    pub(crate) genesis: GenesisHash,
    pub(crate) next_object: u64,
    pub(crate) next_promise: u64,
    pub(crate) next_vat: u64,
    pub(crate) next_device: u64,
    pub(crate) next_node: u64,
    pub(crate) next_output: OutputNumber,
    pub(crate) next_meter: u64,
    /// The number of the next crank.
    pub(crate) crank: CrankNumber,
    /// The result of `bootstrap()`.
    pub(crate) bootstrap: KernelRef,
    /// The size of the memory that every vat begins with, in bytes; belongs to the image.
    pub(crate) base_bytes: u64,
    /// The vat that is told about bundles, meters and vats.
    pub(crate) vat_admin: Option<VatId>,
    /// When vats are reaped that say nothing else.
    pub(crate) reap: ReapThresholds,
    /// What all deliveries have cost, also those to vats that are gone.
    pub(crate) computrons: Computrons,
    pub(crate) counters: Counters,
    /// When snapshots are taken of vats that say nothing else.
    #[serde(default)]
    pub(crate) snapshots: SnapshotPolicy,
}

/// What has happened so often in a kernel's life, as far as nothing else tells. What was undone happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counters {
    /// Vats that were started.
    pub starts: u64,
    /// Messages that were delivered.
    pub messages: u64,
    /// Deliveries of news of promises.
    pub notifies: u64,
    /// Deliveries of news of garbage.
    pub garbage: u64,
    /// Reaps.
    pub reaps: u64,
    /// Cranks that cleaned up after vats.
    pub cleanups: u64,
    /// System calls that were answered.
    pub syscalls: u64,
    /// Deliveries that were undone.
    pub undone: u64,
    /// Vats that have ended.
    pub ends: u64,
}

/// A bundle that is installed; its bytes are a blob of the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BundleRow {
    /// How many there are.
    pub(crate) bytes: u64,
    /// The node of the device `vatAdmin` that stands for it.
    pub(crate) node: NodeNumber,
}

/// What is to become different about a vat; nothing where nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionsChange {
    /// After how many deliveries it is reaped.
    pub reap_interval: Option<ReapThreshold>,
    /// After how many references that were taken back from it.
    pub reap_gc_krefs: Option<ReapThreshold>,
    /// Whether it is never reaped.
    pub never_reap: Option<bool>,
}

/// What a vat was made with. Only when it is reaped may change (spec A8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct VatConfigRow {
    pub(crate) name: String,
    pub(crate) bundle: BundleId,
    pub(crate) memory_limit: u64,
    pub(crate) crank_limit: Computrons,
    /// Whether it takes messages to the promises that it decides (spec P3.4).
    pub(crate) pipelining: bool,
    pub(crate) options: VatOptions,
    /// When it is reaped.
    pub(crate) reap: ReapOptions,
    /// What pays for it; only dynamic vats have that.
    pub(crate) meter: Option<MeterUse>,
    /// Whether the kernel stops when it ends (spec A16).
    pub(crate) critical: bool,
    /// Whether it was made by another vat; its rows go when nothing else is left of it (spec A15).
    pub(crate) dynamic: bool,
    /// When snapshots are taken of it, in place of what holds for all.
    #[serde(default)]
    pub(crate) snapshots: Option<SnapshotPolicy>,
}

/// Whether a vat takes deliveries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VatStatus {
    /// It does.
    Running,
    /// Its meter has run out; only deliveries about garbage reach it until that is refilled (spec M12).
    Paused,
    /// It has ended, for this reason.
    Ended(String),
}

/// What a vat has come to; changes with each of its cranks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct VatStateRow {
    pub(crate) status: VatStatus,
    pub(crate) computrons: Computrons,
    pub(crate) memory_bytes: u64,
    pub(crate) next_object_import: u64,
    pub(crate) next_promise_import: u64,
    pub(crate) next_device_import: u64,
    /// The highest number that the vat has given an object, or a promise (spec R9). The root has 0.
    pub(crate) highest_object_export: u64,
    pub(crate) highest_promise_export: u64,
    /// How many entries its transcript has.
    pub(crate) deliveries: DeliveryNumber,
    pub(crate) transcript: TranscriptHash,
    /// What it has gone through since it was last reaped.
    pub(crate) dirt: Dirt,
    /// Whether it is in the reap queue.
    pub(crate) reaping: bool,
    /// How many keys its store has.
    #[serde(default)]
    pub(crate) stored: u64,
    /// The last snapshot of it.
    #[serde(default)]
    pub(crate) snapshot: Option<SnapshotRow>,
    /// How many bytes of transcript it has recorded since, or since the beginning.
    #[serde(default)]
    pub(crate) recorded_bytes: u64,
}

impl VatStateRow {
    /// A vat that has received nothing. Imports start at their own numbers: `o-50`, `p-60`,
    /// `d-70` (spec R1).
    pub(crate) fn new() -> Self {
        Self {
            status: VatStatus::Running,
            computrons: Computrons(0),
            memory_bytes: 0,
            next_object_import: 50,
            next_promise_import: 60,
            next_device_import: 70,
            highest_object_export: 0,
            highest_promise_export: 0,
            deliveries: DeliveryNumber(0),
            transcript: TranscriptHash::default(),
            dirt: Dirt::default(),
            reaping: false,
            stored: 0,
            snapshot: None,
            recorded_bytes: 0,
        }
    }

    /// Whether it has not ended.
    pub(crate) fn is_alive(&self) -> bool {
        !matches!(self.status, VatStatus::Ended(_))
    }
}

/// A meter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MeterRow {
    /// In computrons; none if it never runs out.
    pub(crate) remaining: Option<u128>,
    pub(crate) threshold: u128,
}

/// Who holds on to something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PinRow {
    pub(crate) kernel: bool,
    pub(crate) host: bool,
}

impl PinRow {
    pub(crate) fn is_held(self) -> bool {
        self.kernel || self.host
    }
}

/// An object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ObjectRow {
    /// The vat that answers its messages; nobody once that has ended or has abandoned it.
    pub(crate) owner: Option<VatId>,
    pub(crate) counts: ObjectCounts,
}

/// How often an object is referred to by others than its owner (spec G1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectCounts {
    /// By vats that reach it, in queues, in the data of resolved promises, and by pins.
    pub reachable: u64,
    /// The same, and by vats that could merely recognize it.
    pub recognizable: u64,
}

/// One entry of a c-list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ClistRow {
    pub(crate) vref: VatRef,
    /// For an import: whether the vat reaches it. For an export: whether the vat was not told yet that
    /// nobody else does (spec G2).
    pub(crate) reachable: bool,
}

/// Who answers the calls of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum DeviceKind {
    /// The host (spec N1).
    Host,
    /// The kernel itself: the device that makes and rules vats.
    VatAdmin,
}

/// A device of the application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DeviceRow {
    pub(crate) name: String,
    pub(crate) kind: DeviceKind,
}

/// A node of a device: what vats hold of it. Nodes are not counted and never deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NodeRow {
    pub(crate) device: DeviceId,
    pub(crate) number: NodeNumber,
}

/// What a device said to the world outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OutputRow {
    pub(crate) device: DeviceId,
    pub(crate) text: String,
}

/// Where a promise stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum PromiseState {
    Unresolved {
        /// The vat that may resolve it; none while its message is in a queue.
        decider: Option<VatId>,
        subscribers: BTreeSet<VatId>,
    },
    Fulfilled(CapData<KernelRef>),
    Rejected(CapData<KernelRef>),
}

/// A message on its way, in kernel references.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Message {
    pub(crate) methargs: CapData<KernelRef>,
    pub(crate) result: Option<KernelRef>,
}

impl Message {
    /// What it mentions, once per mention.
    pub(crate) fn references(&self) -> impl Iterator<Item = KernelRef> {
        self.methargs.slots.iter().chain(&self.result).copied()
    }
}

/// What the queues hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum QueueItem {
    /// The first delivery of a vat.
    StartVat {
        vat: VatId,
        parameters: CapData<KernelRef>,
    },
    /// The making of a vat and its first delivery (spec A4).
    CreateVat {
        vat: VatId,
        config: Box<VatConfigRow>,
        parameters: CapData<KernelRef>,
    },
    /// A change of what a vat was made with (spec A8).
    ChangeOptions { vat: VatId, change: OptionsChange },
    /// A message to an object or promise.
    Send { target: KernelRef, message: Message },
    /// News of a resolved promise to a subscriber.
    Notify { vat: VatId, promise: KernelRef },
    /// The messages that waited for a promise, which is resolved now, or has a decider that takes them; each
    /// leaves its place by itself.
    Waiting { promise: KernelRef },
}

impl QueueItem {
    /// What it mentions, once per mention.
    pub(crate) fn references(&self) -> Vec<KernelRef> {
        match self {
            Self::StartVat { parameters, .. } | Self::CreateVat { parameters, .. } => {
                parameters.slots.clone()
            }
            Self::ChangeOptions { .. } => Vec::new(),
            Self::Send { target, message } => std::iter::once(*target)
                .chain(message.references())
                .collect(),
            Self::Notify { promise, .. } | Self::Waiting { promise } => vec![*promise],
        }
    }
}
