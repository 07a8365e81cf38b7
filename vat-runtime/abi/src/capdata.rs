//! Capability data: a text body and the references it mentions, in order of their slots.

use serde::{Deserialize, Serialize};

/// Passable data on its way (the reference's `capdata`). `body` is smallcaps, which begins with `#`;
/// `slots[i]` is what `$i` or `&i` in the body means.
///
/// `R` is the namespace of the references: [`crate::VatRef`] at the wall, kernel references inside the
/// kernel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapData<R> {
    /// The encoded value.
    pub body: String,
    /// The references, by slot number.
    pub slots: Vec<R>,
}

impl<R> CapData<R> {
    /// Data without references.
    #[must_use]
    pub fn plain(body: impl Into<String>) -> Self {
        Self {
            body: body.into(),
            slots: Vec::new(),
        }
    }

    /// The value `undefined`.
    #[must_use]
    pub fn undefined() -> Self {
        Self::plain("#\"#undefined\"")
    }

    /// An `Error` with this message, as the kernel itself makes them (no id, since no vat logged it).
    #[must_use]
    pub fn error(message: &str) -> Self {
        let text = format!(
            "#{{\"#error\":{},\"name\":\"Error\"}}",
            quote(&escape(message))
        );
        Self::plain(text)
    }

    /// The same body with every reference converted; stops at the first that cannot be.
    pub fn try_map<T, E>(
        &self,
        mut convert: impl FnMut(&R) -> Result<T, E>,
    ) -> Result<CapData<T>, E> {
        let slots = self
            .slots
            .iter()
            .map(&mut convert)
            .collect::<Result<_, E>>()?;
        Ok(CapData {
            body: self.body.clone(),
            slots,
        })
    }
}

/// A string as smallcaps writes it: strings that begin with one of its special characters get a `!`.
#[must_use]
pub fn escape(text: &str) -> String {
    match text.as_bytes().first() {
        Some(b'!'..=b'-') => format!("!{text}"),
        _ => text.to_owned(),
    }
}

/// A JSON string literal.
#[must_use]
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            c if (c as u32) < 0x20 => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_escaped_twice_where_needed() {
        let data = CapData::<()>::error("#a \"b\"\n");
        assert_eq!(data.body, r##"#{"#error":"!#a \"b\"\n","name":"Error"}"##);
    }
}
