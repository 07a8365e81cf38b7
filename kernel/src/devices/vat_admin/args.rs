//! The arguments of a call, read from smallcaps as far as the device needs to know them.
//!
//! Whatever else they hold is passed on as it is. This module must never fail on what a vat has written in any
//! other way than with a sentence for it.

use std::collections::BTreeMap;

use crankcase_abi::CapData;
use serde_json::value::RawValue;

use crate::ids::KernelRef;

/// The arguments of a call.
pub(super) struct Args<'a> {
    items: Vec<&'a RawValue>,
    slots: &'a [KernelRef],
}

/// A value of which the device may want to know what it is.
#[derive(Clone, Copy)]
pub(super) struct Value<'a>(&'a str);

/// The entries of a record, by name.
pub(super) type Record<'a> = BTreeMap<String, Value<'a>>;

impl<'a> Args<'a> {
    pub(super) fn read(args: &'a CapData<KernelRef>) -> Result<Self, String> {
        let list = args.body.strip_prefix('#');
        let items = list.and_then(|list| serde_json::from_str(list).ok());
        Ok(Self {
            items: items.ok_or("the arguments are not in smallcaps")?,
            slots: &args.slots,
        })
    }

    fn get(&self, at: usize) -> Value<'a> {
        Value(self.items.get(at).map_or(UNDEFINED, |item| item.get()))
    }

    /// An argument that has to be a string.
    pub(super) fn text(&self, at: usize, what: &str) -> Result<String, String> {
        self.get(at).text().ok_or_else(|| what.to_owned())
    }

    /// An argument that has to be a bigint from 0 on.
    pub(super) fn nat(&self, at: usize, what: &str) -> Result<u128, String> {
        self.get(at).nat().ok_or_else(|| what.to_owned())
    }

    /// An argument that has to be a record.
    pub(super) fn record(&self, at: usize, what: &str) -> Result<Record<'a>, String> {
        let read = |text: &'a str| serde_json::from_str::<BTreeMap<String, &RawValue>>(text).ok();
        let record = read(self.get(at).0).ok_or_else(|| what.to_owned())?;
        let entry = |(name, value): (String, &'a RawValue)| (unescape(name), Value(value.get()));
        Ok(record.into_iter().map(entry).collect())
    }

    /// An argument as it is.
    pub(super) fn data(&self, at: usize) -> CapData<KernelRef> {
        self.passed_on(self.get(at))
    }

    /// A part of the arguments as it is, with all references of the call: the text knows them by number.
    pub(super) fn passed_on(&self, value: Value<'a>) -> CapData<KernelRef> {
        CapData {
            body: format!("#{}", value.0),
            slots: self.slots.to_vec(),
        }
    }
}

/// What smallcaps writes for `undefined`.
pub(super) const UNDEFINED: &str = "\"#undefined\"";

/// A string or the name of an entry without the mark of one that begins like something else.
fn unescape(text: String) -> String {
    match text.strip_prefix('!') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

impl Value<'_> {
    pub(super) const NOTHING: Self = Self(UNDEFINED);

    pub(super) fn is_undefined(self) -> bool {
        self.0 == UNDEFINED
    }

    /// The string that it is.
    pub(super) fn text(self) -> Option<String> {
        let text: String = serde_json::from_str(self.0).ok()?;
        match text.as_bytes().first() {
            // Everything else that smallcaps writes as a string.
            Some(b'"'..=b'-') => None,
            _ => Some(unescape(text)),
        }
    }

    /// The bigint from 0 on that it is.
    pub(super) fn nat(self) -> Option<u128> {
        let text: String = serde_json::from_str(self.0).ok()?;
        let digits = text.strip_prefix('+')?;
        let all = digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|_| all)
    }

    /// The whole number from 0 on that it is, a bigint or not.
    pub(super) fn count(self) -> Option<u64> {
        if let Some(nat) = self.nat() {
            return u64::try_from(nat).ok();
        }
        // A double holds every whole number up to here.
        self.0.parse().ok().filter(|count| *count < 1 << 53)
    }

    pub(super) fn truth(self) -> Option<bool> {
        match self.0 {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(body: &str) -> Result<CapData<KernelRef>, String> {
        let data = CapData::plain(body);
        Args::read(&data).map(|args| args.data(0))
    }

    #[test]
    fn whatever_is_no_list_is_refused() {
        // spec A7
        for wrong in [
            "", "#", "[]", "#{}", "#[", "#[1,]", "#[1]x", "#null", "#\u{0}",
        ] {
            assert!(args(wrong).is_err(), "{wrong:?}");
        }
        let deep = format!("#[{}{}]", "[".repeat(200_000), "]".repeat(200_000));
        assert_eq!(args(&deep).unwrap().body.len(), 400_001);
        assert_eq!(args("#[]").unwrap(), CapData::undefined());
    }

    #[test]
    fn values_are_what_smallcaps_says() {
        // spec A7
        let text = |raw| Value(raw).text();
        assert_eq!(text("\"a\""), Some("a".to_owned()));
        assert_eq!(text("\"!+1\""), Some("+1".to_owned()));
        assert_eq!(text("\"!!\""), Some("!".to_owned()));
        assert_eq!(text("\"\""), Some(String::new()));
        for other in [
            "\"+1\"",
            "\"#undefined\"",
            "\"$0\"",
            "\"%a\"",
            "1",
            "\"\\ud800\"",
        ] {
            assert_eq!(text(other), None, "{other}");
        }
        assert_eq!(Value("\"+12\"").nat(), Some(12));
        let most = format!("\"+{}\"", u128::MAX);
        assert_eq!(Value(&most).nat(), Some(u128::MAX));
        let more = most.replace("+3", "+4");
        for other in [
            "\"-1\"", "\"+\"", "\"++1\"", "12", "\"12\"", &more, "\"+1e3\"",
        ] {
            assert_eq!(Value(other).nat(), None, "{other}");
        }
        assert_eq!(Value("\"+7\"").count(), Some(7));
        assert_eq!(Value("7").count(), Some(7));
        for other in ["-7", "7.5", "7e2", "\"7\"", "9007199254740992", "true"] {
            assert_eq!(Value(other).count(), None, "{other}");
        }
    }
}
