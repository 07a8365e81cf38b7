//! `compartment.module(specifier)`: the namespace of a module, which may be given out before there is a module
//! (spec E9.14, E19.40, E19.44).
//!
//! A deferred namespace is a namespace itself, not a stand-in: when the module is linked, the same object
//! shows its exports. Until then it answers nothing.

use boa_engine::module::{Module, ModuleNamespace};
use boa_engine::object::JsObject;
use boa_engine::{Context, Finalize, JsData, JsString, Trace};

use super::instance::{Instance, place_of};
use super::record::{Home, Place, Record};

/// What the engine keeps with a namespace that was given out early.
#[derive(Debug, Trace, Finalize, JsData)]
struct Token(Place);

/// Where the module of a namespace was asked for, whether it is linked or not. Nothing for all other objects.
pub(super) fn place_of_namespace(object: &JsObject) -> Option<Place> {
    let token = object.downcast_ref::<ModuleNamespace>()?.token();
    if let Some(token) = token {
        return Some(token.downcast_ref::<Token>()?.0.clone());
    }
    place_of(&Module::of_namespace(object)?)
}

/// The namespace of a module, whether it exists or not.
pub(super) fn namespace(home: &Home, specifier: &JsString, context: &mut Context) -> JsObject {
    let known = home.namespaces.borrow().get(specifier).cloned();
    if let Some(known) = known {
        return known;
    }
    if let Some(instance) = home.loaded(specifier).and_then(|record| linked(&record)) {
        return instance.namespace(context);
    }
    let token = Token(Place {
        home: home.clone(),
        specifier: specifier.clone(),
    });
    let token = JsObject::from_proto_and_data(None, token);
    let deferred = ModuleNamespace::deferred(token, context);
    let mut namespaces = home.namespaces.borrow_mut();
    namespaces.insert(specifier.clone(), deferred.clone());
    drop(namespaces);
    if let Some(record) = home.loaded(specifier) {
        belongs(home, specifier, &record);
    }
    deferred
}

/// The instance of a record, if it is linked.
fn linked(record: &Record) -> Option<Instance> {
    let instances = record.home.instances.borrow();
    let made = instances.get(&record.specifier).cloned();
    made.filter(Instance::is_linked)
}

/// A specifier is loaded: its namespace, if it was given out, shows that module as soon as it is linked.
pub(super) fn belongs(home: &Home, specifier: &JsString, record: &Record) {
    let Some(deferred) = home.namespaces.borrow().get(specifier).cloned() else {
        return;
    };
    if let Some(instance) = linked(record) {
        return instance.module.fill_namespace(&deferred);
    }
    let mut unfilled = record.home.unfilled.borrow_mut();
    let waiting = unfilled.entry(record.specifier.clone()).or_default();
    waiting.push(deferred);
}

/// A module is linked: the namespaces that were given out for it show its exports.
pub(super) fn fill(instance: &Instance) {
    let (home, specifier) = (&instance.home, &instance.specifier);
    // Its own name comes first: that namespace becomes the one that its importers see.
    let own = home.namespaces.borrow().get(specifier).cloned();
    let waiting = home.unfilled.borrow_mut().remove(specifier);
    for deferred in own.into_iter().chain(waiting.unwrap_or_default()) {
        instance.module.fill_namespace(&deferred);
    }
}
