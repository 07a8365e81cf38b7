//! What is known of an error besides what it says itself: its message unredacted, and notes (spec E12.8).
//!
//! Only the host's console shows it. Nothing here may ever give any of it to vat code.

use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsWeakMap;
use boa_engine::{Context, Finalize, JsData, JsResult, JsString, Trace};

use super::assert::Details;

/// At most so many notes are kept for an error; the oldest goes first.
const MOST: usize = 100;

/// What is known of one error.
#[derive(Clone, Debug, Default, Trace, Finalize, JsData)]
struct About {
    name: Option<JsString>,
    message: Option<Details>,
    notes: Vec<Details>,
    printed: bool,
}

/// What is known, by error, as long as the error is there.
#[derive(Clone, Debug)]
struct Book(JsWeakMap);

/// What the console shows of an error besides its own properties.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// The name that it was given for the console only.
    pub name: Option<String>,
    /// Its message with everything that was substituted.
    pub message: Option<String>,
    /// What was noted on it.
    pub notes: Vec<String>,
}

/// Opens an empty book.
pub(super) fn install(context: &mut Context) {
    let book = Book(JsWeakMap::new(context));
    context.insert_data(book);
}

/// What is known of `error`, and the place to keep it.
fn about(error: &JsObject, context: &mut Context) -> JsResult<JsObject> {
    let book = book(context);
    if let Some(found) = book.get(error, context)?.as_object() {
        return Ok(found);
    }
    let about = JsObject::from_proto_and_data(None, About::default());
    book.set(error, about.clone().into(), context)?;
    Ok(about)
}

fn book(context: &Context) -> JsWeakMap {
    let book = context.get_data::<Book>();
    book.expect("the book was opened with the modules")
        .0
        .clone()
}

fn change(
    error: &JsObject,
    context: &mut Context,
    change: impl FnOnce(&mut About),
) -> JsResult<()> {
    let about = about(error, context)?;
    if let Some(mut about) = about.downcast_mut::<About>() {
        change(&mut about);
    }
    Ok(())
}

/// Keeps the details of a message, and perhaps a name for the console.
pub(super) fn keep(
    error: &JsObject,
    message: Details,
    name: Option<JsString>,
    context: &mut Context,
) -> JsResult<()> {
    change(error, context, |about| {
        about.message = Some(message);
        about.name = name;
    })
}

/// Notes something on an error. Gives it back, as text, if the error was shown already: then nobody would see
/// the note.
pub(super) fn note(
    error: &JsObject,
    note: Details,
    context: &mut Context,
) -> JsResult<Option<String>> {
    let late = {
        let about = about(error, context)?;
        about
            .downcast_ref::<About>()
            .is_some_and(|about| about.printed)
    };
    if late {
        return Ok(Some(note.full(context)));
    }
    change(error, context, |about| {
        if about.notes.len() == MOST {
            about.notes.remove(0);
        }
        about.notes.push(note);
    })?;
    Ok(None)
}

/// What the console shows now.
pub(crate) fn tell(error: &JsObject, context: &mut Context) -> Known {
    let found = book(context).get(error, context).ok();
    let Some(about) = found.and_then(|found| found.as_object()) else {
        return Known::default();
    };
    let taken = about.downcast_mut::<About>().map(|mut about| {
        about.printed = true;
        about.clone()
    });
    let Some(about) = taken else {
        return Known::default();
    };
    Known {
        name: about.name.as_ref().map(JsString::to_std_string_lossy),
        message: about.message.as_ref().map(|message| message.full(context)),
        notes: about.notes.iter().map(|note| note.full(context)).collect(),
    }
}
