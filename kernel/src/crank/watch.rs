//! Telling the host's observer what happens in a crank (spec C1.1).
//!
//! Nothing is computed unless somebody looks, and nothing here may change a table.

use std::collections::BTreeSet;

use crankcase_abi::{
    CapData, ConsoleLevel, Delivery, IllegalSyscall, Resolution, Syscall, SyscallResult, VatRef,
};

use crate::ids::{CrankNumber, DeliveryNumber, VatId};
use crate::kernel::Between;
use crate::observer::{ClistChange, Names, Observer, TraceEvent};
use crate::results::Report;
use crate::tables::Tables;
use crate::tables::rows::VatConfigRow;

/// The observer during one crank.
pub(crate) struct Watch<'a> {
    observer: &'a mut dyn Observer,
    crank: CrankNumber,
    on: bool,
}

impl<'a> Watch<'a> {
    pub(crate) fn new(observer: &'a mut dyn Observer, crank: CrankNumber) -> Self {
        let on = observer.wants_events();
        Self {
            observer,
            crank,
            on,
        }
    }

    /// Tells of something that is at hand.
    pub(crate) fn event(&mut self, event: &TraceEvent<'_>) {
        if self.on {
            self.observer.event(self.crank, event);
        }
    }

    /// Tells of what happened since the last crank.
    pub(crate) fn between(&mut self, between: Vec<Between>) {
        for one in between {
            match one {
                Between::Result(report) => self.result(&report),
                Between::End { vat, reason } => self.event(&TraceEvent::Terminate {
                    vat,
                    reason: &reason,
                    undone: false,
                }),
            }
        }
    }

    /// Tells of a result.
    pub(crate) fn result(&mut self, report: &Report) {
        let Report { promise, status } = report;
        self.observer.result(self.crank, *promise, status);
    }

    /// Shows what a vat printed.
    pub(crate) fn line(
        &mut self,
        (vat, number): (VatId, DeliveryNumber),
        name: &str,
        level: ConsoleLevel,
        text: &str,
    ) {
        self.observer.line(name, self.crank, level, text);
        self.event(&TraceEvent::Console {
            vat,
            number,
            level,
            text,
        });
    }

    /// Tells of a new vat, if this is its first delivery.
    pub(crate) fn created(&mut self, vat: VatId, config: &VatConfigRow, delivery: &Delivery) {
        if matches!(delivery, Delivery::StartVat { .. }) {
            self.event(&TraceEvent::CreateVat {
                vat,
                name: &config.name,
                bundle: config.bundle,
                memory_limit: config.memory_limit,
                crank_limit: config.crank_limit,
            });
        }
    }

    /// Tells that a delivery begins.
    pub(crate) fn deliver(
        &mut self,
        tables: &Tables,
        (vat, number): (VatId, DeliveryNumber),
        delivery: &Delivery,
    ) {
        if self.on {
            let names = &names(tables, vat, of_delivery(delivery));
            self.event(&TraceEvent::Deliver {
                vat,
                number,
                delivery,
                names,
            });
        }
    }

    /// What the references of a call mean before it is carried out, which may forget them.
    pub(crate) fn names_before(&self, tables: &Tables, vat: VatId, call: &Syscall) -> Names {
        if self.on {
            names(tables, vat, of_call(call))
        } else {
            Names::new()
        }
    }

    /// Tells of a call and of its answer.
    pub(crate) fn syscall(
        &mut self,
        tables: &Tables,
        (vat, number, index): (VatId, DeliveryNumber, u64),
        call: &Syscall,
        mut before: Names,
        result: Result<&SyscallResult, &IllegalSyscall>,
    ) {
        if !self.on {
            return;
        }
        before.extend(names(tables, vat, of_call(call)));
        before.sort_unstable();
        before.dedup();
        self.event(&TraceEvent::Syscall {
            vat,
            number,
            index,
            call,
            names: &before,
        });
        let names = match result {
            Ok(SyscallResult::Called { data, .. }) => &names(tables, vat, of_data(data)),
            _ => &Names::new(),
        };
        self.event(&TraceEvent::SyscallResult {
            vat,
            number,
            index,
            result,
            names,
        });
    }

    /// Tells how c-lists have changed since the crank began, in the order of their keys.
    pub(crate) fn clists(&mut self, tables: &Tables) {
        if !self.on {
            return;
        }
        for ((vat, kref), old, new) in tables.clist.changes() {
            let (change, entry) = match (old, new) {
                (None, Some(new)) if new.vref.is_export() => (ClistChange::Export, new),
                (None, Some(new)) => (ClistChange::Import, new),
                (Some(old), None) => (ClistChange::Drop, old),
                _ => continue,
            };
            self.event(&TraceEvent::Clist {
                vat: *vat,
                change,
                kref: *kref,
                vref: entry.vref,
            });
        }
    }
}

fn names(tables: &Tables, vat: VatId, vrefs: BTreeSet<VatRef>) -> Names {
    let named = |vref| Some((vref, tables.to_kernel(vat, vref)?));
    vrefs.into_iter().filter_map(named).collect()
}

fn of_data(data: &CapData<VatRef>) -> BTreeSet<VatRef> {
    data.slots.iter().copied().collect()
}

fn of_resolutions(resolutions: &[Resolution]) -> BTreeSet<VatRef> {
    let of_one = |resolution: &Resolution| {
        let slots = resolution.data.slots.clone();
        slots.into_iter().chain([resolution.promise])
    };
    resolutions.iter().flat_map(of_one).collect()
}

fn of_message(
    target: VatRef,
    methargs: &CapData<VatRef>,
    result: Option<VatRef>,
) -> BTreeSet<VatRef> {
    let mut all = of_data(methargs);
    all.insert(target);
    all.extend(result);
    all
}

fn of_delivery(delivery: &Delivery) -> BTreeSet<VatRef> {
    match delivery {
        Delivery::StartVat { parameters, .. } => of_data(parameters),
        Delivery::Message {
            target,
            methargs,
            result,
        } => of_message(*target, methargs, *result),
        Delivery::Notify { resolutions } => of_resolutions(resolutions),
        Delivery::DropExports { objects }
        | Delivery::RetireExports { objects }
        | Delivery::RetireImports { objects } => objects.iter().copied().collect(),
        Delivery::BringOutYourDead => BTreeSet::new(),
    }
}

fn of_call(call: &Syscall) -> BTreeSet<VatRef> {
    match call {
        Syscall::Send {
            target,
            methargs,
            result,
        } => of_message(*target, methargs, *result),
        Syscall::Subscribe { promise } => BTreeSet::from([*promise]),
        Syscall::Resolve { resolutions } => of_resolutions(resolutions),
        Syscall::Exit { info, .. } => of_data(info),
        Syscall::DropImports { objects }
        | Syscall::RetireImports { objects }
        | Syscall::RetireExports { objects }
        | Syscall::AbandonExports { objects } => objects.iter().copied().collect(),
        Syscall::CallNow { device, args, .. } => of_message(*device, args, None),
        Syscall::TestLog { .. }
        | Syscall::VatstoreGet { .. }
        | Syscall::VatstoreSet { .. }
        | Syscall::VatstoreGetNextKey { .. }
        | Syscall::VatstoreDelete { .. } => BTreeSet::new(),
    }
}
