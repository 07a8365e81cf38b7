//! What a vat may be given beside its code and parameters. A vat keeps it from its first delivery on.

use serde::{Deserialize, Serialize};

/// The options of a vat that its own code can tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VatOptions {
    /// What `new Date(string)` does.
    pub date_strings: DateStrings,
}

/// What `new Date(string)` does in a vat (spec E16.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateStrings {
    /// It gives an invalid date.
    #[default]
    Invalid,
    /// It takes the date-time format of the language, as `Date.parse` does.
    Iso,
}

impl DateStrings {
    /// The names that a configuration may give, in the order of the variants.
    pub const NAMES: &'static [&'static str] = &["invalid", "iso"];

    /// The variant of one of [`Self::NAMES`].
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "invalid" => Some(Self::Invalid),
            "iso" => Some(Self::Iso),
            _ => None,
        }
    }
}
