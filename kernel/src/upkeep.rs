//! What a store needs from time to time: transcripts that need not be kept are let go, and a checkpoint is made
//! (spec H9, S13).
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
    Ok(())
}
