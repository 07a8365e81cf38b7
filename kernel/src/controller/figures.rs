//! What a kernel has come to: sums, hashes, the test log, everything it knows.
//!
//! Nothing here may change anything.

use crankcase_store::Store;

use crate::check::{self, Violation};
use crate::crank::commit::Block;
use crate::dump::{self, Dump};
use crate::error::KernelError;
use crate::ids::{ActivityHash, GenesisHash, VatId};
use crate::kernel::Kernel;
use crate::summary::Statistics;
use crate::tables::Tables;
use crate::transcript;

impl Kernel {
    /// How much there is of everything, and how often things have happened.
    #[must_use]
    pub fn statistics(&self) -> Statistics {
        let (tables, row) = (&self.tables, self.tables.row());
        let alive = tables.vats.iter().filter(|(_, state)| state.is_alive());
        Statistics {
            cranks: row.crank.0,
            computrons: row.computrons,
            counters: row.counters,
            vats_made: row.next_vat - VatId::FIRST,
            vats: alive.count(),
            objects: tables.objects.len(),
            promises: tables.promises.len(),
            clist_entries: tables.clist.len(),
            store_entries: tables.vats.iter().map(|(_, state)| state.stored).sum(),
            accepted: tables.acceptance.len(),
            run_queue: tables.run_queue.len(),
            waiting: tables.waiting.len(),
            reap_queue: tables.reap_queue.len(),
            gc_actions: tables.gc_actions.len(),
            cleanups: tables.terminated.len(),
            pins: tables.pins.len(),
            bundles: tables.bundles.len(),
            outputs: tables.outputs.len(),
        }
    }

    /// The hash over everything that has happened.
    #[must_use]
    pub fn activity_hash(&self) -> ActivityHash {
        self.block.activity()
    }

    /// The identity of the application that the kernel was made from.
    #[must_use]
    pub fn genesis_hash(&self) -> GenesisHash {
        self.tables.row().genesis
    }

    /// What vats passed to `testLog`, committed or not.
    ///
    /// # Errors
    /// When the store fails.
    pub fn test_log(&self) -> Result<Vec<String>, KernelError> {
        let mut lines = Vec::new();
        for line in self.store.read_stream(transcript::TEST_LOG, 0)? {
            lines.push(String::from_utf8_lossy(&line?).into_owned());
        }
        lines.extend(
            self.block
                .test_log()
                .map(|line| String::from_utf8_lossy(line).into_owned()),
        );
        Ok(lines)
    }

    /// Every way in which the tables contradict themselves; none in a sound kernel. Looks at everything the
    /// kernel knows, so it is for tests and tools.
    ///
    /// # Errors
    /// When the store fails.
    pub fn violations(&self) -> Result<Vec<Violation>, KernelError> {
        let mut found = check::violations(&self.tables);
        found.extend(check::stored_rows(&self.tables, &self.store)?);
        Ok(found)
    }

    /// Everything the kernel knows, for people.
    ///
    /// # Errors
    /// When the store fails.
    pub fn dump(&self) -> Result<Dump, KernelError> {
        dump::dump(&self.tables, &self.store, self.block.activity())
    }
}

/// Everything that the kernel in a store knows, without running anything.
///
/// # Errors
/// When there is none, or it is damaged.
pub fn inspect(store: &Store) -> Result<Dump, KernelError> {
    let tables = Tables::load(store)?;
    dump::dump(&tables, store, Block::after(store, &tables)?.activity())
}
