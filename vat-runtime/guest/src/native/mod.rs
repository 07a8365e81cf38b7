//! The modules that the runtime itself provides, with what the published packages of the same names
//! export (spec E7, V4.9).
//!
//! Everything they export is made once, in the base image. They never share state between vats: each vat
//! has its own copy, like everything else in its heap.

mod assert;
mod nat;
pub(crate) mod notes;
mod promise_kit;

use std::rc::Rc;

use boa_engine::module::Module;
use boa_engine::property::Attribute;
use boa_engine::{Context, Finalize, HostDefined, JsResult, JsString, JsValue, Trace, js_string};

pub(crate) use assert::{check_failed, name_for_console, note_on, thrown};

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

fn all(values: &[(&'static str, JsValue)]) -> Vec<Export> {
    let values = values.iter();
    values.map(|(name, value)| export(name, value)).collect()
}

/// Makes whatever the native modules export, and defines the global `assert`, before the realm is locked
/// down. `harden` and `lockdown` must be globals by then.
///
/// # Errors
/// When the realm is not the one of the pinned engine.
pub fn prepare(context: &mut Context) -> JsResult<()> {
    passing::install(context)?;
    eventual::install(context)?;
    notes::install(context);
    let eventual::Exports { e, handled_promise } = eventual::exports(context);
    let assert = assert::prepare(context)?;
    let pass_style = all(&passing::exports(context)?);
    let mut far: Vec<Export> = pass_style
        .iter()
        .filter(|found| {
            ["Far", "getInterfaceOf", "passStyleOf"]
                .iter()
                .any(|name| found.name == *name)
        })
        .cloned()
        .collect();
    far.push(export("E", &e));
    let mut marshal = pass_style.clone();
    marshal.extend(all(&marshal::exports(context)?));
    let (harden, lockdown) = (global("harden", context)?, global("lockdown", context)?);
    let modules = vec![
        ("@endo/errors", all(&assert::exports(&assert, context)?)),
        (
            "@endo/eventual-send",
            vec![export("E", &e), export("HandledPromise", &handled_promise)],
        ),
        ("@endo/far", far),
        ("@endo/harden", vec![export("default", &harden)]),
        ("@endo/lockdown", vec![export("lockdown", &lockdown)]),
        ("@endo/marshal", marshal),
        ("@endo/nat", all(&nat::exports(context))),
        ("@endo/pass-style", pass_style),
        ("@endo/promise-kit", all(&promise_kit::exports(context))),
        // What it would do was done before any code ran (spec E7, E19.65).
        ("ses", Vec::new()),
    ];
    context.register_global_property(
        js_string!("assert"),
        assert,
        Attribute::WRITABLE | Attribute::NON_ENUMERABLE | Attribute::CONFIGURABLE,
    )?;
    context.insert_data(Rc::new(Modules(modules)));
    Ok(())
}

/// The value of a global that was defined before.
fn global(name: &str, context: &mut Context) -> JsResult<JsValue> {
    let found = own(&context.global_object(), &js_string!(name).into());
    found
        .and_then(|found| found.value().cloned())
        .ok_or_else(|| type_error(format!("the realm has no {name} for its modules")))
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
