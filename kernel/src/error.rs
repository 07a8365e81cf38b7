//! What the kernel's host can suffer. What vats do is data and never appears here.

use crankcase_abi::HostError;
use crankcase_store::StoreError;

use crate::ids::{KernelRef, MeterId, OutputNumber, VatId};
use crate::replay::Divergence;

/// A failure outside of any vat. After one that happened inside a crank or a commit the kernel refuses
/// everything else; open the store again.
#[derive(Debug, thiserror::Error)]
pub enum KernelError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The host of the vats failed.
    #[error("the vat host failed: {0}")]
    Host(#[from] HostError),
    /// The store holds something that no kernel writes.
    #[error("the store's kernel state is damaged: {0}; restore the store from a copy")]
    Corrupt(String),
    /// The store was written by a kernel with another layout.
    #[error(
        "the store's kernel state has version {found}, this crankcase reads version {expected}; use the crankcase that wrote it"
    )]
    Version {
        /// What the store says.
        found: u64,
        /// What this kernel reads.
        expected: u64,
    },
    /// The store's vats run on another image.
    #[error(
        "the store's vats run on image {found}, which this crankcase cannot run (it has {expected}); use {program}"
    )]
    OtherImage {
        /// The image of the store.
        found: String,
        /// The image of this host.
        expected: String,
        /// The program that can run it.
        program: String,
    },
    /// A vat cannot come back: no snapshot of it is whole, and the transcript before those was let go.
    #[error(
        "the vat {name:?} ({vat}) cannot come back, since its transcript is kept only from a snapshot on, and no snapshot is whole: {damage}; import an export of the store, or repair it from another"
    )]
    NoSnapshot {
        /// The vat.
        vat: VatId,
        /// Its name.
        name: String,
        /// What is wrong with the newest snapshot.
        damage: StoreError,
    },
    /// There is no kernel in the store.
    #[error("the store holds no kernel")]
    NoKernel,
    /// There is one already.
    #[error("the store already holds a kernel")]
    NotEmpty,
    /// No vat has this name.
    #[error("there is no vat {0:?}")]
    NoSuchVat(String),
    /// The vat has ended.
    #[error("the vat {0:?} has ended")]
    Ended(String),
    /// The application has a device that the host does not offer (spec N1).
    #[error("the application has the device {0:?}, which this host does not offer")]
    NoDevice(String),
    /// No device of the application that takes inputs has this name.
    #[error("there is no device {0:?} that takes inputs")]
    NoSuchDevice(String),
    /// A device refused an input; nothing changed (spec N5).
    #[error("the device {device:?} refused the input: {reason}")]
    Refused {
        /// The name of the device.
        device: String,
        /// Why.
        reason: String,
    },
    /// There is no durable output with this number.
    #[error("there is no output {0} to acknowledge")]
    NoSuchOutput(OutputNumber),
    /// A critical vat has ended. Nothing is kept of the crank in which it did, and the kernel stops
    /// (spec A16).
    #[error("the critical vat {name:?} has ended: {reason}")]
    CriticalVat {
        /// Its name.
        name: String,
        /// Why it ended.
        reason: String,
    },
    /// There is no such meter.
    #[error("there is no meter {0}")]
    NoSuchMeter(MeterId),
    /// The host does not hold this object or promise (spec C2.4).
    #[error("{0} is nothing that the host holds on to")]
    NotHeld(KernelRef),
    /// A vat has given up its root object, or nobody reaches that any more.
    #[error("nobody reaches the root object of the vat {0:?} any more")]
    NoRoot(String),
    /// What should be the arguments of a message are none.
    #[error("malformed arguments: {0}")]
    Arguments(String),
    /// A result that was not to fail has failed (spec C2.2).
    #[error("the result {promise} was not to fail and was rejected: {reason}")]
    ResultRejected {
        /// Its promise.
        promise: KernelRef,
        /// The body of the reason.
        reason: String,
    },
    /// What should be installed is no bundle.
    #[error("cannot install a bundle: {0}")]
    Bundle(String),
    /// A vat that is brought back did not do what its transcript says.
    #[error("{0}")]
    Diverged(Box<Divergence>),
    /// An earlier call failed half way.
    #[error("the kernel stopped after an earlier failure; open the store again")]
    Stopped,
    /// The application is not one a kernel can be made from.
    #[error("{0}")]
    Genesis(String),
}
