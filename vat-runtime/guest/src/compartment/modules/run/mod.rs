//! Running: the language's evaluation of module graphs, over instances of every kind (spec E9.15, E9.16,
//! E9.17).
//!
//! The walk keeps its own list, so that no graph is too deep. Where code that runs asks for modules now, a
//! second walk begins in the middle of the first and lets alone what is being run, as in a cycle.

mod body;
mod later;
mod walk;

use boa_engine::builtins::promise::ResolvingFunctions;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, Finalize, JsError, JsResult, JsString, JsValue, Trace};

use super::instance::{Body, Instance};
use super::words::quote;
use crate::passing::inspect::type_error;

/// How far the running of an instance has come.
#[derive(Debug, Default, Trace, Finalize)]
#[boa_gc(unsafe_no_drop)]
pub(crate) struct Progress {
    #[unsafe_ignore_trace]
    phase: Phase,
    /// The walk that is running it.
    walk: u64,
    /// The earliest module of its walk that it leads to.
    ancestor: usize,
    /// The module of its cycle that was reached first.
    root: Option<Instance>,
    /// How many asynchronous modules it waits for.
    pending: usize,
    /// Its place among asynchronous modules.
    order: Option<u64>,
    /// The instances that wait for it.
    parents: Vec<Instance>,
    /// What it threw.
    error: Option<JsValue>,
    /// Settled when it and all it imports has run.
    promise: Option<JsPromise>,
    settle: Option<ResolvingFunctions>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Phase {
    /// Nothing of it has run.
    #[default]
    New,
    /// It or what it imports is being run.
    Running,
    /// It waits at its top level, or for another that does.
    Waiting,
    /// It has run.
    Ended,
}

impl Instance {
    fn phase(&self) -> Phase {
        self.progress.borrow().phase
    }

    /// What must have run before it.
    fn before(&self) -> Vec<Self> {
        match self.body {
            // The code of a virtual source imports for itself, when it wants to.
            Body::Virtual(_) | Body::Names(_) => Vec::new(),
            Body::Text(_) | Body::Functor(_) => self.links.borrow().order.clone(),
        }
    }

    fn awaits(&self) -> bool {
        matches!(self.body, Body::Text(_)) && self.module.has_top_level_await()
    }
}

/// Runs an instance, after all it imports.
///
/// # Errors
/// Only what ends the vat.
pub(super) fn run(instance: &Instance, context: &mut Context) -> JsResult<JsPromise> {
    let root = match instance.phase() {
        Phase::Waiting | Phase::Ended => instance.progress.borrow().root.clone(),
        Phase::New | Phase::Running => None,
    };
    let instance = root.unwrap_or_else(|| instance.clone());
    if let Some(promise) = &instance.progress.borrow().promise {
        return Ok(promise.clone());
    }
    let (promise, settle) = JsPromise::new_pending(context);
    let mut progress = instance.progress.borrow_mut();
    progress.promise = Some(promise.clone());
    progress.settle = Some(settle);
    drop(progress);
    match walk::walk(&instance, context)? {
        Err(reason) => later::settle(&instance, Err(reason), context)?,
        Ok(()) if instance.phase() != Phase::Waiting => {
            later::settle(&instance, Ok(()), context)?;
        }
        Ok(()) => {}
    }
    Ok(promise)
}

/// Runs an instance, after all it imports, at once.
///
/// # Errors
/// What it throws; and if anything in its graph that has not run awaits at its top level, an error that says so
/// before anything runs.
pub(super) fn run_now(instance: &Instance, context: &mut Context) -> JsResult<()> {
    if let Some(waits) = waiting_in(instance) {
        return Err(type_error(format!(
            "importNow cannot wait: module {} of compartment {} awaits at its top level",
            quote(&waits),
            quote(&instance.home.options.name)
        )));
    }
    walk::walk(instance, context)?.map_err(JsError::from_opaque)
}

/// The first module that has to be waited for.
fn waiting_in(root: &Instance) -> Option<JsString> {
    let mut order = vec![root.clone()];
    let mut seen = std::collections::BTreeSet::from([root.id]);
    let mut next = 0;
    while let Some(instance) = order.get(next).cloned() {
        next += 1;
        match instance.phase() {
            Phase::Ended | Phase::Running => continue,
            Phase::Waiting => return Some(instance.specifier.clone()),
            Phase::New if instance.awaits() => return Some(instance.specifier.clone()),
            Phase::New => {}
        }
        for import in instance.before() {
            if seen.insert(import.id) {
                order.push(import);
            }
        }
    }
    None
}
