//! A configuration text, JSON or TOML, as one tree whose every value knows where it stands.
//!
//! This module must never know what the values mean.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::AppError;

/// How deep values may be nested.
const MAX_DEPTH: usize = 100;

/// A text and the tree that was read from it.
#[derive(Debug)]
pub struct Document {
    /// What errors call the file.
    pub file: String,
    text: String,
    /// The value of the whole text.
    pub root: Node,
}

/// One value and the byte offset it begins at.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it begins.
    pub at: usize,
    /// What it is.
    pub value: Value,
}

/// A JSON value; TOML is read into the same, as far as it has a counterpart.
#[derive(Clone, Debug)]
pub enum Value {
    /// `null`
    Null,
    /// A truth value.
    Bool(bool),
    /// A number. Integers that a double cannot hold exactly are refused when the text is read.
    Number(f64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Node>),
    /// An object: its entries in the order of the text, each key once.
    Map(Vec<Entry>),
}

/// One entry of an object.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where the key begins.
    pub at: usize,
    /// The key.
    pub key: String,
    /// The value.
    pub node: Node,
}

impl Document {
    /// Reads a JSON text.
    ///
    /// # Errors
    /// At the first place that is not JSON, repeats a key, is nested too deeply, or is an integer that no
    /// JavaScript number equals.
    pub fn json(file: String, text: String) -> Result<Self, AppError> {
        let root = match serde_json::from_str::<&RawValue>(&text) {
            Ok(raw) => JsonReader {
                file: &file,
                text: &text,
            }
            .node(raw, 0)?,
            Err(error) => return Err(json_error(&file, &text, 0, &text, &error)),
        };
        Ok(Self { file, text, root })
    }

    /// Reads a TOML text.
    ///
    /// # Errors
    /// As for JSON; also for dates and for numbers that are not finite, which are no data of JSON.
    pub fn toml(file: String, text: String) -> Result<Self, AppError> {
        let root = match DeTable::parse(&text) {
            Ok(table) => {
                let reader = TomlReader {
                    file: &file,
                    text: &text,
                };
                let at = table.span().start;
                Node {
                    at,
                    value: reader.table(table.into_inner(), 0)?,
                }
            }
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                return Err(AppError::at(
                    file,
                    &text,
                    at,
                    error.message().replace('\n', ", "),
                ));
            }
        };
        Ok(Self { file, text, root })
    }

    /// Where an object first has this key, at any depth.
    #[must_use]
    pub fn find_key(&self, key: &str) -> Option<usize> {
        self.root.find_key(key)
    }

    /// An error at a place of this text.
    pub fn error(&self, at: usize, message: impl Into<String>) -> AppError {
        AppError::at(self.file.clone(), &self.text, at, message)
    }
}

impl Node {
    fn find_key(&self, key: &str) -> Option<usize> {
        match &self.value {
            Value::List(items) => items.iter().find_map(|item| item.find_key(key)),
            Value::Map(entries) => entries.iter().find_map(|entry| {
                if entry.key == key {
                    Some(entry.at)
                } else {
                    entry.node.find_key(key)
                }
            }),
            _ => None,
        }
    }
}

impl Value {
    /// What errors call a value of this kind.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "a string",
            Self::List(_) => "an array",
            Self::Map(_) => "an object",
        }
    }
}

/// The number that a decimal literal means to JavaScript, unless it is an integer that JavaScript would
/// have to round.
fn number(literal: &str) -> Result<f64, String> {
    let value: f64 = literal
        .parse()
        .map_err(|_| format!("{literal} is not a number"))?;
    if !value.is_finite() {
        return Err(format!("the number {literal} is too large"));
    }
    let digits = literal.strip_prefix('-').unwrap_or(literal);
    let integer = digits.bytes().all(|byte| byte.is_ascii_digit());
    if integer && format!("{:.0}", value.abs()) != digits {
        return Err(format!(
            "JavaScript would round the integer {literal}; write it as a string"
        ));
    }
    Ok(value)
}

fn json_error(
    file: &str,
    text: &str,
    base: usize,
    part: &str,
    error: &serde_json::Error,
) -> AppError {
    // serde_json counts bytes; a column of 0 means the end of the line before.
    let line_start: usize = part
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum();
    let at = base + line_start + error.column().saturating_sub(1);
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message);
    AppError::at(file, text, at, format!("not JSON: {message}"))
}

struct JsonReader<'a> {
    file: &'a str,
    text: &'a str,
}

impl JsonReader<'_> {
    /// Where a part of the text begins in it.
    fn offset(&self, part: &str) -> usize {
        part.as_ptr() as usize - self.text.as_ptr() as usize
    }

    fn parse<'p, T: Deserialize<'p>>(&self, part: &'p str) -> Result<T, AppError> {
        serde_json::from_str(part)
            .map_err(|error| json_error(self.file, self.text, self.offset(part), part, &error))
    }

    fn node(&self, raw: &RawValue, depth: usize) -> Result<Node, AppError> {
        let part = raw.get();
        let at = self.offset(part);
        let refuse = |message: String| AppError::at(self.file, self.text, at, message);
        if depth > MAX_DEPTH {
            return Err(refuse(format!(
                "more than {MAX_DEPTH} values inside one another"
            )));
        }
        let value = match part.as_bytes() {
            [b'{', ..] => Value::Map(self.entries(part, depth)?),
            [b'[', ..] => {
                let items: Vec<&RawValue> = self.parse(part)?;
                Value::List(
                    items
                        .into_iter()
                        .map(|item| self.node(item, depth + 1))
                        .collect::<Result<_, _>>()?,
                )
            }
            [b'"', ..] => Value::Text(self.parse(part)?),
            [b't', ..] => Value::Bool(true),
            [b'f', ..] => Value::Bool(false),
            [b'n', ..] => Value::Null,
            _ => Value::Number(number(part).map_err(refuse)?),
        };
        Ok(Node { at, value })
    }

    fn entries(&self, part: &str, depth: usize) -> Result<Vec<Entry>, AppError> {
        let pairs: Pairs<'_> = self.parse(part)?;
        let mut entries: Vec<Entry> = Vec::with_capacity(pairs.0.len());
        let mut seen = std::collections::BTreeSet::new();
        for (raw_key, raw) in pairs.0 {
            let at = self.offset(raw_key.get());
            let key: String = self.parse(raw_key.get())?;
            if !seen.insert(key.clone()) {
                return Err(AppError::at(
                    self.file,
                    self.text,
                    at,
                    format!("the key {key:?} is repeated"),
                ));
            }
            entries.push(Entry {
                at,
                key,
                node: self.node(raw, depth + 1)?,
            });
        }
        Ok(entries)
    }
}

/// The raw keys and values of an object, repeated ones too.
struct Pairs<'p>(Vec<(&'p RawValue, &'p RawValue)>);

impl<'p> Deserialize<'p> for Pairs<'p> {
    fn deserialize<D: Deserializer<'p>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'p> Visitor<'p> for Collect {
            type Value = Pairs<'p>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'p>>(self, mut map: A) -> Result<Pairs<'p>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

struct TomlReader<'a> {
    file: &'a str,
    text: &'a str,
}

impl TomlReader<'_> {
    fn error(&self, at: usize, message: impl Into<String>) -> AppError {
        AppError::at(self.file, self.text, at, message)
    }

    fn table(&self, table: DeTable<'_>, depth: usize) -> Result<Value, AppError> {
        let mut entries = Vec::with_capacity(table.len());
        for (key, value) in table {
            let at = key.span().start;
            entries.push(Entry {
                at,
                key: key.into_inner().into_owned(),
                node: self.node(value, depth + 1)?,
            });
        }
        Ok(Value::Map(entries))
    }

    fn node(&self, value: Spanned<DeValue<'_>>, depth: usize) -> Result<Node, AppError> {
        let at = value.span().start;
        if depth > MAX_DEPTH {
            return Err(self.error(
                at,
                format!("more than {MAX_DEPTH} values inside one another"),
            ));
        }
        let value = match value.into_inner() {
            DeValue::String(text) => Value::Text(text.into_owned()),
            DeValue::Boolean(truth) => Value::Bool(truth),
            DeValue::Integer(integer) => {
                let literal: Cow<'_, str> = match integer.radix() {
                    10 => integer.as_str().trim_start_matches('+').into(),
                    radix => match u64::from_str_radix(integer.as_str(), radix) {
                        Ok(value) => value.to_string().into(),
                        Err(_) => {
                            return Err(
                                self.error(at, format!("the number {integer} is too large"))
                            );
                        }
                    },
                };
                Value::Number(number(&literal).map_err(|message| self.error(at, message))?)
            }
            DeValue::Float(float) => match float.as_str().parse::<f64>() {
                Ok(value) if value.is_finite() => Value::Number(value),
                _ => {
                    return Err(
                        self.error(at, format!("{} is not a finite number", float.as_str()))
                    );
                }
            },
            DeValue::Datetime(_) => {
                return Err(self.error(at, "a date is not data; write it as a string"));
            }
            DeValue::Array(items) => Value::List(
                items
                    .into_iter()
                    .map(|item| self.node(item, depth + 1))
                    .collect::<Result<_, _>>()?,
            ),
            DeValue::Table(table) => self.table(table, depth)?,
        };
        Ok(Node { at, value })
    }
}
