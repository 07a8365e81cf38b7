//! Devices: their names and nodes are one to one, and what they remember and said is of devices that are there
//! (spec N3, N4, N6).

use std::collections::BTreeSet;

use super::{Check, Violation};
use crate::devices::VAT_ADMIN;
use crate::ids::{KernelRef, NodeNumber};
use crate::tables::rows::DeviceKind;

impl Check<'_> {
    pub(super) fn devices(&mut self) {
        let tables = self.tables;
        let row = tables.row();
        let mut names = BTreeSet::new();
        for (device, found) in tables.devices.iter() {
            let name = device.to_string();
            if device.0 >= row.next_device {
                self.found.push(Violation::NotGivenOut { name });
                continue;
            }
            let kind = match found.name.as_str() {
                VAT_ADMIN => DeviceKind::VatAdmin,
                _ => DeviceKind::Host,
            };
            let rooted = tables.node_names.get(&(*device, NodeNumber::ROOT));
            if found.kind != kind || rooted.is_none() || !names.insert(&found.name) {
                self.found.push(Violation::BadDevice { name });
            }
        }
        for (kref, node) in tables.nodes.iter() {
            let named = tables.node_names.get(&(node.device, node.number));
            if named != Some(kref) || tables.devices.get(&node.device).is_none() {
                let name = kref.to_string();
                self.found.push(Violation::BadDevice { name });
            }
        }
        // None is ever deleted; devices take that for granted.
        let last = KernelRef::FIRST_DEVICE + tables.nodes.iter().count() as u64;
        if last != row.next_node {
            let name = KernelRef::device(last).to_string();
            self.found.push(Violation::BadDevice { name });
        }
        let keys = tables.device_state.iter().map(|(key, _)| key);
        let bad = keys.filter(|key| {
            tables.devices.get(&key.0).is_none() || !crate::crank::is_store_key(&key.1)
        });
        self.found.extend(bad.map(|key| Violation::BadDevice {
            name: key.0.to_string(),
        }));
        for (number, output) in tables.outputs.iter() {
            let name = format!("output {number}");
            if *number >= row.next_output {
                self.found.push(Violation::NotGivenOut { name });
            } else if tables.devices.get(&output.device).is_none() {
                self.found.push(Violation::BadDevice { name });
            }
        }
    }
}
