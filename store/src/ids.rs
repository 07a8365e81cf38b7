//! The names of things in a store: heights, block hashes and blob hashes.
//!
//! Must never hold anything but the name.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A number of committed blocks. The first block has height 1; a new store has height 0.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Height(pub u64);

impl fmt::Display for Height {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// SHA-256 over a block's height, the hash of the block before it and its contents: it stands for the
/// whole history up to the block. All zeros before the first block.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct BlockHash(#[serde(with = "serde_bytes")] pub [u8; 32]);

/// SHA-256 of a blob's bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct BlobHash(#[serde(with = "serde_bytes")] pub [u8; 32]);

/// SHA-256 that stands for all that a store holds and replicas share, whatever the blocks in which it came.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StateHash(#[serde(with = "serde_bytes")] pub [u8; 32]);

/// SHA-256 of an export's manifest: it stands for everything in the export.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExportRoot(pub [u8; 32]);

impl BlobHash {
    /// The name of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

/// A text that is not a hash.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a hash: 64 lower-case hex digits are")]
pub struct BadHash(String);

/// Reads exactly what `Display` writes; upper-case digits are refused, so that a thing has one name.
fn parse(text: &str) -> Result<[u8; 32], BadHash> {
    let bad = || BadHash(text.chars().take(80).collect());
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Err(bad());
    }
    let mut hash = [0; 32];
    hex::decode_to_slice(text, &mut hash).map_err(|_| bad())?;
    Ok(hash)
}

macro_rules! hex_text {
    ($name:ident) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&hex::encode(self.0))
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
        impl FromStr for $name {
            type Err = BadHash;

            fn from_str(text: &str) -> Result<Self, BadHash> {
                parse(text).map(Self)
            }
        }
    };
}

hex_text!(BlockHash);
hex_text!(BlobHash);
hex_text!(StateHash);
hex_text!(ExportRoot);

/// The end of a chain of blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tip {
    pub(crate) height: Height,
    pub(crate) hash: BlockHash,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blob_has_exactly_one_name() {
        let hash = BlobHash::of(b"x");
        let text = hash.to_string();
        assert_eq!(text.parse(), Ok(hash));
        assert!(text.to_uppercase().parse::<BlobHash>().is_err());
        assert!(text[1..].parse::<BlobHash>().is_err());
        assert!("../../etc/passwd".parse::<BlobHash>().is_err());
    }
}
