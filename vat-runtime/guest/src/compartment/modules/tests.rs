//! `ModuleSource` and the modules of compartments, as vat code finds them.

use boa_engine::builtins::promise::PromiseState;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsError, JsValue, Source};

use crate::{console, errors, jobs, realm};

/// Runs the body of an async function and gives its result as text, or the first line of what it threw.
pub(super) fn run(context: &mut Context, body: &str) -> String {
    let code = format!("(async () => {{ {body}\n }})()");
    let value = match context.eval(Source::from_bytes(&code)) {
        Ok(value) => value,
        Err(error) => return shown(&error, context),
    };
    jobs::run_to_empty(context).expect("the jobs run");
    let promise = value
        .as_object()
        .expect("an async function gives a promise");
    let promise = JsPromise::from_object(promise).expect("an async function gives a promise");
    match promise.state() {
        PromiseState::Fulfilled(value) => text(&value, context),
        PromiseState::Rejected(reason) => shown(&JsError::from_opaque(reason), context),
        PromiseState::Pending => "pending".to_owned(),
    }
}

fn text(value: &JsValue, context: &mut Context) -> String {
    if let Some(text) = value.as_string() {
        return text.to_std_string_lossy();
    }
    match value.to_json(context) {
        Ok(Some(json)) => json.to_string(),
        _ => console::inspect(value, context),
    }
}

fn shown(error: &JsError, context: &mut Context) -> String {
    let text = errors::describe(error, context);
    text.lines().next().unwrap_or_default().to_owned()
}

#[track_caller]
pub(super) fn check(cases: &[(&str, &str)]) {
    for (body, expected) in cases {
        let mut context = realm::boot();
        assert_eq!(run(&mut context, body), *expected, "{body}");
    }
}

mod descriptors;
mod graphs;
mod hooks;
mod hostile;
mod precompiled;
mod sources;
