//! What can be wrong with the tables, each with its names.

use std::fmt;

use crankcase_abi::VatRef;

use crate::ids::{DeviceId, KernelRef, VatId};
use crate::tables::rows::ObjectCounts;

/// Where something is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the c-list of this vat.
    Clist(VatId),
    /// In the acceptance queue.
    AcceptanceQueue,
    /// In the run queue.
    RunQueue,
    /// In the reap queue.
    ReapQueue,
    /// Among what came for this vat while it was paused.
    Held(VatId),
    /// Among the garbage that vats have to be told about.
    GcActions,
    /// In a message that waits for this promise.
    Waiting(KernelRef),
    /// In the data of this promise.
    Data(KernelRef),
    /// As the owner of this object, or as the decider or a subscriber of this promise.
    Role(KernelRef),
    /// Among the pins.
    Pins,
    /// Among the stores of the vats.
    Vatstore,
    /// In what this device remembers.
    DeviceState(DeviceId),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Clist(vat) => write!(f, "the c-list of {vat}"),
            Self::AcceptanceQueue => f.write_str("the acceptance queue"),
            Self::RunQueue => f.write_str("the run queue"),
            Self::Held(vat) => write!(f, "what is held for {vat}"),
            Self::ReapQueue => f.write_str("the reap queue"),
            Self::GcActions => f.write_str("the garbage to tell about"),
            Self::Waiting(promise) => write!(f, "a message that waits for {promise}"),
            Self::Data(promise) => write!(f, "the data of {promise}"),
            Self::Role(kref) => write!(f, "the row of {kref}"),
            Self::Pins => f.write_str("the pins"),
            Self::Vatstore => f.write_str("the stores of the vats"),
            Self::DeviceState(device) => write!(f, "what {device} remembers"),
        }
    }
}

/// Two rows, or a row and a rule, that contradict each other.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Violation {
    /// A counter is at its end, or before its beginning.
    #[error("a counter is at its end, or before its beginning")]
    Exhausted,
    /// Something has a number that was never given out.
    #[error("the number of {name} was not given out")]
    NotGivenOut {
        /// Its name.
        name: String,
    },
    /// An export with a number that its vat never used.
    #[error("{vref} of {vat} has a number that was never used")]
    NotExported {
        /// The vat.
        vat: VatId,
        /// The export.
        vref: VatRef,
    },
    /// Numbers that a vat cannot have left out.
    #[error("{vat} cannot have left out the numbers from {vref} on")]
    BadGap {
        /// The vat.
        vat: VatId,
        /// The first of them.
        vref: VatRef,
    },
    /// A vat that is to be made and cannot be.
    #[error("{vat} is to be made, and cannot be")]
    Creation {
        /// The vat.
        vat: VatId,
    },
    /// A name of a bundle that is not installed.
    #[error("{name:?} names a bundle that is not installed")]
    NoSuchBundle {
        /// The name.
        name: String,
    },
    /// A policy for a result that the host does not wait for.
    #[error("there is a policy for {kref}, which the host does not wait for")]
    IdlePolicy {
        /// The promise.
        kref: KernelRef,
    },
    /// A vat has a configuration without a state, or the reverse.
    #[error("{vat} has one of its rows only")]
    HalfVat {
        /// The vat.
        vat: VatId,
    },
    /// A vat that has ended, or never was, has a part in something.
    #[error("{place} names {vat}, which does not run")]
    NotRunning {
        /// The vat.
        vat: VatId,
        /// Where.
        place: Place,
    },
    /// A vat's store has another number of keys than is said.
    #[error("the number of keys in the store of {vat} is wrong")]
    StoredCount {
        /// The vat.
        vat: VatId,
    },
    /// Something is mentioned that does not exist.
    #[error("{place} names {kref}, which does not exist")]
    Dangling {
        /// What is mentioned.
        kref: KernelRef,
        /// Where.
        place: Place,
    },
    /// A c-list uses one reference of the vat for two things, or its two directions differ.
    #[error("the c-list of {vat} is not one to one at {vref}")]
    TwoMeanings {
        /// The vat.
        vat: VatId,
        /// Its reference.
        vref: VatRef,
    },
    /// A c-list entry has another kind or side than what it means.
    #[error("the c-list of {vat} calls {kref} {vref}")]
    WrongName {
        /// The vat.
        vat: VatId,
        /// What is meant.
        kref: KernelRef,
        /// What it is called.
        vref: VatRef,
    },
    /// An object's owner does not know it.
    #[error("{vat} owns {kref} and does not know it")]
    UnknownToOwner {
        /// The owner.
        vat: VatId,
        /// The object.
        kref: KernelRef,
    },
    /// An object is reached although its owner was told that nobody does.
    #[error("{kref} is reached, and {vat} was told that it is not")]
    ReachedAfterDrop {
        /// The owner.
        vat: VatId,
        /// The object.
        kref: KernelRef,
    },
    /// A promise has another number of references than it says.
    #[error("{kref} counts {found} references and has {expected}")]
    PromiseMiscounted {
        /// The promise.
        kref: KernelRef,
        /// What it has.
        expected: u64,
        /// What it says.
        found: u64,
    },
    /// An object has another number of references than it says.
    #[error("{kref} counts {found:?} and has {expected:?}")]
    ObjectMiscounted {
        /// The object.
        kref: KernelRef,
        /// What it has.
        expected: ObjectCounts,
        /// What it says.
        found: ObjectCounts,
    },
    /// Something is garbage and nobody is to be told, or it should not be there any more.
    #[error("{kref} is garbage that nothing comes of")]
    Forgotten {
        /// What it is.
        kref: KernelRef,
    },
    /// A vat recognizes an object that is gone, and is not to be told.
    #[error("{vat} is not told that {kref} is gone")]
    NotTold {
        /// The vat.
        vat: VatId,
        /// The object.
        kref: KernelRef,
    },
    /// Somebody is to be told that an object is gone which is not.
    #[error("{vat} is to be told that {kref} is gone, which is not")]
    NotGone {
        /// The vat.
        vat: VatId,
        /// The object.
        kref: KernelRef,
    },
    /// A vat decides or awaits a promise that it cannot name.
    #[error("{vat} decides or awaits {promise} and does not know it")]
    UnknownPromise {
        /// The vat.
        vat: VatId,
        /// The promise.
        promise: KernelRef,
    },
    /// Nobody can ever resolve a promise: no vat decides it, and it is the result of no message.
    #[error("nobody can resolve {promise}")]
    NoDecider {
        /// The promise.
        promise: KernelRef,
    },
    /// The result of a message is resolved, or decided by a vat, or the result of another message too.
    #[error("{promise} cannot be the result of a message")]
    BadResult {
        /// The promise.
        promise: KernelRef,
    },
    /// Messages wait for a promise that is resolved, and are not on their way.
    #[error("messages wait for {promise}, which is resolved")]
    WaitsInVain {
        /// The promise.
        promise: KernelRef,
    },
    /// There is news of a promise that is not resolved.
    #[error("{promise} is not resolved, and there is news of it")]
    EarlyNews {
        /// The promise.
        promise: KernelRef,
    },
    /// An item is in a queue that has no such items.
    #[error("{place} has an item of another queue")]
    WrongQueue {
        /// The queue.
        place: Place,
    },
    /// An object, a promise or a device node stands where there can be only another kind.
    #[error("{name} stands where there is only another kind")]
    WrongKind {
        /// What it is.
        name: String,
    },
    /// A device, a node, what a device remembers, or an output contradicts the table of devices.
    #[error("{name} is no part of the devices as they are")]
    BadDevice {
        /// The device, node or output.
        name: String,
    },
    /// A vat is paused and nothing is held for it, or the reverse, or it does not wait for its meter.
    #[error("{vat} and what is held for it disagree")]
    Held {
        /// The vat.
        vat: VatId,
    },
    /// A static vat has a meter, or a vat has one that does not exist.
    #[error("{vat} has a meter that it cannot have")]
    Metered {
        /// The vat.
        vat: VatId,
    },
    /// A vat is twice among those that are cleaned up after, or has not ended.
    #[error("{vat} is to be cleaned up after, and has not ended or is named twice")]
    Cleanup {
        /// The vat.
        vat: VatId,
    },
    /// A dynamic vat has ended, nothing is left to clean up, and its rows are still there.
    #[error("{vat} has ended and its rows are still there")]
    Unburied {
        /// The vat.
        vat: VatId,
    },
    /// A vat is twice in the reap queue, or in there without its row saying so.
    #[error("the reap queue and the row of {vat} disagree")]
    ReapQueue {
        /// The vat.
        vat: VatId,
    },
}
