//! What one frozen object passes as, and its parts, without what these hold (spec V1.7).
//!
//! Nothing here runs vat code: properties are read as the engine stores them.

use boa_engine::builtins::array_buffer::ArrayBuffer;
use boa_engine::builtins::promise::Promise;
use boa_engine::builtins::proxy::Proxy;
use boa_engine::builtins::typed_array::TypedArray;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArrayBuffer;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{Context, JsResult, JsString, JsSymbol, JsValue, js_string};

use super::describe::{describe_key, quoted_key};
use super::inspect::{inherits, is_frozen, lookup, own, own_keys, type_error};
use super::names::Names;
use super::refusal::{Checked, refuse};
use super::style::PassStyle;
use super::{Presence, failure, remotable, tagged};

/// A passable object, opened.
#[derive(Debug)]
pub(crate) enum Content {
    /// The elements.
    Array(Vec<JsValue>),
    /// The properties, integer-like keys first.
    Record(Vec<(PropertyKey, JsValue)>),
    /// The tag and the payload.
    Tagged(JsString, JsValue),
    /// Nothing is looked at.
    Remotable,
    /// What it says its causes are, by property.
    Error(Vec<(PropertyKey, JsValue)>),
    /// Nothing is looked at.
    Promise,
    /// Nothing is looked at.
    ByteArray,
}

impl Content {
    pub(super) fn style(&self) -> PassStyle {
        match self {
            Self::Array(_) => PassStyle::CopyArray,
            Self::Record(_) => PassStyle::CopyRecord,
            Self::Tagged(..) => PassStyle::Tagged,
            Self::Remotable => PassStyle::Remotable,
            Self::Error(_) => PassStyle::Error,
            Self::Promise => PassStyle::Promise,
            Self::ByteArray => PassStyle::ByteArray,
        }
    }
}

/// What a proxy stands before, however many there are behind one another.
///
/// # Errors
/// When one of them was revoked.
pub(crate) fn target(object: &JsObject) -> JsResult<JsObject> {
    let mut shown = object.clone();
    loop {
        let Some(parts) = shown.downcast_ref::<Proxy>().map(|proxy| proxy.parts()) else {
            return Ok(shown);
        };
        let (next, _) = parts.ok_or_else(|| type_error("Cannot pass a proxy that was revoked"))?;
        shown = next;
    }
}

/// Checks one frozen object, which is no proxy, without what it holds, and opens it.
pub(super) fn content(object: &JsObject, names: &Names, context: &mut Context) -> Checked<Content> {
    if object.is::<Presence>() {
        return Ok(Content::Remotable);
    }
    let prototype = object.prototype();
    if object.is_array() && prototype.as_ref() == Some(&names.array) {
        return array(object).map(Content::Array);
    }
    if object.is_ordinary() && prototype.as_ref() == Some(&names.object) {
        return record(object, names, context);
    }
    if object.is::<Promise>() {
        return promise(object, names).map(|()| Content::Promise);
    }
    if let Some(array) = object.downcast_ref::<TypedArray>()
        && !array.is_immutable()
    {
        drop(array);
        let what = "Cannot pass mutable typed arrays like ";
        return Err(refuse(what).object(object).and("."));
    }
    if let Some(then) = lookup(object, &js_string!("then").into())
        && then.value().is_none_or(JsValue::is_callable)
    {
        return Err(refuse("Cannot pass non-promise thenables"));
    }
    if object.is_callable() {
        return remotable::check(object, names, context).map(|()| Content::Remotable);
    }
    if let Some(style) = lookup(object, &names.pass_style.clone().into()) {
        return marked(object, style.value(), names, context);
    }
    if object.is_array() {
        return Err(refuse("Malformed array: ").object(object).type_error());
    }
    if is_immutable_buffer(object) {
        return byte_array(object, names).map(|()| Content::ByteArray);
    }
    if inherits(object, &names.errors[0].prototype) {
        return failure::check(object, names).map(Content::Error);
    }
    remotable::check(object, names, context).map(|()| Content::Remotable)
}

/// Opens an object again whose style is known, with what its check would have given.
pub(super) fn reopen(
    object: &JsObject,
    style: Option<PassStyle>,
    names: &Names,
) -> Checked<Content> {
    Ok(match style {
        Some(PassStyle::CopyArray) => Content::Array(array(object)?),
        Some(PassStyle::CopyRecord) => Content::Record(values(object)),
        Some(PassStyle::Tagged) => {
            let (tag, payload) = tagged::parts(object)?;
            Content::Tagged(tag, payload)
        }
        Some(PassStyle::Error) => Content::Error(failure::check(object, names)?),
        Some(PassStyle::Promise) => Content::Promise,
        Some(PassStyle::ByteArray) => Content::ByteArray,
        _ => Content::Remotable,
    })
}

/// The properties of a record that was checked.
fn values(object: &JsObject) -> Vec<(PropertyKey, JsValue)> {
    let value = |key: PropertyKey| {
        let value = own(object, &key)?.value()?.clone();
        Some((key, value))
    };
    own_keys(object).into_iter().filter_map(value).collect()
}

/// An object that says itself how it passes.
fn marked(
    object: &JsObject,
    style: Option<&JsValue>,
    names: &Names,
    context: &mut Context,
) -> Checked<Content> {
    let Some(style) = style.and_then(JsValue::as_string) else {
        return Err(refuse("A PassStyle must be a string: ")
            .object(object)
            .type_error());
    };
    match style.to_std_string_lossy().as_str() {
        "remotable" => remotable::check(object, names, context).map(|()| Content::Remotable),
        "tagged" => {
            tagged::check(object, names).map(|(tag, payload)| Content::Tagged(tag, payload))
        }
        "error" if inherits(object, &names.errors[0].prototype) => {
            failure::check(object, names).map(Content::Error)
        }
        "error" => Err(refuse("Error expected: ").object(object)),
        "copyRecord" => Err(only_names(object)),
        "copyArray" => Err(refuse("Array expected: ").object(object)),
        "byteArray" => Err(refuse("Immutable ArrayBuffer expected: ").object(object)),
        other => Err(refuse(format!("Unrecognized PassStyle: {other:?}"))),
    }
}

fn promise(object: &JsObject, names: &Names) -> Checked<()> {
    let inherited = object
        .prototype()
        .is_some_and(|found| found == names.promise);
    if !inherited {
        let what = " - Must inherit from Promise.prototype";
        return Err(refuse("").object(object).and(what));
    }
    for key in own_keys(object) {
        if key != PropertyKey::from(JsSymbol::to_string_tag()) {
            let what = format!(
                " - Must not have any own properties: {}",
                describe_key(&key)
            );
            return Err(refuse("").object(object).and(&what));
        }
        if !is_hidden_text(object, &key) {
            let what = "Own @@toStringTag of a promise must be a hidden string: ";
            return Err(refuse(what).object(object));
        }
    }
    Ok(())
}

/// Whether an own property is a string that loops do not show.
fn is_hidden_text(object: &JsObject, key: &PropertyKey) -> bool {
    own(object, key).is_some_and(|found| {
        found.enumerable() == Some(false) && found.value().is_some_and(JsValue::is_string)
    })
}

fn is_immutable_buffer(object: &JsObject) -> bool {
    object.is::<ArrayBuffer>()
        && JsArrayBuffer::from_object(object.clone()).is_ok_and(|buffer| buffer.is_immutable())
}

fn byte_array(object: &JsObject, names: &Names) -> Checked<()> {
    if object.prototype().is_none_or(|found| found != names.buffer) {
        return Err(refuse("Malformed ByteArray ").object(object).type_error());
    }
    for key in own_keys(object) {
        let fits = key == PropertyKey::from(JsSymbol::to_string_tag());
        if !fits || !is_hidden_text(object, &key) {
            let what = "ByteArrays must not have own properties: ";
            return Err(refuse(what).object(object).type_error());
        }
    }
    Ok(())
}

/// The elements of an array. Nothing else may be in it.
fn array(object: &JsObject) -> Checked<Vec<JsValue>> {
    let length = own(object, &js_string!("length").into());
    let length = length.as_ref().and_then(|found| found.value());
    let length = length.and_then(JsValue::as_number).unwrap_or(0.0);
    let opened = object.borrow();
    let mut found: Vec<_> = opened.properties().index_properties().collect();
    found.sort_unstable_by_key(|(index, _)| *index);
    if found.len() as f64 != length {
        let hole = (0..).zip(&found).find(|(at, (index, _))| at != index);
        let hole = hole.map_or(found.len() as u64, |(at, _)| at.into());
        let what = format!("{hole} property expected: ");
        return Err(refuse(what).object(object));
    }
    if opened.shape().keys().len() != 1 {
        let what = "Arrays must not have non-indexes: ";
        return Err(refuse(what).object(object).type_error());
    }
    let elements = found.into_iter();
    let elements = elements.map(|(index, found)| plain(&found, &index.into(), object));
    elements.collect()
}

fn only_names(object: &JsObject) -> super::refusal::Refusal {
    refuse("Records can only have string-named properties: ").object(object)
}

/// The properties of an object that inherits from `Object.prototype` alone, unless it says itself how it passes.
fn record(object: &JsObject, names: &Names, context: &mut Context) -> Checked<Content> {
    let keys = own_keys(object);
    let mut properties = Vec::with_capacity(keys.len());
    for key in keys {
        if matches!(key, PropertyKey::Symbol(_)) {
            return match own(object, &names.pass_style.clone().into()) {
                Some(style) => marked(object, style.value(), names, context),
                None => Err(only_names(object)),
            };
        }
        let value = data(object, &key)?;
        if value.is_callable() && key == PropertyKey::from(js_string!("then")) {
            return Err(refuse("Cannot pass non-promise thenables"));
        }
        if remotable::can_be_method(&value, names) {
            let what = "Records cannot contain non-far functions because they may be methods of an implicit Remotable: ";
            return Err(refuse(what).object(object).under(key));
        }
        properties.push((key, value));
    }
    Ok(Content::Record(properties))
}

/// The value of an own property that must be plain and enumerable.
pub(super) fn data(object: &JsObject, key: &PropertyKey) -> Checked<JsValue> {
    match own(object, key) {
        Some(found) => plain(&found, key, object),
        None => Err(refuse(format!("{} property expected: ", quoted_key(key))).object(object)),
    }
}

/// The value of a property that must be plain and enumerable.
fn plain(found: &PropertyDescriptor, key: &PropertyKey, object: &JsObject) -> Checked<JsValue> {
    let odd = |what: &str| {
        let what = format!("{} must {what} property: ", describe_key(key));
        refuse(what).object(object)
    };
    let value = found.value().ok_or_else(|| odd("not be an accessor"))?;
    if found.enumerable() != Some(true) {
        return Err(odd("be an enumerable"));
    }
    Ok(value.clone())
}

/// The value of an own property that must be plain and not enumerable.
fn hidden_data(object: &JsObject, key: &PropertyKey) -> Checked<JsValue> {
    let odd = |what: &str| refuse(format!("{}{what}: ", quoted_key(key))).object(object);
    let Some(found) = own(object, key) else {
        return Err(odd(" property expected"));
    };
    match found.value() {
        None => Err(odd(" must not be an accessor property")),
        Some(_) if found.enumerable() != Some(false) => {
            Err(odd(" must not be an enumerable property"))
        }
        Some(value) => Ok(value.clone()),
    }
}

/// Checks that `object` is frozen and carries the two marks of a style, both hidden: the style itself and a string
/// tag, which is given.
pub(super) fn tag_record(
    object: &JsObject,
    style: &str,
    names: &Names,
    context: &mut Context,
) -> Checked<JsString> {
    if !object.is_hardened() && !is_frozen(object, context)? {
        return Err(refuse("A tagRecord must be frozen: ").object(object));
    }
    if object.is_array() {
        return Err(refuse("An array cannot be a tagRecord: ").object(object));
    }
    marks(object, style, names)
}

/// The string tag beside the mark of a style.
pub(super) fn marks(object: &JsObject, style: &str, names: &Names) -> Checked<JsString> {
    let found = hidden_data(object, &names.pass_style.clone().into())?;
    if found.as_string().is_none_or(|found| found != style) {
        let what = format!("Expected {style:?}, not ");
        return Err(refuse(what).of(found).and(": ").object(object));
    }
    let tag = hidden_data(object, &JsSymbol::to_string_tag().into())?;
    tag.as_string().ok_or_else(|| {
        refuse("A [Symbol.toStringTag]-named property must be a string: ").object(object)
    })
}
