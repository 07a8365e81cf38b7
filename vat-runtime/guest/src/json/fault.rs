//! What the `SyntaxError` for a text that is not JSON says (spec E14.3).
//!
//! It names the place by line and column, and shows of the text no more than one character.

use boa_engine::{JsError, JsNativeError, JsString};

use super::scan::{Fault, What};

/// The error for a fault in a text that was given to a function.
pub(super) fn syntax_error(function: &str, text: &JsString, fault: Fault) -> JsError {
    let (line, column) = place(text, fault.at);
    let found = found(text, fault.at);
    let what = match fault.what {
        What::Unexpected if fault.at >= text.len() => "the text ends too early".to_owned(),
        What::Unexpected => format!("unexpected {found}"),
        What::Control => format!("{found} needs an escape in a string"),
        What::Escape => format!("{found} makes no escape"),
        What::Rest => format!("{found} after the value"),
    };
    let message = format!("{function}: {what}, at line {line}, column {column}");
    JsNativeError::syntax().with_message(message).into()
}

/// Line and column of a place, both from 1; columns count code units.
fn place(text: &JsString, at: usize) -> (usize, usize) {
    let (mut line, mut start, mut previous) = (1, 0, 0);
    for (index, unit) in text.iter().take(at).enumerate() {
        // Of a carriage return and a line feed the second only moves the start of the line.
        if unit == 0xd || (unit == 0xa && previous != 0xd) {
            line += 1;
        }
        if unit == 0xd || unit == 0xa {
            start = index + 1;
        }
        previous = unit;
    }
    (line, at - start + 1)
}

/// The character at a place, in words that no console takes for anything else.
fn found(text: &JsString, at: usize) -> String {
    if at >= text.len() {
        return "the end".to_owned();
    }
    let point = text.code_point_at(at).as_u32();
    match char::from_u32(point) {
        Some(c @ ' '..='~') => format!("'{c}'"),
        _ => format!("U+{point:04X}"),
    }
}
