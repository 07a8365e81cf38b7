//! What one block changes, and its canonical bytes (spec S3).
//!
//! A block has two parts of the same shape: what is shared with every replica, and what is this store's own.
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

/// What a block of the log holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Block {
    /// What the state hash speaks of.
    pub(crate) shared: Part,
    /// What is this store's own.
    pub(crate) local: Part,
    /// Up to which position this store keeps no spans of a shared stream.
    pub(crate) prunes: BTreeMap<ByteBuf, u64>,
}

/// Changes of keys and streams.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Part {
    pub(crate) keys: BTreeMap<ByteBuf, Option<ByteBuf>>,
    pub(crate) streams: BTreeMap<ByteBuf, Appended>,
}

/// The entries a block appends to one stream.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Appended {
    /// The position of the first of them: the stream's length before the block.
    pub(crate) first: u64,
    pub(crate) entries: Vec<ByteBuf>,
    /// After how many of them a span is closed, in order.
    pub(crate) closes: Vec<u64>,
}

impl Block {
    /// The parts.
    pub(crate) fn parts(&self) -> [&Part; 2] {
        [&self.shared, &self.local]
    }

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
        block.check_sizes().map_err(|error| error.to_string())?;
        block.check_closes()?;
        if block.encode() != bytes {
            return Err("its encoding is not the canonical one".to_owned());
        }
        Ok(block)
    }

    /// Checks every size against its limit.
    pub(crate) fn check_sizes(&self) -> Result<(), StoreError> {
        // Room for the length marks is counted, so that what is checked here also fits when it is encoded.
        let mut total = 20;
        for part in self.parts() {
            total += part.check_sizes()?;
        }
        for stream in self.prunes.keys() {
            within("a stream's name", stream.len(), MAX_STREAM_NAME_BYTES)?;
            total += stream.len() + 20;
        }
        within("a block", total, MAX_BLOCK_BYTES)
    }

    fn check_closes(&self) -> Result<(), String> {
        let streams = self.parts().into_iter().flat_map(|part| &part.streams);
        for (
            _,
            Appended {
                entries, closes, ..
            },
        ) in streams
        {
            let in_order = closes.windows(2).all(|pair| pair[0] < pair[1]);
            if !in_order
                || closes
                    .last()
                    .is_some_and(|last| *last > entries.len() as u64)
            {
                return Err("it closes spans where it has no entries".to_owned());
            }
        }
        Ok(())
    }
}

impl Part {
    fn check_sizes(&self) -> Result<usize, StoreError> {
        let mut total = 10;
        for (key, value) in &self.keys {
            let value_bytes = value.as_ref().map_or(0, |value| value.len());
            within("a key", key.len(), MAX_KEY_BYTES)?;
            within("a value", value_bytes, MAX_VALUE_BYTES)?;
            total += key.len() + value_bytes + 10;
        }
        for (stream, appended) in &self.streams {
            within("a stream's name", stream.len(), MAX_STREAM_NAME_BYTES)?;
            total += stream.len() + 30 + 9 * appended.closes.len();
            for entry in &appended.entries {
                within("a stream entry", entry.len(), MAX_ENTRY_BYTES)?;
                total += entry.len() + 5;
            }
        }
        Ok(total)
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::Batch;

    #[test]
    fn order_of_changes_does_not_show_and_the_last_one_counts() {
        let mut one = Batch::new();
        one.put("b", "1");
        one.put("a", "2");
        one.delete("c");
        one.append("t", "x");
        one.prune("t", 7);
        one.prune("t", 3);
        one.put_local("a", "3");
        let mut two = Batch::new();
        two.put_local("a", "3");
        two.append("t", "x");
        two.put("c", "9");
        two.delete("c");
        two.delete("a");
        two.put("a", "2");
        two.put("b", "1");
        two.prune("t", 7);
        assert_eq!(one.block.encode(), two.block.encode());
    }

    /// spec S3
    #[test]
    fn only_canonical_bytes_are_read() {
        let mut batch = Batch::new();
        batch.put("a", "1");
        batch.append("t", "x");
        batch.close_span("t");
        batch.append_local("u", "y");
        batch.delete_local("b");
        batch.prune("t", 300);
        let block = batch.block;
        let bytes = block.encode();
        assert_eq!(Block::decode(&bytes), Ok(block));
        for cut in 0..bytes.len() {
            assert!(Block::decode(&bytes[..cut]).is_err());
        }
        let mut longer = bytes;
        longer.push(0);
        assert!(Block::decode(&longer).is_err());
        // Two keys in the wrong order, and in the right one: [[{"b": nil, "a": nil}, {}], [{}, {}], {}].
        let with_keys = |first, second| {
            let keys = [0xc4, 1, first, 0xc0, 0xc4, 1, second, 0xc0];
            [
                &[0x93, 0x92, 0x82],
                &keys[..],
                &[0x80, 0x92, 0x80, 0x80, 0x80],
            ]
            .concat()
        };
        assert!(Block::decode(&with_keys(b'b', b'a')).is_err());
        assert!(Block::decode(&with_keys(b'a', b'b')).is_ok());
    }

    #[test]
    fn spans_are_closed_only_between_the_entries_of_a_block() {
        for (closes, fits) in [
            (vec![], true),
            (vec![0, 1, 2], true),
            (vec![1, 1], false),
            (vec![2, 1], false),
            (vec![3], false),
        ] {
            let appended = Appended {
                first: 5,
                entries: vec![ByteBuf::from("x"), ByteBuf::from("y")],
                closes,
            };
            let mut block = Block::default();
            block.shared.streams.insert(ByteBuf::from("t"), appended);
            assert_eq!(Block::decode(&block.encode()).is_ok(), fits, "{block:?}");
        }
    }

    #[test]
    fn sizes_are_limited() {
        let refused = |fill: &dyn Fn(&mut Batch)| {
            let mut batch = Batch::new();
            fill(&mut batch);
            match batch.block.check_sizes() {
                Err(StoreError::TooLarge { what, .. }) => what,
                _ => "",
            }
        };
        assert_eq!(refused(&|batch| batch.put(vec![0; MAX_KEY_BYTES], "")), "");
        let long = vec![0; MAX_KEY_BYTES + 1];
        assert_eq!(refused(&|batch| batch.put(long.clone(), "")), "a key");
        assert_eq!(refused(&|batch| batch.delete_local(long.clone())), "a key");
        let long = vec![0; MAX_STREAM_NAME_BYTES + 1];
        let name = "a stream's name";
        assert_eq!(refused(&|batch| batch.append(long.clone(), "")), name);
        assert_eq!(refused(&|batch| batch.close_span(long.clone())), name);
        assert_eq!(refused(&|batch| batch.prune(long.clone(), 1)), name);
        let large = || vec![0; MAX_VALUE_BYTES + 1];
        assert_eq!(refused(&|batch| batch.put("k", large())), "a value");
        assert_eq!(refused(&|batch| batch.put_local("k", large())), "a value");
    }
}
