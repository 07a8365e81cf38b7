//! Promises that the supervisor makes, settles and listens to.

use boa_engine::builtins::promise::{Promise, PromiseState, ResolvingFunctions};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::{JsFunction, JsPromise};
use boa_engine::{Context, Finalize, JsArgs, JsResult, JsValue, NativeFunction, Trace};
use boa_gc::{Gc, GcRefCell};

use super::send::wait_all;
use super::table::{self, Handler, shorten};
use super::{presence, rejections};
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
        let settler = Self::bare(context)?;
        table::set(&settler.promise, Handler::Postponed, context)?;
        Ok(settler)
    }

    /// A frozen promise without a handler.
    pub(crate) fn bare(context: &mut Context) -> JsResult<Self> {
        let (promise, functions) = JsPromise::new_pending(context);
        let promise = JsObject::from(promise);
        harden_new(&promise);
        Ok(Self { promise, functions })
    }

    /// A frozen promise without a handler, made for a class that extends the one of promises. Finding the
    /// prototype may run vat code, and what can be reached from it is hardened.
    ///
    /// # Errors
    /// What reading the prototype throws, or that something cannot be hardened.
    pub(super) fn of_class(class: &JsObject, context: &mut Context) -> JsResult<Self> {
        type Found = Gc<GcRefCell<Option<ResolvingFunctions>>>;
        let found: Found = Gc::new(GcRefCell::new(None));
        let executor = NativeFunction::from_copy_closure_with_captures(
            |_, args, found: &Found, _| {
                let function = |index| args.get_or_undefined(index).as_object();
                let functions = function(0).zip(function(1)).and_then(|(resolve, reject)| {
                    Some(ResolvingFunctions {
                        resolve: JsFunction::from_object(resolve)?,
                        reject: JsFunction::from_object(reject)?,
                    })
                });
                *found.borrow_mut() = functions;
                Ok(JsValue::undefined())
            },
            found.clone(),
        );
        let executor = executor.to_js_function(context.realm());
        let constructor = context.intrinsics().constructors().promise().constructor();
        let promise = constructor.construct(&[executor.into()], Some(class), context)?;
        harden(&promise.clone().into(), context)?;
        let functions = found.borrow_mut().take();
        let functions = functions.ok_or_else(|| error("the executor was not called"))?;
        Ok(Self { promise, functions })
    }

    /// The promise.
    pub(crate) fn promise(&self) -> &JsObject {
        &self.promise
    }

    /// Resolves the promise. If it is resolved to a promise that has a handler, or to one for a presence, that
    /// gets the messages.
    ///
    /// # Errors
    /// Only what ends the vat.
    pub(crate) fn resolve(self, value: &JsValue, context: &mut Context) -> JsResult<()> {
        let mut next = None;
        let mut value = value.clone();
        if let Some(target) = as_promise(&value) {
            let target = shorten(&target, context)?;
            value = target.clone().into();
            let known = table::is_handled(&target, context)?
                || presence::is_promise_for_one(&target, context)?;
            next = Some(target).filter(|target| known && *target != self.promise);
        }
        self.functions.resolve.call(
            &JsValue::undefined(),
            std::slice::from_ref(&value),
            context,
        )?;
        let Some(next) = next else {
            let state = JsPromise::from_object(self.promise.clone())?.state();
            if let PromiseState::Fulfilled(value) = state
                && table::fulfil(&self.promise, value, context)?
            {
                return Ok(());
            }
            return self.release(context).map(drop);
        };
        let waiting = table::forward(&self.promise, &next, context)?;
        wait_all(&next, waiting, context)
    }

    /// Lets messages go on that waited for a promise that is settled, or waits for one without a handler.
    /// True if any was ever sent.
    fn release(&self, context: &mut Context) -> JsResult<bool> {
        let Some(left) = table::remove(&self.promise, context)? else {
            return Ok(false);
        };
        wait_all(&self.promise, left.queue, context)?;
        Ok(left.awaited)
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
        if self.release(context)? {
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

/// A reason to reject with, hardened; where it cannot be, as a proxy may refuse, the error that says so.
///
/// # Errors
/// Only what ends the vat.
pub(crate) fn hardened_reason(reason: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    let why = match hardened(reason, context) {
        Ok(reason) => return Ok(reason),
        Err(limit) if limit.as_engine().is_some() => return Err(limit),
        Err(why) => why.into_opaque(context)?,
    };
    match hardened(&why, context) {
        Ok(why) => Ok(why),
        Err(limit) if limit.as_engine().is_some() => Err(limit),
        Err(_) => {
            let plain = error("rejected with a reason that cannot be hardened");
            hardened(&plain.into_opaque(context)?, context)
        }
    }
}

/// The value, hardened.
///
/// # Errors
/// When it cannot be.
pub(super) fn hardened(value: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    harden(value, context)?;
    Ok(value.clone())
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
