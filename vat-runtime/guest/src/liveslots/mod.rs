//! The supervisor of a vat.

use boa_engine::Context;
use crankcase_abi::{Bundle, CapData, Resolution, VatFault, VatRef};

use crate::modules;

/// Evaluates the bundle and makes the root object.
pub fn start_vat(
    bundle: Bundle,
    _parameters: &CapData<VatRef>,
    context: &mut Context,
) -> Result<(), VatFault> {
    let _namespace = modules::evaluate(bundle, context)?;
    Ok(())
}

/// Delivers a message.
pub fn message(
    _target: VatRef,
    _methargs: &CapData<VatRef>,
    _result: Option<VatRef>,
    _context: &mut Context,
) -> Result<(), VatFault> {
    Ok(())
}

/// Delivers resolutions.
pub fn notify(_resolutions: &[Resolution], _context: &mut Context) -> Result<(), VatFault> {
    Ok(())
}
