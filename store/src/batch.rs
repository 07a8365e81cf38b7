//! What one block changes, and its canonical bytes.
//!
//! Must never depend on the order in which changes of different keys were given: the same changes make
//! the same bytes, whoever commits them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::error::StoreError;

/// The longest key, in bytes.
pub const MAX_KEY_BYTES: usize = 4096;
/// The longest name of a stream, in bytes.
pub const MAX_STREAM_NAME_BYTES: usize = 1024;
/// The largest value, in bytes.
pub const MAX_VALUE_BYTES: usize = 64 << 20;
/// The largest stream entry, in bytes.
pub const MAX_ENTRY_BYTES: usize = 64 << 20;
/// The largest block, in bytes of its encoding.
pub const MAX_BLOCK_BYTES: usize = 1 << 30;

/// The changes of one block. They become visible and durable together, by [`Store::commit`].
///
/// [`Store::commit`]: crate::Store::commit
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    pub(crate) changes: BTreeMap<ByteBuf, Option<ByteBuf>>,
    pub(crate) streams: BTreeMap<ByteBuf, Vec<ByteBuf>>,
}

impl Batch {
    /// A batch without changes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the value of a key. The last `put` or `delete` of a key is the one that counts.
    pub fn put(&mut self, key: impl Into<Vec<u8>>, value: impl Into<Vec<u8>>) {
        self.changes
            .insert(ByteBuf::from(key), Some(ByteBuf::from(value)));
    }

    /// Removes a key, if it is there.
    pub fn delete(&mut self, key: impl Into<Vec<u8>>) {
        self.changes.insert(ByteBuf::from(key), None);
    }

    /// Appends an entry to a stream, after those appended before.
    pub fn append(&mut self, stream: impl Into<Vec<u8>>, entry: impl Into<Vec<u8>>) {
        self.streams
            .entry(ByteBuf::from(stream))
            .or_default()
            .push(ByteBuf::from(entry));
    }

    /// What was appended to a stream, in order.
    pub fn appended<'a>(&'a self, stream: &[u8]) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        self.streams
            .get(serde_bytes::Bytes::new(stream))
            .into_iter()
            .flatten()
            .map(|entry| entry.as_slice())
    }

    /// True if the batch changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.streams.is_empty()
    }

    /// Checks every size against its limit.
    pub(crate) fn check_sizes(&self) -> Result<(), StoreError> {
        check_sizes(&self.changes, self.streams.iter())
    }
}

fn check_sizes<'a>(
    changes: &BTreeMap<ByteBuf, Option<ByteBuf>>,
    streams: impl Iterator<Item = (&'a ByteBuf, &'a Vec<ByteBuf>)>,
) -> Result<(), StoreError> {
    // Room for the length marks is counted, so that what is checked here also fits when it is encoded.
    let mut total = 20;
    for (key, value) in changes {
        let value_bytes = value.as_ref().map_or(0, |value| value.len());
        within("a key", key.len(), MAX_KEY_BYTES)?;
        within("a value", value_bytes, MAX_VALUE_BYTES)?;
        total += key.len() + value_bytes + 10;
    }
    for (stream, entries) in streams {
        within("a stream's name", stream.len(), MAX_STREAM_NAME_BYTES)?;
        total += stream.len() + 20;
        for entry in entries {
            within("a stream entry", entry.len(), MAX_ENTRY_BYTES)?;
            total += entry.len() + 5;
        }
    }
    within("a block", total, MAX_BLOCK_BYTES)
}

fn within(what: &'static str, bytes: usize, limit: usize) -> Result<(), StoreError> {
    if bytes <= limit {
        return Ok(());
    }
    Err(StoreError::TooLarge {
        what,
        bytes: bytes as u64,
        limit: limit as u64,
    })
}

/// A batch that knows where in each stream its entries go: what a block of the log holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Block {
    pub(crate) changes: BTreeMap<ByteBuf, Option<ByteBuf>>,
    pub(crate) streams: BTreeMap<ByteBuf, Appended>,
}

/// The entries a block appends to one stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Appended {
    /// The position of the first of them: the stream's length before the block.
    pub(crate) first: u64,
    pub(crate) entries: Vec<ByteBuf>,
}

impl Block {
    /// Appends the canonical bytes (spec S3) to a buffer.
    pub(crate) fn encode_into(&self, buffer: &mut Vec<u8>) {
        rmp_serde::encode::write(buffer, self)
            .expect("maps of byte strings always have a MessagePack form");
    }

    /// The canonical bytes (spec S3).
    fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.encode_into(&mut bytes);
        bytes
    }

    /// Reads what [`Self::encode_into`] wrote, and nothing else: keys out of order, duplicates, longer forms,
    /// trailing bytes and sizes beyond the limits are refused.
    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, String> {
        let block: Self = rmp_serde::from_slice(bytes).map_err(|error| error.to_string())?;
        let streams = block
            .streams
            .iter()
            .map(|(name, appended)| (name, &appended.entries));
        check_sizes(&block.changes, streams).map_err(|error| error.to_string())?;
        if block.encode() != bytes {
            return Err("its encoding is not the canonical one".to_owned());
        }
        Ok(block)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(batch: Batch) -> Block {
        let streams = batch.streams.into_iter();
        let streams = streams
            .map(|(name, entries)| (name, Appended { first: 0, entries }))
            .collect();
        Block {
            changes: batch.changes,
            streams,
        }
    }

    #[test]
    fn order_of_changes_does_not_show_and_the_last_one_counts() {
        let mut one = Batch::new();
        one.put("b", "1");
        one.put("a", "2");
        one.delete("c");
        one.append("t", "x");
        let mut two = Batch::new();
        two.append("t", "x");
        two.put("c", "9");
        two.delete("c");
        two.delete("a");
        two.put("a", "2");
        two.put("b", "1");
        assert_eq!(block(one).encode(), block(two).encode());
    }

    #[test]
    fn only_canonical_bytes_are_read() {
        let mut batch = Batch::new();
        batch.put("a", "1");
        batch.append("t", "x");
        let block = block(batch);
        let bytes = block.encode();
        assert_eq!(Block::decode(&bytes), Ok(block));
        for cut in 0..bytes.len() {
            assert!(Block::decode(&bytes[..cut]).is_err());
        }
        let mut longer = bytes;
        longer.push(0);
        assert!(Block::decode(&longer).is_err());
        // Two keys in the wrong order: [{"b": nil, "a": nil}, {}].
        assert!(
            Block::decode(&[0x92, 0x82, 0xc4, 1, b'b', 0xc0, 0xc4, 1, b'a', 0xc0, 0x80]).is_err()
        );
        assert!(
            Block::decode(&[0x92, 0x82, 0xc4, 1, b'a', 0xc0, 0xc4, 1, b'b', 0xc0, 0x80]).is_ok()
        );
    }

    #[test]
    fn sizes_are_limited() {
        let mut batch = Batch::new();
        batch.put(vec![0; MAX_KEY_BYTES], "");
        assert!(batch.check_sizes().is_ok());
        batch.put(vec![0; MAX_KEY_BYTES + 1], "");
        assert!(matches!(
            batch.check_sizes(),
            Err(StoreError::TooLarge { what: "a key", .. })
        ));
        let mut batch = Batch::new();
        batch.append(vec![0; MAX_STREAM_NAME_BYTES + 1], "");
        assert!(matches!(
            batch.check_sizes(),
            Err(StoreError::TooLarge { .. })
        ));
        let mut batch = Batch::new();
        batch.put("k", vec![0; MAX_VALUE_BYTES + 1]);
        assert!(matches!(
            batch.check_sizes(),
            Err(StoreError::TooLarge {
                what: "a value",
                ..
            })
        ));
    }
}
