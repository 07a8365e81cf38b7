//! Eventual send: `HandledPromise` and `E`.
//!
//! A send never runs the receiver in the turn it is made in. It becomes a job, and the job finds out what
//! the receiver is by then: an object of this vat, one of another vat, a promise that will be one of them.
//! Messages to one receiver arrive in the order they were sent in. What goes to another vat is handed to
//! the supervisor; this module makes no system call.

mod constructor;
mod custom;
mod local;
mod presence;
mod promise;
mod proxy;
pub mod rejections;
mod resolve;
mod send;
mod statics;
mod table;

use boa_engine::{Context, JsResult, JsValue, js_string};

pub(crate) use constructor::promise_kit;
pub(crate) use local::{apply, perform};
pub(crate) use promise::{Settler, hardened_reason, react};
pub(crate) use send::{Op, later};
pub(crate) use table::become_remote;

use crate::passing;
use crate::realm::builtin::define_value;

/// The values that vat code imports.
#[derive(Clone, Debug)]
pub(crate) struct Exports {
    /// `E`.
    pub e: JsValue,
    /// `HandledPromise`.
    pub handled_promise: JsValue,
}

/// Makes `E` and defines `HandledPromise` on the global object, before the realm is locked down.
///
/// # Errors
/// When the realm is not the one of the pinned engine.
pub fn install(context: &mut Context) -> JsResult<()> {
    if context.has_data::<Exports>() {
        return Ok(());
    }
    passing::install(context)?;
    table::install(context);
    presence::install(context);
    let handled_promise = constructor::handled_promise(context)?;
    statics::define(&handled_promise, context)?;
    let resolve = handled_promise.get(js_string!("resolve"), context)?;
    let e = proxy::make_e(resolve, context)?;
    let handled_promise = JsValue::from(handled_promise);
    let global = context.global_object();
    define_value(
        &global,
        js_string!("HandledPromise"),
        handled_promise.clone(),
        context,
    )?;
    context.insert_data(Exports { e, handled_promise });
    Ok(())
}

/// The values that [`install`] made.
pub(crate) fn exports(context: &Context) -> Exports {
    context
        .get_data::<Exports>()
        .expect("the realm was made with eventual send")
        .clone()
}

#[cfg(test)]
mod tests;
