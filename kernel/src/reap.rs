//! When a vat is reaped: counters of what it went through, and their thresholds (spec G10, G11).
//!
//! A reap tells a vat to collect its garbage and to say what it gives up. This module must never deliver
//! one; it only says that it is due.

use crankcase_abi::Delivery;
use serde::{Deserialize, Serialize};

use crate::ids::VatId;
use crate::tables::Tables;

/// How far a counter goes before its vat is reaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReapThreshold {
    /// The counter never leads to it.
    Never,
    /// So far. Zero is as one.
    At(u64),
}

/// When vats are reaped where nobody says otherwise (spec G10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReapThresholds {
    /// After so many deliveries.
    pub deliveries: ReapThreshold,
    /// After so many references were taken back from it: its exports that were dropped or retired, its
    /// imports that were retired.
    pub gc_krefs: ReapThreshold,
}

impl Default for ReapThresholds {
    fn default() -> Self {
        Self {
            deliveries: ReapThreshold::At(1000),
            gc_krefs: ReapThreshold::At(20),
        }
    }
}

/// When one vat is reaped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReapOptions {
    /// In place of [`ReapThresholds::deliveries`].
    pub deliveries: Option<ReapThreshold>,
    /// In place of [`ReapThresholds::gc_krefs`].
    pub gc_krefs: Option<ReapThreshold>,
    /// Not at all.
    pub never: bool,
}

/// What a vat has gone through since it was last reaped. A counter without a threshold stays at zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Dirt {
    pub(crate) deliveries: u64,
    pub(crate) gc_krefs: u64,
}

impl ReapThreshold {
    /// Counts further; says whether the threshold is reached.
    fn count(self, counter: &mut u64, more: u64) -> bool {
        let Self::At(threshold) = self else {
            return false;
        };
        *counter = counter.saturating_add(more);
        more > 0 && *counter >= threshold
    }
}

/// Counts a delivery that a vat has survived, and queues the vat where a threshold is reached; a reap
/// clears the counters instead.
pub(crate) fn add_dirt(tables: &mut Tables, vat: VatId, delivery: &Delivery) {
    let gc_krefs = match delivery {
        Delivery::BringOutYourDead => {
            tables.vats.update(&vat, |row| row.dirt = Dirt::default());
            return;
        }
        Delivery::DropExports { objects }
        | Delivery::RetireExports { objects }
        | Delivery::RetireImports { objects } => objects.len() as u64,
        Delivery::StartVat { .. } | Delivery::Message { .. } | Delivery::Notify { .. } => 0,
    };
    let defaults = tables.row().reap;
    let config = tables.configs.get(&vat).expect("a vat that had a delivery");
    let options = config.reap;
    if options.never {
        return;
    }
    let mut due = false;
    tables.vats.update(&vat, |row| {
        let deliveries = options.deliveries.unwrap_or(defaults.deliveries);
        let krefs = options.gc_krefs.unwrap_or(defaults.gc_krefs);
        due |= deliveries.count(&mut row.dirt.deliveries, 1);
        due |= krefs.count(&mut row.dirt.gc_krefs, gc_krefs);
    });
    if due {
        tables.queue_reap(vat);
    }
}
