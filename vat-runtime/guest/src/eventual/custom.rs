//! Handlers that vat code made: objects with `applyMethod`, `applyFunction` or `get`, and variants of these for
//! messages whose outcome nobody wants to hear (spec P6.15).

use boa_engine::object::JsObject;
use boa_engine::{Context, JsError, JsResult, JsString, JsValue};

use super::send::{Op, Reply, Send, conclude, send as post};
use crate::marshal::build::frozen_array;
use crate::passing::describe::quoted;
use crate::passing::inspect::type_error;
use crate::passing::{method_names, names};

/// What a handler is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A promise that is not resolved yet.
    Pending,
    /// A presence.
    Presence,
}

impl Role {
    fn name(self) -> &'static str {
        match self {
            Self::Pending => "pendingHandler",
            Self::Presence => "presenceHandler",
        }
    }

    /// What handlers of this role find behind the arguments of an operation: the promise for the outcome. One
    /// of a presence finds another `undefined` there, and nothing where an operation is made up from others.
    fn arguments(self, mut args: Vec<JsValue>, returned: JsValue) -> Vec<JsValue> {
        args.push(returned);
        if self == Self::Presence {
            args.push(JsValue::undefined());
        }
        args
    }

    fn returned(self, returned: JsValue) -> JsValue {
        match self {
            Self::Pending => returned,
            Self::Presence => JsValue::undefined(),
        }
    }
}

/// Asks a handler to do what was sent to `target`. This runs vat code.
///
/// # Errors
/// Only what ends the vat.
pub(super) fn dispatch(
    role: Role,
    handler: &JsObject,
    target: &JsValue,
    send: Send,
    context: &mut Context,
) -> JsResult<()> {
    let outcome = ask(role, handler, target, &send, context);
    conclude(send, outcome, context)
}

fn method(handler: &JsObject, name: &str, context: &mut Context) -> JsResult<Option<JsObject>> {
    Ok(handler.get(JsString::from(name), context)?.as_callable())
}

fn ask(
    role: Role,
    handler: &JsObject,
    target: &JsValue,
    send: &Send,
    context: &mut Context,
) -> JsResult<JsValue> {
    let this = JsValue::from(handler.clone());
    let (operation, mut args) = match &send.op {
        Op::Get(key) => ("get", vec![target.clone(), key.clone()]),
        Op::Apply { method, args } => {
            let list = JsValue::from(frozen_array(args.clone(), context));
            if method.is_undefined() {
                ("applyFunction", vec![target.clone(), list])
            } else {
                ("applyMethod", vec![target.clone(), method.clone(), list])
            }
        }
    };
    let only = format!("{operation}SendOnly");
    let mut found = None;
    if send.is_send_only() {
        found = method(handler, &only, context)?;
    }
    if found.is_none() {
        found = method(handler, operation, context)?;
    }
    if let Some(found) = found {
        let args = role.arguments(args, send.shown());
        return found.call(&this, &args, context);
    }
    if let Op::Apply { method: name, args } = &send.op
        && !name.is_undefined()
    {
        return read_and_call(role, target, name, args, send, context);
    }
    if operation == "applyFunction"
        && let Some(found) = method(handler, "applyMethod", context)?
        && let Some(list) = args.pop()
    {
        // The list of arguments is the only element of a list, as it is in the published package.
        let list = frozen_array(vec![list], context).into();
        let returned = role.returned(send.shown());
        args.extend([JsValue::undefined(), list, returned]);
        return found.call(&this, &args, context);
    }
    let operation = if send.is_send_only() {
        &only
    } else {
        operation
    };
    Err(incapable(role, handler, operation, context))
}

/// Without a way to call a method: read it, then call what was read.
fn read_and_call(
    role: Role,
    target: &JsValue,
    name: &JsValue,
    args: &[JsValue],
    send: &Send,
    context: &mut Context,
) -> JsResult<JsValue> {
    let unseen = Reply::Shown(JsValue::undefined());
    let function = post(target, Op::Get(name.clone()), unseen, context)?;
    let op = Op::Apply {
        method: JsValue::undefined(),
        args: args.to_vec(),
    };
    let reply = Reply::Shown(role.returned(send.shown()));
    post(&function.into(), op, reply, context).map(JsValue::from)
}

fn incapable(role: Role, handler: &JsObject, operation: &str, context: &mut Context) -> JsError {
    let names = names(context);
    match method_names(&handler.clone().into(), &names, context) {
        Ok(methods) => {
            let methods: Vec<String> = methods.iter().map(quoted).collect();
            type_error(format!(
                "{:?} is defined but has no methods needed for {operation:?} (has [{}])",
                role.name(),
                methods.join(",")
            ))
        }
        Err(error) => error,
    }
}
