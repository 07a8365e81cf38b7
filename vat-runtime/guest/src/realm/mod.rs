//! The realm of a vat: made once, in the base image, before any vat code.
//!
//! What is left at the end is what vat code finds (spec E4.1, E17.8). Order matters: first what must not be
//! there is removed, then what the language has beside it is added, then what would show the machine outside
//! is tamed, then the vat's own globals are added, and last everything is frozen. Nothing here may depend on
//! anything but the image.

mod additions;
pub(crate) mod builtin;
mod chance;
mod date;
mod hooks;
mod locale;
mod lockdown;
mod prune;
mod stacks;

use std::rc::Rc;

use boa_engine::{Context, JsResult, JsValue, NativeFunction, js_string};
use crankcase_abi::VatOptions;

use crate::{compartment, console, eventual, harden, jobs, json, modules, native, passing};

pub(crate) use additions::iteration;
pub use hooks::LIMITS;
pub(crate) use lockdown::lockdown;

/// Makes the engine with its start realm complete and frozen.
///
/// # Panics
/// When the engine is not the one this code was written for; no input can cause that.
#[must_use]
pub fn boot() -> Context {
    let hooks = Rc::new(hooks::Hooks::default());
    let weak_keys = hooks.weak_keys.clone();
    let mut context = Context::builder()
        .host_hooks(hooks)
        .clock(Rc::new(hooks::NoClock))
        .job_executor(Rc::new(jobs::Queue::default()))
        .module_loader(Rc::new(modules::Loader::default()))
        .build()
        .expect("the engine makes a realm");
    hooks::set_limits(&mut context);
    context.insert_data(weak_keys);
    // Every text that is ever evaluated is strict code (spec E10.4).
    context.strict(true);
    furnish(&mut context).expect("the realm is the one of the pinned engine");
    boa_gc::force_collect();
    context
}

/// Gives the vat the options it was created with, before any of its code runs.
pub fn set_options(options: VatOptions, context: &mut Context) {
    let VatOptions { date_strings } = options;
    date::set_strings(date_strings, context);
}

fn furnish(context: &mut Context) -> JsResult<()> {
    prune::prune(context)?;
    additions::add(context)?;
    date::tame(context)?;
    chance::tame(context)?;
    locale::tame(context)?;
    json::install(context)?;
    stacks::tame(context)?;
    passing::install(context)?;
    eventual::install(context)?;
    install_harden(context)?;
    let lockdown = lockdown::lockdown(true, context);
    let global = context.global_object();
    builtin::define_value(&global, js_string!("lockdown"), lockdown, context)?;
    native::prepare(context)?;
    console::install(context)?;
    compartment::install(context)?;
    lockdown::lock_down(context)?;
    compartment::seal(context)?;
    native::seal(context)
}

fn install_harden(context: &mut Context) -> JsResult<()> {
    let code = NativeFunction::from_fn_ptr(|_, args, context| {
        let value = args.first().cloned().unwrap_or_else(JsValue::undefined);
        harden::harden(&value, context)?;
        Ok(value)
    });
    let harden = builtin::function("harden", 1, code, context);
    // Bundled copies of its package look for it here (spec E11.9).
    let object = context.intrinsics().constructors().object().constructor();
    let key = builtin::registered("harden", context)?;
    builtin::define_value(&object, key, harden.clone(), context)?;
    let global = context.global_object();
    builtin::define_value(&global, js_string!("harden"), harden, context)
}

#[cfg(test)]
mod tests;
