//! What a store needs from time to time: transcripts that need not be kept are let go, a checkpoint is made, and
//! the blobs go that nothing needs any more (spec H9, S13, S8).
//!
//! It is done right after a commit, so that nothing is under way. It must never change what replicas compare.

use crankcase_store::Store;

use crate::error::KernelError;
use crate::retention::{self, Pruned, Retention};
use crate::snapshots::Whole;
use crate::tables::Tables;

/// Does all of it.
pub(crate) fn keep_up(
    store: &mut Store,
    tables: &Tables,
    retention: Retention,
    (whole, pruned): (&mut Whole, &mut Pruned),
) -> Result<(), KernelError> {
    retention::prune(store, tables, retention, (whole, pruned))?;
    store.checkpoint()?;
    // If the list of a heap is damaged nobody knows what it needs: then all stays.
    if let Some(live) = retention::live(store, tables, retention)? {
        whole.retain(&live);
        store.sweep(live)?;
    }
    Ok(())
}
