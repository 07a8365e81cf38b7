//! `@endo/nat`: natural numbers (spec V4.8).

use boa_engine::bigint::JsBigInt;
use boa_engine::value::JsVariant;
use boa_engine::{Context, JsArgs, JsNativeError, JsResult, JsValue};

use crate::passing::describe::describe;
use crate::passing::inspect::type_error;
use crate::realm::builtin::method;

/// The largest number up to which every natural number has its own representation.
const MAX_SAFE: f64 = 9_007_199_254_740_991.0;

/// What the package exports.
pub(super) fn exports(context: &mut Context) -> Vec<(&'static str, JsValue)> {
    vec![
        ("Nat", method("Nat", 1, nat, context).into()),
        ("isNat", method("isNat", 1, is_nat, context).into()),
        ("ONE_N", JsBigInt::from(1).into()),
        ("ZERO_N", JsBigInt::from(0).into()),
    ]
}

fn is_safe(number: f64) -> bool {
    number.fract() == 0.0 && number.abs() <= MAX_SAFE
}

fn is_nat(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(match args.get_or_undefined(0).variant() {
        JsVariant::BigInt(number) => number >= JsBigInt::zero(),
        JsVariant::Integer32(number) => number >= 0,
        JsVariant::Float64(number) => is_safe(number) && number >= 0.0,
        _ => false,
    }
    .into())
}

/// The number as a bigint, if it is natural.
fn nat(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    let refuse = |what: &str| -> JsResult<JsValue> {
        let shown = value.display();
        Err(JsNativeError::range()
            .with_message(format!("{shown} {what}"))
            .into())
    };
    if let Some(number) = value.as_bigint() {
        if is_nat(&JsValue::undefined(), args, context)?.to_boolean() {
            return Ok(number.into());
        }
        return refuse("is negative");
    }
    let Some(number) = value.as_number() else {
        let kind = value.type_of();
        return Err(type_error(format!(
            "{} is a {kind} but must be a bigint or a number",
            describe(value)
        )));
    };
    if !is_safe(number) {
        return refuse("is not a safe integer");
    }
    if number < 0.0 {
        return refuse("is negative");
    }
    Ok(JsBigInt::from(number as u64).into())
}
