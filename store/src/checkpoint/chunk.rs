//! The bytes of a chunk: items in key order (spec S13).
//!
//! ```text
//! item: u16 length, key | 0 | u32 length, value
//!       u16 length, key | 1 | u32 length of the value | [32] blob of each of its pieces
//! ```
//!
//! Must never panic on any bytes, and must never read what it would not have written.

use crate::block::{MAX_ENTRY_BYTES, MAX_KEY_BYTES};
use crate::ids::BlobHash;

/// A longer value lies in blobs of its own.
pub(crate) const INLINE_BYTES: usize = 64 << 10;
/// The length of all those blobs but the last.
pub(crate) const PIECE_BYTES: usize = 1 << 20;
/// The longest key of an index: a tag and a key of the store.
pub(crate) const MAX_ITEM_KEY_BYTES: usize = 1 + MAX_KEY_BYTES;
/// The longest value of an index: a page of one entry.
const MAX_ITEM_VALUE_BYTES: usize = MAX_ENTRY_BYTES + 4;

/// The value of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Value<'a> {
    /// The value itself.
    Inline(&'a [u8]),
    /// A value of this length, in these blobs: hashes of 32 bytes.
    Pieces(usize, &'a [u8]),
}

/// Where a value lies that is not in its item.
pub(crate) fn pieces(hashes: &[u8]) -> impl Iterator<Item = BlobHash> + '_ {
    hashes.chunks_exact(32).map(|hash| {
        let hash = hash.try_into().expect("chunks of 32 bytes have 32 bytes");
        BlobHash(hash)
    })
}

/// Adds an item.
pub(crate) fn push(chunk: &mut Vec<u8>, key: &[u8], value: Value<'_>) {
    let length = u16::try_from(key.len()).expect("keys of an index are short");
    chunk.extend_from_slice(&length.to_be_bytes());
    chunk.extend_from_slice(key);
    let (kind, length, bytes) = match value {
        Value::Inline(value) => (0, value.len(), value),
        Value::Pieces(length, hashes) => (1, length, hashes),
    };
    chunk.push(kind);
    let length = u32::try_from(length).expect("values were checked against their limit");
    chunk.extend_from_slice(&length.to_be_bytes());
    chunk.extend_from_slice(bytes);
}

/// A chunk that was read.
#[derive(Debug)]
pub(crate) struct Chunk {
    bytes: Vec<u8>,
    starts: Vec<u32>,
}

impl Chunk {
    /// Reads a chunk; None if the bytes are not one.
    pub(crate) fn decode(bytes: Vec<u8>) -> Option<Self> {
        let mut starts = Vec::new();
        let mut last: &[u8] = &[];
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            starts.push(u32::try_from(bytes.len() - rest.len()).ok()?);
            let (key, value, after) = read_item(rest)?;
            let in_order = last < key;
            if !in_order || !fits(key, value) {
                return None;
            }
            last = key;
            rest = after;
        }
        (!starts.is_empty()).then_some(Self { bytes, starts })
    }

    /// The number of its items; at least one.
    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }

    /// An item.
    pub(crate) fn item(&self, number: usize) -> (&[u8], Value<'_>) {
        let start = self.starts[number] as usize;
        let (key, value, _) =
            read_item(&self.bytes[start..]).expect("the items were read when the chunk was");
        (key, value)
    }

    /// The pieces of its large values.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = BlobHash> + '_ {
        let hashes = (0..self.len()).map(|number| match self.item(number).1 {
            Value::Pieces(_, hashes) => hashes,
            Value::Inline(_) => &[],
        });
        hashes.flat_map(pieces)
    }

    /// The number of the first item with `key` or a later key.
    pub(crate) fn find(&self, key: &[u8]) -> usize {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from + (to - from) / 2;
            if self.item(middle).0 < key {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }

    /// About how much memory it takes, in bytes.
    pub(crate) fn weight(&self) -> usize {
        self.bytes.len() + 4 * self.starts.len()
    }
}

fn read_item(bytes: &[u8]) -> Option<(&[u8], Value<'_>, &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    let (key, rest) = rest.split_at_checked(u16::from_be_bytes(*length).into())?;
    let (kind, rest) = rest.split_first()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let length = u32::from_be_bytes(*length) as usize;
    match kind {
        0 => {
            let (value, rest) = rest.split_at_checked(length)?;
            Some((key, Value::Inline(value), rest))
        }
        1 => {
            let (hashes, rest) = rest.split_at_checked(length.div_ceil(PIECE_BYTES) * 32)?;
            Some((key, Value::Pieces(length, hashes), rest))
        }
        _ => None,
    }
}

/// Checks the sizes, and that the value lies where one of its length does.
fn fits(key: &[u8], value: Value<'_>) -> bool {
    let (length, inline) = match value {
        Value::Inline(value) => (value.len(), true),
        Value::Pieces(length, _) => (length, false),
    };
    key.len() <= MAX_ITEM_KEY_BYTES
        && length <= MAX_ITEM_VALUE_BYTES
        && inline == (length <= INLINE_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// spec S13
    #[test]
    fn a_chunk_is_read_back_and_no_other_bytes_are_one() {
        let hashes = [7; 64];
        let items = [
            (&b"ka"[..], Value::Inline(b"")),
            (b"kb", Value::Inline(b"value")),
            (b"kc", Value::Pieces(PIECE_BYTES + 1, &hashes)),
            (b"p", Value::Inline(&[3; 300])),
        ];
        let mut bytes = Vec::new();
        items
            .iter()
            .for_each(|(key, value)| push(&mut bytes, key, *value));
        let chunk = Chunk::decode(bytes.clone()).unwrap();
        assert_eq!(chunk.len(), items.len());
        for (number, item) in items.iter().enumerate() {
            assert_eq!(chunk.item(number), *item);
            assert_eq!(chunk.find(item.0), number);
        }
        assert_eq!(
            (chunk.find(b""), chunk.find(b"kbb"), chunk.find(b"q")),
            (0, 2, 4)
        );
        let ends: Vec<usize> = chunk.starts.iter().map(|start| *start as usize).collect();
        for cut in 0..bytes.len() {
            let whole = cut > 0 && ends.contains(&cut);
            assert_eq!(
                Chunk::decode(bytes[..cut].to_vec()).is_some(),
                whole,
                "cut at {cut}"
            );
        }
        let read = |items: &[(&[u8], Value<'_>)]| {
            let mut bytes = Vec::new();
            items
                .iter()
                .for_each(|(key, value)| push(&mut bytes, key, *value));
            Chunk::decode(bytes).is_some()
        };
        let long = vec![1; INLINE_BYTES + 1];
        assert!(read(&[(b"k", Value::Inline(&long[1..]))]));
        assert!(!read(&[(b"k", Value::Inline(&long))]));
        assert!(read(&[(
            b"k",
            Value::Pieces(INLINE_BYTES + 1, &hashes[..32])
        )]));
        assert!(!read(&[(b"k", Value::Pieces(INLINE_BYTES, &hashes[..32]))]));
        assert!(!read(&[
            (b"kb", Value::Inline(b"")),
            (b"ka", Value::Inline(b""))
        ]));
        assert!(!read(&[
            (b"kb", Value::Inline(b"")),
            (b"kb", Value::Inline(b""))
        ]));
        assert!(!read(&[(
            &[b'k'; MAX_ITEM_KEY_BYTES + 1],
            Value::Inline(b"")
        )]));
    }
}
