//! The vat's modules: from a bundle to a namespace (spec E6).
//!
//! A bundle is a closed graph, resolved before it came here: this file must never guess what a specifier
//! means. Modules are named in stack traces as they are named in the bundle. They are linked and run as the modules
//! of compartments are.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use boa_engine::builtins::promise::PromiseState;
use boa_engine::module::{Module, ModuleLoader, ModuleRequest, Referrer};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsError, JsNativeError, JsResult, JsString};
use crankcase_abi::{Bundle, Import, VatFault};

use crate::compartment::modules::{Home, bundle, import_call};
use crate::passing::inspect::type_error;
use crate::{errors, jobs, native};

/// Resolves imports from the vat's bundle.
#[derive(Default)]
pub struct Loader {
    /// The modules of the bundle, and what each specifier means in them. Those that are loaded have no text any more.
    bundle: RefCell<BTreeMap<String, crankcase_abi::Module>>,
    /// What each module that is loaded imports.
    loaded: RefCell<BTreeMap<Import, Vec<Import>>>,
    /// Where the loaded modules are.
    home: OnceCell<Home>,
}

/// By which name a module is known in its home. No text of a bundle has a name like that of a native module.
fn name_of(import: &Import) -> JsString {
    match import {
        Import::Module(name) => JsString::from(name.as_str()),
        Import::Native(name) => JsString::from(format!("\0native:{name}")),
    }
}

impl Loader {
    fn home(&self, context: &mut Context) -> Home {
        let home = self.home.get_or_init(|| bundle::home(context));
        home.clone()
    }

    /// What `specifier` means in the module called `referrer`.
    fn resolve(&self, referrer: &str, specifier: &JsString) -> JsResult<Import> {
        let specifier = specifier.to_std_string_escaped();
        let bundle = self.bundle.borrow();
        let imports = bundle.get(referrer).map(|module| &module.imports);
        let import = imports.and_then(|imports| imports.get(&specifier));
        import
            .cloned()
            .ok_or_else(|| type_error(format!("cannot find module {specifier:?}")))
    }

    /// Loads a module and all it imports.
    fn load(&self, entry: &Import, context: &mut Context) -> JsResult<JsString> {
        let mut seen = BTreeSet::new();
        let mut next = VecDeque::from([entry.clone()]);
        while let Some(import) = next.pop_front() {
            if seen.insert(import.clone()) {
                next.extend(self.load_one(&import, context)?);
            }
        }
        Ok(name_of(entry))
    }

    /// Loads one module, once, and gives what it imports.
    fn load_one(&self, import: &Import, context: &mut Context) -> JsResult<Vec<Import>> {
        if let Some(imports) = self.loaded.borrow().get(import) {
            return Ok(imports.clone());
        }
        let home = self.home(context);
        let name = name_of(import);
        let (module, imports, resolved) = match import {
            Import::Native(native) => {
                let known = bundle::known(&home, &name);
                (
                    native::module(native, known, context)?,
                    Vec::new(),
                    Vec::new(),
                )
            }
            Import::Module(name) => self.parse(&home, name, context)?,
        };
        bundle::add(&home, &name, module, resolved, context)?;
        self.loaded
            .borrow_mut()
            .insert(import.clone(), imports.clone());
        Ok(imports)
    }

    fn parse(&self, home: &Home, name: &str, context: &mut Context) -> JsResult<Parsed> {
        // Parsing runs no code of the vat.
        let (module, specifiers) = {
            let bundle = self.bundle.borrow();
            let source = bundle.get(name).map(|module| &module.source);
            let source =
                source.ok_or_else(|| type_error(format!("the bundle holds no module {name:?}")))?;
            bundle::parsed(home, name, source, context)?
        };
        module.requests().iter().try_for_each(without_attributes)?;
        let mut imports = Vec::new();
        let mut resolved = Vec::new();
        for specifier in specifiers {
            let import = self.resolve(name, &specifier)?;
            resolved.push((specifier, name_of(&import)));
            imports.push(import);
        }
        // The engine keeps the text where it needs it; a second copy would only weigh on the heap.
        if let Some(module) = self.bundle.borrow_mut().get_mut(name) {
            module.source = String::new();
        }
        Ok((module, imports, resolved))
    }

    /// `import()` in the vat's own code.
    fn import(
        &self,
        referrer: &Referrer,
        request: &ModuleRequest,
        context: &mut Context,
    ) -> JsResult<JsPromise> {
        without_attributes(request)?;
        // Code that is in no module of the bundle, such as that of `eval`, can import nothing.
        let from = bundle::name_of(referrer).unwrap_or_default();
        let import = self.resolve(&from.to_std_string_escaped(), request.specifier())?;
        let name = self.load(&import, context)?;
        bundle::import(&self.home(context), &name, context)
    }
}

/// A module of the bundle, what it imports, and the specifiers for that with the names that they mean.
type Parsed = (Module, Vec<Import>, Vec<(JsString, JsString)>);

/// What attributes ask for is settled when modules are bundled.
fn without_attributes(request: &ModuleRequest) -> JsResult<()> {
    if request.attributes().is_empty() {
        Ok(())
    } else {
        Err(type_error("import attributes are not supported"))
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
        let of_compartment = import_call(referrer, request, context);
        Some(of_compartment.unwrap_or_else(|| self.import(referrer, request, context)))
    }

    async fn load_imported_module(
        self: Rc<Self>,
        _: Referrer,
        _: ModuleRequest,
        _: &RefCell<&mut Context>,
    ) -> JsResult<Module> {
        // Modules reach the engine loaded.
        Err(type_error("the engine loads no modules"))
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
    let name = loader
        .load(&entry, context)
        .map_err(|error| fail(error, context))?;
    let home = loader.home(context);
    let ran = bundle::run(&home, &name, context).map_err(|error| fail(error, context))?;
    settle(&ran, context)?;
    Ok(bundle::exports(&home, &name, context))
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
