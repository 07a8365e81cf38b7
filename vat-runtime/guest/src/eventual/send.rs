//! One message on its way to whatever its receiver turns out to be (spec P6.2).

use boa_engine::builtins::promise::PromiseState;
use boa_engine::job::PromiseJob;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsPromise;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, Finalize, JsArgs, JsResult, JsValue, NativeFunction, Trace, js_string};
use boa_gc::{Gc, GcRefCell};
use crankcase_abi::RefKind;

use super::promise::{Settler, as_promise, react};
use super::table::{self, Handler, shorten};
use super::{custom, local};
use crate::harden::harden;
use crate::liveslots;
use crate::passing::Presence;
use crate::passing::inspect::{is_proxy, lookup};

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

/// A message without its receiver.
#[derive(Debug, Trace, Finalize)]
#[boa_gc(unsafe_no_drop)]
pub(super) struct Send {
    pub op: Op,
    pub result: Settler,
}

/// Sends a message in a later turn and gives the promise for its outcome. Receiver and arguments are
/// hardened now.
///
/// # Errors
/// When they cannot be hardened.
pub(crate) fn later(target: &JsValue, op: Op, context: &mut Context) -> JsResult<JsObject> {
    harden(target, context)?;
    match &op {
        Op::Apply { args, .. } => args.iter().try_for_each(|arg| harden(arg, context))?,
        Op::Get(_) => {}
    }
    let result = Settler::postponed(context)?;
    let promise = result.promise().clone();
    let send = Send { op, result };
    if let Some(target) = as_promise(target) {
        let target = shorten(&target, context)?;
        if let Some(send) = table::push(&target, send, context)? {
            wait(&target, send, context)?;
        }
    } else if is_thenable(target) {
        let assimilated = Settler::bare(context)?;
        let known = assimilated.promise().clone();
        assimilated.resolve(target, context)?;
        wait(&known, send, context)?;
    } else {
        let target = target.clone();
        let job = PromiseJob::new(move |context| {
            deliver(&target, send, context)?;
            Ok(JsValue::undefined())
        });
        context.enqueue_job(job.into());
    }
    Ok(promise)
}

/// Lets the first message that waits for a promise go on in a later turn.
pub(super) fn schedule(promise: JsObject, context: &mut Context) {
    let job = PromiseJob::new(move |context| {
        if let Some((send, handler)) = table::pop(&promise, context)? {
            advance(&promise, handler, send, context)?;
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
    match handler {
        Handler::Postponed => table::push(promise, send, context).map(drop),
        Handler::Remote(vref) => match send.op {
            Op::Apply { method, args } => {
                liveslots::send(vref, &method, &args, send.result, context)
            }
            Op::Get(_) => wait(promise, send, context),
        },
        Handler::Custom(handler) => {
            custom::dispatch(&handler, &promise.clone().into(), send, context)
        }
        Handler::Forwarded(next) => arrive(&next, send, context),
        Handler::Settled => settled(promise, send, context),
    }
}

/// A message that was forwarded to `promise` goes on from there in this turn, unless others wait.
fn arrive(promise: &JsObject, send: Send, context: &mut Context) -> JsResult<()> {
    let promise = shorten(promise, context)?;
    if let Some(handler) = table::free_handler(&promise, context)? {
        return advance(&promise, handler, send, context);
    }
    match table::push(&promise, send, context)? {
        Some(send) => settled(&promise, send, context),
        None => Ok(()),
    }
}

/// A message for the outcome of a promise that has no handler.
fn settled(promise: &JsObject, send: Send, context: &mut Context) -> JsResult<()> {
    match JsPromise::from_object(promise.clone())?.state() {
        PromiseState::Fulfilled(value) => deliver(&value, send, context),
        PromiseState::Pending | PromiseState::Rejected(_) => wait(promise, send, context),
    }
}

/// An object that is no promise but has a method `then`, or a getter that could give one.
fn is_thenable(value: &JsValue) -> bool {
    value.as_object().is_some_and(|object| {
        let then = || lookup(&object, &PropertyKey::from(js_string!("then")));
        is_proxy(&object)
            || then().is_some_and(|found| found.value().is_none_or(JsValue::is_callable))
    })
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
        if let Some(handler) = table::presence_handler(target, context)? {
            return custom::dispatch(&handler, target, send, context);
        }
    }
    let outcome = local::perform(target, &send.op, context);
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
