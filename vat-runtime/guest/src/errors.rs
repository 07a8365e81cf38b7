//! From errors of the engine to ends of the vat, and to text that a person can use.
//!
//! Looking at an error never runs vat code.

use boa_engine::builtins::error::Error;
use boa_engine::error::{EngineError, RuntimeLimitError};
use boa_engine::object::JsObject;
use boa_engine::{Context, JsError, JsString, JsValue, js_string};
use crankcase_abi::VatFault;

use crate::console;
use crate::passing::inspect::lookup;

/// What an error that nobody caught means for the vat: a limit or a fault of the engine has a name of its
/// own, anything that vat code threw is a failed start.
pub fn vat_fault(error: &JsError, context: &mut Context) -> VatFault {
    match error.as_engine() {
        Some(_) if is_stack_limit(error) => VatFault::StackLimit,
        Some(other) => VatFault::EngineFault(other.to_string()),
        None => VatFault::Failed(describe(error, context)),
    }
}

/// Whether a limit of the stack is behind an error (spec E18.3). Where the engine does not expect one it reports an
/// internal fault with the limit as its source.
fn is_stack_limit(error: &JsError) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        let inner = error
            .downcast_ref::<JsError>()
            .or_else(|| error.downcast_ref::<Box<JsError>>().map(AsRef::as_ref));
        if matches!(
            inner.and_then(JsError::as_engine),
            Some(EngineError::RuntimeLimit(
                RuntimeLimitError::Recursion | RuntimeLimitError::StackSize
            ))
        ) {
            return true;
        }
        cause = error.source();
    }
    false
}

/// What was thrown, as one text: of an error its name, message, where it was made, and its causes.
pub fn describe(error: &JsError, context: &mut Context) -> String {
    let Ok(thrown) = error.clone().into_opaque(context) else {
        return error.to_string();
    };
    match thrown.as_object().filter(JsObject::is::<Error>) {
        Some(error) => console::error_text(&error, context),
        None => format!("thrown: {}", console::inspect(&thrown, context)),
    }
}

/// `Name: message`, from properties that hold strings.
pub(crate) fn title(error: &JsObject) -> String {
    let (name, message) = name_and_message(error);
    titled(&name, &message)
}

/// A name with a message, if there is one.
pub(crate) fn titled(name: &str, message: &str) -> String {
    if message.is_empty() {
        name.to_owned()
    } else {
        format!("{name}: {message}")
    }
}

/// The name and the message of an error, as far as these are strings.
pub(crate) fn name_and_message(error: &JsObject) -> (String, String) {
    let text = |name: JsString| {
        let found = lookup(error, &name.into());
        found
            .and_then(|found| found.value().and_then(JsValue::as_string))
            .map(|text| text.to_std_string_lossy())
    };
    let name = text(js_string!("name")).unwrap_or_else(|| "Error".to_owned());
    (name, text(js_string!("message")).unwrap_or_default())
}

/// Where an error was made: a line for each call, with module, line and column. Empty if nobody knows.
/// Vat code never sees it (spec E13.1). Code made from a string has the name of its source (spec E13.6).
pub(crate) fn stack(error: &JsObject) -> String {
    let error = error.downcast_ref::<Error>();
    let trace = error.and_then(|error| error.trace()).unwrap_or_default();
    // Steps of the engine that have no name, as going on after an await, tell nobody anything.
    let named = trace.lines().filter(|line| line.trim() != "at native");
    named.collect::<Vec<_>>().join("\n")
}
