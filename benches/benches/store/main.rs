//! What the store costs: committing a block, beside SQLite and beside the bare bytes; opening a large store,
//! and making its index again.
//!
//! `cargo bench --bench store` runs it at full size, `cargo bench --bench store -- commit` a part of it. What is
//! compared is done in turns in one run, so that the machine is the same for all.
//!
//! Must never judge: it prints medians and ratios, and whoever reads them knows the machine.

mod commit;
mod data;
mod open;

/// How much is done: all of it, or as little as shows that it works.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    full: bool,
}

impl Size {
    /// A number for a full run and one for a small one.
    pub fn of<T>(self, full: T, small: T) -> T {
        if self.full { full } else { small }
    }
}

/// A part of the bench: its name, and what runs it.
type Part = (&'static str, fn(Size));

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // Test runners ask which tests there are.
    if arguments.iter().any(|argument| argument == "--list") {
        return;
    }
    if let Some(at) = arguments
        .iter()
        .position(|argument| argument == open::CHILD)
    {
        return open::child(&arguments[at + 1..]);
    }
    let size = Size {
        full: arguments.iter().any(|argument| argument == "--bench"),
    };
    let wanted: Vec<&String> = arguments
        .iter()
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    let parts: [Part; 2] = [("commit", commit::run), ("open", open::run)];
    for (name, run) in parts {
        if wanted.is_empty() || wanted.iter().any(|wanted| *wanted == name) {
            run(size);
        }
    }
}
