//! H: which transcripts and heaps a store keeps (spec H9).
//!
//! That is a store's own affair and shows in nothing that replicas compare. This module must never let go of
//! anything that a vat which runs would come back from.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU64;

use crankcase_store::{Batch, BlobHash, Span, Store, StoreError};

use crate::error::KernelError;
use crate::graves::{self, Grave};
use crate::ids::{DeliveryNumber, VatId};
use crate::image;
use crate::recorded::Recorded;
use crate::snapshots::{self, Beginning, Listed, SnapshotRow, Whole};
use crate::tables::Tables;
use crate::tables::rows::{QueueItem, VatStateRow};
use crate::transcript;

/// Which transcripts a store keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Retention {
    /// All of them, from the beginning, and the last two heaps of each vat that runs.
    #[default]
    All,
    /// Of each vat that runs, what came since so many snapshots ago, and the heaps from there on. Of one that
    /// has ended, nothing.
    Spans(NonZeroU64),
}

impl Retention {
    /// What came since the last snapshot of each vat that runs.
    pub const SINCE_SNAPSHOT: Self = Self::Spans(NonZeroU64::MIN);
}

/// How many heaps of a vat are kept where its whole transcript is.
const HEAPS: u64 = 2;

/// From where on transcripts are kept since this process has let go of what is before, so that it need not look
/// again.
#[derive(Debug, Default)]
pub(crate) struct Pruned(BTreeMap<VatId, DeliveryNumber>);

/// What is kept of one vat.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Kept {
    /// The entries before this one need not be kept.
    pub(crate) from: DeliveryNumber,
    /// The snapshots whose heaps are kept.
    pub(crate) snapshots: Vec<SnapshotRow>,
}

/// What is to be kept of a vat.
pub(crate) fn kept(
    retention: Retention,
    recorded: Recorded<'_>,
    vat: VatId,
    state: &VatStateRow,
) -> Result<Kept, KernelError> {
    if !state.is_alive() {
        let from = match retention {
            Retention::All => DeliveryNumber(0),
            Retention::Spans(_) => state.deliveries,
        };
        return Ok(Kept {
            from,
            snapshots: Vec::new(),
        });
    }
    let listed = Listed::new(recorded, vat)?;
    let many = match retention {
        Retention::All => HEAPS,
        Retention::Spans(many) => many.get(),
    };
    let first = listed.len().saturating_sub(many);
    let snapshots = listed.from(first)?;
    let from = match (retention, snapshots.first()) {
        (Retention::Spans(_), Some(row)) if snapshots.len() as u64 == many => row.deliveries,
        _ => DeliveryNumber(0),
    };
    Ok(Kept { from, snapshots })
}

/// Lets go of the transcripts that need not be kept; what a vat comes back from is on the disk and whole before.
pub(crate) fn prune(
    store: &mut Store,
    tables: &Tables,
    retention: Retention,
    (whole, pruned): (&mut Whole, &mut Pruned),
) -> Result<(), KernelError> {
    if retention == Retention::All {
        return Ok(());
    }
    store.sync_blobs()?;
    let graves = graves::stored(store)?;
    let recorded = Recorded { store, block: None };
    let (mut batch, mut done) = (Batch::new(), Vec::new());
    let gone = graves.iter().map(|grave| (grave.vat, &grave.state));
    let all = tables.vats.iter().map(|(vat, state)| (*vat, state));
    for (vat, state) in all.chain(gone) {
        let stream = transcript::stream(vat);
        let kept = kept(retention, recorded, vat, state)?;
        let from = kept.from.0;
        if pruned.0.get(&vat) == Some(&kept.from) {
            continue;
        }
        let spans = recorded.store.spans(&stream)?;
        let until = |span: &Span| span.first + span.count;
        // A vat may have ended without its transcript being closed, before that was done.
        let closed = state.is_alive() || spans.last().map(until) == Some(from);
        if !closed || !spans.iter().any(|span| span.kept && until(span) <= from) {
            continue;
        }
        let heaps: Vec<_> = kept.snapshots.iter().map(|row| row.heap).collect();
        let mut sound = true;
        for heap in heaps {
            sound &= whole.has(recorded.store, heap)?;
        }
        if sound {
            batch.prune(stream, from);
            done.push((vat, kept.from));
        }
    }
    if !batch.is_empty() {
        store.commit(batch)?;
    }
    pruned.0.extend(done);
    Ok(())
}

/// The blobs that the kernel in a store needs: code, and the heaps that are kept. Those in which the store keeps
/// its streams and its checkpoint are not among them. `None` if the list of a heap is damaged, so that nobody
/// knows which they are.
///
/// # Errors
/// When there is no kernel, it is damaged, or the store fails.
pub fn live_blobs(
    store: &Store,
    retention: Retention,
) -> Result<Option<BTreeSet<BlobHash>>, KernelError> {
    live(store, &Tables::load(store)?, retention)
}

pub(crate) fn live(
    store: &Store,
    tables: &Tables,
    retention: Retention,
) -> Result<Option<BTreeSet<BlobHash>>, KernelError> {
    let mut live = code(store, tables)?;
    let recorded = Recorded { store, block: None };
    for (vat, state) in tables.vats.iter() {
        let mut rows = kept(retention, recorded, *vat, state)?.snapshots;
        // What the rest of the transcript rests on, as long as that has not been let go further, and what came
        // after it.
        if let Beginning::At(row) = snapshots::beginning(recorded, *vat, state)? {
            rows.push(row);
            rows.extend(Listed::new(recorded, *vat)?.after(row.deliveries)?);
        }
        for row in rows {
            match snapshots::hashes(store, row.heap)? {
                Ok(hashes) => {
                    live.insert(BlobHash(row.heap.0));
                    live.extend(hashes.into_iter().map(|hash| BlobHash(hash.0)));
                }
                // It was lost before it was on the disk.
                Err(StoreError::NoBlob { .. }) => {}
                Err(_) => return Ok(None),
            }
        }
    }
    Ok(Some(live))
}

/// The code of vats that are there, were there, are to be made, or can be made, and that of the guest.
pub(crate) fn code(store: &Store, tables: &Tables) -> Result<BTreeSet<BlobHash>, KernelError> {
    let mut code: BTreeSet<_> = tables
        .bundles
        .iter()
        .map(|(id, _)| BlobHash(id.0))
        .collect();
    let configs = tables.configs.iter();
    code.extend(configs.map(|(_, config)| BlobHash(config.bundle.0)));
    let graves = graves::stored(store)?;
    let of_grave = |grave: &Grave| BlobHash(grave.config.bundle.0);
    code.extend(graves.iter().map(of_grave));
    let queues = tables.acceptance.iter().chain(tables.run_queue.iter());
    let held = tables.held.iter().map(|(_, item)| item);
    for item in queues.map(|(_, item)| item).chain(held) {
        if let QueueItem::CreateVat { config, .. } = item {
            code.insert(BlobHash(config.bundle.0));
        }
    }
    code.extend(image::kept_image(store)?.and_then(|kept| kept.blob()));
    Ok(code)
}
