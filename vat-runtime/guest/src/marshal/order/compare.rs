//! Comparing two passable values (spec V7.1, V7.2, V7.3).

use std::cmp::Ordering;
use std::rc::Rc;

use boa_engine::object::JsObject;
use boa_engine::object::builtins::{JsArrayBuffer, JsWeakMap};
use boa_engine::property::PropertyKey;
use boa_engine::value::JsVariant;
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsResult, JsString, JsValue, Trace, js_string,
};

use super::{Comparator, Remotables};
use crate::passing::inspect::{error, type_error};
use crate::passing::{
    Content, Names, PassStyle, check_depth, name_for_symbol, names, open, pass_style_of,
};

/// How two values rank; nothing if they cannot be compared.
type Rank = Option<Ordering>;

/// What a comparator of full order has seen.
#[derive(Debug, Trace, Finalize, JsData)]
pub(super) struct Seen {
    order: JsWeakMap,
    count: u32,
}

impl Seen {
    pub(super) fn start(context: &mut Context) -> JsObject {
        let order = JsWeakMap::new(context);
        JsObject::from_proto_and_data(None, Self { order, count: 0 })
    }

    /// The place of a remotable among those seen.
    fn place(holder: &JsObject, remotable: &JsObject, context: &mut Context) -> JsResult<u32> {
        let order = {
            let seen = holder.downcast_ref::<Self>();
            seen.ok_or_else(|| type_error("not a comparator"))?
                .order
                .clone()
        };
        if let Some(place) = order.get(remotable, context)?.as_number() {
            return Ok(place as u32);
        }
        let place = {
            let seen = holder.downcast_mut::<Self>();
            let mut seen = seen.ok_or_else(|| type_error("not a comparator"))?;
            seen.count += 1;
            seen.count
        };
        order.set(remotable, place.into(), context)?;
        Ok(place)
    }
}

/// Where the values of a style are in the order: by the first character of their encoding.
fn style_rank(style: PassStyle) -> usize {
    let order = super::covers::PREFIXES;
    let found = order.iter().position(|(found, _)| *found == style);
    found.expect("every style has a prefix")
}

impl Comparator {
    /// -1, 0 or 1; 0 also where there is no order.
    pub(super) fn compare(
        &self,
        left: &JsValue,
        right: &JsValue,
        context: &mut Context,
    ) -> JsResult<i32> {
        let comparison = Comparison {
            names: names(context),
            remotables: &self.remotables,
        };
        let rank = if self.anti {
            comparison.values(right, left, 0, context)?
        } else {
            comparison.values(left, right, 0, context)?
        };
        Ok(rank.map_or(0, |order| order as i32))
    }
}

struct Comparison<'a> {
    names: Rc<Names>,
    remotables: &'a Remotables,
}

impl Comparison<'_> {
    fn values(
        &self,
        left: &JsValue,
        right: &JsValue,
        depth: usize,
        context: &mut Context,
    ) -> JsResult<Rank> {
        if JsValue::same_value_zero(left, right) {
            return Ok(Some(Ordering::Equal));
        }
        let (left_style, right_style) = (
            pass_style_of(left, context)?,
            pass_style_of(right, context)?,
        );
        if left_style != right_style {
            return Ok(Some(style_rank(left_style).cmp(&style_rank(right_style))));
        }
        match (left.variant(), right.variant()) {
            (JsVariant::Object(left), JsVariant::Object(right)) => {
                self.objects(&left, &right, depth, context)
            }
            (JsVariant::Boolean(left), JsVariant::Boolean(right)) => Ok(Some(left.cmp(&right))),
            (JsVariant::BigInt(left), JsVariant::BigInt(right)) => Ok(Some(left.cmp(&right))),
            (JsVariant::String(left), JsVariant::String(right)) => Ok(Some(left.cmp(&right))),
            (JsVariant::Symbol(left), JsVariant::Symbol(right)) => {
                let left = name_for_symbol(&left, &self.names, context)?;
                let right = name_for_symbol(&right, &self.names, context)?;
                Ok(Some(left.cmp(&right)))
            }
            _ => Ok(match (left.as_number(), right.as_number()) {
                (Some(left), Some(right)) => Some(compare_numbers(left, right)),
                _ => Some(Ordering::Equal),
            }),
        }
    }

    fn objects(
        &self,
        left: &JsObject,
        right: &JsObject,
        depth: usize,
        context: &mut Context,
    ) -> JsResult<Rank> {
        check_depth(depth).map_err(|refusal| refusal.into_error(context))?;
        let opened = open(left, &self.names).and_then(|one| Ok((one, open(right, &self.names)?)));
        match opened.map_err(|refusal| refusal.into_error(context))? {
            (Content::Array(left), Content::Array(right)) => {
                self.lists(&left, &right, depth, context)
            }
            (Content::Record(left), Content::Record(right)) => {
                self.records(named(left), named(right), depth, context)
            }
            (Content::Tagged(left_tag, left), Content::Tagged(right_tag, right)) => {
                match left_tag.cmp(&right_tag) {
                    Ordering::Equal => self.values(&left, &right, depth + 1, context),
                    unequal => Ok(Some(unequal)),
                }
            }
            (Content::Remotable, Content::Remotable) => self.remotables(left, right, context),
            (Content::ByteArray, Content::ByteArray) => byte_arrays(left, right).map(Some),
            _ => Ok(Some(Ordering::Equal)),
        }
    }

    fn remotables(
        &self,
        left: &JsObject,
        right: &JsObject,
        context: &mut Context,
    ) -> JsResult<Rank> {
        Ok(match self.remotables {
            Remotables::Incomparable => None,
            Remotables::Tied => Some(Ordering::Equal),
            Remotables::Seen(seen) => {
                let left = Seen::place(seen, left, context)?;
                Some(left.cmp(&Seen::place(seen, right, context)?))
            }
        })
    }

    fn lists(
        &self,
        left: &[JsValue],
        right: &[JsValue],
        depth: usize,
        context: &mut Context,
    ) -> JsResult<Rank> {
        for (left, right) in left.iter().zip(right) {
            match self.values(left, right, depth + 1, context)? {
                Some(Ordering::Equal) => {}
                unequal => return Ok(unequal),
            }
        }
        Ok(Some(left.len().cmp(&right.len())))
    }

    /// By the names, from the last in order to the first, then by the values in that order.
    fn records(
        &self,
        left: Vec<(JsString, JsValue)>,
        right: Vec<(JsString, JsValue)>,
        depth: usize,
        context: &mut Context,
    ) -> JsResult<Rank> {
        let (left, right) = (reversed(left), reversed(right));
        let order = |one: &[(JsString, JsValue)]| -> Vec<JsString> {
            one.iter().map(|(name, _)| name.clone()).collect()
        };
        match order(&left).cmp(&order(&right)) {
            Ordering::Equal => {}
            unequal => return Ok(Some(unequal)),
        }
        let values = |one: Vec<(JsString, JsValue)>| -> Vec<JsValue> {
            one.into_iter().map(|(_, value)| value).collect()
        };
        self.lists(&values(left), &values(right), depth, context)
    }
}

/// Properties with their names as strings.
pub(in crate::marshal) fn named(
    properties: Vec<(PropertyKey, JsValue)>,
) -> Vec<(JsString, JsValue)> {
    let name = |key: PropertyKey| match key {
        PropertyKey::String(name) => Some(name),
        PropertyKey::Index(index) => Some(js_string!(index.get())),
        PropertyKey::Symbol(_) => None,
    };
    properties
        .into_iter()
        .filter_map(|(key, value)| Some((name(key)?, value)))
        .collect()
}

/// Properties from the last in order of their names to the first.
fn reversed(mut properties: Vec<(JsString, JsValue)>) -> Vec<(JsString, JsValue)> {
    properties.sort_by(|(left, _), (right, _)| right.cmp(left));
    properties
}

/// The names of properties from the last in order to the first.
pub(in crate::marshal) fn sorted_names(properties: &[(JsString, JsValue)]) -> Vec<JsString> {
    let mut names: Vec<JsString> = properties.iter().map(|(name, _)| name.clone()).collect();
    names.sort_by(|left, right| right.cmp(left));
    names
}

/// Shorter ones first, then by bytes.
fn byte_arrays(left: &JsObject, right: &JsObject) -> JsResult<Ordering> {
    let bytes = |object: &JsObject| {
        JsArrayBuffer::from_object(crate::passing::target(object)?)?
            .to_vec()
            .ok_or_else(|| error("the buffer is detached"))
    };
    let (left, right) = (bytes(left)?, bytes(right)?);
    Ok(left.len().cmp(&right.len()).then_with(|| left.cmp(&right)))
}

/// `NaN` ranks behind all other numbers, and 0 and -0 alike.
fn compare_numbers(left: f64, right: f64) -> Ordering {
    left.partial_cmp(&right)
        .unwrap_or_else(|| left.is_nan().cmp(&right.is_nan()))
}

/// `compareNumerics(left, right)`
pub(super) fn numerics(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let (left, right) = (args.get_or_undefined(0), args.get_or_undefined(1));
    let order = match (left.as_number(), right.as_number()) {
        (Some(left), Some(right)) => compare_numbers(left, right),
        _ => match (left.as_bigint(), right.as_bigint()) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => return Err(type_error("two numbers or two bigints were expected")),
        },
    };
    Ok((order as i32).into())
}

/// `compareByCodePoints(left, right)`
pub(super) fn by_code_points(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let text = |index: usize| {
        let text = args.get_or_undefined(index).as_string();
        text.ok_or_else(|| type_error("two strings were expected"))
    };
    let (left, right) = (text(0)?, text(1)?);
    let points = |text: &JsString| -> Vec<u32> {
        let points = text.code_points();
        points.map(|point| point.as_u32()).collect()
    };
    Ok((points(&left).cmp(&points(&right)) as i32).into())
}
