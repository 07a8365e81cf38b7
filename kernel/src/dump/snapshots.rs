//! The snapshots of vats, as a dump shows them.

use serde::Serialize;

use crate::snapshots::SnapshotRow;

/// A snapshot of a vat.
#[derive(Clone, Debug, Serialize)]
pub struct DumpSnapshot {
    /// How many deliveries the vat had had.
    pub deliveries: u64,
    /// The hash of its heap.
    pub heap: String,
}

impl From<SnapshotRow> for DumpSnapshot {
    fn from(row: SnapshotRow) -> Self {
        Self {
            deliveries: row.deliveries.0,
            heap: row.heap.to_string(),
        }
    }
}
