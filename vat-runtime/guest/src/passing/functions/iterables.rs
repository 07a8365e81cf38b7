//! `mapIterable` and `filterIterable`: far iterables over iterables of the caller (spec V4.6).

use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::PropertyKey;
use boa_engine::{
    Context, Finalize, JsArgs, JsResult, JsString, JsSymbol, JsValue, NativeFunction, Trace,
    js_string,
};

use super::make::far_object;
use crate::marshal::build::frozen_record;
use crate::passing::inspect::type_error;
use crate::passing::names::names;
use crate::realm::builtin::Native;

pub(super) const FUNCTIONS: [(&str, usize, Native); 2] = [
    ("filterIterable", 2, filter_iterable),
    ("mapIterable", 2, map_iterable),
];

/// What goes over what.
#[derive(Clone, Debug, Trace, Finalize)]
struct Over {
    base: JsValue,
    function: JsValue,
    filter: bool,
}

fn map_iterable(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    iterable(args, false, context)
}

fn filter_iterable(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    iterable(args, true, context)
}

fn iterable(args: &[JsValue], filter: bool, context: &mut Context) -> JsResult<JsValue> {
    let over = Over {
        base: args.get_or_undefined(0).clone(),
        function: args.get_or_undefined(1).clone(),
        filter,
    };
    let kind = if filter { "filtered" } else { "mapped" };
    let iterate = NativeFunction::from_copy_closure_with_captures(
        |_, _, over: &Over, context| iterator(over, context),
        over,
    );
    let name = js_string!(format!("{kind} iterable").as_str());
    far(
        name,
        JsSymbol::iterator().into(),
        "[Symbol.iterator]",
        iterate,
        context,
    )
}

/// A far object with one method.
fn far(
    name: JsString,
    key: PropertyKey,
    label: &str,
    code: NativeFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let method = FunctionObjectBuilder::new(context.realm(), code)
        .name(js_string!(label))
        .build();
    let object = JsObject::with_object_proto(context.intrinsics());
    object.create_data_property_or_throw(key, method, context)?;
    far_object(name, &object, context)?;
    Ok(object.into())
}

fn iterator(over: &Over, context: &mut Context) -> JsResult<JsValue> {
    let base = over.base.to_object(context)?;
    let iterate = base.get(JsSymbol::iterator(), context)?;
    let iterate = iterate
        .as_callable()
        .ok_or_else(|| type_error("what is iterated over is not iterable"))?;
    let iterator = iterate.call(&over.base, &[], context)?;
    let captured = Over {
        base: iterator,
        function: over.function.clone(),
        filter: over.filter,
    };
    let next = NativeFunction::from_copy_closure_with_captures(
        |_, _, over: &Over, context| {
            if over.filter {
                filtered(over, context)
            } else {
                mapped(over, context)
            }
        },
        captured,
    );
    let kind = if over.filter { "filtered" } else { "mapped" };
    let name = js_string!(format!("{kind} iterator").as_str());
    far(name, js_string!("next").into(), "next", next, context)
}

/// The next result of the iterator below: the result, whether it is the last, and its value.
fn step(over: &Over, context: &mut Context) -> JsResult<(JsValue, bool, JsValue)> {
    let iterator = over.base.to_object(context)?;
    let next = iterator.get(js_string!("next"), context)?;
    let next = next
        .as_callable()
        .ok_or_else(|| type_error("the iterator has no next"))?;
    let result = next.call(&over.base, &[], context)?;
    let fields = result.to_object(context)?;
    let value = fields.get(js_string!("value"), context)?;
    let done = fields.get(js_string!("done"), context)?.to_boolean();
    Ok((result, done, value))
}

fn apply(over: &Over, value: JsValue, context: &mut Context) -> JsResult<JsValue> {
    let function = over.function.as_callable();
    let function = function.ok_or_else(|| type_error("what is applied must be a function"))?;
    function.call(&JsValue::undefined(), &[value], context)
}

fn mapped(over: &Over, context: &mut Context) -> JsResult<JsValue> {
    let (_, done, value) = step(over, context)?;
    let value = if done {
        value
    } else {
        apply(over, value, context)?
    };
    let members = [
        (js_string!("value").into(), value),
        (js_string!("done").into(), done.into()),
    ];
    let result = JsValue::from(frozen_record(members, &names(context), context));
    crate::harden::harden(&result, context)?;
    Ok(result)
}

fn filtered(over: &Over, context: &mut Context) -> JsResult<JsValue> {
    loop {
        let (result, done, value) = step(over, context)?;
        if done || apply(over, value, context)?.to_boolean() {
            return Ok(result);
        }
    }
}
