//! The names of passable symbols: registered ones by their key, well-known ones as `@@name` (spec V1.3).

use boa_engine::{Context, JsResult, JsString, JsSymbol, js_str, js_string};

use super::describe::describe;
use super::names::Names;
use super::refusal::{Checked, refuse};

/// The name of a symbol; nothing if it cannot be passed.
pub(crate) fn name_for_symbol(
    symbol: &JsSymbol,
    names: &Names,
    context: &mut Context,
) -> JsResult<Option<JsString>> {
    if let Some(key) = names.symbol_key_for(symbol, context)? {
        let reserved = key.as_str().starts_with(js_str!("@@"));
        return Ok(Some(if reserved {
            js_string!(js_str!("@@"), key.as_str())
        } else {
            key
        }));
    }
    let known = names.well_known.iter().find(|(found, _)| found == symbol);
    Ok(known.map(|(_, name)| js_string!(js_str!("@@"), name.as_str())))
}

/// Checks that a symbol can be passed, and gives its name.
pub(crate) fn check(symbol: &JsSymbol, names: &Names, context: &mut Context) -> Checked<JsString> {
    name_for_symbol(symbol, names, context)?.ok_or_else(|| {
        let named = describe(&symbol.clone().into());
        refuse(format!(
            "Only registered symbols or well-known symbols are passable: {named}"
        ))
    })
}

/// The symbol with this name.
pub(crate) fn symbol_for_name(
    name: &JsString,
    names: &Names,
    context: &mut Context,
) -> JsResult<JsSymbol> {
    if !name.as_str().starts_with(js_str!("@@")) {
        return names.symbol_for(name.clone(), context);
    }
    let suffix = name.get(2..).unwrap_or_default();
    if suffix.as_str().starts_with(js_str!("@@")) {
        return names.symbol_for(suffix, context);
    }
    let known = names.well_known.iter().find(|(_, found)| *found == suffix);
    known.map(|(symbol, _)| symbol.clone()).ok_or_else(|| {
        let shown = |text: &JsString| describe(&text.clone().into());
        refuse(format!(
            "Reserved for well known symbol {}: {}",
            shown(&suffix),
            shown(name)
        ))
        .into_error(context)
    })
}
