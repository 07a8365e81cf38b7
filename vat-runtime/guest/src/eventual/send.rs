//! One message on its way to whatever its receiver turns out to be (spec P6.2).
//!
//! Nothing here runs the receiver in the turn of the sender (spec P6.18).

use boa_engine::job::PromiseJob;
use boa_engine::object::JsObject;
use boa_engine::{Context, Finalize, JsArgs, JsResult, JsValue, NativeFunction, Trace};
use boa_gc::{Gc, GcRefCell};
use crankcase_abi::RefKind;

use super::custom::{self, Role};
use super::promise::{Settler, as_promise, react};
use super::resolve::{is_thenable, resolve_to_promise};
use super::table::{self, Handler};
use super::{local, presence};
use crate::harden::harden_all;
use crate::liveslots;
use crate::passing::Presence;

/// What is asked of the receiver.
#[derive(Clone, Debug, Trace, Finalize)]
#[boa_gc(unsafe_no_drop)]
pub(crate) enum Op {
    /// Call a method, or the receiver itself if the method is `undefined`.
    Apply {
        /// The name of the method.
        method: JsValue,
        /// The arguments.
        args: Vec<JsValue>,
    },
    /// Read a property.
    Get(JsValue),
}

/// What the sender wants to hear.
#[derive(Clone, Debug, Trace, Finalize)]
#[boa_gc(unsafe_no_drop)]
pub(super) enum Reply {
    /// The outcome. Handlers of vat code see the promise for it.
    Outcome,
    /// The outcome; handlers see this in place of the promise for it.
    Shown(JsValue),
    /// Nothing.
    Nothing,
}

/// A message without its receiver.
#[derive(Debug, Trace, Finalize)]
#[boa_gc(unsafe_no_drop)]
pub(super) struct Send {
    pub op: Op,
    pub reply: Reply,
    pub result: Settler,
}

impl Send {
    /// What handlers of vat code see as the promise for the outcome.
    pub(super) fn shown(&self) -> JsValue {
        match &self.reply {
            Reply::Outcome => self.result.promise().clone().into(),
            Reply::Shown(value) => value.clone(),
            Reply::Nothing => JsValue::undefined(),
        }
    }

    /// Whether the sender wants to hear nothing.
    pub(super) fn is_send_only(&self) -> bool {
        matches!(self.reply, Reply::Nothing)
    }
}

/// Sends a message in a later turn and gives the promise for its outcome. Receiver and arguments are
/// hardened now.
///
/// # Errors
/// When they cannot be hardened.
pub(crate) fn later(target: &JsValue, op: Op, context: &mut Context) -> JsResult<JsObject> {
    send(target, op, Reply::Outcome, context)
}

/// Sends a message whose outcome nobody wants to hear. That it failed is no news for anyone either.
///
/// # Errors
/// As for [`later`].
pub(super) fn send_only(target: &JsValue, op: Op, context: &mut Context) -> JsResult<()> {
    let promise = send(target, op, Reply::Nothing, context)?;
    let ignore = NativeFunction::from_fn_ptr(|_, _, _| Ok(JsValue::undefined()));
    let ignore = ignore.to_js_function(context.realm());
    react(&promise, ignore.clone(), ignore, context)
}

/// Sends a message.
///
/// # Errors
/// As for [`later`].
pub(super) fn send(
    target: &JsValue,
    op: Op,
    reply: Reply,
    context: &mut Context,
) -> JsResult<JsObject> {
    match &op {
        Op::Apply { args, .. } => {
            let mut all = Vec::with_capacity(args.len() + 1);
            all.push(target.clone());
            all.extend_from_slice(args);
            harden_all(&all, context)?;
        }
        Op::Get(_) => {
            harden_all(std::slice::from_ref(target), context)?;
        }
    }
    // Reading what the target is may run its code, and throw.
    let promise = match as_promise(target) {
        Some(promise) if table::is_handled(&promise, context)? => Some(promise),
        Some(_) => Some(resolve_to_promise(target, context)?.into()),
        None if is_thenable(target) => Some(resolve_to_promise(target, context)?.into()),
        None => None,
    };
    let result = Settler::postponed(context)?;
    let outcome = result.promise().clone();
    let send = Send { op, reply, result };
    let Some(promise) = promise else {
        let target = target.clone();
        let job = PromiseJob::new(move |context| {
            deliver(&target, send, context)?;
            Ok(JsValue::undefined())
        });
        context.enqueue_job(job.into());
        return Ok(outcome);
    };
    if let Some((end, send)) = table::push(&promise, send, context)? {
        wait(&end, send, context)?;
    }
    Ok(outcome)
}

/// Lets the first message that waits for a promise go on in a later turn.
pub(super) fn schedule(promise: JsObject, context: &mut Context) {
    let job = PromiseJob::new(move |context| {
        if let Some((end, handler, send)) = table::pop(&promise, context)? {
            advance(&end, handler, send, context)?;
        }
        Ok(JsValue::undefined())
    });
    context.enqueue_job(job.into());
}

/// Brings a message that waited for `promise` to where its handler wants it.
fn advance(
    promise: &JsObject,
    handler: Handler,
    send: Send,
    context: &mut Context,
) -> JsResult<()> {
    match (handler, send.op) {
        (Handler::Remote(vref), Op::Apply { method, args }) => {
            liveslots::send(vref, &method, &args, send.result, context)
        }
        (Handler::Custom(handler), op) => {
            let send = Send { op, ..send };
            custom::dispatch(
                Role::Pending,
                &handler,
                &promise.clone().into(),
                send,
                context,
            )
        }
        (Handler::Fulfilled(value), op) => deliver(&value, Send { op, ..send }, context),
        // Only the outcome of a promise has properties.
        (Handler::Remote(_) | Handler::Postponed | Handler::Forwarded(_), op) => {
            wait(promise, Send { op, ..send }, context)
        }
    }
}

/// Lets messages wait that were sent to a promise without a handler, in their order.
pub(super) fn wait_all(
    promise: &JsObject,
    sends: impl IntoIterator<Item = Send>,
    context: &mut Context,
) -> JsResult<()> {
    sends
        .into_iter()
        .try_for_each(|send| wait(promise, send, context))
}

/// Delivers a message to a receiver that is known, in this turn.
fn deliver(target: &JsValue, send: Send, context: &mut Context) -> JsResult<()> {
    if let Some(object) = target.as_object() {
        let vref = object
            .downcast_ref::<Presence>()
            .map(|presence| presence.vref)
            .filter(|vref| vref.kind() == RefKind::Object);
        if let (Some(vref), Op::Apply { method, args }) = (vref, &send.op) {
            return liveslots::send(vref, method, args, send.result, context);
        }
        if let Some(handler) = presence::handler_of(&object, context)? {
            return custom::dispatch(Role::Presence, &handler, target, send, context);
        }
    }
    let outcome = local::perform(target, &send.op, context);
    conclude(send, outcome, context)
}

/// Settles the promise for the outcome of a message. What nobody wants to hear is not even looked at.
pub(super) fn conclude(
    send: Send,
    outcome: JsResult<JsValue>,
    context: &mut Context,
) -> JsResult<()> {
    let outcome = if send.is_send_only() {
        outcome.map(|_| JsValue::undefined())
    } else {
        outcome
    };
    send.result.settle(outcome, context)
}

/// Keeps a message until the promise is settled.
fn wait(promise: &JsObject, send: Send, context: &mut Context) -> JsResult<()> {
    let cell = Gc::new(GcRefCell::new(Some(send)));
    let on_fulfilled = NativeFunction::from_copy_closure_with_captures(
        |_, args, cell: &Gc<GcRefCell<Option<Send>>>, context| {
            let send = cell.borrow_mut().take();
            if let Some(send) = send {
                deliver(args.get_or_undefined(0), send, context)?;
            }
            Ok(JsValue::undefined())
        },
        cell.clone(),
    );
    let on_rejected = NativeFunction::from_copy_closure_with_captures(
        |_, args, cell: &Gc<GcRefCell<Option<Send>>>, context| {
            let send = cell.borrow_mut().take();
            if let Some(send) = send {
                send.result.reject(args.get_or_undefined(0), context)?;
            }
            Ok(JsValue::undefined())
        },
        cell,
    );
    let realm = context.realm().clone();
    react(
        promise,
        on_fulfilled.to_js_function(&realm),
        on_rejected.to_js_function(&realm),
        context,
    )
}
