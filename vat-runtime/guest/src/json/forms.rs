//! The forms of the objects of one text: which keys follow which, and the shapes that come of it.
//!
//! Most objects of a text look like one before them. Then a key is compared with the one that came in this
//! place the last time, in the text itself, and neither a string nor a property is looked up.

use boa_engine::object::shape::Shape;
use boa_engine::property::PropertyKey;

use super::scan::{Literal, Unit};

/// So many forms are remembered. Texts with more have no pattern, or are too small to matter.
const MOST: usize = 4096;

/// So many keys that came in one place are remembered.
const MOST_ALIKE: usize = 8;

/// The form of an object so far.
#[derive(Clone, Debug)]
pub(super) enum Form {
    /// One that is remembered.
    Known(usize),
    /// One that is not: nobody else's, so a unique shape may change in place.
    Own(Shape),
}

/// What a key is for the object that it comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A property that the object did not have: its value is the last of the object's.
    Next,
    /// One that it has, in this slot.
    Slot(usize),
    /// An index.
    Index(u32),
}

struct Known<'a, U> {
    shape: Shape,
    /// The key that leads here from the form before.
    raw: &'a [U],
    /// The next form that comes from the same form as this one.
    sibling: Option<usize>,
    /// The first of the forms that come from this one, and how many there are.
    first: Option<usize>,
    count: usize,
    /// The form that came from this one the last time.
    expected: Option<usize>,
}

/// The forms of a text.
pub(super) struct Forms<'a, U> {
    known: Vec<Known<'a, U>>,
}

impl<'a, U: Unit> Forms<'a, U> {
    /// With the shape of an object without properties.
    pub(super) fn new(empty: Shape) -> Self {
        Self {
            known: vec![Known::new(empty, &[], None)],
        }
    }

    /// The form of an object without properties.
    pub(super) fn empty() -> Form {
        Form::Known(0)
    }

    /// The shape of an object that is complete.
    pub(super) fn shape(&self, form: Form) -> Shape {
        match form {
            Form::Known(at) => self.known[at].shape.clone(),
            Form::Own(shape) => shape,
        }
    }

    /// The raw text of the key that is likely to come next.
    pub(super) fn expected(&self, form: &Form) -> Option<&'a [U]> {
        let Form::Known(at) = form else { return None };
        let next = self.known[*at].expected?;
        Some(self.known[next].raw)
    }

    /// The form after the key that [`Self::expected`] gave.
    pub(super) fn advance(&self, form: &mut Form) {
        if let Form::Known(at) = form
            && let Some(next) = self.known[*at].expected
        {
            *at = next;
        }
    }

    /// The form after another key, and what the key is.
    pub(super) fn add(&mut self, form: &mut Form, literal: Literal<'a, U>) -> Place {
        let (key, raw) = match literal {
            Literal::Made(key) => (key, None),
            Literal::Raw(raw) => {
                if let Form::Known(at) = form
                    && let Some(next) = self.find(*at, raw)
                {
                    self.known[*at].expected = Some(next);
                    *at = next;
                    return Place::Next;
                }
                (U::string(raw), Some(raw))
            }
        };
        let key = PropertyKey::from(key);
        if let PropertyKey::Index(index) = key {
            return Place::Index(index.get());
        }
        let shape = self.shape(form.clone());
        match shape.with_property(&key) {
            Some(next) => {
                *form = self.remember(form, next, raw);
                Place::Next
            }
            None => Place::Slot(shape.data_slot(&key).expect("it has data properties only")),
        }
    }

    fn find(&self, at: usize, raw: &[U]) -> Option<usize> {
        let mut next = self.known[at].first;
        while let Some(candidate) = next {
            if self.known[candidate].raw == raw {
                return Some(candidate);
            }
            next = self.known[candidate].sibling;
        }
        None
    }

    fn remember(&mut self, form: &Form, shape: Shape, raw: Option<&'a [U]>) -> Form {
        let (Form::Known(at), Some(raw)) = (form, raw) else {
            return Form::Own(shape);
        };
        let full = self.known.len() >= MOST || self.known[*at].count >= MOST_ALIKE;
        if full || shape.is_unique() {
            return Form::Own(shape);
        }
        let next = self.known.len();
        let from = &mut self.known[*at];
        let sibling = from.first.replace(next);
        from.count += 1;
        from.expected = Some(next);
        self.known.push(Known::new(shape, raw, sibling));
        Form::Known(next)
    }
}

impl<'a, U> Known<'a, U> {
    fn new(shape: Shape, raw: &'a [U], sibling: Option<usize>) -> Self {
        Self {
            shape,
            raw,
            sibling,
            first: None,
            count: 0,
            expected: None,
        }
    }
}
