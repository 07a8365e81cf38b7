//! How the tokens of an expression are put together: on one line, or a line for each part.

/// Tokens that would mean something else if they stood together.
const BAD_PAIRS: [&[u8; 2]; 6] = [b"<<", b">>", b"++", b"--", b"<!", b"->"];

/// An expression that is being written.
pub(super) struct Layout {
    text: String,
    indent: bool,
    level: usize,
    needs_space: bool,
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

impl Layout {
    pub(super) fn new(indent: bool) -> Self {
        Self {
            text: String::new(),
            indent,
            level: 0,
            needs_space: false,
        }
    }

    /// Its length so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Opens a bracket.
    pub(super) fn open(&mut self, bracket: char) {
        if self.indent && self.needs_space {
            self.text.push(' ');
        }
        self.needs_space = false;
        self.level += 1;
        self.text.push(bracket);
    }

    /// Begins a line, if there are several.
    pub(super) fn line(&mut self) {
        if self.indent {
            self.needs_space = false;
            self.text.push('\n');
            self.text.push_str(&"  ".repeat(self.level));
        }
    }

    /// Closes a bracket.
    pub(super) fn close(&mut self, bracket: char) {
        self.level -= 1;
        if !self.indent && self.text.ends_with(',') {
            self.text.pop();
        }
        self.line();
        self.text.push(bracket);
    }

    /// Writes a token.
    pub(super) fn next(&mut self, token: &str) {
        let space = if self.indent {
            self.needs_space && token != "," && token != ")"
        } else {
            self.would_mix(token)
        };
        if space {
            self.text.push(' ');
        }
        self.needs_space = true;
        self.text.push_str(token);
    }

    fn would_mix(&self, token: &str) -> bool {
        let (last, first) = (self.text.bytes().last(), token.bytes().next());
        let (Some(last), Some(first)) = (last, first) else {
            return false;
        };
        is_word(last) && is_word(first) || BAD_PAIRS.contains(&&[last, first])
    }
}
