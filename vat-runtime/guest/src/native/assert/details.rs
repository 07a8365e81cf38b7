//! The text of errors: templates whose substitutions are hidden unless they are quoted (spec E12.2, E12.3,
//! E12.5).
//!
//! An error's message may reach code that must not see what was substituted; the vat's console may. Tokens
//! hold what they were given and make no text until somebody asks for it.

use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::native_function::NativeFunctionPointer;
use boa_engine::object::JsObject;
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsResult, JsString, JsValue, Trace, js_string,
};

use super::freeze;
use super::stringify::{gap, stringify};
use crate::console;
use crate::passing::describe::redacted;
use crate::passing::inspect::type_error;
use crate::passing::names;
use crate::realm::builtin::method;

/// A message that was put together but not thrown yet.
#[derive(Clone, Debug, Trace, Finalize, JsData)]
pub(in crate::native) struct Details {
    strings: Vec<JsString>,
    values: Vec<JsValue>,
}

/// A value that may be shown.
#[derive(Clone, Debug, Trace, Finalize, JsData)]
struct Shown {
    value: JsValue,
    gap: String,
    bare: bool,
}

/// The prototypes of tokens.
#[derive(Clone, Debug)]
struct Prototypes {
    shown: JsObject,
    details: JsObject,
}

/// Prepares what templates need.
pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let shown = prototype(shown_to_string, context)?;
    let details = prototype(details_to_string, context)?;
    context.insert_data(Prototypes { shown, details });
    Ok(())
}

/// Frozen like everything that vat code shares and does not own.
fn prototype(to_string: NativeFunctionPointer, context: &mut Context) -> JsResult<JsObject> {
    let parent = names(context).object.clone();
    let prototype = JsObject::new(context.root_shape(), parent, OrdinaryObject).upcast();
    let to_string: JsObject = method("toString", 0, to_string, context);
    freeze(&to_string, context)?;
    prototype.create_data_property_or_throw(js_string!("toString"), to_string, context)?;
    freeze(&prototype, context)?;
    Ok(prototype)
}

fn prototypes(context: &Context) -> Prototypes {
    context
        .get_data::<Prototypes>()
        .expect("prepared with the modules")
        .clone()
}

/// The text of a token that `quote` or `bare` made.
fn shown_to_string(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let shown = shown_of(this).ok_or_else(|| type_error("not a quoted value"))?;
    Ok(shown.text(context).into())
}

/// What the error would say (spec E12.5).
fn details_to_string(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let object = this.as_object();
    let details = object
        .as_ref()
        .and_then(|object| object.downcast_ref::<Details>())
        .map(|details| details.clone());
    Ok(match details {
        Some(details) => details.message(context).into(),
        None => js_string!("[Not a DetailsToken]").into(),
    })
}

fn shown_of(value: &JsValue) -> Option<Shown> {
    let object = value.as_object()?;
    let shown = object.downcast_ref::<Shown>()?;
    Some(shown.clone())
}

impl Shown {
    fn text(&self, context: &mut Context) -> JsString {
        match self.value.as_string() {
            Some(text) if self.bare => text,
            _ => stringify(&self.value, &self.gap, context),
        }
    }
}

fn token(shown: Shown, context: &mut Context) -> JsResult<JsValue> {
    let token = JsObject::from_proto_and_data(prototypes(context).shown, shown);
    freeze(&token, context)?;
    Ok(token.into())
}

/// `quote(value, spaces)`.
pub(super) fn quote(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let shown = Shown {
        value: args.get_or_undefined(0).clone(),
        gap: gap(args.get_or_undefined(1)),
        bare: false,
    };
    token(shown, context)
}

/// `bare(text, spaces)`: like `quote`, but words stand without quotes.
pub(super) fn bare(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    let word = |word: &str| {
        let inner = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'_' | b':' | b'-');
        !word.is_empty() && word.bytes().all(inner)
    };
    let text = value.as_string().map(|text| text.to_std_string_lossy());
    if !text.is_some_and(|text| text.split(' ').all(word)) {
        return quote(this, args, context);
    }
    let shown = Shown {
        value: value.clone(),
        gap: String::new(),
        bare: true,
    };
    token(shown, context)
}

impl Details {
    /// Strings with values between them, one string more than values.
    pub(super) fn new(strings: Vec<JsString>, values: Vec<JsValue>) -> Self {
        Self { strings, values }
    }

    /// A text that may be seen.
    pub(super) fn plain(text: JsString) -> Self {
        Self {
            strings: vec![text],
            values: Vec::new(),
        }
    }

    /// The strings in `args[0]` with the substitutions behind it; shown all of them, if `unredacted`.
    pub(super) fn from_template(
        args: &[JsValue],
        unredacted: bool,
        context: &mut Context,
    ) -> JsResult<Self> {
        let (template, values) = args
            .split_first()
            .ok_or_else(|| type_error("details must be used as a template tag"))?;
        let template = template.to_object(context)?;
        let mut strings = Vec::with_capacity(values.len() + 1);
        for index in 0..=values.len() as u64 {
            let text = template.get(index, context)?;
            if text.is_undefined() {
                return Err(type_error("a template has a string after each value"));
            }
            strings.push(text.to_string(context)?);
        }
        let mut values = values.to_vec();
        if unredacted {
            for value in &mut values {
                if shown_of(value).is_none() {
                    *value = quote(&JsValue::undefined(), std::slice::from_ref(value), context)?;
                }
            }
        }
        Ok(Self { strings, values })
    }

    /// The details that an argument holds: of a template, or a string to be shown as it is.
    pub(super) fn from_value(value: &JsValue, context: &mut Context) -> JsResult<Self> {
        if let Some(text) = value.as_string() {
            return Ok(Self::plain(text));
        }
        let object = value.as_object();
        let details = object
            .as_ref()
            .and_then(|object| object.downcast_ref::<Self>())
            .map(|details| details.clone());
        details.ok_or_else(|| {
            let shown = stringify(value, "", context).to_std_string_lossy();
            type_error(format!("unrecognized details {shown}"))
        })
    }

    /// What the error says: what is not quoted is only named by its kind.
    pub(super) fn message(&self, context: &mut Context) -> JsString {
        self.join(|value| match shown_of(value) {
            Some(shown) => shown.text(context),
            None => js_string!(redacted(value).as_str()),
        })
    }

    /// What the console shows: everything (spec E12.9).
    pub(in crate::native) fn full(&self, context: &mut Context) -> String {
        self.join(|value| {
            let text = match shown_of(value) {
                Some(shown) if shown.bare => return shown.text(context),
                Some(shown) => console::mention(&shown.value, context),
                None => console::mention(value, context),
            };
            js_string!(text.as_str())
        })
        .to_std_string_lossy()
    }

    fn join(&self, mut text: impl FnMut(&JsValue) -> JsString) -> JsString {
        let mut parts = Vec::with_capacity(2 * self.strings.len());
        for (index, string) in self.strings.iter().enumerate() {
            parts.push(string.clone());
            parts.extend(self.values.get(index).map(&mut text));
        }
        let parts: Vec<_> = parts.iter().map(JsString::as_str).collect();
        JsString::concat_array(&parts)
    }

    /// As a value that vat code can hold and not look into.
    pub(super) fn into_token(self, context: &mut Context) -> JsResult<JsValue> {
        let token = JsObject::from_proto_and_data(prototypes(context).details, self);
        freeze(&token, context)?;
        Ok(token.into())
    }
}
