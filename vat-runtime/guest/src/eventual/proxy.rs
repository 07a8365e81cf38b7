//! `E`: proxies that turn calls into messages (spec P6.17).
//!
//! One frozen handler prototype for each kind of proxy holds the traps; a proxy's own handler holds only
//! its recipient, so that `E(x)` makes two small objects and nothing else.

use boa_engine::object::builtins::{JsFunction, JsProxy};
use boa_engine::object::{FunctionObjectBuilder, IntegrityLevel, JsObject};
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsError, JsResult, JsValue, NativeFunction, Trace, js_str,
    js_string,
};

use super::promise::Settler;
use super::resolve::resolve_to_promise;
use super::send::{Op, later, send_only};
use crate::passing::describe::quoted;
use crate::passing::inspect::error;
use crate::realm::builtin::{Native, fixed, function_of};

/// What a proxy does with calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// `E(x)`
    Send,
    /// `E.sendOnly(x)`
    SendOnly,
    /// `E.get(x)`
    Get,
}

/// The handler of one proxy.
#[derive(Debug, Trace, Finalize, JsData)]
struct Recipient {
    value: JsValue,
    #[unsafe_ignore_trace]
    kind: Kind,
}

/// What all proxies of the vat share.
#[derive(Clone, Debug)]
struct Shared {
    /// The prototype of every handler, with the traps.
    traps: JsObject,
    /// The target of proxies that can be called.
    callable: JsObject,
    /// The target of those that cannot.
    plain: JsObject,
}

/// Makes `E`.
///
/// `resolve` is the method of `HandledPromise`.
pub(super) fn make_e(resolve: JsValue, context: &mut Context) -> JsResult<JsValue> {
    let traps = JsObject::with_null_proto();
    let all: [(&str, Native); 7] = [
        ("apply", trap_apply),
        ("get", trap_get),
        ("has", |_, _, _| Ok(true.into())),
        ("isExtensible", |_, _, _| Ok(false.into())),
        ("set", |_, _, _| Ok(false.into())),
        ("setPrototypeOf", |_, _, _| Ok(false.into())),
        ("deleteProperty", |_, _, _| Ok(false.into())),
    ];
    for (name, body) in all {
        let body = function_of(context.realm(), name, 0, body, false);
        traps.create_data_property_or_throw(js_string!(name), body, context)?;
    }
    traps.set_integrity_level(IntegrityLevel::Frozen, context)?;
    let nothing: Native = |_, _, _| Ok(JsValue::undefined());
    let callable = function_of(context.realm(), "", 0, nothing, false);
    // A proxy cannot lie about the fixed properties of its target, and any name may be a method.
    callable.delete_property_or_throw(js_string!("name"), context)?;
    callable.delete_property_or_throw(js_string!("length"), context)?;
    callable.set_integrity_level(IntegrityLevel::Frozen, context)?;
    let plain = JsObject::with_null_proto();
    plain.set_integrity_level(IntegrityLevel::Frozen, context)?;
    context.insert_data(Shared {
        traps,
        callable,
        plain,
    });

    let e = function_of(context.realm(), "E", 1, e_send, false);
    let method = |name, length, body: Native, context: &Context| {
        JsValue::from(function_of(context.realm(), name, length, body, false))
    };
    let members = [
        ("get", method("get", 1, e_get, context)),
        ("resolve", resolve),
        ("sendOnly", method("sendOnly", 1, e_send_only, context)),
        ("when", method("when", 3, e_when, context)),
    ];
    for (name, member) in members {
        e.create_data_property_or_throw(js_string!(name), member, context)?;
    }
    Ok(e.into())
}

fn proxy(value: &JsValue, kind: Kind, context: &mut Context) -> JsResult<JsValue> {
    let shared = context
        .get_data::<Shared>()
        .expect("the realm was made with E")
        .clone();
    let handler = JsObject::from_proto_and_data(
        shared.traps,
        Recipient {
            value: value.clone(),
            kind,
        },
    );
    let target = if kind == Kind::Get {
        shared.plain
    } else {
        shared.callable
    };
    JsProxy::create(target, handler, context).map(JsValue::from)
}

fn e_send(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    proxy(args.get_or_undefined(0), Kind::Send, context)
}

fn e_send_only(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    proxy(args.get_or_undefined(0), Kind::SendOnly, context)
}

fn e_get(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    proxy(args.get_or_undefined(0), Kind::Get, context)
}

fn e_when(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let promise = resolve_to_promise(args.get_or_undefined(0), context)?;
    let reaction = |index: usize| {
        args.get_or_undefined(index)
            .as_object()
            .and_then(JsFunction::from_object)
    };
    promise
        .then(reaction(1), reaction(2), context)
        .map(JsValue::from)
}

/// The recipient and the kind of the proxy whose handler `this` is.
fn recipient(this: &JsValue) -> JsResult<(JsValue, Kind)> {
    let handler = this.as_object();
    let found = handler
        .as_ref()
        .and_then(|handler| handler.downcast_ref::<Recipient>());
    found
        .map(|found| (found.value.clone(), found.kind))
        .ok_or_else(|| error("not the handler of an E proxy"))
}

/// What a method of a proxy remembers: recipient, kind, the method's name, and the proxy it was read from.
#[derive(Debug, Trace, Finalize)]
struct Method {
    recipient: JsValue,
    #[unsafe_ignore_trace]
    kind: Kind,
    key: JsValue,
    receiver: JsValue,
}

fn trap_get(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (recipient, kind) = recipient(this)?;
    let key = args.get_or_undefined(1).clone();
    if kind == Kind::Get {
        return later(&recipient, Op::Get(key), context).map(JsValue::from);
    }
    let method = Method {
        recipient,
        kind,
        key,
        receiver: args.get_or_undefined(2).clone(),
    };
    let name = match method.key.as_symbol() {
        None => method.key.as_string().unwrap_or_default(),
        Some(symbol) => match symbol.description() {
            Some(text) => js_string!(js_str!("["), &text, js_str!("]")),
            None => js_string!(),
        },
    };
    let body = NativeFunction::from_copy_closure_with_captures(call_method, method);
    let function = JsObject::from(FunctionObjectBuilder::new(context.realm(), body).build());
    function.insert_property(js_string!("length"), fixed(0));
    function.insert_property(js_string!("name"), fixed(name));
    function.make_non_extensible();
    function.mark_hardened();
    Ok(function.into())
}

fn call_method(
    this: &JsValue,
    args: &[JsValue],
    method: &Method,
    context: &mut Context,
) -> JsResult<JsValue> {
    if !JsValue::same_value(this, &method.receiver) {
        let refusal = unexpected_receiver(method);
        if method.kind == Kind::SendOnly {
            return Err(refusal);
        }
        let settler = Settler::postponed(context)?;
        let promise = settler.promise().clone();
        settler.settle(Err(refusal), context)?;
        return Ok(promise.into());
    }
    let op = Op::Apply {
        method: method.key.clone(),
        args: args.to_vec(),
    };
    match method.kind {
        Kind::SendOnly => send_only(&method.recipient, op, context).map(|()| JsValue::undefined()),
        Kind::Send | Kind::Get => later(&method.recipient, op, context).map(JsValue::from),
    }
}

fn unexpected_receiver(method: &Method) -> JsError {
    let label = quoted(&method.key);
    let e = if method.kind == Kind::SendOnly {
        "E.sendOnly"
    } else {
        "E"
    };
    let named = quoted(&method.recipient);
    error(format!(
        "Unexpected receiver for \"{label}\" method of {e}({named})"
    ))
}

fn trap_apply(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (recipient, kind) = recipient(this)?;
    let list = args.get_or_undefined(2).as_object();
    let args = match list {
        Some(list) => {
            let length = list
                .get(js_string!("length"), context)?
                .to_length(context)?;
            (0..length)
                .map(|index| list.get(index, context))
                .collect::<JsResult<Vec<_>>>()?
        }
        None => Vec::new(),
    };
    let op = Op::Apply {
        method: JsValue::undefined(),
        args,
    };
    match kind {
        Kind::SendOnly => send_only(&recipient, op, context).map(|()| JsValue::undefined()),
        Kind::Send | Kind::Get => later(&recipient, op, context).map(JsValue::from),
    }
}
