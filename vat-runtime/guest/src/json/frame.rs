//! One array or object while it is written: which of its parts is next (spec E14.5).
//!
//! Parts that need no more than looking are written here; the first that may need more is given back. No
//! vat code runs here, so what was looked at cannot change meanwhile.

use std::rc::Rc;

use boa_engine::JsValue;
use boa_engine::object::{IndexedProperties, JsObject};
use boa_engine::property::PropertyKey;

use super::layouts::Layout;
use super::names::key_string;
use super::write::Output;

/// An array or object that was begun.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) object: JsObject,
    items: Items,
    /// The number of the next part.
    next: u64,
    /// Whether a part was written.
    written: bool,
}

/// The parts of an array or object.
#[derive(Debug)]
pub(super) enum Items {
    /// So many elements. If `direct` they can be looked at where they lie.
    Elements { length: u64, direct: bool },
    /// Properties that can be looked at where they lie.
    Layout(Rc<Layout>),
    /// Properties that the object is asked for.
    Keys(Rc<[PropertyKey]>),
}

/// What comes next of a frame.
#[derive(Debug)]
pub(super) enum Next {
    /// Nothing: it is complete.
    End,
    /// A value that may need vat code, or a frame of its own.
    Value(JsValue),
    /// The property that [`Frame::key`] names has to be asked for.
    Ask,
}

/// What it takes to write a value.
enum Kind {
    Simple,
    /// It is left out, or `null` in arrays.
    Nothing,
    Other,
}

fn kind(value: &JsValue) -> Kind {
    if value.is_object() || value.is_bigint() {
        Kind::Other
    } else if value.is_undefined() || value.is_symbol() {
        Kind::Nothing
    } else {
        Kind::Simple
    }
}

impl Frame {
    pub(super) fn new(object: JsObject, items: Items) -> Self {
        Self {
            object,
            items,
            next: 0,
            written: false,
        }
    }

    pub(super) fn is_array(&self) -> bool {
        matches!(self.items, Items::Elements { .. })
    }

    /// The key of the part that was given last.
    pub(super) fn key(&self) -> PropertyKey {
        let last = self.next.saturating_sub(1);
        match &self.items {
            Items::Elements { .. } => last.into(),
            Items::Layout(layout) => layout.properties[last as usize].key.clone().into(),
            Items::Keys(keys) => keys[last as usize].clone(),
        }
    }

    /// Takes the next part that has to be given back. If `simple`, parts before it that are simple are
    /// written.
    pub(super) fn advance(&mut self, simple: bool, output: &mut Output) -> Next {
        match &self.items {
            Items::Elements { length, direct } => {
                let (length, direct) = (*length, *direct);
                if simple
                    && direct
                    && let Some(value) = self.elements(length, output)
                {
                    return Next::Value(value);
                }
                self.ask(length)
            }
            Items::Layout(layout) if simple => {
                let layout = layout.clone();
                self.properties(&layout, output)
            }
            Items::Layout(layout) => self.ask(layout.properties.len() as u64),
            Items::Keys(keys) => self.ask(keys.len() as u64),
        }
    }

    fn ask(&mut self, length: u64) -> Next {
        if self.next == length {
            return Next::End;
        }
        self.next += 1;
        Next::Ask
    }

    /// Writes elements as long as they are simple and there, one after the other.
    fn elements(&mut self, length: u64, output: &mut Output) -> Option<JsValue> {
        let object = self.object.clone();
        let object = object.borrow();
        let from = self.next as usize;
        let dense =
            |there: usize| usize::try_from(length).map_or(there, |length| there.min(length));
        match object.properties().elements() {
            IndexedProperties::DenseI32(there) => {
                for value in there.get(from..dense(there.len()))? {
                    self.part(output);
                    output.integer(*value);
                }
            }
            IndexedProperties::DenseF64(there) => {
                for value in there.get(from..dense(there.len()))? {
                    self.part(output);
                    output.number(*value);
                }
            }
            IndexedProperties::DenseElement(there)
            | IndexedProperties::FrozenElement(there)
            | IndexedProperties::SealedElement(there) => {
                for value in there.get(from..dense(there.len()))? {
                    match kind(value) {
                        Kind::Other => {
                            self.next += 1;
                            return Some(value.clone());
                        }
                        Kind::Simple => {
                            self.part(output);
                            output.simple(value);
                        }
                        Kind::Nothing => {
                            self.part(output);
                            output.null();
                        }
                    }
                }
            }
            IndexedProperties::SparseElement(_) | IndexedProperties::SparseProperty(_) => {}
        }
        None
    }

    /// Begins an element that is written here.
    fn part(&mut self, output: &mut Output) {
        self.next += 1;
        output.separate(&mut self.written);
    }

    /// Writes properties as long as they are simple.
    fn properties(&mut self, layout: &Layout, output: &mut Output) -> Next {
        let object = self.object.clone();
        let object = object.borrow();
        let same = object.shape().to_addr_usize() == layout.shape.to_addr_usize();
        let values = object.properties().values();
        while let Some(property) = layout.properties.get(self.next as usize) {
            let at = self.next as usize;
            self.next += 1;
            let Some(slot) = property.slot.filter(|_| same) else {
                return Next::Ask;
            };
            let value = &values[slot];
            match kind(value) {
                Kind::Other => return Next::Value(value.clone()),
                Kind::Simple => {
                    output.separate(&mut self.written);
                    output.label(layout.label(at), &property.key);
                    output.simple(value);
                }
                Kind::Nothing => {}
            }
        }
        Next::End
    }

    /// Writes what stands before the value that was given last.
    pub(super) fn introduce(&mut self, output: &mut Output) {
        output.separate(&mut self.written);
        match &self.items {
            Items::Elements { .. } => {}
            Items::Layout(layout) => {
                let at = self.next as usize - 1;
                output.label(layout.label(at), &layout.properties[at].key);
            }
            Items::Keys(_) => output.label(None, &key_string(&self.key())),
        }
    }

    /// Writes the end.
    pub(super) fn finish(self, output: &mut Output) {
        output.leave(self.written, if self.is_array() { b']' } else { b'}' });
    }
}
