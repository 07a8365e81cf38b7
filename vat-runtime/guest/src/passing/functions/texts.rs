//! Functions on passable strings and symbols (spec V1.2, V1.3).

use boa_engine::{Context, JsArgs, JsResult, JsSymbol, JsValue};

use crate::passing::describe::describe;
use crate::passing::inspect::type_error;
use crate::passing::names::names;
use crate::passing::refusal::refuse;
use crate::passing::symbols;
use crate::realm::builtin::Native;

pub(super) const FUNCTIONS: [(&str, usize, Native); 8] = [
    ("assertPassableString", 1, assert_passable_string),
    ("assertPassableSymbol", 1, assert_passable_symbol),
    ("assertWellFormedString", 1, assert_well_formed_string),
    ("isPassableSymbol", 1, is_passable_symbol),
    ("isWellFormedString", 1, is_well_formed_string),
    ("nameForPassableSymbol", 1, name_for_passable_symbol),
    ("passableSymbolForName", 1, passable_symbol_for_name),
    ("unpassableSymbolForName", 1, unpassable_symbol_for_name),
];

fn is_well_formed(value: &JsValue) -> bool {
    value
        .as_string()
        .is_some_and(|text| text.code_points().all(|point| point.as_char().is_some()))
}

fn is_well_formed_string(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(is_well_formed(args.get_or_undefined(0)).into())
}

fn assert_well_formed_string(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    if is_well_formed(value) {
        return Ok(JsValue::undefined());
    }
    let refusal = refuse("Expected well-formed unicode string: ").of(value.clone());
    Err(refusal.into_error(context))
}

/// Every string is passable, also one with lone surrogates.
fn assert_passable_string(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    if value.is_string() {
        return Ok(JsValue::undefined());
    }
    let refusal = refuse("Expected string ").of(value.clone());
    Err(refusal.into_error(context))
}

fn symbol_argument(args: &[JsValue]) -> JsResult<JsSymbol> {
    let value = args.get_or_undefined(0);
    value
        .as_symbol()
        .ok_or_else(|| type_error(format!("{} is not a symbol", describe(value))))
}

fn assert_passable_symbol(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    let refusal = match value.as_symbol() {
        Some(symbol) => match symbols::check(&symbol, &names(context), context) {
            Ok(_) => return Ok(true.into()),
            Err(refusal) => refusal,
        },
        None => refuse(format!(
            "Only registered symbols or well-known symbols are passable: {}",
            describe(value)
        )),
    };
    Err(refusal.into_error(context))
}

fn is_passable_symbol(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(symbol) = args.get_or_undefined(0).as_symbol() else {
        return Ok(false.into());
    };
    let name = symbols::name_for_symbol(&symbol, &names(context), context)?;
    Ok(name.is_some().into())
}

fn name_for_passable_symbol(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let symbol = symbol_argument(args)?;
    let name = symbols::name_for_symbol(&symbol, &names(context), context)?;
    Ok(name.map_or_else(JsValue::undefined, JsValue::from))
}

fn passable_symbol_for_name(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    let Some(name) = value.as_string() else {
        let kind = describe(&value.js_type_of().into());
        let refusal = refuse(format!("{} must be a string, not {kind}", describe(value)));
        return Err(refusal.into_error(context));
    };
    Ok(symbols::symbol_for_name(&name, &names(context), context)?.into())
}

/// A symbol that only its holders have, and that cannot be passed.
fn unpassable_symbol_for_name(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let name = match args.get_or_undefined(0) {
        none if none.is_undefined() => None,
        given => Some(given.to_string(context)?),
    };
    let symbol = JsSymbol::new(name).ok_or_else(|| type_error("there are too many symbols"))?;
    Ok(symbol.into())
}
