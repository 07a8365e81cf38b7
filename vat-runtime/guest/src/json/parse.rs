//! From JSON text to a value, in one pass (spec E14.1, E14.2).
//!
//! What is open is kept in lists of our own: a text may nest as deep as memory allows. No vat code runs
//! here.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::property::PropertyDescriptor;
use boa_engine::{Context, JsValue};

use super::forms::{Form, Forms, Place};
use super::records::{Recorder, Records};
use super::scan::{Fault, Literal, Scanner, Unit, What};
use super::strings::Strings;

/// The value of a text.
pub(super) fn parse<U: Unit>(text: &[U], context: &mut Context) -> Result<JsValue, Fault> {
    let mut builder = Builder::new(text, None, context);
    builder.run(context)
}

/// The value of a text and where each part of it came from.
pub(super) fn parse_with_sources<U: Unit>(
    text: &[U],
    context: &mut Context,
) -> Result<(JsValue, Records), Fault> {
    let mut builder = Builder::new(text, Some(Recorder::default()), context);
    let value = builder.run(context)?;
    let recorder = builder.recorder.take().unwrap_or_default();
    Ok((value, recorder.finish()))
}

/// An array or object whose end was not yet read. Its values are the last of the builder's.
struct Open {
    /// How many values there were before.
    start: usize,
    /// What belongs to an object only.
    object: Option<OpenObject>,
}

struct OpenObject {
    form: Form,
    /// What the value that comes next is for the object.
    place: Place,
    /// How many indexed values there were before.
    indexed: usize,
}

struct Builder<'a, U> {
    scanner: Scanner<'a, U>,
    forms: Forms<'a, U>,
    strings: Strings<'a, U>,
    open: Vec<Open>,
    values: Vec<JsValue>,
    /// The values of those properties of open objects whose keys are indices.
    indexed: Vec<(u32, JsValue)>,
    recorder: Option<Recorder>,
}

/// What was read.
enum Step {
    /// A complete value.
    Value(JsValue),
    /// The beginning of an array or object, up to its first value.
    Opened,
}

impl<'a, U: Unit> Builder<'a, U> {
    fn new(text: &'a [U], recorder: Option<Recorder>, context: &Context) -> Self {
        let prototype = context.intrinsics().constructors().object().prototype();
        let empty = JsObject::new(context.root_shape(), prototype, OrdinaryObject);
        let empty = empty.borrow().shape().clone();
        Self {
            scanner: Scanner::new(text),
            forms: Forms::new(empty),
            strings: Strings::new(text.len()),
            open: Vec::new(),
            values: Vec::new(),
            indexed: Vec::new(),
            recorder,
        }
    }

    fn run(&mut self, context: &mut Context) -> Result<JsValue, Fault> {
        loop {
            let Step::Value(mut value) = self.value(context)? else {
                continue;
            };
            loop {
                let Some(open) = self.open.last() else {
                    self.scanner.finish()?;
                    return Ok(value);
                };
                let close = if open.object.is_some() { b'}' } else { b']' };
                self.place(value);
                if self.scanner.take_if(b',') {
                    if close == b'}' {
                        self.key()?;
                    }
                    break;
                }
                self.scanner.expect(close)?;
                value = self.close(context);
            }
        }
    }

    fn value(&mut self, context: &mut Context) -> Result<Step, Fault> {
        let first = self.scanner.peek();
        let start = self.scanner.at();
        let value = match u8::try_from(first) {
            Ok(b'"') => {
                self.scanner.take();
                self.strings.get(self.scanner.string()?).into()
            }
            Ok(b'{') => return self.enter(b'}', context),
            Ok(b'[') => return self.enter(b']', context),
            Ok(b'-' | b'0'..=b'9') => self.scanner.number()?,
            Ok(b't') => self.scanner.word(b"true", true.into())?,
            Ok(b'f') => self.scanner.word(b"false", false.into())?,
            Ok(b'n') => self.scanner.word(b"null", JsValue::null())?,
            _ => return Err(self.scanner.fault(What::Unexpected)),
        };
        if let Some(recorder) = &mut self.recorder {
            recorder.leaf(&value, start..self.scanner.at());
        }
        Ok(Step::Value(value))
    }

    /// Enters the array or object that begins here.
    fn enter(&mut self, close: u8, context: &mut Context) -> Result<Step, Fault> {
        self.scanner.take();
        if let Some(recorder) = &mut self.recorder {
            recorder.open();
        }
        let object = (close == b'}').then(|| OpenObject {
            form: Forms::<U>::empty(),
            place: Place::Next,
            indexed: self.indexed.len(),
        });
        self.open.push(Open {
            start: self.values.len(),
            object,
        });
        if self.scanner.take_if(close) {
            return Ok(Step::Value(self.close(context)));
        }
        if close == b'}' {
            self.key()?;
        }
        Ok(Step::Opened)
    }

    /// Reads a key with its colon.
    fn key(&mut self) -> Result<(), Fault> {
        self.scanner.expect(b'"')?;
        let object = self.open.last_mut().and_then(|open| open.object.as_mut());
        let object = object.expect("keys are read in objects");
        let expected = match self.recorder {
            None => self.forms.expected(&object.form),
            // It wants the key itself.
            Some(_) => None,
        };
        object.place = if expected.is_some_and(|raw| self.scanner.take_string(raw)) {
            self.forms.advance(&mut object.form);
            Place::Next
        } else {
            let mut literal = self.scanner.string()?;
            if let Some(recorder) = &mut self.recorder {
                let key = self.strings.get(literal);
                recorder.key(key.clone().into());
                literal = Literal::Made(key);
            }
            self.forms.add(&mut object.form, literal)
        };
        self.scanner.expect(b':')
    }

    /// Puts a value where it belongs in the innermost open array or object.
    fn place(&mut self, value: JsValue) {
        let Some(open) = self.open.last() else { return };
        match open
            .object
            .as_ref()
            .map_or(Place::Next, |object| object.place)
        {
            Place::Next => self.values.push(value),
            Place::Slot(slot) => self.values[open.start + slot] = value,
            Place::Index(index) => self.indexed.push((index, value)),
        }
    }

    /// Makes the array or object whose end was read.
    fn close(&mut self, context: &mut Context) -> JsValue {
        let open = self.open.pop().expect("something was open");
        let values = self.values.drain(open.start..);
        let made: JsObject = match open.object {
            None => JsArray::from_iter(values, context).into(),
            Some(object) => {
                let made = JsObject::from_shape(self.forms.shape(object.form), values.collect());
                add_indexed(&made, self.indexed.drain(object.indexed..));
                made
            }
        };
        let value = JsValue::from(made);
        if let Some(recorder) = &mut self.recorder {
            recorder.close(&value);
        }
        value
    }
}

/// Adds properties whose keys are indices. In ascending order the engine stores them best; of two with
/// one key the later wins.
fn add_indexed(object: &JsObject, indexed: impl Iterator<Item = (u32, JsValue)>) {
    let mut indexed: Vec<_> = indexed.collect();
    indexed.sort_by_key(|(index, _)| *index);
    for (index, value) in indexed {
        let property = PropertyDescriptor::builder()
            .value(value)
            .writable(true)
            .enumerable(true)
            .configurable(true);
        object.insert_property(index, property);
    }
}
