//! What a host does about the lives of vats: paying for them, ending them, looking back at those that are gone.
//!
//! What a host does is sealed like a crank. This module must never run a vat.

use crankcase_store::Store;

use crate::crank::{self, route, watch::Watch};
use crate::end::{self, Ending};
use crate::error::KernelError;
use crate::garbage;
use crate::graves::{self, Grave};
use crate::ids::{MeterId, VatId};
use crate::kernel::{Kernel, VatSummary};
use crate::meters::{self, MeterSummary};
use crate::observer::Silent;

impl Kernel {
    /// Ends a vat as a failure, for this reason.
    ///
    /// # Errors
    /// When there is no such vat, it has ended, or it is critical; nothing changes then.
    pub fn terminate_vat(&mut self, vat: VatId, reason: &str) -> Result<(), KernelError> {
        self.check_running()?;
        let no_such = || KernelError::NoSuchVat(vat.to_string());
        let config = self.tables.configs.get(&vat).ok_or_else(no_such)?;
        if !self.tables.is_alive(vat) {
            return Err(KernelError::Ended(config.name.clone()));
        }
        end::terminate(&mut self.tables, vat, &Ending::failure(reason));
        let mut unwatched = Silent;
        let mut watch = Watch::new(&mut unwatched, self.tables.row().crank);
        crank::part(self, &mut watch, false)?;
        route::accepted(&mut self.tables);
        garbage::collect(&mut self.tables);
        self.block.seal(&mut self.tables);
        Ok(())
    }

    /// A new meter; one without `remaining` never runs out. `vatAdmin` is told when a delivery leaves it with
    /// less than the threshold. Both are in computrons.
    ///
    /// # Errors
    /// Only after an earlier failure.
    pub fn create_meter(
        &mut self,
        remaining: Option<u128>,
        threshold: u128,
    ) -> Result<MeterId, KernelError> {
        self.check_running()?;
        let meter = meters::create(&mut self.tables, remaining, threshold);
        self.block.seal(&mut self.tables);
        Ok(meter)
    }

    /// Adds computrons to a meter.
    ///
    /// # Errors
    /// When there is no such meter.
    pub fn refill(&mut self, meter: MeterId, amount: u128) -> Result<(), KernelError> {
        self.check_running()?;
        if !meters::add(&mut self.tables, meter, amount) {
            return Err(KernelError::NoSuchMeter(meter));
        }
        self.block.seal(&mut self.tables);
        Ok(())
    }

    /// Sets the threshold of a meter, in computrons.
    ///
    /// # Errors
    /// When there is no such meter.
    pub fn set_meter_threshold(
        &mut self,
        meter: MeterId,
        threshold: u128,
    ) -> Result<(), KernelError> {
        self.check_running()?;
        if !meters::set_threshold(&mut self.tables, meter, threshold) {
            return Err(KernelError::NoSuchMeter(meter));
        }
        self.block.seal(&mut self.tables);
        Ok(())
    }

    /// All meters, by id.
    #[must_use]
    pub fn meters(&self) -> Vec<MeterSummary> {
        meters::all(&self.tables)
    }

    fn check_running(&self) -> Result<(), KernelError> {
        match self.stopped {
            true => Err(KernelError::Stopped),
            false => Ok(()),
        }
    }

    /// The dynamic vats that have ended and of which nothing is left, in the order in which that was so.
    ///
    /// # Errors
    /// When the store fails or is damaged.
    pub fn gone(&self) -> Result<Vec<VatSummary>, KernelError> {
        let mut gone = gone(&self.store)?;
        for bytes in self.block.graves() {
            gone.push(summary(&Grave::from_bytes(bytes)?));
        }
        Ok(gone)
    }
}

/// The dynamic vats in a store that have ended and of which nothing is left.
///
/// # Errors
/// When the store fails or is damaged.
pub fn gone(store: &Store) -> Result<Vec<VatSummary>, KernelError> {
    Ok(graves::stored(store)?.iter().map(summary).collect())
}

fn summary(grave: &Grave) -> VatSummary {
    VatSummary::of(grave.vat, &grave.config, &grave.state)
}
