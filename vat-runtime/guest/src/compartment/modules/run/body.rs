//! Running one module.

use boa_engine::module::Module;
use boa_engine::object::FunctionObjectBuilder;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsPromise;
use boa_engine::property::PropertyDescriptor;
use boa_engine::{
    Context, Finalize, JsArgs, JsResult, JsString, JsSymbol, JsValue, NativeFunction, Trace,
    js_string,
};
use boa_gc::{Gc, GcRefCell};

use crate::compartment::modules::instance::{Body, Instance, furnish_meta};
use crate::compartment::modules::kinds::Virtual;
use crate::compartment::modules::precompiled;

/// Runs the body of one module. A promise means that it awaits.
///
/// # Errors
/// What it throws.
pub(super) fn run(instance: &Instance, context: &mut Context) -> JsResult<Option<JsPromise>> {
    match &instance.body {
        Body::Text(meta) => {
            if let Some(meta) = meta {
                furnish_meta(&instance.record, meta, context)?;
            }
            instance.module.run(context)
        }
        Body::Virtual(source) => execute(instance, source, context).map(|()| None),
        Body::Names(source) => copy(instance, source, context).map(|()| None),
        Body::Functor(functor) => precompiled::run(instance, functor, context).map(|()| None),
    }
}

/// Takes the properties of an object for exports.
fn copy(instance: &Instance, source: &Virtual, context: &mut Context) -> JsResult<()> {
    for name in source.exports.iter() {
        let value = source.object.get(name.clone(), context)?;
        instance.module.set_export(name, value)?;
    }
    Ok(())
}

/// Calls `execute(exports, compartment, resolvedImports)` (spec E9.19).
fn execute(instance: &Instance, source: &Virtual, context: &mut Context) -> JsResult<()> {
    let Some(execute) = &source.execute else {
        return Ok(());
    };
    let target = target(instance, source, context)?;
    let compartment = instance.home.compartment.borrow().clone();
    let compartment = compartment.map_or_else(JsValue::undefined, JsValue::from);
    let resolved = JsObject::with_null_proto();
    for (import, full) in &instance.record.resolved {
        resolved.create_data_property_or_throw(import.clone(), full.clone(), context)?;
    }
    let arguments = [target.into(), compartment, resolved.into()];
    execute.call(&source.object.clone().into(), &arguments, context)?;
    Ok(())
}

/// One export of a virtual source, as the object that `execute` gets shows it.
#[derive(Clone, Trace, Finalize)]
struct Export {
    module: Module,
    name: JsString,
    value: Gc<GcRefCell<JsValue>>,
}

/// The object whose properties are the exports: to assign to one changes the export, also later.
fn target(instance: &Instance, source: &Virtual, context: &mut Context) -> JsResult<JsObject> {
    let target = JsObject::with_null_proto();
    let tag = PropertyDescriptor::builder()
        .value(js_string!("Module"))
        .writable(false)
        .enumerable(false)
        .configurable(false);
    target.define_property_or_throw(JsSymbol::to_string_tag(), tag, context)?;
    let realm = context.realm().clone();
    for name in source.exports.iter() {
        let export = Export {
            module: instance.module.clone(),
            name: name.clone(),
            value: Gc::new(GcRefCell::new(JsValue::undefined())),
        };
        let get = NativeFunction::from_copy_closure_with_captures(
            |_, _, export: &Export, _| Ok(export.value.borrow().clone()),
            export.clone(),
        );
        let set = NativeFunction::from_copy_closure_with_captures(
            |_, args, export: &Export, _| {
                let value = args.get_or_undefined(0).clone();
                *export.value.borrow_mut() = value.clone();
                export.module.set_export(&export.name, value)?;
                Ok(JsValue::undefined())
            },
            export,
        );
        let accessor = PropertyDescriptor::builder()
            .get(FunctionObjectBuilder::new(&realm, get).build())
            .set(FunctionObjectBuilder::new(&realm, set).build())
            .enumerable(true)
            .configurable(false);
        target.define_property_or_throw(name.clone(), accessor, context)?;
    }
    Ok(target)
}
