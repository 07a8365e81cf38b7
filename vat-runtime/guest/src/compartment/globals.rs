//! The global objects of compartments (spec E8.4, E8.5, E19.3).
//!
//! They start with what the language has, the same objects everywhere, and never with an endowment of the vat.

use boa_engine::object::{IntegrityLevel, JsObject};
use boa_engine::property::PropertyKey;
use boa_engine::realm::Realm;
use boa_engine::{Context, JsResult, JsString, JsValue, js_string};

use super::{built_in, constructor, evaluators, fixed, shared};
use crate::passing::inspect::{own, own_keys};
use crate::realm::lockdown;

/// What the vat was given and compartments are not, unless somebody gives it to them.
const ENDOWMENTS: [&str; 3] = ["HandledPromise", "assert", "console"];

/// What each realm has its own of.
const OWN: [&str; 5] = ["Compartment", "Function", "eval", "globalThis", "lockdown"];

/// What is the same everywhere and can never change.
const CONSTANTS: [&str; 3] = ["Infinity", "NaN", "undefined"];

/// The globals that every compartment shares with the start realm.
pub(super) fn universal(context: &mut Context) -> JsResult<Vec<(JsString, JsValue)>> {
    let global = context.global_object();
    let mut found = Vec::new();
    for key in own_keys(&global) {
        let PropertyKey::String(name) = &key else {
            continue;
        };
        let besides = ENDOWMENTS.iter().chain(&OWN).chain(&CONSTANTS);
        if besides.into_iter().any(|other| *name == **other) {
            continue;
        }
        let property = own(&global, &key);
        if let Some(value) = property.as_ref().and_then(|property| property.value()) {
            found.push((name.clone(), value.clone()));
        }
    }
    Ok(found)
}

/// Gives the start realm its own evaluators and `Compartment`.
pub(super) fn furnish_start(context: &mut Context) -> JsResult<()> {
    let realm = context.realm().clone();
    let global = context.global_object();
    // Its `eval` is the one that the engine takes for a direct call.
    let function = evaluators::function(&realm, context)?;
    let compartment = constructor::constructor(&realm, context)?;
    for (name, value) in [("Function", function), ("Compartment", compartment)] {
        global.define_property_or_throw(JsString::from(name), built_in(value), context)?;
    }
    Ok(())
}

/// Puts everything on the global object of a new compartment.
pub(super) fn furnish(realm: &Realm, global: &JsObject, context: &mut Context) -> JsResult<()> {
    let constants: [JsValue; 3] = [
        JsValue::positive_infinity(),
        JsValue::nan(),
        JsValue::undefined(),
    ];
    for (name, value) in CONSTANTS.into_iter().zip(constants) {
        global.define_property_or_throw(JsString::from(name), fixed(value), context)?;
    }
    for (name, value) in &shared(context).globals {
        global.define_property_or_throw(name.clone(), built_in(value.clone()), context)?;
    }
    let lockdown = lockdown(false, context);
    // Made after the realm was locked down, it is frozen like the rest of what code finds (spec E15.1).
    lockdown.set_integrity_level(IntegrityLevel::Frozen, context)?;
    let own: [(JsString, JsObject); 5] = [
        (js_string!("globalThis"), global.clone()),
        (
            js_string!("Compartment"),
            constructor::constructor(realm, context)?,
        ),
        (js_string!("eval"), evaluators::eval(realm, context)?),
        (
            js_string!("Function"),
            evaluators::function(realm, context)?,
        ),
        (js_string!("lockdown"), lockdown),
    ];
    for (name, value) in own {
        global.define_property_or_throw(name, built_in(value), context)?;
    }
    Ok(())
}
