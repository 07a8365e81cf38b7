//! M: meters: what vats may still use, together or alone (spec M8 to M13).
//!
//! This module must never judge a delivery; it says what one may cost and takes what it did.

use crankcase_abi::{Computrons, Delivery};
use serde::{Deserialize, Serialize};

use crate::ids::{MeterId, VatId};
use crate::tables::Tables;
use crate::tables::rows::{MeterRow, VatConfigRow};
use crate::{pause, transcript, vat_admin};

/// What becomes of a vat whose meter has run out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum WhenMeterRunsOut {
    /// It ends (spec M11).
    #[default]
    Terminate,
    /// Its delivery is undone, and it waits for a refill (spec M12).
    Pause,
}

/// The meter that pays for a vat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MeterUse {
    pub(crate) meter: MeterId,
    pub(crate) when_out: WhenMeterRunsOut,
}

/// A meter, as its host sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeterSummary {
    /// Its id.
    pub id: MeterId,
    /// How many computrons it has left; `None` if it never runs out.
    pub remaining: Option<u128>,
    /// `vatAdmin` is told when fewer than this are left.
    pub threshold: u128,
    /// The vats that it pays for, but for those that have ended.
    pub vats: Vec<VatId>,
}

/// A new meter; one without `remaining` never runs out.
pub(crate) fn create(tables: &mut Tables, remaining: Option<u128>, threshold: u128) -> MeterId {
    let meter = MeterId(tables.row().next_meter);
    tables.update_row(|row| row.next_meter += 1);
    let row = MeterRow {
        remaining,
        threshold,
    };
    tables.meters.put(meter, row);
    meter
}

/// Adds to a meter, as far as it can hold, and lets the vats go on that wait for it (spec M13). One that never
/// runs out stays as it is. False if there is no such meter.
pub(crate) fn refill(tables: &mut Tables, meter: MeterId, amount: u128) -> bool {
    let there = tables.meters.update(&meter, |row| {
        row.remaining = row.remaining.map(|left| left.saturating_add(amount));
    });
    if there && !is_empty(tables, meter) {
        pause::resume(tables, meter);
    }
    there
}

/// Whether nothing is left on a meter.
pub(crate) fn is_empty(tables: &Tables, meter: MeterId) -> bool {
    left(tables, meter) == Some(Computrons(0))
}

/// Sets the threshold of a meter, from the next deduction on. False if there is no such meter.
pub(crate) fn set_threshold(tables: &mut Tables, meter: MeterId, threshold: u128) -> bool {
    tables
        .meters
        .update(&meter, |row| row.threshold = threshold)
}

/// What a delivery may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Allowance {
    /// At most so much.
    pub(crate) budget: Computrons,
    /// The meter that pays for it.
    pub(crate) paid_by: Option<MeterUse>,
    /// Whether it is the meter that allows no more, rather than the limit of the crank.
    pub(crate) scarce: bool,
}

impl Allowance {
    /// Whether the delivery may have to be undone, and its vat paused (spec M12). To start is not put off.
    pub(crate) fn may_pause(&self, delivery: &Delivery) -> bool {
        let pauses = |used: MeterUse| used.when_out == WhenMeterRunsOut::Pause;
        let start = matches!(delivery, Delivery::StartVat { .. });
        self.scarce && !start && self.paid_by.is_some_and(pauses)
    }
}

/// What a delivery to a vat may cost (spec M3, M9).
pub(crate) fn allowance(tables: &Tables, config: &VatConfigRow, delivery: &Delivery) -> Allowance {
    let budget = transcript::budget(config.crank_limit, delivery);
    let free = Allowance {
        budget,
        paid_by: None,
        scarce: false,
    };
    let Some(used) = config
        .meter
        .filter(|_| !transcript::is_about_garbage(delivery))
    else {
        return free;
    };
    let left = left(tables, used.meter);
    Allowance {
        budget: left.map_or(budget, |left| budget.min(left)),
        paid_by: Some(used),
        scarce: left.is_some_and(|left| left < budget),
    }
}

/// What is left on a meter, as far as a crank can tell; `None` if it never runs out.
fn left(tables: &Tables, meter: MeterId) -> Option<Computrons> {
    let left = tables.meters.get(&meter)?.remaining?;
    Some(Computrons(u64::try_from(left).unwrap_or(u64::MAX)))
}

/// Takes from a meter what a delivery has cost, and tells `vatAdmin` when that takes it below its threshold
/// (spec M10).
pub(crate) fn deduct(tables: &mut Tables, meter: MeterId, spent: Computrons) {
    let mut crossed = None;
    tables.meters.update(&meter, |row| {
        let Some(before) = row.remaining else { return };
        let after = before.saturating_sub(u128::from(spent.0));
        row.remaining = Some(after);
        crossed = (after < row.threshold && before >= row.threshold).then_some(after);
    });
    if let Some(remaining) = crossed {
        let args = [format!("\"{meter}\""), format!("\"+{remaining}\"")];
        vat_admin::tell(tables, "meterCrossedThreshold", &args, Vec::new());
    }
}

/// All meters, by id.
pub(crate) fn all(tables: &Tables) -> Vec<MeterSummary> {
    let vats_of = |meter| {
        let vats = tables.configs.iter();
        let vats =
            vats.filter(move |(_, config)| config.meter.is_some_and(|used| used.meter == meter));
        vats.map(|(vat, _)| *vat)
            .filter(|vat| tables.is_alive(*vat))
            .collect()
    };
    let summary = |(id, row): (&MeterId, &MeterRow)| MeterSummary {
        id: *id,
        remaining: row.remaining,
        threshold: row.threshold,
        vats: vats_of(*id),
    };
    tables.meters.iter().map(summary).collect()
}
