//! Writing to the standard streams, and numbers for people.
//!
//! A reader that goes away is not an error: what it does not read, it does not need.

use std::io::{self, ErrorKind, Write};

use comfy_table::{CellAlignment, LineStyle, Table, TableStyle};

use crate::failure::Failure;

/// Writes text to the standard output.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::Host(format!(
            "cannot write to the standard output: {error}"
        ))),
        _ => Ok(()),
    }
}

/// Writes one value as one line of JSON to the standard output.
pub fn print_json(value: &impl serde::Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string(value).map_err(|error| Failure::Host(error.to_string()))?;
    print(&format!("{text}\n"))
}

/// Writes one line to the standard error; there is nowhere to complain if that fails.
pub fn note(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Writes an error as one line.
pub fn error(message: &str) {
    note(&format!(
        "crankcase: {}",
        visible(&message.replace('\n', " "))
    ));
}

/// Text of unknown origin without characters that steer a terminal.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push(c),
            c if c.is_control() => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    out
}

/// A number with its digits in groups of three.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A size in bytes, in the unit that suits it.
#[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..0x10_0000 => format!("{:.1} KiB", bytes as f64 / 1024.0),
        _ => format!("{:.1} MiB", bytes as f64 / 1_048_576.0),
    }
}

/// A table with this head.
pub fn table(head: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─')));
    table.set_header(head.iter().copied());
    table
}

/// Aligns columns of numbers to the right.
pub fn align_right(table: &mut Table, columns: impl IntoIterator<Item = usize>) {
    for column in columns {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_sizes_have_units() {
        let numbers = [0, 999, 1_000, 1_234_567].map(grouped);
        assert_eq!(numbers, ["0", "999", "1,000", "1,234,567"]);
        let sizes = [5, 1_536, 7 << 20].map(size);
        assert_eq!(sizes, ["5 B", "1.5 KiB", "7.0 MiB"]);
    }

    #[test]
    fn vat_text_cannot_steer_a_terminal() {
        assert_eq!(visible("a\tb\u{1b}[2Jé\r"), "a\tb\\u{1b}[2Jé\\r");
    }
}
