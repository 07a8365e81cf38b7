//! The keys that an object of the configuration may have, checked before anything reads them.
//!
//! This module must never know which keys there are; [`super::config`] says so.

use super::document::{Document, Entry, Node, Value};
use super::error::AppError;

/// What a key's value may be.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Any string.
    Text,
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// A truth value.
    Bool,
    /// A whole number from 1 on.
    Count,
    /// The same, or `"never"`.
    CountOrNever,
    /// An array of strings.
    Texts,
    /// An object.
    Object,
    /// An object without entries, an array without items, `false` or `null`; the text says why nothing
    /// else is accepted.
    Nothing(&'static str),
}

/// The entries of an object whose keys have been checked.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'d> {
    document: &'d Document,
    at: usize,
    entries: &'d [Entry],
}

impl<'d> Fields<'d> {
    /// Checks that `node` is an object, that it has no keys but these, and that their values have the
    /// shapes given. `what` is what errors call the object.
    ///
    /// # Errors
    /// At the first place that is different.
    pub fn check(
        document: &'d Document,
        node: &'d Node,
        what: &str,
        known: &[(&str, Shape)],
    ) -> Result<Self, AppError> {
        let fields = Self::open(document, node, what)?;
        for entry in fields.entries {
            let Some((_, shape)) = known.iter().find(|(key, _)| *key == entry.key) else {
                let hint = hint(&entry.key, known.iter().map(|(key, _)| *key));
                return Err(document.error(
                    entry.at,
                    format!("unknown key {:?} in {what}{hint}", entry.key),
                ));
            };
            if let Err(expected) = shape.check(&entry.node.value) {
                let message = format!("{:?} in {what}: {expected}", entry.key);
                return Err(document.error(entry.node.at, message));
            }
        }
        Ok(fields)
    }

    /// The entries of an object whose keys are names that the user chose.
    ///
    /// # Errors
    /// When it is no object.
    pub fn open(document: &'d Document, node: &'d Node, what: &str) -> Result<Self, AppError> {
        match &node.value {
            Value::Map(entries) => Ok(Self {
                document,
                at: node.at,
                entries,
            }),
            other => Err(document.error(
                node.at,
                format!("{what} must be an object, not {}", other.kind()),
            )),
        }
    }

    /// All entries, in the order of the text.
    #[must_use]
    pub fn entries(&self) -> &'d [Entry] {
        self.entries
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'d Node> {
        self.entries
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.node)
    }

    /// The value of a key that was checked as a string, and its place.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<(&'d str, usize)> {
        match self.get(key)? {
            Node {
                at,
                value: Value::Text(text),
            } => Some((text, *at)),
            _ => None,
        }
    }

    /// The value of a key that was checked as a count.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked as a count, see Shape::check"
    )]
    pub fn count(&self, key: &str) -> Option<u64> {
        match self.get(key)?.value {
            Value::Number(number) => Some(number as u64),
            _ => None,
        }
    }

    /// An error about the object as a whole.
    pub fn error(&self, message: impl Into<String>) -> AppError {
        self.document.error(self.at, message)
    }
}

impl Shape {
    fn check(self, value: &Value) -> Result<(), String> {
        let expected = match (self, value) {
            (Self::Text, Value::Text(_))
            | (Self::Bool, Value::Bool(_))
            | (Self::Object, Value::Map(_))
            | (Self::Nothing(_), Value::Null | Value::Bool(false)) => return Ok(()),
            (Self::Count | Self::CountOrNever, Value::Number(number)) if is_count(*number) => {
                return Ok(());
            }
            (Self::CountOrNever, Value::Text(text)) if text == "never" => return Ok(()),
            (Self::Texts, Value::List(items))
                if items
                    .iter()
                    .all(|item| matches!(item.value, Value::Text(_))) =>
            {
                return Ok(());
            }
            (Self::Nothing(_), Value::Map(entries)) if entries.is_empty() => return Ok(()),
            (Self::Nothing(_), Value::List(items)) if items.is_empty() => return Ok(()),
            (Self::Nothing(why), _) => return Err(why.to_owned()),
            (Self::OneOf(choices), Value::Text(text)) if choices.contains(&text.as_str()) => {
                return Ok(());
            }
            (Self::OneOf(choices), Value::Text(text)) => {
                let hint = hint(text, choices.iter().copied());
                return Err(format!("{text:?} is none of {}{hint}", choices.join(", ")));
            }
            (Self::Text | Self::OneOf(_), _) => "a string",
            (Self::Bool, _) => "true or false",
            (Self::Count, _) => "a whole number from 1 on",
            (Self::CountOrNever, _) => "a whole number from 1 on, or \"never\"",
            (Self::Texts, _) => "an array of strings",
            (Self::Object, _) => "an object",
        };
        Err(match value {
            Value::Number(number) => format!("expected {expected}, not {number}"),
            Value::List(_) if matches!(self, Self::Texts) => format!("expected {expected}"),
            other => format!("expected {expected}, not {}", other.kind()),
        })
    }
}

/// Whether a number is a count that a double holds exactly.
fn is_count(number: f64) -> bool {
    (1.0..=9_007_199_254_740_991.0).contains(&number) && number.fract() == 0.0
}

/// What to add to an error about a word: the known one that was probably meant.
fn hint<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> String {
    let word = word.to_lowercase();
    known
        .map(|known| {
            let distance = strsim::damerau_levenshtein(&word, &known.to_lowercase());
            (distance, known)
        })
        .min()
        .filter(|(distance, _)| *distance <= 2)
        .map_or(String::new(), |(_, known)| {
            format!("; did you mean {known:?}?")
        })
}
