//! The rows and keys of the kernel's tables. Data only; what may be done to them is elsewhere.

use std::collections::BTreeSet;

use crankcase_abi::{BundleId, CapData, Computrons, ImageId, RefKind, VatOptions, VatRef};
use serde::{Deserialize, Serialize};

use super::table::Key;
use crate::ids::{CrankNumber, DeliveryNumber, GenesisHash, KernelRef, TranscriptHash, VatId};

/// The version of everything the kernel keeps in a store.
pub(crate) const STATE_VERSION: u64 = 1;

/// The kernel's own counters; one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KernelRow {
    pub(crate) version: u64,
    pub(crate) image: ImageId,
    pub(crate) genesis: GenesisHash,
    pub(crate) next_object: u64,
    pub(crate) next_promise: u64,
    pub(crate) next_vat: u64,
    /// The number of the next crank.
    pub(crate) crank: CrankNumber,
    /// The result of `bootstrap()`.
    pub(crate) bootstrap: KernelRef,
}

/// What a vat was made with; never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct VatConfigRow {
    pub(crate) name: String,
    pub(crate) bundle: BundleId,
    pub(crate) memory_limit: u64,
    pub(crate) crank_limit: Computrons,
    pub(crate) options: VatOptions,
}

/// Whether a vat takes deliveries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VatStatus {
    /// It does.
    Running,
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
    /// How many entries its transcript has.
    pub(crate) deliveries: DeliveryNumber,
    pub(crate) transcript: TranscriptHash,
}

impl VatStateRow {
    /// A vat that has received nothing. Imports start at their own numbers: `o-50`, `p-60` (spec R1).
    pub(crate) fn new() -> Self {
        Self {
            status: VatStatus::Running,
            computrons: Computrons(0),
            memory_bytes: 0,
            next_object_import: 50,
            next_promise_import: 60,
            deliveries: DeliveryNumber(0),
            transcript: TranscriptHash::default(),
        }
    }

    pub(crate) fn is_running(&self) -> bool {
        self.status == VatStatus::Running
    }
}

/// An object: who answers its messages, nobody once its vat has ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ObjectRow {
    pub(crate) owner: Option<VatId>,
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
    /// A message to an object or promise.
    Send { target: KernelRef, message: Message },
    /// News of a resolved promise to a subscriber.
    Notify { vat: VatId, promise: KernelRef },
}

impl QueueItem {
    /// What it mentions, once per mention.
    pub(crate) fn references(&self) -> Vec<KernelRef> {
        match self {
            Self::StartVat { parameters, .. } => parameters.slots.clone(),
            Self::Send { target, message } => std::iter::once(*target)
                .chain(message.references())
                .collect(),
            Self::Notify { promise, .. } => vec![*promise],
        }
    }
}

impl Key for () {
    fn write(&self, _: &mut Vec<u8>) {}
    fn read(bytes: &[u8]) -> Option<Self> {
        bytes.is_empty().then_some(())
    }
}

fn number(bytes: &[u8]) -> Option<u64> {
    Some(u64::from_be_bytes(bytes.try_into().ok()?))
}

impl Key for VatId {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.0.to_be_bytes());
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        number(bytes).map(Self)
    }
}

impl Key for KernelRef {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(match self.kind() {
            RefKind::Object => b'o',
            RefKind::Promise => b'p',
            RefKind::Device => b'd',
        });
        out.extend(self.number().to_be_bytes());
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        let (kind, rest) = bytes.split_first()?;
        match kind {
            b'o' => Some(Self::object(number(rest)?)),
            b'p' => Some(Self::promise(number(rest)?)),
            _ => None,
        }
    }
}

/// A place in a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct QueuePosition(pub(crate) u64);

impl Key for QueuePosition {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.0.to_be_bytes());
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        number(bytes).map(Self)
    }
}

impl Key for (VatId, KernelRef) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        let (first, second) = bytes.split_at_checked(8)?;
        Some((VatId::read(first)?, KernelRef::read(second)?))
    }
}

impl Key for (KernelRef, QueuePosition) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        let (first, second) = bytes.split_at_checked(9)?;
        Some((KernelRef::read(first)?, QueuePosition::read(second)?))
    }
}

impl Key for (VatId, VatRef) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        out.extend(self.1.to_string().bytes());
    }
    fn read(bytes: &[u8]) -> Option<Self> {
        let (first, second) = bytes.split_at_checked(8)?;
        Some((
            VatId::read(first)?,
            std::str::from_utf8(second).ok()?.parse().ok()?,
        ))
    }
}
