//! The meters as a host makes, fills and reads them.
//!
//! What a host does is sealed like a crank. Nothing here may run a vat.

use crate::error::KernelError;
use crate::ids::MeterId;
use crate::kernel::Kernel;
use crate::meters::{self, MeterSummary};

impl Kernel {
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
        self.outside(|kernel| Ok(meters::create(&mut kernel.tables, remaining, threshold)))
    }

    /// Adds computrons to a meter. The vats that it pays for and that are paused go on (spec M13).
    ///
    /// # Errors
    /// When there is no such meter.
    pub fn refill(&mut self, meter: MeterId, amount: u128) -> Result<(), KernelError> {
        self.outside(|kernel| {
            if meters::refill(&mut kernel.tables, meter, amount) {
                Ok(())
            } else {
                Err(KernelError::NoSuchMeter(meter))
            }
        })
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
        self.outside(|kernel| {
            if meters::set_threshold(&mut kernel.tables, meter, threshold) {
                Ok(())
            } else {
                Err(KernelError::NoSuchMeter(meter))
            }
        })
    }

    /// All meters, by id.
    #[must_use]
    pub fn meters(&self) -> Vec<MeterSummary> {
        meters::all(&self.tables)
    }
}
