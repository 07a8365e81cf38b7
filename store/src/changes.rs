//! What a block means in terms of the index: pages, spans and what is pruned.
//!
//! A span is closed where a block says so, and after every entry with which [`SPAN_ENTRIES`] or [`SPAN_BYTES`]
//! are open: by the entries alone, so that it does not show how they were cut into blocks (spec S11).
//!
//! Must never write: a span's blob is handed to the caller, who puts it on the disk before the block.

use serde_bytes::ByteBuf;

use crate::block::{Appended, Block};
use crate::ids::{BlobHash, Tip};
use crate::index::{self, Changes, Extent, Index, IndexError, Space, SpanEntry};
use crate::page;

/// So many open entries make a span.
pub(crate) const SPAN_ENTRIES: u64 = 4096;
/// So many bytes of open entries make a span, counted with their length marks.
pub(crate) const SPAN_BYTES: u64 = 512 << 10;

/// What the streams of a block change.
#[derive(Debug, Default)]
pub(crate) struct Effect {
    changes: Changes,
    /// The blobs of the spans that it closes. The changes name them.
    pub(crate) spans: Vec<Vec<u8>>,
}

/// Why a block cannot be applied.
#[derive(Debug)]
pub(crate) enum Unfit {
    /// The index failed.
    Index(IndexError),
    /// It does not follow what is in the index. The text says how.
    Block(String),
}

impl From<IndexError> for Unfit {
    fn from(error: IndexError) -> Self {
        Self::Index(error)
    }
}

impl Effect {
    /// New values in the index, the new tip among them. The block is the one that this was made of.
    pub(crate) fn complete(mut self, block: Block, tip: Tip) -> Changes {
        for (space, part) in [(Space::Shared, block.shared), (Space::Local, block.local)] {
            for (key, value) in part.keys {
                let value = value.map(ByteBuf::into_vec);
                self.changes.insert(space.value_key(&key), value);
            }
        }
        index::set_tip(&mut self.changes, tip);
        self.changes
    }
}

/// What a block's streams change in the index that has all blocks before it.
pub(crate) fn of(index: &dyn Index, block: &Block) -> Result<Effect, Unfit> {
    let mut effect = Effect::default();
    for (space, part) in [(Space::Shared, &block.shared), (Space::Local, &block.local)] {
        for (stream, appended) in &part.streams {
            let extent = index::extent(index, space, stream)?;
            if extent.length != appended.first {
                return Err(Unfit::Block(format!(
                    "it appends at {} to a stream of length {}",
                    appended.first, extent.length
                )));
            }
            let growing = Growing {
                index,
                space,
                stream,
                extent,
                effect: &mut effect,
            };
            growing.append(appended)?;
        }
    }
    for (stream, before) in &block.prunes {
        prune(index, stream, *before, &mut effect.changes)?;
    }
    Ok(effect)
}

/// A stream that a block appends to.
struct Growing<'a> {
    index: &'a dyn Index,
    space: Space,
    stream: &'a [u8],
    extent: Extent,
    effect: &'a mut Effect,
}

impl Growing<'_> {
    fn append(mut self, appended: &Appended) -> Result<(), IndexError> {
        let before = self.extent;
        let entries = &appended.entries;
        let mut closes = appended.closes.iter().peekable();
        // The entries from here on are open.
        let mut open = 0;
        for count in 0..=entries.len() {
            if let Some(entry) = count.checked_sub(1).map(|last| &entries[last]) {
                self.extent.length += 1;
                self.extent.open_bytes += page::size(entry);
            }
            let asked = closes.next_if(|close| **close == count as u64).is_some();
            let full = self.extent.length - self.extent.open >= SPAN_ENTRIES
                || self.extent.open_bytes >= SPAN_BYTES;
            if asked && self.extent.open < self.extent.length || full {
                self.close(&entries[open..count])?;
                open = count;
            }
        }
        for (first, page) in page::pack(appended.first + open as u64, &entries[open..]) {
            let key = self.space.page_key(self.stream, first);
            self.effect.changes.insert(key, Some(page));
        }
        if self.extent != before {
            let key = self.space.stream_key(self.stream);
            let extent = self.extent.encode();
            self.effect.changes.insert(key, Some(extent));
        }
        Ok(())
    }

    /// Makes a span of the open entries: those in the index, if it is the first that the block closes, and `last`.
    fn close(&mut self, last: &[ByteBuf]) -> Result<(), IndexError> {
        let Extent { length, open, .. } = self.extent;
        let mut span = Vec::new();
        if open + (last.len() as u64) < length {
            let (from, to) = (
                self.space.page_key(self.stream, open),
                self.space.page_key(self.stream, u64::MAX),
            );
            for page in self.index.range(&from, &to)? {
                let (key, page) = page?;
                span.extend_from_slice(&page);
                self.effect.changes.insert(key, None);
            }
        }
        last.iter().for_each(|entry| page::push(&mut span, entry));
        let count = length - open;
        if span.len() as u64 != self.extent.open_bytes || page::count(&span) != Some(count) {
            let what = "the open entries of a stream are not those that there were";
            return Err(IndexError(what.to_owned()));
        }
        let entry = SpanEntry {
            count: u32::try_from(count).expect("a span is closed when it has SPAN_ENTRIES"),
            hash: BlobHash::of(&span),
        };
        let key = self.space.span_key(self.stream, open);
        self.effect.changes.insert(key, Some(entry.encode()));
        self.effect.spans.push(span);
        self.extent = Extent {
            length,
            open: length,
            open_bytes: 0,
        };
        Ok(())
    }
}

/// Says up to which span a stream is not kept any more: the last that ends at `before` or earlier, of those in
/// the index and those that the block closes.
pub(crate) fn prune(
    index: &dyn Index,
    stream: &[u8],
    before: u64,
    changes: &mut Changes,
) -> Result<(), IndexError> {
    let from = Space::Shared.span_key(stream, 0);
    let to = Space::Shared.span_key(stream, before);
    let closed_now = changes.range(from.clone()..to.clone()).next_back();
    let last = match closed_now {
        Some((key, Some(value))) => Some((key.clone(), value.clone())),
        _ => index.last(&from, &to)?,
    };
    let Some((key, value)) = last else {
        return Ok(());
    };
    let first = index::position(&key).unwrap_or_default();
    let end = first.saturating_add(SpanEntry::decode(&value)?.count.into());
    let until = if end <= before { end } else { first };
    if until > index::pruned(index, stream)? {
        let until = until.to_be_bytes().to_vec();
        changes.insert(index::pruned_key(stream), Some(until));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::Batch;
    use crate::index::MemoryIndex;

    /// Appends entries of these sizes, `each` to a block, and gives the spans and the extent.
    fn appended(sizes: &[usize], each: usize) -> Vec<index::Entry> {
        let mut index = MemoryIndex::default();
        for (number, sizes) in sizes.chunks(each).enumerate() {
            let mut batch = Batch::new();
            sizes
                .iter()
                .for_each(|size| batch.append("t", vec![3; *size]));
            let mut block = batch.block;
            block.shared.streams.values_mut().next().unwrap().first = (number * each) as u64;
            let effect = of(&index, &block).unwrap();
            index.apply(effect.complete(block, Tip::default())).unwrap();
        }
        let spans = Space::Shared.span_key(b"t", 0)..Space::Shared.stream_key(b"u");
        let all = index.range(&spans.start, &spans.end).unwrap();
        all.map(Result::unwrap).collect()
    }

    fn places(sizes: &[usize], each: usize) -> Vec<(u64, u32)> {
        let entries = appended(sizes, each).into_iter();
        let spans = entries.filter(|(key, _)| key[0] == b'q');
        let place = |(key, value): index::Entry| {
            let count = SpanEntry::decode(&value).unwrap().count;
            (index::position(&key).unwrap(), count)
        };
        spans.map(place).collect()
    }

    /// spec S11
    #[test]
    fn a_span_is_closed_when_enough_is_open() {
        let many = SPAN_ENTRIES as usize;
        assert_eq!(places(&vec![1; many - 1], 1000), []);
        assert_eq!(
            places(&vec![1; 2 * many + 5], 3 * many),
            [(0, 4096), (4096, 4096)]
        );
        let large = SPAN_BYTES as usize - 4;
        assert_eq!(places(&[large - 1], 1), []);
        assert_eq!(places(&[large], 1), [(0, 1)]);
        assert_eq!(places(&[large - 1, 0, large + 9, 7], 2), [(0, 2), (2, 1)]);
    }

    #[test]
    fn closing_a_span_without_entries_does_nothing() {
        let mut batch = Batch::new();
        batch.close_span("t");
        let effect = of(&MemoryIndex::default(), &batch.block).unwrap();
        assert!(effect.changes.is_empty() && effect.spans.is_empty());
    }

    #[test]
    fn how_entries_are_cut_into_blocks_does_not_show() {
        let sizes: Vec<usize> = (0..9000).map(|number| number * 7919 % 1500).collect();
        let all = appended(&sizes, 9000);
        assert!(all.len() > 10);
        for each in [1, 7, 4095, 4096, 4097] {
            assert!(appended(&sizes, each) == all, "{each} to a block");
        }
    }
}
