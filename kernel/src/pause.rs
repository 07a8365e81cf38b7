//! M: vats whose meter has run out and that wait for a refill (spec M12, M13).
//!
//! What comes for such a vat is held, in order, and comes before the run queue when the vat goes on. This
//! module must never touch a worker.

use crate::ids::{MeterId, VatId};
use crate::meters::{self, MeterUse, WhenMeterRunsOut};
use crate::queues::tail;
use crate::tables::Tables;
use crate::tables::keys::QueuePosition;
use crate::tables::rows::{QueueItem, VatStatus};

impl Tables {
    /// Appends to what is held for a vat.
    pub(crate) fn put_off(&mut self, vat: VatId, item: QueueItem) {
        self.retain_item(&item);
        let last = self.held_for(vat).next_back();
        let position = QueuePosition(last.map_or(0, |(at, _)| at.0 + 1));
        self.held.put((vat, position), item);
    }

    /// What is held for a vat, in order.
    pub(crate) fn held_for(
        &self,
        vat: VatId,
    ) -> impl DoubleEndedIterator<Item = (QueuePosition, &QueueItem)> {
        let all = (vat, QueuePosition(0))..=(vat, QueuePosition(u64::MAX));
        self.held.range(all).map(|((_, at), item)| (*at, item))
    }

    /// The vat whose turn it is of those that go on.
    fn first_resumed(&self) -> Option<VatId> {
        self.resumed.iter().next().map(|(_, vat)| *vat)
    }

    /// Takes the first of what was held for the first of the vats that go on.
    pub(crate) fn take_held(&mut self) -> Option<(VatId, QueueItem)> {
        let vat = self.first_resumed()?;
        let (position, _) = self.held_for(vat).next()?;
        let item = self.held.remove(&(vat, position))?;
        self.release_item(&item);
        if self.held_for(vat).next().is_none() {
            self.stand_back(vat);
        }
        Some((vat, item))
    }

    /// Takes a vat out of those that go on.
    fn stand_back(&mut self, vat: VatId) {
        let place = self.resumed.iter().find(|(_, resumed)| **resumed == vat);
        if let Some(position) = place.map(|(position, _)| *position) {
            self.resumed.remove(&position);
        }
    }

    /// Lets what is held for a vat come, after what is held for others.
    fn line_up(&mut self, vat: VatId) {
        let position = tail(&self.resumed);
        self.resumed.put(position, vat);
    }
}

/// The meter of a vat that pauses when that runs out.
fn pausing(tables: &Tables, vat: VatId) -> Option<MeterUse> {
    let used = tables.configs.get(&vat)?.meter?;
    (used.when_out == WhenMeterRunsOut::Pause).then_some(used)
}

/// Whether a vat that may be paused has nothing left.
fn is_out(tables: &Tables, vat: VatId) -> bool {
    pausing(tables, vat).is_some_and(|used| meters::is_empty(tables, used.meter))
}

fn pause(tables: &mut Tables, vat: VatId) {
    let Some(used) = pausing(tables, vat) else {
        return;
    };
    tables
        .vats
        .update(&vat, |row| row.status = VatStatus::Paused);
    tables.paused.put((used.meter, vat), ());
    tables.stand_back(vat);
}

/// Pauses the vat whose turn it is of those that go on, if its meter is empty again.
pub(crate) fn pause_first(tables: &mut Tables) -> Option<VatId> {
    let vat = tables.first_resumed()?;
    if !tables.is_alive(vat) || !is_out(tables, vat) {
        return None;
    }
    pause(tables, vat);
    Some(vat)
}

/// Whether what comes for a vat has to be held: it is paused, or something came before, or its meter is empty,
/// which pauses it. `from` is the vat for which it was held until now.
pub(crate) fn has_to_wait(tables: &mut Tables, vat: VatId, from: Option<VatId>) -> bool {
    if from == Some(vat) {
        return false;
    }
    if tables.held_for(vat).next().is_some() {
        return true;
    }
    let out = is_out(tables, vat);
    if out {
        pause(tables, vat);
    }
    out
}

/// Pauses a vat whose delivery was undone, and holds the delivery, which is at the head of its queue again.
pub(crate) fn pause_undone(tables: &mut Tables, vat: VatId) {
    if tables.first_resumed() != Some(vat) {
        let held = tables.take_held().map(|(_, item)| item);
        if let Some(item) = held.or_else(|| tables.take_next()) {
            tables.put_off(vat, item);
        }
    }
    pause(tables, vat);
}

/// Lets the vats go on that wait for this meter, in the order of their ids.
pub(crate) fn resume(tables: &mut Tables, meter: MeterId) {
    let all = (meter, VatId(0))..=(meter, VatId(u64::MAX));
    let paused: Vec<_> = tables.paused.range(all).map(|(key, ())| *key).collect();
    for (meter, vat) in paused {
        tables.paused.remove(&(meter, vat));
        tables
            .vats
            .update(&vat, |row| row.status = VatStatus::Running);
        tables.line_up(vat);
    }
}

/// A vat that ends waits for nothing any more: what is held for it comes, and finds it gone.
pub(crate) fn release(tables: &mut Tables, vat: VatId) {
    let Some(used) = pausing(tables, vat) else {
        return;
    };
    if tables.paused.remove(&(used.meter, vat)).is_some() {
        tables.line_up(vat);
    }
}
