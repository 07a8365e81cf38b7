//! Ranges of encodings that cover what ranks between two values (spec V7.4).

use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};

use super::{Comparator, comparator};
use crate::marshal::build::frozen_array;
use crate::passing::PassStyle;
use crate::passing::inspect::type_error;

/// The styles in rank order, with the first characters of their encodings.
pub(super) const PREFIXES: [(PassStyle, &str); 14] = [
    (PassStyle::Error, "!"),
    (PassStyle::CopyRecord, "("),
    (PassStyle::Tagged, ":"),
    (PassStyle::Promise, "?"),
    (PassStyle::CopyArray, "[^"),
    (PassStyle::ByteArray, "a"),
    (PassStyle::Boolean, "b"),
    (PassStyle::Number, "f"),
    (PassStyle::Bigint, "np"),
    (PassStyle::Remotable, "r"),
    (PassStyle::String, "s"),
    (PassStyle::Null, "v"),
    (PassStyle::Symbol, "y"),
    (PassStyle::Undefined, "z"),
];

/// `getPassStyleCover(style)`: from the first character of its encodings to behind the last.
pub(super) fn get_pass_style_cover(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let name = args.get_or_undefined(0).as_string();
    let found = PREFIXES
        .iter()
        .find(|(style, _)| Some(style.name()) == name);
    let (_, prefixes) = found.ok_or_else(|| type_error("not the name of a pass style"))?;
    let bytes = prefixes.as_bytes();
    let behind = bytes.last().map_or(0, |last| last + 1);
    let first = bytes.first().copied().unwrap_or(0);
    let text = |byte: u8| JsValue::from(js_string!(char::from(byte).to_string().as_str()));
    let cover = frozen_array(vec![text(first), text(behind)], context);
    cover.mark_hardened();
    Ok(cover.into())
}

/// `intersectRankCovers(covers, compare)`
pub(super) fn intersect(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    fold(args, false, context)
}

/// `unionRankCovers(covers, compare)`
pub(super) fn union(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    fold(args, true, context)
}

fn fold(args: &[JsValue], union: bool, context: &mut Context) -> JsResult<JsValue> {
    let (_, comparator) = comparator(args.get_or_undefined(1), context)?;
    let covers = list(args.get_or_undefined(0), context)?;
    let (first, last) = (js_string!(""), js_string!("{"));
    let mut cover = if union {
        [last.into(), first.into()]
    } else {
        [JsValue::from(first), JsValue::from(last)]
    };
    for next in covers {
        let next = list(&next, context)?;
        let [left, right] = next.as_slice() else {
            return Err(type_error("a cover has two keys"));
        };
        cover = [
            further(&comparator, &cover[0], left, !union, context)?,
            further(&comparator, &cover[1], right, union, context)?,
        ];
    }
    let cover = frozen_array(cover.into(), context);
    Ok(cover.into())
}

/// Of two keys the one that ranks higher, or lower.
fn further(
    comparator: &Comparator,
    left: &JsValue,
    right: &JsValue,
    higher: bool,
    context: &mut Context,
) -> JsResult<JsValue> {
    let order = comparator.compare(left, right, context)?;
    let first = if higher { order >= 0 } else { order <= 0 };
    Ok(if first { left } else { right }.clone())
}

fn list(value: &JsValue, context: &mut Context) -> JsResult<Vec<JsValue>> {
    let array = value.as_object().map(JsArray::from_object);
    let Some(Ok(array)) = array else {
        return Err(type_error("an array was expected"));
    };
    let length = array.length(context)?;
    let mut elements = Vec::new();
    for index in 0..length {
        elements.push(array.get(index, context)?);
    }
    Ok(elements)
}
