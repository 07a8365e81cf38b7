//! Plain data in and out of smallcaps, the encoding of everything that vats pass to each other.
//!
//! This module must never make or interpret a reference: what goes in has none, and what comes out shows
//! them as text.

use std::fmt::{Display, Write};

use crankcase_abi::CapData;
use crankcase_abi::capdata::{escape, quote};
use oxc_syntax::number::ToJsString;
use serde_json::{Map, Value as Json};

use crate::app::document::{Document, Entry, Node, Value};
use crate::app::error::AppError;

/// The smallcaps encoding, without its leading `#`, of a value of a configuration.
#[must_use]
pub fn encode(node: &Node) -> String {
    let mut out = String::new();
    encode_into(&node.value, &mut out);
    out
}

/// Reads a JSON array and encodes each of its items, without the leading `#`. `shown` is what errors call
/// the text.
///
/// # Errors
/// When the text is not JSON, not an array, or holds an integer that JavaScript would round.
pub fn encode_arguments(shown: &str, text: &str) -> Result<Vec<String>, AppError> {
    let document = Document::json(shown.to_owned(), text.to_owned())?;
    match &document.root.value {
        Value::List(items) => Ok(items.iter().map(encode).collect()),
        other => Err(document.error(
            document.root.at,
            format!("the arguments must be an array, not {}", other.kind()),
        )),
    }
}

// Depth is limited where documents are read.
fn encode_into(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
        // Passable data has one zero.
        Value::Number(number) if *number == 0.0 => out.push('0'),
        Value::Number(number) => out.push_str(&number.to_js_string()),
        Value::Text(text) => out.push_str(&quote(&escape(text))),
        Value::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                encode_into(&item.value, out);
            }
            out.push(']');
        }
        Value::Map(entries) => encode_record(entries, out),
    }
}

/// A record's entries are in the order that JavaScript gives strings: by UTF-16 code units.
fn encode_record(entries: &[Entry], out: &mut String) {
    let mut sorted: Vec<&Entry> = entries.iter().collect();
    sorted.sort_by(|a, b| a.key.encode_utf16().cmp(b.key.encode_utf16()));
    out.push('{');
    for (index, entry) in sorted.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        out.push_str(&quote(&escape(&entry.key)));
        out.push(':');
        encode_into(&entry.node.value, out);
    }
    out.push('}');
}

/// Capability data as JSON for people and scripts. What JSON has, is itself. What it does not have:
///
/// | passable | JSON |
/// |---|---|
/// | `undefined` | `null` |
/// | `NaN`, `Infinity`, `-Infinity` | `"NaN"`, `"Infinity"`, `"-Infinity"` |
/// | the bigint 7 | `"7n"` |
/// | a symbol | `"Symbol(name)"` |
/// | a remotable or promise | its reference, such as `"ko21"` |
/// | an error | `{"error": message, "name": name}` |
/// | a tagged value | `{"tag": tag, "payload": payload}` |
///
/// A body that is not smallcaps is given as the text that it is.
#[must_use]
pub fn decode<R: Display>(data: &CapData<R>) -> Json {
    let encoded = data
        .body
        .strip_prefix('#')
        .and_then(|body| serde_json::from_str::<Json>(body).ok());
    match encoded {
        // serde_json limits the depth.
        Some(encoded) => decode_value(encoded, &data.slots),
        None => Json::String(data.body.clone()),
    }
}

fn decode_value<R: Display>(value: Json, slots: &[R]) -> Json {
    match value {
        Json::String(text) => decode_text(&text, slots),
        Json::Array(items) => items
            .into_iter()
            .map(|item| decode_value(item, slots))
            .collect(),
        Json::Object(entries) => decode_object(entries, slots),
        other => other,
    }
}

fn decode_text<R: Display>(text: &str, slots: &[R]) -> Json {
    let rest = text.get(1..).unwrap_or_default();
    match text.as_bytes().first() {
        Some(b'!') => rest.into(),
        Some(b'+') => format!("{rest}n").into(),
        Some(b'-') => format!("{text}n").into(),
        Some(b'%') => format!("Symbol({rest})").into(),
        Some(b'$' | b'&') => {
            let digits = rest.split('.').next().unwrap_or_default();
            let slot = digits
                .parse::<usize>()
                .ok()
                .and_then(|index| slots.get(index));
            slot.map_or_else(|| text.into(), |slot| slot.to_string().into())
        }
        Some(b'#') if rest == "undefined" => Json::Null,
        Some(b'#') => rest.into(),
        _ => text.into(),
    }
}

fn decode_object<R: Display>(mut entries: Map<String, Json>, slots: &[R]) -> Json {
    let decode_key = |entries: &mut Map<String, Json>, key: &str| {
        decode_value(entries.shift_remove(key).unwrap_or_default(), slots)
    };
    let mut out = Map::new();
    if entries.contains_key("#error") {
        out.insert("error".to_owned(), decode_key(&mut entries, "#error"));
        out.insert("name".to_owned(), decode_key(&mut entries, "name"));
    } else if entries.contains_key("#tag") {
        out.insert("tag".to_owned(), decode_key(&mut entries, "#tag"));
        out.insert("payload".to_owned(), decode_key(&mut entries, "payload"));
    } else {
        for (key, value) in entries {
            let key = key.strip_prefix('!').unwrap_or(&key).to_owned();
            out.insert(key, decode_value(value, slots));
        }
    }
    Json::Object(out)
}

/// One line for people: what [`decode`] gives, an error as `name: message`.
#[must_use]
pub fn show<R: Display>(data: &CapData<R>) -> String {
    let value = decode(data);
    let mut line = String::new();
    match (
        value.get("error").and_then(Json::as_str),
        value.get("name").and_then(Json::as_str),
    ) {
        (Some(message), Some(name)) => _ = write!(line, "{name}: {message}"),
        _ => _ = write!(line, "{value}"),
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(json: &str) -> String {
        encode_arguments("text", &format!("[{json}]"))
            .unwrap()
            .concat()
    }

    #[test]
    fn json_becomes_smallcaps() {
        for (json, smallcaps) in [
            ("null", "null"),
            ("[true, false]", "[true,false]"),
            ("-0", "0"),
            ("-0.0", "0"),
            ("1.50", "1.5"),
            ("1e21", "1e+21"),
            ("1e-7", "1e-7"),
            ("100000000000000000000", "100000000000000000000"),
            (r#""plain""#, r#""plain""#),
            (r##""#undefined""##, r##""!#undefined""##),
            (r#""!x""#, r#""!!x""#),
            (r#""$0""#, r#""!$0""#),
            (r#""-7""#, r#""!-7""#),
            (r#"".7""#, r#"".7""#),
            (r#""\u0001\n\u00e9\u2028""#, "\"\\u0001\\né\u{2028}\""),
            (
                r##"{"b": 1, "a": {"#error": 2}, "é": 3}"##,
                r##"{"a":{"!#error":2},"b":1,"é":3}"##,
            ),
            // U+FF5E sorts after U+1F600, whose first code unit is D83D.
            (
                r#"{"\uff5e": 1, "\ud83d\ude00": 2}"#,
                "{\"\u{1f600}\":2,\"\u{ff5e}\":1}",
            ),
        ] {
            assert_eq!(encoded(json), smallcaps, "{json}");
        }
    }

    #[test]
    fn arguments_are_an_array_of_what_javascript_holds() {
        for (text, message) in [
            (
                "{}",
                "arguments:1:1: the arguments must be an array, not an object",
            ),
            ("", "arguments:1:1: not JSON: EOF while parsing a value"),
            ("[1,]", "arguments:1:4: not JSON: expected value"),
            (
                "[9007199254740993]",
                "arguments:1:2: JavaScript would round the integer 9007199254740993; write it as a string",
            ),
            ("[1e400]", "arguments:1:2: the number 1e400 is too large"),
            (
                r#"["\ud800"]"#,
                "arguments:1:9: not JSON: unexpected end of hex escape",
            ),
        ] {
            assert_eq!(
                encode_arguments("arguments", text).unwrap_err().to_string(),
                message,
                "{text}"
            );
        }
        let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
        let error = encode_arguments("arguments", &deep)
            .unwrap_err()
            .to_string();
        assert!(
            error.ends_with("more than 100 values inside one another"),
            "{error}"
        );
    }

    #[test]
    fn smallcaps_becomes_json_that_people_read() {
        for (body, json) in [
            (r##"#"#undefined""##, "null"),
            (
                r##"#["#NaN","#-Infinity","+7","-7","%@@iterator","!+7","x"]"##,
                r#"["NaN","-Infinity","7n","-7n","Symbol(@@iterator)","+7","x"]"#,
            ),
            (
                r##"#{"a":"$0.Alleged: purse","b":"&1","c":"$9","!#x":1}"##,
                r##"{"a":"ko21","b":"kp40","c":"$9","#x":1}"##,
            ),
            (
                r##"#{"#error":"no","name":"TypeError"}"##,
                r#"{"error":"no","name":"TypeError"}"#,
            ),
            (
                r##"#{"#tag":"copySet","payload":["+1"]}"##,
                r#"{"tag":"copySet","payload":["1n"]}"#,
            ),
            ("#{not json", r##""#{not json""##),
            ("", r#""""#),
        ] {
            let data = CapData {
                body: body.to_owned(),
                slots: vec!["ko21", "kp40"],
            };
            assert_eq!(decode(&data).to_string(), json, "{body}");
        }
        let deep = CapData::<&str>::plain(format!("#{}{}", "[".repeat(10_000), "]".repeat(10_000)));
        assert_eq!(
            decode(&deep),
            Json::String(deep.body.clone()),
            "too deep to be read"
        );
        assert_eq!(show(&CapData::<&str>::error("no")), "Error: no");
    }
}
