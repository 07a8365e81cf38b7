//! The functions on pass styles that vat code imports.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::native_function::NativeFunctionPointer;
use boa_engine::object::builtins::JsFunction;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::{
    Context, JsArgs, JsResult, JsString, JsSymbol, JsValue, NativeFunction, js_str, js_string,
};

use super::describe::describe;
use super::inspect::{error, lookup, type_error};
use super::names::names;
use super::{PassStyle, failure, pass_style_of, remotable, symbols, tagged};
use crate::harden::harden;
use crate::marshal::build::frozen_array;

/// A native function with its published name.
pub(crate) fn function(
    name: &str,
    length: usize,
    body: NativeFunctionPointer,
    context: &mut Context,
) -> JsFunction {
    let body = NativeFunction::from_fn_ptr(body);
    FunctionObjectBuilder::new(context.realm(), body)
        .name(js_string!(name))
        .length(length)
        .build()
}

/// What the packages on pass styles export, by name.
pub(crate) fn exports(context: &mut Context) -> Vec<(&'static str, JsValue)> {
    let functions: [(&'static str, usize, NativeFunctionPointer); 26] = [
        ("Far", 1, far),
        ("Remotable", 0, make_remotable),
        ("ToFarFunction", 2, to_far_function),
        ("assertAtom", 1, assert_atom),
        ("assertCopyArray", 1, assert_copy_array),
        ("assertPassable", 1, assert_passable),
        ("assertPassableSymbol", 1, assert_passable_symbol),
        ("assertRecord", 1, assert_record),
        ("assertRemotable", 1, assert_remotable),
        ("getErrorConstructor", 1, get_error_constructor),
        ("getInterfaceOf", 1, get_interface_of),
        ("getRemotableMethodNames", 1, get_remotable_method_names),
        ("getTag", 1, get_tag),
        ("isAtom", 1, is_atom),
        ("isCopyArray", 1, is_copy_array),
        ("isErrorLike", 1, is_error_like),
        ("isObject", 1, is_object),
        ("isPassable", 1, is_passable),
        ("isPassableSymbol", 1, is_passable_symbol),
        ("isPrimitive", 1, is_primitive),
        ("isRecord", 1, is_record),
        ("isRemotable", 1, is_remotable),
        ("makeTagged", 2, make_tagged),
        ("nameForPassableSymbol", 1, name_for_passable_symbol),
        ("passableSymbolForName", 1, passable_symbol_for_name),
        ("toPassableError", 1, to_passable_error),
    ];
    let mut exports: Vec<(&'static str, JsValue)> = functions
        .into_iter()
        .map(|(name, length, body)| (name, function(name, length, body, context).into()))
        .collect();
    exports.push(("PASS_STYLE", names(context).pass_style.clone().into()));
    exports.push(("GET_METHOD_NAMES", js_string!("__getMethodNames__").into()));
    exports.push(("passStyleOf", pass_style_of_function(context)));
    exports
}

/// `passStyleOf`, one function for the whole vat.
pub(super) fn pass_style_of_function(context: &mut Context) -> JsValue {
    struct PassStyleOf(JsFunction);
    if let Some(made) = context.get_data::<PassStyleOf>() {
        return made.0.clone().into();
    }
    let made = function("passStyleOf", 1, style_of, context);
    context.insert_data(PassStyleOf(made.clone()));
    made.into()
}

fn style_of(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(pass_style_of(args.get_or_undefined(0), context)?
        .name()
        .into())
}

fn assert_passable(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    pass_style_of(args.get_or_undefined(0), context)?;
    Ok(JsValue::undefined())
}

fn is_passable(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(style(args, context)?.is_some().into())
}

/// The style of the first argument, or nothing if it cannot be passed.
fn style(args: &[JsValue], context: &mut Context) -> JsResult<Option<PassStyle>> {
    match pass_style_of(args.get_or_undefined(0), context) {
        Ok(style) => Ok(Some(style)),
        Err(error) if error.as_engine().is_some() => Err(error),
        Err(_) => Ok(None),
    }
}

fn expect_style(
    args: &[JsValue],
    expected: PassStyle,
    what: &str,
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    let found = pass_style_of(value, context)?;
    if found == expected {
        return Ok(JsValue::undefined());
    }
    Err(type_error(format!(
        "{} must be a pass-by-{what}, not {:?}",
        describe(value),
        found.name()
    )))
}

fn is_record(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok((style(args, context)? == Some(PassStyle::CopyRecord)).into())
}

fn is_copy_array(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok((style(args, context)? == Some(PassStyle::CopyArray)).into())
}

fn is_remotable(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok((style(args, context)? == Some(PassStyle::Remotable)).into())
}

fn atom(args: &[JsValue], context: &mut Context) -> JsResult<bool> {
    Ok(!args.get_or_undefined(0).is_object() && style(args, context)?.is_some())
}

fn is_atom(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(atom(args, context)?.into())
}

fn assert_atom(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if atom(args, context)? {
        return Ok(JsValue::undefined());
    }
    Err(type_error(format!(
        "{} must be an atom",
        describe(args.get_or_undefined(0))
    )))
}

fn assert_record(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    expect_style(args, PassStyle::CopyRecord, "copy record", context)
}

fn assert_copy_array(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    expect_style(args, PassStyle::CopyArray, "copy array", context)
}

fn assert_remotable(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    expect_style(args, PassStyle::Remotable, "reference remotable", context)
}

fn is_object(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(args.get_or_undefined(0).is_object().into())
}

fn is_primitive(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok((!args.get_or_undefined(0).is_object()).into())
}

fn is_error_like(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(failure::is_error_like(args.get_or_undefined(0), &names(context)).into())
}

fn get_error_constructor(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let name = args.get_or_undefined(0).as_string();
    let names = names(context);
    let class = name.and_then(|name| {
        names
            .error_class(&name)
            .map(|class| class.constructor.clone())
    });
    Ok(class.map_or_else(JsValue::undefined, JsValue::from))
}

/// Turns an error that may be odd into a plain frozen one that can be passed.
fn to_passable_error(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    harden(value, context)?;
    let names = names(context);
    let Some(object) = value
        .as_object()
        .filter(|_| failure::is_error_like(value, &names))
    else {
        return Err(type_error(format!("Error expected: {}", describe(value))));
    };
    if failure::check(&object, &names, context).is_ok() {
        return Ok(value.clone());
    }
    let name = failure::text_of(&object, js_string!("name"));
    let message = failure::text_of(&object, js_string!("message"));
    let made = JsValue::from(failure::make_error(&name, message, &names, context)?);
    harden(&made, context)?;
    Ok(made)
}

fn get_interface_of(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let names = names(context);
    let interface = remotable::interface_of(args.get_or_undefined(0), &names, context)?;
    Ok(interface.map_or_else(JsValue::undefined, JsValue::from))
}

fn get_tag(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let object = args.get_or_undefined(0).as_object();
    let found = object.and_then(|object| lookup(&object, &JsSymbol::to_string_tag().into()));
    Ok(found
        .and_then(|found| found.value().cloned())
        .unwrap_or_default())
}

fn make_tagged(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let tag = args.get_or_undefined(0);
    let Some(tag) = tag.as_string() else {
        return Err(error(format!(
            "The tag of a tagged record must be a string: {}",
            describe(tag)
        )));
    };
    let payload = args.get_or_undefined(1);
    harden(payload, context)?;
    pass_style_of(payload, context)?;
    Ok(tagged::make_tagged(tag, payload.clone(), &names(context), context).into())
}

fn symbol_argument(args: &[JsValue]) -> JsResult<JsSymbol> {
    let value = args.get_or_undefined(0);
    value
        .as_symbol()
        .ok_or_else(|| type_error(format!("{} must be a symbol", describe(value))))
}

fn assert_passable_symbol(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    symbols::name_for_symbol(&symbol_argument(args)?, &names(context), context)?;
    Ok(true.into())
}

fn is_passable_symbol(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok((args.get_or_undefined(0).is_symbol() && style(args, context)?.is_some()).into())
}

fn name_for_passable_symbol(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    Ok(symbols::name_for_symbol(&symbol_argument(args)?, &names(context), context)?.into())
}

fn passable_symbol_for_name(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    let Some(name) = value.as_string() else {
        return Err(error(format!("{} must be a string", describe(value))));
    };
    Ok(symbols::symbol_for_name(&name, &names(context), context)?.into())
}

/// An object given as argument, or a new one.
fn object_argument(value: &JsValue, context: &mut Context) -> JsResult<JsObject> {
    if value.is_undefined() {
        return Ok(JsObject::new(
            context.root_shape(),
            names(context).object.clone(),
            OrdinaryObject,
        )
        .upcast());
    }
    let refuse = || {
        error(format!(
            "Remotables must be objects or functions: {}",
            describe(value)
        ))
    };
    value.as_object().ok_or_else(refuse)
}

fn far(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = args.get_or_undefined(0).to_string(context)?;
    let object = object_argument(args.get_or_undefined(1), context)?;
    let key = js_string!("__getMethodNames__");
    if !object.is_callable()
        && object.is_extensible(context)?
        && lookup(&object, &key.clone().into()).is_none()
    {
        object.insert_property(key, remotable::fixed(get_method_names(context), false));
    }
    let interface = js_string!(js_str!("Alleged: "), name.as_str());
    remotable::make_remotable(interface, &object, &names(context), context)?;
    Ok(object.into())
}

/// The method that every far object has, one function for the whole vat.
fn get_method_names(context: &mut Context) -> JsValue {
    struct GetMethodNames(JsFunction);
    if let Some(made) = context.get_data::<GetMethodNames>() {
        return made.0.clone().into();
    }
    let made = function("__getMethodNames__", 0, own_method_names, context);
    context.insert_data(GetMethodNames(made.clone()));
    made.into()
}

fn own_method_names(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    method_names_of(this, context)
}

fn get_remotable_method_names(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    method_names_of(args.get_or_undefined(0), context)
}

fn method_names_of(value: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    let names = remotable::method_names(value, &names(context), context)?;
    Ok(frozen_array(names, context).into())
}

fn make_remotable(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let interface = match args.get_or_undefined(0) {
        value if value.is_undefined() => js_string!("Remotable"),
        value => value.as_string().ok_or_else(|| {
            error(format!(
                "For now, interface {} must be a string; unimplemented",
                describe(value)
            ))
        })?,
    };
    if !args.get_or_undefined(1).is_undefined() {
        return Err(error("Remotable props not yet implemented"));
    }
    let object = object_argument(args.get_or_undefined(2), context)?;
    remotable::make_remotable(interface, &object, &names(context), context)?;
    Ok(object.into())
}

fn to_far_function(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let inner = args.get_or_undefined(1);
    let names = names(context);
    if remotable::interface_of(inner, &names, context)?.is_some() {
        return Ok(inner.clone());
    }
    let Some(callable) = inner.as_callable() else {
        return Err(type_error(format!(
            "{} must be a function",
            describe(inner)
        )));
    };
    let name = args.get_or_undefined(0).to_string(context)?;
    let body = NativeFunction::from_copy_closure_with_captures(
        |_, args, inner: &JsObject, context| inner.call(&JsValue::undefined(), args, context),
        callable,
    );
    let wrapper = FunctionObjectBuilder::new(context.realm(), body).build();
    let interface: JsString = js_string!(js_str!("Alleged: "), name.as_str());
    remotable::make_remotable(interface, &wrapper, &names, context)?;
    Ok(wrapper.into())
}
