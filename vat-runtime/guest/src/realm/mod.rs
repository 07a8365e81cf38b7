//! The realm of a vat: made once, in the base image, before any vat code.
//!
//! Order matters: first what must not be there is removed, then what would show the machine outside is
//! tamed, then the vat's own globals are added, and last everything is frozen. Nothing here may depend on
//! anything but the image.

mod hooks;
mod lockdown;
mod prune;
mod tame;

use std::rc::Rc;

use boa_engine::property::Attribute;
use boa_engine::{Context, JsResult, JsValue, NativeFunction, js_string};

use crate::{console, eventual, harden, jobs, modules, native, passing};

pub use hooks::LIMITS;

/// Makes the engine with its start realm complete and frozen.
///
/// # Panics
/// When the engine is not the one this code was written for; no input can cause that.
#[must_use]
pub fn boot() -> Context {
    let mut context = Context::builder()
        .host_hooks(Rc::new(hooks::Hooks))
        .clock(Rc::new(hooks::NoClock))
        .job_executor(Rc::new(jobs::Queue::default()))
        .module_loader(Rc::new(modules::Loader::default()))
        .build()
        .expect("the engine makes a realm");
    hooks::set_limits(&mut context);
    furnish(&mut context).expect("the realm is the one of the pinned engine");
    boa_gc::force_collect();
    context
}

fn furnish(context: &mut Context) -> JsResult<()> {
    prune::prune(context)?;
    tame::tame(context)?;
    passing::install(context)?;
    eventual::install(context)?;
    native::prepare(context)?;
    console::install(context)?;
    install_harden(context)?;
    lockdown::lock_down(context)?;
    native::seal(context)
}

fn install_harden(context: &mut Context) -> JsResult<()> {
    let function = NativeFunction::from_fn_ptr(|_, args, context| {
        let value = args.first().cloned().unwrap_or_else(JsValue::undefined);
        harden::harden(&value, context)?;
        Ok(value)
    });
    let function = boa_engine::object::FunctionObjectBuilder::new(context.realm(), function)
        .name("harden")
        .length(1)
        .build();
    context.register_global_property(js_string!("harden"), function, Attribute::all())
}

#[cfg(test)]
mod tests;
