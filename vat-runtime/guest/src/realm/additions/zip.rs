//! `Iterator.zip` and `Iterator.zipKeyed` (spec E17.1).
//!
//! All iterators are opened at once and closed together, the last first, whatever happens.

use boa_engine::builtins::iterable::create_iterator_helper;
use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, Finalize, JsArgs, JsResult, JsValue, Trace, js_string};
use boa_gc::GcRefCell;

use super::bytes::{choice, options};
use super::iteration::{Record, close_all, closing};
use crate::passing::inspect::type_error;
use crate::realm::builtin::{define, is_enumerable};

pub(super) fn add(context: &mut Context) -> JsResult<()> {
    let iterator = context.intrinsics().constructors().iterator().constructor();
    define(&iterator, "zip", zip, 1, context)?;
    define(&iterator, "zipKeyed", zip_keyed, 1, context)
}

/// What to do when one of the iterators ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Shortest,
    Longest,
    Strict,
}

const MODES: &[(&str, Mode)] = &[
    ("shortest", Mode::Shortest),
    ("longest", Mode::Longest),
    ("strict", Mode::Strict),
];

/// One of the iterators.
#[derive(Debug, Trace, Finalize)]
struct Lane {
    record: Record,
    open: bool,
    /// What stands for its values once it has ended.
    padding: JsValue,
    /// The property that its values have in a result, if that is no array.
    key: Option<JsValue>,
}

/// What goes on from step to step; nothing is left after the end.
#[derive(Debug, Trace, Finalize)]
struct Zipped {
    #[unsafe_ignore_trace]
    mode: Mode,
    keyed: bool,
    lanes: Vec<Lane>,
}

struct Arguments {
    iterables: JsObject,
    mode: Mode,
    padding: Option<JsObject>,
}

fn arguments(args: &[JsValue], context: &mut Context) -> JsResult<Arguments> {
    let Some(iterables) = args.get_or_undefined(0).as_object() else {
        return Err(type_error("what is to be zipped is not an object"));
    };
    let options = options(args.get_or_undefined(1))?;
    let mode = choice(&options, "mode", MODES, context)?;
    let mut padding = None;
    if mode == Mode::Longest {
        let value = options.get(js_string!("padding"), context)?;
        padding = value.as_object();
        if padding.is_none() && !value.is_undefined() {
            return Err(type_error("the padding is not an object"));
        }
    }
    Ok(Arguments {
        iterables,
        mode,
        padding,
    })
}

fn zip(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Arguments {
        iterables,
        mode,
        padding,
    } = arguments(args, context)?;
    let mut records: Vec<Record> = Vec::new();
    let input = Record::of(&iterables, context)?;
    loop {
        let next = input.step(context);
        let open: Vec<&Record> = records.iter().collect();
        let Some(value) = closing(next, &open, context)? else {
            break;
        };
        let opened = Record::flattened(&value, context);
        let open: Vec<&Record> = std::iter::once(&input).chain(&records).collect();
        let record = closing(opened, &open, context)?;
        records.push(record);
    }
    let open: Vec<&Record> = records.iter().collect();
    let mut paddings = match padding {
        Some(padding) => {
            let taken = take(&padding, records.len(), &open, context)?;
            taken.into_iter()
        }
        None => Vec::new().into_iter(),
    };
    let lanes = records
        .into_iter()
        .map(|record| Lane {
            record,
            open: true,
            padding: paddings.next().unwrap_or_default(),
            key: None,
        })
        .collect();
    Ok(helper(
        Zipped {
            mode,
            keyed: false,
            lanes,
        },
        context,
    ))
}

/// The first values of an iterable, as many as there are up to a number.
fn take(
    iterable: &JsObject,
    count: usize,
    open: &[&Record],
    context: &mut Context,
) -> JsResult<Vec<JsValue>> {
    let record = Record::of(iterable, context);
    let record = closing(record, open, context)?;
    let mut values = Vec::new();
    while values.len() < count {
        let next = record.step(context);
        let Some(value) = closing(next, open, context)? else {
            return Ok(values);
        };
        values.push(value);
    }
    let closed = record.close(Ok(()), context);
    closing(closed, open, context)?;
    Ok(values)
}

fn zip_keyed(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Arguments {
        iterables,
        mode,
        padding,
    } = arguments(args, context)?;
    let mut lanes: Vec<Lane> = Vec::new();
    for key in iterables.own_property_keys(context)? {
        let opened = open_property(&iterables, &key, context);
        let open: Vec<&Record> = lanes.iter().map(|lane| &lane.record).collect();
        if let Some(record) = closing(opened, &open, context)? {
            lanes.push(Lane {
                record,
                open: true,
                padding: JsValue::undefined(),
                key: Some(key.into()),
            });
        }
    }
    if let Some(padding) = padding {
        for at in 0..lanes.len() {
            let key = lanes[at].key.clone().unwrap_or_default();
            let key = key.to_property_key(context)?;
            let value = padding.get(key, context);
            let open: Vec<&Record> = lanes.iter().map(|lane| &lane.record).collect();
            let value = closing(value, &open, context)?;
            lanes[at].padding = value;
        }
    }
    Ok(helper(
        Zipped {
            mode,
            keyed: true,
            lanes,
        },
        context,
    ))
}

/// The iterator of a property, if that is enumerable and not undefined.
fn open_property(
    iterables: &JsObject,
    key: &PropertyKey,
    context: &mut Context,
) -> JsResult<Option<Record>> {
    if !is_enumerable(iterables, key, context)? {
        return Ok(None);
    }
    let value = iterables.get(key.clone(), context)?;
    if value.is_undefined() {
        return Ok(None);
    }
    Record::flattened(&value, context).map(Some)
}

fn helper(zipped: Zipped, context: &mut Context) -> JsValue {
    create_iterator_helper(step, GcRefCell::new(Some(zipped)), context).into()
}

/// A step takes the state out, so that an error on the way is an end.
fn step(
    closing: bool,
    state: &GcRefCell<Option<Zipped>>,
    context: &mut Context,
) -> JsResult<Option<JsValue>> {
    let Some(mut zipped) = state.borrow_mut().take() else {
        return Ok(None);
    };
    if closing || zipped.lanes.is_empty() {
        return zipped.end(Ok(()), context);
    }
    let mut values = Vec::with_capacity(zipped.lanes.len());
    for at in 0..zipped.lanes.len() {
        let lane = &zipped.lanes[at];
        if !lane.open {
            values.push(lane.padding.clone());
            continue;
        }
        match lane.record.step(context) {
            Ok(Some(value)) => {
                values.push(value);
                continue;
            }
            Ok(None) => zipped.lanes[at].open = false,
            Err(error) => {
                zipped.lanes[at].open = false;
                return zipped.end(Err(error), context);
            }
        }
        match zipped.mode {
            Mode::Shortest => return zipped.end(Ok(()), context),
            Mode::Strict => return zipped.end_together(at, context),
            Mode::Longest if zipped.lanes.iter().all(|lane| !lane.open) => return Ok(None),
            Mode::Longest => values.push(zipped.lanes[at].padding.clone()),
        }
    }
    let result = zipped.result(values, context)?;
    *state.borrow_mut() = Some(zipped);
    Ok(Some(result))
}

impl Zipped {
    /// Closes what is open.
    fn end(&self, so_far: JsResult<()>, context: &mut Context) -> JsResult<Option<JsValue>> {
        let open: Vec<&Record> = self
            .lanes
            .iter()
            .filter(|lane| lane.open)
            .map(|lane| &lane.record)
            .collect();
        close_all(&open, so_far, context)?;
        Ok(None)
    }

    /// The iterator at this place has ended: all others must end too.
    fn end_together(&mut self, at: usize, context: &mut Context) -> JsResult<Option<JsValue>> {
        let uneven = || Err(type_error("the iterators are not equally long"));
        if at != 0 {
            return self.end(uneven(), context);
        }
        for at in 1..self.lanes.len() {
            match self.lanes[at].record.advance(context) {
                Ok(true) => return self.end(uneven(), context),
                Ok(false) => self.lanes[at].open = false,
                Err(error) => {
                    self.lanes[at].open = false;
                    return self.end(Err(error), context);
                }
            }
        }
        Ok(None)
    }

    /// An array of the values, or an object of them by key.
    fn result(&self, values: Vec<JsValue>, context: &mut Context) -> JsResult<JsValue> {
        if !self.keyed {
            return Ok(JsArray::from_iter(values, context).into());
        }
        let result = JsObject::from_proto_and_data(None, OrdinaryObject);
        for (lane, value) in self.lanes.iter().zip(values) {
            let key = lane.key.clone().unwrap_or_default();
            let key = key.to_property_key(context)?;
            result.create_data_property_or_throw(key, value, context)?;
        }
        Ok(result.into())
    }
}
