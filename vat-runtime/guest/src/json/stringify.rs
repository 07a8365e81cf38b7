//! `JSON.stringify`: from a value to its text (spec E14.5).
//!
//! What is open is kept in a list of our own: values may nest as deep as memory allows. Values that are
//! plain data are written by looking at them; everything else is asked for as the language says, in its
//! order, and only then vat code runs.

use std::rc::Rc;

use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsBigInt, JsResult, JsString, JsValue, js_string};

use super::argument;
use super::frame::{Frame, Items, Next};
use super::layouts::{Layout, Layouts};
use super::names::{enumerable_keys, key_string};
use super::options::Options;
use super::path::Path;
use super::raw::RawJson;
use super::write::Output;
use crate::passing::inspect::type_error;

/// `JSON.stringify`.
pub(super) fn stringify(
    _: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = argument(arguments, 0);
    let options = Options::read(&argument(arguments, 1), argument(arguments, 2), context)?;
    let mut root = JsValue::undefined();
    if options.replacer.is_some() {
        // Nobody but the replacer sees it.
        let holder = JsObject::with_object_proto(context.intrinsics());
        holder.create_data_property_or_throw(js_string!(), value.clone(), context)?;
        root = holder.into();
    }
    let mut writer = Writer {
        layouts: Layouts::new(!options.gap.is_empty(), context),
        output: Output::new(options.gap.clone()),
        options,
        root,
        frames: Vec::new(),
        path: Path::default(),
    };
    if !writer.member(value, context)? {
        return Ok(JsValue::undefined());
    }
    writer.run(context)?;
    Ok(writer.output.finish().into())
}

struct Writer {
    options: Options,
    layouts: Layouts,
    output: Output,
    /// What holds the value itself, for replacers.
    root: JsValue,
    frames: Vec<Frame>,
    path: Path,
}

/// What is to be written for a value.
enum Item {
    /// Nothing: it has no form in JSON.
    Nothing,
    Simple(JsValue),
    /// Text as it is.
    Raw(JsString),
    Object(JsObject, Look),
}

/// What is known of an array or object before it is entered.
enum Look {
    /// It is an array of the engine's.
    Array,
    /// It is an ordinary object.
    Record(Rc<Layout>),
    Unknown,
}

impl Writer {
    fn run(&mut self, context: &mut Context) -> JsResult<()> {
        let simple = self.options.replacer.is_none();
        while let Some(frame) = self.frames.last_mut() {
            let value = match frame.advance(simple, &mut self.output) {
                Next::Value(value) => value,
                Next::Ask => {
                    let (object, key) = (frame.object.clone(), frame.key());
                    object.get(key, context)?
                }
                Next::End => {
                    if let Some(frame) = self.frames.pop() {
                        frame.finish(&mut self.output);
                    }
                    self.path.leave();
                    continue;
                }
            };
            self.member(value, context)?;
        }
        Ok(())
    }

    /// Writes the value that was given last, or enters it; tells whether it has a form in JSON.
    fn member(&mut self, value: JsValue, context: &mut Context) -> JsResult<bool> {
        let item = self.item(value, context)?;
        if let Some(frame) = self.frames.last_mut() {
            match item {
                Item::Nothing if !frame.is_array() => return Ok(false),
                _ => frame.introduce(&mut self.output),
            }
        }
        match item {
            Item::Nothing if self.frames.is_empty() => return Ok(false),
            Item::Nothing => self.output.null(),
            Item::Simple(value) => self.output.simple(&value),
            Item::Raw(text) => self.output.verbatim(&text),
            Item::Object(object, look) => self.enter(object, look, context)?,
        }
        Ok(true)
    }

    /// What is to be written for the value that was given last, after `toJSON` and the replacer.
    fn item(&mut self, mut value: JsValue, context: &mut Context) -> JsResult<Item> {
        if let Some(object) = value.as_object() {
            match self.look(&object) {
                Some(look) if self.options.replacer.is_none() => {
                    return Ok(Item::Object(object, look));
                }
                Some(_) => {}
                None => {
                    let method = object.get(js_string!("toJSON"), context)?;
                    value = self.to_json(method, value, context)?;
                }
            }
        } else if value.is_bigint() {
            let method = value.get_v(js_string!("toJSON"), context)?;
            value = self.to_json(method, value, context)?;
        }
        if let Some(replacer) = &self.options.replacer {
            let key = key_string(&self.key()).into();
            let holder = self.frames.last().map(|frame| frame.object.clone().into());
            let holder = holder.unwrap_or_else(|| self.root.clone());
            value = replacer.call(&holder, &[key, value], context)?;
        }
        let Some(object) = value.as_object() else {
            if value.is_bigint() {
                return Err(self.bigint());
            }
            let nothing = value.is_undefined() || value.is_symbol();
            return Ok(if nothing {
                Item::Nothing
            } else {
                Item::Simple(value)
            });
        };
        if object.is_ordinary() || object.is_array() {
            return Ok(Item::Object(object, Look::Unknown));
        }
        self.unwrap(object, context)
    }

    /// What an object is, if looking for its `toJSON` would find nothing and run nothing.
    fn look(&mut self, object: &JsObject) -> Option<Look> {
        if object.is_array() {
            return self.layouts.is_quiet_array(object).then_some(Look::Array);
        }
        let layout = self.layouts.of(object)?;
        layout.quiet.then_some(Look::Record(layout))
    }

    fn to_json(&self, method: JsValue, value: JsValue, context: &mut Context) -> JsResult<JsValue> {
        match method.as_callable() {
            Some(method) => {
                let key = key_string(&self.key());
                method.call(&value, &[key.into()], context)
            }
            None => Ok(value),
        }
    }

    /// What is to be written for an object that is not an ordinary one.
    fn unwrap(&self, object: JsObject, context: &mut Context) -> JsResult<Item> {
        if object.is::<f64>() {
            let number = JsValue::from(object).to_number(context)?;
            return Ok(Item::Simple(number.into()));
        }
        if object.is::<JsString>() {
            let string = JsValue::from(object).to_string(context)?;
            return Ok(Item::Simple(string.into()));
        }
        if let Some(boolean) = object.downcast_ref::<bool>() {
            return Ok(Item::Simple((*boolean).into()));
        }
        if object.is::<JsBigInt>() {
            return Err(self.bigint());
        }
        if let Some(text) = RawJson::text(&object) {
            return Ok(Item::Raw(text));
        }
        if object.is_callable() {
            return Ok(Item::Nothing);
        }
        Ok(Item::Object(object, Look::Unknown))
    }

    /// Begins an array or object.
    fn enter(&mut self, object: JsObject, look: Look, context: &mut Context) -> JsResult<()> {
        let is_array = match look {
            Look::Array => true,
            Look::Record(_) => false,
            Look::Unknown => object.is_array_abstract()?,
        };
        if !self.path.enter(&object) {
            return Err(self.cycle(&object));
        }
        let items = if is_array {
            Items::Elements {
                length: object.length_of_array_like(context)?,
                direct: object.is_array(),
            }
        } else if let Some(keys) = &self.options.keys {
            Items::Keys(keys.clone())
        } else if let Look::Record(layout) = look {
            Items::Layout(layout)
        } else if let Some(layout) = self.layouts.of(&object) {
            Items::Layout(layout)
        } else {
            Items::Keys(enumerable_keys(&object, context)?.into())
        };
        self.output.enter(if is_array { b'[' } else { b'{' });
        self.frames.push(Frame::new(object, items));
        Ok(())
    }

    /// The key of the value that was given last.
    fn key(&self) -> PropertyKey {
        match self.frames.last() {
            Some(frame) => frame.key(),
            None => js_string!().into(),
        }
    }

    fn bigint(&self) -> boa_engine::JsError {
        type_error(format!(
            "JSON.stringify: {} is a BigInt, which has no form in JSON",
            place(&self.frames)
        ))
    }

    fn cycle(&self, object: &JsObject) -> boa_engine::JsError {
        let above = self.path.position(object).unwrap_or_default();
        type_error(format!(
            "JSON.stringify: {} is a cycle: the same object as {}",
            place(&self.frames),
            place(&self.frames[..above])
        ))
    }
}

/// So many keys of a place are named, from each of its ends.
const NAMED: usize = 4;

/// So many characters of a key are named.
const LONGEST: usize = 40;

/// The place of the value that was given last, in the notation of the language; `$` is the whole.
fn place(frames: &[Frame]) -> String {
    let mut text = "$".to_owned();
    for (depth, frame) in frames.iter().enumerate() {
        if depth >= NAMED && depth + NAMED < frames.len() {
            if depth == NAMED {
                text.push('…');
            }
            continue;
        }
        match frame.key() {
            PropertyKey::Index(index) => text.push_str(&format!("[{}]", index.get())),
            key => {
                let key = key_string(&key).to_std_string_escaped();
                text.push('.');
                text.extend(key.chars().take(LONGEST));
            }
        }
    }
    text
}
