//! What objects of one shape look like in JSON text, worked out once for each shape (spec E14.5).
//!
//! A layout says where the values lie. It holds only for as long as an object has the shape: whoever runs
//! vat code between two properties has to look again.

use std::rc::Rc;

use boa_engine::object::JsObject;
use boa_engine::object::shape::Shape;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsString, js_string};

use super::text::Text;
use super::write::write_string;

/// So many shapes are remembered, each in the place that its address gives.
const PLACES: usize = 64;

/// What the objects of a shape have.
#[derive(Debug)]
pub(super) struct Layout {
    /// Kept so that no other shape gets its address.
    pub(super) shape: Shape,
    /// The enumerable properties with strings as keys.
    pub(super) properties: Vec<Property>,
    /// The labels of all of them; empty if one is beyond Latin-1.
    labels: Vec<u8>,
    /// Whether looking for `toJSON` finds nothing and runs nothing.
    pub(super) quiet: bool,
}

/// One property of a layout.
#[derive(Debug)]
pub(super) struct Property {
    pub(super) key: JsString,
    /// Where its value lies; nothing for accessors.
    pub(super) slot: Option<usize>,
    /// Where its label ends among those of the layout. It begins where that of the one before ends.
    end: usize,
}

impl Layout {
    /// A key as it is written, with its colon; nothing if one of the keys is beyond Latin-1.
    pub(super) fn label(&self, property: usize) -> Option<&[u8]> {
        let start = property
            .checked_sub(1)
            .map_or(0, |before| self.properties[before].end);
        self.labels.get(start..self.properties[property].end)
    }
}

/// The layouts of the shapes that were met.
pub(super) struct Layouts {
    places: Vec<Option<Rc<Layout>>>,
    /// The prototypes that have no `toJSON`, nor anything above them that has.
    quiet: Vec<JsObject>,
    /// The shape of an array that was found to be quiet: almost all arrays have the same one.
    quiet_array: Option<Shape>,
    to_json: PropertyKey,
    /// What stands between a key and its value.
    colon: &'static [u8],
}

impl Layouts {
    pub(super) fn new(indented: bool, context: &Context) -> Self {
        let to_json = PropertyKey::from(js_string!("toJSON"));
        let constructors = context.intrinsics().constructors();
        let object = constructors.object().prototype();
        let array = constructors.array().prototype();
        // Both are frozen (spec E1): what they do not have now they never get.
        let lacks = |prototype: &JsObject| !prototype.borrow().shape().has(&to_json);
        let quiet = if lacks(&object) && lacks(&array) {
            vec![object, array]
        } else {
            Vec::new()
        };
        Self {
            places: vec![None; PLACES],
            quiet,
            quiet_array: None,
            to_json,
            colon: if indented { b": " } else { b":" },
        }
    }

    /// The layout of an object whose own properties can be read without asking the object.
    pub(super) fn of(&mut self, object: &JsObject) -> Option<Rc<Layout>> {
        if !object.is_ordinary() || !object.has_ordinary_reads() {
            return None;
        }
        let borrowed = object.borrow();
        if borrowed.properties().index_property_keys().next().is_some() {
            return None;
        }
        let shape = borrowed.shape();
        let address = shape.to_addr_usize();
        let place = (address >> 3 ^ address >> 9) % PLACES;
        if let Some(known) = &self.places[place]
            && known.shape.to_addr_usize() == address
        {
            return Some(known.clone());
        }
        let layout = Rc::new(self.describe(shape));
        // A unique shape may get more properties in place.
        if shape.is_shared() {
            self.places[place] = Some(layout.clone());
        }
        Some(layout)
    }

    /// Whether looking for `toJSON` on an array finds nothing and runs nothing.
    pub(super) fn is_quiet_array(&mut self, array: &JsObject) -> bool {
        let array = array.borrow();
        let shape = array.shape();
        let address = shape.to_addr_usize();
        let known = self.quiet_array.as_ref();
        if known.is_some_and(|known| known.to_addr_usize() == address) {
            return true;
        }
        let quiet = self.is_quiet(shape);
        if quiet && shape.is_shared() {
            self.quiet_array = Some(shape.clone());
        }
        quiet
    }

    fn is_quiet(&self, shape: &Shape) -> bool {
        let parent = shape.prototype();
        let quiet = |parent: &JsObject| self.quiet.iter().any(|known| known == parent);
        parent.as_ref().is_none_or(quiet) && !shape.has(&self.to_json)
    }

    fn describe(&self, shape: &Shape) -> Layout {
        let mut properties = Vec::new();
        let mut labels = Text::default();
        shape.each_enumerable(|key, slot| {
            write_string(key.as_str(), &mut labels);
            labels.bytes(self.colon);
            properties.push(Property {
                key: key.clone(),
                slot,
                end: labels.len(),
            });
        });
        Layout {
            shape: shape.clone(),
            properties,
            labels: labels.into_bytes().unwrap_or_default(),
            quiet: self.is_quiet(shape),
        }
    }
}
