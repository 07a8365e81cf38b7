//! Eventual send: `HandledPromise` and `E`.
//!
//! A send never runs the receiver in the turn it is made in. It becomes a job, and the job finds out what
//! the receiver is by then: an object of this vat, one of another vat, a promise that will be one of them.
//! Messages to one receiver arrive in the order they were sent in. What goes to another vat is handed to
//! the supervisor; this module makes no system call.

mod constructor;
mod custom;
mod local;
mod promise;
mod proxy;
pub mod rejections;
mod send;
mod table;

use boa_engine::property::Attribute;
use boa_engine::{Context, JsResult, JsValue, js_string};

pub(crate) use constructor::promise_kit;
pub(crate) use local::{apply, perform};
pub(crate) use promise::{Settler, hardened_reason, react};
pub(crate) use send::{Op, later};
pub(crate) use table::become_remote;

use crate::passing;

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
    let handled_promise = constructor::handled_promise(context)?;
    let e = proxy::make_e(context)?;
    context.register_global_property(
        js_string!("HandledPromise"),
        handled_promise.clone(),
        hidden(),
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

/// The attributes of global functions.
fn hidden() -> Attribute {
    Attribute::WRITABLE | Attribute::NON_ENUMERABLE | Attribute::CONFIGURABLE
}
