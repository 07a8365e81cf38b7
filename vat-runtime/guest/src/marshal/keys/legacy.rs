//! Decoding keys of the older format (spec V8.5).
//!
//! A list in a list doubles what ends its elements, so a text of this format is nested at most as deep as its
//! length has bits, unless it is malformed.

use boa_engine::{Context, JsResult, JsValue};

use super::{Decoder, malformed};

impl Decoder<'_> {
    /// The value of a text of this format.
    pub(super) fn legacy(
        &self,
        text: &[u16],
        depth: usize,
        context: &mut Context,
    ) -> JsResult<JsValue> {
        let kind = text.first().and_then(|unit| u8::try_from(*unit).ok());
        if let Some(b'[' | b'(' | b':') = kind {
            self.enter(depth, context)?;
        }
        match kind {
            Some(b'[') => {
                let mut elements = Vec::new();
                for part in parts(text, context)? {
                    elements.push(self.legacy(&part, depth + 1, context)?);
                }
                self.array(elements, context)
            }
            Some(b'(') => {
                let lists = parts(&text[1..], context)?;
                let lists = match lists.as_slice() {
                    [keys, values] => {
                        let mut decoded = |list: &[u16]| -> JsResult<Vec<JsValue>> {
                            let parts = parts(list, context)?;
                            let parts = parts.iter();
                            parts
                                .map(|part| self.legacy(part, depth + 1, context))
                                .collect()
                        };
                        Some((decoded(keys)?, decoded(values)?))
                    }
                    _ => None,
                };
                self.record(lists, text, context)
            }
            Some(b':') => {
                let parts = parts(&text[1..], context)?;
                let parts = match parts.as_slice() {
                    [tag, payload] => Some((
                        self.legacy(tag, depth + 1, context)?,
                        self.legacy(payload, depth + 1, context)?,
                    )),
                    _ => None,
                };
                self.tagged(parts, text, context)
            }
            _ => self.atom(text, false, context),
        }
    }
}

/// The texts of a list's elements.
fn parts(text: &[u16], context: &mut Context) -> JsResult<Vec<Vec<u16>>> {
    let Some((&open, rest)) = text.split_first() else {
        return Err(malformed("Encoded array expected", text, context));
    };
    if open != u16::from(b'[') {
        return Err(malformed("Encoded array expected", text, context));
    }
    let mut parts = Vec::new();
    let mut part = Vec::new();
    let mut escaped = false;
    for &unit in rest {
        match unit {
            0 | 1 if escaped => part.push(unit),
            _ if escaped => {
                return Err(malformed(
                    "Unexpected character after u0001 escape",
                    text,
                    context,
                ));
            }
            0 => parts.push(std::mem::take(&mut part)),
            1 => {
                escaped = true;
                continue;
            }
            _ => part.push(unit),
        }
        escaped = false;
    }
    if escaped || !part.is_empty() {
        return Err(malformed("encoding terminated early", text, context));
    }
    Ok(parts)
}
