//! The rank order of passable values, as vat code sees it (spec V7.1).
//!
//! Comparing runs no vat code: values are checked first, and comparators are those that are made here.

mod compare;
mod covers;
mod sort;

use boa_engine::object::builtins::JsWeakMap;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsResult, JsString, JsValue, NativeFunction, Trace,
    js_string,
};

pub(super) use compare::{named, sorted_names};

use super::build::{frozen_array, frozen_record};
use crate::passing::inspect::{error, type_error};
use crate::passing::{Content, names, open, pass_style_of};
use crate::realm::builtin::{Native, method};

/// What becomes of two different remotables.
#[derive(Clone, Debug, Trace, Finalize)]
enum Remotables {
    /// They have no order.
    Incomparable,
    /// They rank alike.
    Tied,
    /// They rank in the order in which they were first compared.
    Seen(JsObject),
}

/// A way to compare.
#[derive(Clone, Debug, Trace, Finalize, JsData)]
struct Comparator {
    remotables: Remotables,
    /// Whether the order is turned round.
    anti: bool,
}

/// The comparators by their functions.
#[derive(Clone, Debug)]
struct Comparators {
    by_function: JsWeakMap,
    default: JsObject,
}

/// What the package exports of this.
pub(super) fn exports(context: &mut Context) -> JsResult<Vec<(&'static str, JsValue)>> {
    let by_function = JsWeakMap::new(context);
    let [rank, anti_rank] = kit(&Remotables::Incomparable, &by_function, context)?;
    let [tied, anti_tied] = kit(&Remotables::Tied, &by_function, context)?;
    let default = tied.clone();
    context.insert_data(Comparators {
        by_function,
        default,
    });
    let functions: [(&'static str, usize, Native); 10] = [
        ("assertRankSorted", 1, sort::assert_rank_sorted),
        ("compareByCodePoints", 2, compare::by_code_points),
        ("compareNumerics", 2, compare::numerics),
        ("getPassStyleCover", 1, covers::get_pass_style_cover),
        ("intersectRankCovers", 1, covers::intersect),
        ("isRankSorted", 1, sort::is_rank_sorted),
        ("makeFullOrderComparatorKit", 0, make_full_order_kit),
        ("recordNames", 1, record_names),
        ("recordValues", 2, record_values),
        ("sortByRank", 1, sort::sort_by_rank),
    ];
    let mut exports: Vec<(&'static str, JsValue)> = functions
        .into_iter()
        .map(|(name, length, code)| (name, method(name, length, code, context).into()))
        .collect();
    let union = method("unionRankCovers", 1, covers::union, context);
    exports.push(("unionRankCovers", union.into()));
    exports.extend([
        ("compareRank", rank.into()),
        ("compareAntiRank", anti_rank.into()),
        ("compareRankRemotablesTied", tied.into()),
        ("compareAntiRankRemotablesTied", anti_tied.into()),
    ]);
    Ok(exports)
}

/// The functions of a comparator and of the one that is turned round.
fn kit(
    remotables: &Remotables,
    by_function: &JsWeakMap,
    context: &mut Context,
) -> JsResult<[JsObject; 2]> {
    let mut made = |anti: bool, name: &str| -> JsResult<JsObject> {
        let comparator = Comparator {
            remotables: remotables.clone(),
            anti,
        };
        let code = NativeFunction::from_copy_closure_with_captures(
            |_, args, comparator: &Comparator, context| {
                let (left, right) = (args.get_or_undefined(0), args.get_or_undefined(1));
                comparator.compare(left, right, context).map(JsValue::from)
            },
            comparator.clone(),
        );
        let function: JsObject = FunctionObjectBuilder::new(context.realm(), code)
            .name(js_string!(name))
            .length(2)
            .build()
            .into();
        let held = JsObject::from_proto_and_data(None, comparator);
        by_function.set(&function, held.into(), context)?;
        Ok(function)
    };
    Ok([made(false, "comparator")?, made(true, "antiComparator")?])
}

/// The comparator that an argument is; without one the usual one.
fn comparator(value: &JsValue, context: &mut Context) -> JsResult<(JsObject, Comparator)> {
    let known = context
        .get_data::<Comparators>()
        .expect("comparators were made with the modules")
        .clone();
    let function = match value.as_object() {
        None if value.is_undefined() => known.default,
        Some(function) => function,
        None => return Err(type_error("a comparator of this package was expected")),
    };
    let held = known.by_function.get(&function, context)?.as_object();
    let held = held
        .as_ref()
        .and_then(|held| held.downcast_ref::<Comparator>());
    match held {
        Some(comparator) => Ok((function, comparator.clone())),
        None => Err(type_error("a comparator of this package was expected")),
    }
}

/// `makeFullOrderComparatorKit(longLived)`: what a kit has seen it never keeps alive, so it may live long.
fn make_full_order_kit(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let seen = compare::Seen::start(context);
    let by_function = context
        .get_data::<Comparators>()
        .expect("comparators were made with the modules")
        .by_function
        .clone();
    let [comparator, anti] = kit(&Remotables::Seen(seen), &by_function, context)?;
    let members = [
        (js_string!("comparator").into(), comparator.into()),
        (js_string!("antiComparator").into(), anti.into()),
    ];
    let made = JsValue::from(frozen_record(members, &names(context), context));
    crate::harden::harden(&made, context)?;
    Ok(made)
}

/// The properties of a passable record.
fn properties(value: &JsValue, context: &mut Context) -> JsResult<Vec<(JsString, JsValue)>> {
    pass_style_of(value, context)?;
    let opened = value
        .as_object()
        .map(|object| open(&object, &names(context)));
    match opened.transpose() {
        Ok(Some(Content::Record(properties))) => Ok(compare::named(properties)),
        Ok(_) => Err(error("a copyRecord was expected")),
        Err(refusal) => Err(refusal.into_error(context)),
    }
}

/// `recordNames(record)`: from the last in order to the first.
fn record_names(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let properties = properties(args.get_or_undefined(0), context)?;
    let names = sorted_names(&properties).into_iter().map(JsValue::from);
    let names = frozen_array(names.collect(), context);
    names.mark_hardened();
    Ok(names.into())
}

/// `recordValues(record, names)`
fn record_values(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let record = args.get_or_undefined(0).to_object(context)?;
    let names = args.get_or_undefined(1).to_object(context)?;
    let length = names
        .get(js_string!("length"), context)?
        .to_length(context)?;
    let mut values = Vec::new();
    for index in 0..length {
        let name = names.get(index, context)?.to_property_key(context)?;
        values.push(record.get(name, context)?);
    }
    let values = JsValue::from(frozen_array(values, context));
    crate::harden::harden(&values, context)?;
    Ok(values)
}
