//! The vat's own modules, which are linked and run as those of compartments are (spec E9.15, E9.22).
//!
//! Their home belongs to no compartment and has no hooks: it holds what the vat's bundle put there, by the names of
//! the bundle, and nothing else can ever be loaded in it.

use std::path::Path;

use boa_engine::module::{Module, Referrer};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, HostDefined, JsResult, JsString, JsValue, Source};
use boa_gc::Gc;

use super::api::import_later;
use super::instance::{known_by, link, specifier_of};
use super::kinds::{Bundled, Kind};
use super::load::settled;
use super::namespace::namespace;
use super::record::{HomeData, Place, Record, Slot};
use super::source::ModuleSource;
use super::{Home, run as running};
use crate::compartment::Options;

/// The home of the vat's own modules.
pub(crate) fn home(context: &mut Context) -> Home {
    let realm = context.realm().clone();
    HomeData::new(realm, None, Gc::new(Options::none("vat")), context)
}

/// What the engine keeps with a module of the bundle.
pub(crate) fn known(home: &Home, name: &JsString) -> HostDefined {
    let place = Place {
        home: home.clone(),
        specifier: name.clone(),
    };
    known_by(name, &place)
}

/// The module of a text of the bundle, and the specifiers of its imports.
///
/// # Errors
/// A `SyntaxError` with the place in the text.
pub(crate) fn parsed(
    home: &Home,
    name: &str,
    code: &str,
    context: &mut Context,
) -> JsResult<(Module, Vec<JsString>)> {
    let source = ModuleSource::of(Source::from_bytes(code), Some(name), context)?;
    let known = known(home, &JsString::from(name));
    let realm = home.realm.clone();
    let module = Module::from_text(source.text, Path::new(name), realm, known, context)?;
    Ok((module, source.analysis.imports.clone()))
}

/// Puts a module there, with the names that its imports mean.
///
/// # Errors
/// Only what ends the vat.
pub(crate) fn add(
    home: &Home,
    name: &JsString,
    module: Module,
    resolved: Vec<(JsString, JsString)>,
    context: &mut Context,
) -> JsResult<()> {
    let slot = Slot::new(home, name, context);
    let imports = resolved.iter().map(|(import, _)| import.clone()).collect();
    let record = Record {
        home: home.clone(),
        specifier: name.clone(),
        asked: Place {
            home: home.clone(),
            specifier: name.clone(),
        },
        kind: Kind::Bundled(Bundled { module, imports }),
        resolved,
        import_meta: JsValue::undefined(),
    };
    settled(&slot, Gc::new(record), context)
}

/// By which name a module of the bundle knows itself; nothing for all other code.
pub(crate) fn name_of(referrer: &Referrer) -> Option<JsString> {
    match referrer {
        Referrer::Module(module) => specifier_of(module),
        Referrer::Realm(_) | Referrer::Script(_) => None,
    }
}

/// Links a module and runs it, after all it imports. All of it must have been put there.
///
/// # Errors
/// A `SyntaxError` when an import cannot be resolved, or what ends the vat.
pub(crate) fn run(home: &Home, name: &JsString, context: &mut Context) -> JsResult<JsPromise> {
    let instance = link(home, name, context)?;
    running::run(&instance, context)
}

/// The namespace of a module that was run.
pub(crate) fn exports(home: &Home, name: &JsString, context: &mut Context) -> JsObject {
    namespace(home, name, context)
}

/// Carries out `import()` of a module that was put there.
///
/// # Errors
/// Only what ends the vat.
pub(crate) fn import(home: &Home, name: &JsString, context: &mut Context) -> JsResult<JsPromise> {
    import_later(home, name, None, false, context)
}
