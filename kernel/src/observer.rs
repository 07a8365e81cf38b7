//! What a host may watch: the lines that vats print, and every event of a crank, as it happens (spec C1.2).
//!
//! Whoever watches changes nothing: no hash and no table sees it. There is no clock in here; a writer that
//! wants times adds its own.

use crankcase_abi::{
    BundleId, CapData, Computrons, ConsoleLevel, CrankReport, Delivery, HeapRoot, IllegalSyscall,
    Syscall, SyscallResult, VatRef,
};

use crate::cleanup::Cleaned;
use crate::ids::{ActivityHash, CrankHash, CrankNumber, DeliveryNumber, KernelRef, VatId};
use crate::summary::PromiseStatus;
use crate::tables::keys::GcKind;
use crate::tables::rows::QueueItem;

/// Watches a kernel at work. Everything is optional.
pub trait Observer {
    /// One line, or several, that the vat with this name printed in this crank.
    fn line(&mut self, vat: &str, crank: CrankNumber, level: ConsoleLevel, text: &str) {
        let _ = (vat, crank, level, text);
    }

    /// A result came out that the host asked to be told of, with [`ResultPolicy::LogAlways`] or
    /// [`ResultPolicy::LogFailure`], in this crank, or before it if the crank has not started.
    ///
    /// [`ResultPolicy::LogAlways`]: crate::ResultPolicy::LogAlways
    /// [`ResultPolicy::LogFailure`]: crate::ResultPolicy::LogFailure
    fn result(&mut self, crank: CrankNumber, promise: KernelRef, status: &PromiseStatus) {
        let _ = (crank, promise, status);
    }

    /// Whether [`Self::event`] is to be called. Where it is not, events cost nothing.
    fn wants_events(&self) -> bool {
        false
    }

    /// Something happened in this crank, or before it if the crank has not started.
    fn event(&mut self, crank: CrankNumber, event: &TraceEvent<'_>) {
        let _ = (crank, event);
    }
}

/// An [`Observer`] that looks at nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Observer for Silent {}

impl<O: Observer + ?Sized> Observer for &mut O {
    fn line(&mut self, vat: &str, crank: CrankNumber, level: ConsoleLevel, text: &str) {
        (**self).line(vat, crank, level, text);
    }

    fn result(&mut self, crank: CrankNumber, promise: KernelRef, status: &PromiseStatus) {
        (**self).result(crank, promise, status);
    }

    fn wants_events(&self) -> bool {
        (**self).wants_events()
    }

    fn event(&mut self, crank: CrankNumber, event: &TraceEvent<'_>) {
        (**self).event(crank, event);
    }
}

/// Nobody, or an observer.
impl<O: Observer> Observer for Option<O> {
    fn line(&mut self, vat: &str, crank: CrankNumber, level: ConsoleLevel, text: &str) {
        if let Some(observer) = self {
            observer.line(vat, crank, level, text);
        }
    }

    fn result(&mut self, crank: CrankNumber, promise: KernelRef, status: &PromiseStatus) {
        if let Some(observer) = self {
            observer.result(crank, promise, status);
        }
    }

    fn wants_events(&self) -> bool {
        self.as_ref().is_some_and(Observer::wants_events)
    }

    fn event(&mut self, crank: CrankNumber, event: &TraceEvent<'_>) {
        if let Some(observer) = self {
            observer.event(crank, event);
        }
    }
}

/// Two observers, the first first.
impl<A: Observer, B: Observer> Observer for (A, B) {
    fn line(&mut self, vat: &str, crank: CrankNumber, level: ConsoleLevel, text: &str) {
        self.0.line(vat, crank, level, text);
        self.1.line(vat, crank, level, text);
    }

    fn result(&mut self, crank: CrankNumber, promise: KernelRef, status: &PromiseStatus) {
        self.0.result(crank, promise, status);
        self.1.result(crank, promise, status);
    }

    fn wants_events(&self) -> bool {
        self.0.wants_events() || self.1.wants_events()
    }

    fn event(&mut self, crank: CrankNumber, event: &TraceEvent<'_>) {
        if self.0.wants_events() {
            self.0.event(crank, event);
        }
        if self.1.wants_events() {
            self.1.event(crank, event);
        }
    }
}

/// What references of a vat mean to the kernel, each once, in order. Those that the c-list does not know are
/// left out.
pub type Names = Vec<(VatRef, KernelRef)>;

/// One event. References are the vat's own where it speaks or is spoken to, and `names` tells what they mean.
#[derive(Clone, Copy, Debug)]
pub enum TraceEvent<'a> {
    /// A crank begins.
    CrankStart {
        /// What it is about.
        item: CrankItem<'a>,
    },
    /// A vat is about to receive its first delivery.
    CreateVat {
        /// The vat.
        vat: VatId,
        /// Its name.
        name: &'a str,
        /// Its code.
        bundle: BundleId,
        /// The largest its memory may become, in bytes.
        memory_limit: u64,
        /// The most that one of its cranks may cost.
        crank_limit: Computrons,
    },
    /// The host begins to make the worker of a new vat.
    VatStartupStart {
        /// The vat.
        vat: VatId,
    },
    /// The worker is there.
    VatStartupFinish {
        /// The vat.
        vat: VatId,
    },
    /// The host begins to bring a vat back from its transcript.
    StartReplay {
        /// The vat.
        vat: VatId,
        /// How many deliveries it has had.
        deliveries: u64,
    },
    /// The vat is back.
    FinishReplay {
        /// The vat.
        vat: VatId,
        /// How many deliveries were done again.
        deliveries: u64,
    },
    /// The memory of a vat was taken as an image.
    HeapSnapshotSave {
        /// The vat.
        vat: VatId,
        /// The hash of its memory.
        heap: HeapRoot,
    },
    /// A vat goes on from an image.
    HeapSnapshotLoad {
        /// The vat.
        vat: VatId,
        /// The hash of its memory.
        heap: HeapRoot,
    },
    /// A snapshot of a vat that comes back is passed over, because it is not whole in the store.
    HeapSnapshotSkip {
        /// The vat.
        vat: VatId,
        /// The hash of its memory.
        heap: HeapRoot,
        /// What is wrong with it.
        why: &'a str,
    },
    /// A delivery begins.
    Deliver {
        /// The vat.
        vat: VatId,
        /// The position in its transcript.
        number: DeliveryNumber,
        /// What is delivered.
        delivery: &'a Delivery,
        /// What its references mean.
        names: &'a Names,
    },
    /// It has ended.
    DeliverResult {
        /// The vat.
        vat: VatId,
        /// The position in its transcript.
        number: DeliveryNumber,
        /// How it ended and what it cost.
        report: &'a CrankReport,
    },
    /// A vat made a system call.
    Syscall {
        /// The vat.
        vat: VatId,
        /// The delivery.
        number: DeliveryNumber,
        /// The call's number in its delivery, from 0.
        index: u64,
        /// The call.
        call: &'a Syscall,
        /// What its references mean, new ones among them.
        names: &'a Names,
    },
    /// It has been answered.
    SyscallResult {
        /// The vat.
        vat: VatId,
        /// The delivery.
        number: DeliveryNumber,
        /// The call's number in its delivery.
        index: u64,
        /// The answer, or why the call was refused, which ends the vat.
        result: Result<&'a SyscallResult, &'a IllegalSyscall>,
        /// What the references of the answer mean.
        names: &'a Names,
    },
    /// A vat printed something.
    Console {
        /// The vat.
        vat: VatId,
        /// The delivery.
        number: DeliveryNumber,
        /// How urgent it is.
        level: ConsoleLevel,
        /// One line, or several.
        text: &'a str,
    },
    /// The c-list of a vat has changed. What came and went within one crank is not told.
    Clist {
        /// The vat.
        vat: VatId,
        /// How.
        change: ClistChange,
        /// The kernel's name.
        kref: KernelRef,
        /// The vat's name.
        vref: VatRef,
    },
    /// The meter of a vat has run out. Its delivery is undone, and waits for a refill.
    Pause {
        /// The vat.
        vat: VatId,
    },
    /// A vat has ended.
    Terminate {
        /// The vat.
        vat: VatId,
        /// Why.
        reason: &'a str,
        /// Whether what its last delivery did was undone.
        undone: bool,
    },
    /// What a vat that has ended left behind was cleaned up.
    VatCleanup {
        /// How much of what.
        cleaned: &'a Cleaned,
    },
    /// A crank is over.
    CrankFinish {
        /// The hash of what it changed.
        hash: CrankHash,
        /// The hash over everything until now.
        activity: ActivityHash,
    },
}

/// How a c-list changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClistChange {
    /// The vat has learnt of something.
    Import,
    /// It has let others learn of something.
    Export,
    /// It and the kernel have forgotten something.
    Drop,
}

/// What a crank is about, in the kernel's references.
#[derive(Clone, Copy, Debug)]
pub enum CrankItem<'a> {
    /// Routing what was accepted.
    Route,
    /// Putting off what is held for a vat, whose meter is empty again.
    Pause {
        /// The vat.
        vat: VatId,
    },
    /// Cleaning up after a vat that has ended.
    Cleanup {
        /// The vat.
        vat: VatId,
    },
    /// Telling a vat about garbage.
    Garbage {
        /// The vat.
        vat: VatId,
        /// What it is told.
        kind: GcKind,
        /// Of these.
        objects: &'a [KernelRef],
    },
    /// Garbage of which nothing is to be told any more.
    NegatedGarbage,
    /// Asking a vat to collect garbage.
    Reap {
        /// The vat.
        vat: VatId,
    },
    /// The start of a vat.
    Start {
        /// The vat.
        vat: VatId,
        /// Its parameters.
        parameters: &'a CapData<KernelRef>,
    },
    /// The making of a vat and its start.
    Create {
        /// The vat.
        vat: VatId,
        /// Its parameters.
        parameters: &'a CapData<KernelRef>,
    },
    /// A change of what a vat was made with.
    ChangeOptions {
        /// The vat.
        vat: VatId,
    },
    /// A message.
    Send {
        /// The receiver.
        target: KernelRef,
        /// `[method, args]`.
        methargs: &'a CapData<KernelRef>,
        /// The promise for the outcome.
        result: Option<KernelRef>,
    },
    /// News of a promise.
    Notify {
        /// To this vat.
        vat: VatId,
        /// Of this promise.
        promise: KernelRef,
    },
}

impl<'a> From<&'a QueueItem> for CrankItem<'a> {
    fn from(item: &'a QueueItem) -> Self {
        match item {
            QueueItem::StartVat { vat, parameters } => Self::Start {
                vat: *vat,
                parameters,
            },
            QueueItem::CreateVat {
                vat, parameters, ..
            } => Self::Create {
                vat: *vat,
                parameters,
            },
            QueueItem::ChangeOptions { vat, .. } => Self::ChangeOptions { vat: *vat },
            QueueItem::Send { target, message } => Self::Send {
                target: *target,
                methargs: &message.methargs,
                result: message.result,
            },
            QueueItem::Notify { vat, promise } => Self::Notify {
                vat: *vat,
                promise: *promise,
            },
            QueueItem::Waiting { .. } => Self::Route,
        }
    }
}
