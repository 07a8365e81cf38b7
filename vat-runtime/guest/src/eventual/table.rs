//! Which promises have a handler, and the messages that wait for them.
//!
//! Every message to such a promise goes through its queue, and gets a job of its own that lets the first in
//! the queue go on. So messages to one promise stay in the order they were sent in, whatever becomes of the
//! promise meanwhile, and messages to different promises do too unless one has to wait.
//! Promises are held weakly: one nobody can resolve any more does not stay forever.

use std::collections::VecDeque;

use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsWeakMap;
use boa_engine::{Context, Finalize, JsData, JsResult, JsValue, Trace};
use crankcase_abi::VatRef;

use super::send::{Send, schedule};

/// What becomes of messages to a promise.
#[derive(Clone, Debug, Trace, Finalize)]
#[boa_gc(unsafe_no_drop)]
pub(super) enum Handler {
    /// They wait until it is resolved.
    Postponed,
    /// They go to another vat.
    Remote(#[unsafe_ignore_trace] VatRef),
    /// They go to a handler of vat code.
    Custom(JsObject),
    /// They go to another promise, which this one was resolved to.
    Forwarded(JsObject),
    /// What the promise was resolved to has no handler: they go to the outcome. The entry only lives until
    /// its queue is empty.
    Settled,
}

/// An entry of the table.
#[derive(Debug, Trace, Finalize, JsData)]
struct Entry {
    handler: Handler,
    queue: VecDeque<Send>,
    /// How many jobs came when nothing could go on.
    #[unsafe_ignore_trace]
    idle: usize,
    /// Whether a message was ever sent, so that somebody learns if the promise is rejected.
    #[unsafe_ignore_trace]
    awaited: bool,
}

/// The table, and the presences that vat code made.
#[derive(Clone, Debug)]
struct Tables {
    handled: JsWeakMap,
    presences: JsWeakMap,
}

/// Makes the empty table.
pub(super) fn install(context: &mut Context) {
    let tables = Tables {
        handled: JsWeakMap::new(context),
        presences: JsWeakMap::new(context),
    };
    context.insert_data(tables);
}

fn tables(context: &Context) -> Tables {
    context
        .get_data::<Tables>()
        .expect("the realm was made with eventual send")
        .clone()
}

fn entry(promise: &JsObject, context: &mut Context) -> JsResult<Option<JsObject>> {
    Ok(tables(context).handled.get(promise, context)?.as_object())
}

/// Looks at or changes the entry of a promise, if it has one.
fn with<T>(
    promise: &JsObject,
    context: &mut Context,
    look: impl FnOnce(&mut Entry) -> T,
) -> JsResult<Option<T>> {
    let found = entry(promise, context)?;
    Ok(found
        .as_ref()
        .and_then(|found| found.downcast_mut::<Entry>())
        .map(|mut entry| look(&mut entry)))
}

/// Whether a promise has a handler.
pub(super) fn is_handled(promise: &JsObject, context: &mut Context) -> JsResult<bool> {
    Ok(entry(promise, context)?.is_some())
}

/// Enters a new promise.
pub(super) fn set(promise: &JsObject, handler: Handler, context: &mut Context) -> JsResult<()> {
    let entry = Entry {
        handler,
        queue: VecDeque::new(),
        idle: 0,
        awaited: false,
    };
    let entry = JsObject::from_proto_and_data(None, entry);
    tables(context)
        .handled
        .set(promise, entry.into(), context)?;
    Ok(())
}

fn remove(promise: &JsObject, context: &mut Context) -> JsResult<()> {
    tables(context).handled.delete(promise, context)?;
    Ok(())
}

/// The promise at the end of the chain that messages to `promise` travel along. A promise at which some
/// still wait is an end: what is sent later must wait behind them.
pub(super) fn shorten(promise: &JsObject, context: &mut Context) -> JsResult<JsObject> {
    let mut found = promise.clone();
    let next = |entry: &mut Entry| match &entry.handler {
        Handler::Forwarded(next) if entry.queue.is_empty() => Some(next.clone()),
        _ => None,
    };
    while let Some(next) = with(&found, context, next)?.flatten() {
        found = next;
    }
    Ok(found)
}

/// Puts a message behind those that wait for a promise. Gives it back if the promise has no handler.
pub(super) fn push(
    promise: &JsObject,
    send: Send,
    context: &mut Context,
) -> JsResult<Option<Send>> {
    let mut send = Some(send);
    with(promise, context, |entry| {
        entry.awaited = true;
        entry.queue.extend(send.take());
    })?;
    if send.is_none() {
        schedule(promise.clone(), context);
    }
    Ok(send)
}

/// The handler of a promise, if no message waits before it.
pub(super) fn free_handler(promise: &JsObject, context: &mut Context) -> JsResult<Option<Handler>> {
    let found = with(promise, context, |entry| {
        let free = entry.queue.is_empty() && !matches!(entry.handler, Handler::Postponed);
        free.then(|| entry.handler.clone())
    })?;
    Ok(found.flatten())
}

/// Takes the first message that waits, with what is to become of it, if it may go on.
pub(super) fn pop(promise: &JsObject, context: &mut Context) -> JsResult<Option<(Send, Handler)>> {
    let found = with(promise, context, |entry| {
        if matches!(entry.handler, Handler::Postponed) {
            entry.idle += 1;
            return None;
        }
        let send = entry.queue.pop_front()?;
        let over = entry.queue.is_empty() && matches!(entry.handler, Handler::Settled);
        Some((send, entry.handler.clone(), over))
    })?;
    let Some((send, handler, over)) = found.flatten() else {
        return Ok(None);
    };
    if over {
        remove(promise, context)?;
    }
    Ok(Some((send, handler)))
}

/// Gives a promise another handler, and lets the messages go on that waited. True if any was ever sent.
pub(super) fn replace(
    promise: &JsObject,
    handler: Handler,
    context: &mut Context,
) -> JsResult<bool> {
    let settled = matches!(handler, Handler::Settled);
    let found = with(promise, context, |entry| {
        entry.handler = handler;
        (
            std::mem::take(&mut entry.idle),
            entry.queue.is_empty(),
            entry.awaited,
        )
    })?;
    let Some((idle, empty, awaited)) = found else {
        return Ok(false);
    };
    if settled && empty {
        remove(promise, context)?;
    }
    for _ in 0..idle {
        schedule(promise.clone(), context);
    }
    Ok(awaited)
}

/// From now on messages to this unresolved promise go to another vat, those that waited first.
///
/// # Errors
/// Only what ends the vat.
pub(crate) fn become_remote(
    promise: &JsObject,
    target: VatRef,
    context: &mut Context,
) -> JsResult<()> {
    if !is_handled(promise, context)? {
        return set(promise, Handler::Remote(target), context);
    }
    replace(promise, Handler::Remote(target), context).map(drop)
}

/// Remembers the handler of a presence that vat code made.
pub(super) fn set_presence(
    presence: &JsObject,
    handler: JsObject,
    context: &mut Context,
) -> JsResult<()> {
    tables(context)
        .presences
        .set(presence, handler.into(), context)?;
    Ok(())
}

/// The handler of a presence that vat code made.
pub(super) fn presence_handler(
    value: &JsValue,
    context: &mut Context,
) -> JsResult<Option<JsObject>> {
    let Some(object) = value.as_object() else {
        return Ok(None);
    };
    Ok(tables(context).presences.get(&object, context)?.as_object())
}
