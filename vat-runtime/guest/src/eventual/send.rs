//! One message on its way to whatever its receiver turns out to be.

use boa_engine::builtins::promise::PromiseState;
use boa_engine::job::PromiseJob;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsPromise;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, Finalize, JsArgs, JsResult, JsValue, NativeFunction, Trace, js_string};
use boa_gc::{Gc, GcRefCell};
use crankcase_abi::VatRef;

use super::promise::{Settler, as_promise, react};
use super::table::{self, Entry, Handler, shorten};
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
    later_again(target.clone(), Send { op, result }, context);
    Ok(promise)
}

/// Sends a message in a later turn.
pub(super) fn later_again(target: JsValue, send: Send, context: &mut Context) {
    let job = PromiseJob::new(move |context| run(&target, send, context).map(|()| JsValue::undefined()));
    context.enqueue_job(job.into());
}

/// Where a message goes now.
enum Route {
    /// Into the queue of its receiver.
    Waits(JsObject),
    Remote(VatRef),
    Custom(JsObject),
    /// No handler: what the promise is decides.
    Plain,
}


/// Brings a message on its way, in the turn of its own job.
fn run(target: &JsValue, send: Send, context: &mut Context) -> JsResult<()> {
    let Some(promise) = as_promise(target) else {
        if !is_thenable(target) {
            return deliver(target, send, context);
        }
        let assimilated = Settler::bare(context)?;
        let promise = assimilated.promise().clone();
        assimilated.resolve(target, context)?;
        return wait(&promise, send, context);
    };
    let promise = shorten(&promise, context)?;
    match route(&promise, context)? {
        Route::Waits(entry) => {
            if let Some(mut entry) = entry.downcast_mut::<Entry>() {
                if let Handler::Postponed(waiting) = &mut entry.handler {
                    waiting.push(send);
                }
            }
            Ok(())
        }
        Route::Remote(vref) => match send.op {
            Op::Apply { method, args } => liveslots::send(vref, &method, &args, send.result, context),
            Op::Get(_) => wait(&promise, send, context),
        },
        Route::Custom(handler) => custom::dispatch(&handler, &promise.into(), send, context),
        Route::Plain => match JsPromise::from_object(promise.clone())?.state() {
            PromiseState::Fulfilled(value) => deliver(&value, send, context),
            PromiseState::Pending | PromiseState::Rejected(_) => wait(&promise, send, context),
        },
    }
}

fn route(promise: &JsObject, context: &mut Context) -> JsResult<Route> {
    let Some(found) = table::entry(promise, context)? else { return Ok(Route::Plain) };
    let Some(mut entry) = found.downcast_mut::<Entry>() else { return Ok(Route::Plain) };
    entry.awaited = true;
    Ok(match &entry.handler {
        Handler::Postponed(_) => Route::Waits(found.clone()),
        Handler::Remote(vref) => Route::Remote(*vref),
        Handler::Custom(handler) => Route::Custom(handler.clone()),
        Handler::Forwarded(_) => unreachable!("a shortened promise is not forwarded"),
    })
}

/// An object that is no promise but has a method `then`, or a getter that could give one.
fn is_thenable(value: &JsValue) -> bool {
    value.as_object().is_some_and(|object| {
        let then = || lookup(&object, &PropertyKey::from(js_string!("then")));
        is_proxy(&object) || then().is_some_and(|found| found.value().is_none_or(JsValue::is_callable))
    })
}

/// Delivers a message to a receiver that is known, in this turn.
fn deliver(target: &JsValue, send: Send, context: &mut Context) -> JsResult<()> {
    if let Some(object) = target.as_object() {
        let vref = object.downcast_ref::<Presence>().map(|presence| presence.vref);
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
    react(promise, on_fulfilled.to_js_function(&realm), on_rejected.to_js_function(&realm), context)
}
