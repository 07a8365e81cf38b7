//! The crank: the conductor of P2 to P9.
//!
//! `crank` calls the stages in order; the stages never call each other. Besides it, only `inbound` routes,
//! since what enters from outside is routed at once (spec P1.2).

pub(crate) mod commit;
mod deliver;
pub(crate) mod route;
mod settle;
mod syscalls;
mod translate;
pub(crate) mod watch;

use crankcase_abi::{Delivery, codec};
use crankcase_store::Store;

use crate::cleanup::{self, Cleaned, CleanupBudget};
use crate::creation;
use crate::error::KernelError;
use crate::garbage::{self, Due};
use crate::graves::Grave;
use crate::ids::{CrankNumber, DeliveryNumber, KernelRef, VatId};
use crate::kernel::Kernel;
use crate::observer::{CrankItem, Observer, TraceEvent};
use crate::promises;
use crate::recorded::Recorded;
use crate::results;
use crate::snapshots;
use crate::summary::{CrankSummary, DeliveryKind, DeliverySummary, SnapshotSummary};
use crate::tables::Tables;
use crate::tables::rows::{Message, QueueItem, VatConfigRow};
use crate::transcript::TranscriptEntry;
use crate::{meters, pause};
use route::Route;
use settle::Settled;
pub(crate) use syscalls::{MAX_BODY, MAX_SLOTS, SLOT_WEIGHT, is_store_key};
use watch::Watch;

/// What a crank turned out to be about.
enum Head {
    /// A delivery to this vat.
    Delivery { vat: VatId, delivery: Delivery },
    /// The cleanup after a vat that has ended.
    Cleanup(Cleaned, Option<Box<Grave>>),
    /// Nothing that reaches a vat.
    Elsewhere,
}

/// Executes one crank; `None` when every queue is empty, but for cleanup that the budget forbids.
pub(crate) fn crank(
    kernel: &mut Kernel,
    observer: &mut dyn Observer,
    budget: CleanupBudget,
) -> Result<Option<CrankSummary>, KernelError> {
    let number = kernel.tables.row().crank;
    let watch = &mut Watch::new(observer, number);
    watch.between(std::mem::take(&mut kernel.between));
    let Some(head) = next((&mut kernel.tables, &kernel.store), budget, watch)? else {
        return Ok(None);
    };
    let (mut summary, mut cleaned) = (None, None);
    match head {
        Head::Delivery { vat, delivery } => {
            summary = Some(run(kernel, number, vat, delivery, watch)?);
        }
        Head::Cleanup(done, grave) => {
            watch.event(&TraceEvent::VatCleanup { cleaned: &done });
            cleaned = Some(done);
            kernel.tables.update_row(|row| row.counters.cleanups += 1);
            grave.iter().for_each(|grave| kernel.block.bury(grave));
        }
        Head::Elsewhere => {}
    }
    let undone = summary.as_ref().is_some_and(|(_, settled)| settled.undone);
    part(kernel, watch, undone)?;
    route::accepted(&mut kernel.tables);
    garbage::collect(&mut kernel.tables);
    let reports = results::take_settled(&mut kernel.tables)?;
    reports.iter().for_each(|report| watch.result(report));
    kernel.tables.update_row(|row| row.crank.0 += 1);
    watch.clists(&kernel.tables);
    let hash = kernel.block.seal(&mut kernel.tables);
    let activity = kernel.block.activity();
    watch.event(&TraceEvent::CrankFinish { hash, activity });
    let (delivered, settled) = summary.unzip();
    let paused = settled.as_ref().is_some_and(|settled| settled.paused);
    Ok(Some(CrankSummary {
        number,
        hash,
        delivered,
        paused,
        ended: settled.and_then(|settled| settled.ended),
        cleaned,
    }))
}

/// Drops the workers of the vats that ended, and tells of it. If one of them was critical, the kernel goes no
/// further and the tables are as before the crank (spec A16).
fn part(kernel: &mut Kernel, watch: &mut Watch<'_>, undone: bool) -> Result<(), KernelError> {
    for (vat, reason) in kernel.tables.take_ended() {
        watch.event(&TraceEvent::Terminate {
            vat,
            reason: &reason,
            undone,
        });
        let config = kernel.tables.configs.get(&vat);
        if let Some(config) = config.filter(|config| config.critical) {
            let name = config.name.clone();
            kernel.tables.undo();
            return Err(KernelError::CriticalVat { name, reason });
        }
        kernel.warehouse.forget(vat);
        kernel.block.close_transcript(vat);
    }
    Ok(())
}

/// P2: what is first in line (spec P2.3): what was left to route, cleanup, garbage, reaps, the run queue.
fn next(
    (tables, store): (&mut Tables, &Store),
    budget: CleanupBudget,
    watch: &mut Watch<'_>,
) -> Result<Option<Head>, KernelError> {
    let mut start = |item| watch.event(&TraceEvent::CrankStart { item });
    if tables.first_accepted().is_some() {
        start(CrankItem::Route);
        return Ok(Some(Head::Elsewhere));
    }
    if let Some((cleaned, grave)) = cleanup::clean(tables, store, budget)? {
        let vat = cleaned.vat;
        start(CrankItem::Cleanup { vat });
        return Ok(Some(Head::Cleanup(cleaned, grave.map(Box::new))));
    }
    match garbage::take(tables) {
        Due::Delivery { vat, kind, objects } => {
            start(CrankItem::Garbage {
                vat,
                kind,
                objects: &objects,
            });
            let delivery = translate::garbage(tables, vat, kind, &objects);
            return Ok(Some(Head::Delivery { vat, delivery }));
        }
        Due::Negated => {
            start(CrankItem::NegatedGarbage);
            return Ok(Some(Head::Elsewhere));
        }
        Due::Nothing => {}
    }
    if let Some(vat) = tables.take_reap() {
        start(CrankItem::Reap { vat });
        let delivery = Delivery::BringOutYourDead;
        return Ok(Some(Head::Delivery { vat, delivery }));
    }
    if let Some(vat) = pause::pause_first(tables) {
        start(CrankItem::Pause { vat });
        return Ok(Some(Head::Elsewhere));
    }
    let (from, item) = match tables.take_held() {
        Some((vat, item)) => (Some(vat), item),
        None => match tables.take_next() {
            Some(item) => (None, item),
            None => return Ok(None),
        },
    };
    start(CrankItem::from(&item));
    Ok(Some(head(tables, from, item)))
}

/// P3 and P4: routing is done again at delivery, since the receiver may have ended meanwhile (spec P3.2), or
/// may have to wait. `from` is the vat for which the item was held.
fn head(tables: &mut Tables, from: Option<VatId>, item: QueueItem) -> Head {
    match item {
        QueueItem::StartVat { vat, parameters } if tables.is_alive(vat) => {
            let delivery = translate::start_vat(tables, vat, &parameters);
            Head::Delivery { vat, delivery }
        }
        QueueItem::CreateVat {
            vat,
            config,
            parameters,
        } => {
            creation::make(tables, vat, *config);
            let delivery = translate::start_vat(tables, vat, &parameters);
            Head::Delivery { vat, delivery }
        }
        QueueItem::ChangeOptions { vat, change } => {
            creation::change(tables, vat, change);
            Head::Elsewhere
        }
        QueueItem::Notify { vat, promise } if tables.is_alive(vat) => {
            if pause::has_to_wait(tables, vat, from) {
                tables.put_off(vat, QueueItem::Notify { vat, promise });
                return Head::Elsewhere;
            }
            match translate::notify(tables, vat, promise) {
                Some(delivery) => Head::Delivery { vat, delivery },
                None => Head::Elsewhere,
            }
        }
        QueueItem::Send { target, message } => send(tables, from, target, message),
        QueueItem::StartVat { .. } | QueueItem::Notify { .. } | QueueItem::Waiting { .. } => {
            Head::Elsewhere
        }
    }
}

fn send(tables: &mut Tables, from: Option<VatId>, target: KernelRef, message: Message) -> Head {
    match route::route(tables, target, &message) {
        Route::Vat { vat, .. } if pause::has_to_wait(tables, vat, from) => {
            tables.put_off(vat, QueueItem::Send { target, message });
            Head::Elsewhere
        }
        Route::Vat { vat, target } => {
            // Accepted before anything that the delivery sends (spec P3.4).
            if let Some(promise) = message.result
                && route::is_pipelining(tables, vat)
            {
                promises::accept_waiting(tables, promise);
            }
            let delivery = translate::message(tables, vat, target, message);
            Head::Delivery { vat, delivery }
        }
        Route::Wait { promise } => {
            route::wait(tables, promise, message);
            Head::Elsewhere
        }
        Route::DeadEnd { reason } => {
            promises::reject_result(tables, message.result, reason);
            Head::Elsewhere
        }
    }
}

/// P5 to P8, and the transcript entry of P9.
fn run(
    kernel: &mut Kernel,
    number: CrankNumber,
    vat: VatId,
    delivery: Delivery,
    watch: &mut Watch<'_>,
) -> Result<(DeliverySummary, Settled), KernelError> {
    let Kernel {
        tables,
        warehouse,
        store,
        block,
        options,
        ..
    } = kernel;
    let config = tables
        .configs
        .get(&vat)
        .expect("a vat that takes deliveries has a configuration")
        .clone();
    let state = tables.vats.get(&vat).expect("and a state").clone();
    let place = (vat, state.deliveries);
    watch.created(vat, &config, &delivery);
    let allowance = meters::allowance(tables, &config, &delivery);
    let recorded = Recorded {
        store,
        block: Some(block),
    };
    let known = (vat, &config, &state);
    warehouse.prepare(recorded, known, allowance.may_pause(&delivery), watch)?;
    let worker = warehouse.worker(recorded, known, watch)?;
    watch.deliver(tables, place, &delivery);
    translate::forget(tables, vat, &delivery);
    let sides = (&mut *tables, &*store, &options.devices);
    let delivered = deliver::deliver(sides, worker, place, &config, (delivery, allowance), watch)?;
    let settled = settle::settle(tables, vat, &delivered);
    let report = &delivered.report;
    let memory_bytes = if settled.paused {
        state.memory_bytes
    } else {
        report.memory_bytes
    };
    let mut summary = DeliverySummary {
        vat,
        kind: DeliveryKind::of(&delivered.delivery),
        computrons: report.computrons,
        memory_bytes,
        grown_bytes: memory_bytes.saturating_sub(state.memory_bytes),
        snapshot: None,
    };
    if settled.paused {
        // It never happened, as far as the vat can tell (spec M12).
        warehouse.drop_worker(vat);
        tables.update_row(|row| row.counters.undone += 1);
        watch.event(&TraceEvent::Pause { vat });
        return Ok((summary, settled));
    }
    count(
        tables,
        summary.kind,
        delivered.syscalls.len(),
        settled.undone,
    );
    let (entry, test_log) = delivered.into_entry(number);
    if !settled.undone {
        block.log(test_log);
    }
    if settled.ended.is_some() {
        block.record(tables, vat, codec::encode(&entry));
    } else {
        summary.snapshot = keep(kernel, place, &config, entry, watch)?;
    }
    Ok((summary, settled))
}

/// Records a delivery that its vat has survived: its entry, and of its memory what is due (spec H1).
fn keep(
    kernel: &mut Kernel,
    (vat, number): (VatId, DeliveryNumber),
    config: &VatConfigRow,
    mut entry: TranscriptEntry,
    watch: &mut Watch<'_>,
) -> Result<Option<SnapshotSummary>, KernelError> {
    let Kernel {
        tables,
        warehouse,
        store,
        block,
        options,
        ..
    } = kernel;
    if options.audit
        && let Some(root) = warehouse.heap_root(vat)?
    {
        block.record_heap(vat, number, root);
    }
    let mut bytes = codec::encode(&entry);
    let state = tables.vats.get(&vat).expect("a vat that ran has a state");
    let policy = config.snapshots.unwrap_or(tables.row().snapshots);
    let mut taken = None;
    if snapshots::is_due(policy, state, bytes.len()) {
        let (summary, image) = warehouse.snapshot(store, vat, watch)?;
        entry.heap = Some(summary.heap);
        bytes = codec::encode(&entry);
        taken = Some((summary, image));
    }
    block.record(tables, vat, bytes);
    let snapshot = taken.as_ref().map(|(summary, _)| *summary);
    if let Some((summary, image)) = taken {
        block.record_snapshot(tables, vat, summary.heap, false);
        let state = tables.vats.get(&vat).expect("a vat that ran has a state");
        warehouse.rest_on(vat, state, image);
    }
    if options
        .reload_every
        .is_some_and(|every| (number.0 + 1).is_multiple_of(every))
    {
        warehouse.reload(store, vat, config, watch)?;
    }
    Ok(snapshot)
}

/// Counts a delivery.
fn count(tables: &mut Tables, kind: DeliveryKind, syscalls: usize, undone: bool) {
    tables.update_row(|row| {
        let counters = &mut row.counters;
        *match kind {
            DeliveryKind::Start => &mut counters.starts,
            DeliveryKind::Message => &mut counters.messages,
            DeliveryKind::Notify => &mut counters.notifies,
            DeliveryKind::Garbage => &mut counters.garbage,
            DeliveryKind::Reap => &mut counters.reaps,
        } += 1;
        counters.syscalls += syscalls as u64;
        counters.undone += u64::from(undone);
    });
}
