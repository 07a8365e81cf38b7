//! The vat's modules: from a bundle to a namespace (spec E6).
//!
//! A bundle is a closed graph, resolved before it came here: this file must never guess what a specifier
//! means. Modules are named in stack traces as they are named in the bundle.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use boa_engine::builtins::promise::PromiseState;
use boa_engine::module::{Module, ModuleLoader, ModuleRequest, Referrer};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsError, JsNativeError, JsResult, Source};
use crankcase_abi::{Bundle, Import, VatFault};

use crate::{compartment, errors, jobs, native};

/// Resolves imports from the vat's bundle.
#[derive(Default)]
pub struct Loader {
    /// The modules of the bundle whose source is still needed, and what each specifier means in them.
    bundle: RefCell<BTreeMap<String, crankcase_abi::Module>>,
    /// The modules that were parsed, by what they are.
    parsed: RefCell<BTreeMap<Import, Module>>,
}

impl Loader {
    /// What `specifier` means in the module called `referrer`.
    fn resolve(&self, referrer: &Referrer, specifier: &str) -> JsResult<Import> {
        let refuse =
            || JsNativeError::typ().with_message(format!("cannot find module {specifier:?}"));
        let name = referrer.path().and_then(Path::to_str).ok_or_else(refuse)?;
        let bundle = self.bundle.borrow();
        let import = bundle
            .get(name)
            .and_then(|module| module.imports.get(specifier));
        Ok(import.ok_or_else(refuse)?.clone())
    }

    /// The module itself, parsed once.
    fn module(&self, import: &Import, context: &mut Context) -> JsResult<Module> {
        if let Some(module) = self.parsed.borrow().get(import) {
            return Ok(module.clone());
        }
        let module = match import {
            Import::Native(name) => native::module(name, context)?,
            Import::Module(name) => self.parse(name, context)?,
        };
        self.parsed
            .borrow_mut()
            .insert(import.clone(), module.clone());
        Ok(module)
    }

    fn parse(&self, name: &str, context: &mut Context) -> JsResult<Module> {
        let mut bundle = self.bundle.borrow_mut();
        let source = bundle.get_mut(name).map(|module| &mut module.source);
        let source = source.ok_or_else(|| {
            JsNativeError::typ().with_message(format!("the bundle holds no module {name:?}"))
        })?;
        let code = Source::from_bytes(source.as_str()).with_path(Path::new(name));
        let module = Module::parse(code, None, context).map_err(|error| in_module(name, error))?;
        // The engine keeps the text where it needs it; a second copy would only weigh on the heap.
        *source = String::new();
        Ok(module)
    }
}

/// The parser's error with the name of the module, as `name:line:column: what`.
pub(crate) fn in_module(name: &str, error: JsError) -> JsError {
    let Some(native) = error.as_native() else {
        return error;
    };
    let message = native.message();
    let placed = message.rsplit_once(" at line ").and_then(|(what, place)| {
        let (line, column) = place.split_once(", col ")?;
        (line.parse::<u32>().is_ok() && column.parse::<u32>().is_ok())
            .then(|| format!("{name}:{line}:{column}: {what}"))
    });
    JsNativeError::syntax()
        .with_message(placed.unwrap_or_else(|| format!("{name}: {message}")))
        .into()
}

impl ModuleLoader for Loader {
    fn import_call(
        self: Rc<Self>,
        referrer: &Referrer,
        request: &ModuleRequest,
        context: &mut Context,
    ) -> Option<JsResult<JsPromise>> {
        compartment::modules::import_call(referrer, request, context)
    }

    async fn load_imported_module(
        self: Rc<Self>,
        referrer: Referrer,
        request: ModuleRequest,
        context: &RefCell<&mut Context>,
    ) -> JsResult<Module> {
        // What they ask for is settled when modules are bundled.
        if !request.attributes().is_empty() {
            return Err(JsNativeError::typ()
                .with_message("import attributes are not supported")
                .into());
        }
        // A compartment chooses the names of its modules, so they say nothing here; it has hooks of its own.
        if compartment::of_realm(referrer.realm()).is_some() {
            return Err(JsNativeError::typ()
                .with_message("the modules of the vat are not those of a compartment")
                .into());
        }
        let import = self.resolve(&referrer, &request.specifier().to_std_string_escaped())?;
        self.module(&import, &mut context.borrow_mut())
    }
}

/// Evaluates a bundle, with whatever its modules await at their top level, and gives the namespace of its
/// entry.
///
/// # Errors
/// What ends the vat: a module that does not parse, link or evaluate, or awaits what this crank cannot
/// bring.
pub fn evaluate(bundle: Bundle, context: &mut Context) -> Result<JsObject, VatFault> {
    let loader = context
        .downcast_module_loader::<Loader>()
        .expect("the realm was made with this loader");
    let entry = Import::Module(bundle.entry);
    *loader.bundle.borrow_mut() = bundle.modules;
    let fail = |error: JsError, context: &mut Context| errors::vat_fault(&error, context);
    let module = loader
        .module(&entry, context)
        .map_err(|error| fail(error, context))?;
    let loaded = module.load(context);
    settle(&loaded, context)?;
    module.link(context).map_err(|error| fail(error, context))?;
    let evaluated = module
        .evaluate(context)
        .map_err(|error| fail(error, context))?;
    settle(&evaluated, context)?;
    Ok(module.namespace(context))
}

fn settle(promise: &JsPromise, context: &mut Context) -> Result<(), VatFault> {
    jobs::run_to_empty(context)?;
    match promise.state() {
        PromiseState::Fulfilled(_) => Ok(()),
        PromiseState::Rejected(reason) => {
            Err(errors::vat_fault(&JsError::from_opaque(reason), context))
        }
        PromiseState::Pending => Err(VatFault::Failed(
            "a module awaits at its top level what can only come in a later crank".to_owned(),
        )),
    }
}

#[cfg(test)]
mod tests;
