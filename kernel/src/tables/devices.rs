//! The rows of devices: their nodes, what they remember, what they said to the world outside.
//!
//! This module must never ask a device anything, nor judge what it wants; it only keeps the counts.

use crankcase_abi::CapData;

use super::Tables;
use super::keys::StateKey;
use super::rows::{DeviceKind, DeviceRow, NodeRow, OutputRow};
use crate::ids::{DeviceId, KernelRef, NodeNumber, OutputNumber};

impl Tables {
    /// A new device with its root node.
    pub(crate) fn new_device(&mut self, name: &str, kind: DeviceKind) -> KernelRef {
        let device = DeviceId(self.row().next_device);
        self.update_row(|row| row.next_device += 1);
        let name = name.to_owned();
        self.devices.put(device, DeviceRow { name, kind });
        self.node(device, NodeNumber::ROOT)
    }

    /// The device of this name.
    pub(crate) fn device(&self, name: &str) -> Option<DeviceId> {
        let mut devices = self.devices.iter();
        devices
            .find(|(_, row)| row.name == name)
            .map(|(device, _)| *device)
    }

    /// What the kernel calls a node of a device, made where there was none (spec N3).
    pub(crate) fn node(&mut self, device: DeviceId, number: NodeNumber) -> KernelRef {
        if let Some(kref) = self.node_names.get(&(device, number)) {
            return *kref;
        }
        let kref = KernelRef::device(self.row().next_node);
        self.update_row(|row| row.next_node += 1);
        self.nodes.put(kref, NodeRow { device, number });
        self.node_names.put((device, number), kref);
        kref
    }

    /// Changes one row of what a device remembers; the references in it count (spec N4).
    pub(crate) fn remember(
        &mut self,
        device: DeviceId,
        key: String,
        row: Option<CapData<KernelRef>>,
    ) {
        let key = StateKey(device, key);
        if let Some(row) = &row {
            row.slots.iter().for_each(|slot| self.retain(*slot));
        }
        let old = match row {
            Some(row) => {
                let old = self.device_state.get(&key).cloned();
                self.device_state.put(key, row);
                old
            }
            None => self.device_state.remove(&key),
        };
        let slots = old.into_iter().flat_map(|old| old.slots);
        slots.for_each(|slot| self.release(slot));
    }

    /// Appends to the outputs (spec N6).
    pub(crate) fn put_out(&mut self, device: DeviceId, text: String) {
        let number = self.row().next_output;
        self.update_row(|row| row.next_output.0 += 1);
        self.outputs.put(number, OutputRow { device, text });
    }

    /// Deletes the outputs up to this one; gives their numbers.
    pub(crate) fn forget_outputs(&mut self, last: OutputNumber) -> Vec<OutputNumber> {
        let done = self.outputs.range(..=last).map(|(number, _)| *number);
        let done: Vec<_> = done.collect();
        done.iter()
            .for_each(|number| _ = self.outputs.remove(number));
        done
    }
}
