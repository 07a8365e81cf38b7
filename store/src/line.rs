//! Records of one line: a text, the tip of a chain, one more name, and a check sum over all that.
//!
//! Must never read any other bytes than those that it writes.

use std::fmt::Display;
use std::str::FromStr;

use crate::ids::{Height, Tip};

/// How a record is worded.
pub(crate) struct Line {
    /// What stands before the height and the hash of the tip.
    pub(crate) before: &'static str,
    /// What stands between them and the name.
    pub(crate) between: &'static str,
}

impl Line {
    pub(crate) fn write(&self, tip: Tip, name: impl Display) -> String {
        let Self { before, between } = self;
        let said = format!("{before} {} {} {between} {name}", tip.height, tip.hash);
        let check = crc32fast::hash(said.as_bytes());
        format!("{said} {check:08x}\n")
    }

    pub(crate) fn read<T: Display + FromStr>(&self, bytes: &[u8]) -> Option<(Tip, T)> {
        let said = std::str::from_utf8(bytes).ok()?;
        let said = said.strip_prefix(self.before)?.strip_prefix(' ')?;
        let (height, said) = said.split_once(' ')?;
        let (hash, said) = said.split_once(' ')?;
        let said = said.strip_prefix(self.between)?.strip_prefix(' ')?;
        let (name, _) = said.split_once(' ')?;
        let tip = Tip {
            height: Height(height.parse().ok()?),
            hash: hash.parse().ok()?,
        };
        let name: T = name.parse().ok()?;
        (self.write(tip, &name).as_bytes() == bytes).then_some((tip, name))
    }
}
