//! P6, inside the vat: its first delivery. The code is evaluated and makes the root object (spec P6.1).

use boa_engine::builtins::promise::PromiseState;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsError, JsResult, JsValue, js_string};
use crankcase_abi::{Bundle, CapData, VatFault, VatRef};

use super::slots::unserialize;
use super::tables::tables;
use super::{collections, powers};
use crate::passing::describe::describe;
use crate::passing::{PassStyle, interface_of, names, pass_style_of};
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
    let powers = powers::make(context)?;
    let baggage = collections::baggage(context)?;
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
