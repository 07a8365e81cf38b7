//! `passStyleOf`: which values may leave a vat, and as what.
//!
//! [`content`] checks one object and hands out its parts; [`pass_style_of`] goes through all of them. No
//! vat code runs here, so what was checked is what will be encoded.

use boa_engine::builtins::promise::Promise;
use boa_engine::object::JsObject;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::value::JsVariant;
use boa_engine::{Context, JsResult, JsString, JsSymbol, JsValue, js_string};

use super::describe::{describe, describe_key, redacted};
use super::inspect::{error, inherits, is_frozen, is_proxy, lookup, own, own_keys, type_error};
use super::names::{Names, names};
use super::{MAX_DEPTH, Presence, failure, remotable, symbols, tagged};

/// The kinds of passable values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassStyle {
    /// `undefined`
    Undefined,
    /// `null`
    Null,
    /// A boolean.
    Boolean,
    /// A number.
    Number,
    /// A bigint.
    Bigint,
    /// A string.
    String,
    /// A registered or well-known symbol.
    Symbol,
    /// An array, passed by copy.
    CopyArray,
    /// A plain object, passed by copy.
    CopyRecord,
    /// A tag with a payload, passed by copy.
    Tagged,
    /// An object or function that stays where it is.
    Remotable,
    /// An error, passed by copy without its stack.
    Error,
    /// A promise.
    Promise,
}

impl PassStyle {
    /// The name that `passStyleOf` gives.
    #[must_use]
    pub fn name(self) -> JsString {
        match self {
            Self::Undefined => js_string!("undefined"),
            Self::Null => js_string!("null"),
            Self::Boolean => js_string!("boolean"),
            Self::Number => js_string!("number"),
            Self::Bigint => js_string!("bigint"),
            Self::String => js_string!("string"),
            Self::Symbol => js_string!("symbol"),
            Self::CopyArray => js_string!("copyArray"),
            Self::CopyRecord => js_string!("copyRecord"),
            Self::Tagged => js_string!("tagged"),
            Self::Remotable => js_string!("remotable"),
            Self::Error => js_string!("error"),
            Self::Promise => js_string!("promise"),
        }
    }
}

/// A passable object, opened.
#[derive(Debug)]
pub enum Content {
    /// The elements.
    Array(Vec<JsValue>),
    /// The properties, integer-like keys first.
    Record(Vec<(PropertyKey, JsValue)>),
    /// The tag and the payload.
    Tagged(JsString, JsValue),
    /// Nothing is looked at.
    Remotable,
    /// The error's own parts were checked.
    Error,
    /// Nothing is looked at.
    Promise,
}

impl Content {
    fn style(&self) -> PassStyle {
        match self {
            Self::Array(_) => PassStyle::CopyArray,
            Self::Record(_) => PassStyle::CopyRecord,
            Self::Tagged(..) => PassStyle::Tagged,
            Self::Remotable => PassStyle::Remotable,
            Self::Error => PassStyle::Error,
            Self::Promise => PassStyle::Promise,
        }
    }
}

/// How the value passes, after checking all of it.
///
/// # Errors
/// A sentence that names the part that cannot be passed.
pub fn pass_style_of(value: &JsValue, context: &mut Context) -> JsResult<PassStyle> {
    Walk {
        names: names(context),
        above: Vec::new(),
    }
    .style(value, context)
}

struct Walk {
    names: std::rc::Rc<Names>,
    /// The objects that hold the one looked at.
    above: Vec<JsObject>,
}

impl Walk {
    fn style(&mut self, value: &JsValue, context: &mut Context) -> JsResult<PassStyle> {
        let Some(object) = value.as_object() else {
            return primitive(value, &self.names, context);
        };
        enter(&mut self.above, &object)?;
        let content = content(&object, &self.names, context)?;
        match &content {
            Content::Array(elements) => {
                for element in elements {
                    self.style(element, context)?;
                }
            }
            Content::Record(properties) => {
                for (_, value) in properties {
                    self.style(value, context)?;
                }
            }
            Content::Tagged(_, payload) => {
                self.style(payload, context)?;
            }
            Content::Remotable | Content::Error | Content::Promise => {}
        }
        self.above.pop();
        Ok(content.style())
    }
}

/// Notes that a walk goes into `object`, unless it is already inside it or too deep.
pub(crate) fn enter(above: &mut Vec<JsObject>, object: &JsObject) -> JsResult<()> {
    // Cycles are rare, so they are looked for only where an honest value is unlikely to reach.
    const SUSPICIOUS: usize = 24;
    if above.len() >= SUSPICIOUS && above.iter().any(|holder| JsObject::equals(holder, object)) {
        return Err(error(format!(
            "Pass-by-copy data cannot be cyclic {}",
            redacted(&object.clone().into())
        )));
    }
    if above.len() >= MAX_DEPTH {
        return Err(error(format!(
            "Pass-by-copy data cannot be nested deeper than {MAX_DEPTH}"
        )));
    }
    above.push(object.clone());
    Ok(())
}

fn primitive(value: &JsValue, names: &Names, context: &mut Context) -> JsResult<PassStyle> {
    Ok(match value.variant() {
        JsVariant::Undefined => PassStyle::Undefined,
        JsVariant::Null => PassStyle::Null,
        JsVariant::Boolean(_) => PassStyle::Boolean,
        JsVariant::Integer32(_) | JsVariant::Float64(_) => PassStyle::Number,
        JsVariant::BigInt(_) => PassStyle::Bigint,
        JsVariant::String(_) => PassStyle::String,
        JsVariant::Symbol(symbol) => {
            symbols::name_for_symbol(&symbol, names, context)?;
            PassStyle::Symbol
        }
        JsVariant::Object(_) => unreachable!("objects are not primitives"),
    })
}

/// Checks one object, without what it holds, and opens it.
///
/// # Errors
/// A sentence that says why it cannot be passed.
pub(crate) fn content(
    object: &JsObject,
    names: &Names,
    context: &mut Context,
) -> JsResult<Content> {
    if object.is::<Presence>() {
        return Ok(Content::Remotable);
    }
    if is_proxy(object) {
        return Err(error("Cannot pass a proxy"));
    }
    // What is hardened is frozen, and almost everything that gets here is.
    if !object.is_hardened() && !is_frozen(object, context)? {
        let named = describe(&object.clone().into());
        return Err(error(format!(
            "Cannot pass non-frozen objects like {named}. Use harden()"
        )));
    }
    if object.is::<Promise>() {
        return promise(object, names).map(|()| Content::Promise);
    }
    let prototype = object.prototype();
    if object.is_array() && prototype.as_ref() == Some(&names.array) {
        return array(object).map(Content::Array);
    }
    if object.is_ordinary() && prototype.as_ref() == Some(&names.object) {
        return record(object, names);
    }
    if let Some(then) = lookup(object, &js_string!("then").into()) {
        let callable = then.value().is_none_or(JsValue::is_callable);
        if callable {
            return Err(error("Cannot pass non-promise thenables"));
        }
    }
    if object.is_callable() {
        return remotable::check(object, names).map(|()| Content::Remotable);
    }
    if let Some(style) = lookup(object, &names.pass_style.clone().into()) {
        return marked(object, style.value(), names);
    }
    if object.is_array() {
        let named = redacted(&object.clone().into());
        return Err(type_error(format!("Malformed array: {named}")));
    }
    if inherits(object, &names.errors[0].prototype) {
        return failure::check(object, names, context).map(|()| Content::Error);
    }
    remotable::check(object, names).map(|()| Content::Remotable)
}

/// An object that says itself how it passes.
fn marked(object: &JsObject, style: Option<&JsValue>, names: &Names) -> JsResult<Content> {
    let style = style
        .and_then(JsValue::as_string)
        .map(|style| style.to_std_string_lossy());
    match style.as_deref() {
        Some("remotable") => remotable::check(object, names).map(|()| Content::Remotable),
        Some("tagged") => {
            tagged::check(object, names).map(|(tag, payload)| Content::Tagged(tag, payload))
        }
        Some(other) => Err(error(format!("Unrecognized PassStyle: {other:?}"))),
        None => Err(error("A PassStyle must be a string")),
    }
}

fn promise(object: &JsObject, names: &Names) -> JsResult<()> {
    let named = || describe(&object.clone().into());
    if object
        .prototype()
        .is_none_or(|prototype| prototype != names.promise)
    {
        return Err(error(format!(
            "{} - Must inherit from Promise.prototype",
            named()
        )));
    }
    match own_keys(object).first() {
        None => Ok(()),
        Some(key) => Err(error(format!(
            "{} - Must not have any own properties: {}",
            named(),
            describe_key(key)
        ))),
    }
}

/// The elements of an array. Nothing else may be in it.
fn array(object: &JsObject) -> JsResult<Vec<JsValue>> {
    let named = || redacted(&object.clone().into());
    let length = own(object, &js_string!("length").into());
    let length = length.as_ref().and_then(|found| found.value());
    let length = length.and_then(JsValue::as_number).unwrap_or(0.0);
    let opened = object.borrow();
    let mut found: Vec<_> = opened.properties().index_properties().collect();
    found.sort_unstable_by_key(|(index, _)| *index);
    if found.len() as f64 != length {
        return Err(error(format!("Arrays must not have holes: {}", named())));
    }
    if opened.shape().keys().len() != 1 {
        let named = named();
        return Err(type_error(format!(
            "Arrays must not have non-indexes: {named}"
        )));
    }
    let elements = found.into_iter();
    let elements = elements.map(|(index, found)| plain(&found, &index.into(), object));
    elements.collect()
}

/// The properties of an object that inherits from `Object.prototype` alone, unless it is marked as tagged.
fn record(object: &JsObject, names: &Names) -> JsResult<Content> {
    let keys = own_keys(object);
    let mut properties = Vec::with_capacity(keys.len());
    for key in keys {
        if let PropertyKey::Symbol(symbol) = &key {
            if *symbol == names.pass_style {
                let style = own(object, &key);
                return marked(
                    object,
                    style.as_ref().and_then(|style| style.value()),
                    names,
                );
            }
            if let Some(style) = own(object, &names.pass_style.clone().into()) {
                return marked(object, style.value(), names);
            }
            let named = redacted(&object.clone().into());
            return Err(error(format!(
                "Records can only have string-named properties: {named}"
            )));
        }
        let value = data(object, &key)?;
        if value.is_callable() && key == PropertyKey::from(js_string!("then")) {
            return Err(error("Cannot pass non-promise thenables"));
        }
        if remotable::can_be_method(&value, names) {
            return Err(error(format!(
                "Records cannot contain non-far functions because they may be methods of an implicit Remotable: {}",
                describe(&object.clone().into())
            )));
        }
        properties.push((key, value));
    }
    Ok(Content::Record(properties))
}

/// The value of an own property that must be plain and enumerable.
pub(crate) fn data(object: &JsObject, key: &PropertyKey) -> JsResult<JsValue> {
    match own(object, key) {
        Some(found) => plain(&found, key, object),
        None => {
            let (key, named) = (describe_key(key), redacted(&object.clone().into()));
            Err(error(format!("{key} property expected: {named}")))
        }
    }
}

/// The value of a property that must be plain and enumerable.
fn plain(found: &PropertyDescriptor, key: &PropertyKey, object: &JsObject) -> JsResult<JsValue> {
    let refuse = |what: &str| {
        let (key, named) = (describe_key(key), redacted(&object.clone().into()));
        error(format!("{key} must {what} property: {named}"))
    };
    let value = found.value().ok_or_else(|| refuse("not be an accessor"))?;
    if found.enumerable() != Some(true) {
        return Err(refuse("be an enumerable"));
    }
    Ok(value.clone())
}

/// The value of an own property that must be plain and not enumerable.
pub(crate) fn hidden_data(object: &JsObject, key: &PropertyKey) -> JsResult<JsValue> {
    let named = || describe(&object.clone().into());
    let found = own(object, key);
    match found.as_ref().and_then(|found| found.value()) {
        Some(value)
            if found
                .as_ref()
                .is_some_and(|found| found.enumerable() == Some(false)) =>
        {
            Ok(value.clone())
        }
        Some(_) => Err(error(format!(
            "{} must not be an enumerable property: {}",
            describe_key(key),
            named()
        ))),
        None => Err(error(format!(
            "{} property expected: {}",
            describe_key(key),
            named()
        ))),
    }
}

/// Checks that `object` carries the two marks of a style, both hidden: the style itself and a string tag.
pub(crate) fn tag_record(object: &JsObject, style: &str, names: &Names) -> JsResult<JsString> {
    let marked = hidden_data(object, &names.pass_style.clone().into())?;
    if marked
        .as_string()
        .is_none_or(|found| found.to_std_string_lossy() != style)
    {
        let named = describe(&object.clone().into());
        return Err(error(format!(
            "Expected {style:?}, not {}: {named}",
            describe(&marked)
        )));
    }
    let tag = hidden_data(object, &JsSymbol::to_string_tag().into())?;
    tag.as_string().ok_or_else(|| {
        let named = describe(&object.clone().into());
        error(format!(
            "A [Symbol.toStringTag]-named property must be a string: {named}"
        ))
    })
}
