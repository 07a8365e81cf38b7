//! Which promises have a handler, and the messages that wait for them.
//!
//! Every message to such a promise goes through its queue, and gets a job of its own that lets the first in
//! the queue go on. So messages to one promise stay in the order they were sent in, whatever becomes of the
//! promise meanwhile (spec P6.10). When a promise is resolved to another one that has a handler, its queue moves
//! there; when it is fulfilled, its messages are delivered; else they become reactions of the promise itself.
//! Promises are held weakly: one nobody can resolve any more does not stay forever.

use std::collections::VecDeque;
use std::mem;

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
    /// They go to another promise, which this one was resolved to. Nothing waits here.
    Forwarded(JsObject),
    /// They go to what this promise was fulfilled with. The entry lives until nothing waits here.
    Fulfilled(JsValue),
}

/// An entry of the table.
#[derive(Debug, Trace, Finalize, JsData)]
struct Entry {
    handler: Handler,
    queue: VecDeque<Send>,
    /// How many jobs came when nothing could go on.
    #[unsafe_ignore_trace]
    idle: usize,
    /// Whether a message was ever sent to it, so that somebody learns if the promise is rejected.
    #[unsafe_ignore_trace]
    awaited: bool,
}

/// The table.
#[derive(Clone, Debug)]
struct Handled(JsWeakMap);

/// Makes the empty table.
pub(super) fn install(context: &mut Context) {
    let handled = Handled(JsWeakMap::new(context));
    context.insert_data(handled);
}

fn handled(context: &Context) -> JsWeakMap {
    let handled = context.get_data::<Handled>();
    handled
        .expect("the realm was made with eventual send")
        .0
        .clone()
}

/// Looks at or changes the entry of a promise, if it has one.
fn with<T>(
    promise: &JsObject,
    context: &mut Context,
    look: impl FnOnce(&mut Entry) -> T,
) -> JsResult<Option<T>> {
    let found = handled(context).get(promise, context)?.as_object();
    Ok(found
        .as_ref()
        .and_then(|found| found.downcast_mut::<Entry>())
        .map(|mut entry| look(&mut entry)))
}

/// Whether a promise has a handler.
pub(super) fn is_handled(promise: &JsObject, context: &mut Context) -> JsResult<bool> {
    Ok(with(promise, context, |_| ())?.is_some())
}

/// Whether somebody sent a message to the promise, and learns from that of its rejection.
pub(super) fn is_awaited(promise: &JsObject, context: &mut Context) -> JsResult<bool> {
    Ok(with(promise, context, |entry| entry.awaited)? == Some(true))
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
    handled(context).set(promise, entry.into(), context)?;
    Ok(())
}

/// The promise at the end of the chain that messages to `promise` travel along. What lies between leads
/// there in one step from now on, so that no chain is walked twice.
pub(super) fn shorten(promise: &JsObject, context: &mut Context) -> JsResult<JsObject> {
    let next = |entry: &mut Entry| match &entry.handler {
        Handler::Forwarded(next) => Some(next.clone()),
        _ => None,
    };
    let mut path = Vec::new();
    let mut end = promise.clone();
    while let Some(next) = with(&end, context, next)?.flatten() {
        path.push(mem::replace(&mut end, next));
    }
    path.pop();
    for passed in path {
        let end = end.clone();
        with(&passed, context, |entry| {
            entry.handler = Handler::Forwarded(end);
        })?;
    }
    Ok(end)
}

/// Puts a message behind those that wait for a promise, or for the one it stands for. Gives it back, with
/// the promise whose outcome it is for, if that has no handler.
pub(super) fn push(
    promise: &JsObject,
    send: Send,
    context: &mut Context,
) -> JsResult<Option<(JsObject, Send)>> {
    with(promise, context, |entry| entry.awaited = true)?;
    let end = shorten(promise, context)?;
    let mut send = Some(send);
    with(&end, context, |entry| {
        entry.awaited = true;
        entry.queue.extend(send.take());
    })?;
    if send.is_none() {
        schedule(end.clone(), context);
    }
    Ok(send.map(|send| (end, send)))
}

/// Takes the first message that waits for a promise, or for the one it stands for, with what is to become of
/// it, if it may go on.
pub(super) fn pop(
    promise: &JsObject,
    context: &mut Context,
) -> JsResult<Option<(JsObject, Handler, Send)>> {
    let end = shorten(promise, context)?;
    let found = with(&end, context, |entry| {
        if matches!(entry.handler, Handler::Postponed) {
            entry.idle += 1;
            return None;
        }
        let send = entry.queue.pop_front()?;
        let over = entry.queue.is_empty() && matches!(entry.handler, Handler::Fulfilled(_));
        Some((entry.handler.clone(), send, over))
    })?;
    let Some((handler, send, over)) = found.flatten() else {
        return Ok(None);
    };
    if over {
        handled(context).delete(&end, context)?;
    }
    Ok(Some((end, handler, send)))
}

/// Sends the messages to a promise along to another one from now on. Gives back those that waited if the
/// other has no handler.
pub(super) fn forward(
    promise: &JsObject,
    next: &JsObject,
    context: &mut Context,
) -> JsResult<VecDeque<Send>> {
    let waiting = with(promise, context, |entry| {
        entry.handler = Handler::Forwarded(next.clone());
        (mem::take(&mut entry.queue), mem::take(&mut entry.idle))
    })?;
    let Some((mut queue, idle)) = waiting else {
        set(promise, Handler::Forwarded(next.clone()), context)?;
        return Ok(VecDeque::new());
    };
    let runs = with(next, context, |entry| {
        append(&mut entry.queue, mem::take(&mut queue));
        let postponed = matches!(entry.handler, Handler::Postponed);
        if postponed {
            entry.idle += idle;
        }
        !postponed
    })?;
    if runs == Some(true) {
        for _ in 0..idle {
            schedule(next.clone(), context);
        }
    }
    Ok(queue)
}

/// Puts one queue behind another. The shorter one is moved, so that handing a queue on from promise to promise
/// does not cost its length each time.
fn append(first: &mut VecDeque<Send>, mut second: VecDeque<Send>) {
    if first.len() >= second.len() {
        first.append(&mut second);
        return;
    }
    while let Some(send) = first.pop_back() {
        second.push_front(send);
    }
    *first = second;
}

/// What an entry leaves behind.
pub(super) struct Left {
    /// The messages that waited, in their order.
    pub queue: VecDeque<Send>,
    /// Whether any message was ever sent.
    pub awaited: bool,
}

/// Takes the handler away from a promise that is settled.
pub(super) fn remove(promise: &JsObject, context: &mut Context) -> JsResult<Option<Left>> {
    let left = with(promise, context, |entry| Left {
        queue: mem::take(&mut entry.queue),
        awaited: entry.awaited,
    })?;
    if left.is_some() {
        handled(context).delete(promise, context)?;
    }
    Ok(left)
}

/// Gives a promise another handler. What waited goes on.
fn hand_over(promise: &JsObject, handler: Handler, context: &mut Context) -> JsResult<bool> {
    let idle = with(promise, context, |entry| {
        entry.handler = handler;
        mem::take(&mut entry.idle)
    })?;
    for _ in 0..idle.unwrap_or(0) {
        schedule(promise.clone(), context);
    }
    Ok(idle.is_some())
}

/// Lets the messages go on that waited for a promise that is fulfilled, each with the job that it has. Gives back
/// whether there were any; then others that come meanwhile go behind them.
pub(super) fn fulfil(promise: &JsObject, value: JsValue, context: &mut Context) -> JsResult<bool> {
    let waiting = with(promise, context, |entry| !entry.queue.is_empty())?;
    if waiting == Some(true) {
        return hand_over(promise, Handler::Fulfilled(value), context);
    }
    Ok(false)
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
    if hand_over(promise, Handler::Remote(target), context)? {
        return Ok(());
    }
    set(promise, Handler::Remote(target), context)
}
