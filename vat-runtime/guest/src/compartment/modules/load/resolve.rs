//! From a source to a record: what its imports mean in the compartment it is loaded in.

use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsFunction;
use boa_engine::{Context, JsResult, JsString, JsValue};
use boa_gc::Gc;

use crate::compartment::modules::kinds::Kind;
use crate::compartment::modules::record::{Home, Own, Place, Record, Slot};
use crate::compartment::modules::words::quote;
use crate::passing::describe::redacted;
use crate::passing::inspect::type_error;

/// A hook that was given, as a function.
///
/// # Errors
/// When what was given cannot be called.
pub(super) fn hook(value: &JsValue, name: &str) -> JsResult<Option<JsFunction>> {
    if value.is_undefined() {
        return Ok(None);
    }
    let function = value
        .as_object()
        .filter(JsObject::is_callable)
        .and_then(JsFunction::from_object);
    match function {
        Some(function) => Ok(Some(function)),
        None => Err(type_error(format!("{name} is not a function"))),
    }
}

/// The full specifier of an import: what the compartment's `resolveHook` says, or the import itself.
///
/// # Errors
/// What the hook throws, or when it gives no string.
pub(in crate::compartment::modules) fn full_specifier(
    home: &Home,
    import: &JsString,
    referrer: &JsString,
    context: &mut Context,
) -> JsResult<JsString> {
    let Some(hook) = hook(&home.options.resolve_hook, "resolveHook")? else {
        return Ok(import.clone());
    };
    let arguments = [import.clone().into(), referrer.clone().into()];
    let full = hook.call(&JsValue::undefined(), &arguments, context)?;
    full.as_string().ok_or_else(|| {
        type_error(format!(
            "resolveHook must give a string for import {} of module {} in compartment {}, got {}",
            quote(import),
            quote(referrer),
            quote(&home.options.name),
            redacted(&full)
        ))
    })
}

/// The record of a source in a compartment, for the slot where it was asked for.
///
/// # Errors
/// What the compartment's `resolveHook` throws.
pub(super) fn record(
    slot: &Slot,
    home: &Home,
    kind: Kind,
    own: Own,
    context: &mut Context,
) -> JsResult<Gc<Record>> {
    let mut resolved = Vec::new();
    for import in kind.imports() {
        let full = full_specifier(home, &import, &own.specifier, context)?;
        resolved.push((import, full));
    }
    Ok(Gc::new(Record {
        home: home.clone(),
        specifier: own.specifier,
        asked: Place {
            home: slot.home.clone(),
            specifier: slot.specifier.clone(),
        },
        kind,
        resolved,
        import_meta: own.import_meta,
    }))
}
