//! `ModuleSource`: the text of a module, parsed once, from which any compartment can make an instance
//! (spec E9.1, E9.2, E9.3, E9.4).
//!
//! A source holds no authority: it belongs to no realm and cannot run by itself.

use std::path::Path;
use std::rc::Rc;

use boa_engine::module::ModuleText;
use boa_engine::object::{IntegrityLevel, JsObject};
use boa_engine::parser::source::ReadChar;
use boa_engine::property::{Attribute, PropertyDescriptor, PropertyKey};
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsResult, JsString, JsSymbol, JsValue, Source, Trace,
    js_string,
};

use super::analysis::Analysis;
use crate::compartment::source_url::printable;
use crate::marshal::build::frozen_array;
use crate::modules::in_module;
use crate::passing::inspect::type_error;
use crate::realm::builtin::{Native, built_in, fixed, function_of};

/// The hidden data of a `ModuleSource`.
#[derive(Clone, Debug, Trace, Finalize, JsData)]
#[boa_gc(unsafe_no_drop)]
pub(super) struct ModuleSource {
    /// The parsed text.
    pub text: ModuleText,
    /// What it imports and exports.
    #[unsafe_ignore_trace]
    pub analysis: Rc<Analysis>,
}

impl ModuleSource {
    /// Parses the text of a module. Errors and stacks call it `name`; without one, it has the name of the
    /// module that is made from it.
    ///
    /// # Errors
    /// A `SyntaxError` with the place in the text.
    pub(super) fn parse(
        code: &JsString,
        name: Option<&str>,
        context: &mut Context,
    ) -> JsResult<Self> {
        let code = code.to_vec();
        Self::of(Source::from_utf16(&code), name, context)
    }

    /// The same for a text of any encoding.
    ///
    /// # Errors
    /// A `SyntaxError` with the place in the text.
    pub(super) fn of<R: ReadChar>(
        source: Source<'_, R>,
        name: Option<&str>,
        context: &mut Context,
    ) -> JsResult<Self> {
        let name = name.map(printable);
        let parsed = match &name {
            Some(name) => ModuleText::parse(source.with_path(Path::new(name)), context),
            None => ModuleText::parse(source, context),
        };
        let shown = name.as_deref().unwrap_or("<module source>");
        let text = parsed.map_err(|error| in_module(shown, error))?;
        let analysis = Analysis::of(text.tree(), context.interner())?;
        Ok(Self {
            text,
            analysis: Rc::new(analysis),
        })
    }
}

/// `ModuleSource.prototype`, for those who make sources.
#[derive(Clone)]
struct Prototype(JsObject);

/// Defines `ModuleSource` on the global object, before the realm is locked down.
///
/// # Errors
/// When the realm is not the one of the pinned engine.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let (parent, parent_prototype) = class("AbstractModuleSource", 0, abstract_construct, context)?;
    let tag = getter("get [Symbol.toStringTag]", string_tag, context);
    define_getter(&parent_prototype, JsSymbol::to_string_tag(), tag, context)?;

    let (constructor, prototype) = class("ModuleSource", 1, construct, context)?;
    constructor.set_prototype(Some(parent));
    prototype.set_prototype(Some(parent_prototype));
    let needs_import = getter("get needsImport", needs_import, context);
    define_getter(&prototype, js_string!("needsImport"), needs_import, context)?;
    let needs_meta = getter("get needsImportMeta", needs_import_meta, context);
    define_getter(
        &prototype,
        js_string!("needsImportMeta"),
        needs_meta,
        context,
    )?;
    context.insert_data(Prototype(prototype));
    let hidden = Attribute::WRITABLE | Attribute::NON_ENUMERABLE | Attribute::CONFIGURABLE;
    context.register_global_property(js_string!("ModuleSource"), constructor, hidden)
}

/// A constructor and its prototype.
fn class(
    name: &str,
    length: usize,
    body: Native,
    context: &mut Context,
) -> JsResult<(JsObject, JsObject)> {
    let constructor = function_of(context.realm(), name, length, body, true);
    let prototype = JsObject::with_object_proto(context.intrinsics());
    constructor.define_property_or_throw(
        js_string!("prototype"),
        fixed(prototype.clone()),
        context,
    )?;
    prototype.define_property_or_throw(
        js_string!("constructor"),
        built_in(constructor.clone()),
        context,
    )?;
    Ok((constructor, prototype))
}

fn getter(name: &str, body: Native, context: &Context) -> JsObject {
    function_of(context.realm(), name, 0, body, false)
}

fn define_getter(
    object: &JsObject,
    key: impl Into<PropertyKey>,
    getter: JsObject,
    context: &mut Context,
) -> JsResult<bool> {
    let accessor = PropertyDescriptor::builder()
        .get(getter)
        .enumerable(false)
        .configurable(true);
    object.define_property_or_throw(key, accessor, context)
}

fn abstract_construct(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Err(type_error("AbstractModuleSource is not a constructor"))
}

/// `new ModuleSource(text, options)` (spec E9.1).
fn construct(new_target: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(new_target) = new_target.as_object() else {
        return Err(type_error(
            "Class constructor ModuleSource cannot be invoked without 'new'",
        ));
    };
    let Some(code) = args.get_or_undefined(0).as_string() else {
        return Err(type_error(
            "first argument of ModuleSource must be a string",
        ));
    };
    let name = source_url(args.get_or_undefined(1), context)?;
    let prototype = new_target.get(js_string!("prototype"), context)?;
    let prototype = prototype.as_object().unwrap_or_else(|| {
        let intrinsic = context.get_data::<Prototype>();
        intrinsic.expect("made with the realm").0.clone()
    });
    let source = ModuleSource::parse(&code, name.as_deref(), context)?;
    let analysis = source.analysis.clone();
    let object = JsObject::from_proto_and_data(prototype, source);
    for (key, list) in [
        (js_string!("imports"), &analysis.imports),
        (js_string!("exports"), &analysis.exports),
        (js_string!("reexports"), &analysis.reexports),
    ] {
        let list = list.iter().cloned().map(JsValue::from).collect();
        let list = frozen_array(list, context);
        object.create_data_property_or_throw(key, list, context)?;
    }
    object.set_integrity_level(IntegrityLevel::Frozen, context)?;
    Ok(object.into())
}

/// The name of the text: the second argument, or its `sourceUrl`. Other options of the reference's
/// constructor steer what a native one does not need.
fn source_url(options: &JsValue, context: &mut Context) -> JsResult<Option<String>> {
    let url = match options.as_object() {
        Some(options) => options.get(js_string!("sourceUrl"), context)?,
        None => options.clone(),
    };
    Ok(url.as_string().map(|url| url.to_std_string_lossy()))
}

/// The source that a value is.
pub(super) fn module_source(value: &JsValue) -> Option<ModuleSource> {
    let object = value.as_object()?;
    let source = object.downcast_ref::<ModuleSource>()?;
    Some(source.clone())
}

fn string_tag(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(match module_source(this) {
        Some(_) => js_string!("ModuleSource").into(),
        None => JsValue::undefined(),
    })
}

fn branded(this: &JsValue) -> JsResult<ModuleSource> {
    module_source(this).ok_or_else(|| type_error("this is not a ModuleSource"))
}

fn needs_import(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(branded(this)?.analysis.needs_import.into())
}

fn needs_import_meta(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(branded(this)?.analysis.needs_import_meta.into())
}
