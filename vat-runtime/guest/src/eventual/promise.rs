//! Promises that the supervisor makes, settles and listens to.

use boa_engine::builtins::promise::{Promise, ResolvingFunctions};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::{JsFunction, JsPromise};
use boa_engine::{Context, Finalize, JsResult, JsValue, Trace};

use super::rejections;
use super::table::{self, Handler, shorten};
use crate::harden::harden;
use crate::passing::inspect::error;

/// An unresolved promise together with the right to resolve it once.
#[derive(Debug, Trace, Finalize)]
#[boa_gc(unsafe_no_drop)]
pub(crate) struct Settler {
    promise: JsObject,
    functions: ResolvingFunctions,
}

impl Settler {
    /// A frozen promise at which messages wait until it is resolved.
    pub(crate) fn postponed(context: &mut Context) -> JsResult<Self> {
        Self::with(Handler::Postponed, context)
    }

    /// A frozen promise whose messages are handled like this until it is resolved.
    pub(super) fn with(handler: Handler, context: &mut Context) -> JsResult<Self> {
        let settler = Self::bare(context)?;
        table::set(&settler.promise, handler, context)?;
        Ok(settler)
    }

    /// A frozen promise without a handler.
    pub(crate) fn bare(context: &mut Context) -> JsResult<Self> {
        let (promise, functions) = JsPromise::new_pending(context);
        let promise = JsObject::from(promise);
        harden_new(&promise);
        Ok(Self { promise, functions })
    }

    /// The promise.
    pub(crate) fn promise(&self) -> &JsObject {
        &self.promise
    }

    /// Resolves the promise. If it is resolved to a promise that has a handler, that gets the messages.
    ///
    /// # Errors
    /// Only what ends the vat.
    pub(crate) fn resolve(self, value: &JsValue, context: &mut Context) -> JsResult<()> {
        let handler = match as_promise(value) {
            None => Handler::Settled,
            Some(target) => {
                let target = shorten(&target, context)?;
                let handled = target != self.promise && table::is_handled(&target, context)?;
                if handled {
                    Handler::Forwarded(target)
                } else {
                    Handler::Settled
                }
            }
        };
        self.functions
            .resolve
            .call(&JsValue::undefined(), std::slice::from_ref(value), context)?;
        table::replace(&self.promise, handler, context).map(drop)
    }

    /// Rejects the promise, with a hardened reason.
    ///
    /// # Errors
    /// Only what ends the vat.
    pub(crate) fn reject(self, reason: &JsValue, context: &mut Context) -> JsResult<()> {
        let reason = hardened_reason(reason, context)?;
        self.functions.reject.call(
            &JsValue::undefined(),
            std::slice::from_ref(&reason),
            context,
        )?;
        if table::replace(&self.promise, Handler::Settled, context)? {
            // Whoever sent a message to it learns of the rejection from the message's own result.
            rejections::forget(&self.promise, context);
        }
        Ok(())
    }

    /// Settles the promise with what a call gave, hardened.
    ///
    /// # Errors
    /// Only what ends the vat.
    pub(crate) fn settle(self, outcome: JsResult<JsValue>, context: &mut Context) -> JsResult<()> {
        let outcome = outcome.and_then(|value| harden(&value, context).map(|()| value));
        match outcome {
            Ok(value) => self.resolve(&value, context),
            Err(error) => {
                let reason = error.into_opaque(context)?;
                self.reject(&reason, context)
            }
        }
    }
}

/// A reason to reject with, hardened; where it cannot be, as a proxy may refuse, an error that says so.
///
/// # Errors
/// Only what ends the vat.
pub(crate) fn hardened_reason(reason: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    match harden(reason, context) {
        Ok(()) => Ok(reason.clone()),
        Err(limit) if limit.as_engine().is_some() => Err(limit),
        Err(_) => {
            let plain =
                error("rejected with a reason that cannot be hardened").into_opaque(context)?;
            harden(&plain, context)?;
            Ok(plain)
        }
    }
}

/// The promise that a value is.
pub(super) fn as_promise(value: &JsValue) -> Option<JsObject> {
    value.as_object().filter(JsObject::is::<Promise>)
}

/// Hardens a new promise. It has no own properties, so this is cheap.
pub(super) fn harden_new(promise: &JsObject) {
    promise.make_non_extensible();
    promise.mark_hardened();
}

/// Calls one of the functions when the promise is settled.
///
/// # Errors
/// When it is no promise.
pub(crate) fn react(
    promise: &JsObject,
    on_fulfilled: JsFunction,
    on_rejected: JsFunction,
    context: &mut Context,
) -> JsResult<()> {
    JsPromise::from_object(promise.clone())?.react(on_fulfilled, on_rejected, context);
    Ok(())
}
