//! What a functor imports: each name it asks for is brought to it, now and whenever it changes.

use boa_engine::object::builtins::JsFunction;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::{
    Context, JsArgs, JsNativeError, JsResult, JsString, JsValue, NativeFunction, js_string,
};

use super::functor::variable;
use crate::compartment::evaluate::spread;
use crate::compartment::modules::instance::Instance;
use crate::passing::inspect::type_error;

/// Calls a function of the program with a value.
pub(super) fn update(updater: &JsObject, value: &JsValue, context: &mut Context) -> JsResult<()> {
    updater.call(&JsValue::undefined(), std::slice::from_ref(value), context)?;
    Ok(())
}

/// `imports(updates)`: `updates` lists, for each specifier, names and the functions that take their values.
pub(super) fn function(instance: &Instance, context: &mut Context) -> JsFunction {
    let body = NativeFunction::from_copy_closure_with_captures(
        |_, args, instance: &Instance, context| {
            for (specifier, names) in pairs(args.get_or_undefined(0), context)? {
                let specifier = specifier.to_string(context)?;
                for (name, updaters) in pairs(&names, context)? {
                    let name = name.to_string(context)?;
                    for updater in spread(&updaters, "a list of updaters", context)? {
                        let updater = updater.as_object().filter(JsObject::is_callable);
                        let updater = updater
                            .ok_or_else(|| type_error("an updater of imports is not a function"))?;
                        bring(instance, &specifier, &name, &updater, context)?;
                    }
                }
            }
            Ok(JsValue::undefined())
        },
        instance.clone(),
    );
    FunctionObjectBuilder::new(context.realm(), body).build()
}

/// The pairs that an iterable of pairs gives.
fn pairs(value: &JsValue, context: &mut Context) -> JsResult<Vec<(JsValue, JsValue)>> {
    let mut pairs = Vec::new();
    for pair in spread(value, "a list of imports", context)? {
        let pair = pair
            .as_object()
            .ok_or_else(|| type_error("imports takes pairs"))?;
        pairs.push((pair.get(0, context)?, pair.get(1, context)?));
    }
    Ok(pairs)
}

/// Brings one import to a function of the program.
fn bring(
    importer: &Instance,
    specifier: &JsString,
    name: &JsString,
    updater: &JsObject,
    context: &mut Context,
) -> JsResult<()> {
    let found = importer.links.borrow().get(specifier).cloned();
    let imported = found.ok_or_else(|| type_error("a module that was not imported"))?;
    if *name == js_string!("*") {
        let namespace = imported.namespace(context);
        return update(updater, &namespace.into(), context);
    }
    let Some((module, there)) = imported.module.export(name) else {
        let text = format!(
            "The requested module '{}' does not provide an export named '{}'",
            specifier.to_std_string_lossy(),
            name.to_std_string_lossy()
        );
        return Err(JsNativeError::syntax().with_message(text).into());
    };
    if let Some(variable) = there.and_then(|there| variable(&module, &there)) {
        return variable.watch(updater, context);
    }
    match imported.namespace(context).get(name.clone(), context) {
        Ok(value) => update(updater, &value, context),
        Err(error) if error.as_engine().is_some() => Err(error),
        // In a cycle: it has no value yet.
        Err(_) => Ok(()),
    }
}
