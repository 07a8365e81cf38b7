//! Meters, and what is held for vats whose meter ran out, for people.

use serde::Serialize;

use super::{DumpQueueItem, item};
use crate::meters::{self, MeterSummary};
use crate::tables::Tables;

/// Something that is held for a vat.
#[derive(Clone, Debug, Serialize)]
pub struct DumpHeld {
    /// The vat.
    pub vat: String,
    /// What it is.
    pub item: DumpQueueItem,
}

/// A meter. Its numbers may be larger than JSON readers take, so they are texts.
#[derive(Clone, Debug, Serialize)]
pub struct DumpMeter {
    /// Its id.
    pub id: String,
    /// How many computrons are left; none if it never runs out.
    pub remaining: Option<String>,
    /// `vatAdmin` is told when fewer are left.
    pub threshold: String,
    /// The vats that it pays for.
    pub vats: Vec<String>,
}

pub(super) fn held(tables: &Tables) -> Vec<DumpHeld> {
    let held = tables.held.iter().map(|((vat, _), held)| DumpHeld {
        vat: vat.to_string(),
        item: item(held),
    });
    held.collect()
}

pub(super) fn all(tables: &Tables) -> Vec<DumpMeter> {
    meters::all(tables).iter().map(meter).collect()
}

fn meter(meter: &MeterSummary) -> DumpMeter {
    DumpMeter {
        id: meter.id.to_string(),
        remaining: meter.remaining.map(|left| left.to_string()),
        threshold: meter.threshold.to_string(),
        vats: meter.vats.iter().map(ToString::to_string).collect(),
    }
}
