//! Sorting by rank (spec V7.5).

use boa_engine::object::JsObject;
use boa_engine::object::builtins::{JsArray, JsFunction};
use boa_engine::{Context, JsArgs, JsResult, JsSymbol, JsValue, js_string};

use super::{Comparator, comparator};
use crate::harden::harden;
use crate::passing::inspect::{error, type_error};
use crate::passing::refusal::refuse;
use crate::passing::{Content, names, open, pass_style_of};

/// The elements of a passable array.
fn elements(value: &JsValue, context: &mut Context) -> JsResult<Vec<JsValue>> {
    pass_style_of(value, context)?;
    let opened = value
        .as_object()
        .map(|object| open(&object, &names(context)));
    match opened.transpose() {
        Ok(Some(Content::Array(elements))) => Ok(elements),
        Ok(_) => Err(error("a copyArray was expected")),
        Err(refusal) => Err(refusal.into_error(context)),
    }
}

fn is_sorted(
    elements: &[JsValue],
    comparator: &Comparator,
    context: &mut Context,
) -> JsResult<bool> {
    for pair in elements.windows(2) {
        if let [left, right] = pair
            && comparator.compare(left, right, context)? >= 1
        {
            return Ok(false);
        }
    }
    Ok(true)
}

/// `isRankSorted(passables, compare)`
pub(super) fn is_rank_sorted(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let (_, comparator) = comparator(args.get_or_undefined(1), context)?;
    let elements = elements(args.get_or_undefined(0), context)?;
    is_sorted(&elements, &comparator, context).map(JsValue::from)
}

/// `assertRankSorted(sorted, compare)`
pub(super) fn assert_rank_sorted(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    if is_rank_sorted(this, args, context)?.to_boolean() {
        return Ok(true.into());
    }
    let sorted = sort_by_rank(this, args, context)?;
    let refusal = refuse("Must be rank sorted: ").of(args.get_or_undefined(0).clone());
    Err(refusal.and(" vs ").of(sorted).into_error(context))
}

/// `sortByRank(passables, compare)`: the array itself if it is sorted, otherwise a sorted and hardened copy.
/// What ranks alike stays in its order.
pub(super) fn sort_by_rank(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let (function, comparator) = comparator(args.get_or_undefined(1), context)?;
    let given = args.get_or_undefined(0);
    let unsorted = if given.as_object().is_some_and(|given| given.is_array()) {
        harden(given, context)?;
        let elements = elements(given, context)?;
        if is_sorted(&elements, &comparator, context)? {
            return Ok(given.clone());
        }
        elements
    } else {
        gather(given, context)?
    };
    let mut sorted = merge_sort(&function, unsorted, context)?;
    if comparator.anti {
        // The language sorts what is undefined last, whatever the comparator says.
        let found = sorted.iter().rposition(|value| !value.is_undefined());
        let count = sorted.len() - found.map_or(0, |last| last + 1);
        sorted.rotate_right(count);
    }
    let sorted = JsValue::from(JsArray::from_iter(sorted, context));
    harden(&sorted, context)?;
    Ok(sorted)
}

/// What an iterable gives, hardened.
fn gather(iterable: &JsValue, context: &mut Context) -> JsResult<Vec<JsValue>> {
    let object = iterable.to_object(context)?;
    let iterate = object.get(JsSymbol::iterator(), context)?;
    let iterate = iterate
        .as_callable()
        .ok_or_else(|| type_error("what is sorted must be iterable"))?;
    let iterator = iterate.call(iterable, &[], context)?.to_object(context)?;
    let next = iterator.get(js_string!("next"), context)?;
    let next = next
        .as_callable()
        .ok_or_else(|| type_error("what is sorted must be iterable"))?;
    let mut gathered = Vec::new();
    loop {
        let result = next.call(&iterator.clone().into(), &[], context)?;
        let result = result.to_object(context)?;
        if result.get(js_string!("done"), context)?.to_boolean() {
            return Ok(gathered);
        }
        let value = result.get(js_string!("value"), context)?;
        harden(&value, context)?;
        gathered.push(value);
    }
}

/// The engine's own sort, which bears a comparator that contradicts itself, as one without an order for
/// remotables does.
fn merge_sort(
    compare: &JsObject,
    elements: Vec<JsValue>,
    context: &mut Context,
) -> JsResult<Vec<JsValue>> {
    let array = JsArray::from_iter(elements, context);
    let compare = JsFunction::from_object(compare.clone());
    array.sort(compare, context)?;
    let length = array.length(context)?;
    let mut sorted = Vec::new();
    for index in 0..length {
        sorted.push(array.get(index, context)?);
    }
    Ok(sorted)
}
