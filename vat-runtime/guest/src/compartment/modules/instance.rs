//! Instances: modules of a compartment that can run, made from records and bound to each other (spec E9.15,
//! E9.18, E9.21).
//!
//! Linking resolves every import of a graph before any of it runs, and runs no code of the vat. Neither it nor the
//! engine's search for an export recurses over a graph.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use boa_engine::module::{Module, ModuleRequest};
use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{
    Context, Finalize, HostDefined, JsData, JsError, JsNativeError, JsNativeErrorKind, JsResult,
    JsString, JsValue, Trace, js_string,
};
use boa_gc::{Gc, GcRefCell};

use super::kinds::{Kind, Virtual};
use super::namespace;
use super::precompiled::{self, Functor};
use super::record::{Home, Place, Record, number};
use super::run::Progress;
use super::source::ModuleSource;
use super::words::quote;
use crate::compartment::source_url::printable;
use crate::modules::in_module;
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
    /// What its imports are; empty until it is wired.
    pub(super) links: GcRefCell<Links>,
    #[unsafe_ignore_trace]
    wired: Cell<bool>,
    #[unsafe_ignore_trace]
    linked: Cell<bool>,
    pub(super) progress: GcRefCell<Progress>,
}

/// What running an instance means.
#[derive(Debug, Trace, Finalize)]
pub(super) enum Body {
    /// The engine runs the text. Its `import.meta` gets its properties before, if the text has it.
    Text(Option<JsObject>),
    /// The source's `execute` is called.
    Virtual(Gc<Virtual>),
    /// The properties of an object are copied.
    Names(Gc<Virtual>),
    /// A functor of the reference's compiler is called.
    Functor(Gc<Functor>),
}

/// The instances that an instance imports.
#[derive(Debug, Default, Trace, Finalize)]
pub(super) struct Links {
    /// In the order of its imports.
    pub(super) order: Vec<Instance>,
    #[unsafe_ignore_trace]
    by_import: BTreeMap<JsString, usize>,
}

impl Links {
    /// The instance that an import means.
    pub(super) fn get(&self, import: &JsString) -> Option<&Instance> {
        self.order.get(*self.by_import.get(import)?)
    }
}

/// What is kept by the engine with a module.
#[derive(Debug, Trace, Finalize, JsData)]
struct Known {
    /// By which name it knows itself.
    specifier: JsString,
    /// Where it was asked for.
    asked: Place,
}

/// By which name a module knows itself.
pub(super) fn specifier_of(module: &Module) -> Option<JsString> {
    let known = module.host_defined().get::<Known>()?;
    Some(known.specifier.clone())
}

/// Where a module was asked for.
pub(super) fn place_of(module: &Module) -> Option<Place> {
    let known = module.host_defined().get::<Known>()?;
    Some(known.asked.clone())
}

/// What the engine is to keep with a module.
pub(super) fn known_by(specifier: &JsString, asked: &Place) -> HostDefined {
    let mut known_by: HostDefined = HostDefined::default();
    known_by.insert(Known {
        specifier: specifier.clone(),
        asked: asked.clone(),
    });
    known_by
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
        Kind::Text(source) => text_module(record, source, context),
        Kind::Virtual(source) => {
            let module = synthetic(&source.exports, record);
            Ok((module, Body::Virtual(source.clone())))
        }
        Kind::Names(source) => {
            let module = synthetic(&source.exports, record);
            Ok((module, Body::Names(source.clone())))
        }
        Kind::Bundled(bundled) => Ok((bundled.module.clone(), Body::Text(None))),
        Kind::Precompiled(source) => precompiled::made(record, source, context),
    }
}

/// The code of a module knows its own compartment and is called by its full specifier (spec E9.21).
fn text_module(
    record: &Record,
    source: &ModuleSource,
    context: &mut Context,
) -> JsResult<(Module, Body)> {
    let path = printable(&record.specifier.to_std_string_lossy());
    let realm = record.home.realm.clone();
    let known_by = known_by(&record.specifier, &record.asked);
    let text = source.text.clone();
    let module = Module::from_text(text, Path::new(&path), realm, known_by, context)?;
    if !source.analysis.needs_import_meta {
        return Ok((module, Body::Text(None)));
    }
    // It is there from the first: in a cycle, code may look at it before the module runs.
    let meta = JsObject::with_null_proto();
    module.set_import_meta(&meta);
    Ok((module, Body::Text(Some(meta))))
}

/// A module whose exports are set from outside.
pub(super) fn synthetic(names: &[JsString], record: &Record) -> Module {
    let known_by = known_by(&record.specifier, &record.asked);
    Module::of_exports(names, record.home.realm.clone(), known_by)
}

/// Gives `import.meta` its properties, just before the module runs: what the descriptor has, and what
/// `importMetaHook` makes of it (spec E9.18).
///
/// # Errors
/// What the hook or the descriptor's object throws.
pub(super) fn furnish_meta(
    record: &Record,
    meta: &JsObject,
    context: &mut Context,
) -> JsResult<()> {
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
    Ok(())
}

/// Links the module of a specifier, and all it imports. All of it must be loaded.
///
/// # Errors
/// A `SyntaxError` with the module and the name when an import cannot be resolved.
pub(super) fn link(home: &Home, specifier: &JsString, context: &mut Context) -> JsResult<Instance> {
    let root = instance_at(home, specifier, context)?;
    let mut graph = Graph::default();
    graph.add(&root);
    let mut next = 0;
    while let Some(instance) = graph.order.get(next).cloned() {
        next += 1;
        if !instance.wired.get() {
            wire(&instance, context)?;
        }
        for imported in &instance.links.borrow().order {
            graph.add(imported);
        }
    }
    for instance in &graph.order {
        let made = instance.module.instantiate(context);
        made.map_err(|error| unresolved(instance, error))?;
    }
    for instance in &graph.order {
        instance.linked.set(true);
    }
    for instance in &graph.order {
        namespace::fill(instance);
    }
    Ok(root)
}

/// The error of an import or export that means nothing, with the name of the module that has it.
fn unresolved(instance: &Instance, error: JsError) -> JsError {
    let syntax = error
        .as_native()
        .is_some_and(|native| matches!(native.kind(), JsNativeErrorKind::Syntax));
    if syntax {
        let name = printable(&instance.specifier.to_std_string_lossy());
        return in_module(&name, error);
    }
    error
}

/// The instances that are linked together, each once.
#[derive(Default)]
struct Graph {
    order: Vec<Instance>,
    seen: BTreeSet<u64>,
}

impl Graph {
    fn add(&mut self, instance: &Instance) {
        if !instance.is_linked() && self.seen.insert(instance.id) {
            self.order.push(instance.clone());
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
    let mut links = Links::default();
    for (import, full) in &instance.record.resolved {
        let imported = instance_at(&instance.home, full, context)?;
        let index = links.order.len();
        links.by_import.entry(import.clone()).or_insert(index);
        links.order.push(imported);
    }
    for request in instance.module.requests() {
        let Some(imported) = links.get(request.specifier()) else {
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
