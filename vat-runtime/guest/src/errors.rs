//! From errors of the engine to ends of the vat, and to text that a person can use.

use boa_engine::error::{EngineError, RuntimeLimitError};
use boa_engine::{Context, JsError};
use crankcase_abi::VatFault;

/// What an error that nobody caught means for the vat: a limit or a fault of the engine has a name of its
/// own, anything that vat code threw is a failed start.
pub fn vat_fault(error: &JsError, context: &mut Context) -> VatFault {
    match error.as_engine() {
        Some(EngineError::RuntimeLimit(RuntimeLimitError::Recursion | RuntimeLimitError::StackSize)) => {
            VatFault::StackLimit
        }
        Some(other) => VatFault::EngineFault(other.to_string()),
        None => VatFault::Failed(describe(error, context)),
    }
}

/// The error as one text: name, message and, if there is one, where it was thrown.
pub fn describe(error: &JsError, _context: &mut Context) -> String {
    error.to_string()
}
