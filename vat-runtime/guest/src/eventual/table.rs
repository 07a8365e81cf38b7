//! Which promises have a handler: where messages go that are sent to a promise before it is resolved.
//!
//! Promises are held weakly, so that one nobody can resolve any more does not stay forever.

use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsWeakMap;
use boa_engine::{Context, Finalize, JsData, JsResult, JsValue, Trace};
use crankcase_abi::VatRef;

use super::send::{Send, later_again};

/// Where messages to an unresolved promise go.
#[derive(Debug, Trace, Finalize)]
pub(super) enum Handler {
    /// They wait here.
    Postponed(Vec<Send>),
    /// To another vat, at once.
    Remote(#[unsafe_ignore_trace] VatRef),
    /// To a handler of vat code.
    Custom(JsObject),
    /// To another promise, which this one was resolved to.
    Forwarded(JsObject),
}

/// An entry of the table.
#[derive(Debug, Trace, Finalize, JsData)]
pub(super) struct Entry {
    pub handler: Handler,
    /// Whether somebody waits for the outcome through a message.
    #[unsafe_ignore_trace]
    pub awaited: bool,
}

/// The table, and the presences that vat code made.
#[derive(Clone, Debug)]
struct Tables {
    handled: JsWeakMap,
    presences: JsWeakMap,
}

/// Makes the empty table.
pub(super) fn install(context: &mut Context) {
    let tables = Tables { handled: JsWeakMap::new(context), presences: JsWeakMap::new(context) };
    context.insert_data(tables);
}

fn tables(context: &Context) -> Tables {
    context.get_data::<Tables>().expect("the realm was made with eventual send").clone()
}

/// The entry of a promise.
pub(super) fn entry(promise: &JsObject, context: &mut Context) -> JsResult<Option<JsObject>> {
    Ok(tables(context).handled.get(promise, context)?.as_object())
}

/// Enters a promise, or gives it another handler.
pub(super) fn set(promise: &JsObject, handler: Handler, context: &mut Context) -> JsResult<()> {
    let entry = JsObject::from_proto_and_data(None, Entry { handler, awaited: false });
    tables(context).handled.set(promise, entry.into(), context)?;
    Ok(())
}

/// Removes a promise. It was resolved to something that has no handler.
fn forget(promise: &JsObject, context: &mut Context) -> JsResult<()> {
    tables(context).handled.delete(promise, context)?;
    Ok(())
}

/// The promise at the end of the chain that `promise` was forwarded along.
pub(super) fn shorten(promise: &JsObject, context: &mut Context) -> JsResult<JsObject> {
    let mut found = promise.clone();
    while let Some(entry) = entry(&found, context)? {
        let next = match entry.downcast_ref::<Entry>().as_deref() {
            Some(Entry { handler: Handler::Forwarded(next), .. }) => next.clone(),
            _ => break,
        };
        found = next;
    }
    Ok(found)
}

/// The messages that wait for a promise; the promise gets this handler instead, or none.
pub(super) fn replace(
    promise: &JsObject,
    handler: Option<Handler>,
    context: &mut Context,
) -> JsResult<(Vec<Send>, bool)> {
    let Some(entry) = entry(promise, context)? else { return Ok((Vec::new(), false)) };
    let mut waiting = Vec::new();
    let mut awaited = false;
    let keep = handler.is_some();
    if let Some(mut entry) = entry.downcast_mut::<Entry>() {
        awaited = entry.awaited;
        if let Handler::Postponed(sends) = &mut entry.handler {
            waiting = std::mem::take(sends);
        }
        if let Some(handler) = handler {
            entry.handler = handler;
        }
    }
    if !keep {
        forget(promise, context)?;
    }
    Ok((waiting, awaited))
}

/// From now on messages to this unresolved promise go to another vat, those that waited first.
///
/// # Errors
/// Only what ends the vat.
pub(crate) fn become_remote(promise: &JsObject, target: VatRef, context: &mut Context) -> JsResult<()> {
    if entry(promise, context)?.is_none() {
        return set(promise, Handler::Remote(target), context);
    }
    let (waiting, _) = replace(promise, Some(Handler::Remote(target)), context)?;
    for send in waiting {
        later_again(promise.clone().into(), send, context);
    }
    Ok(())
}

/// Remembers the handler of a presence that vat code made.
pub(super) fn set_presence(presence: &JsObject, handler: JsObject, context: &mut Context) -> JsResult<()> {
    tables(context).presences.set(presence, handler.into(), context)?;
    Ok(())
}

/// The handler of a presence that vat code made.
pub(super) fn presence_handler(value: &JsValue, context: &mut Context) -> JsResult<Option<JsObject>> {
    let Some(object) = value.as_object() else { return Ok(None) };
    Ok(tables(context).presences.get(&object, context)?.as_object())
}
