//! The modules that the runtime itself provides, with what the published packages of the same names
//! export (spec E7).
//!
//! Everything they export is made once, in the base image. They never share state between vats: each vat
//! has its own copy, like everything else in its heap.

mod assert;
pub(crate) mod notes;
mod promise_kit;

use std::rc::Rc;

use boa_engine::module::Module;
use boa_engine::property::Attribute;
use boa_engine::{Context, Finalize, HostDefined, JsResult, JsString, JsValue, Trace, js_string};

use crate::harden::harden;
use crate::passing::inspect::{own, type_error};
use crate::{eventual, marshal, passing};

/// One exported value.
#[derive(Clone, Debug, Trace, Finalize)]
struct Export {
    name: JsString,
    value: JsValue,
}

/// What each module exports.
#[derive(Debug)]
struct Modules(Vec<(&'static str, Vec<Export>)>);

fn export(name: &str, value: &JsValue) -> Export {
    Export {
        name: js_string!(name),
        value: value.clone(),
    }
}

/// Makes whatever the native modules export, and defines the global `assert`, before the realm is locked
/// down.
///
/// # Errors
/// When the realm is not the one of the pinned engine.
pub fn prepare(context: &mut Context) -> JsResult<()> {
    passing::install(context)?;
    eventual::install(context)?;
    let eventual::Exports { e, handled_promise } = eventual::exports(context);
    let passing: Vec<Export> = passing::exports(context)
        .iter()
        .map(|(name, value)| export(name, value))
        .collect();
    let named = |names: &[&str]| -> Vec<Export> {
        passing
            .iter()
            .filter(|found| names.iter().any(|name| found.name == *name))
            .cloned()
            .collect()
    };
    let mut far = named(&["Far", "getInterfaceOf", "passStyleOf"]);
    far.push(export("E", &e));
    let eventual_send = vec![export("E", &e), export("HandledPromise", &handled_promise)];
    let mut marshal = passing;
    let make_marshal = passing::function("makeMarshal", 0, marshal::make_marshal, context);
    marshal.push(export("makeMarshal", &make_marshal.into()));
    marshal.push(export("QCLASS", &js_string!("@qclass").into()));
    notes::install(context);
    let assert = assert::prepare(context)?;
    let errors = assert::exports(&assert, context)?;
    let errors = errors
        .iter()
        .map(|(name, value)| export(name, value))
        .collect();
    let global = context.global_object();
    let lockdown = own(&global, &js_string!("lockdown").into());
    let lockdown = lockdown.and_then(|found| found.value().cloned());
    let lockdown =
        lockdown.ok_or_else(|| type_error("the realm has no lockdown for its modules"))?;
    let promise_kit = promise_kit::exports(context);
    let promise_kit = promise_kit
        .iter()
        .map(|(name, value)| export(name, value))
        .collect();
    context.register_global_property(
        js_string!("assert"),
        assert,
        Attribute::WRITABLE | Attribute::NON_ENUMERABLE | Attribute::CONFIGURABLE,
    )?;
    context.insert_data(Rc::new(Modules(vec![
        ("@endo/errors", errors),
        ("@endo/eventual-send", eventual_send),
        ("@endo/far", far),
        ("@endo/lockdown", vec![export("lockdown", &lockdown)]),
        ("@endo/marshal", marshal),
        ("@endo/promise-kit", promise_kit),
        // What it would do was done before any code ran (spec E7, E19.65).
        ("ses", Vec::new()),
    ])));
    Ok(())
}

fn modules(context: &Context) -> Rc<Modules> {
    context
        .get_data::<Rc<Modules>>()
        .expect("the realm was made with its modules")
        .clone()
}

/// Hardens what the native modules export, after the realm was locked down.
///
/// # Errors
/// When something cannot be frozen.
pub fn seal(context: &mut Context) -> JsResult<()> {
    let modules = modules(context);
    let exports = modules.0.iter().flat_map(|(_, exports)| exports);
    exports
        .map(|export| &export.value)
        .try_for_each(|value| harden(value, context))
}

/// The native module of this name, with what the engine is to keep with it.
///
/// # Errors
/// When there is none.
pub fn module(name: &str, known_by: HostDefined, context: &mut Context) -> JsResult<Module> {
    let modules = modules(context);
    let Some((_, exports)) = modules.0.iter().find(|(found, _)| *found == name) else {
        return Err(type_error(format!("there is no native module {name:?}")));
    };
    let names: Vec<JsString> = exports.iter().map(|export| export.name.clone()).collect();
    let module = Module::of_exports(&names, context.realm().clone(), known_by);
    module.instantiate(context)?;
    for export in exports {
        module.set_export(&export.name, export.value.clone())?;
    }
    Ok(module)
}

#[cfg(test)]
mod tests;
