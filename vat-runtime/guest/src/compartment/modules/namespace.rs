//! `compartment.module(specifier)`: the namespace of a module, which may be given out before there is a module
//! (spec E9.14, E19.40).
//!
//! A deferred namespace is the namespace itself, not a stand-in: when the module is linked, the same object
//! shows its exports. Until then it answers nothing.

use boa_engine::module::ModuleNamespace;
use boa_engine::object::JsObject;
use boa_engine::{Context, Finalize, JsData, JsString, Trace};
use boa_gc::Gc;

use super::record::Home;

/// Which module a deferred namespace stands for.
#[derive(Clone, Debug, Trace, Finalize, JsData)]
pub(super) struct Alias {
    pub home: Home,
    pub specifier: JsString,
}

/// What the engine keeps with the namespace for us.
#[derive(Debug, Trace, Finalize, JsData)]
struct Token(Gc<Alias>);

/// The module that a namespace was given out for before it existed.
pub(super) fn alias_of(object: &JsObject) -> Option<Gc<Alias>> {
    let token = object.downcast_ref::<ModuleNamespace>()?.token()?;
    let token = token.downcast_ref::<Token>()?;
    Some(token.0.clone())
}

/// The namespace of a module, whether it exists or not.
pub(super) fn namespace(home: &Home, specifier: &JsString, context: &mut Context) -> JsObject {
    let known = home.namespaces.borrow().get(specifier).cloned();
    if let Some(known) = known {
        return known;
    }
    if let Some(record) = home.loaded(specifier) {
        let made = record
            .home
            .instances
            .borrow()
            .get(&record.specifier)
            .cloned();
        if let Some(instance) = made.filter(super::instance::Instance::is_linked) {
            return instance.namespace(context);
        }
    }
    let alias = Gc::new(Alias {
        home: home.clone(),
        specifier: specifier.clone(),
    });
    let token = JsObject::from_proto_and_data(None, Token(alias));
    let deferred = ModuleNamespace::deferred(token, context);
    home.namespaces
        .borrow_mut()
        .insert(specifier.clone(), deferred.clone());
    deferred
}
