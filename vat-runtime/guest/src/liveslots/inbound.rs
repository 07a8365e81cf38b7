//! P6, inside the vat: messages to its objects, and resolutions of promises it waits for.
//!
//! The data of both may come from a hostile vat. Whatever is wrong with it rejects a promise; it never
//! ends this vat.

use boa_engine::builtins::promise::Promise;
use boa_engine::job::PromiseJob;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsResult, JsValue, js_string};
use crankcase_abi::{CapData, Resolution, Syscall, VatFault, VatRef};

use super::outbound::{follow, resolve};
use super::say;
use super::slots::{unserialize, unserialize_methargs};
use super::tables::{by_text, tables};
use crate::errors;
use crate::eventual::{Op, Settler, apply, hardened_reason, later, perform};
use crate::harden::harden;
use crate::passing::inspect::lookup;

/// Delivers a message.
///
/// # Errors
/// What ends the vat.
pub fn message(
    target: VatRef,
    methargs: &CapData<VatRef>,
    result: Option<VatRef>,
    context: &mut Context,
) -> Result<(), VatFault> {
    let Some(object) = tables(context).borrow().object(target) else {
        return Err(VatFault::Protocol(format!(
            "a message to {target}, which this vat does not know"
        )));
    };
    let object = JsValue::from(object);
    let outcome = ask(&object, methargs, context);
    answer(outcome, result, context).map_err(|error| errors::vat_fault(&error, context))
}

/// Runs the method. The crank has only begun, so this is a turn of its own.
fn ask(object: &JsValue, methargs: &CapData<VatRef>, context: &mut Context) -> JsResult<JsValue> {
    let (method, args) = unserialize_methargs(methargs, context)?;
    let promise = object
        .as_object()
        .is_some_and(|object| object.is::<Promise>());
    match args {
        Some(args) if promise => {
            later(object, Op::Apply { method, args }, context).map(JsValue::from)
        }
        Some(args) => apply(object, &method, &args, context),
        None if promise => later(object, Op::Get(method), context).map(JsValue::from),
        None => perform(object, &Op::Get(method), context),
    }
}

/// Lets the kernel know the outcome, now or when it is settled.
fn answer(
    outcome: JsResult<JsValue>,
    result: Option<VatRef>,
    context: &mut Context,
) -> JsResult<()> {
    let Some(vpid) = result else {
        // Nobody listens; what was thrown still shows on the console.
        return Settler::bare(context)?.settle(outcome, context);
    };
    let known = tables(context).borrow_mut().take_imported(vpid);
    if let Some(settler) = known {
        // The vat had this promise from elsewhere and now decides it.
        let promise = settler.promise().clone();
        settler.settle(outcome, context)?;
        return follow(vpid, &promise, context);
    }
    let outcome = outcome.and_then(|value| harden(&value, context).map(|()| value));
    match outcome {
        Ok(value) if is_thenable(&value) => {
            let settler = Settler::postponed(context)?;
            let promise = settler.promise().clone();
            tables(context).borrow_mut().register(vpid, &promise);
            settler.resolve(&value, context)?;
            follow(vpid, &promise, context)
        }
        Ok(value) => {
            soon(vpid, false, value, context);
            Ok(())
        }
        Err(error) => {
            let reason = error.into_opaque(context)?;
            let reason = hardened_reason(&reason, context)?;
            soon(vpid, true, reason, context);
            Ok(())
        }
    }
}

/// Whether the value is a promise or something that acts like one.
fn is_thenable(value: &JsValue) -> bool {
    value.as_object().is_some_and(|object| {
        object.is::<Promise>() || lookup(&object, &PropertyKey::from(js_string!("then"))).is_some()
    })
}

/// Resolves the promise of a message that is answered already, behind what its method sent. Nobody can
/// have got hold of that promise, so none is made.
fn soon(vpid: VatRef, rejected: bool, value: JsValue, context: &mut Context) {
    let job = PromiseJob::new(move |context| {
        resolve(vpid, rejected, &value, context)?;
        Ok(JsValue::undefined())
    });
    context.enqueue_job(job.into());
}

/// Delivers resolutions, all of one turn. They may mention each other.
///
/// # Errors
/// What ends the vat.
pub fn notify(resolutions: &[Resolution], context: &mut Context) -> Result<(), VatFault> {
    notify_all(resolutions, context).map_err(|error| errors::vat_fault(&error, context))
}

fn notify_all(resolutions: &[Resolution], context: &mut Context) -> JsResult<()> {
    let tables = tables(context);
    tables.borrow_mut().begin_introducing();
    let mut retired = Vec::with_capacity(resolutions.len());
    for resolution in resolutions {
        // Promises that this vat decides itself by now, or never asked for, are none of the kernel's news.
        let Some(settler) = tables.borrow_mut().take_imported(resolution.promise) else {
            continue;
        };
        retired.push(resolution.promise);
        match unserialize(&resolution.data, context) {
            Ok(value) if resolution.rejected => settler.reject(&value, context)?,
            Ok(value) => settler.resolve(&value, context)?,
            Err(error) => settler.settle(Err(error), context)?,
        }
    }
    let mut introduced = tables.borrow_mut().finish_introducing();
    for vpid in retired {
        tables.borrow_mut().retire(vpid);
        introduced.remove(&vpid);
    }
    for promise in by_text(introduced) {
        say(&Syscall::Subscribe { promise });
    }
    Ok(())
}
