//! The kernel's own device: the node by which the vat `vatAdmin` makes and rules vats.
//!
//! What it does is done in the tables, within the crank of the vat that calls it, and so is undone with that. It
//! must never change anything in a call that fails.

use crankcase_abi::CapData;

use crate::ids::{KernelRef, NodeNumber};
use crate::tables::Tables;

/// Answers a call; the error is what the caller sees thrown.
pub(crate) fn invoke(
    _tables: &mut Tables,
    _node: NodeNumber,
    method: &str,
    _args: &CapData<KernelRef>,
) -> Result<CapData<KernelRef>, CapData<KernelRef>> {
    Err(CapData::error(&format!(
        "the device \"vatAdmin\" has no method {method:?}"
    )))
}
