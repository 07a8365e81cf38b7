//! The realm of a vat: made once, in the base image, before any vat code.

use std::rc::Rc;

use boa_engine::{Context, JsResult};

use crate::{eventual, jobs, modules, native};

/// Makes the engine with its start realm complete: globals installed, intrinsics tamed and frozen.
///
/// # Panics
/// When the engine is not the one this code was written for; no input can cause that.
#[must_use]
pub fn boot() -> Context {
    let mut context = Context::builder()
        .job_executor(Rc::new(jobs::Queue::default()))
        .module_loader(Rc::new(modules::Loader::default()))
        .build()
        .expect("the engine makes a realm");
    furnish(&mut context).expect("the realm is the one of the pinned engine");
    context
}

fn furnish(context: &mut Context) -> JsResult<()> {
    eventual::install(context)?;
    native::prepare(context)?;
    Ok(())
}
