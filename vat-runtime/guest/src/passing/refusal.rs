//! Why a value cannot be passed: words for whoever tried, and where in the value the offender is.
//!
//! The words never show what an offender holds (spec V2.1): that goes to the notes of the error, which only the
//! host's console shows.

use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsError, JsString, JsValue, js_string};

use super::describe::describe_key;
use super::names::names;
use crate::native;

/// At most so many steps of a path are written.
const STEPS: usize = 20;

/// The outcome of a check.
pub(crate) type Checked<T> = Result<T, Refusal>;

/// Why a check failed.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// The value is not as it must be.
    Said(Box<Said>),
    /// What was asked threw: a trap, or a limit of the engine.
    Thrown(JsError),
}

/// The words of a refusal.
#[derive(Debug)]
pub(crate) struct Said {
    type_error: bool,
    strings: Vec<String>,
    values: Vec<JsValue>,
    /// From the offender outwards.
    path: Vec<PropertyKey>,
    /// How many steps of the path lead round and round to where it already was.
    round: usize,
}

impl From<JsError> for Refusal {
    fn from(error: JsError) -> Self {
        Self::Thrown(error)
    }
}

/// Begins a refusal with these words.
pub(crate) fn refuse(words: impl Into<String>) -> Refusal {
    Refusal::Said(Box::new(Said {
        type_error: false,
        strings: vec![words.into()],
        values: Vec::new(),
        path: Vec::new(),
        round: 0,
    }))
}

impl Refusal {
    /// Goes on with a value that is only named by its kind.
    pub(crate) fn of(mut self, value: impl Into<JsValue>) -> Self {
        if let Self::Said(said) = &mut self {
            said.values.push(value.into());
            said.strings.push(String::new());
        }
        self
    }

    /// Goes on with an object that is only named by its kind.
    pub(crate) fn object(self, object: &JsObject) -> Self {
        self.of(object.clone())
    }

    /// Goes on with more words.
    pub(crate) fn and(mut self, words: &str) -> Self {
        if let Self::Said(said) = &mut self
            && let Some(last) = said.strings.last_mut()
        {
            last.push_str(words);
        }
        self
    }

    /// Makes it a `TypeError`.
    pub(crate) fn type_error(mut self) -> Self {
        if let Self::Said(said) = &mut self {
            said.type_error = true;
        }
        self
    }

    /// Notes that the offender is in this property of what is looked at.
    pub(crate) fn under(mut self, key: impl Into<PropertyKey>) -> Self {
        if let Self::Said(said) = &mut self {
            if said.round > 0 {
                said.round -= 1;
            } else {
                said.path.push(key.into());
            }
        }
        self
    }

    /// Notes that the last steps only led back to the offender.
    pub(crate) fn after_going_round(mut self, steps: usize) -> Self {
        if let Self::Said(said) = &mut self {
            said.round = steps;
        }
        self
    }

    /// The error to throw.
    pub(crate) fn into_error(self, context: &mut Context) -> JsError {
        let said = match self {
            Self::Thrown(error) => return error,
            Self::Said(said) => *said,
        };
        let mut strings = said.strings;
        if let Some(last) = strings.last_mut()
            && !said.path.is_empty()
        {
            last.push_str(&format!(" (at {})", path_text(&said.path)));
        }
        let name = if said.type_error {
            "TypeError"
        } else {
            "Error"
        };
        let class = names(context)
            .error_class(&js_string!(name))
            .map(|class| class.constructor.clone());
        let strings = strings.iter().map(|text| js_string!(text.as_str()));
        native::thrown(strings.collect(), said.values, class, context)
    }
}

/// A path as it would be written in code: `a[0]["odd name"]` (spec V2.2).
fn path_text(path: &[PropertyKey]) -> String {
    let mut text = String::new();
    for (index, key) in path.iter().rev().enumerate() {
        if index == STEPS {
            text.push('…');
            break;
        }
        match key {
            PropertyKey::String(name) if is_word(name) => {
                if index > 0 {
                    text.push('.');
                }
                text.push_str(&name.to_std_string_lossy());
            }
            other => {
                text.push('[');
                text.push_str(&describe_key(other));
                text.push(']');
            }
        }
    }
    text
}

fn is_word(name: &JsString) -> bool {
    let text = name.to_std_string_lossy();
    let inner = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$');
    text.len() <= 80
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && !text.is_empty()
        && text.chars().all(inner)
}
