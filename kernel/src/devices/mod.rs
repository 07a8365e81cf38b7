//! N: devices: what vats may call and be answered at once (spec N1 to N9).
//!
//! A device of the host is a Rust value behind [`Device`]; what it remembers and says is in the kernel's
//! tables, so that it is undone with the crank. This module must never let a device change a table by itself.

mod outside;
mod powers;
pub(crate) mod vat_admin;

use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use crankcase_abi::CapData;

use crate::error::KernelError;
use crate::ids::{DeviceId, KernelRef, NodeNumber, OutputNumber};
use crate::tables::Tables;
use crate::tables::rows::DeviceKind;
pub use powers::DevicePowers;

/// The name of the device that the kernel answers for itself.
pub(crate) const VAT_ADMIN: &str = "vatAdmin";

/// A device of the host: something outside of all vats that vats may call and be answered at once.
///
/// A device must be a function of what it is given: of the call, and of what it reads through its powers. All
/// that it remembers goes through [`DevicePowers::set`]; it has no other memory, and looks at no clock and no
/// randomness. Otherwise replicas differ. What a call of a vat brings was chosen by that vat and is hostile.
pub trait Device {
    /// Answers the call of a method of one of the device's nodes (spec N2). `args` is the list of its
    /// arguments, as a smallcaps body; so is the answer, of any value. Neither has promises.
    ///
    /// # Errors
    /// What the caller is to see thrown. Nothing that the device did in the call is kept then.
    fn invoke(
        &self,
        node: NodeNumber,
        method: &str,
        args: &CapData<KernelRef>,
        powers: &mut DevicePowers<'_>,
    ) -> Result<CapData<KernelRef>, DeviceError>;

    /// Takes something from the world outside (spec N5). What it gives back is for the host.
    ///
    /// # Errors
    /// Why the device refuses it. Nothing that the device did is kept then.
    fn input(&self, input: &str, powers: &mut DevicePowers<'_>) -> Result<String, String>;
}

/// What a device failed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceError(pub CapData<KernelRef>);

impl<T: AsRef<str>> From<T> for DeviceError {
    /// An `Error` with this message.
    fn from(message: T) -> Self {
        Self(CapData::error(message.as_ref()))
    }
}

/// The devices that a host offers, by name.
#[derive(Clone, Default)]
pub struct Devices(BTreeMap<String, Rc<dyn Device>>);

impl Devices {
    /// None.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// These and one more, which replaces one of the same name.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, device: impl Device + 'static) -> Self {
        self.0.insert(name.into(), Rc::new(device));
        self
    }

    fn get(&self, name: &str) -> Option<&dyn Device> {
        self.0.get(name).map(|device| &**device)
    }

    /// Refuses an application with a device that the host does not offer (spec N1).
    pub(crate) fn check(&self, tables: &Tables) -> Result<(), KernelError> {
        for (_, row) in tables.devices.iter() {
            if row.kind == DeviceKind::Host && self.get(&row.name).is_none() {
                return Err(KernelError::NoDevice(row.name.clone()));
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Devices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// Something that a device said to the world outside (spec N6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Its number.
    pub number: OutputNumber,
    /// The name of the device.
    pub device: String,
    /// What it said.
    pub text: String,
}

/// A call of a device, all checked: the node is there, and the arguments hold no promises.
pub(crate) struct DeviceCall {
    pub(crate) node: KernelRef,
    pub(crate) method: String,
    pub(crate) args: CapData<KernelRef>,
}

/// What a call came to.
pub(crate) struct Answer {
    /// The answer, or what the device failed with.
    pub(crate) result: Result<CapData<KernelRef>, CapData<KernelRef>>,
    /// What the device did weighs so much, in bytes (spec N7).
    pub(crate) weight: usize,
}

/// Makes a call (spec N2): of the kernel's own device, or of one of the host.
pub(crate) fn call(tables: &mut Tables, devices: &Devices, call: &DeviceCall) -> Answer {
    let DeviceCall { node, method, args } = call;
    let row = *tables.nodes.get(node).expect("a node that was looked up");
    let device = tables.devices.get(&row.device).expect("a node has one");
    if device.kind == DeviceKind::VatAdmin {
        return Answer {
            result: vat_admin::invoke(tables, row.number, method, args),
            weight: 0,
        };
    }
    let device = devices
        .get(&device.name)
        .expect("the host offers every device; that was checked");
    let mut powers = DevicePowers::new(tables, row.device, &args.slots);
    let answer = device.invoke(row.number, method, args, &mut powers);
    let work = powers.finish(answer.as_ref().unwrap_or_else(|failed| &failed.0));
    match (answer, work) {
        (Ok(answer), Ok(work)) => {
            let weight = work.weight();
            work.apply(tables, row.device);
            Answer {
                result: Ok(answer),
                weight,
            }
        }
        (Err(DeviceError(failed)), Ok(_)) => Answer {
            result: Err(without_new_nodes(tables, failed)),
            weight: 0,
        },
        (_, Err(why)) => Answer {
            result: Err(CapData::error(&why)),
            weight: 0,
        },
    }
}

/// What a device failed with. The nodes that it named only in this call are none, since nothing of it is kept.
fn without_new_nodes(tables: &Tables, failed: CapData<KernelRef>) -> CapData<KernelRef> {
    match failed.slots.iter().find(|slot| !tables.exists(**slot)) {
        Some(kref) => CapData::error(&format!("a device used {kref}, which it does not hold")),
        None => failed,
    }
}

/// Gives a device something from outside (spec N5); what it did is in the tables when it did not refuse.
pub(crate) fn input(
    tables: &mut Tables,
    devices: &Devices,
    name: &str,
    input: &str,
) -> Result<String, KernelError> {
    let no_such = || KernelError::NoSuchDevice(name.to_owned());
    let id: DeviceId = tables.device(name).ok_or_else(no_such)?;
    // The kernel's own device takes none, also where a host offers one of its name.
    let row = tables.devices.get(&id);
    let of_host = row.is_some_and(|row| row.kind == DeviceKind::Host);
    let device = devices.get(name).filter(|_| of_host).ok_or_else(no_such)?;
    let refused = |reason| KernelError::Refused {
        device: name.to_owned(),
        reason,
    };
    let mut powers = DevicePowers::new(tables, id, &[]);
    let said = device.input(input, &mut powers).map_err(refused)?;
    let work = powers.finish(&CapData::undefined()).map_err(refused)?;
    work.apply(tables, id);
    Ok(said)
}
