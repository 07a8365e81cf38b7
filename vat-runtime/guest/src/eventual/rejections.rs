//! Promises that were rejected while nobody listened.
//!
//! They are reported on the console when the crank is over and somebody could still have listened, in the
//! order of their rejection.

use std::cell::RefCell;
use std::rc::Rc;

use boa_engine::Context;
use boa_engine::builtins::promise::{OperationType, PromiseState};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsPromise;
use crankcase_abi::ConsoleLevel;

use crate::{errors, syscalls};

/// The promises rejected in this crank.
#[derive(Clone, Debug, Default)]
struct Unheard(Rc<RefCell<Vec<JsObject>>>);

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
        OperationType::Reject => unheard(context).0.borrow_mut().push(promise),
        OperationType::Handle => forget(&promise, context),
    }
}

/// Takes a promise off the list.
pub(crate) fn forget(promise: &JsObject, context: &mut Context) {
    unheard(context)
        .0
        .borrow_mut()
        .retain(|found| found != promise);
}

/// Reports what is on the list, when the crank is over.
pub fn report(context: &mut Context) {
    let promises = unheard(context).0.take();
    for promise in promises {
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
