//! The kinds of module sources that a descriptor can bring (spec E9.8): text, virtual sources, the names of an
//! object, modules that exist already, and what the reference's compiler makes of text.

use std::rc::Rc;

use boa_engine::module::Module;
use boa_engine::object::JsObject;
use boa_engine::{Context, Finalize, JsResult, JsString, JsValue, Trace, js_string};
use boa_gc::Gc;

use super::precompiled::Precompiled;
use super::record::HomeData;
use super::source::{ModuleSource, module_source};
use super::words::quote;
use crate::passing::describe::redacted;
use crate::passing::inspect::type_error;

/// What a module is made of.
#[derive(Clone, Debug, Trace, Finalize)]
pub(super) enum Kind {
    /// Source text of the language.
    Text(ModuleSource),
    /// An object whose `execute` gives values to the names it exports.
    Virtual(Gc<Virtual>),
    /// An object whose properties are the exports.
    Names(Gc<Virtual>),
    /// A module of the vat's own bundle, which exists once.
    Bundled(Bundled),
    /// A record of the reference's compiler.
    Precompiled(Gc<Precompiled>),
}

/// A module of the vat's own bundle.
#[derive(Clone, Debug, Trace, Finalize)]
pub(super) struct Bundled {
    pub module: Module,
    #[unsafe_ignore_trace]
    pub imports: Rc<[JsString]>,
}

/// A source whose exports are set from outside.
#[derive(Debug, Trace, Finalize)]
pub(super) struct Virtual {
    /// The object itself.
    pub object: JsObject,
    /// Its function that gives values to the names, if it is not an object of values.
    pub execute: Option<JsObject>,
    #[unsafe_ignore_trace]
    pub imports: Rc<[JsString]>,
    #[unsafe_ignore_trace]
    pub exports: Rc<[JsString]>,
}

impl Kind {
    /// What the source imports.
    pub(super) fn imports(&self) -> Vec<JsString> {
        match self {
            Self::Text(source) => source.analysis.imports.clone(),
            Self::Virtual(source) | Self::Names(source) => source.imports.to_vec(),
            Self::Bundled(bundled) => bundled.imports.to_vec(),
            Self::Precompiled(source) => source.imports().to_vec(),
        }
    }

    /// Whether the source is not text of the language, as JSON is not (spec E9.24).
    pub(super) fn is_data(&self) -> bool {
        matches!(self, Self::Virtual(_) | Self::Names(_))
    }

    /// Reads a module source. `specifier` and the compartment are for people.
    ///
    /// # Errors
    /// When the object is no module source, or what its properties throw.
    pub(super) fn of_source(
        value: &JsValue,
        specifier: &JsString,
        home: &HomeData,
        context: &mut Context,
    ) -> JsResult<Self> {
        if let Some(source) = module_source(value) {
            return Ok(Self::Text(source));
        }
        let Some(object) = value.as_object() else {
            return Err(type_error(format!(
                "Invalid module source: must be of type object, got {}, for module {}",
                redacted(value),
                quote(specifier)
            )));
        };
        let place = format!(
            "for module {} of compartment {}",
            quote(specifier),
            quote(&home.options.name)
        );
        let imports = object.get(js_string!("imports"), context)?;
        let imports = strings(&imports, "imports", &place, context)?;
        let program = object.get(js_string!("__syncModuleProgram__"), context)?;
        if let Some(program) = program.as_string() {
            let record = Precompiled::of(&object, program, imports, &place, context)?;
            return Ok(Self::Precompiled(Gc::new(record)));
        }
        let execute = object.get(js_string!("execute"), context)?;
        let execute = execute.as_object().filter(JsObject::is_callable);
        if execute.is_none() {
            return Err(type_error(format!(
                "Invalid module source, got {} {place}",
                redacted(value)
            )));
        }
        let exports = object.get(js_string!("exports"), context)?;
        let exports = strings(&exports, "exports", &place, context)?;
        Ok(Self::Virtual(Gc::new(Virtual {
            object,
            execute,
            imports: imports.into(),
            exports: exports.into(),
        })))
    }

    /// A source whose exports are the own properties of an object.
    ///
    /// # Errors
    /// What the object throws, if it is a proxy.
    pub(super) fn of_names(object: JsObject, context: &mut Context) -> JsResult<Self> {
        let keys = object.own_property_keys(context)?;
        let names = keys.into_iter().filter_map(|key| match key {
            boa_engine::property::PropertyKey::Symbol(_) => None,
            other => Some(JsValue::from(other).to_string(context)),
        });
        let exports = names.collect::<JsResult<Vec<_>>>()?;
        Ok(Self::Names(Gc::new(Virtual {
            object,
            execute: None,
            imports: Rc::new([]),
            exports: exports.into(),
        })))
    }
}

/// The strings of a property that must be an array of them.
pub(super) fn strings(
    value: &JsValue,
    name: &str,
    place: &str,
    context: &mut Context,
) -> JsResult<Vec<JsString>> {
    let wrong = || {
        type_error(format!(
            "Invalid module source: '{name}' must be an array of strings, got {} {place}",
            redacted(value)
        ))
    };
    let array = value.as_object().filter(JsObject::is_array);
    let array = array.ok_or_else(wrong)?;
    let length = array
        .get(js_string!("length"), context)?
        .to_length(context)?;
    let mut strings = Vec::new();
    for index in 0..length {
        let element = array.get(index, context)?;
        strings.push(element.as_string().ok_or_else(wrong)?);
    }
    Ok(strings)
}
