//! The devices as the kernel's host sees them: inputs and outputs.
//!
//! An input is sealed like what a host sends; what was acknowledged is nobody else's business. It must never
//! show an output that a crash could take back.

use crankcase_abi::CapData;

use super::Output;
use crate::error::KernelError;
use crate::ids::{DeviceId, KernelRef, OutputNumber};
use crate::inbound;
use crate::kernel::Kernel;
use crate::tables::keys::StateKey;
use crate::tables::rows::OutputRow;

impl Kernel {
    /// Gives something from outside to a device of the host; what the device tells the host about it
    /// (spec N5).
    ///
    /// # Errors
    /// When the application has no such device, or it refuses the input; nothing changes then.
    pub fn device_input(&mut self, device: &str, input: &str) -> Result<String, KernelError> {
        self.outside(|kernel| {
            let devices = &kernel.options.devices;
            inbound::device_input(&mut kernel.tables, devices, device, input)
        })
    }

    /// What a device remembers: keys and values, in the order of the keys; nothing for a device that there is not.
    pub fn device_state(&self, device: &str) -> impl Iterator<Item = (&str, &CapData<KernelRef>)> {
        let id = self.tables.device(device);
        let of_it = |id: DeviceId| {
            self.tables
                .device_state
                .range(StateKey(id, String::new())..)
        };
        let rows = id.into_iter().flat_map(of_it);
        rows.take_while(move |(key, _)| Some(key.0) == id)
            .map(|(key, row)| (key.1.as_str(), row))
    }

    /// What devices said to the world outside, as far as it is durable and was not acknowledged, in order
    /// (spec N6).
    #[must_use]
    pub fn outputs(&self) -> Vec<Output> {
        let durable = self.tables.outputs.range(..self.block.durable_outputs());
        let output = |(number, row): (&OutputNumber, &OutputRow)| {
            let device = self.tables.devices.get(&row.device)?;
            Some(Output {
                number: *number,
                device: device.name.clone(),
                text: row.text.clone(),
            })
        };
        durable.filter_map(output).collect()
    }

    /// Forgets the outputs up to this one, since they have reached whomever they were for. That is durable with
    /// the next commit, and enters no hash (spec N6).
    ///
    /// # Errors
    /// When there is no such output yet; nothing changes then.
    pub fn acknowledge(&mut self, last: OutputNumber) -> Result<(), KernelError> {
        if last >= self.block.durable_outputs() {
            return Err(KernelError::NoSuchOutput(last));
        }
        self.outside(|kernel| {
            kernel.tables.forget_outputs(last);
            kernel.block.acknowledge(&mut kernel.tables);
            Ok(())
        })
    }
}
