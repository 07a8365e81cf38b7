//! A: making vats while the kernel runs, and changing what they were made with (spec A4, A5, A8).
//!
//! Whoever asks gets the id at once; the vat itself is made by a crank of its own, with its start. This module
//! must never judge what is asked for, nor run a vat.

use crankcase_abi::{CapData, VatRef};

use crate::ids::{KernelRef, VatId};
use crate::reap::ReapThreshold;
use crate::tables::Tables;
use crate::tables::rows::{OptionsChange, QueueItem, VatConfigRow, VatStateRow};
use crate::vat_admin;

/// Queues the creation of a vat and gives its id.
pub(crate) fn ask(
    tables: &mut Tables,
    config: impl FnOnce(VatId) -> VatConfigRow,
    parameters: CapData<KernelRef>,
) -> VatId {
    let vat = VatId(tables.row().next_vat);
    tables.update_row(|row| row.next_vat += 1);
    let config = Box::new(config(vat));
    tables.accept(QueueItem::CreateVat {
        vat,
        config,
        parameters,
    });
    vat
}

/// Makes the rows of a vat and its root object, which nobody refers to yet.
pub(crate) fn make(tables: &mut Tables, vat: VatId, config: VatConfigRow) -> KernelRef {
    make_rows(tables, vat, config);
    let root = tables.new_object(vat);
    tables.add_entry(vat, root, VatRef::ROOT);
    root
}

fn make_rows(tables: &mut Tables, vat: VatId, config: VatConfigRow) {
    tables.configs.put(vat, config);
    tables.vats.put(vat, VatStateRow::new());
}

/// Takes the start of a vat, which was undone, off its queue: it is not tried again (spec P8.2). A vat that was
/// to be made in the same crank is made after all, since it has to end.
pub(crate) fn consume(tables: &mut Tables) {
    if let Some(QueueItem::CreateVat { vat, config, .. }) = tables.take_next() {
        make_rows(tables, vat, *config);
    }
}

/// Tells the vat-admin vat of a vat that has started, if that was made by it (spec A5).
pub(crate) fn started(tables: &mut Tables, vat: VatId) {
    let dynamic = tables.configs.get(&vat).is_some_and(|row| row.dynamic);
    if let Some(root) = tables.to_kernel(vat, VatRef::ROOT)
        && dynamic
    {
        vat_admin::vat_created(tables, vat, root);
    }
}

/// Queues a change of what a vat was made with.
pub(crate) fn ask_for_change(tables: &mut Tables, vat: VatId, change: OptionsChange) {
    tables.accept(QueueItem::ChangeOptions { vat, change });
}

/// Carries it out; a vat that has ended keeps what it had.
pub(crate) fn change(tables: &mut Tables, vat: VatId, change: OptionsChange) {
    if !tables.is_alive(vat) {
        return;
    }
    let set = |place: &mut Option<ReapThreshold>, to: Option<ReapThreshold>| {
        if to.is_some() {
            *place = to;
        }
    };
    tables.configs.update(&vat, |row| {
        set(&mut row.reap.deliveries, change.reap_interval);
        set(&mut row.reap.gc_krefs, change.reap_gc_krefs);
        row.reap.never = change.never_reap.unwrap_or(row.reap.never);
    });
}
