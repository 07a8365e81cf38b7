//! What the constructor is given: one bag of options, or globals, modules and options apart (spec E8.3, E8.12).
//!
//! Everything is read once, into copies: what the giver does with its objects afterwards changes nothing.

use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsMap;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, Finalize, JsNativeError, JsResult, JsString, JsValue, Trace, js_string};

use crate::passing::inspect::error;

/// The options of a compartment. Hooks are kept as they were given: whether they are functions shows when they
/// are needed.
#[derive(Trace, Finalize)]
pub(crate) struct Options {
    /// What the compartment is called, for people.
    pub(crate) name: JsString,
    /// What source text is given to in turn, before it is evaluated: `transforms`, then `__shimTransforms__`.
    pub(crate) transforms: Vec<JsValue>,
    /// `__shimTransforms__` alone: they are applied to the text of modules too.
    pub(crate) shim_transforms: Vec<JsValue>,
    /// The module map: an object without prototype whose own properties are module descriptors.
    pub(crate) modules: JsObject,
    /// `resolveHook`.
    pub(crate) resolve_hook: JsValue,
    /// `importHook`.
    pub(crate) import_hook: JsValue,
    /// `importNowHook`.
    pub(crate) import_now_hook: JsValue,
    /// `moduleMapHook`.
    pub(crate) module_map_hook: JsValue,
    /// `importMetaHook`.
    pub(crate) import_meta_hook: JsValue,
    /// Whether `import` gives the namespace itself and not a box around it.
    pub(crate) no_namespace_box: bool,
    /// Whether loading fails with the first error and not with all of them.
    pub(crate) no_aggregate_load_errors: bool,
}

impl Options {
    /// What holds where nobody asked for anything.
    pub(crate) fn none(name: &str) -> Self {
        Self {
            name: js_string!(name),
            transforms: Vec::new(),
            shim_transforms: Vec::new(),
            modules: JsObject::with_null_proto(),
            resolve_hook: JsValue::undefined(),
            import_hook: JsValue::undefined(),
            import_now_hook: JsValue::undefined(),
            module_map_hook: JsValue::undefined(),
            import_meta_hook: JsValue::undefined(),
            no_namespace_box: true,
            no_aggregate_load_errors: true,
        }
    }
}

/// The name of a compartment that was given none.
pub(super) const NAMELESS: &str = "<unknown>";

/// Reads the arguments of the constructor: the options, and the globals to add.
///
/// # Errors
/// When they do not make sense, or what reading them throws.
pub(super) fn read(args: &[JsValue], context: &mut Context) -> JsResult<(Options, JsObject)> {
    let bag = bag(args, context)?;
    let mut field = |name: &str| bag.get(JsString::from(name), context);
    let name = field("name")?;
    let transforms = field("transforms")?;
    let shim_transforms = field("__shimTransforms__")?;
    let globals = field("globals")?;
    let modules = field("modules")?;
    let resolve_hook = field("resolveHook")?;
    let import_hook = field("importHook")?;
    let import_now_hook = field("importNowHook")?;
    let module_map_hook = field("moduleMapHook")?;
    let import_meta_hook = field("importMetaHook")?;
    let no_namespace_box = field("__noNamespaceBox__")?.to_boolean();
    let no_aggregate_load_errors = field("noAggregateLoadErrors")?.to_boolean();

    let mut all = list(&transforms, context)?;
    let shim_transforms = list(&shim_transforms, context)?;
    all.extend(shim_transforms.iter().cloned());
    let endowments = copy(&globals, context)?;
    let name = if name.is_undefined() {
        js_string!(NAMELESS)
    } else {
        name.to_string(context)?
    };
    let options = Options {
        name,
        transforms: all,
        shim_transforms,
        modules: copy(&modules, context)?,
        resolve_hook,
        import_hook,
        import_now_hook,
        module_map_hook,
        import_meta_hook,
        no_namespace_box,
        no_aggregate_load_errors,
    };
    Ok((options, endowments))
}

/// All options in one object without prototype, whichever way they were given.
fn bag(args: &[JsValue], context: &mut Context) -> JsResult<JsObject> {
    let sigil = js_string!("__options__");
    if let [only] = args
        && let Some(given) = only.as_object()
        && !given.is_callable()
        && given.has_property(sigil.clone(), context)?
    {
        let value = given.get(sigil.clone(), context)?;
        let bag = JsObject::with_null_proto();
        bag.copy_data_properties(only, vec![sigil], context)?;
        if value.as_boolean() == Some(true) {
            return Ok(bag);
        }
        let shown = value.to_string(context)?.to_std_string_lossy();
        return Err(error(format!(
            "Compartment constructor only supports true __options__ sigil, got {shown}"
        )));
    }
    let [globals, modules, options] =
        [0, 1, 2].map(|index| args.get(index).cloned().unwrap_or_default());
    let given = if options.is_undefined() {
        JsObject::with_null_proto()
    } else {
        options.to_object(context)?
    };
    for (name, text) in [
        (
            "modules",
            "either a module map argument or modules option, not both",
        ),
        ("globals", "either globals argument or option, not both"),
    ] {
        if !given.get(JsString::from(name), context)?.is_undefined() {
            let text = format!("Compartment constructor must receive {text}");
            return Err(JsNativeError::range().with_message(text).into());
        }
    }
    let bag = copy(&given.into(), context)?;
    for (name, value) in [("globals", globals), ("modules", modules)] {
        bag.create_data_property_or_throw(JsString::from(name), value, context)?;
    }
    Ok(bag)
}

/// The own enumerable properties of what was given, in an object without prototype. A `Map` stands for an object
/// of its entries.
fn copy(given: &JsValue, context: &mut Context) -> JsResult<JsObject> {
    let copy = JsObject::with_null_proto();
    let map = given
        .as_object()
        .and_then(|map| JsMap::from_object(map).ok());
    if let Some(map) = map {
        let mut entries = Vec::new();
        map.for_each_native(|key, value| {
            entries.push((key, value));
            Ok(())
        })?;
        for (key, value) in entries {
            let key = key.to_property_key(context)?;
            copy.create_data_property_or_throw(key, value, context)?;
        }
        return Ok(copy);
    }
    copy.copy_data_properties(given, Vec::<PropertyKey>::new(), context)?;
    Ok(copy)
}

/// The elements of an array; anything else but `undefined` is a list of itself.
pub(super) fn list(value: &JsValue, context: &mut Context) -> JsResult<Vec<JsValue>> {
    if value.is_undefined() {
        return Ok(Vec::new());
    }
    let Some(array) = value.as_object().filter(JsObject::is_array) else {
        return Ok(vec![value.clone()]);
    };
    let length = array
        .get(js_string!("length"), context)?
        .to_length(context)?;
    let mut elements = Vec::new();
    for index in 0..length {
        if array.has_property(index, context)? {
            elements.push(array.get(index, context)?);
        }
    }
    Ok(elements)
}
