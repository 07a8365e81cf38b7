//! Promises that were rejected while nobody listened (spec P6.16).
//!
//! They are reported on the console when the crank is over and somebody could still have listened, in the
//! order of their rejection. Nothing here may show in which order a table holds them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::rc::Rc;

use boa_engine::Context;
use boa_engine::builtins::promise::{OperationType, PromiseState};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsPromise;
use crankcase_abi::ConsoleLevel;

use super::table;
use crate::{errors, syscalls};

/// The promises rejected in this crank.
#[derive(Debug, Default)]
struct List {
    /// In the order of their rejection. Those that somebody listens to by now are gone.
    promises: Vec<Option<JsObject>>,
    /// Where each is.
    places: HashMap<JsObject, usize, BuildHasherDefault<DefaultHasher>>,
}

#[derive(Clone, Debug, Default)]
struct Unheard(Rc<RefCell<List>>);

fn unheard(context: &mut Context) -> Unheard {
    if let Some(found) = context.get_data::<Unheard>() {
        return found.clone();
    }
    context.insert_data(Unheard::default());
    context.get_data::<Unheard>().cloned().unwrap_or_default()
}

/// What the engine says about a promise: that it was rejected unheard, or that somebody listens now.
pub fn track(promise: JsObject, operation: OperationType, context: &mut Context) {
    match operation {
        OperationType::Handle => forget(&promise, context),
        // Whoever sent a message to it learns of the rejection from the message's own result.
        OperationType::Reject if table::is_awaited(&promise, context).unwrap_or(false) => {}
        OperationType::Reject => {
            let unheard = unheard(context);
            let mut list = unheard.0.borrow_mut();
            let place = list.promises.len();
            list.promises.push(Some(promise.clone()));
            list.places.insert(promise, place);
        }
    }
}

/// Takes a promise off the list.
pub(crate) fn forget(promise: &JsObject, context: &mut Context) {
    let unheard = unheard(context);
    let mut list = unheard.0.borrow_mut();
    if let Some(place) = list.places.remove(promise)
        && let Some(found) = list.promises.get_mut(place)
    {
        *found = None;
    }
}

/// Reports what is on the list, when the crank is over.
pub fn report(context: &mut Context) {
    let list = unheard(context).0.take();
    for promise in list.promises.into_iter().flatten() {
        let Ok(promise) = JsPromise::from_object(promise) else {
            continue;
        };
        if let PromiseState::Rejected(reason) = promise.state() {
            let text = errors::describe(&boa_engine::JsError::from_opaque(reason), context);
            syscalls::console(
                ConsoleLevel::Error,
                &format!("UnhandledPromiseRejection: {text}"),
            );
        }
    }
}
