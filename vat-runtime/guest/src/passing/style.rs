//! `passStyleOf`: which values may leave a vat, and as what (spec V1.1).
//!
//! What was found is noted on the object, so that it is looked at once (spec V1.4). Only what can never change is
//! noted: an object that passed is frozen, and so is all data that it leads to. No vat code runs here but the
//! traps of proxies, which are asked once (spec V1.5).

use std::rc::Rc;

use boa_engine::object::{IntegrityLevel, JsObject};
use boa_engine::property::PropertyKey;
use boa_engine::value::JsVariant;
use boa_engine::{Context, JsResult, JsString, JsValue, js_string};

use super::content::{Content, content, target};
use super::inspect::{is_frozen, is_proxy};
use super::names::{Names, names};
use super::refusal::{Checked, Refusal, refuse};
use super::{MAX_DEPTH, symbols};

/// The kinds of passable values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassStyle {
    /// `undefined`
    Undefined,
    /// `null`
    Null,
    /// A boolean.
    Boolean,
    /// A number.
    Number,
    /// A bigint.
    Bigint,
    /// A string.
    String,
    /// A registered or well-known symbol.
    Symbol,
    /// An array, passed by copy.
    CopyArray,
    /// A plain object, passed by copy.
    CopyRecord,
    /// A tag with a payload, passed by copy.
    Tagged,
    /// An object or function that stays where it is.
    Remotable,
    /// An error, passed by copy without its stack.
    Error,
    /// A promise.
    Promise,
    /// An immutable buffer of bytes.
    ByteArray,
}

impl PassStyle {
    /// All of them.
    pub(crate) const ALL: [Self; 14] = [
        Self::Undefined,
        Self::Null,
        Self::Boolean,
        Self::Number,
        Self::Bigint,
        Self::String,
        Self::Symbol,
        Self::CopyArray,
        Self::CopyRecord,
        Self::Tagged,
        Self::Remotable,
        Self::Error,
        Self::Promise,
        Self::ByteArray,
    ];

    /// The name that `passStyleOf` gives.
    #[must_use]
    pub fn name(self) -> JsString {
        match self {
            Self::Undefined => js_string!("undefined"),
            Self::Null => js_string!("null"),
            Self::Boolean => js_string!("boolean"),
            Self::Number => js_string!("number"),
            Self::Bigint => js_string!("bigint"),
            Self::String => js_string!("string"),
            Self::Symbol => js_string!("symbol"),
            Self::CopyArray => js_string!("copyArray"),
            Self::CopyRecord => js_string!("copyRecord"),
            Self::Tagged => js_string!("tagged"),
            Self::Remotable => js_string!("remotable"),
            Self::Error => js_string!("error"),
            Self::Promise => js_string!("promise"),
            Self::ByteArray => js_string!("byteArray"),
        }
    }

    /// The style of an object that was found passable before (spec V1.4).
    pub(crate) fn noted(object: &JsObject) -> Option<Self> {
        let index = usize::from(object.style()).checked_sub(1)?;
        Self::ALL.get(index).copied()
    }

    fn note(self, object: &JsObject) {
        // The enumeration is short; its numbers start at 1 on objects, where 0 says that nobody looked.
        object.note_style(self as u8 + 1);
    }
}

/// How the value passes, after checking all of it.
///
/// # Errors
/// A sentence that says what cannot be passed, and where in the value it is.
pub fn pass_style_of(value: &JsValue, context: &mut Context) -> JsResult<PassStyle> {
    check_style(value, context).map_err(|refusal| refusal.into_error(context))
}

/// As [`pass_style_of`], without making an error of a refusal.
pub(crate) fn check_style(value: &JsValue, context: &mut Context) -> Checked<PassStyle> {
    if let Some(style) = value.as_object().as_ref().and_then(PassStyle::noted) {
        return Ok(style);
    }
    Walk {
        names: names(context),
        above: Vec::new(),
    }
    .style(value, context)
}

struct Walk {
    names: Rc<Names>,
    /// The objects that hold the one looked at.
    above: Vec<JsObject>,
}

impl Walk {
    fn style(&mut self, value: &JsValue, context: &mut Context) -> Checked<PassStyle> {
        let Some(object) = value.as_object() else {
            return primitive(value, &self.names, context);
        };
        if let Some(style) = PassStyle::noted(&object) {
            return Ok(style);
        }
        self.enter(&object)?;
        let shown = frozen(&object, context)?;
        let content = content(&shown, &self.names, context)?;
        match &content {
            Content::Array(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    self.part(index as u32, element, context)?;
                }
            }
            Content::Record(properties) => {
                for (key, value) in properties {
                    self.part(key.clone(), value, context)?;
                }
            }
            Content::Tagged(_, payload) => {
                self.part(js_string!("payload"), payload, context)?;
            }
            Content::Error(causes) => self.causes(causes, context)?,
            Content::Remotable | Content::Promise | Content::ByteArray => {}
        }
        self.above.pop();
        let style = content.style();
        style.note(&object);
        Ok(style)
    }

    fn part(
        &mut self,
        key: impl Into<PropertyKey>,
        value: &JsValue,
        context: &mut Context,
    ) -> Checked<PassStyle> {
        self.style(value, context)
            .map_err(|refusal| refusal.under(key))
    }

    /// What an error names as its causes must be passable errors too (spec V1.10).
    fn causes(&mut self, causes: &[(PropertyKey, JsValue)], context: &mut Context) -> Checked<()> {
        for (key, value) in causes {
            let expected = || {
                refuse("Error expected: ")
                    .of(value.clone())
                    .under(key.clone())
            };
            if *key == PropertyKey::from(js_string!("cause")) {
                if self.part(key.clone(), value, context)? != PassStyle::Error {
                    return Err(expected());
                }
                continue;
            }
            let array = value.as_object().filter(JsObject::is_array);
            if array.is_none() || self.part(key.clone(), value, context)? != PassStyle::CopyArray {
                let what = "Passable Error \"errors\" own property must be a copyArray: ";
                return Err(refuse(what).of(value.clone()));
            }
            let Some(Content::Array(elements)) =
                array.map(|array| open(&array, &self.names)).transpose()?
            else {
                continue;
            };
            for (index, element) in elements.iter().enumerate() {
                let style = element.as_object().as_ref().and_then(PassStyle::noted);
                if style != Some(PassStyle::Error) {
                    return Err(refuse("Error expected: ")
                        .of(element.clone())
                        .under(index as u32)
                        .under(key.clone()));
                }
            }
        }
        Ok(())
    }

    /// Notes that the walk goes into `object`, unless it is already inside it or too deep (spec V1.6).
    fn enter(&mut self, object: &JsObject) -> Checked<()> {
        // Cycles are rare, so they are looked for only where an honest value is unlikely to reach.
        const SUSPICIOUS: usize = 24;
        let above = &mut self.above;
        let mut held = above.iter().take_while(|_| above.len() >= SUSPICIOUS);
        if let Some(first) = held.position(|held| JsObject::equals(held, object)) {
            let refusal = refuse("Pass-by-copy data cannot be cyclic ").object(object);
            return Err(refusal.after_going_round(above.len() - first));
        }
        check_depth(above.len())?;
        above.push(object.clone());
        Ok(())
    }
}

/// Checks how many objects are around one (spec V1.6).
pub(crate) fn check_depth(depth: usize) -> Checked<()> {
    if depth < MAX_DEPTH {
        return Ok(());
    }
    Err(refuse(format!(
        "Pass-by-copy data cannot be nested deeper than {MAX_DEPTH}"
    )))
}

fn primitive(value: &JsValue, names: &Names, context: &mut Context) -> Checked<PassStyle> {
    Ok(match value.variant() {
        JsVariant::Undefined => PassStyle::Undefined,
        JsVariant::Null => PassStyle::Null,
        JsVariant::Boolean(_) => PassStyle::Boolean,
        JsVariant::Integer32(_) | JsVariant::Float64(_) => PassStyle::Number,
        JsVariant::BigInt(_) => PassStyle::Bigint,
        JsVariant::String(_) => PassStyle::String,
        JsVariant::Symbol(symbol) => {
            symbols::check(&symbol, names, context)?;
            PassStyle::Symbol
        }
        JsVariant::Object(_) => unreachable!("objects are not primitives"),
    })
}

/// The object itself, once it is known to be frozen. Of a proxy what it stands before: a frozen proxy can show
/// nothing else of its own properties and its prototype, so its traps are asked once and never again.
fn frozen(object: &JsObject, context: &mut Context) -> Checked<JsObject> {
    if !is_proxy(object) {
        // What is hardened is frozen, and almost everything that gets here is.
        if object.is_hardened() || is_frozen(object, context)? {
            return Ok(object.clone());
        }
        return Err(not_frozen(object));
    }
    if !object.test_integrity_level(IntegrityLevel::Frozen, context)? {
        return Err(not_frozen(object));
    }
    if object.get(js_string!("then"), context)?.is_callable() {
        return Err(refuse("Cannot pass non-promise thenables"));
    }
    Ok(target(object)?)
}

fn not_frozen(object: &JsObject) -> Refusal {
    if object.is::<boa_engine::builtins::typed_array::TypedArray>() {
        return refuse("Cannot pass mutable typed arrays like ")
            .object(object)
            .and(".");
    }
    refuse("Cannot pass non-frozen objects like ")
        .object(object)
        .and(". Use harden()")
}

/// Opens an object that was found passable.
///
/// # Errors
/// When it is a proxy that was revoked since.
pub(crate) fn open(object: &JsObject, names: &Names) -> Checked<Content> {
    let shown = if is_proxy(object) {
        &target(object)?
    } else {
        object
    };
    super::content::reopen(shown, PassStyle::noted(object), names)
}
