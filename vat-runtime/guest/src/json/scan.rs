//! Reading JSON text token by token, whichever form its string has (spec E14.1).
//!
//! The text is a vat's: nothing here may panic, recurse, or allocate more than the text is long.

use std::borrow::Cow;

use boa_engine::string::JsStr;
use boa_engine::{JsString, JsValue};

use super::text::{Text, plain_bytes, plain_units};

/// A code unit of the text: a byte where the whole string is Latin-1.
pub(super) trait Unit: Copy + Eq {
    /// Its value.
    fn code(self) -> u16;
    /// How many of the first units stand in a string literal as they are.
    fn plain(units: &[Self]) -> usize;
    /// The string of these units.
    fn string(units: &[Self]) -> JsString;
    /// Appends the units to a string.
    fn append(units: &[Self], text: &mut Text);
    /// The same characters, which are ASCII.
    fn ascii(units: &[Self]) -> Cow<'_, str>;
}

impl Unit for u8 {
    fn code(self) -> u16 {
        self.into()
    }

    fn plain(units: &[Self]) -> usize {
        plain_bytes(units)
    }

    fn string(units: &[Self]) -> JsString {
        JsString::from(JsStr::latin1(units))
    }

    fn append(units: &[Self], text: &mut Text) {
        text.bytes(units);
    }

    fn ascii(units: &[Self]) -> Cow<'_, str> {
        String::from_utf8_lossy(units)
    }
}

impl Unit for u16 {
    fn code(self) -> u16 {
        self
    }

    fn plain(units: &[Self]) -> usize {
        plain_units(units)
    }

    fn string(units: &[Self]) -> JsString {
        if units.iter().fold(0, |all, unit| all | unit) > 0xff {
            return JsString::from(units);
        }
        let bytes: Vec<u8> = units.iter().map(|unit| *unit as u8).collect();
        JsString::from(JsStr::latin1(&bytes))
    }

    fn append(units: &[Self], text: &mut Text) {
        text.units(units);
    }

    fn ascii(units: &[Self]) -> Cow<'_, str> {
        String::from_utf16_lossy(units).into()
    }
}

/// A string literal that was read.
#[derive(Debug)]
pub(super) enum Literal<'a, U> {
    /// It stands in the text as it is.
    Raw(&'a [U]),
    /// It had escapes.
    Made(JsString),
}

/// Why a text is not JSON, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The place, in code units.
    pub(super) at: usize,
    /// What is wrong there.
    pub(super) what: What,
}

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// It ends too early, or there is a character that cannot stand there.
    Unexpected,
    /// A character that needs an escape stands in a string without one.
    Control,
    /// A backslash is followed by something that makes no escape.
    Escape,
    /// Something follows the value.
    Rest,
}

/// The largest power of ten that a double holds exactly, and the powers up to it.
const EXACT_POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// Room for what may come of a string after its first escape.
const ROOM: usize = 32;

/// So many decimal digits make an integer that a double holds exactly.
const EXACT_DIGITS: u32 = 15;

/// Where reading is.
pub(super) struct Scanner<'a, U> {
    text: &'a [U],
    at: usize,
}

impl<'a, U: Unit> Scanner<'a, U> {
    pub(super) fn new(text: &'a [U]) -> Self {
        Self { text, at: 0 }
    }

    /// How many units were read.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The unit that is read next; 0, which no JSON has outside of its errors, at the end.
    fn unit(&self) -> u16 {
        self.text.get(self.at).map_or(0, |unit| unit.code())
    }

    /// The next unit that is not white space, left where it is.
    pub(super) fn peek(&mut self) -> u16 {
        loop {
            let unit = self.unit();
            if !matches!(unit, 0x20 | 0x9 | 0xa | 0xd) {
                return unit;
            }
            self.at += 1;
        }
    }

    /// Takes the unit that [`Self::peek`] gave.
    pub(super) fn take(&mut self) {
        self.at += 1;
    }

    /// Takes this character if it is the next.
    pub(super) fn take_if(&mut self, wanted: u8) -> bool {
        let found = self.peek() == u16::from(wanted);
        self.at += usize::from(found);
        found
    }

    /// Takes this character or fails.
    pub(super) fn expect(&mut self, wanted: u8) -> Result<(), Fault> {
        if self.take_if(wanted) {
            return Ok(());
        }
        Err(self.fault(What::Unexpected))
    }

    /// Takes these units and a quotation mark, if they are next.
    pub(super) fn take_string(&mut self, units: &[U]) -> bool {
        let rest = &self.text[self.at.min(self.text.len())..];
        let found = rest.starts_with(units)
            && rest
                .get(units.len())
                .is_some_and(|unit| unit.code() == 0x22);
        if found {
            self.at += units.len() + 1;
        }
        found
    }

    /// A fault here.
    pub(super) fn fault(&self, what: What) -> Fault {
        Fault { at: self.at, what }
    }

    /// Checks that nothing but white space is left.
    pub(super) fn finish(&mut self) -> Result<(), Fault> {
        self.peek();
        if self.at == self.text.len() {
            return Ok(());
        }
        Err(self.fault(What::Rest))
    }

    /// Reads one of the three words.
    pub(super) fn word(&mut self, word: &[u8], value: JsValue) -> Result<JsValue, Fault> {
        for letter in word {
            if self.unit() != u16::from(*letter) {
                return Err(self.fault(What::Unexpected));
            }
            self.at += 1;
        }
        Ok(value)
    }

    fn digit(&self) -> Option<u64> {
        let unit = self.unit();
        (0x30..=0x39)
            .contains(&unit)
            .then(|| u64::from(unit - 0x30))
    }

    /// Reads digits, at least one. Leading zeros of the whole number do not count as digits.
    fn digits(&mut self, number: &mut Digits) -> Result<u32, Fault> {
        let start = self.at;
        while let Some(digit) = self.digit() {
            number.add(digit);
            self.at += 1;
        }
        match u32::try_from(self.at - start) {
            Ok(0) => Err(self.fault(What::Unexpected)),
            read => Ok(read.unwrap_or(u32::MAX)),
        }
    }

    /// Reads a number.
    pub(super) fn number(&mut self) -> Result<JsValue, Fault> {
        let start = self.at;
        let negative = self.unit() == u16::from(b'-');
        self.at += usize::from(negative);
        let mut digits = Digits::default();
        if self.digit() == Some(0) {
            self.at += 1;
        } else {
            self.digits(&mut digits)?;
        }
        let mut scale = 0;
        if self.unit() == u16::from(b'.') {
            self.at += 1;
            scale = -i64::from(self.digits(&mut digits)?);
        }
        if let 0x45 | 0x65 = self.unit() {
            self.at += 1;
            scale += self.exponent()?;
        }
        let exact = digits.count <= EXACT_DIGITS;
        let size = match usize::try_from(scale.unsigned_abs()) {
            // Both are exact, so the one rounding of the operation is the right one.
            Ok(power) if exact && scale >= 0 && power < EXACT_POWERS.len() => {
                digits.value as f64 * EXACT_POWERS[power]
            }
            Ok(power) if exact && power < EXACT_POWERS.len() => {
                digits.value as f64 / EXACT_POWERS[power]
            }
            _ => {
                let text = U::ascii(&self.text[start + usize::from(negative)..self.at]);
                text.parse().unwrap_or(f64::NAN)
            }
        };
        Ok(number(if negative { -size } else { size }))
    }

    fn exponent(&mut self) -> Result<i64, Fault> {
        let negative = self.unit() == u16::from(b'-');
        if negative || self.unit() == u16::from(b'+') {
            self.at += 1;
        }
        let mut digits = Digits::default();
        self.digits(&mut digits)?;
        // Beyond that only the text tells; the exact way is for small ones.
        let value = if digits.count <= EXACT_DIGITS {
            digits.value as i64
        } else {
            i64::MAX / 2
        };
        Ok(if negative { -value } else { value })
    }

    /// Reads the rest of a string literal after its first quotation mark.
    pub(super) fn string(&mut self) -> Result<Literal<'a, U>, Fault> {
        let start = self.at;
        let rest = &self.text[start.min(self.text.len())..];
        self.at += U::plain(rest);
        if self.unit() == 0x22 {
            let raw = &self.text[start..self.at];
            self.at += 1;
            return Ok(Literal::Raw(raw));
        }
        let mut text = Text::with_room(2 * (self.at - start) + ROOM);
        U::append(&self.text[start..self.at], &mut text);
        loop {
            match self.unit() {
                0x22 => {
                    self.at += 1;
                    return Ok(Literal::Made(text.finish()));
                }
                0x5c => {
                    self.at += 1;
                    text.unit(self.escape()?);
                }
                _ if self.at == self.text.len() => return Err(self.fault(What::Unexpected)),
                _ => return Err(self.fault(What::Control)),
            }
            let from = self.at;
            self.at += U::plain(&self.text[from..]);
            U::append(&self.text[from..self.at], &mut text);
        }
    }

    /// Reads what follows a backslash.
    fn escape(&mut self) -> Result<u16, Fault> {
        let unit = match u8::try_from(self.unit()) {
            Ok(same @ (b'"' | b'\\' | b'/')) => u16::from(same),
            Ok(b'b') => 0x8,
            Ok(b'f') => 0xc,
            Ok(b'n') => 0xa,
            Ok(b'r') => 0xd,
            Ok(b't') => 0x9,
            Ok(b'u') => return self.four_digits(),
            _ if self.at == self.text.len() => return Err(self.fault(What::Unexpected)),
            _ => return Err(self.fault(What::Escape)),
        };
        self.at += 1;
        Ok(unit)
    }

    fn four_digits(&mut self) -> Result<u16, Fault> {
        let mut value = 0;
        for _ in 0..4 {
            self.at += 1;
            let digit = char::from_u32(self.unit().into()).and_then(|c| c.to_digit(16));
            let Some(digit) = digit else {
                let ended = self.at >= self.text.len();
                return Err(self.fault(if ended {
                    What::Unexpected
                } else {
                    What::Escape
                }));
            };
            value = value << 4 | digit as u16;
        }
        self.at += 1;
        Ok(value)
    }
}

/// Decimal digits that were read as an integer.
#[derive(Clone, Copy, Debug, Default)]
struct Digits {
    /// Right as long as there are not too many of them.
    value: u64,
    /// How many there are, from the first that is not zero.
    count: u32,
}

impl Digits {
    fn add(&mut self, digit: u64) {
        self.value = self.value.wrapping_mul(10).wrapping_add(digit);
        if self.value != 0 || self.count != 0 {
            self.count = self.count.saturating_add(1);
        }
    }
}

/// A number in the form that the engine prefers, which for integers is an integer.
fn number(value: f64) -> JsValue {
    let integer = value as i32;
    if f64::from(integer).to_bits() == value.to_bits() {
        return integer.into();
    }
    value.into()
}
