//! `deeplyFulfilled`: data without promises, once all the promises in it are fulfilled (spec V4.5).

use boa_engine::object::builtins::{JsArray, JsPromise};
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::PropertyKey;
use boa_engine::{Context, Finalize, JsArgs, JsResult, JsString, JsValue, NativeFunction, Trace};

use crate::harden::harden;
use crate::marshal::build::{frozen_array, frozen_record};
use crate::passing::content::Content;
use crate::passing::names::names;
use crate::passing::style::{check_depth, open};
use crate::passing::{pass_style_of, tagged};
use crate::realm::builtin::Native;

pub(super) const FUNCTIONS: [(&str, usize, Native); 1] = [("deeplyFulfilled", 1, deeply_fulfilled)];

/// How to put a value together again from its fulfilled parts.
#[derive(Clone, Debug, Trace, Finalize)]
enum Shape {
    Array,
    Record(#[unsafe_ignore_trace] Vec<PropertyKey>),
    Tagged(JsString),
}

fn deeply_fulfilled(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    let outcome = pass_style_of(value, context).and_then(|_| fulfilled(value, 0, context));
    let promise = match outcome {
        Ok(awaited) => JsPromise::resolve(awaited.unwrap_or_else(|| value.clone()), context)?,
        Err(error) if error.as_engine().is_some() => return Err(error),
        Err(error) => JsPromise::reject(error, context)?,
    };
    Ok(promise.into())
}

/// A promise for what the value becomes; nothing if no promise is in it.
fn fulfilled(value: &JsValue, depth: usize, context: &mut Context) -> JsResult<Option<JsValue>> {
    check_depth(depth).map_err(|refusal| refusal.into_error(context))?;
    let Some(object) = value.as_object() else {
        return Ok(None);
    };
    let content = open(&object, &names(context)).map_err(|refusal| refusal.into_error(context))?;
    let (shape, parts) = match content {
        Content::Array(elements) => (Shape::Array, elements),
        Content::Record(properties) => {
            let (keys, values) = properties.into_iter().unzip();
            (Shape::Record(keys), values)
        }
        Content::Tagged(tag, payload) => (Shape::Tagged(tag), vec![payload]),
        Content::Promise => return follow(&object, context).map(Some),
        Content::Remotable | Content::Error(_) | Content::ByteArray => return Ok(None),
    };
    let mut waits = false;
    let mut done = Vec::with_capacity(parts.len());
    for part in &parts {
        let awaited = fulfilled(part, depth + 1, context)?;
        waits |= awaited.is_some();
        done.push(awaited.unwrap_or_else(|| part.clone()));
    }
    if !waits {
        return Ok(None);
    }
    all(done, shape, context).map(Some)
}

/// A promise for what a promise is fulfilled with, deeply.
fn follow(promise: &JsObject, context: &mut Context) -> JsResult<JsValue> {
    let go_on = NativeFunction::from_fn_ptr(|_, args, context| {
        let value = args.get_or_undefined(0);
        pass_style_of(value, context)?;
        let awaited = fulfilled(value, 0, context)?;
        Ok(awaited.unwrap_or_else(|| value.clone()))
    });
    let go_on = FunctionObjectBuilder::new(context.realm(), go_on).build();
    let promise = JsPromise::from_object(promise.clone())?;
    Ok(promise.then(Some(go_on), None, context)?.into())
}

/// A promise for the value of this shape, from parts that may be promises.
fn all(parts: Vec<JsValue>, shape: Shape, context: &mut Context) -> JsResult<JsValue> {
    let mut promises = Vec::with_capacity(parts.len());
    for part in parts {
        promises.push(JsPromise::resolve(part, context)?);
    }
    let rebuild = NativeFunction::from_copy_closure_with_captures(
        |_, args, shape: &Shape, context| rebuild(args.get_or_undefined(0), shape, context),
        shape,
    );
    let rebuild = FunctionObjectBuilder::new(context.realm(), rebuild).build();
    let all = JsPromise::all(promises, context)?;
    Ok(all.then(Some(rebuild), None, context)?.into())
}

fn rebuild(parts: &JsValue, shape: &Shape, context: &mut Context) -> JsResult<JsValue> {
    let Some(parts) = parts.as_object() else {
        return Ok(JsValue::undefined());
    };
    let parts = JsArray::from_object(parts)?;
    let length = parts.length(context)?;
    let mut values = Vec::new();
    for index in 0..length {
        values.push(parts.get(index, context)?);
    }
    let names = names(context);
    let value: JsValue = match shape {
        Shape::Array => frozen_array(values, context).into(),
        Shape::Record(keys) => {
            frozen_record(keys.iter().cloned().zip(values), &names, context).into()
        }
        Shape::Tagged(tag) => {
            let payload = values.pop().unwrap_or_default();
            tagged::make_tagged(tag.clone(), payload, &names, context).into()
        }
    };
    harden(&value, context)?;
    Ok(value)
}
