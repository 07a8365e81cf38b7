//! References as a vat sees them (`vrefs`): `o+0`, `o-50`, `p+3`, `p-60`, `d-70`.
//!
//! Only the kernel's c-list converts them to kernel references; this module must never know those.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a reference designates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RefKind {
    /// An object that can receive messages: `o`.
    Object,
    /// A promise: `p`.
    Promise,
    /// A device node: `d`.
    Device,
}

/// Which side of the wall chose the number of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// Allocated by the vat: `+`, an export.
    Vat,
    /// Allocated by the kernel: `-`, an import.
    Kernel,
}

/// A reference in one vat's own numbering (spec R1). Written `<kind><side><number>`, e.g. `o-50`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VatRef {
    kind: RefKind,
    side: Side,
    number: u64,
}

impl VatRef {
    /// The root object of every vat, `o+0`.
    pub const ROOT: Self = Self::new(RefKind::Object, Side::Vat, 0);

    /// A reference from its parts.
    #[must_use]
    pub const fn new(kind: RefKind, side: Side, number: u64) -> Self {
        Self { kind, side, number }
    }

    /// `o+number`: an object that the vat exports.
    #[must_use]
    pub const fn object_export(number: u64) -> Self {
        Self::new(RefKind::Object, Side::Vat, number)
    }

    /// `p+number`: a promise that the vat made.
    #[must_use]
    pub const fn promise_export(number: u64) -> Self {
        Self::new(RefKind::Promise, Side::Vat, number)
    }

    /// What it designates.
    #[must_use]
    pub const fn kind(self) -> RefKind {
        self.kind
    }

    /// Who chose its number.
    #[must_use]
    pub const fn side(self) -> Side {
        self.side
    }

    /// Its number, unique in its vat, kind and side.
    #[must_use]
    pub const fn number(self) -> u64 {
        self.number
    }

    /// Whether it is a promise.
    #[must_use]
    pub const fn is_promise(self) -> bool {
        matches!(self.kind, RefKind::Promise)
    }

    /// Whether the vat allocated it.
    #[must_use]
    pub const fn is_export(self) -> bool {
        matches!(self.side, Side::Vat)
    }
}

impl fmt::Display for VatRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            RefKind::Object => 'o',
            RefKind::Promise => 'p',
            RefKind::Device => 'd',
        };
        let side = match self.side {
            Side::Vat => '+',
            Side::Kernel => '-',
        };
        write!(f, "{kind}{side}{}", self.number)
    }
}

impl fmt::Debug for VatRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A text that is not a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefError(String);

impl fmt::Display for RefError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a vat reference: {:?}", self.0)
    }
}

impl std::error::Error for RefError {}

impl FromStr for VatRef {
    type Err = RefError;

    /// Reads the written form; only the one spelling that [`fmt::Display`] gives is accepted, so that
    /// equal references have equal bytes.
    fn from_str(text: &str) -> Result<Self, RefError> {
        let refuse = || RefError(text.chars().take(64).collect());
        let bytes = text.as_bytes();
        let (kind, side) = match bytes {
            [kind, side, _, ..] => (*kind, *side),
            _ => return Err(refuse()),
        };
        let kind = match kind {
            b'o' => RefKind::Object,
            b'p' => RefKind::Promise,
            b'd' => RefKind::Device,
            _ => return Err(refuse()),
        };
        let side = match side {
            b'+' => Side::Vat,
            b'-' => Side::Kernel,
            _ => return Err(refuse()),
        };
        let digits = &text[2..];
        let canonical = digits == "0" || !digits.starts_with('0');
        if !canonical || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(refuse());
        }
        let number = digits.parse().map_err(|_| refuse())?;
        Ok(Self { kind, side, number })
    }
}

impl Serialize for VatRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for VatRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl serde::de::Visitor<'_> for Text {
            type Value = VatRef;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a vat reference such as o+0")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<VatRef, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        // spec R1
        for text in [
            "o+0",
            "o-50",
            "p+3",
            "p-60",
            "d-70",
            "d+18446744073709551615",
        ] {
            assert_eq!(text.parse::<VatRef>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "o",
            "o+",
            "x+1",
            "o*1",
            "o+01",
            "o+-1",
            "o+1 ",
            "o+1,",
            "o+18446744073709551616",
            "é+1",
            "o+é",
        ] {
            assert!(text.parse::<VatRef>().is_err(), "{text:?}");
        }
    }
}
