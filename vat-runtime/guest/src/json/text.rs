//! A string under construction: Latin-1 bytes for as long as they suffice, then UTF-16 code units.
//!
//! Nothing here knows JSON, and nothing may depend on which of the two forms a string has.

use boa_engine::JsString;
use boa_engine::string::JsStr;

/// The string so far.
#[derive(Debug, Default)]
pub(super) struct Text {
    narrow: Vec<u8>,
    /// All of the string, once a unit came that is no byte.
    wide: Option<Vec<u16>>,
}

impl Text {
    /// An empty string, with room for so many units.
    pub(super) fn with_room(units: usize) -> Self {
        Self {
            narrow: Vec::with_capacity(units),
            wide: None,
        }
    }

    /// Appends a character of ASCII.
    pub(super) fn byte(&mut self, byte: u8) {
        match &mut self.wide {
            None => self.narrow.push(byte),
            Some(units) => units.push(byte.into()),
        }
    }

    /// Appends code units that are bytes.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        match &mut self.wide {
            None => self.narrow.extend_from_slice(bytes),
            Some(units) => units.extend(bytes.iter().copied().map(u16::from)),
        }
    }

    /// Appends any code units.
    pub(super) fn units(&mut self, units: &[u16]) {
        if self.wide.is_none() {
            let narrow = units.iter().take_while(|unit| **unit <= 0xff).count();
            self.narrow
                .extend(units[..narrow].iter().map(|unit| *unit as u8));
            if narrow < units.len() {
                self.widen().extend_from_slice(&units[narrow..]);
            }
            return;
        }
        self.widen().extend_from_slice(units);
    }

    /// Appends one code unit.
    pub(super) fn unit(&mut self, unit: u16) {
        match u8::try_from(unit) {
            Ok(byte) => self.byte(byte),
            Err(_) => self.widen().push(unit),
        }
    }

    fn widen(&mut self) -> &mut Vec<u16> {
        let narrow = &mut self.narrow;
        self.wide.get_or_insert_with(|| {
            let units = narrow.iter().copied().map(u16::from).collect();
            *narrow = Vec::new();
            units
        })
    }

    /// How many units there are.
    pub(super) fn len(&self) -> usize {
        self.wide.as_ref().map_or(self.narrow.len(), Vec::len)
    }

    /// The units, if all of them are bytes.
    pub(super) fn into_bytes(self) -> Option<Vec<u8>> {
        self.wide.is_none().then_some(self.narrow)
    }

    /// The string.
    pub(super) fn finish(self) -> JsString {
        match self.wide {
            None => JsString::from(JsStr::latin1(&self.narrow)),
            Some(units) => JsString::from(units.as_slice()),
        }
    }
}

/// How many of the first bytes stand in a string literal as they are: up to the first quotation mark,
/// backslash or control character. Eight bytes are looked at in one step.
pub(super) fn plain_bytes(bytes: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = ONES << 7;
    let mut at = 0;
    while let Some(chunk) = bytes.get(at..at + 8) {
        let word = u64::from_le_bytes(chunk.try_into().expect("eight were taken"));
        let quote = word ^ (ONES * 0x22);
        let backslash = word ^ (ONES * 0x5c);
        // The top bit of a byte is set where subtracting borrowed; above the lowest such byte this may
        // err, so only the lowest counts.
        let found = (word.wrapping_sub(ONES * 0x20) & !word)
            | (quote.wrapping_sub(ONES) & !quote)
            | (backslash.wrapping_sub(ONES) & !backslash);
        let found = found & HIGHS;
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    let rest = bytes[at..].iter();
    at + rest.take_while(|byte| is_plain(u16::from(**byte))).count()
}

/// As [`plain_bytes`], of any code units; four are looked at in one step.
pub(super) fn plain_units(units: &[u16]) -> usize {
    let mut at = 0;
    while let Some([a, b, c, d]) = units.get(at..at + 4) {
        if !(is_plain(*a) & is_plain(*b) & is_plain(*c) & is_plain(*d)) {
            break;
        }
        at += 4;
    }
    let rest = units[at..].iter();
    at + rest.take_while(|unit| is_plain(**unit)).count()
}

/// Whether a code unit stands in a string literal as it is.
#[inline]
pub(super) const fn is_plain(unit: u16) -> bool {
    unit >= 0x20 && unit != 0x22 && unit != 0x5c
}
