//! Single values and keys as text, for the console.

use boa_engine::property::PropertyKey;
use boa_engine::value::JsVariant;
use boa_engine::{JsString, JsValue};

/// A number in a format string.
pub(super) fn number(kind: char, value: &JsValue) -> String {
    match (kind, value.variant()) {
        (_, JsVariant::BigInt(number)) => format!("{number}n"),
        ('i', JsVariant::Float64(number)) => plain(&JsValue::new(number.trunc())),
        (_, JsVariant::Float64(_) | JsVariant::Integer32(_)) => plain(value),
        _ => "NaN".to_owned(),
    }
}

/// A primitive other than a string, a symbol or a bigint; negative zero shows its sign.
pub(super) fn plain(value: &JsValue) -> String {
    value.display().to_string()
}

pub(super) fn quoted(text: &JsString) -> String {
    let text = text.to_std_string_lossy();
    let quote = if !text.contains('\'') {
        '\''
    } else if !text.contains('"') {
        '"'
    } else if !text.contains('`') {
        '`'
    } else {
        '\''
    };
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\\' => out.push_str("\\\\"),
            c if c == quote => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\x{:02X}", c as u32)),
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

pub(super) fn key_text(key: &PropertyKey) -> String {
    match key {
        PropertyKey::String(name) => {
            let text = name.to_std_string_lossy();
            let mut chars = text.chars();
            let word = chars
                .next()
                .is_some_and(|c| c.is_alphabetic() || c == '_' || c == '$')
                && chars.all(|c| c.is_alphanumeric() || c == '_' || c == '$');
            if word { text } else { quoted(name) }
        }
        PropertyKey::Symbol(symbol) => {
            format!("[{}]", symbol.descriptive_string().to_std_string_lossy())
        }
        PropertyKey::Index(index) => index.get().to_string(),
    }
}
