//! How streams lie in the index: the entries of one block are packed into pages, so that a block of a
//! thousand entries costs a few index operations.
//!
//! A page is a run of entries, each preceded by its length as a big-endian u32. The blob of a span is one too.
//!
//! Must never split an entry, and must never panic on any bytes.

use serde_bytes::ByteBuf;

/// A page is closed when it would grow beyond this, in bytes.
pub(crate) const PAGE_BYTES: usize = 64 << 10;

/// What an entry adds to a page, in bytes.
pub(crate) fn size(entry: &[u8]) -> u64 {
    4 + entry.len() as u64
}

/// Adds an entry to a page.
pub(crate) fn push(page: &mut Vec<u8>, entry: &[u8]) {
    let length = u32::try_from(entry.len()).expect("an entry's size was checked against its limit");
    page.extend_from_slice(&length.to_be_bytes());
    page.extend_from_slice(entry);
}

/// Packs entries into pages, each with the position of its first entry.
pub(crate) fn pack(first: u64, entries: &[ByteBuf]) -> Vec<(u64, Vec<u8>)> {
    let mut pages: Vec<(u64, Vec<u8>)> = Vec::new();
    for (position, entry) in (first..).zip(entries) {
        let page = match pages.last_mut() {
            Some((_, page)) if page.len() + 4 + entry.len() <= PAGE_BYTES => page,
            _ => {
                pages.push((position, Vec::new()));
                &mut pages.last_mut().expect("a page was pushed").1
            }
        };
        push(page, entry);
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

/// The number of entries of a page; None if the bytes are not a page.
pub(crate) fn count(mut page: &[u8]) -> Option<u64> {
    let mut count = 0;
    while !page.is_empty() {
        let (length, rest) = page.split_first_chunk::<4>()?;
        (_, page) = rest.split_at_checked(u32::from_be_bytes(*length) as usize)?;
        count += 1;
    }
    Some(count)
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
            assert_eq!(count(page), Some(unpacked.len() as u64));
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
    fn bytes_that_are_no_page_are_refused() {
        let (_, page) = &pack(0, &[ByteBuf::from("one"), ByteBuf::from("two")])[0];
        for cut in 1..page.len() {
            assert_eq!(unpack(&page[..cut]).is_some(), cut == 7, "cut at {cut}");
            assert_eq!(count(&page[..cut]).is_some(), cut == 7, "cut at {cut}");
        }
        assert!(unpack(&[0xff; 9]).is_none());
    }
}
