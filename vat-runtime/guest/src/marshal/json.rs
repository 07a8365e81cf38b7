//! Reading JSON text, token by token, as `JSON.parse` accepts it.
//!
//! The text may come from a hostile vat: nothing here may panic, recurse or allocate more than the text
//! is long.

use boa_engine::{JsError, JsResult, JsString, JsValue};

use crate::passing::inspect::error;

/// A string literal that was read.
#[derive(Debug)]
pub(super) enum Text<'a> {
    /// It stands in the text as it is.
    Plain(&'a str),
    /// It had escapes.
    Units(Vec<u16>),
}

impl Text<'_> {
    /// The first character, if it is an ASCII one.
    pub(super) fn first(&self) -> Option<u8> {
        match self {
            Self::Plain(text) => text.bytes().next().filter(u8::is_ascii),
            Self::Units(units) => units.first().and_then(|unit| u8::try_from(*unit).ok()),
        }
    }

    /// The string without its first `count` characters, which are ASCII.
    pub(super) fn skip(&self, count: usize) -> JsString {
        match self {
            Self::Plain(text) => JsString::from(text.get(count..).unwrap_or_default()),
            Self::Units(units) => JsString::from(units.get(count..).unwrap_or_default()),
        }
    }
}

/// Where reading is.
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// An error that says where.
    pub(super) fn malformed(&self, what: &str) -> JsError {
        error(format!("malformed capdata body at {}: {what}", self.at))
    }

    /// The next character that is not white space, left where it is.
    pub(super) fn peek(&mut self) -> JsResult<u8> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.byte() {
            self.at += 1;
        }
        self.byte().ok_or_else(|| self.malformed("unexpected end"))
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Takes the character that [`Self::peek`] gave.
    pub(super) fn take(&mut self) {
        self.at += 1;
    }

    /// Takes this character, if it is the next.
    pub(super) fn take_if(&mut self, wanted: u8) -> JsResult<bool> {
        let found = self.peek()? == wanted;
        if found {
            self.take();
        }
        Ok(found)
    }

    /// Takes this character or fails.
    pub(super) fn expect(&mut self, wanted: u8) -> JsResult<()> {
        if self.take_if(wanted)? {
            Ok(())
        } else {
            Err(self.malformed("unexpected character"))
        }
    }

    /// After an element of a list: whether another follows. Takes the comma or the closing character.
    pub(super) fn another(&mut self, close: u8) -> JsResult<bool> {
        if self.take_if(b',')? {
            return Ok(true);
        }
        self.expect(close).map(|()| false)
    }

    /// Checks that nothing but white space is left.
    pub(super) fn finish(&mut self) -> JsResult<()> {
        match self.peek() {
            Ok(_) => Err(self.malformed("text after the value")),
            Err(_) => Ok(()),
        }
    }

    /// Reads `true`, `false`, `null` or a number.
    pub(super) fn scalar(&mut self) -> JsResult<JsValue> {
        for (word, value) in [
            ("true", JsValue::new(true)),
            ("false", JsValue::new(false)),
            ("null", JsValue::null()),
        ] {
            if self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
                self.at += word.len();
                return Ok(value);
            }
        }
        self.number()
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        self.at - start
    }

    fn number(&mut self) -> JsResult<JsValue> {
        let start = self.at;
        if self.byte() == Some(b'-') {
            self.at += 1;
        }
        let leading_zero = self.byte() == Some(b'0');
        let count = self.digits();
        if count == 0 || (leading_zero && count > 1) {
            return Err(self.malformed("not a value"));
        }
        let mut whole = true;
        if self.byte() == Some(b'.') {
            whole = false;
            self.at += 1;
            if self.digits() == 0 {
                return Err(self.malformed("a digit must follow the point"));
            }
        }
        if let Some(b'e' | b'E') = self.byte() {
            whole = false;
            self.at += 1;
            if let Some(b'+' | b'-') = self.byte() {
                self.at += 1;
            }
            if self.digits() == 0 {
                return Err(self.malformed("an exponent needs a digit"));
            }
        }
        let text = &self.text[start..self.at];
        if whole
            && text != "-0"
            && let Ok(integer) = text.parse::<i32>()
        {
            return Ok(integer.into());
        }
        let number: f64 = text.parse().map_err(|_| self.malformed("not a number"))?;
        Ok(number.into())
    }

    /// Reads a string literal, which begins here.
    pub(super) fn string(&mut self) -> JsResult<Text<'a>> {
        self.expect(b'"')?;
        let start = self.at;
        loop {
            match self.byte() {
                Some(b'"') => {
                    let text = &self.text[start..self.at];
                    self.at += 1;
                    return Ok(Text::Plain(text));
                }
                Some(b'\\') => return self.escaped(start).map(Text::Units),
                Some(0..=0x1f) => return Err(self.malformed("a control character in a string")),
                Some(_) => self.at += 1,
                None => return Err(self.malformed("unexpected end")),
            }
        }
    }

    /// Reads the rest of a string that has escapes, from its first one on.
    fn escaped(&mut self, start: usize) -> JsResult<Vec<u16>> {
        let mut units: Vec<u16> = self.text[start..self.at].encode_utf16().collect();
        loop {
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(units);
                }
                Some(b'\\') => {
                    self.at += 1;
                    units.push(self.escape()?);
                }
                Some(0..=0x1f) => return Err(self.malformed("a control character in a string")),
                Some(_) => {
                    let c = self.text[self.at..]
                        .chars()
                        .next()
                        .ok_or_else(|| self.malformed("unexpected end"))?;
                    units.extend_from_slice(c.encode_utf16(&mut [0; 2]));
                    self.at += c.len_utf8();
                }
                None => return Err(self.malformed("unexpected end")),
            }
        }
    }

    /// Reads what follows a backslash.
    fn escape(&mut self) -> JsResult<u16> {
        let byte = self
            .byte()
            .ok_or_else(|| self.malformed("unexpected end"))?;
        self.at += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => u16::from(byte),
            b'b' => 0x8,
            b'f' => 0xc,
            b'n' => 0xa,
            b'r' => 0xd,
            b't' => 0x9,
            b'u' => {
                let digits = self.text.as_bytes().get(self.at..self.at + 4);
                let digits = digits.filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
                let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
                let unit = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok());
                let unit =
                    unit.ok_or_else(|| self.malformed("four hexadecimal digits must follow \\u"))?;
                self.at += 4;
                unit
            }
            _ => {
                self.at -= 1;
                return Err(self.malformed("an unknown escape"));
            }
        })
    }
}
