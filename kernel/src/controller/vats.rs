//! The vats as a host sees them.
//!
//! Nothing here may deliver anything to one.

use crankcase_abi::HeapRoot;

use crate::crank::watch::Watch;
use crate::error::KernelError;
use crate::ids::{DeliveryNumber, VatId};
use crate::kernel::Kernel;
use crate::observer::{Observer, Silent};
use crate::recorded::Recorded;
use crate::snapshots;
use crate::summary::{SnapshotSummary, VatSummary};
use crate::transcript::TranscriptEntry;

impl Kernel {
    /// The static vat with this name. Dynamic vats are called as their makers like, so hosts know them by their
    /// ids.
    ///
    /// # Errors
    /// When there is none.
    pub fn vat_named(&self, name: &str) -> Result<VatId, KernelError> {
        let mut vats = self.tables.configs.iter();
        let found = vats.find(|(_, config)| !config.dynamic && config.name == name);
        found
            .map(|(vat, _)| *vat)
            .ok_or_else(|| KernelError::NoSuchVat(name.to_owned()))
    }

    /// All vats, by id, but for dynamic ones of which nothing is left: those are in [`Self::gone`].
    #[must_use]
    pub fn vats(&self) -> Vec<VatSummary> {
        let vats = self.tables.configs.iter();
        vats.filter_map(|(id, config)| {
            let state = self.tables.vats.get(id)?;
            Some(VatSummary::of(*id, config, state))
        })
        .collect()
    }

    /// The heap hash of a vat, which is brought into memory for it; `None` once it has ended.
    ///
    /// # Errors
    /// When there is no such vat, it cannot be brought back, or an earlier call failed half way.
    pub fn heap_root(&mut self, vat: VatId) -> Result<Option<HeapRoot>, KernelError> {
        self.check_running()?;
        let no_such = || KernelError::NoSuchVat(vat.to_string());
        let config = self.tables.configs.get(&vat).ok_or_else(no_such)?;
        let state = self.tables.vats.get(&vat).ok_or_else(no_such)?;
        if !state.is_alive() {
            return Ok(None);
        }
        let mut unwatched = Silent;
        let mut watch = Watch::new(&mut unwatched, self.tables.row().crank);
        let recorded = Recorded {
            store: &self.store,
            block: Some(&self.block),
        };
        let known = (vat, config, state);
        let worker = self.warehouse.worker(recorded, known, &mut watch)?;
        Ok(Some(worker.heap_root()?))
    }

    /// Takes a snapshot of every vat that has had deliveries since its last one and has not ended, which are
    /// brought into memory for it one after the other (spec H7). Replicas have to do this at the same point of
    /// their history. Gives the vats and what it cost.
    ///
    /// # Errors
    /// When a vat cannot be brought back, the store fails, or an earlier call failed half way; nothing changes
    /// then.
    pub fn snapshot_all(
        &mut self,
        observer: &mut dyn Observer,
    ) -> Result<Vec<(VatId, SnapshotSummary)>, KernelError> {
        self.outside(|kernel| {
            let mut watch = Watch::new(observer, kernel.tables.row().crank);
            let mut taken = Vec::new();
            for (vat, state) in kernel.tables.vats.iter() {
                let last = state
                    .snapshot
                    .map_or(DeliveryNumber(0), |row| row.deliveries);
                let Some(config) = kernel.tables.configs.get(vat) else {
                    continue;
                };
                if state.is_alive() && state.deliveries > last {
                    let recorded = Recorded {
                        store: &kernel.store,
                        block: Some(&kernel.block),
                    };
                    let known = (*vat, config, state);
                    kernel.warehouse.worker(recorded, known, &mut watch)?;
                    let store = &mut kernel.store;
                    let (summary, _) = kernel.warehouse.snapshot(store, *vat, &mut watch)?;
                    taken.push((*vat, summary));
                }
            }
            for (vat, snapshot) in &taken {
                let (block, tables) = (&mut kernel.block, &mut kernel.tables);
                block.record_snapshot(tables, *vat, snapshot.heap, true);
                kernel.warehouse.forget_base(*vat);
            }
            Ok(taken)
        })
    }

    /// The committed transcript of a vat, as far as it is kept.
    ///
    /// # Errors
    /// When the store fails or an entry is damaged.
    pub fn transcript(&self, vat: VatId) -> Result<Vec<TranscriptEntry>, KernelError> {
        let recorded = Recorded {
            store: &self.store,
            block: None,
        };
        let from = snapshots::kept_from(recorded, vat)?;
        let entries = recorded.entries(vat, from)?;
        let numbered = (from.0..).zip(entries);
        let read = |(at, bytes): (u64, Result<Vec<u8>, KernelError>)| {
            TranscriptEntry::from_bytes(&bytes?, vat, DeliveryNumber(at))
        };
        numbered.map(read).collect()
    }
}
