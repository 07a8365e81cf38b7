//! The queues: their items are of their kind, and about what there is (spec P2.1 to P2.3, G11).

use std::collections::BTreeSet;

use super::{Check, MAX_NUMBER, Place, Violation};
use crate::ids::VatId;
use crate::tables::rows::{PromiseState, QueueItem, VatConfigRow};

impl Check<'_> {
    pub(super) fn queues(&mut self) {
        let tables = self.tables;
        let last = [
            tables.acceptance.iter().next_back().map(|(at, _)| *at),
            tables.run_queue.iter().next_back().map(|(at, _)| *at),
            tables.reap_queue.iter().next_back().map(|(at, _)| *at),
            tables.terminated.iter().next_back().map(|(at, _)| *at),
        ];
        let waiting = tables.waiting.iter().map(|((_, at), _)| *at);
        if last
            .into_iter()
            .flatten()
            .chain(waiting)
            .any(|at| at.0 > MAX_NUMBER)
        {
            self.found.push(Violation::Exhausted);
        }
        for (_, item) in tables.acceptance.iter() {
            self.item(Place::AcceptanceQueue, item);
        }
        for (_, item) in tables.run_queue.iter() {
            self.item(Place::RunQueue, item);
        }
        let mut seen = BTreeSet::new();
        for (_, vat) in tables.reap_queue.iter() {
            let vat = *vat;
            if !self.is_alive(vat) {
                let place = Place::ReapQueue;
                self.found.push(Violation::NotRunning { vat, place });
            }
            if !seen.insert(vat) {
                self.found.push(Violation::ReapQueue { vat });
            }
        }
        for (vat, state) in tables.vats.iter() {
            if state.reaping != seen.contains(vat) {
                self.found.push(Violation::ReapQueue { vat: *vat });
            }
        }
    }

    /// A vat that is to be made has an id that nobody has yet, and code and memory to begin with.
    fn creation(&mut self, vat: VatId, config: &VatConfigRow) {
        let tables = self.tables;
        let given_out = (VatId::FIRST..tables.row().next_vat).contains(&vat.0);
        let known = tables.configs.get(&vat).is_some() || tables.vats.get(&vat).is_some();
        let code = tables.bundles.get(&config.bundle).is_some() && self.is_well_metered(config);
        let meter = config.meter.map(|used| tables.meters.get(&used.meter));
        let code = code && meter.is_none_or(|meter| meter.is_some());
        let memory = config.memory_limit >= tables.row().base_bytes;
        if known || !(given_out && code && memory && config.dynamic) || !self.creations.insert(vat)
        {
            self.found.push(Violation::Creation { vat });
        }
    }

    /// What an item mentions was followed when it was counted.
    pub(super) fn item(&mut self, place: Place, item: &QueueItem) {
        match item {
            QueueItem::StartVat { vat, .. } if self.tables.vats.get(vat).is_none() => {
                let vat = *vat;
                self.found.push(Violation::NotRunning { vat, place });
            }
            QueueItem::CreateVat { vat, config, .. } => self.creation(*vat, config),
            QueueItem::Waiting { .. } if place != Place::AcceptanceQueue => {
                self.found.push(Violation::WrongQueue { place });
            }
            QueueItem::Notify { promise, .. } | QueueItem::Waiting { promise }
                if !promise.is_promise() =>
            {
                let name = promise.to_string();
                self.found.push(Violation::WrongKind { name });
            }
            QueueItem::Notify { promise, .. } => {
                let state = self.tables.promises.get(promise);
                if let Some(PromiseState::Unresolved { .. }) = state {
                    let promise = *promise;
                    self.found.push(Violation::EarlyNews { promise });
                }
            }
            // An unresolved promise may have a decider that takes the messages (spec P3.4).
            QueueItem::Waiting { .. }
            | QueueItem::StartVat { .. }
            | QueueItem::ChangeOptions { .. }
            | QueueItem::Send { .. } => {}
        }
    }
}
