//! H: which transcripts and heaps a store keeps (spec H9).
//!
//! That is a store's own affair and shows in nothing that replicas compare. This module must never let go of
//! anything that a vat which runs would come back from.

use std::collections::BTreeSet;
use std::num::NonZeroU64;

use crankcase_store::{BlobHash, Store, StoreError};

use crate::error::KernelError;
use crate::graves::{self, Grave};
use crate::ids::{DeliveryNumber, VatId};
use crate::recorded::Recorded;
use crate::snapshots::{self, Listed, SnapshotRow};
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
    let rows = (first..listed.len()).map(|place| listed.get(place));
    let snapshots = rows.collect::<Result<Vec<_>, _>>()?;
    let mut from = DeliveryNumber(0);
    if let (Retention::Spans(_), Some(row)) = (retention, snapshots.first())
        && snapshots.len() as u64 == many
        && snapshots::is_there(recorded.store, row.heap)?
    {
        from = row.deliveries;
    }
    Ok(Kept { from, snapshots })
}

/// Lets go of the transcripts that need not be kept; what a vat comes back from is on the disk before. True if
/// there were any.
pub(crate) fn prune(
    store: &mut Store,
    tables: &Tables,
    retention: Retention,
) -> Result<bool, KernelError> {
    if retention == Retention::All {
        return Ok(false);
    }
    store.sync_blobs()?;
    let graves = graves::stored(store)?;
    let recorded = Recorded { store, block: None };
    let mut batch = crankcase_store::Batch::new();
    let gone = graves.iter().map(|grave| (grave.vat, &grave.state));
    let all = tables.vats.iter().map(|(vat, state)| (*vat, state));
    for (vat, state) in all.chain(gone) {
        let stream = transcript::stream(vat);
        let from = kept(retention, recorded, vat, state)?.from.0;
        let mut spans = recorded.store.spans(&stream)?.into_iter();
        if spans.any(|span| span.kept && span.first + span.count <= from) {
            batch.prune(stream, from);
        }
    }
    let any = !batch.is_empty();
    if any {
        store.commit(batch)?;
    }
    Ok(any)
}

/// The blobs that the kernel in a store needs: code, and the heaps that are kept. Those in which the store keeps
/// its streams and its checkpoint are not among them.
///
/// # Errors
/// When there is no kernel, it is damaged, or the store fails.
pub fn live_blobs(store: &Store, retention: Retention) -> Result<BTreeSet<BlobHash>, KernelError> {
    live(store, &Tables::load(store)?, retention)
}

fn live(
    store: &Store,
    tables: &Tables,
    retention: Retention,
) -> Result<BTreeSet<BlobHash>, KernelError> {
    let mut live = code(store, tables)?;
    let recorded = Recorded { store, block: None };
    for (vat, state) in tables.vats.iter() {
        for row in kept(retention, recorded, *vat, state)?.snapshots {
            live.insert(BlobHash(row.heap.0));
            match snapshots::hashes(store, row.heap)? {
                Ok(hashes) => live.extend(hashes.into_iter().map(|hash| BlobHash(hash.0))),
                // Nothing comes back from it any more.
                Err(StoreError::NoBlob { .. } | StoreError::DamagedBlob { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
    }
    Ok(live)
}

/// The code of vats that are there, were there, are to be made, or can be made.
fn code(store: &Store, tables: &Tables) -> Result<BTreeSet<BlobHash>, KernelError> {
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
    Ok(code)
}
