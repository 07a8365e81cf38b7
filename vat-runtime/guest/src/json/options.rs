//! The arguments of `JSON.stringify` beside the value: replacer and space (spec E14.6).
//!
//! They are read in the language's order, since reading them may run vat code.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::rc::Rc;

use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsResult, JsString, JsValue};

/// The most units of white space that one level of nesting gets.
const WIDEST: usize = 10;

/// What the arguments ask for.
#[derive(Debug, Default)]
pub(super) struct Options {
    /// A function that gives what is written for each value.
    pub(super) replacer: Option<JsObject>,
    /// The only keys that are written of objects.
    pub(super) keys: Option<Rc<[PropertyKey]>>,
    /// What each level of nesting is indented by.
    pub(super) gap: Vec<u16>,
}

impl Options {
    pub(super) fn read(
        replacer: &JsValue,
        space: JsValue,
        context: &mut Context,
    ) -> JsResult<Self> {
        let mut options = Self::default();
        if let Some(object) = replacer.as_object() {
            if object.is_callable() {
                options.replacer = Some(object);
            } else if object.is_array_abstract()? {
                options.keys = Some(keys(&object, context)?);
            }
        }
        options.gap = gap(space, context)?;
        Ok(options)
    }
}

/// The keys that a list names, each once, in the order in which they come first.
fn keys(list: &JsObject, context: &mut Context) -> JsResult<Rc<[PropertyKey]>> {
    let mut keys = Vec::new();
    let mut known: HashSet<PropertyKey, BuildHasherDefault<DefaultHasher>> = HashSet::default();
    for index in 0..list.length_of_array_like(context)? {
        let item = list.get(index, context)?;
        let boxed = |object: &JsObject| object.is::<f64>() || object.is::<JsString>();
        if item.is_string() || item.is_number() || item.as_object().as_ref().is_some_and(boxed) {
            let key = PropertyKey::from(item.to_string(context)?);
            if known.insert(key.clone()) {
                keys.push(key);
            }
        }
    }
    Ok(keys.into())
}

fn gap(mut space: JsValue, context: &mut Context) -> JsResult<Vec<u16>> {
    if let Some(object) = space.as_object() {
        if object.is::<f64>() {
            space = space.to_number(context)?.into();
        } else if object.is::<JsString>() {
            space = space.to_string(context)?.into();
        }
    }
    if let Some(number) = space.as_number() {
        // NaN counts as none.
        let count = number.clamp(0.0, WIDEST as f64) as usize;
        return Ok(vec![0x20; count]);
    }
    let text = space.as_string().unwrap_or_default();
    Ok(text.iter().take(WIDEST).collect())
}
