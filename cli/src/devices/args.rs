//! The arguments of a call of a device, which some vat chose, and the values that a device sends and answers.
//!
//! Everything read here is hostile: it is checked, and what does not fit is an error for the caller. This module
//! must never interpret a reference beyond finding it.

use crankcase_abi::capdata::{escape, quote};
use crankcase_abi::{CapData, RefKind};
use crankcase_kernel::{DeviceError, DevicePowers, KernelRef};
use serde_json::{Map, Value as Json};

use crate::app::document::Document;
use crate::smallcaps;

/// The longest whole number that a device takes, in decimal digits.
const MAX_DIGITS: usize = 400;

/// The key under which a device remembers whom it tells of what comes in.
const HANDLER: &str = "handler";

/// The arguments of one call.
pub(super) struct Args<'a> {
    values: Vec<Json>,
    slots: &'a [KernelRef],
}

impl<'a> Args<'a> {
    /// Reads them.
    pub(super) fn read(args: &'a CapData<KernelRef>) -> Result<Self, DeviceError> {
        let body = args.body.strip_prefix('#');
        // serde_json limits the depth.
        match body.and_then(|body| serde_json::from_str(body).ok()) {
            Some(Json::Array(values)) => Ok(Self {
                values,
                slots: &args.slots,
            }),
            _ => Err("the arguments cannot be read".into()),
        }
    }

    fn get(&self, at: usize) -> &Json {
        self.values.get(at).unwrap_or(&Json::Null)
    }

    /// An object.
    pub(super) fn object(&self, at: usize, what: &str) -> Result<KernelRef, DeviceError> {
        let refused = || DeviceError::from(format!("{what} must be an object"));
        let Json::String(text) = self.get(at) else {
            return Err(refused());
        };
        let index = text.strip_prefix('$').and_then(|rest| {
            let digits = rest.split('.').next()?;
            digits.parse::<usize>().ok()
        });
        let slot = index.and_then(|index| self.slots.get(index));
        slot.copied()
            .filter(|kref| kref.kind() == RefKind::Object)
            .ok_or_else(refused)
    }

    /// A string.
    pub(super) fn text(&self, at: usize, what: &str) -> Result<String, DeviceError> {
        match self.get(at) {
            Json::String(text) => unescape(text).map(ToOwned::to_owned),
            _ => None,
        }
        .ok_or_else(|| format!("{what} must be a string").into())
    }

    /// A whole number from 0 on, as a bigint or as a number, in its decimal digits.
    pub(super) fn natural(&self, at: usize, what: &str) -> Result<String, DeviceError> {
        let digits = match self.get(at) {
            Json::String(text) => text.strip_prefix('+').filter(|digits| is_natural(digits)),
            _ => None,
        };
        let digits = digits.map(ToOwned::to_owned);
        let small = || safe_integer(self.get(at)).map(|number| number.to_string());
        digits
            .or_else(small)
            .ok_or_else(|| format!("{what} must be a whole number from 0 on").into())
    }

    /// A whole number from 0 on that a device counts with.
    pub(super) fn count(&self, at: usize, what: &str) -> Result<u64, DeviceError> {
        let digits = self.natural(at, what)?;
        digits
            .parse()
            .map_err(|_| format!("{what} must be below 2^64").into())
    }

    /// A truth value; what is missing is false.
    pub(super) fn flag(&self, at: usize) -> bool {
        matches!(self.get(at), Json::Bool(true))
    }

    /// JSON data; `None` for `undefined`.
    pub(super) fn json(&self, at: usize) -> Result<Option<Json>, DeviceError> {
        match self.values.get(at) {
            Some(value) => to_json(value),
            None => Ok(None),
        }
    }

    /// All of them as JSON data.
    pub(super) fn all_json(&self) -> Result<Vec<Json>, DeviceError> {
        let values = self.values.iter().map(to_json);
        values
            .map(|value| Ok(value?.unwrap_or(Json::Null)))
            .collect()
    }
}

/// Whether these are the digits of a whole number that is not too long, in their one spelling.
pub(super) fn is_natural(digits: &str) -> bool {
    let leading = digits.starts_with('0') && digits != "0";
    (1..=MAX_DIGITS).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !leading
}

fn safe_integer(value: &Json) -> Option<u64> {
    let number = value.as_f64()?;
    let whole = (0.0..=9_007_199_254_740_991.0).contains(&number) && number.fract() == 0.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number that a double holds exactly"
    )]
    whole.then_some(number as u64)
}

/// The string that a text of a body means, if it is one.
fn unescape(text: &str) -> Option<&str> {
    match text.as_bytes().first() {
        Some(b'!') => text.get(1..),
        Some(b'"'..=b'-') => None,
        _ => Some(text),
    }
}

/// What a body means as JSON data, as `JSON.stringify` would say it, with bigints as strings; nothing for
/// `undefined`.
fn to_json(value: &Json) -> Result<Option<Json>, DeviceError> {
    let refused = |what: &str| Err(DeviceError::from(format!("{what} is no JSON data")));
    Ok(Some(match value {
        Json::String(text) => match (text.as_bytes().first(), unescape(text)) {
            (_, Some(text)) => text.into(),
            (Some(b'+'), _) => text[1..].into(),
            (Some(b'-'), _) => text.as_str().into(),
            (Some(b'#'), _) if text == "#undefined" => return Ok(None),
            (Some(b'#'), _) => Json::Null,
            (Some(b'$' | b'&'), _) => return refused("an object"),
            _ => return refused("a symbol"),
        },
        Json::Array(items) => {
            let items = items.iter().map(to_json);
            items
                .map(|item| Ok(item?.unwrap_or(Json::Null)))
                .collect::<Result<_, DeviceError>>()?
        }
        Json::Object(entries) if entries.contains_key("#error") => return refused("an error"),
        Json::Object(entries) if entries.contains_key("#tag") => {
            return refused("a tagged value");
        }
        Json::Object(entries) => {
            let mut out = Map::new();
            for (key, value) in entries {
                if let Some(value) = to_json(value)? {
                    let key = unescape(key).unwrap_or(key);
                    out.insert(key.to_owned(), value);
                }
            }
            Json::Object(out)
        }
        other => other.clone(),
    }))
}

/// The smallcaps encoding, without its leading `#`, of JSON data.
pub(super) fn from_json(shown: &str, text: &str) -> Result<String, String> {
    let document = Document::json(shown.to_owned(), text.to_owned()).map_err(|e| e.to_string())?;
    Ok(smallcaps::encode(&document.root))
}

/// A string in a body.
pub(super) fn string(text: &str) -> String {
    quote(&escape(text))
}

/// A bigint in a body.
pub(super) fn bigint(digits: &str) -> String {
    format!("\"+{digits}\"")
}

/// Data that is a list of such texts.
pub(super) fn list(items: &[String]) -> CapData<KernelRef> {
    CapData::plain(format!("#[{}]", items.join(",")))
}

/// The error for a method that a device does not have.
pub(super) fn no_method(method: &str) -> DeviceError {
    format!("the device has no method {method:?}").into()
}

/// What a row says after its mark; nothing if no device wrote it.
pub(super) fn text_of(row: &CapData<KernelRef>) -> Option<&str> {
    row.body.strip_prefix('#')
}

/// Counts on from the number in a row, and gives that number; the first is 0.
pub(super) fn counter(powers: &mut DevicePowers<'_>, key: &str) -> Result<u64, String> {
    let number: u64 = match powers.get(key) {
        Some(row) => text_of(row)
            .and_then(|text| text.parse().ok())
            .ok_or_else(|| format!("the row {key:?} cannot be read"))?,
        None => 0,
    };
    let next = number.checked_add(1).ok_or("there are no more numbers")?;
    powers.set(key, CapData::plain(format!("#{next}")));
    Ok(number)
}

/// Whom the device tells of what comes in.
pub(super) fn handler(powers: &DevicePowers<'_>) -> Option<KernelRef> {
    powers.get(HANDLER)?.slots.first().copied()
}

/// Remembers whom to tell.
pub(super) fn set_handler(powers: &mut DevicePowers<'_>, handler: KernelRef) {
    let body = "#\"$0\"".to_owned();
    let slots = vec![handler];
    powers.set(HANDLER, CapData { body, slots });
}

/// Forgets whom to tell.
pub(super) fn forget_handler(powers: &mut DevicePowers<'_>) {
    powers.delete(HANDLER);
}
