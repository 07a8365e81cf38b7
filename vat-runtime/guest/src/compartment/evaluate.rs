//! `compartment.evaluate(source, options)` and what the evaluators of compartments share (spec E8.7, E8.8, E8.10, E8.11).
//!
//! The text runs as strict code of the compartment's realm, whoever calls. Only transforms, getters of options
//! and the text itself run vat code.

use std::path::PathBuf;

use boa_engine::builtins::eval::Surroundings;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsFunction;
use boa_engine::{Context, JsArgs, JsResult, JsString, JsValue, js_string};

use super::{Compartment, Expected, options, receiver, scopes, source_url};
use crate::modules;
use crate::passing::inspect::type_error;
use crate::realm::iteration::Record as Iterator;

/// `Compartment.prototype.evaluate`.
pub(super) fn evaluate(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let compartment = receiver(this, "evaluate")?;
    let Some(source) = args.get_or_undefined(0).as_string() else {
        return Err(type_error("first argument of evaluate() must be a string"));
    };
    let options = read(args.get_or_undefined(1), context)?;
    let mut scopes = Vec::new();
    if options.sloppy_globals {
        let global = compartment.borrow().data().global.clone();
        scopes.push(scopes::sloppy(global, context)?);
    }
    let mut transforms = options.transforms;
    if options.lexicals.is_undefined() {
        transforms.extend(all_transforms(&compartment));
    } else {
        // Whoever brings variables has transformed the text already: it is that of a module.
        scopes.push(scopes::lexicals(&options.lexicals, context)?);
    }
    let source = transform(source, &transforms, context)?;
    run(&compartment, &source, &scopes, options.expected, context)
}

/// Evaluates a text as the compartment's own `eval` does.
///
/// # Errors
/// When a transform or the text throws, or the text is not a program.
pub(super) fn program(
    compartment: &JsObject<Compartment>,
    source: JsString,
    context: &mut Context,
) -> JsResult<JsValue> {
    let source = transform(source, &all_transforms(compartment), context)?;
    run(compartment, &source, &[], Expected::Plain, context)
}

/// Evaluates what the reference's compiler made of a module, with the accessors of its variables.
///
/// # Errors
/// When a transform or the text throws, or the text is not a program.
pub(super) fn module_program(
    compartment: &JsObject<Compartment>,
    source: JsString,
    lexicals: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let transforms = compartment.borrow().data().options.shim_transforms.clone();
    let source = transform(source, &transforms, context)?;
    let scope = scopes::lexicals(&lexicals.clone().into(), context)?;
    run(compartment, &source, &[scope], Expected::Plain, context)
}

struct EvaluateOptions {
    transforms: Vec<JsValue>,
    sloppy_globals: bool,
    lexicals: JsValue,
    expected: Expected,
}

fn read(options: &JsValue, context: &mut Context) -> JsResult<EvaluateOptions> {
    let mut read = EvaluateOptions {
        transforms: Vec::new(),
        sloppy_globals: false,
        lexicals: JsValue::undefined(),
        expected: Expected::Plain,
    };
    if options.is_undefined() {
        return Ok(read);
    }
    if options.is_null() {
        return Err(type_error("options of evaluate() must be an object"));
    }
    let options = options.to_object(context)?;
    let transforms = options.get(js_string!("transforms"), context)?;
    let reject = options.get(js_string!("__rejectSomeDirectEvalExpressions__"), context)?;
    if !reject.is_undefined() && reject.as_boolean() != Some(true) {
        read.expected = Expected::Lenient;
    }
    if !transforms.is_undefined() {
        read.transforms = spread(&transforms, "transforms", context)?;
    }
    let sloppy = options.get(js_string!("sloppyGlobalsMode"), context)?;
    read.sloppy_globals = sloppy.to_boolean();
    read.lexicals = options.get(js_string!("__moduleShimLexicals__"), context)?;
    Ok(read)
}

/// The values of an iterable, which messages call `what`.
pub(super) fn spread(
    iterable: &JsValue,
    what: &str,
    context: &mut Context,
) -> JsResult<Vec<JsValue>> {
    if iterable.is_null_or_undefined() {
        return Err(type_error(format!("{what} is not iterable")));
    }
    let iterable = iterable.to_object(context)?;
    let Some(iterator) = Iterator::try_of(&iterable, context)? else {
        return Err(type_error(format!("{what} is not iterable")));
    };
    let mut values = Vec::new();
    while let Some(value) = iterator.step(context)? {
        values.push(value);
    }
    Ok(values)
}

fn callable(value: &JsValue, what: &str) -> JsResult<JsFunction> {
    value
        .as_object()
        .and_then(JsFunction::from_object)
        .ok_or_else(|| type_error(format!("{what} is not a function")))
}

fn all_transforms(compartment: &JsObject<Compartment>) -> Vec<JsValue> {
    compartment.borrow().data().options.transforms.clone()
}

/// Gives the text to each transform in turn.
///
/// # Errors
/// When one is not a function, throws, or gives anything but a text (spec E19.4).
pub(crate) fn transform(
    mut source: JsString,
    transforms: &[JsValue],
    context: &mut Context,
) -> JsResult<JsString> {
    for each in transforms {
        let each = callable(each, "transform")?;
        let made = each.call(&JsValue::undefined(), &[source.into()], context)?;
        source = made
            .as_string()
            .ok_or_else(|| type_error("transform must return a string"))?;
    }
    Ok(source)
}

fn run(
    compartment: &JsObject<Compartment>,
    source: &JsString,
    scopes: &[JsObject],
    expected: Expected,
    context: &mut Context,
) -> JsResult<JsValue> {
    let (realm, name) = {
        let compartment = compartment.borrow();
        let data = compartment.data();
        data.expected.set(Some(expected));
        (data.realm.clone(), data.options.name.clone())
    };
    let name = source_url::of(source).or_else(|| {
        let name = name.to_std_string_lossy();
        (name != options::NAMELESS).then(|| source_url::printable(&name))
    });
    let surroundings = Surroundings {
        path: name.as_ref().map(PathBuf::from),
        objects: scopes,
    };
    let value = context.evaluate_strictly(source, &realm, surroundings);
    // Nobody looked at the syntax: there was none. The error says where in which text.
    let parsed = compartment.borrow().data().expected.take().is_none();
    match (value, name) {
        (Err(error), Some(name)) if !parsed => Err(modules::in_module(&name, error)),
        (value, _) => value,
    }
}
