//! The index: where reads are answered. A small trait, the keys in it, and an index in memory.
//!
//! An index holds one ordered map; the first byte of a key says what it is (spec S12):
//!
//! ```text
//! 'k' key                              → value
//! 'p' u16 length, stream name, u64     → page of open entries, the first of which has that position
//! 'q' u16 length, stream name, u64     → u32 count, [32] blob: the span whose first entry has that position
//! 's' stream name                      → u64 length, u64 position of the first open entry, u64 open bytes
//! 't'                                  → u64 height, [32] block hash: the last block in the index
//! ```
//!
//! What is local has the same tags in upper case, and one more:
//!
//! ```text
//! 'R' stream name                      → u64 position up to which a shared stream's spans are not kept
//! ```
//!
//! Must never be asked what is committed: that is the log's to say.

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::ids::{BlobHash, BlockHash, Height, Tip};

/// An index engine failed, or its contents make no sense. The text says how.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct IndexError(pub(crate) String);

/// A key of the index and its value.
pub(crate) type Entry = (Vec<u8>, Vec<u8>);
/// Entries in key order.
pub(crate) type Entries<'a> = Box<dyn Iterator<Item = Result<Entry, IndexError>> + 'a>;
/// New values by key; `None` removes the key.
pub(crate) type Changes = BTreeMap<Vec<u8>, Option<Vec<u8>>>;

/// An ordered map that takes the changes of a block all at once or not at all.
pub(crate) trait Index: Send + Sync {
    /// The value of a key.
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, IndexError>;

    /// The entries with `from <= key < to`.
    fn range(&self, from: &[u8], to: &[u8]) -> Result<Entries<'_>, IndexError>;

    /// The last entry with `from <= key < before`.
    fn last(&self, from: &[u8], before: &[u8]) -> Result<Option<Entry>, IndexError>;

    /// Makes all changes visible at once. They need not be on the disk when this returns, but what is on
    /// the disk must be as after some earlier call.
    fn apply(&mut self, changes: Changes) -> Result<(), IndexError>;

    /// Hands everything that was gathered in memory to the engine.
    fn hand_on(&mut self) -> Result<(), IndexError> {
        Ok(())
    }

    /// Says that the contents were found to be wrong, so that they are not used again.
    fn condemn(&self) {}
}

/// The key of the last block in the index.
pub(crate) const TIP_KEY: &[u8] = b"t";

/// Which of the two halves of a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Space {
    /// What is the same on every replica.
    Shared,
    /// What is this store's own.
    Local,
}

impl Space {
    fn tag(self, tag: u8) -> u8 {
        match self {
            Self::Shared => tag,
            Self::Local => tag.to_ascii_uppercase(),
        }
    }

    /// The first key of an index that can be of this half, and the first after them.
    pub(crate) fn bounds(self) -> (Vec<u8>, Vec<u8>) {
        (vec![self.tag(b'a')], vec![self.tag(TIP_KEY[0])])
    }

    /// The key under which a key of the store is kept.
    pub(crate) fn value_key(self, key: &[u8]) -> Vec<u8> {
        [&[self.tag(b'k')], key].concat()
    }

    pub(crate) fn stream_key(self, stream: &[u8]) -> Vec<u8> {
        [&[self.tag(b's')], stream].concat()
    }

    pub(crate) fn page_key(self, stream: &[u8], first: u64) -> Vec<u8> {
        self.position_key(b'p', stream, first)
    }

    pub(crate) fn span_key(self, stream: &[u8], first: u64) -> Vec<u8> {
        self.position_key(b'q', stream, first)
    }

    fn position_key(self, tag: u8, stream: &[u8], first: u64) -> Vec<u8> {
        let length =
            u16::try_from(stream.len()).expect("a stream's name was checked against its limit");
        [
            &[self.tag(tag)],
            &length.to_be_bytes()[..],
            stream,
            &first.to_be_bytes(),
        ]
        .concat()
    }
}

/// The key that says up to where a stream's spans are not kept.
pub(crate) fn pruned_key(stream: &[u8]) -> Vec<u8> {
    [b"R", stream].concat()
}

/// The position in the key of a page or a span.
pub(crate) fn position(key: &[u8]) -> Option<u64> {
    key.last_chunk::<8>()
        .map(|bytes| u64::from_be_bytes(*bytes))
}

/// The position of the first entry of a page, out of its key; None if it is the key of something else.
pub(crate) fn page_position(key: &[u8]) -> Option<u64> {
    key.first()
        .filter(|tag| tag.eq_ignore_ascii_case(&b'p'))
        .and_then(|_| position(key))
}

/// The key of another position of the same stream.
pub(crate) fn at_position(key: &[u8], position: u64) -> Vec<u8> {
    let mut key = key.to_vec();
    if let Some(last) = key.last_chunk_mut::<8>() {
        *last = position.to_be_bytes();
    }
    key
}

/// The first key after all those that start with `prefix`, which starts with a tag of this module.
pub(crate) fn prefix_end(prefix: &[u8]) -> Vec<u8> {
    let mut end = prefix.to_vec();
    while end.pop_if(|byte| *byte == u8::MAX).is_some() {}
    let last = end.last_mut().expect("no tag is the highest byte");
    *last += 1;
    end
}

/// The last block in the index.
pub(crate) fn tip(index: &dyn Index) -> Result<Tip, IndexError> {
    let Some(bytes) = index.get(TIP_KEY)? else {
        // Each block sets the tip, so only an index without anything may lack it.
        return match index.range(&[], &[u8::MAX])?.next() {
            None => Ok(Tip::default()),
            Some(_) => Err(IndexError("it does not know its last block".to_owned())),
        };
    };
    let split = bytes.split_first_chunk::<8>();
    let tip = split.and_then(|(height, hash)| {
        Some(Tip {
            height: Height(u64::from_be_bytes(*height)),
            hash: BlockHash(hash.try_into().ok()?),
        })
    });
    tip.ok_or_else(|| IndexError("the entry of its last block is malformed".to_owned()))
}

/// The change that makes `tip` the last block in the index. It is among the changes of each block, so that the
/// index always knows which block it has.
pub(crate) fn set_tip(changes: &mut Changes, tip: Tip) {
    changes.insert(TIP_KEY.to_vec(), Some(encode_tip(tip)));
}

/// The value of [`TIP_KEY`].
pub(crate) fn encode_tip(tip: Tip) -> Vec<u8> {
    [&tip.height.0.to_be_bytes()[..], &tip.hash.0].concat()
}

/// How far a stream goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Extent {
    /// The number of its entries.
    pub(crate) length: u64,
    /// The position of the first entry that is in no span yet.
    pub(crate) open: u64,
    /// The size of the entries that are in no span yet, with their length marks.
    pub(crate) open_bytes: u64,
}

impl Extent {
    pub(crate) fn encode(self) -> Vec<u8> {
        let fields = [self.length, self.open, self.open_bytes];
        fields
            .iter()
            .flat_map(|field| field.to_be_bytes())
            .collect()
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let (length, rest) = bytes.split_first_chunk::<8>()?;
        let (open, open_bytes) = rest.split_first_chunk::<8>()?;
        let extent = Self {
            length: u64::from_be_bytes(*length),
            open: u64::from_be_bytes(*open),
            open_bytes: u64::from_be_bytes(open_bytes.try_into().ok()?),
        };
        // Far more than any stream has, and far from where adding to it ends.
        let possible = extent.open <= extent.length && extent.length < 1 << 60;
        (possible && extent.open_bytes < 1 << 60).then_some(extent)
    }
}

/// How far a stream goes. One that was never appended to is empty.
pub(crate) fn extent(index: &dyn Index, space: Space, stream: &[u8]) -> Result<Extent, IndexError> {
    let Some(bytes) = index.get(&space.stream_key(stream))? else {
        return Ok(Extent::default());
    };
    let malformed = || IndexError("the entry of a stream is malformed".to_owned());
    Extent::decode(&bytes).ok_or_else(malformed)
}

/// Up to which position the spans of a stream are not kept.
pub(crate) fn pruned(index: &dyn Index, stream: &[u8]) -> Result<u64, IndexError> {
    let Some(bytes) = index.get(&pruned_key(stream))? else {
        return Ok(0);
    };
    let malformed = |_| IndexError("the entry of a pruned stream is malformed".to_owned());
    bytes.try_into().map(u64::from_be_bytes).map_err(malformed)
}

/// A closed span, as the index keeps it under its first position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SpanEntry {
    pub(crate) count: u32,
    pub(crate) hash: BlobHash,
}

impl SpanEntry {
    pub(crate) fn encode(self) -> Vec<u8> {
        [&self.count.to_be_bytes()[..], &self.hash.0].concat()
    }

    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, IndexError> {
        let split = bytes.split_first_chunk::<4>();
        let entry = split.and_then(|(count, hash)| {
            Some(Self {
                count: u32::from_be_bytes(*count),
                hash: BlobHash(hash.try_into().ok()?),
            })
        });
        entry.ok_or_else(|| IndexError("the entry of a span is malformed".to_owned()))
    }
}

/// An index that lives as long as the process.
#[derive(Debug, Default)]
pub(crate) struct MemoryIndex {
    entries: BTreeMap<Vec<u8>, Vec<u8>>,
}

impl Index for MemoryIndex {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, IndexError> {
        Ok(self.entries.get(key).cloned())
    }

    fn range(&self, from: &[u8], to: &[u8]) -> Result<Entries<'_>, IndexError> {
        let bounds = (Bound::Included(from), Bound::Excluded(to));
        let range = self.entries.range::<[u8], _>(bounds);
        Ok(Box::new(
            range.map(|(key, value)| Ok((key.clone(), value.clone()))),
        ))
    }

    fn last(&self, from: &[u8], before: &[u8]) -> Result<Option<Entry>, IndexError> {
        let bounds = (Bound::Included(from), Bound::Excluded(before));
        let last = self.entries.range::<[u8], _>(bounds).next_back();
        Ok(last.map(|(key, value)| (key.clone(), value.clone())))
    }

    fn apply(&mut self, changes: Changes) -> Result<(), IndexError> {
        for (key, value) in changes {
            match value {
                Some(value) => self.entries.insert(key, value),
                None => self.entries.remove(&key),
            };
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_ends_before_the_first_key_without_it() {
        assert_eq!(prefix_end(b"k"), b"l");
        assert_eq!(prefix_end(b"kab"), b"kac");
        assert_eq!(prefix_end(b"k\xff\xff"), b"l");
        assert_eq!(prefix_end(b"ka\xff"), b"kb");
    }

    /// spec S12
    #[test]
    fn a_malformed_tip_is_refused() {
        let mut index = MemoryIndex::default();
        assert_eq!(tip(&index).unwrap(), Tip::default());
        for length in [0, 7, 8, 39, 41] {
            index
                .apply([(TIP_KEY.to_vec(), Some(vec![0; length]))].into())
                .unwrap();
            assert!(tip(&index).is_err());
        }
        index
            .apply(
                [
                    (TIP_KEY.to_vec(), None),
                    (Space::Shared.value_key(b"k"), Some(vec![])),
                ]
                .into(),
            )
            .unwrap();
        assert!(tip(&index).is_err());
    }
}
