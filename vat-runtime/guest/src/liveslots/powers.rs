//! `vatPowers`: what a vat may do besides sending messages (spec P6.5).
//!
//! Every power is one system call. Nothing here may decide what becomes of it.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};
use crankcase_abi::Syscall;

use super::outbound::exit;
use super::{device, say};
use crate::harden::harden;
use crate::passing::describe::describe;
use crate::passing::names;
use crate::realm::builtin::method;

/// The powers of this vat, in the reference's order.
pub(super) fn make(context: &mut Context) -> JsResult<JsValue> {
    let powers = JsObject::new(
        context.root_shape(),
        names(context).object.clone(),
        OrdinaryObject,
    )
    .upcast();
    let constructors = context.intrinsics().constructors();
    let [weak_map, weak_set] = [constructors.weak_map(), constructors.weak_set()]
        .map(|constructor| JsValue::from(constructor.constructor()));
    let d = device::make(context)?;
    let exit = method("exitVat", 1, exit_vat, context);
    let fail = method("exitVatWithFailure", 1, exit_vat_with_failure, context);
    let log = method("testLog", 0, test_log, context);
    let style = names(context).symbol_for(js_string!("@endo passStyleOf"), context)?;
    let pass_style_of = context.global_object().get(style.clone(), context)?;
    let members: [(PropertyKey, JsValue); 7] = [
        (js_string!("D").into(), d),
        (js_string!("exitVat").into(), exit.into()),
        (js_string!("exitVatWithFailure").into(), fail.into()),
        (js_string!("WeakMap").into(), weak_map),
        (js_string!("WeakSet").into(), weak_set),
        (js_string!("testLog").into(), log.into()),
        (style.into(), pass_style_of),
    ];
    for (name, member) in members {
        powers.create_data_property_or_throw(name, member, context)?;
    }
    let powers = JsValue::from(powers);
    harden(&powers, context)?;
    Ok(powers)
}

fn exit_vat(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    exit(false, args.get_or_undefined(0), context)?;
    Ok(JsValue::undefined())
}

fn exit_vat_with_failure(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    exit(true, args.get_or_undefined(0), context)?;
    Ok(JsValue::undefined())
}

/// Adds a line to the kernel's test log: strings as they are, anything else as JSON.
fn test_log(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let mut line = String::new();
    for arg in args {
        match arg.as_string() {
            Some(text) => line.push_str(&text.to_std_string_lossy()),
            None => line.push_str(&json(arg, context)?),
        }
    }
    say(&Syscall::TestLog { line });
    Ok(JsValue::undefined())
}

/// `JSON.stringify` with long strings cut and bigints as numbers, as the reference logs them.
fn json(value: &JsValue, context: &mut Context) -> JsResult<String> {
    let stringify = context.global_object().get(js_string!("JSON"), context)?;
    let Some(json) = stringify.as_object() else {
        return Ok(describe(value));
    };
    let Some(stringify) = json.get(js_string!("stringify"), context)?.as_callable() else {
        return Ok(describe(value));
    };
    let replacer = JsValue::from(method("", 2, abbreviate, context));
    let text = stringify.call(&JsValue::undefined(), &[value.clone(), replacer], context)?;
    Ok(text
        .as_string()
        .map_or_else(|| "undefined".to_owned(), |text| text.to_std_string_lossy()))
}

fn abbreviate(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    /// Strings of this length and more are cut; this many characters remain at both ends.
    const LONG: usize = 40;
    const KEPT: usize = 15;
    let value = args.get_or_undefined(1);
    if let Some(number) = value.as_bigint() {
        return Ok(number.to_f64().into());
    }
    if let Some(text) = value.as_string().filter(|text| text.len() >= LONG) {
        let (head, tail) = (
            text.slice(0, KEPT),
            text.slice(text.len() - KEPT, text.len()),
        );
        return Ok(js_string!(head.as_str(), js_string!("...").as_str(), tail.as_str()).into());
    }
    Ok(value.clone())
}
