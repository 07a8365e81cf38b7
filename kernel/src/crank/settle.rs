//! P8: what a delivery leaves behind.
//!
//! Judges how it ended, keeps or undoes what the vat did, and ends the vat where that is due. What the
//! crank cost survives in every case. It must never write to the store.

use crankcase_abi::{Delivery, Ended};

use super::deliver::Delivered;
use crate::creation;
use crate::end::{self, Ending};
use crate::ids::VatId;
use crate::meters;
use crate::pause;
use crate::reap;
use crate::tables::Tables;
use crate::tables::rows::VatStatus;

/// How the vat goes on after the crank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Settled {
    /// Why the vat ended, if it did.
    pub(crate) ended: Option<String>,
    /// Whether what it did was undone.
    pub(crate) undone: bool,
    /// Whether it waits for a refill of its meter, with the delivery undone.
    pub(crate) paused: bool,
}

/// The verdict (spec P8.1, L1.2): a fault undoes the crank and ends the vat; an exit ends it, and undoes the
/// crank if it is a failure.
fn judge(delivered: &Delivered) -> (Option<Ending>, bool) {
    if ran_out(delivered) {
        let why = "meter underflow, vat terminated";
        return (Some(Ending::failure(why)), true);
    }
    if let Some(reason) = delivered.report.ended.reason() {
        return (Some(Ending::failure(&reason)), true);
    }
    let Some(exit) = &delivered.exit else {
        return (None, false);
    };
    let how = if exit.failure {
        "exited with a failure"
    } else {
        "exited"
    };
    let ending = Ending {
        reason: how.to_owned(),
        failure: exit.failure,
        info: exit.info.clone(),
    };
    (Some(ending), exit.failure)
}

/// Whether there was less on the meter than the delivery would have cost (spec M11).
fn ran_out(delivered: &Delivered) -> bool {
    delivered.report.ended == Ended::OutOfMeter && delivered.allowance.scarce
}

/// Settles a crank.
pub(crate) fn settle(tables: &mut Tables, vat: VatId, delivered: &Delivered) -> Settled {
    let wanted = tables.finish_delivery();
    if ran_out(delivered) && delivered.allowance.may_pause(&delivered.delivery) {
        return pause(tables, vat, delivered);
    }
    let (ending, undone) = judge(delivered);
    if undone {
        tables.undo();
        if matches!(delivered.delivery, Delivery::StartVat { .. }) {
            // Consumed (spec P8.2); any other item is at the head of its queue again and finds the vat gone.
            creation::consume(tables);
        }
    }
    tables.vats.update(&vat, |row| {
        row.memory_bytes = delivered.report.memory_bytes;
    });
    charge(tables, vat, delivered);
    // An end that was wanted in the delivery comes before what the vat asked for, and is undone with the crank.
    let ending = wanted.filter(|_| !undone).or(ending);
    match ending {
        Some(ending) => end::terminate(tables, vat, &ending),
        None => {
            reap::add_dirt(tables, vat, &delivered.delivery);
            if matches!(delivered.delivery, Delivery::StartVat { .. }) {
                creation::started(tables, vat);
            }
        }
    }
    let ended = match tables.vats.get(&vat).map(|row| &row.status) {
        Some(VatStatus::Ended(reason)) => Some(reason.clone()),
        _ => None,
    };
    Settled {
        ended,
        undone,
        paused: false,
    }
}

/// Undoes the crank, and lets its vat wait for a refill (spec M12).
fn pause(tables: &mut Tables, vat: VatId, delivered: &Delivered) -> Settled {
    tables.undo();
    charge(tables, vat, delivered);
    pause::pause_undone(tables, vat);
    Settled {
        ended: None,
        undone: true,
        paused: true,
    }
}

/// Counts what the delivery has cost, and takes it from the meter.
fn charge(tables: &mut Tables, vat: VatId, delivered: &Delivered) {
    let computrons = delivered.report.computrons;
    tables.update_row(|row| row.computrons += computrons);
    tables.vats.update(&vat, |row| row.computrons += computrons);
    if let Some(used) = delivered.allowance.paid_by {
        meters::deduct(tables, used.meter, computrons);
    }
}
