//! Keys of collections: which values can be keys, and their text in the store, whose order is theirs
//! (spec G52).
//!
//! No key may have two texts, or two keys one.

use boa_engine::{Context, JsResult, JsString, JsValue};

use crate::errors::name_and_message;
use crate::passing::describe::{quoted, redacted};
use crate::passing::inspect::error;
use crate::passing::{PassStyle, pass_style_of};

/// The text of a key is shorter than this, in UTF-16 code units.
const LIMIT: usize = 220;

/// Whether a passable value can be a key.
///
/// # Errors
/// When it is not passable.
pub(super) fn can_be(key: &JsValue, context: &mut Context) -> JsResult<bool> {
    Ok(pass_style_of(key, context)? == PassStyle::String)
}

/// The text of a key.
///
/// # Errors
/// When the value can be no key.
pub(super) fn encode(key: &JsValue, label: &str, context: &mut Context) -> JsResult<String> {
    let refuse = |why: &str| {
        let label = quoted(&JsString::from(label).into());
        error(format!("invalid key type for collection {label}: {why}"))
    };
    let style = match pass_style_of(key, context) {
        Ok(style) => style,
        Err(failure) => {
            if failure.as_engine().is_some() {
                return Err(failure);
            }
            let thrown = failure.into_opaque(context)?;
            let why = thrown.as_object().map(|thrown| name_and_message(&thrown).1);
            return Err(refuse(&why.unwrap_or_default()));
        }
    };
    let Some(text) = key.as_string() else {
        let (style, key) = (style.name().to_std_string_lossy(), redacted(key));
        return Err(refuse(&format!("{style} {key} - Must be a string")));
    };
    let encoded = text
        .to_std_string()
        .map_err(|_| refuse("a string with half a surrogate pair"))?;
    if text.len() + 1 >= LIMIT {
        return Err(error("key too large"));
    }
    Ok(format!("s{encoded}"))
}

/// Whether what follows the prefix of a collection is the text of a key, not something about the collection.
pub(super) fn is_encoded(text: &str) -> bool {
    !text.starts_with('|')
}

/// The key of a text.
///
/// # Errors
/// When it is no text of a key.
pub(super) fn decode(text: &str) -> JsResult<JsValue> {
    let key = text
        .strip_prefix('s')
        .ok_or_else(|| error("malformed key in the vat's store"))?;
    Ok(JsString::from(key).into())
}
