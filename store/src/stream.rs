//! Reading streams: first the spans, each a blob, then the pages of the open entries (spec S11).
//!
//! Must never pass over an entry, and must never show one of a span that is not kept.

use std::vec;

use crate::error::StoreError;
use crate::ids::BlobHash;
use crate::index::{self, Entries, Index, IndexError, Space, SpanEntry};
use crate::page;
use crate::shelf::Shelf;

/// A closed span of a stream: so many entries from a position on, in one blob. Each entry in the blob is preceded
/// by its length as a big-endian u32.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The position of its first entry.
    pub first: u64,
    /// The number of its entries.
    pub count: u64,
    /// Its blob.
    pub hash: BlobHash,
    /// False if it was pruned: the blob may be gone.
    pub kept: bool,
}

/// Why a stream cannot be read.
#[derive(Debug)]
pub(crate) enum StreamError {
    /// The index failed, or its entries make no sense.
    Index(IndexError),
    /// The blob of a span cannot be had.
    Blob(StoreError),
    /// The position asked for is in a span that was pruned; those that are kept start here.
    Pruned(u64),
}

impl From<IndexError> for StreamError {
    fn from(error: IndexError) -> Self {
        Self::Index(error)
    }
}

/// The spans of a stream, in order.
pub(crate) fn spans(
    index: &dyn Index,
    space: Space,
    stream: &[u8],
) -> Result<Vec<Span>, IndexError> {
    let pruned = match space {
        Space::Shared => index::pruned(index, stream)?,
        Space::Local => 0,
    };
    let (from, to) = (space.span_key(stream, 0), space.span_key(stream, u64::MAX));
    let spans = index.range(&from, &to)?.map(|entry| {
        let (key, value) = entry?;
        let first = index::position(&key).unwrap_or_default();
        let SpanEntry { count, hash } = SpanEntry::decode(&value)?;
        Ok(Span {
            first,
            count: count.into(),
            hash,
            kept: first >= pruned,
        })
    });
    spans.collect()
}

/// The entries of a stream from position `from` on.
pub(crate) fn read<'a>(
    index: &'a dyn Index,
    blobs: Shelf,
    space: Space,
    stream: &[u8],
    from: u64,
) -> Result<Reader<impl Iterator<Item = Result<Page, StreamError>> + use<'a>>, StreamError> {
    let extent = index::extent(index, space, stream)?;
    let kept_from = match space {
        Space::Shared => index::pruned(index, stream)?,
        Space::Local => 0,
    };
    if from < kept_from.min(extent.length) {
        return Err(StreamError::Pruned(kept_from));
    }
    let at = |kind: fn(Space, &[u8], u64) -> Vec<u8>, position| kind(space, stream, position);
    let holder = |kind, limit: u64| -> Result<Option<u64>, IndexError> {
        let before = at(kind, limit.saturating_add(1));
        let last = index.last(&at(kind, 0), &before)?;
        Ok(last.and_then(|(key, _)| index::position(&key)))
    };
    let none = || -> Entries<'a> { Box::new(std::iter::empty()) };
    let mut first = extent.length;
    let (mut spans, mut pages) = (none(), none());
    if extent.open < extent.length {
        first = holder(Space::page_key, from.clamp(extent.open, extent.length))?
            .filter(|first| *first >= extent.open)
            .unwrap_or(extent.open);
        pages = index.range(&at(Space::page_key, first), &at(Space::page_key, u64::MAX))?;
    }
    if from < extent.open {
        let missing = || IndexError("the first span of a stream is missing".to_owned());
        first = holder(Space::span_key, from)?.ok_or_else(missing)?;
        spans = index.range(
            &at(Space::span_key, first),
            &at(Space::span_key, extent.open),
        )?;
    }
    let spans = spans.map(move |entry| {
        let (key, value) = entry?;
        let SpanEntry { count, hash } = SpanEntry::decode(&value)?;
        let bytes = blobs.get(&hash).map_err(StreamError::Blob)?;
        Page::new(&key, bytes, Some(count.into()))
    });
    let pages = pages.map(|entry| {
        let (key, bytes) = entry?;
        Page::new(&key, bytes, None)
    });
    Ok(Reader {
        pages: spans.chain(pages),
        page: Vec::new().into_iter(),
        next: first,
        skip: from.saturating_sub(first),
        length: extent.length,
    })
}

/// A run of entries, out of a page or a span.
pub(crate) struct Page {
    first: u64,
    entries: Vec<Vec<u8>>,
}

impl Page {
    fn new(key: &[u8], bytes: Vec<u8>, count: Option<u64>) -> Result<Self, StreamError> {
        let first = index::position(key).unwrap_or_default();
        let malformed = || IndexError(format!("malformed page of a stream at position {first}"));
        let entries = page::unpack(&bytes).ok_or_else(malformed)?;
        if count.is_some_and(|count| count != entries.len() as u64) {
            return Err(malformed().into());
        }
        Ok(Self { first, entries })
    }
}

/// The entries of a stream.
pub(crate) struct Reader<P> {
    pages: P,
    page: vec::IntoIter<Vec<u8>>,
    /// Where the next page must start.
    next: u64,
    /// How many entries to pass over, because the first page starts before the position asked for.
    skip: u64,
    length: u64,
}

impl<P: Iterator<Item = Result<Page, StreamError>>> Reader<P> {
    /// Takes the next page; false at the end of the stream.
    fn turn(&mut self) -> Result<bool, StreamError> {
        let wrong =
            |what: &str| IndexError(format!("{what} of a stream at position {}", self.next));
        if self.next >= self.length {
            return Ok(false);
        }
        let page = self.pages.next().ok_or_else(|| wrong("missing page"))??;
        if page.first != self.next {
            return Err(wrong("missing page").into());
        }
        let count = page.entries.len() as u64;
        if count == 0 || count > self.length - self.next {
            return Err(wrong("page of the wrong length").into());
        }
        self.next += count;
        self.page = page.entries.into_iter();
        Ok(true)
    }
}

impl<P: Iterator<Item = Result<Page, StreamError>>> Iterator for Reader<P> {
    type Item = Result<Vec<u8>, StreamError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(entry) = self.page.next() {
                if self.skip == 0 {
                    return Some(Ok(entry));
                }
                self.skip -= 1;
                continue;
            }
            match self.turn() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => {
                    // Nothing can be read after a gap.
                    self.next = self.length;
                    return Some(Err(error));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::batch::Batch;
    use crate::blob::Blobs;
    use crate::changes;
    use crate::ids::Tip;
    use crate::index::{Changes, MemoryIndex};

    const NAME: &[u8] = b"stream";

    fn memory() -> Shelf {
        Shelf::new(Blobs::Memory(BTreeMap::new()))
    }

    /// A stream of ten entries: spans of three and of two, and five in pages.
    fn stream() -> (MemoryIndex, Shelf) {
        let mut index = MemoryIndex::default();
        let blobs = memory();
        for block in 0..5u8 {
            let mut batch = Batch::new();
            batch.append(NAME, [2 * block]);
            if block == 1 || block == 2 {
                batch.close_span(NAME);
            }
            batch.append(NAME, [2 * block + 1]);
            let extent = index::extent(&index, Space::Shared, NAME).unwrap();
            let streams = batch.block.shared.streams.values_mut();
            streams.for_each(|appended| appended.first = extent.length);
            let mut effect = changes::of(&index, &batch.block).unwrap();
            for span in effect.spans.drain(..) {
                blobs.write().put(&span).unwrap();
            }
            let changes = effect.complete(batch.block, Tip::default());
            index.apply(changes).unwrap();
        }
        (index, blobs)
    }

    fn entries(index: &MemoryIndex, blobs: &Shelf, from: u64) -> Result<Vec<u8>, StreamError> {
        let reader = read(index, blobs.clone(), Space::Shared, NAME, from)?;
        reader.map(|entry| entry.map(|entry| entry[0])).collect()
    }

    /// spec S11
    #[test]
    fn a_reader_starts_anywhere() {
        let (index, blobs) = stream();
        let spans = spans(&index, Space::Shared, NAME).unwrap();
        let places: Vec<_> = spans.iter().map(|span| (span.first, span.count)).collect();
        assert_eq!(places, [(0, 3), (3, 2)]);
        for from in 0..12u8 {
            let read = entries(&index, &blobs, from.into()).unwrap();
            assert_eq!(read, (from.min(10)..10).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_reader_reports_every_gap() {
        let (index, blobs) = stream();
        let all = |tag: fn(Space, &[u8], u64) -> Vec<u8>| {
            let (from, to) = (tag(Space::Shared, NAME, 0), tag(Space::Shared, NAME, 99));
            let found = index.range(&from, &to).unwrap();
            found.map(|entry| entry.unwrap().0).collect::<Vec<_>>()
        };
        let keys = [all(Space::span_key), all(Space::page_key)].concat();
        assert_eq!(keys.len(), 2 + 3);
        for key in keys {
            let mut gapped = stream().0;
            gapped.apply(Changes::from([(key, None)])).unwrap();
            assert!(matches!(
                entries(&gapped, &blobs, 0),
                Err(StreamError::Index(_))
            ));
        }
        let none = memory();
        assert!(matches!(
            entries(&index, &none, 4),
            Err(StreamError::Blob(_))
        ));
        assert_eq!(entries(&index, &none, 5).unwrap(), [5, 6, 7, 8, 9]);
    }

    #[test]
    fn what_was_pruned_is_not_read() {
        for (before, kept_from) in [(0, 0), (2, 0), (3, 3), (4, 3), (5, 5), (u64::MAX, 5)] {
            let (mut index, blobs) = stream();
            let mut batch = Batch::new();
            batch.prune(NAME, before);
            let effect = changes::of(&index, &batch.block).unwrap();
            index
                .apply(effect.complete(batch.block, Tip::default()))
                .unwrap();
            assert_eq!(index::pruned(&index, NAME).unwrap(), kept_from, "{before}");
            let kept = |span: Span| (span.first, span.kept);
            let spans = spans(&index, Space::Shared, NAME).unwrap();
            let expected = [(0, kept_from == 0), (3, kept_from <= 3)];
            assert!(spans.into_iter().map(kept).eq(expected), "{before}");
            for from in 0..11 {
                match entries(&index, &blobs, from) {
                    Ok(read) if from >= kept_from => assert_eq!(read.len() as u64, 10 - from),
                    Err(StreamError::Pruned(from)) if from == kept_from => {}
                    other => panic!("{before} {from}: {other:?}"),
                }
            }
        }
    }
}
