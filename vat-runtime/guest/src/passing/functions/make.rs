//! Functions that make remotables and tagged data (spec V4.1, V4.2).

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::{
    Context, JsArgs, JsResult, JsString, JsSymbol, JsValue, NativeFunction, js_str, js_string,
};

use crate::harden::harden;
use crate::marshal::build::frozen_array;
use crate::passing::inspect::type_error;
use crate::passing::names::names;
use crate::passing::refusal::refuse;
use crate::passing::{pass_style_of, remotable, tagged};
use crate::realm::builtin::{Native, fixed, method};

pub(super) const FUNCTIONS: [(&str, usize, Native); 7] = [
    ("Far", 1, far),
    ("Remotable", 0, make_remotable),
    ("ToFarFunction", 2, to_far_function),
    ("getInterfaceOf", 1, get_interface_of),
    ("getRemotableMethodNames", 1, get_remotable_method_names),
    ("getTag", 1, get_tag),
    ("makeTagged", 2, make_tagged),
];

/// A new object that inherits from `Object.prototype`.
fn new_object(context: &mut Context) -> JsObject {
    let parent = names(context).object.clone();
    JsObject::new(context.root_shape(), parent, OrdinaryObject).upcast()
}

/// An object given as argument, or a new one.
fn object_argument(value: &JsValue, context: &mut Context) -> JsResult<JsObject> {
    if value.is_undefined() {
        return Ok(new_object(context));
    }
    value.as_object().ok_or_else(|| {
        refuse("cannot serialize non-objects as Remotable ")
            .of(value.clone())
            .into_error(context)
    })
}

fn far(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = args.get_or_undefined(0).to_string(context)?;
    let object = object_argument(args.get_or_undefined(1), context)?;
    far_object(name, &object, context)?;
    Ok(object.into())
}

/// Makes an object far, and lets it tell its methods.
pub(super) fn far_object(name: JsString, object: &JsObject, context: &mut Context) -> JsResult<()> {
    let key = js_string!("__getMethodNames__");
    if !object.is_callable()
        && object.is_extensible(context)?
        && !object.has_property(key.clone(), context)?
    {
        let told = fixed(get_method_names(context));
        object.define_property_or_throw(key, told, context)?;
    }
    let interface = js_string!(js_str!("Alleged: "), name.as_str());
    remotable::make_remotable(interface, object, &names(context), context)
}

/// The method that every far object has, one function for the whole vat.
fn get_method_names(context: &mut Context) -> JsValue {
    struct GetMethodNames(JsObject);
    if let Some(made) = context.get_data::<GetMethodNames>() {
        return made.0.clone().into();
    }
    let made = method("__getMethodNames__", 0, own_method_names, context);
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
            refuse("For now, interface ")
                .of(value.clone())
                .and(" must be a string; unimplemented")
                .into_error(context)
        })?,
    };
    let props = args.get_or_undefined(1);
    if !props.is_undefined() {
        let refusal = refuse("Remotable props not yet implemented ").of(props.clone());
        return Err(refusal.into_error(context));
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
    let name = args.get_or_undefined(0).to_string(context)?;
    let body = NativeFunction::from_copy_closure_with_captures(
        |_, args, inner: &JsValue, context| {
            let inner = inner.as_callable();
            let inner = inner.ok_or_else(|| type_error("the far function wraps no function"))?;
            inner.call(&JsValue::undefined(), args, context)
        },
        inner.clone(),
    );
    let wrapper = FunctionObjectBuilder::new(context.realm(), body).build();
    let interface: JsString = js_string!(js_str!("Alleged: "), name.as_str());
    remotable::make_remotable(interface, &wrapper, &names, context)?;
    Ok(wrapper.into())
}

fn get_interface_of(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let names = names(context);
    let interface = remotable::interface_of(args.get_or_undefined(0), &names, context)?;
    Ok(interface.map_or_else(JsValue::undefined, JsValue::from))
}

fn get_tag(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let record = args.get_or_undefined(0).to_object(context)?;
    record.get(JsSymbol::to_string_tag(), context)
}

fn make_tagged(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let tag = args.get_or_undefined(0);
    let Some(tag) = tag.as_string() else {
        let refusal = refuse("The tag of a tagged record must be a string: ").of(tag.clone());
        return Err(refusal.into_error(context));
    };
    let payload = args.get_or_undefined(1);
    harden(payload, context)?;
    pass_style_of(payload, context)?;
    let made = tagged::make_tagged(tag, payload.clone(), &names(context), context);
    made.mark_hardened();
    Ok(made.into())
}
