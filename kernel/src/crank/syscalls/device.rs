//! Calls of devices, which are answered at once (spec P7.7, N2).
//!
//! What the caller says is checked here; what the device does is its own. Nothing here may be answered from
//! anything but the tables and the device.

use crankcase_abi::{CapData, IllegalSyscall, RefKind, SyscallResult, VatRef};

use super::{Effect, MAX_BODY, Planner, illegal};
use crate::devices::{self, DeviceCall, Devices};
use crate::ids::VatId;
use crate::tables::Tables;

impl Planner<'_> {
    /// The device is in the vat's c-list, and its arguments are no promises.
    pub(super) fn call_now(
        &mut self,
        device: VatRef,
        method: &str,
        args: &CapData<VatRef>,
    ) -> Result<DeviceCall, IllegalSyscall> {
        let known = self.tables.to_kernel(self.vat, device);
        let Some(node) = known.filter(|kref| kref.kind() == RefKind::Device) else {
            return illegal(format!("call of {device}, which is no device of this vat"));
        };
        if method.len() > MAX_BODY {
            return illegal("the name of a method that is too long");
        }
        if let Some(promise) = args.slots.iter().find(|slot| slot.is_promise()) {
            return illegal(format!("call of a device with {promise}, a promise"));
        }
        let args = self.data(args)?;
        let method = method.to_owned();
        Ok(DeviceCall { node, method, args })
    }
}

/// Makes the call; what the answer mentions is imported (spec R4).
pub(super) fn apply(
    tables: &mut Tables,
    devices: &Devices,
    vat: VatId,
    call: &DeviceCall,
) -> Effect {
    let answer = devices::call(tables, devices, call);
    let failed = answer.result.is_err();
    let (Ok(data) | Err(data)) = answer.result;
    let slots = data.slots.iter().map(|slot| tables.import(vat, *slot));
    let slots = slots.collect();
    let body = data.body;
    let data = CapData { body, slots };
    Effect::Called(SyscallResult::Called { failed, data }, answer.weight)
}
