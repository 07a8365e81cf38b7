//! A: cleaning up after vats that have ended, a bounded part in each crank (spec A13 to A15).
//!
//! What is left of a vat says how far the cleanup has come: its exports go first, then its imports, its
//! promises and its store. This module must never end a vat.

use crankcase_abi::{RefKind, Side, VatRef};
use crankcase_store::Store;
use serde::{Deserialize, Serialize};

use crate::error::KernelError;
use crate::graves::Grave;
use crate::ids::{InTextOrder, VatId};
use crate::queues::tail;
use crate::tables::Tables;
use crate::tables::keys::QueuePosition;

/// How much of what an ended vat has left behind one crank may clean up (spec A14). Replicas have to agree
/// on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CleanupBudget {
    /// Objects that were the vat's own.
    pub exports: u32,
    /// Objects of other vats, and device nodes.
    pub imports: u32,
    /// Promises.
    pub promises: u32,
    /// Entries of its store.
    pub kv: u32,
}

impl CleanupBudget {
    /// Nothing is cleaned up.
    pub const NONE: Self = Self::each(0);
    /// What a crank may clean up where nobody says otherwise: 1,000 of each.
    pub const STANDARD: Self = Self::each(1_000);
    /// As much as a crank takes: 100,000 of each.
    pub const MOST: Self = Self::each(100_000);

    /// The same for everything.
    #[must_use]
    pub const fn each(most: u32) -> Self {
        Self {
            exports: most,
            imports: most,
            promises: most,
            kv: most,
        }
    }

    fn of(self, phase: Phase) -> u32 {
        match phase {
            Phase::Exports => self.exports.min(Self::MOST.exports),
            Phase::Imports => self.imports.min(Self::MOST.imports),
            Phase::Promises => self.promises.min(Self::MOST.promises),
            Phase::Kv => self.kv.min(Self::MOST.kv),
        }
    }
}

impl Default for CleanupBudget {
    fn default() -> Self {
        Self::STANDARD
    }
}

/// What a crank has cleaned up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cleaned {
    /// After which vat.
    pub vat: VatId,
    /// Objects that were its own.
    pub exports: u32,
    /// Objects of other vats, and device nodes.
    pub imports: u32,
    /// Promises.
    pub promises: u32,
    /// Entries of its store.
    pub kv: u32,
    /// Whether nothing is left.
    pub done: bool,
}

#[derive(Clone, Copy)]
enum Phase {
    Exports,
    Imports,
    Promises,
    Kv,
}

const PHASES: [Phase; 4] = [Phase::Exports, Phase::Imports, Phase::Promises, Phase::Kv];

impl Tables {
    /// Appends a vat that has ended to those that are cleaned up after.
    pub(crate) fn queue_cleanup(&mut self, vat: VatId) {
        let position = tail(&self.terminated);
        self.terminated.put(position, vat);
    }
}

/// Cleans up after the vat that ended first, as far as the budget goes; `None` if there is none, or the
/// budget has nothing for what comes next. When nothing is left of a dynamic vat, its rows leave the tables
/// and are handed over.
pub(crate) fn clean(
    tables: &mut Tables,
    store: &Store,
    budget: CleanupBudget,
) -> Result<Option<(Cleaned, Option<Grave>)>, KernelError> {
    let Some((position, vat)) = tables.terminated.iter().next() else {
        return Ok(None);
    };
    let (position, vat) = (*position, *vat);
    let mut next = None;
    for phase in PHASES {
        if next.is_none() && any(tables, store, vat, phase)? {
            next = Some(phase);
        }
    }
    if budget == CleanupBudget::NONE || next.is_some_and(|phase| budget.of(phase) == 0) {
        return Ok(None);
    }
    let mut counts = [0; 4];
    let mut done = forget_gaps(tables, vat);
    for (phase, count) in PHASES.into_iter().zip(&mut counts) {
        while *count < budget.of(phase) && clean_one(tables, store, vat, phase)? {
            *count += 1;
        }
        if any(tables, store, vat, phase)? {
            done = false;
            break;
        }
    }
    let grave = done.then(|| bury(tables, position, vat)).flatten();
    let [exports, imports, promises, kv] = counts;
    let cleaned = Cleaned {
        vat,
        exports,
        imports,
        promises,
        kv,
        done,
    };
    Ok(Some((cleaned, grave)))
}

/// Static vats keep their rows: their names stay taken, and hosts ask for them.
fn bury(tables: &mut Tables, position: QueuePosition, vat: VatId) -> Option<Grave> {
    tables.terminated.remove(&position);
    tables.configs.get(&vat).filter(|config| config.dynamic)?;
    let (config, state) = (tables.configs.remove(&vat)?, tables.vats.remove(&vat)?);
    Some(Grave { vat, config, state })
}

fn any(tables: &mut Tables, store: &Store, vat: VatId, phase: Phase) -> Result<bool, KernelError> {
    match phase {
        Phase::Kv => tables.vatstore.has_any(store, vat),
        phase => Ok(next_entry(tables, vat, phase).is_some()),
    }
}

/// Cleans up one thing; false if there is none.
fn clean_one(
    tables: &mut Tables,
    store: &Store,
    vat: VatId,
    phase: Phase,
) -> Result<bool, KernelError> {
    if let Phase::Kv = phase {
        return tables.unstore_first(store, vat);
    }
    let entry = next_entry(tables, vat, phase);
    let Some(kref) = entry.and_then(|vref| tables.to_kernel(vat, vref)) else {
        return Ok(false);
    };
    match phase {
        Phase::Exports => tables.disown(kref),
        Phase::Promises => tables.unsubscribe(vat, kref),
        Phase::Imports | Phase::Kv => {}
    }
    tables.remove_entry(vat, kref);
    Ok(true)
}

/// Forgets which numbers the vat has left out, as many as a crank takes; says whether none are left.
fn forget_gaps(tables: &mut Tables, vat: VatId) -> bool {
    let most = CleanupBudget::MOST.exports as usize;
    let gaps: Vec<_> = tables.gaps(vat).take(most).collect();
    for (first, _) in gaps {
        tables.unused.remove(&(vat, first));
    }
    tables.gaps(vat).next().is_none()
}

/// The next entry of the c-list in a phase: in the text order of the vat's names.
fn next_entry(tables: &Tables, vat: VatId, phase: Phase) -> Option<VatRef> {
    let sides: &[_] = match phase {
        Phase::Exports => &[(RefKind::Object, Side::Vat)],
        Phase::Imports => &[
            (RefKind::Device, Side::Kernel),
            (RefKind::Object, Side::Kernel),
        ],
        Phase::Promises => &[
            (RefKind::Promise, Side::Vat),
            (RefKind::Promise, Side::Kernel),
        ],
        Phase::Kv => &[],
    };
    sides
        .iter()
        .find_map(|(kind, side)| first_in_text_order(tables, vat, *kind, *side))
}

/// Among numbers of equal length the least comes first; so the first of each length are compared.
fn first_in_text_order(tables: &Tables, vat: VatId, kind: RefKind, side: Side) -> Option<VatRef> {
    let of_length = |digits: u32| {
        let from = if digits == 1 {
            0
        } else {
            10u64.pow(digits - 1)
        };
        let to = 10u64.checked_pow(digits).map_or(u64::MAX, |end| end - 1);
        let key = |number| (vat, VatRef::new(kind, side, number));
        let first = tables.reverse.range(key(from)..=key(to)).next();
        first.map(|((_, vref), _)| *vref)
    };
    (1..=20)
        .filter_map(of_length)
        .min_by_key(|vref| InTextOrder(vref.number()))
}
