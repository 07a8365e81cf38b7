//! The vats as a host sees them.
//!
//! Nothing here may deliver anything to one.

use crankcase_abi::HeapRoot;

use crate::crank::watch::Watch;
use crate::error::KernelError;
use crate::ids::{DeliveryNumber, VatId};
use crate::kernel::Kernel;
use crate::observer::Silent;
use crate::recorded::Recorded;
use crate::summary::VatSummary;
use crate::transcript::{self, TranscriptEntry};

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

    /// The committed transcript of a vat.
    ///
    /// # Errors
    /// When the store fails or an entry is damaged.
    pub fn transcript(&self, vat: VatId) -> Result<Vec<TranscriptEntry>, KernelError> {
        let mut entries = Vec::new();
        for bytes in self.store.read_stream(&transcript::stream(vat), 0)? {
            let at = DeliveryNumber(entries.len() as u64);
            entries.push(TranscriptEntry::from_bytes(&bytes?, vat, at)?);
        }
        Ok(entries)
    }
}
