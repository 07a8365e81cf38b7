//! What is wrong with an application, in one line that names the place.
//!
//! This module must never read a file.

use std::fmt;

/// An application that cannot be loaded. [`fmt::Display`] gives one line: `file:line:column: what is
/// wrong`, as far as the place is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppError {
    /// The file, as its user would name it.
    pub file: Option<String>,
    /// Where in the file.
    pub position: Option<Position>,
    /// What is wrong.
    pub message: String,
}

/// A place in a text. Both numbers begin at 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Position {
    /// The place of a byte offset. An offset beyond the end, or inside a character, means the next place
    /// that exists before it.
    #[must_use]
    pub fn of(text: &str, offset: usize) -> Self {
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            line,
            column: before[start..].chars().count() + 1,
        }
    }
}

impl AppError {
    /// An error that belongs to no file.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            file: None,
            position: None,
            message: message.into(),
        }
    }

    /// An error about a file as a whole.
    pub fn file(file: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            file: Some(file.into()),
            position: None,
            message: message.into(),
        }
    }

    /// An error at a byte offset of a text.
    pub fn at(
        file: impl Into<String>,
        text: &str,
        offset: usize,
        message: impl Into<String>,
    ) -> Self {
        Self {
            file: Some(file.into()),
            position: Some(Position::of(text, offset)),
            message: message.into(),
        }
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write_line(f, file)?;
            if let Some(Position { line, column }) = self.position {
                write!(f, ":{line}:{column}")?;
            }
            f.write_str(": ")?;
        }
        write_line(f, &self.message)
    }
}

/// Writes text of unknown origin so that it stays on one line and cannot steer a terminal.
fn write_line(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    for c in text.chars() {
        if c.is_control() {
            write!(f, "{}", c.escape_default())?
        } else {
            write!(f, "{c}")?
        }
    }
    Ok(())
}

impl std::error::Error for AppError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters_from_one() {
        let text = "ab\nñ€x\n";
        let position = |offset| {
            let Position { line, column } = Position::of(text, offset);
            (line, column)
        };
        assert_eq!(position(0), (1, 1));
        assert_eq!(position(2), (1, 3));
        assert_eq!(position(3), (2, 1));
        assert_eq!(position(text.find('x').unwrap()), (2, 3));
        assert_eq!(
            position(text.find('€').unwrap() + 1),
            (2, 2),
            "inside a character"
        );
        assert_eq!(position(1000), (3, 1), "beyond the end");
    }

    #[test]
    fn errors_are_one_line_without_control_characters() {
        let error = AppError::at("a\nb.js", "x\ny", 2, "what\u{1b}[31m is\r\nwrong");
        assert_eq!(
            error.to_string(),
            "a\\nb.js:2:1: what\\u{1b}[31m is\\r\\nwrong"
        );
        assert_eq!(AppError::new("no").to_string(), "no");
    }
}
