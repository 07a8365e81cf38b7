//! Loading a whole graph, slot by slot, for `import` and `load`.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, VecDeque};

use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsError, JsResult, JsString, JsValue};
use boa_gc::{Gc, GcRefCell};

use super::slots;
use crate::compartment::modules::record::{Home, Load, Slot, State};
use crate::compartment::modules::words::quote;
use crate::errors;
use crate::passing::inspect::{lookup, type_error};

/// Loads a module and all it imports. The promise is fulfilled with nothing when all of it is there.
///
/// # Errors
/// Only what ends the vat.
pub(in crate::compartment::modules) fn load(
    home: &Home,
    specifier: &JsString,
    context: &mut Context,
) -> JsResult<JsPromise> {
    let (promise, functions) = JsPromise::new_pending(context);
    let load = Gc::new(Load {
        home: home.clone(),
        specifier: specifier.clone(),
        seen: RefCell::new(BTreeSet::new()),
        waiting: Cell::new(0),
        errors: GcRefCell::default(),
        end: GcRefCell::new(Some(functions)),
    });
    visit(&load, vec![(home.clone(), specifier.clone())], context)?;
    Ok(promise)
}

/// Looks at slots and at everything behind them that is loaded, and waits for the rest.
fn visit(load: &Gc<Load>, places: Vec<(Home, JsString)>, context: &mut Context) -> JsResult<()> {
    let mut next = VecDeque::from(places);
    while let Some((home, specifier)) = next.pop_front() {
        let slot = slots::slot(&home, &specifier, context);
        if !load.seen.borrow_mut().insert(slot.id) {
            continue;
        }
        if let Some(record) = slot.record() {
            next.extend(record.places());
        } else if let State::Loading { loads, .. } = &mut *slot.state.borrow_mut() {
            loads.push(load.clone());
            load.waiting.set(load.waiting.get() + 1);
        }
    }
    finish(load, context)
}

/// A slot that the load waited for is settled.
pub(super) fn told(load: &Gc<Load>, slot: &Gc<Slot>, context: &mut Context) -> JsResult<()> {
    load.waiting.set(load.waiting.get() - 1);
    if load.end.borrow().is_none() {
        return Ok(());
    }
    if let Some(reason) = slot.failure() {
        if load.home.options.no_aggregate_load_errors {
            return end(load, Err(reason), context);
        }
        load.errors.borrow_mut().push(reason);
    }
    let behind = slot.record().map(|record| record.places());
    visit(load, behind.unwrap_or_default(), context)
}

/// Settles the promise of a load that waits for nothing any more.
fn finish(load: &Gc<Load>, context: &mut Context) -> JsResult<()> {
    if load.waiting.get() > 0 {
        return Ok(());
    }
    let errors = std::mem::take(&mut *load.errors.borrow_mut());
    let outcome = match failure(&load.home, &load.specifier, &errors, context) {
        None => Ok(()),
        Some(error) => Err(error.into_opaque(context)?),
    };
    end(load, outcome, context)
}

fn end(load: &Load, outcome: Result<(), JsValue>, context: &mut Context) -> JsResult<()> {
    let Some(functions) = load.end.borrow_mut().take() else {
        return Ok(());
    };
    let undefined = JsValue::undefined();
    match outcome {
        Ok(()) => functions.resolve.call(&undefined, &[], context)?,
        Err(reason) => functions.reject.call(&undefined, &[reason], context)?,
    };
    Ok(())
}

/// All that went wrong in a load, as one error (spec E9.12). The text is the reference's, to the letter.
pub(super) fn failure(
    home: &Home,
    specifier: &JsString,
    errors: &[JsValue],
    context: &mut Context,
) -> Option<JsError> {
    if errors.is_empty() {
        return None;
    }
    let messages: Vec<String> = errors
        .iter()
        .map(|reason| message(reason, context))
        .collect();
    Some(type_error(format!(
        "Failed to load module {} in package {} ({} underlying failures: {}",
        quote(specifier),
        quote(&home.options.name),
        errors.len(),
        messages.join(", ")
    )))
}

/// The message of what was thrown, without running code of the vat.
fn message(reason: &JsValue, context: &mut Context) -> String {
    let message = reason
        .as_object()
        .and_then(|error| lookup(&error, &boa_engine::js_string!("message").into()))
        .and_then(|found| found.value().and_then(JsValue::as_string));
    match message {
        Some(message) => message.to_std_string_lossy(),
        None => errors::describe(&JsError::from_opaque(reason.clone()), context),
    }
}
