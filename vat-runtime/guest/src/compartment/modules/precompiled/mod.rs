//! Modules as the reference's compiler leaves them in published bundles: a functor that is called with the
//! means to bring in imports and to set exports (spec E9.25).
//!
//! To the engine such a module is one whose exports are set from outside; what it exports again from other
//! modules is said in a few lines of source text of our own.

mod functor;
mod imports;

use std::collections::BTreeSet;
use std::path::Path;
use std::rc::Rc;

use boa_engine::module::{Module, ModuleRequest};
use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, Finalize, JsResult, JsString, JsValue, Trace, js_string};
use boa_gc::Gc;

use functor::{Exported, Variables};
pub(super) use functor::{Functor, run};

use super::instance::{self, Body};
use super::kinds::strings;
use super::record::Record;
use super::source::ModuleSource;
use super::words::quote;
use crate::compartment::source_url::printable;
use crate::json;
use crate::passing::inspect::type_error;

/// What the compiler left.
#[derive(Debug, Trace, Finalize)]
pub(super) struct Precompiled {
    #[unsafe_ignore_trace]
    parts: Rc<Parts>,
    /// The functor itself, where the giver has evaluated the program already.
    functor: Option<JsObject>,
}

#[derive(Debug)]
pub(super) struct Parts {
    program: JsString,
    imports: Vec<JsString>,
    /// Exports and the variables that they are.
    fixed: Vec<(JsString, JsString)>,
    /// The same for exports that can change, and whether the program assigns to the variable.
    live: Vec<(JsString, JsString, bool)>,
    /// The specifiers of `export *`.
    stars: Vec<JsString>,
    /// Specifier, name there, name here; `*` for the namespace.
    again: Vec<(JsString, JsString, JsString)>,
    needs_import: bool,
    needs_import_meta: bool,
}

impl std::ops::Deref for Precompiled {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.parts
    }
}

impl Parts {
    /// The names that the module itself gives values to.
    fn own_names(&self) -> Vec<JsString> {
        let fixed = self.fixed.iter().map(|(name, _)| name.clone());
        let live = self.live.iter().map(|(name, ..)| name.clone());
        fixed.chain(live).collect()
    }
}

impl Precompiled {
    /// What the module imports.
    pub(super) fn imports(&self) -> &[JsString] {
        &self.parts.imports
    }

    /// Reads a record of the compiler.
    ///
    /// # Errors
    /// When it is malformed, or what its properties throw.
    pub(super) fn of(
        object: &JsObject,
        program: JsString,
        imports: Vec<JsString>,
        place: &str,
        context: &mut Context,
    ) -> JsResult<Self> {
        let fixed = entries(object, "__fixedExportMap__", place, context)?;
        let live = entries(object, "__liveExportMap__", place, context)?;
        let again = entries(object, "__reexportMap__", place, context)?;
        let stars = object.get(js_string!("reexports"), context)?;
        let stars = if stars.is_undefined() {
            Vec::new()
        } else {
            strings(&stars, "reexports", place, context)?
        };
        let functor = object.get(js_string!("__syncModuleFunctor__"), context)?;
        let mut flag = |name: &str| -> JsResult<bool> {
            Ok(object.get(js_string!(name), context)?.to_boolean())
        };
        let needs_import = flag("__needsImport__")?;
        let needs_import_meta = flag("__needsImportMeta__")?;
        let again = exports_again(again, place, context)?;
        // What is exported again must be imported: nothing else is ever linked.
        let imported: BTreeSet<&JsString> = imports.iter().collect();
        if let Some(star) = stars.iter().find(|star| !imported.contains(star)) {
            return Err(unknown(star, "reexports", place));
        }
        if let Some((from, ..)) = again.iter().find(|(from, ..)| !imported.contains(from)) {
            return Err(unknown(from, "__reexportMap__", place));
        }
        let parts = Parts {
            program,
            imports,
            fixed: fixed_exports(fixed, place, context)?,
            live: live_exports(live, place, context)?,
            stars,
            again,
            needs_import,
            needs_import_meta,
        };
        Ok(Self {
            parts: Rc::new(parts),
            functor: functor.as_object().filter(JsObject::is_callable),
        })
    }
}

type Entries = Vec<(JsString, JsValue)>;

/// The own properties of a property that must be an object, if it is there.
fn entries(object: &JsObject, name: &str, place: &str, context: &mut Context) -> JsResult<Entries> {
    let value = object.get(js_string!(name), context)?;
    if value.is_undefined() {
        return Ok(Vec::new());
    }
    let map = value.as_object().ok_or_else(|| malformed(name, place))?;
    let mut entries = Vec::new();
    for key in map.own_property_keys(context)? {
        if matches!(key, PropertyKey::Symbol(_)) {
            continue;
        }
        let value = map.get(key.clone(), context)?;
        entries.push((JsValue::from(key).to_string(context)?, value));
    }
    Ok(entries)
}

fn unknown(specifier: &JsString, name: &str, place: &str) -> boa_engine::JsError {
    type_error(format!(
        "Property '{name}' of a precompiled module source names {}, which is not among its imports {place}",
        quote(specifier)
    ))
}

fn malformed(name: &str, place: &str) -> boa_engine::JsError {
    type_error(format!(
        "Property '{name}' of a precompiled module source is malformed {place}"
    ))
}

/// An element of an array that must be a string.
fn text_at(value: &JsValue, index: u32, context: &mut Context) -> JsResult<Option<JsString>> {
    let Some(array) = value.as_object() else {
        return Ok(None);
    };
    Ok(array.get(index, context)?.as_string())
}

fn fixed_exports(
    entries: Entries,
    place: &str,
    context: &mut Context,
) -> JsResult<Vec<(JsString, JsString)>> {
    let mut exports = Vec::new();
    for (name, value) in entries {
        let local = text_at(&value, 0, context)?;
        let local = local.ok_or_else(|| malformed("__fixedExportMap__", place))?;
        exports.push((name, local));
    }
    Ok(exports)
}

fn live_exports(
    entries: Entries,
    place: &str,
    context: &mut Context,
) -> JsResult<Vec<(JsString, JsString, bool)>> {
    let mut exports = Vec::new();
    for (name, value) in entries {
        let local = text_at(&value, 0, context)?;
        let local = local.ok_or_else(|| malformed("__liveExportMap__", place))?;
        let assigned = match value.as_object() {
            Some(pair) => pair.get(1, context)?.to_boolean(),
            None => false,
        };
        exports.push((name, local, assigned));
    }
    Ok(exports)
}

fn exports_again(
    entries: Entries,
    place: &str,
    context: &mut Context,
) -> JsResult<Vec<(JsString, JsString, JsString)>> {
    let mut exports = Vec::new();
    let wrong = || malformed("__reexportMap__", place);
    for (specifier, pairs) in entries {
        let pairs = pairs.as_object().ok_or_else(wrong)?;
        let length = pairs.get(js_string!("length"), context)?;
        for index in 0..length.to_length(context)? {
            let pair = pairs.get(index, context)?;
            let there = text_at(&pair, 0, context)?.ok_or_else(wrong)?;
            let here = text_at(&pair, 1, context)?.ok_or_else(wrong)?;
            exports.push((specifier.clone(), there, here));
        }
    }
    Ok(exports)
}

/// What a module's text calls the part of itself whose exports the functor sets.
const SELF: &str = "\u{0}self";

/// The engine's module for a record of the compiler.
///
/// # Errors
/// When the names cannot be written in source text.
pub(super) fn made(
    record: &Record,
    source: &Gc<Precompiled>,
    context: &mut Context,
) -> JsResult<(Module, Body)> {
    let names = source.own_names();
    let variables = Gc::new(Variables::of(source));
    let mut known_by = instance::known_by(&record.specifier, &record.asked);
    known_by.insert(Exported(variables.clone()));
    let realm = record.home.realm.clone();
    let own = Module::of_exports(&names, realm.clone(), known_by);
    own.instantiate(context)?;
    let functor = Functor {
        source: source.clone(),
        own: own.clone(),
        variables,
    };
    let body = Body::Functor(Gc::new(functor));
    if source.stars.is_empty() && source.again.is_empty() {
        return Ok((own, body));
    }
    let text = outline(source, &names);
    let name = printable(&record.specifier.to_std_string_lossy());
    let outline = ModuleSource::parse(&text, Some(&name), context)?;
    let module = Module::from_text(
        outline.text,
        Path::new(&name),
        realm,
        instance::known_by(&record.specifier, &record.asked),
        context,
    )?;
    let request = ModuleRequest::from_specifier(js_string!(SELF));
    module.provide(request, own);
    Ok((module, body))
}

/// Source text that exports what the record exports. Names stand in it exactly: no message's quotes will do.
fn outline(source: &Precompiled, names: &[JsString]) -> JsString {
    let mut text: Vec<u16> = Vec::new();
    let mut line = |parts: &[&JsString]| {
        for part in parts {
            text.extend(part.iter());
        }
        text.extend(js_string!(";\n").iter());
    };
    let (export, from) = (js_string!("export { "), js_string!(" } from "));
    let as_name = js_string!(" as ");
    let myself = json::quoted(&js_string!(SELF));
    for name in names {
        let name = json::quoted(name);
        line(&[&export, &name, &as_name, &name, &from, &myself]);
    }
    for (specifier, there, here) in &source.again {
        let (specifier, here) = (json::quoted(specifier), json::quoted(here));
        if *there == js_string!("*") {
            let all = js_string!("export * as ");
            line(&[&all, &here, &js_string!(" from "), &specifier]);
        } else {
            let there = json::quoted(there);
            line(&[&export, &there, &as_name, &here, &from, &specifier]);
        }
    }
    for star in &source.stars {
        line(&[&js_string!("export * from "), &json::quoted(star)]);
    }
    JsString::from(text.as_slice())
}
