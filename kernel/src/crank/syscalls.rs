//! P7, the kernel's side: what a vat's system call does.
//!
//! `plan` reads the tables and either refuses the call, which ends the vat, or yields a change that
//! `apply` carries out and that cannot fail. Nothing here may trust a word of the call.

use std::collections::{BTreeMap, BTreeSet};

use crankcase_abi::{CapData, IllegalSyscall, RefKind, Resolution, Syscall, VatRef};

use super::route::lone_slot;
use crate::ids::{KernelRef, VatId};
use crate::promises;
use crate::tables::Tables;
use crate::tables::rows::{Message, ObjectRow, PromiseState, QueueItem};

/// The most characters of a body, in UTF-16 units, as in the reference system (spec P7.4).
pub(crate) const MAX_BODY: usize = 10_000_000;
/// The most references in the data of one call (spec P7.4).
pub(crate) const MAX_SLOTS: usize = 10_000;

/// What all calls of one crank may weigh together, in bytes (spec P7.5): a crank has to fit into a record.
pub(crate) const MAX_CRANK: usize = 32 << 20;
/// What a reference weighs in that, in bytes.
pub(crate) const SLOT_WEIGHT: usize = 32;

/// What a call weighs, in bytes.
pub(crate) fn weight(call: &Syscall) -> usize {
    let data = |data: &CapData<VatRef>| data.body.len() + (data.slots.len() + 2) * SLOT_WEIGHT;
    match call {
        Syscall::Send { methargs, .. } => data(methargs),
        Syscall::Subscribe { .. } => SLOT_WEIGHT,
        Syscall::Resolve { resolutions } => resolutions
            .iter()
            .map(|resolution| data(&resolution.data))
            .sum(),
        Syscall::Exit { info, .. } => data(info),
        Syscall::TestLog { line } => line.len() + SLOT_WEIGHT,
        Syscall::DropImports { objects }
        | Syscall::RetireImports { objects }
        | Syscall::RetireExports { objects }
        | Syscall::AbandonExports { objects } => (objects.len() + 1) * SLOT_WEIGHT,
        Syscall::VatstoreGet { key }
        | Syscall::VatstoreGetNextKey { prior: key }
        | Syscall::VatstoreDelete { key } => key.len() + SLOT_WEIGHT,
        Syscall::VatstoreSet { key, value } => key.len() + value.len() + SLOT_WEIGHT,
        Syscall::CallNow { method, args, .. } => method.len() + data(args),
    }
}

/// What a call will do, all checked.
pub(crate) struct Plan {
    /// References that the vat introduces with this call.
    exports: BTreeMap<VatRef, KernelRef>,
    next_object: u64,
    next_promise: u64,
    action: Action,
}

/// How a vat asked to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Exit {
    pub(crate) failure: bool,
    pub(crate) info: CapData<KernelRef>,
}

enum Action {
    Send {
        target: KernelRef,
        message: Message,
    },
    Subscribe {
        promise: KernelRef,
    },
    Resolve {
        resolutions: Vec<Resolution<KernelRef>>,
    },
    Exit(Exit),
    TestLog {
        line: String,
    },
}

/// What a call does besides changing the tables.
pub(crate) enum Effect {
    None,
    Exit(Exit),
    TestLog(String),
}

struct Planner<'a> {
    tables: &'a Tables,
    vat: VatId,
    exports: BTreeMap<VatRef, KernelRef>,
    next_object: u64,
    next_promise: u64,
    slots: usize,
}

fn illegal<T>(why: impl Into<String>) -> Result<T, IllegalSyscall> {
    Err(IllegalSyscall(why.into()))
}

/// Checks a call and says what it will do.
pub(crate) fn plan(tables: &Tables, vat: VatId, call: &Syscall) -> Result<Plan, IllegalSyscall> {
    let row = tables.row();
    let mut planner = Planner {
        tables,
        vat,
        exports: BTreeMap::new(),
        next_object: row.next_object,
        next_promise: row.next_promise,
        slots: 0,
    };
    let action = planner.action(call)?;
    let Planner {
        exports,
        next_object,
        next_promise,
        ..
    } = planner;
    Ok(Plan {
        exports,
        next_object,
        next_promise,
        action,
    })
}

impl Planner<'_> {
    fn action(&mut self, call: &Syscall) -> Result<Action, IllegalSyscall> {
        match call {
            Syscall::Send {
                target,
                methargs,
                result,
            } => {
                let target = self.reference(*target)?;
                let methargs = self.data(methargs)?;
                let result = result.map(|result| self.fresh_result(result)).transpose()?;
                Ok(Action::Send {
                    target,
                    message: Message { methargs, result },
                })
            }
            Syscall::Subscribe { promise } => match self.tables.to_kernel(self.vat, *promise) {
                Some(kref) if kref.is_promise() => Ok(Action::Subscribe { promise: kref }),
                _ => illegal(format!(
                    "subscribe to {promise}, which is no promise of this vat"
                )),
            },
            Syscall::Resolve { resolutions } => Ok(Action::Resolve {
                resolutions: self.resolutions(resolutions)?,
            }),
            Syscall::Exit { failure, info } => Ok(Action::Exit(Exit {
                failure: *failure,
                info: self.data(info)?,
            })),
            Syscall::TestLog { line } if line.len() > MAX_BODY => {
                illegal("a test log line that is too long")
            }
            Syscall::TestLog { line } => Ok(Action::TestLog { line: line.clone() }),
            _ => illegal("a call that this kernel does not answer"),
        }
    }

    /// What the kernel calls a reference of the vat, which may introduce its own (spec R5).
    fn reference(&mut self, vref: VatRef) -> Result<KernelRef, IllegalSyscall> {
        if let Some(kref) = self
            .tables
            .to_kernel(self.vat, vref)
            .or_else(|| self.exports.get(&vref).copied())
        {
            return Ok(kref);
        }
        if !vref.is_export() {
            return illegal(format!("unknown reference {vref}"));
        }
        let kref = match vref.kind() {
            RefKind::Object => {
                self.next_object += 1;
                KernelRef::object(self.next_object - 1)
            }
            RefKind::Promise => {
                self.next_promise += 1;
                KernelRef::promise(self.next_promise - 1)
            }
            RefKind::Device => return illegal(format!("{vref}: vats do not make devices")),
        };
        self.exports.insert(vref, kref);
        Ok(kref)
    }

    fn data(&mut self, data: &CapData<VatRef>) -> Result<CapData<KernelRef>, IllegalSyscall> {
        if data.body.len() > MAX_BODY && data.body.encode_utf16().count() > MAX_BODY {
            return illegal(format!("a body of more than {MAX_BODY} characters"));
        }
        self.slots += data.slots.len();
        if self.slots > MAX_SLOTS {
            return illegal(format!("more than {MAX_SLOTS} references in one call"));
        }
        data.try_map(|slot| self.reference(*slot))
    }

    /// The result promise of a send is new: its decider becomes whoever gets the message (spec P7.1).
    fn fresh_result(&mut self, result: VatRef) -> Result<KernelRef, IllegalSyscall> {
        let known =
            self.tables.to_kernel(self.vat, result).is_some() || self.exports.contains_key(&result);
        if !result.is_promise() || known {
            return illegal(format!("the result {result} is not a new promise"));
        }
        self.reference(result)
    }

    /// Every promise is one that this vat decides, is named once, and does not become another promise
    /// (spec P7.2).
    fn resolutions(
        &mut self,
        list: &[Resolution],
    ) -> Result<Vec<Resolution<KernelRef>>, IllegalSyscall> {
        let mut seen = BTreeSet::new();
        let mut planned = Vec::with_capacity(list.len().min(MAX_SLOTS));
        for Resolution {
            promise,
            rejected,
            data,
        } in list
        {
            let kref = self.reference(*promise)?;
            if !kref.is_promise() || !self.decides(kref) {
                return illegal(format!("resolve {promise}, which this vat does not decide"));
            }
            if !seen.insert(kref) {
                return illegal(format!("resolve {promise} twice"));
            }
            let data = self.data(data)?;
            let to_promise = data.slots.len() == 1
                && data.slots[0].is_promise()
                && lone_slot(&data.body).is_some();
            if to_promise && !rejected {
                return illegal(format!("resolve {promise} to a promise"));
            }
            planned.push(Resolution {
                promise: kref,
                rejected: *rejected,
                data,
            });
        }
        Ok(planned)
    }

    fn decides(&self, kref: KernelRef) -> bool {
        match self.tables.promises.get(&kref) {
            Some(PromiseState::Unresolved { decider, .. }) => *decider == Some(self.vat),
            Some(PromiseState::Fulfilled(_) | PromiseState::Rejected(_)) => false,
            // Introduced by this very call.
            None => kref.number() >= self.tables.row().next_promise,
        }
    }
}

/// Carries out a plan.
pub(crate) fn apply(tables: &mut Tables, vat: VatId, plan: Plan) -> Effect {
    let Plan {
        exports,
        next_object,
        next_promise,
        action,
    } = plan;
    if !exports.is_empty() {
        tables.update_row(|row| {
            row.next_object = next_object;
            row.next_promise = next_promise;
        });
    }
    for (vref, kref) in exports {
        if kref.is_promise() {
            let state = PromiseState::Unresolved {
                decider: Some(vat),
                subscribers: BTreeSet::new(),
            };
            tables.promises.put(kref, state);
            tables.counts.put(kref, 0);
        } else {
            tables.objects.put(kref, ObjectRow { owner: Some(vat) });
        }
        tables.add_entry(vat, kref, vref);
    }
    match action {
        Action::Send { target, message } => {
            if let Some(result) = message.result {
                tables.set_decider(result, None);
            }
            tables.accept(QueueItem::Send { target, message });
        }
        Action::Subscribe { promise } => subscribe(tables, vat, promise),
        Action::Resolve { resolutions } => {
            let resolved: Vec<_> = resolutions
                .iter()
                .map(|resolution| resolution.promise)
                .collect();
            promises::resolve(tables, Some(vat), resolutions);
            resolved
                .into_iter()
                .for_each(|kref| tables.remove_entry(vat, kref));
        }
        Action::Exit(exit) => return Effect::Exit(exit),
        Action::TestLog { line } => return Effect::TestLog(line),
    }
    Effect::None
}

fn subscribe(tables: &mut Tables, vat: VatId, promise: KernelRef) {
    match tables.promise_state(promise) {
        PromiseState::Fulfilled(_) | PromiseState::Rejected(_) => {
            tables.accept(QueueItem::Notify { vat, promise })
        }
        PromiseState::Unresolved { .. } => {
            tables.promises.update(&promise, |row| {
                if let PromiseState::Unresolved { subscribers, .. } = row {
                    subscribers.insert(vat);
                }
            });
        }
    }
}
