//! How streams lie in the index: the entries of one block are packed into pages, so that a block of a
//! thousand entries costs a few index operations.
//!
//! A page is a run of entries, each preceded by its length as a big-endian u32. Its key ends with the
//! position of its first entry.
//!
//! Must never split an entry, and must never panic on any bytes.

use std::vec;

use serde_bytes::ByteBuf;

use crate::index::{Entry, IndexError};

/// A page is closed when it would grow beyond this, in bytes.
pub(crate) const PAGE_BYTES: usize = 64 << 10;

/// Packs entries into pages, each with the position of its first entry.
pub(crate) fn pack(first: u64, entries: &[ByteBuf]) -> Vec<(u64, Vec<u8>)> {
    let mut pages: Vec<(u64, Vec<u8>)> = Vec::new();
    for (position, entry) in (first..).zip(entries) {
        let length =
            u32::try_from(entry.len()).expect("an entry's size was checked against its limit");
        let page = match pages.last_mut() {
            Some((_, page)) if page.len() + 4 + entry.len() <= PAGE_BYTES => page,
            _ => {
                pages.push((position, Vec::new()));
                &mut pages.last_mut().expect("a page was pushed").1
            }
        };
        page.extend_from_slice(&length.to_be_bytes());
        page.extend_from_slice(entry);
    }
    pages
}

/// The entries of a page; None if the bytes are not a page.
pub(crate) fn unpack(mut page: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut entries = Vec::new();
    while !page.is_empty() {
        let (length, rest) = page.split_first_chunk::<4>()?;
        let (entry, rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize)?;
        entries.push(entry.to_vec());
        page = rest;
    }
    Some(entries)
}

/// The entries of a stream, out of its pages.
pub(crate) struct Reader<P> {
    pages: P,
    page: vec::IntoIter<Vec<u8>>,
    /// Where the next page must start.
    next: u64,
    /// How many entries to pass over, because the first page starts before the position asked for.
    skip: u64,
    length: u64,
}

impl<P: Iterator<Item = Result<Entry, IndexError>>> Reader<P> {
    /// Reads on from position `from` of a stream of this length. `pages` starts with the page that holds
    /// that position, which starts at position `first`.
    pub(crate) fn new(pages: P, first: u64, from: u64, length: u64) -> Self {
        Self {
            pages,
            page: Vec::new().into_iter(),
            next: first,
            skip: from.saturating_sub(first),
            length,
        }
    }

    /// Unpacks the next page; false at the end of the stream.
    fn turn(&mut self) -> Result<bool, IndexError> {
        let wrong =
            |what: &str| IndexError(format!("{what} of a stream at position {}", self.next));
        if self.next >= self.length {
            return Ok(false);
        }
        let (key, page) = self.pages.next().ok_or_else(|| wrong("missing page"))??;
        if position(&key) != Some(self.next) {
            return Err(wrong("missing page"));
        }
        let entries = unpack(&page).ok_or_else(|| wrong("malformed page"))?;
        if entries.is_empty() || entries.len() as u64 > self.length - self.next {
            return Err(wrong("page of the wrong length"));
        }
        self.next += entries.len() as u64;
        self.page = entries.into_iter();
        Ok(true)
    }
}

impl<P: Iterator<Item = Result<Entry, IndexError>>> Iterator for Reader<P> {
    type Item = Result<Vec<u8>, IndexError>;

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

/// The position of a page's first entry, out of the page's key.
pub(crate) fn position(key: &[u8]) -> Option<u64> {
    key.last_chunk::<8>()
        .map(|bytes| u64::from_be_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_come_back_and_pages_stay_small() {
        let sizes = [
            0,
            1,
            400,
            PAGE_BYTES - 4,
            3 * PAGE_BYTES,
            5,
            70_000,
            30_000,
            30_000,
            30_000,
        ];
        let entries: Vec<ByteBuf> = sizes
            .iter()
            .map(|&size| ByteBuf::from(vec![7; size]))
            .collect();
        let pages = pack(10, &entries);
        let mut position = 10;
        for (first, page) in &pages {
            assert_eq!(*first, position);
            let unpacked = unpack(page).unwrap();
            assert!(page.len() <= PAGE_BYTES || unpacked.len() == 1);
            for entry in unpacked {
                assert_eq!(
                    entry,
                    entries[usize::try_from(position - 10).unwrap()].as_slice()
                );
                position += 1;
            }
        }
        assert_eq!(position, 10 + sizes.len() as u64);
        assert!(pack(3, &[]).is_empty());
    }

    #[test]
    fn a_reader_starts_anywhere_and_reports_gaps() {
        let entries: Vec<ByteBuf> = (0..10u8).map(|n| ByteBuf::from(vec![n; 20_000])).collect();
        let pages: Vec<Entry> = pack(0, &entries)
            .into_iter()
            .map(|(at, page)| (at.to_be_bytes().to_vec(), page))
            .collect();
        assert!(pages.len() > 3);
        for from in 0..10 {
            let at = pages
                .iter()
                .rposition(|(key, _)| position(key) <= Some(from))
                .unwrap();
            let first = position(&pages[at].0).unwrap();
            let reader = Reader::new(pages[at..].iter().cloned().map(Ok), first, from, 10);
            let read: Vec<u8> = reader.map(|entry| entry.unwrap()[0]).collect();
            assert_eq!(read, (u8::try_from(from).unwrap()..10).collect::<Vec<_>>());
        }
        for gap in 0..pages.len() {
            let mut pages = pages.clone();
            pages.remove(gap);
            let mut reader = Reader::new(pages.into_iter().map(Ok), 0, 0, 10);
            assert!(reader.any(|entry| entry.is_err()), "gap {gap}");
            assert!(reader.next().is_none());
        }
    }

    #[test]
    fn bytes_that_are_no_page_are_refused() {
        let (_, page) = &pack(0, &[ByteBuf::from("one"), ByteBuf::from("two")])[0];
        for cut in 1..page.len() {
            assert_eq!(unpack(&page[..cut]).is_some(), cut == 7, "cut at {cut}");
        }
        assert!(unpack(&[0xff; 9]).is_none());
    }
}
