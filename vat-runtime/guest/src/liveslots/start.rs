//! P6, inside the vat: its first delivery. The code is evaluated and makes the root object (spec P6.1).

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::builtins::promise::PromiseState;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsArgs, JsError, JsResult, JsValue, js_string};
use crankcase_abi::{Bundle, CapData, Syscall, VatFault, VatRef};

use super::outbound::exit;
use super::slots::unserialize;
use super::tables::tables;
use super::{baggage, say};
use crate::harden::harden;
use crate::passing::describe::describe;
use crate::passing::{PassStyle, function, interface_of, names, pass_style_of};
use crate::{errors, jobs, modules};

/// Evaluates the bundle and calls `buildRootObject(vatPowers, vatParameters, baggage)`. What that gives, or
/// promises and gives within this crank, becomes `o+0`.
///
/// # Errors
/// What ends the vat.
pub fn start_vat(
    bundle: Bundle,
    parameters: &CapData<VatRef>,
    context: &mut Context,
) -> Result<(), VatFault> {
    let fault = |error: JsError, context: &mut Context| errors::vat_fault(&error, context);
    let parameters = unserialize(parameters, context).map_err(|error| fault(error, context))?;
    let namespace = modules::evaluate(bundle, context)?;
    let built = build(&namespace, parameters, context).map_err(|error| fault(error, context))?;
    let root = settled(built, context)?;
    register(&root, context).map_err(|error| fault(error, context))
}

fn build(namespace: &JsObject, parameters: JsValue, context: &mut Context) -> JsResult<JsValue> {
    let build = namespace.get(js_string!("buildRootObject"), context)?;
    let Some(build) = build.as_callable() else {
        return Err(crate::passing::inspect::error(
            "vat source bundle lacks buildRootObject() function",
        ));
    };
    let powers = powers(context)?;
    let baggage = baggage::make(context)?;
    build.call(
        &JsValue::undefined(),
        &[powers, parameters, baggage],
        context,
    )
}

/// The value itself, or what a promise for it brings in this crank.
fn settled(value: JsValue, context: &mut Context) -> Result<JsValue, VatFault> {
    let promise =
        JsPromise::resolve(value, context).map_err(|error| errors::vat_fault(&error, context))?;
    jobs::run_to_empty(context)?;
    match promise.state() {
        PromiseState::Fulfilled(value) => Ok(value),
        PromiseState::Rejected(reason) => {
            Err(errors::vat_fault(&JsError::from_opaque(reason), context))
        }
        PromiseState::Pending => Err(VatFault::Failed("buildRootObject unresolved".to_owned())),
    }
}

fn register(root: &JsValue, context: &mut Context) -> JsResult<()> {
    use crate::passing::inspect::error;
    let style = pass_style_of(root, context)?;
    let Some(object) = root.as_object().filter(|_| style == PassStyle::Remotable) else {
        return Err(error(format!(
            "buildRootObject() for vat returned {}, which is not Far",
            describe(root)
        )));
    };
    if interface_of(root, &names(context), context)?.is_none() {
        return Err(error(format!(
            "buildRootObject() for vat returned {} with no interface",
            describe(root)
        )));
    }
    let tables = tables(context);
    if tables.borrow().reference(&object).is_some() {
        return Err(error(
            "buildRootObject() must return a new object, not one that was imported or sent out before",
        ));
    }
    tables.borrow_mut().register(VatRef::ROOT, &object);
    Ok(())
}

/// `vatPowers`.
fn powers(context: &mut Context) -> JsResult<JsValue> {
    let powers = JsObject::new(
        context.root_shape(),
        names(context).object.clone(),
        OrdinaryObject,
    )
    .upcast();
    let members = [
        ("exitVat", function("exitVat", 1, exit_vat, context)),
        (
            "exitVatWithFailure",
            function("exitVatWithFailure", 1, exit_vat_with_failure, context),
        ),
        ("testLog", function("testLog", 0, test_log, context)),
    ];
    for (name, member) in members {
        powers.create_data_property_or_throw(js_string!(name), member, context)?;
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
    let replacer = JsValue::from(function("", 2, abbreviate, context));
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
