//! Iterators as the language's abstract operations use them.
//!
//! Every step is in the order of the language, since each may run code of the iterator.

use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, Finalize, JsError, JsResult, JsSymbol, JsValue, Trace, js_string};

use crate::passing::inspect::type_error;

/// An iterator and its `next`.
#[derive(Clone, Debug, Trace, Finalize)]
pub(crate) struct Record {
    iterator: JsObject,
    next: JsValue,
}

/// `GetMethod`
fn method(
    object: &JsObject,
    key: impl Into<PropertyKey>,
    context: &mut Context,
) -> JsResult<Option<JsObject>> {
    let method = object.get(key, context)?;
    if method.is_null_or_undefined() {
        return Ok(None);
    }
    let callable = method.as_callable();
    callable
        .map(Some)
        .ok_or_else(|| type_error("a method is not a function"))
}

/// `Call(f, value)`
fn call(function: &JsValue, this: &JsObject, context: &mut Context) -> JsResult<JsValue> {
    function
        .as_callable()
        .ok_or_else(|| type_error("a method is not a function"))?
        .call(&this.clone().into(), &[], context)
}

impl Record {
    fn direct(iterator: JsObject, context: &mut Context) -> JsResult<Self> {
        let next = iterator.get(js_string!("next"), context)?;
        Ok(Self { iterator, next })
    }

    fn opened(method: &JsObject, of: &JsObject, context: &mut Context) -> JsResult<Self> {
        let iterator = method.call(&of.clone().into(), &[], context)?;
        let iterator = iterator
            .as_object()
            .ok_or_else(|| type_error("an iterator is not an object"))?;
        Self::direct(iterator, context)
    }

    /// `GetIterator(object, sync)`
    pub(crate) fn of(object: &JsObject, context: &mut Context) -> JsResult<Self> {
        Self::try_of(object, context)?.ok_or_else(|| type_error("not iterable"))
    }

    /// The same, for callers with an error of their own for what is not iterable.
    pub(crate) fn try_of(object: &JsObject, context: &mut Context) -> JsResult<Option<Self>> {
        match method(object, JsSymbol::iterator(), context)? {
            Some(method) => Self::opened(&method, object, context).map(Some),
            None => Ok(None),
        }
    }

    /// `GetIteratorFlattenable(value, reject-strings)`
    pub(super) fn flattened(value: &JsValue, context: &mut Context) -> JsResult<Self> {
        let object = value
            .as_object()
            .ok_or_else(|| type_error("not an iterable object"))?;
        match method(&object, JsSymbol::iterator(), context)? {
            Some(method) => Self::opened(&method, &object, context),
            None => Self::direct(object, context),
        }
    }

    /// `IteratorStepValue`
    pub(crate) fn step(&self, context: &mut Context) -> JsResult<Option<JsValue>> {
        let result = call(&self.next, &self.iterator, context)?
            .as_object()
            .ok_or_else(|| type_error("what an iterator gave is not an object"))?;
        if result.get(js_string!("done"), context)?.to_boolean() {
            return Ok(None);
        }
        result.get(js_string!("value"), context).map(Some)
    }

    /// `IteratorStep`: whether there is another value, which is not looked at.
    pub(super) fn advance(&self, context: &mut Context) -> JsResult<bool> {
        let result = call(&self.next, &self.iterator, context)?
            .as_object()
            .ok_or_else(|| type_error("what an iterator gave is not an object"))?;
        Ok(!result.get(js_string!("done"), context)?.to_boolean())
    }

    /// `IteratorClose`
    pub(crate) fn close(&self, so_far: JsResult<()>, context: &mut Context) -> JsResult<()> {
        let closed = match method(&self.iterator, js_string!("return"), context) {
            Ok(None) => return so_far,
            Ok(Some(method)) => method.call(&self.iterator.clone().into(), &[], context),
            Err(error) => Err(error),
        };
        so_far?;
        if closed?.is_object() {
            Ok(())
        } else {
            Err(type_error("what an iterator gave is not an object"))
        }
    }
}

/// What `[...value]` holds.
///
/// # Errors
/// When the value cannot be iterated, or what its iterator throws.
pub(crate) fn spread(value: &JsValue, context: &mut Context) -> JsResult<Vec<JsValue>> {
    let record = Record::of(&value.to_object(context)?, context)?;
    let mut found = Vec::new();
    while let Some(value) = record.step(context)? {
        found.push(value);
    }
    Ok(found)
}

/// `IteratorCloseAll`: the last opened first.
pub(super) fn close_all(
    open: &[&Record],
    so_far: JsResult<()>,
    context: &mut Context,
) -> JsResult<()> {
    open.iter()
        .rev()
        .fold(so_far, |so_far, record| record.close(so_far, context))
}

/// `IfAbruptCloseIterators`
pub(crate) fn closing<T>(
    result: JsResult<T>,
    open: &[&Record],
    context: &mut Context,
) -> JsResult<T> {
    match result {
        Ok(value) => Ok(value),
        Err(error) => Err(after_closing(error, open, context)),
    }
}

fn after_closing(error: JsError, open: &[&Record], context: &mut Context) -> JsError {
    match close_all(open, Err(error), context) {
        Err(error) => error,
        Ok(()) => type_error("an error was lost"),
    }
}
