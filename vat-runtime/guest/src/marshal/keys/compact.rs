//! Decoding keys of the compact format, in one pass over the text (spec V8.4).

use boa_engine::{Context, JsResult, JsValue};

use super::{Decoder, malformed};

const OPEN: u16 = b'^' as u16;
const END: u16 = b' ' as u16;

/// Where reading is.
struct Reader<'a> {
    text: &'a [u16],
    at: usize,
}

impl<'a> Reader<'a> {
    fn next(&self) -> Option<u16> {
        self.text.get(self.at).copied()
    }

    fn take_if(&mut self, wanted: u16) -> bool {
        let found = self.next() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    /// Takes what is up to the end of an element that holds no other values, as a list would see it.
    fn span(&mut self) -> &'a [u16] {
        let start = self.at;
        let mut depth = 0_usize;
        let mut behind_mark = false;
        while let Some(unit) = self.next() {
            match unit {
                OPEN => depth += 1,
                END if depth == 0 || (depth == 1 && behind_mark) => break,
                END if behind_mark => depth -= 1,
                _ => {}
            }
            behind_mark = matches!(unit, OPEN | END);
            self.at += 1;
        }
        &self.text[start..self.at]
    }
}

impl Decoder<'_> {
    /// The value of a text of this format.
    pub(super) fn compact(&self, text: &[u16], context: &mut Context) -> JsResult<JsValue> {
        let mut reader = Reader { text, at: 0 };
        let value = self.element(&mut reader, 0, context)?;
        if reader.at == text.len() {
            return Ok(value);
        }
        Err(malformed("text after the encoding", text, context))
    }

    /// Whether a text stays one element wherever it is put.
    pub(super) fn is_one_element(&self, text: &[u16], context: &mut Context) -> JsResult<bool> {
        let mut embedded: Vec<u16> = "v ".encode_utf16().collect();
        embedded.extend(text);
        embedded.extend(" v ".encode_utf16());
        let mut reader = Reader {
            text: &embedded,
            at: 0,
        };
        let elements = self.elements(&mut reader, 1, context);
        Ok(match elements {
            Ok(elements) => elements.len() == 3 && reader.at == embedded.len(),
            Err(error) if error.as_engine().is_some() => return Err(error),
            Err(_) => false,
        })
    }

    /// Reads up to what ends the element, which stays.
    fn element(
        &self,
        reader: &mut Reader<'_>,
        depth: usize,
        context: &mut Context,
    ) -> JsResult<JsValue> {
        let text = reader.text.get(reader.at..).unwrap_or_default();
        let kind = reader.next().and_then(|unit| u8::try_from(unit).ok());
        if let Some(b'^' | b'(' | b':') = kind {
            self.enter(depth, context)?;
        }
        match kind {
            Some(b'^') => {
                let elements = self.list(reader, depth, context)?;
                self.array(elements, context)
            }
            Some(b'(') => {
                reader.at += 1;
                let parts = self.record_parts(reader, depth, context)?;
                self.record(parts, text, context)
            }
            Some(b':') => {
                reader.at += 1;
                let mut parts = self.list(reader, depth, context)?;
                let payload = parts.pop();
                let parts = match (parts.pop(), payload, parts.is_empty()) {
                    (Some(tag), Some(payload), true) => Some((tag, payload)),
                    _ => None,
                };
                self.tagged(parts, text, context)
            }
            _ => {
                let span = reader.span();
                self.atom(span, true, context)
            }
        }
    }

    /// Reads a list, from what opens it.
    fn list(
        &self,
        reader: &mut Reader<'_>,
        depth: usize,
        context: &mut Context,
    ) -> JsResult<Vec<JsValue>> {
        if !reader.take_if(OPEN) {
            return Err(malformed("Encoded array expected", reader.text, context));
        }
        self.elements(reader, depth + 1, context)
    }

    /// Reads the elements of a list up to what ends the list itself, which stays.
    fn elements(
        &self,
        reader: &mut Reader<'_>,
        depth: usize,
        context: &mut Context,
    ) -> JsResult<Vec<JsValue>> {
        let mut elements = Vec::new();
        while reader.next().is_some_and(|unit| unit != END) {
            elements.push(self.element(reader, depth, context)?);
            if !reader.take_if(END) {
                return Err(malformed(
                    "unterminated array element",
                    reader.text,
                    context,
                ));
            }
        }
        Ok(elements)
    }

    /// The names and the values of a record.
    fn record_parts(
        &self,
        reader: &mut Reader<'_>,
        depth: usize,
        context: &mut Context,
    ) -> JsResult<Option<(Vec<JsValue>, Vec<JsValue>)>> {
        if !reader.take_if(OPEN) {
            return Ok(None);
        }
        let mut lists = Vec::new();
        while reader.next() == Some(OPEN) && lists.len() < 2 {
            lists.push(self.list(reader, depth, context)?);
            if !reader.take_if(END) {
                return Ok(None);
            }
        }
        let values = lists.pop();
        Ok(lists.pop().zip(values))
    }
}
