//! Functions on errors: what can be thrown to another vat, and how it is made so (spec V4.4).

use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};

use crate::harden::harden;
use crate::native;
use crate::passing::content::{Content, target};
use crate::passing::describe::describe;
use crate::passing::failure::{self, is_error_like as error_like};
use crate::passing::inspect::own;
use crate::passing::names::{Names, names};
use crate::passing::pass_style_of;
use crate::passing::refusal::{Refusal, refuse};
use crate::passing::style::{PassStyle, check_style, open};
use crate::realm::builtin::{Native, fixed};

pub(super) const FUNCTIONS: [(&str, usize, Native); 4] = [
    ("getErrorConstructor", 1, get_error_constructor),
    ("isErrorLike", 1, is_error_like),
    ("toPassableError", 1, to_passable_error),
    ("toThrowable", 1, to_throwable),
];

fn is_error_like(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(error_like(args.get_or_undefined(0), &names(context)).into())
}

fn get_error_constructor(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let name = args.get_or_undefined(0).as_string();
    let names = names(context);
    let class = name.and_then(|name| {
        names
            .error_class(&name)
            .map(|class| class.constructor.clone())
    });
    Ok(class.map_or_else(JsValue::undefined, JsValue::from))
}

fn to_passable_error(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    passable_error(args.get_or_undefined(0), context)
}

/// The error itself, hardened, if it can be passed; otherwise one that says the same and can. What is no error at
/// all is asked for a name and a message too.
fn passable_error(value: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    harden(value, context)?;
    let names = names(context);
    if error_like(value, &names) {
        match check_style(value, context) {
            Ok(_) => return Ok(value.clone()),
            Err(Refusal::Thrown(error)) => return Err(error),
            Err(Refusal::Said(_)) => {}
        }
    }
    let object = target(&value.to_object(context)?)?;
    let name = failure::text_of(&object, js_string!("name"));
    let message = failure::text_of(&object, js_string!("message"));
    let made = failure::make_error(&name, message, &names, context)?;
    for key in ["cause", "errors"] {
        if let Some(part) = kept(&object, key, &names, context)? {
            made.insert_property(js_string!(key), fixed(part));
        }
    }
    let made = JsValue::from(made);
    harden(&made, context)?;
    let words = vec![js_string!("copied from error "), js_string!()];
    native::note_on(&made, words, vec![value.clone()], context)?;
    pass_style_of(&made, context)?;
    Ok(made)
}

/// What the error names as its causes, if that part of it can be passed.
fn kept(
    object: &JsObject,
    key: &str,
    names: &Names,
    context: &mut Context,
) -> JsResult<Option<JsValue>> {
    let Some(found) = own(object, &PropertyKey::from(js_string!(key))) else {
        return Ok(None);
    };
    let hidden = found.enumerable() != Some(true);
    let Some(value) = found.value().filter(|_| hidden) else {
        return Ok(None);
    };
    let style = match check_style(value, context) {
        Ok(style) => style,
        Err(Refusal::Thrown(error)) if error.as_engine().is_some() => return Err(error),
        Err(_) => return Ok(None),
    };
    let fits = match (style, value.as_object()) {
        (PassStyle::Error, _) => key == "cause",
        (PassStyle::CopyArray, Some(array)) if key == "errors" => {
            let content = open(&array, names).map_err(|refusal| refusal.into_error(context))?;
            let Content::Array(elements) = content else {
                return Ok(None);
            };
            elements.iter().all(|element| {
                let style = element.as_object().as_ref().and_then(PassStyle::noted);
                style == Some(PassStyle::Error)
            })
        }
        _ => false,
    };
    Ok(Some(value.clone()).filter(|_| fits))
}

/// `toThrowable(value)`: what may be thrown to another vat holds no references.
fn to_throwable(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    harden(value, context)?;
    let names = names(context);
    if error_like(value, &names) {
        return passable_error(value, context);
    }
    if value.is_object() {
        pass_style_of(value, context)?;
        check_throwable(value, &names, context)?;
    }
    Ok(value.clone())
}

/// Checks the parts of a passable value in a list, since vat code decides how deep they are nested.
fn check_throwable(value: &JsValue, names: &Names, context: &mut Context) -> JsResult<()> {
    let mut rest = vec![value.clone()];
    let mut seen = 0;
    while let Some(part) = rest.pop() {
        let Some(object) = part.as_object() else {
            continue;
        };
        seen += 1;
        if seen > crate::marshal::MAX_VALUES {
            return Err(refuse("too many parts to be throwable").into_error(context));
        }
        match open(&object, names).map_err(|refusal| refusal.into_error(context))? {
            Content::Array(elements) => rest.extend(elements),
            Content::Record(properties) => {
                rest.extend(properties.into_iter().map(|(_, part)| part))
            }
            Content::Tagged(_, payload) => rest.push(payload),
            Content::Error(_) => {}
            Content::Remotable | Content::Promise | Content::ByteArray => {
                let style = pass_style_of(&part, context)?;
                let style = describe(&style.name().into());
                let refusal = refuse(format!("A {style} is not throwable: ")).object(&object);
                return Err(refusal.into_error(context));
            }
        }
    }
    Ok(())
}
