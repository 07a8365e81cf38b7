//! Handlers that vat code made: objects with `applyMethod`, `applyFunction` or `get`.

use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult, JsValue, js_string};

use super::later;
use super::send::{Op, Send};
use crate::marshal::build::frozen_array;
use crate::passing::inspect::type_error;

/// Asks a handler to do what was sent to `target`. This runs vat code.
///
/// # Errors
/// Only what ends the vat.
pub(super) fn dispatch(
    handler: &JsObject,
    target: &JsValue,
    send: Send,
    context: &mut Context,
) -> JsResult<()> {
    let returned = JsValue::from(send.result.promise().clone());
    let outcome = ask(handler, target, &send.op, returned, context);
    send.result.settle(outcome, context)
}

fn method(handler: &JsObject, name: &str, context: &mut Context) -> JsResult<Option<JsObject>> {
    Ok(handler.get(js_string!(name), context)?.as_callable())
}

fn ask(
    handler: &JsObject,
    target: &JsValue,
    op: &Op,
    returned: JsValue,
    context: &mut Context,
) -> JsResult<JsValue> {
    let this = JsValue::from(handler.clone());
    match op {
        Op::Get(key) => {
            let Some(get) = method(handler, "get", context)? else {
                return Err(incapable("get"));
            };
            get.call(&this, &[target.clone(), key.clone(), returned], context)
        }
        Op::Apply { method: name, args } => {
            let list = JsValue::from(frozen_array(args.clone(), context));
            if name.is_undefined()
                && let Some(apply) = method(handler, "applyFunction", context)?
            {
                return apply.call(&this, &[target.clone(), list, returned], context);
            }
            if let Some(apply) = method(handler, "applyMethod", context)? {
                return apply.call(
                    &this,
                    &[target.clone(), name.clone(), list, returned],
                    context,
                );
            }
            if name.is_undefined() {
                return Err(incapable("applyFunction"));
            }
            // Without a way to call a method: read it, then call what was read.
            let function = later(target, Op::Get(name.clone()), context)?;
            let op = Op::Apply {
                method: JsValue::undefined(),
                args: args.clone(),
            };
            later(&function.into(), op, context).map(JsValue::from)
        }
    }
}

fn incapable(operation: &str) -> boa_engine::JsError {
    type_error(format!(
        "handler is defined but has no methods needed for {operation:?}"
    ))
}
