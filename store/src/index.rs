//! The index: where reads are answered. A small trait, what a block means in terms of it, and an index
//! in memory.
//!
//! An index holds one ordered map; the first byte of a key says what it is:
//!
//! ```text
//! 'k' key                              → value
//! 's' stream name                      → u64 length of the stream
//! 'p' u16 length, stream name, u64     → page of entries, the first of which has that position
//! 't'                                  → u64 height, [32] block hash: the last block in the index
//! ```
//!
//! Must never be asked what is committed: that is the log's to say.

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::batch::Block;
use crate::ids::{BlockHash, Height, Tip};
use crate::page;

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

const TIP_KEY: &[u8] = b"t";

/// The key under which a key of the store is kept.
pub(crate) fn value_key(key: &[u8]) -> Vec<u8> {
    [b"k", key].concat()
}

fn length_key(stream: &[u8]) -> Vec<u8> {
    [b"s", stream].concat()
}

fn page_key(stream: &[u8], first: u64) -> Vec<u8> {
    let length =
        u16::try_from(stream.len()).expect("a stream's name was checked against its limit");
    [
        b"p",
        &length.to_be_bytes()[..],
        stream,
        &first.to_be_bytes(),
    ]
    .concat()
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

/// The number of entries of a stream.
pub(crate) fn stream_len(index: &dyn Index, stream: &[u8]) -> Result<u64, IndexError> {
    let Some(bytes) = index.get(&length_key(stream))? else {
        return Ok(0);
    };
    let length = bytes.try_into().map(u64::from_be_bytes);
    length.map_err(|_| IndexError("the entry of a stream's length is malformed".to_owned()))
}

/// What a block changes in the index. The new tip is among the changes, so that the index always knows
/// which block it has.
pub(crate) fn changes_of(block: Block, tip: Tip) -> Changes {
    let mut changes = Changes::new();
    for (key, value) in block.changes {
        changes.insert(value_key(&key), value.map(serde_bytes::ByteBuf::into_vec));
    }
    for (stream, appended) in block.streams {
        let length = appended.first + appended.entries.len() as u64;
        changes.insert(length_key(&stream), Some(length.to_be_bytes().to_vec()));
        for (first, page) in page::pack(appended.first, &appended.entries) {
            changes.insert(page_key(&stream, first), Some(page));
        }
    }
    let tip = [&tip.height.0.to_be_bytes()[..], &tip.hash.0].concat();
    changes.insert(TIP_KEY.to_vec(), Some(tip));
    changes
}

/// The entries of a stream from position `from` on.
pub(crate) fn read_stream<'a>(
    index: &'a dyn Index,
    stream: &[u8],
    from: u64,
) -> Result<page::Reader<Entries<'a>>, IndexError> {
    let length = stream_len(index, stream)?;
    if from >= length {
        return Ok(page::Reader::new(
            Box::new(std::iter::empty()),
            length,
            length,
            length,
        ));
    }
    let first = index.last(&page_key(stream, 0), &page_key(stream, from + 1))?;
    let Some((Some(first), key)) = first.map(|(key, _)| (page::position(&key), key)) else {
        return Err(IndexError(
            "the first page of a stream is missing".to_owned(),
        ));
    };
    let pages = index.range(&key, &page_key(stream, u64::MAX))?;
    Ok(page::Reader::new(pages, first, from, length))
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
            .apply([(TIP_KEY.to_vec(), None), (value_key(b"k"), Some(vec![]))].into())
            .unwrap();
        assert!(tip(&index).is_err());
    }
}
