//! Meters: whom they pay for, and who waits for a refill (spec M8).

use super::{Check, Violation};
use crate::tables::rows::VatConfigRow;

impl Check<'_> {
    pub(super) fn meters(&mut self) {
        let tables = self.tables;
        let next = tables.row().next_meter;
        let mut beyond = tables.meters.iter().map(|(meter, _)| *meter);
        if let Some(meter) = beyond.find(|meter| meter.0 >= next) {
            let name = meter.to_string();
            self.found.push(Violation::NotGivenOut { name });
        }
        for (vat, config) in tables.configs.iter() {
            if !self.is_well_metered(config) {
                self.found.push(Violation::Metered { vat: *vat });
            }
        }
    }

    /// Only dynamic vats are metered, by meters that there are.
    pub(super) fn is_well_metered(&self, config: &VatConfigRow) -> bool {
        let Some(used) = config.meter else {
            return true;
        };
        config.dynamic && self.tables.meters.get(&used.meter).is_some()
    }
}
