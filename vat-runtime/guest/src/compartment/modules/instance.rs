//! Instances: modules of a compartment that can run, made from records and bound to each other (spec E9.15,
//! E9.18, E9.21).
//!
//! Linking resolves every import of a graph before any of it runs. Only the engine's search for an export recurses,
//! over chains of `export … from`; what linking calls of the vat is `importMetaHook`.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::path::Path;

use boa_engine::module::{Module, ModuleRequest, SyntheticModuleInitializer};
use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{
    Context, Finalize, HostDefined, JsData, JsNativeError, JsResult, JsString, JsValue, Trace,
    js_string,
};
use boa_gc::{Gc, GcRefCell};

use super::kinds::{Kind, Virtual};
use super::precompiled::{self, Functor};
use super::record::{Home, Record, number};
use super::run::Progress;
use super::source::ModuleSource;
use super::words::quote;
use crate::compartment::source_url::printable;
use crate::passing::inspect::type_error;

/// A module of a compartment.
#[derive(Clone, Debug, Trace, Finalize)]
pub(crate) struct Instance(Gc<InstanceData>);

#[derive(Debug, Trace, Finalize)]
pub(crate) struct InstanceData {
    #[unsafe_ignore_trace]
    pub(super) id: u64,
    pub(super) home: Home,
    pub(super) specifier: JsString,
    pub(super) record: Gc<Record>,
    /// The engine's module: that of the text, or one whose exports are set from outside.
    pub(super) module: Module,
    pub(super) body: Body,
    /// What its imports are, in the order of its text; empty until it is wired.
    pub(super) links: GcRefCell<Vec<(JsString, Instance)>>,
    #[unsafe_ignore_trace]
    wired: Cell<bool>,
    #[unsafe_ignore_trace]
    linked: Cell<bool>,
    pub(super) progress: GcRefCell<Progress>,
}

/// What running an instance means.
#[derive(Debug, Trace, Finalize)]
pub(super) enum Body {
    /// The engine runs the text.
    Text,
    /// The source's `execute` is called.
    Virtual(Gc<Virtual>),
    /// The properties of an object are copied.
    Names(Gc<Virtual>),
    /// It runs elsewhere.
    Existing,
    /// A functor of the reference's compiler is called.
    Functor(Gc<Functor>),
}

/// The full specifier of a module, kept by the engine with the module.
#[derive(Debug, Trace, Finalize, JsData)]
struct FullSpecifier(JsString);

/// By which name a module of a compartment knows itself.
pub(super) fn specifier_of(module: &Module) -> Option<JsString> {
    let name = module.host_defined().get::<FullSpecifier>()?;
    Some(name.0.clone())
}

impl std::ops::Deref for Instance {
    type Target = InstanceData;

    fn deref(&self) -> &InstanceData {
        &self.0
    }
}

impl PartialEq for Instance {
    fn eq(&self, other: &Self) -> bool {
        Gc::ptr_eq(&self.0, &other.0)
    }
}

impl Instance {
    /// Whether it and everything it imports is bound.
    pub(super) fn is_linked(&self) -> bool {
        self.linked.get()
    }

    /// Its namespace. It must be linked.
    pub(super) fn namespace(&self, context: &mut Context) -> JsObject {
        self.module.namespace(context)
    }

    /// The instance of a record: there is one for each full specifier of a compartment.
    fn of(record: &Gc<Record>, context: &mut Context) -> JsResult<Self> {
        let home = &record.home;
        if let Some(made) = home.instances.borrow().get(&record.specifier) {
            return Ok(made.clone());
        }
        let (module, body) = made(record, context)?;
        let instance = Self(Gc::new(InstanceData {
            id: number(context),
            home: home.clone(),
            specifier: record.specifier.clone(),
            record: record.clone(),
            module,
            body,
            links: GcRefCell::default(),
            wired: Cell::new(false),
            linked: Cell::new(false),
            progress: GcRefCell::default(),
        }));
        let mut instances = home.instances.borrow_mut();
        Ok(instances
            .entry(record.specifier.clone())
            .or_insert(instance)
            .clone())
    }
}

/// The engine's module for a record, and how it is run.
fn made(record: &Gc<Record>, context: &mut Context) -> JsResult<(Module, Body)> {
    match &record.kind {
        Kind::Text(source) => Ok((text_module(record, source, context)?, Body::Text)),
        Kind::Virtual(source) => {
            let module = synthetic(&source.exports, &record.home, context);
            Ok((module, Body::Virtual(source.clone())))
        }
        Kind::Names(source) => {
            let module = synthetic(&source.exports, &record.home, context);
            Ok((module, Body::Names(source.clone())))
        }
        Kind::Existing(module) => Ok((module.clone(), Body::Existing)),
        Kind::Precompiled(source) => precompiled::made(record, source, context),
    }
}

/// The code of a module knows its own compartment and is called by its full specifier (spec E9.21).
fn text_module(record: &Record, source: &ModuleSource, context: &mut Context) -> JsResult<Module> {
    let mut known_by: HostDefined = HostDefined::default();
    known_by.insert(FullSpecifier(record.specifier.clone()));
    let path = printable(&record.specifier.to_std_string_lossy());
    let realm = record.home.realm.clone();
    let module = Module::from_text(&source.text, Path::new(&path), realm, known_by, context)?;
    if source.analysis.needs_import_meta {
        let meta = import_meta(record, context)?;
        module.set_import_meta(&meta);
    }
    Ok(module)
}

/// A module whose exports are set from outside.
pub(super) fn synthetic(names: &[JsString], home: &Home, context: &mut Context) -> Module {
    let nothing = SyntheticModuleInitializer::from_copy_closure(|_, _| Ok(()));
    Module::synthetic(names, nothing, None, Some(home.realm.clone()), context)
}

/// `import.meta`: what the descriptor gave, and what `importMetaHook` makes of it (spec E9.18).
pub(super) fn import_meta(record: &Record, context: &mut Context) -> JsResult<JsObject> {
    let meta = JsObject::with_null_proto();
    if !record.import_meta.is_undefined() {
        meta.copy_data_properties(&record.import_meta, Vec::<PropertyKey>::new(), context)?;
    }
    let hook = &record.home.options.import_meta_hook;
    if !hook.is_undefined() {
        let hook = hook
            .as_callable()
            .ok_or_else(|| type_error("importMetaHook is not a function"))?;
        let arguments = [record.specifier.clone().into(), meta.clone().into()];
        hook.call(&JsValue::undefined(), &arguments, context)?;
    }
    Ok(meta)
}

/// Links the module of a specifier, and all it imports. All of it must be loaded.
///
/// # Errors
/// When an import cannot be resolved, or what hooks throw.
pub(super) fn link(home: &Home, specifier: &JsString, context: &mut Context) -> JsResult<Instance> {
    let root = instance_at(home, specifier, context)?;
    let mut graph = Graph::default();
    graph.named(home, specifier, &root);
    graph.add(&root);
    let mut next = 0;
    while let Some(instance) = graph.order.get(next).cloned() {
        next += 1;
        if !instance.wired.get() {
            wire(&instance, context)?;
        }
        for (import, imported) in instance.links.borrow().iter() {
            if let Some(full) = instance.record.resolve(import) {
                graph.named(&instance.home, &full, imported);
            }
            graph.add(imported);
        }
    }
    for instance in &graph.order {
        instance.module.instantiate(context)?;
    }
    for instance in &graph.order {
        instance.linked.set(true);
    }
    for (deferred, instance) in &graph.deferred {
        instance.module.fill_namespace(deferred, context);
    }
    Ok(root)
}

/// The instances that are linked together, each once, and the namespaces that wait for them.
#[derive(Default)]
struct Graph {
    order: Vec<Instance>,
    seen: BTreeSet<u64>,
    deferred: Vec<(JsObject, Instance)>,
}

impl Graph {
    fn add(&mut self, instance: &Instance) {
        if !instance.is_linked() && self.seen.insert(instance.id) {
            self.order.push(instance.clone());
        }
    }

    /// Notes the namespace that was given out for a specifier.
    fn named(&mut self, home: &Home, specifier: &JsString, instance: &Instance) {
        for (home, specifier) in [(home, specifier), (&instance.home, &instance.specifier)] {
            if let Some(deferred) = home.namespaces.borrow().get(specifier) {
                self.deferred.push((deferred.clone(), instance.clone()));
            }
        }
    }
}

fn instance_at(home: &Home, specifier: &JsString, context: &mut Context) -> JsResult<Instance> {
    let record = home.loaded(specifier).ok_or_else(|| {
        JsNativeError::reference().with_message(format!(
            "Missing link to module {} from compartment {}",
            quote(specifier),
            quote(&home.options.name)
        ))
    })?;
    Instance::of(&record, context)
}

/// Finds the instances of what an instance imports.
fn wire(instance: &Instance, context: &mut Context) -> JsResult<()> {
    let mut links = Vec::new();
    for (import, full) in &instance.record.resolved {
        let imported = instance_at(&instance.home, full, context)?;
        links.push((import.clone(), imported));
    }
    for request in instance.module.requests() {
        let imported = links
            .iter()
            .find(|(import, _)| import == request.specifier());
        let Some((_, imported)) = imported else {
            continue;
        };
        check_attributes(&request, Some(&imported.record.kind))?;
        instance.module.provide(request, imported.module.clone());
    }
    *instance.links.borrow_mut() = links;
    instance.wired.set(true);
    Ok(())
}

/// `with { type: 'json' }` names what is not JavaScript; there are no other attributes (spec E9.24). Nothing is
/// said of a module that is not known yet.
///
/// # Errors
/// When the attribute is another one, or not true.
pub(super) fn check_attributes(request: &ModuleRequest, kind: Option<&Kind>) -> JsResult<()> {
    for attribute in request.attributes() {
        let (key, value) = (attribute.key(), attribute.value());
        if *key != js_string!("type") || *value != js_string!("json") {
            return Err(type_error(format!(
                "import attribute {}: {} of {} is not supported",
                key.to_std_string_lossy(),
                quote(value),
                quote(request.specifier())
            )));
        }
        if kind.is_some_and(|kind| !kind.is_data()) {
            return Err(type_error(format!(
                "module {} is not JSON",
                quote(request.specifier())
            )));
        }
    }
    Ok(())
}
