//! Compartments: code with a global object of its own, over the one set of frozen intrinsics of the vat
//! (spec E8.1, E8.6, E8.13).
//!
//! A compartment is a realm of the engine that shares every intrinsic of the start realm. The realm knows its
//! compartment, so that whatever code of it does, an `import()` for one, can be told by the realm the code runs in
//! and never by who called (spec E10.7). The start realm has no compartment: its modules are those of the bundle.
//!
//! A compartment divides what code can reach, not what it can use up: it shares the thread, the memory and the
//! meter of the vat (spec L1.1, L2.1), and what it is given to send to others (spec L3.1).
//!
//! Nothing here may hand the start realm, its global object or another compartment's to code that was not
//! given it.

mod constructor;
mod evaluate;
mod evaluators;
mod globals;
pub(crate) mod modules;
mod options;
mod scopes;
mod source_url;
mod syntax;

use std::cell::Cell;
use std::rc::Rc;

use boa_engine::object::JsObject;
use boa_engine::realm::Realm;
use boa_engine::{Context, Finalize, JsData, JsResult, JsString, JsValue, Trace};
use boa_gc::Gc;

pub(crate) use options::Options;
pub(crate) use syntax::check_syntax;

use crate::passing::inspect::type_error;
use crate::realm::builtin::{built_in, fixed, function_of};

/// What the engine keeps in a `Compartment` object.
#[derive(Trace, Finalize, JsData)]
pub(crate) struct Compartment {
    /// The realm its code runs in.
    pub(crate) realm: Realm,
    /// Its global object, as its owner may have it.
    pub(crate) global: JsObject,
    /// What its owner asked for.
    pub(crate) options: Gc<Options>,
    /// Its modules.
    pub(crate) modules: modules::Home,
    /// Of a text that is about to be parsed: whether it may call `eval` by its name.
    #[unsafe_ignore_trace]
    expected: Cell<Option<Expected>>,
}

/// How the syntax of a text is looked at.
#[derive(Clone, Copy, PartialEq)]
enum Expected {
    /// As that of any code of a compartment.
    Plain,
    /// Calls of `eval` by its name are let through.
    Lenient,
}

/// The compartment of a realm, kept in the realm.
#[derive(Trace, Finalize, JsData)]
struct Home(JsObject<Compartment>);

/// The compartment whose code runs in `realm`; none for the start realm.
pub(crate) fn of_realm(realm: &Realm) -> Option<JsObject<Compartment>> {
    realm
        .host_defined()
        .get::<Home>()
        .map(|home| home.0.clone())
}

/// The modules of the compartment that a value is.
pub(crate) fn home_of(value: &JsValue) -> Option<modules::Home> {
    let object = value.as_object()?;
    let compartment = object.downcast_ref::<Compartment>()?;
    Some(compartment.modules.clone())
}

/// The modules of the compartment whose code runs in `realm`; none for the start realm.
pub(crate) fn home_of_realm(realm: &Realm) -> Option<modules::Home> {
    let compartment = of_realm(realm)?;
    let home = compartment.borrow().data().modules.clone();
    Some(home)
}

/// The compartment that a method was called on.
///
/// # Errors
/// When it was called on anything else.
pub(crate) fn receiver(this: &JsValue, method: &str) -> JsResult<JsObject<Compartment>> {
    this.as_object()
        .and_then(|object| object.downcast::<Compartment>().ok())
        .ok_or_else(|| {
            type_error(format!(
                "Compartment.prototype.{method} was called on what is not a Compartment"
            ))
        })
}

/// What all compartments of a vat share.
#[derive(Debug)]
struct Shared {
    /// The `prototype` of every `Compartment`.
    prototype: JsObject,
    /// The global variables that every compartment starts with, in order.
    globals: Vec<(JsString, JsValue)>,
}

fn shared(context: &Context) -> Rc<Shared> {
    context
        .get_data::<Rc<Shared>>()
        .expect("the realm was made with its compartments")
        .clone()
}

/// Gives the start realm its `Compartment` and its own evaluators, and takes the evaluators out of the
/// intrinsics. Runs before the realm is locked down.
///
/// # Errors
/// When the realm is not the one of the pinned engine.
pub fn install(context: &mut Context) -> JsResult<()> {
    evaluators::make_inert(context)?;
    modules::install(context)?;
    let prototype = constructor::prototype(context)?;
    let globals = Vec::new();
    context.insert_data(Rc::new(Shared { prototype, globals }));
    globals::furnish_start(context)
}

/// Notes the globals that compartments will have. Runs when the start realm is complete.
///
/// # Errors
/// When the realm is not the one of the pinned engine.
pub fn seal(context: &mut Context) -> JsResult<()> {
    let globals = globals::universal(context)?;
    let prototype = shared(context).prototype.clone();
    context.insert_data(Rc::new(Shared { prototype, globals }));
    Ok(())
}

#[cfg(test)]
mod tests;
