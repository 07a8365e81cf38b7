//! The short strings of a text: what comes often is made once.
//!
//! Two strings of one text are the same value either way; only memory and time can tell.

use boa_engine::JsString;

use super::scan::{Literal, Unit};

/// Longer strings are hardly ever repeated.
const LONGEST: usize = 24;

/// One place for so many units of text, but never more than the most.
const SPREAD: usize = 64;
const MOST: usize = 256;

/// Strings that came before, each in the place that its units give.
pub(super) struct Strings<'a, U> {
    places: Vec<Option<Known<'a, U>>>,
}

struct Known<'a, U> {
    raw: &'a [U],
    /// Made when it comes for the second time.
    string: Option<JsString>,
}

impl<'a, U: Unit> Strings<'a, U> {
    /// For a text of so many units.
    pub(super) fn new(units: usize) -> Self {
        let count = (units / SPREAD).min(MOST).next_power_of_two();
        let mut places = Vec::new();
        places.resize_with(count, || None);
        Self { places }
    }

    /// The string of a literal.
    pub(super) fn get(&mut self, literal: Literal<'a, U>) -> JsString {
        let raw = match literal {
            Literal::Made(string) => return string,
            Literal::Raw(raw) => raw,
        };
        if raw.len() > LONGEST || raw.is_empty() {
            return U::string(raw);
        }
        let place = place(raw) & (self.places.len() - 1);
        match &mut self.places[place] {
            Some(known) if known.raw == raw => {
                let string = known.string.get_or_insert_with(|| U::string(raw));
                string.clone()
            }
            other => {
                *other = Some(Known { raw, string: None });
                U::string(raw)
            }
        }
    }
}

/// A number that differs for most strings.
fn place<U: Unit>(raw: &[U]) -> usize {
    let at = |index: usize| usize::from(raw[index].code());
    let ends = at(0) * 7 + at(raw.len() - 1) * 31;
    ends + at(raw.len() / 2) * 17 + raw.len() * 3
}
