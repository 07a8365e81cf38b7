//! Promises: who may resolve each, and who waits for it (spec P7.1, P8.3).

use std::collections::BTreeSet;

use super::{Check, Place, Violation};
use crate::ids::{KernelRef, VatId};
use crate::tables::rows::{PromiseState, QueueItem};

impl Check<'_> {
    /// A policy is for a result that the host holds and that has not come out (spec C2.2).
    fn policies(&mut self) {
        let tables = self.tables;
        for (kref, _) in tables.policies.iter() {
            let held = tables.pins.get(kref).is_some_and(|by| by.host);
            let state = tables.promises.get(kref);
            if !held || !matches!(state, Some(PromiseState::Unresolved { .. })) {
                self.found.push(Violation::IdlePolicy { kref: *kref });
            }
        }
    }

    pub(super) fn promises(&mut self) {
        self.policies();
        let results = self.results();
        let tables = self.tables;
        for (promise, state) in tables.promises.iter() {
            let PromiseState::Unresolved {
                decider,
                subscribers,
            } = state
            else {
                continue;
            };
            let promise = *promise;
            if decider.is_some() == results.contains(&promise) {
                self.found.push(match decider {
                    Some(_) => Violation::BadResult { promise },
                    None => Violation::NoDecider { promise },
                });
            }
            if let Some(vat) = decider {
                self.takes_part(*vat, promise, self.is_alive(*vat));
            }
            for vat in subscribers {
                self.takes_part(*vat, promise, self.has_traces(*vat));
            }
        }
        self.waiting();
    }

    fn takes_part(&mut self, vat: VatId, promise: KernelRef, may: bool) {
        if !may {
            let place = Place::Role(promise);
            self.found.push(Violation::NotRunning { vat, place });
        }
        if self.tables.to_vat(vat, promise).is_none() {
            self.found.push(Violation::UnknownPromise { vat, promise });
        }
    }

    /// The results of all messages, each an unresolved promise, and of one message only.
    fn results(&mut self) -> BTreeSet<KernelRef> {
        let tables = self.tables;
        let queued = tables.acceptance.iter().chain(tables.run_queue.iter());
        let queued = queued.map(|(_, item)| item);
        let queued = queued.chain(tables.held.iter().map(|(_, item)| item));
        let sent = queued.filter_map(|item| match item {
            QueueItem::Send { message, .. } => message.result,
            _ => None,
        });
        let waiting = tables.waiting.iter();
        let waiting = waiting.filter_map(|(_, message)| message.result);
        let mut results = BTreeSet::new();
        for promise in sent.chain(waiting) {
            let unresolved = matches!(
                tables.promises.get(&promise),
                Some(PromiseState::Unresolved { .. })
            );
            if !unresolved || !results.insert(promise) {
                self.found.push(Violation::BadResult { promise });
            }
        }
        results
    }

    /// Messages wait for promises that are unresolved, or are on their way.
    fn waiting(&mut self) {
        let tables = self.tables;
        let under_way: BTreeSet<_> = tables
            .acceptance
            .iter()
            .filter_map(|(_, item)| match item {
                QueueItem::Waiting { promise } => Some(*promise),
                _ => None,
            })
            .collect();
        for ((promise, _), _) in tables.waiting.iter() {
            let promise = *promise;
            match tables.promises.get(&promise) {
                Some(PromiseState::Unresolved { .. }) => {}
                Some(_) if under_way.contains(&promise) => {}
                Some(_) => self.found.push(Violation::WaitsInVain { promise }),
                None => self.found.push(Violation::Dangling {
                    kref: promise,
                    place: Place::Waiting(promise),
                }),
            }
        }
    }
}
