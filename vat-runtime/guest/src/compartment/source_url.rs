//! The name that a text gives itself, for stack traces: `//# sourceURL=name` in its last lines.

use boa_engine::JsString;

/// How many characters at the end of a text are looked at.
const TAIL: usize = 1024;

/// How many characters of a name are shown.
const NAME: usize = 256;

/// A name as one line of a trace can show it.
pub(super) fn printable(name: &str) -> String {
    let shown = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    name.chars().take(NAME).map(shown).collect()
}

/// The name, if the text has one.
pub(super) fn of(source: &JsString) -> Option<String> {
    let tail: Vec<u16> = source
        .iter()
        .skip(source.len().saturating_sub(TAIL))
        .collect();
    let tail = String::from_utf16_lossy(&tail);
    for line in tail.trim_end().lines().rev() {
        let line = line.trim();
        let comment = line.strip_prefix("//").map(str::trim_start)?;
        let pragma = comment.strip_prefix(['#', '@'])?;
        if let Some((key, value)) = pragma.split_once('=')
            && key.trim() == "sourceURL"
        {
            let name = value.split_whitespace().next()?;
            return Some(printable(name));
        }
    }
    None
}
