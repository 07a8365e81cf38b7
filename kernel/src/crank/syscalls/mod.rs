//! P7, the kernel's side: what a vat's system call does.
//!
//! `plan` reads the tables and either refuses the call, which ends the vat, or yields a change that
//! `apply` carries out and that cannot fail. Nothing here may trust a word of the call.

mod data;
mod device;
mod garbage;
mod store;

use std::collections::{BTreeMap, BTreeSet};

use crankcase_abi::{CapData, IllegalSyscall, Resolution, Syscall, SyscallResult, VatRef};
use crankcase_store::Store;

use crate::devices::{DeviceCall, Devices};
use crate::error::KernelError;
use crate::ids::{KernelRef, VatId};
use crate::promises;
use crate::tables::Tables;
use crate::tables::rows::{Message, PromiseState, QueueItem};
use garbage::GivenUp;
use store::StoreCall;
pub(crate) use store::is_key as is_store_key;

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

/// What an answer weighs, in bytes: it enters the same record.
pub(crate) fn weight_of_answer(result: &SyscallResult) -> usize {
    match result {
        SyscallResult::Done => 0,
        SyscallResult::Value(value) => value.as_ref().map_or(0, String::len),
        SyscallResult::Called { data, .. } => data.body.len() + data.slots.len() * SLOT_WEIGHT,
    }
}

/// What a call will do, all checked.
pub(crate) struct Plan {
    /// References that the vat introduces with this call.
    exports: BTreeMap<VatRef, KernelRef>,
    /// Exports that it mentions again after it was told that nobody reaches them.
    reached: BTreeSet<KernelRef>,
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
    GiveUp(GivenUp),
    Store(StoreCall),
    Device(DeviceCall),
}

/// What a call comes to, besides the change of the tables.
pub(crate) enum Effect {
    Answer(SyscallResult),
    /// A device was called, and what it did weighs so much, in bytes.
    Called(SyscallResult, usize),
    Exit(Exit),
    TestLog(String),
}

struct Planner<'a> {
    tables: &'a Tables,
    vat: VatId,
    exports: BTreeMap<VatRef, KernelRef>,
    reached: BTreeSet<KernelRef>,
    next_object: u64,
    next_promise: u64,
    slots: usize,
}

fn illegal<T>(why: impl Into<String>) -> Result<T, IllegalSyscall> {
    Err(IllegalSyscall(why.into()))
}

/// Whether a call is one that a vat may make while it is told about garbage, which runs none of its code
/// (spec G12): none that could make anything reachable.
fn is_quiet(call: &Syscall) -> bool {
    match call {
        Syscall::DropImports { .. }
        | Syscall::RetireImports { .. }
        | Syscall::RetireExports { .. }
        | Syscall::AbandonExports { .. }
        | Syscall::VatstoreGet { .. }
        | Syscall::VatstoreSet { .. }
        | Syscall::VatstoreGetNextKey { .. }
        | Syscall::VatstoreDelete { .. } => true,
        Syscall::Send { .. }
        | Syscall::Subscribe { .. }
        | Syscall::Resolve { .. }
        | Syscall::Exit { .. }
        | Syscall::TestLog { .. }
        | Syscall::CallNow { .. } => false,
    }
}

/// Checks a call and says what it will do. `quiet` says that the delivery is about garbage.
pub(crate) fn plan(
    tables: &Tables,
    vat: VatId,
    call: &Syscall,
    quiet: bool,
) -> Result<Plan, IllegalSyscall> {
    if quiet && !is_quiet(call) {
        return illegal("a call that a delivery about garbage has no room for");
    }
    let row = tables.row();
    let mut planner = Planner {
        tables,
        vat,
        exports: BTreeMap::new(),
        reached: BTreeSet::new(),
        next_object: row.next_object,
        next_promise: row.next_promise,
        slots: 0,
    };
    let action = planner.action(call)?;
    let Planner {
        exports,
        reached,
        next_object,
        next_promise,
        ..
    } = planner;
    Ok(Plan {
        exports,
        reached,
        next_object,
        next_promise,
        action,
    })
}

impl Planner<'_> {
    fn action(&mut self, call: &Syscall) -> Result<Action, IllegalSyscall> {
        Ok(match call {
            Syscall::Send {
                target,
                methargs,
                result,
            } => {
                let target = self.reference(*target)?;
                let methargs = self.data(methargs)?;
                let result = result.map(|result| self.result(result)).transpose()?;
                let message = Message { methargs, result };
                Action::Send { target, message }
            }
            Syscall::Subscribe { promise } => match self.tables.to_kernel(self.vat, *promise) {
                Some(kref) if kref.is_promise() => Action::Subscribe { promise: kref },
                _ => {
                    return illegal(format!(
                        "subscribe to {promise}, which is no promise of this vat"
                    ));
                }
            },
            Syscall::Resolve { resolutions } => Action::Resolve {
                resolutions: self.resolutions(resolutions)?,
            },
            Syscall::Exit { failure, info } => Action::Exit(Exit {
                failure: *failure,
                info: self.data(info)?,
            }),
            Syscall::TestLog { line } if line.len() > MAX_BODY => {
                return illegal("a test log line that is too long");
            }
            Syscall::TestLog { line } => Action::TestLog { line: line.clone() },
            Syscall::DropImports { objects } => Action::GiveUp(self.drop_imports(objects)?),
            Syscall::RetireImports { objects } => Action::GiveUp(self.retire_imports(objects)?),
            Syscall::RetireExports { objects } => Action::GiveUp(self.retire_exports(objects)?),
            Syscall::AbandonExports { objects } => Action::GiveUp(self.abandon_exports(objects)?),
            Syscall::VatstoreGet { .. }
            | Syscall::VatstoreSet { .. }
            | Syscall::VatstoreGetNextKey { .. }
            | Syscall::VatstoreDelete { .. } => Action::Store(store::plan(call)?),
            Syscall::CallNow {
                device,
                method,
                args,
            } => Action::Device(self.call_now(*device, method, args)?),
        })
    }
}

/// Carries out a plan. Only the store of the kernel can fail.
pub(crate) fn apply(
    (tables, store, devices): (&mut Tables, &Store, &Devices),
    vat: VatId,
    plan: Plan,
) -> Result<Effect, KernelError> {
    let Plan {
        exports,
        reached,
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
            tables.put_promise(kref, Some(vat));
        } else {
            tables.put_object(kref, vat);
        }
        tables.spend(vat, vref);
        tables.add_entry(vat, kref, vref);
    }
    reached.into_iter().for_each(|kref| tables.reach(vat, kref));
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
        Action::Exit(exit) => return Ok(Effect::Exit(exit)),
        Action::TestLog { line } => return Ok(Effect::TestLog(line)),
        Action::GiveUp(given_up) => garbage::apply(tables, vat, given_up),
        Action::Store(call) => {
            return store::apply((tables, store), vat, call).map(Effect::Answer);
        }
        Action::Device(call) => return Ok(device::apply(tables, devices, vat, &call)),
    }
    Ok(Effect::Answer(SyscallResult::Done))
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
