//! From the text of a body to values, in smallcaps or in the older encoding (spec V5.1, V5.4).
//!
//! The body may come from a hostile vat, passed on by the kernel without a look: whatever is wrong with it
//! becomes an error for vat code, never a panic. Every object made here is frozen, and because it can lead
//! only to objects made here or given by an importer, who gives none that are not, it counts as hardened.

use std::rc::Rc;

use boa_engine::bigint::JsBigInt;
use boa_engine::{Context, JsResult, JsString, JsSymbol, JsValue};

use super::build::{frozen_array, frozen_record};
use super::json::{Reader, Text};
use super::revive::{self, Entry, Key};
use super::{Format, MAX_BODY};
use crate::passing::inspect::error;
use crate::passing::{MAX_DEPTH, Names, names, symbol_for_name};

/// What knows the meaning of slots.
pub(crate) trait Importer {
    /// The value in slot `index`. `promise` says what the body takes it for, if it says so; an importer
    /// refuses a slot that is something else.
    fn value(
        &mut self,
        index: usize,
        promise: Option<bool>,
        interface: Option<JsString>,
        context: &mut Context,
    ) -> JsResult<JsValue>;
}

/// The value of a body.
///
/// # Errors
/// A sentence that says what is wrong with the body.
pub(crate) fn decode(
    body: &str,
    importer: &mut dyn Importer,
    context: &mut Context,
) -> JsResult<JsValue> {
    let mut decoder = Decoder::new(body, importer, context)?;
    let value = decoder.value(context)?;
    decoder.reader.finish()?;
    Ok(value)
}

/// The method and the arguments of a body that is `[method, args]`. Without arguments it asks for a
/// property.
///
/// # Errors
/// A sentence that says what is wrong with the body.
pub(crate) fn decode_methargs(
    body: &str,
    importer: &mut dyn Importer,
    context: &mut Context,
) -> JsResult<(JsValue, Option<Vec<JsValue>>)> {
    let mut decoder = Decoder::new(body, importer, context)?;
    decoder.reader.expect(b'[')?;
    let method = decoder.value(context)?;
    let mut args = None;
    if decoder.reader.another(b']')? {
        if decoder.reader.peek()? == b'[' {
            args = Some(decoder.list(context)?);
        } else if !decoder.value(context)?.is_undefined() {
            return Err(decoder.reader.malformed("arguments must be a list"));
        }
        decoder.reader.expect(b']')?;
    }
    decoder.reader.finish()?;
    Ok((method, args))
}

struct Decoder<'a> {
    reader: Reader<'a>,
    format: Format,
    importer: &'a mut dyn Importer,
    names: Rc<Names>,
    /// The arrays and objects around what is read, as the value has them.
    depth: usize,
    /// The arrays and objects around what is read, as the text has them.
    levels: usize,
    values: usize,
}

impl<'a> Decoder<'a> {
    fn new(body: &'a str, importer: &'a mut dyn Importer, context: &Context) -> JsResult<Self> {
        if body.len() > 4 * MAX_BODY {
            return Err(super::too_large());
        }
        let (format, text) = match body.strip_prefix('#') {
            Some(text) => (Format::Smallcaps, text),
            None => (Format::CapData, body),
        };
        Ok(Self {
            reader: Reader::new(text),
            format,
            importer,
            names: names(context),
            depth: 0,
            levels: 0,
            values: 0,
        })
    }

    fn value(&mut self, context: &mut Context) -> JsResult<JsValue> {
        super::count(&mut self.values)?;
        match self.reader.peek()? {
            b'"' => {
                let text = self.reader.string()?;
                self.text(&text, context)
            }
            b'[' => {
                self.enter()?;
                let elements = self.list(context)?;
                self.leave();
                let array = frozen_array(elements, context);
                array.mark_hardened();
                Ok(array.into())
            }
            b'{' => {
                self.enter()?;
                let value = self.object(context)?;
                self.leave();
                Ok(value)
            }
            _ => self.reader.scalar(),
        }
    }

    /// What a sender may nest a receiver takes (spec V5.5).
    fn enter(&mut self) -> JsResult<()> {
        // The text may have a second level for each record of the older encoding.
        if self.depth == MAX_DEPTH || self.levels == 2 * MAX_DEPTH {
            return Err(error(format!(
                "Pass-by-copy data cannot be nested deeper than {MAX_DEPTH}"
            )));
        }
        self.depth += 1;
        self.levels += 1;
        Ok(())
    }

    fn leave(&mut self) {
        self.depth -= 1;
        self.levels -= 1;
    }

    fn list(&mut self, context: &mut Context) -> JsResult<Vec<JsValue>> {
        self.reader.expect(b'[')?;
        let mut elements = Vec::new();
        if self.reader.take_if(b']')? {
            return Ok(elements);
        }
        loop {
            elements.push(self.value(context)?);
            if !self.reader.another(b']')? {
                return Ok(elements);
            }
        }
    }

    fn object(&mut self, context: &mut Context) -> JsResult<JsValue> {
        self.reader.expect(b'{')?;
        let mut entries: Vec<Entry> = Vec::new();
        let mut marked = false;
        if !self.reader.take_if(b'}')? {
            loop {
                if self.reader.peek()? != b'"' {
                    return Err(self.reader.malformed("a property name must be a string"));
                }
                let text = self.reader.string()?;
                let key = self.key(&text)?;
                marked |= matches!(key, Key::Mark(_));
                self.reader.expect(b':')?;
                // In the older encoding these are further properties of the same record.
                let same_record = self.format == Format::CapData && is_rest(&entries, &key);
                self.depth -= usize::from(same_record);
                let value = self.value(context)?;
                self.depth += usize::from(same_record);
                entries.push(Entry { key, value });
                if !self.reader.another(b'}')? {
                    break;
                }
            }
        }
        if !marked {
            let properties = entries
                .into_iter()
                .map(|entry| (entry.key.into_name().into(), entry.value));
            let record = frozen_record(properties, &self.names, context);
            record.mark_hardened();
            return Ok(record.into());
        }
        let names = self.names.clone();
        match self.format {
            Format::Smallcaps => revive::smallcaps(entries, &names, context),
            Format::CapData => revive::capdata(entries, self.importer, &names, context),
        }
    }

    fn key(&self, text: &Text<'_>) -> JsResult<Key> {
        if self.format == Format::CapData {
            let name = text.skip(0);
            let mark = name == "@qclass";
            return Ok(if mark {
                Key::Mark(name)
            } else {
                Key::Name(name)
            });
        }
        match text.first() {
            Some(b'!') => Ok(Key::Name(text.skip(1))),
            Some(b'#') => Ok(Key::Mark(text.skip(1))),
            Some(b'"'..=b'-') => Err(self.reader.malformed("a property name must be a string")),
            _ => Ok(Key::Name(text.skip(0))),
        }
    }

    /// The value that a string stands for.
    fn text(&mut self, text: &Text<'_>, context: &mut Context) -> JsResult<JsValue> {
        if self.format == Format::CapData {
            return Ok(text.skip(0).into());
        }
        match text.first() {
            Some(b'!') => Ok(text.skip(1).into()),
            Some(b'#') => self.constant(&text.skip(1)),
            Some(b'%') => {
                let symbol: JsSymbol = symbol_for_name(&text.skip(1), &self.names, context)?;
                Ok(symbol.into())
            }
            Some(b'+' | b'-') => bigint(&text.skip(0)),
            Some(b'$') => self.slot(&text.skip(1), false, context),
            Some(b'&') => self.slot(&text.skip(1), true, context),
            Some(c @ b'"'..=b'-') => Err(self.reader.malformed(&format!(
                "special char {:?} reserved for future use",
                char::from(c)
            ))),
            _ => Ok(text.skip(0).into()),
        }
    }

    fn constant(&self, name: &JsString) -> JsResult<JsValue> {
        revive::constant(name).ok_or_else(|| self.reader.malformed("unknown constant"))
    }

    fn slot(&mut self, text: &JsString, promise: bool, context: &mut Context) -> JsResult<JsValue> {
        let text = text.to_std_string_lossy();
        let (index, interface) = match text.split_once('.') {
            Some((index, interface)) => (index, Some(JsString::from(interface))),
            None => (text.as_str(), None),
        };
        let canonical = index == "0" || !index.starts_with('0');
        let index = index
            .parse::<u32>()
            .ok()
            .filter(|_| canonical && index.bytes().all(|b| b.is_ascii_digit()));
        let index = index.ok_or_else(|| self.reader.malformed("not the number of a slot"))?;
        self.importer
            .value(index as usize, Some(promise), interface, context)
    }
}

/// Whether a property holds the other properties of a record that itself has one called `@qclass`.
fn is_rest(before: &[Entry], key: &Key) -> bool {
    let hilbert = |entry: &Entry| {
        let class = entry.value.as_string();
        matches!(entry.key, Key::Mark(_)) && class.is_some_and(|class| class == "hilbert")
    };
    matches!(key, Key::Name(name) if *name == "rest") && before.iter().any(hilbert)
}

/// A bigint from decimal digits with an optional sign.
pub(super) fn bigint(text: &JsString) -> JsResult<JsValue> {
    super::check_digits(text.len())?;
    let text = text.to_std_string_lossy();
    let digits = text.strip_prefix(['+', '-']).unwrap_or(&text);
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = plain
        .then(|| JsBigInt::from_string_radix(digits, 10))
        .flatten();
    let number = number.ok_or_else(|| error("malformed capdata body: not a bigint"))?;
    Ok(if text.starts_with('-') {
        JsBigInt::neg(&number)
    } else {
        number
    }
    .into())
}
