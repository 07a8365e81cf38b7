//! From a passable value to its key (spec V8.1).

use boa_engine::object::JsObject;
use boa_engine::value::JsVariant;
use boa_engine::{Context, JsResult, JsString, JsValue};

use super::{Convert, Decoder, Kit, atoms, function};
use crate::marshal::order::sorted_names;
use crate::marshal::{MAX_BODY, order, too_large};
use crate::passing::refusal::refuse;
use crate::passing::{
    Content, check_depth, check_style, is_error_like, name_for_symbol, names, open,
};

/// `encodePassable(passable)`
pub(super) fn whole(kit: &Kit, value: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    let mut out = Vec::new();
    if kit.compact {
        out.push(u16::from(b'~'));
    }
    append(kit, value, &mut out, context)?;
    Ok(JsString::from(out.as_slice()).into())
}

/// The key without what says how it is written, for the caller's encoders.
fn inner(kit: &Kit, value: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    let mut out = Vec::new();
    append(kit, value, &mut out, context)?;
    Ok(JsString::from(out.as_slice()).into())
}

fn append(kit: &Kit, value: &JsValue, out: &mut Vec<u16>, context: &mut Context) -> JsResult<()> {
    // Errors at the root are encoded even if they could not be passed as a part.
    if !is_error_like(value, &names(context)) {
        check_style(value, context).map_err(|refusal| refusal.into_error(context))?;
    }
    Encoder { kit, depth: 0 }.value(value, out, context)
}

/// A part of what is encoded.
enum Part<'a> {
    Value(&'a JsValue),
    Text(&'a JsString),
    Texts(&'a [JsString]),
    Values(&'a [JsValue]),
}

struct Encoder<'a> {
    kit: &'a Kit,
    depth: usize,
}

impl Encoder<'_> {
    fn value(
        &mut self,
        value: &JsValue,
        out: &mut Vec<u16>,
        context: &mut Context,
    ) -> JsResult<()> {
        // Data that shares its parts grows exponentially as text: stop before the memory does.
        if out.len() > MAX_BODY {
            return Err(too_large());
        }
        let plain = match value.variant() {
            JsVariant::Undefined => "z",
            JsVariant::Null => "v",
            JsVariant::Boolean(true) => "btrue",
            JsVariant::Boolean(false) => "bfalse",
            JsVariant::Integer32(number) => {
                atoms::write_number(number.into(), out);
                return Ok(());
            }
            JsVariant::Float64(number) => {
                atoms::write_number(number, out);
                return Ok(());
            }
            JsVariant::BigInt(number) => return atoms::write_bigint(&number, out),
            JsVariant::String(text) => {
                self.text(b's', &text, out);
                return Ok(());
            }
            JsVariant::Symbol(symbol) => {
                let name = name_for_symbol(&symbol, &names(context), context)?;
                self.text(b'y', &name.unwrap_or_default(), out);
                return Ok(());
            }
            JsVariant::Object(object) => return self.object(&object, out, context),
        };
        out.extend(plain.encode_utf16());
        Ok(())
    }

    fn text(&self, tag: u8, text: &JsString, out: &mut Vec<u16>) {
        out.push(tag.into());
        if self.kit.compact {
            atoms::escape(text, out);
        } else {
            out.extend(text.iter());
        }
    }

    fn object(
        &mut self,
        object: &JsObject,
        out: &mut Vec<u16>,
        context: &mut Context,
    ) -> JsResult<()> {
        if is_error_like(&object.clone().into(), &names(context)) {
            return self.reference(b'!', object, out, context);
        }
        let content = check_depth(self.depth).and_then(|()| open(object, &names(context)));
        self.depth += 1;
        match content.map_err(|refusal| refusal.into_error(context))? {
            Content::Array(elements) => {
                let parts: Vec<Part<'_>> = elements.iter().map(Part::Value).collect();
                self.list(&parts, out, context)?;
            }
            Content::Record(properties) => {
                let mut properties = order::named(properties);
                let names = sorted_names(&properties);
                properties.sort_by(|(left, _), (right, _)| right.cmp(left));
                let values: Vec<JsValue> = properties.into_iter().map(|(_, value)| value).collect();
                out.push(b'('.into());
                self.list(&[Part::Texts(&names), Part::Values(&values)], out, context)?;
            }
            Content::Tagged(tag, payload) => {
                out.push(b':'.into());
                self.list(&[Part::Text(&tag), Part::Value(&payload)], out, context)?;
            }
            Content::Remotable => self.reference(b'r', object, out, context)?,
            Content::Promise => self.reference(b'?', object, out, context)?,
            Content::Error(_) => self.reference(b'!', object, out, context)?,
            Content::ByteArray => {
                let what = "encodePassable(byteArray) not yet implemented: ";
                return Err(refuse(what).object(object).into_error(context));
            }
        }
        self.depth -= 1;
        Ok(())
    }

    fn part(&mut self, part: &Part<'_>, out: &mut Vec<u16>, context: &mut Context) -> JsResult<()> {
        match part {
            Part::Value(value) => self.value(value, out, context),
            Part::Text(text) => {
                self.text(b's', text, out);
                Ok(())
            }
            Part::Texts(texts) => {
                let parts: Vec<Part<'_>> = texts.iter().map(Part::Text).collect();
                self.list(&parts, out, context)
            }
            Part::Values(values) => {
                let parts: Vec<Part<'_>> = values.iter().map(Part::Value).collect();
                self.list(&parts, out, context)
            }
        }
    }

    fn list(
        &mut self,
        parts: &[Part<'_>],
        out: &mut Vec<u16>,
        context: &mut Context,
    ) -> JsResult<()> {
        if self.kit.compact {
            out.push(b'^'.into());
            for part in parts {
                self.part(part, out, context)?;
                out.push(b' '.into());
            }
            return Ok(());
        }
        out.push(b'['.into());
        let mut element = Vec::new();
        for part in parts {
            element.clear();
            self.part(part, &mut element, context)?;
            for unit in &element {
                // What ends an element is marked where it stands inside of one.
                if *unit <= 1 {
                    out.push(1);
                }
                out.push(*unit);
            }
            out.push(0);
            if out.len() > MAX_BODY {
                return Err(too_large());
            }
        }
        Ok(())
    }

    /// What the caller makes of a remotable, a promise or an error.
    fn reference(
        &self,
        tag: u8,
        object: &JsObject,
        out: &mut Vec<u16>,
        context: &mut Context,
    ) -> JsResult<()> {
        let (convert, kind) = match tag {
            b'r' => (&self.kit.encode.remotable, "Remotable"),
            b'?' => (&self.kit.encode.promise, "Promise"),
            _ => (&self.kit.encode.error, "Error"),
        };
        let Some(convert) = convert else {
            let what = format!("{} unexpected: ", kind.to_lowercase());
            return Err(refuse(what).object(object).into_error(context));
        };
        let again = function("innerEncode", self.kit.clone(), inner, context)?;
        let args = [object.clone().into(), again];
        let encoding = convert.call(&JsValue::undefined(), &args, context)?;
        let text = encoding.as_string();
        let Some(text) = text.filter(|text| text.code_unit_at(0) == Some(tag.into())) else {
            let what = format!(
                "{kind} encoding must start with {:?}: ",
                String::from(char::from(tag))
            );
            return Err(refuse(what).of(encoding).into_error(context));
        };
        let text = text.to_vec();
        if self.kit.compact {
            embeddable(&text, kind, context)?;
        }
        out.extend(text);
        Ok(())
    }
}

/// Checks that a text stays one element wherever it is put.
fn embeddable(text: &[u16], kind: &str, context: &mut Context) -> JsResult<()> {
    let refuse = |what: &str, context: &mut Context| {
        let refusal = refuse(format!("{kind} encoding must {what}: ")).of(JsString::from(text));
        Err(refusal.into_error(context))
    };
    if text.iter().any(|unit| *unit < 0x20) {
        return refuse("not contain a C0 control character", context);
    }
    let decoder = Decoder {
        convert: Convert::Form,
    };
    if decoder.is_one_element(text, context)? {
        Ok(())
    } else {
        refuse("be embeddable", context)
    }
}
