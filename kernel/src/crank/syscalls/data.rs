//! What the references and the data of a call mean to the kernel.
//!
//! Every word is checked and nothing is changed: what a call introduces is gathered in the plan. It must
//! never look at what the call is for.

use std::collections::BTreeSet;

use crankcase_abi::{CapData, IllegalSyscall, RefKind, Resolution, VatRef};

use super::{MAX_BODY, MAX_SLOTS, Planner, illegal};
use crate::crank::route::{is_pipelining, lone_slot};
use crate::ids::KernelRef;
use crate::tables::rows::PromiseState;

impl Planner<'_> {
    /// What the kernel calls a reference of the vat, which may introduce its own (spec R5).
    pub(super) fn reference(&mut self, vref: VatRef) -> Result<KernelRef, IllegalSyscall> {
        if let Some(kref) = self.exports.get(&vref) {
            return Ok(*kref);
        }
        if let Some(kref) = self.tables.to_kernel(self.vat, vref) {
            return self.known(vref, kref);
        }
        if !vref.is_export() {
            return illegal(format!("unknown reference {vref}"));
        }
        if self.tables.is_spent(self.vat, vref) {
            return illegal(format!("mention of {vref}, which is gone"));
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

    /// An import that the vat has dropped is not its to mention; an export is reachable again (spec G2).
    fn known(&mut self, vref: VatRef, kref: KernelRef) -> Result<KernelRef, IllegalSyscall> {
        if !self.tables.is_reachable(self.vat, kref) {
            if !vref.is_export() {
                return illegal(format!("mention of {vref}, which this vat has dropped"));
            }
            self.reached.insert(kref);
        }
        Ok(kref)
    }

    pub(super) fn data(
        &mut self,
        data: &CapData<VatRef>,
    ) -> Result<CapData<KernelRef>, IllegalSyscall> {
        if data.body.len() > MAX_BODY && data.body.encode_utf16().count() > MAX_BODY {
            return illegal(format!("a body of more than {MAX_BODY} characters"));
        }
        self.slots += data.slots.len();
        if self.slots > MAX_SLOTS {
            return illegal(format!("more than {MAX_SLOTS} references in one call"));
        }
        data.try_map(|slot| self.reference(*slot))
    }

    /// The result promise of a send is new, or one that a pipelining vat decides: its decider becomes whoever
    /// gets the message (spec P7.1).
    pub(super) fn result(&mut self, result: VatRef) -> Result<KernelRef, IllegalSyscall> {
        if result.is_promise() && is_pipelining(self.tables, self.vat) {
            let kref = self.reference(result)?;
            if !self.decides(kref) {
                return illegal(format!("the result {result} is not this vat's to decide"));
            }
            return Ok(kref);
        }
        let known =
            self.tables.to_kernel(self.vat, result).is_some() || self.exports.contains_key(&result);
        if !result.is_promise() || known {
            return illegal(format!("the result {result} is not a new promise"));
        }
        self.reference(result)
    }

    /// Every promise is one that this vat decides, is named once, and does not become another promise
    /// (spec P7.2).
    pub(super) fn resolutions(
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
