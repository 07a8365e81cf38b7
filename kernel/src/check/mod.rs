//! Whether the tables agree with themselves (spec R8).
//!
//! Every count is made again from what it counts, every reference is followed, in both directions. Used on
//! every store that is opened, since a store may have been forged, and by tests after every crank. It must
//! never change anything, nor assume anything: it is what lets the rest of the kernel assume.

mod clists;
mod counts;
mod devices;
mod garbage;
mod meters;
mod promises;
mod queues;
mod violation;

pub use violation::{Place, Violation};

use std::collections::BTreeSet;

use crankcase_abi::RefKind;
use crankcase_store::Store;

use crate::bundles::bundle_id_text;
use crate::error::KernelError;
use crate::ids::{DeviceId, KernelRef, MeterId, NodeNumber, OutputNumber, VatId};
use crate::tables::Tables;
use crate::tables::rows::Counters;

/// Everything that is wrong.
pub(crate) fn violations(tables: &Tables) -> Vec<Violation> {
    let mut check = Check {
        tables,
        ending: tables.terminated.iter().map(|(_, vat)| *vat).collect(),
        found: Vec::new(),
        creations: BTreeSet::new(),
    };
    check.kinds();
    check.counters();
    check.numbers();
    check.vats();
    check.bundles();
    check.meters();
    check.ends();
    check.clists();
    check.exports();
    check.counts();
    check.garbage();
    check.promises();
    check.queues();
    check.devices();
    check.found
}

/// Everything that is wrong with the stores of the vats, as far as that shows without reading them.
pub(crate) fn stored(tables: &Tables, store: &Store) -> Result<Vec<Violation>, KernelError> {
    let has_traces = |vat: &VatId| {
        tables.is_alive(*vat) || tables.terminated.iter().any(|(_, ended)| ended == vat)
    };
    let mut vats = tables.vatstore.vats(store)?;
    vats.retain(|vat| !has_traces(vat));
    let place = Place::Vatstore;
    Ok(vats
        .into_iter()
        .map(|vat| Violation::NotRunning { vat, place })
        .collect())
}

/// Everything that is wrong with them, all read and counted.
pub(crate) fn stored_rows(tables: &Tables, store: &Store) -> Result<Vec<Violation>, KernelError> {
    let mut found = stored(tables, store)?;
    for (vat, state) in tables.vats.iter() {
        let mut counted = 0;
        for row in tables.vatstore.rows(store, *vat) {
            row?;
            counted += 1;
        }
        if counted != state.stored {
            found.push(Violation::StoredCount { vat: *vat });
        }
    }
    Ok(found)
}

struct Check<'a> {
    tables: &'a Tables,
    /// The vats that have ended and are not cleaned up after yet.
    ending: BTreeSet<VatId>,
    found: Vec<Violation>,
    /// The vats that are to be made.
    creations: BTreeSet<VatId>,
}

/// No counter may come near its end: giving out a number must not fail.
const MAX_NUMBER: u64 = 1 << 62;

impl Check<'_> {
    /// Whether a vat may take part in what only living vats do.
    fn is_alive(&self, vat: VatId) -> bool {
        self.tables.is_alive(vat)
    }

    /// Whether a vat may have left something behind (spec A13).
    fn has_traces(&self, vat: VatId) -> bool {
        self.is_alive(vat) || self.ending.contains(&vat)
    }

    fn exists(&self, kref: KernelRef) -> bool {
        self.tables.exists(kref)
    }

    /// Everything is in the table of its kind: what follows takes that for granted.
    fn kinds(&mut self) {
        let tables = self.tables;
        let of = |kind: RefKind| move |kref: &KernelRef| kref.kind() != kind;
        let objects = tables.objects.iter().map(|(kref, _)| *kref);
        let promises = tables.promises.iter().map(|(kref, _)| *kref);
        let counts = tables.counts.iter().map(|(kref, _)| *kref);
        let waiting = tables.waiting.iter().map(|((kref, _), _)| *kref);
        let promises = promises.chain(counts).chain(waiting);
        let nodes = tables.nodes.iter().map(|(kref, _)| *kref);
        let wrong = objects
            .filter(of(RefKind::Object))
            .chain(promises.filter(of(RefKind::Promise)))
            .chain(nodes.filter(of(RefKind::Device)));
        self.found.extend(wrong.map(|kref| Violation::WrongKind {
            name: kref.to_string(),
        }));
    }

    /// No counter of the kernel is near its end, or before its beginning.
    fn counters(&mut self) {
        let row = self.tables.row();
        let given_out = [
            (KernelRef::FIRST_OBJECT, row.next_object),
            (KernelRef::FIRST_PROMISE, row.next_promise),
            (VatId::FIRST, row.next_vat),
            (DeviceId::FIRST, row.next_device),
            (KernelRef::FIRST_DEVICE, row.next_node),
            (OutputNumber::FIRST, row.next_output.0),
            (MeterId::FIRST, row.next_meter),
        ];
        let Counters {
            starts,
            messages,
            notifies,
            garbage,
            reaps,
            cleanups,
            syscalls,
            undone,
            ends,
        } = row.counters;
        let happened = [
            starts, messages, notifies, garbage, reaps, cleanups, syscalls, undone, ends,
        ];
        let counted = [row.crank.0, row.computrons.0];
        let counted = counted.into_iter().chain(happened);
        if given_out
            .iter()
            .any(|(first, next)| !(*first..=MAX_NUMBER).contains(next))
            || counted.into_iter().any(|count| count > MAX_NUMBER)
        {
            self.found.push(Violation::Exhausted);
        }
    }

    /// Every number in use was given out, and the counters go on from there.
    fn numbers(&mut self) {
        let row = self.tables.row();
        let objects = self.tables.objects.iter().map(|(kref, _)| *kref);
        let promises = self.tables.promises.iter().map(|(kref, _)| *kref);
        let nodes = self.tables.nodes.iter().map(|(kref, _)| *kref);
        let beyond = |kref: &KernelRef| {
            let (first, next) = match kref.kind() {
                RefKind::Promise => (KernelRef::FIRST_PROMISE, row.next_promise),
                RefKind::Object => (KernelRef::FIRST_OBJECT, row.next_object),
                RefKind::Device => (KernelRef::FIRST_DEVICE, row.next_node),
            };
            !(first..next).contains(&kref.number())
        };
        let found = objects.chain(promises).chain(nodes).filter(beyond);
        self.found.extend(found.map(|kref| Violation::NotGivenOut {
            name: kref.to_string(),
        }));
        let vats = self.tables.configs.iter().map(|(vat, _)| *vat);
        let found = vats.filter(|vat| !(VatId::FIRST..row.next_vat).contains(&vat.0));
        self.found.extend(found.map(|vat| Violation::NotGivenOut {
            name: vat.to_string(),
        }));
    }

    /// Names are names of what is there.
    fn bundles(&mut self) {
        let tables = self.tables;
        for (name, id) in tables.bundle_names.iter() {
            if tables.bundles.get(id).is_none() {
                let name = name.0.clone();
                self.found.push(Violation::NoSuchBundle { name });
            }
        }
        for (id, row) in tables.bundles.iter() {
            if tables.bundle_nodes.get(&row.node) != Some(id) {
                let name = bundle_id_text(*id);
                self.found.push(Violation::NoSuchBundle { name });
            }
        }
        for (node, id) in tables.bundle_nodes.iter() {
            let there = tables.bundles.get(id).is_some_and(|row| row.node == *node);
            if !there || *node == NodeNumber::ROOT || node.0 > MAX_NUMBER {
                let name = bundle_id_text(*id);
                self.found.push(Violation::NoSuchBundle { name });
            }
        }
        let admin = tables.row().vat_admin;
        if let Some(vat) = admin.filter(|vat| tables.configs.get(vat).is_none()) {
            self.found.push(Violation::HalfVat { vat });
        }
    }

    /// Who has ended is cleaned up after, once, and when that is over a dynamic vat is gone (spec A15).
    fn ends(&mut self) {
        let mut seen = BTreeSet::new();
        for (_, vat) in self.tables.terminated.iter() {
            let ended = self.tables.vats.get(vat).is_some_and(|row| !row.is_alive());
            if !ended || !seen.insert(*vat) {
                self.found.push(Violation::Cleanup { vat: *vat });
            }
        }
        let dynamic = self.tables.configs.iter();
        let dynamic = dynamic.filter(|(_, config)| config.dynamic);
        for vat in dynamic.map(|(vat, _)| *vat) {
            if !self.has_traces(vat) {
                self.found.push(Violation::Unburied { vat });
            }
        }
    }

    /// Every vat has both of its rows.
    fn vats(&mut self) {
        let configs = self.tables.configs.iter().map(|(vat, _)| *vat);
        for vat in configs.filter(|vat| self.tables.vats.get(vat).is_none()) {
            self.found.push(Violation::HalfVat { vat });
        }
        for (vat, state) in self.tables.vats.iter() {
            if self.tables.configs.get(vat).is_none() {
                self.found.push(Violation::HalfVat { vat: *vat });
            }
            let numbers = [
                state.next_object_import,
                state.next_promise_import,
                state.next_device_import,
                state.deliveries.0,
                state.computrons.0,
                state.dirt.deliveries,
                state.dirt.gc_krefs,
                state.stored,
            ];
            if numbers.iter().any(|number| *number > MAX_NUMBER) {
                self.found.push(Violation::Exhausted);
            }
        }
    }
}
