//! The bytes of a block in the log: its frame, and the one check that links a block to the block before it
//! (spec S5), done both before a frame is written and after it is read.
//!
//! All numbers are big-endian.
//!
//! ```text
//! frame:   "CKBF" | u32 body length | u64 height | [32] hash of the block before
//!          | [8] first bytes of the SHA-256 of these | body | [32] hash of the block
//! ```
//!
//! The header has a check of its own, so that a damaged length is never followed.
//!
//! Must never touch a file, and must never panic on any bytes.

use sha2::{Digest, Sha256};

use crate::ids::{BlockHash, Height, Tip};

const MAGIC: &[u8; 4] = b"CKBF";
pub(crate) const HEADER_BYTES: usize = 56;
pub(crate) const HASH_BYTES: usize = 32;
/// So many zeros in a row, where the bytes do not match their hash, were never written: what is written at once
/// reaches a disk in sectors, of which some may be missing.
const MISSING_BYTES: usize = 32;

/// What every block starts from: the end of the chain before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) height: Height,
    pub(crate) previous: BlockHash,
}

/// Checks that a block follows `tip` in the chain.
pub(crate) fn check_link(tip: Tip, link: Link) -> Result<(), String> {
    // Heights come from files too, so the successor may not overflow.
    if tip.height.0.checked_add(1) != Some(link.height.0) {
        return Err(format!(
            "block {} cannot follow block {}",
            link.height, tip.height
        ));
    }
    if link.previous != tip.hash {
        return Err(format!(
            "block {} does not continue the chain of the blocks before it",
            link.height
        ));
    }
    Ok(())
}

/// The hash of a block (spec S4).
pub(crate) fn block_hash(link: Link, body: &[u8]) -> BlockHash {
    let mut hash = Sha256::new();
    hash.update(b"crankcase block 1\n");
    hash.update(link.height.0.to_be_bytes());
    hash.update(link.previous.0);
    hash.update(body);
    BlockHash(hash.finalize().into())
}

/// Makes a frame in `buffer`, of the body that `write_body` appends to it. Returns the hash of the block.
pub(crate) fn write_frame(
    buffer: &mut Vec<u8>,
    link: Link,
    write_body: impl FnOnce(&mut Vec<u8>),
) -> BlockHash {
    buffer.clear();
    buffer.resize(HEADER_BYTES, 0);
    write_body(buffer);
    let (header, body) = buffer.split_at_mut(HEADER_BYTES);
    let length = u32::try_from(body.len()).expect("a block's size was checked against its limit");
    let hash = block_hash(link, body);
    header[..4].copy_from_slice(MAGIC);
    header[4..8].copy_from_slice(&length.to_be_bytes());
    header[8..16].copy_from_slice(&link.height.0.to_be_bytes());
    header[16..48].copy_from_slice(&link.previous.0);
    let check = header_check(&header[..48]);
    header[48..].copy_from_slice(&check);
    buffer.extend_from_slice(&hash.0);
    hash
}

/// What stands at one place of a segment.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Read<'a> {
    /// A whole frame with the right hash.
    Frame {
        link: Link,
        body: &'a [u8],
        hash: BlockHash,
        /// Where the next frame starts.
        end: usize,
    },
    /// Nothing: zeros to the end of the segment.
    End,
    /// A frame that was not written to the end, and nothing after it.
    Torn,
    /// A damaged frame.
    Damaged(String),
}

/// Reads the frame at `start` of a segment of which `used` bytes are used. `next` is the height that the frame
/// should have.
///
/// A frame is written in place of zeros, and only after the one before it is on the disk. So an unfinished one
/// is the last thing in its segment and has zeros where a part of it is missing; all else is damage (spec S5).
pub(crate) fn read_frame(segment: &[u8], used: usize, start: usize, next: Height) -> Read<'_> {
    if start >= used {
        return Read::End;
    }
    let rest = &segment[start..];
    let used = &rest[..used - start];
    let Some((length, link)) = read_header(rest) else {
        return match later_frame(&used[1..], next) || !lacks_header(used) {
            true => Read::Damaged(format!(
                "the header of block {next} does not match its check"
            )),
            false => Read::Torn,
        };
    };
    let body_end = HEADER_BYTES + length;
    let end = body_end + HASH_BYTES;
    let Some(stored) = rest.get(body_end..end) else {
        let what = format!(
            "block {} reaches beyond the end of its segment",
            link.height
        );
        return Read::Damaged(what);
    };
    let body = &rest[HEADER_BYTES..body_end];
    let hash = block_hash(link, body);
    if hash.0 == stored {
        return Read::Frame {
            link,
            body,
            hash,
            end: start + end,
        };
    }
    if used.len() <= end && lacks_some(&rest[HEADER_BYTES..end]) {
        return Read::Torn;
    }
    let what = format!(
        "the contents of block {} do not match their hash",
        link.height
    );
    Read::Damaged(what)
}

/// True if a part of these bytes was never written: their beginning, their end, or something in between.
fn lacks_some(bytes: &[u8]) -> bool {
    let ends = [bytes.first(), bytes.last()];
    ends.contains(&Some(&0)) || has_zeros(bytes)
}

/// True if a part of these bytes was never written, and because of that they do not start with a whole header.
fn lacks_header(bytes: &[u8]) -> bool {
    bytes.len() < HEADER_BYTES || lacks_some(bytes)
}

/// True if there are [`MISSING_BYTES`] zeros in a row.
fn has_zeros(bytes: &[u8]) -> bool {
    let mut zeros = 0;
    bytes.iter().any(|byte| {
        zeros = if *byte == 0 { zeros + 1 } else { 0 };
        zeros == MISSING_BYTES
    })
}

/// The body length and the link, if these bytes start with a header that passes its check.
pub(crate) fn read_header(bytes: &[u8]) -> Option<(usize, Link)> {
    let header = bytes.get(..HEADER_BYTES)?;
    let (fields, check) = header.split_at(HEADER_BYTES - 8);
    if !fields.starts_with(MAGIC) || header_check(fields) != check {
        return None;
    }
    let length = u32::from_be_bytes(array(fields, 4)) as usize;
    let height = Height(u64::from_be_bytes(array(fields, 8)));
    Some((
        length,
        Link {
            height,
            previous: BlockHash(array(fields, 16)),
        },
    ))
}

/// True if a frame of a later block starts somewhere in these bytes: then what is before it was whole
/// once, because a frame is written only after the one before it is on the disk.
pub(crate) fn later_frame(bytes: &[u8], next: Height) -> bool {
    let starts = bytes
        .windows(MAGIC.len())
        .enumerate()
        .filter(|(_, word)| word == MAGIC);
    starts
        .into_iter()
        .any(|(at, _)| read_header(&bytes[at..]).is_some_and(|(_, link)| link.height > next))
}

fn header_check(fields: &[u8]) -> [u8; 8] {
    array(&Sha256::digest(fields), 0)
}

/// `N` bytes at `at`; the callers have checked that they are there.
pub(crate) fn array<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    bytes[at..at + N]
        .try_into()
        .expect("a range of N bytes has N bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(height: u64) -> Link {
        Link {
            height: Height(height),
            previous: BlockHash([7; 32]),
        }
    }

    #[test]
    fn a_block_follows_exactly_one_tip() {
        let tip = Tip {
            height: Height(4),
            hash: BlockHash([7; 32]),
        };
        assert_eq!(check_link(tip, link(5)), Ok(()));
        assert!(check_link(tip, link(4)).is_err());
        assert!(check_link(tip, link(6)).is_err());
        let other = Link {
            previous: BlockHash([8; 32]),
            ..link(5)
        };
        assert!(check_link(tip, other).is_err());
        assert!(
            check_link(
                Tip {
                    height: Height(u64::MAX),
                    ..tip
                },
                link(0)
            )
            .is_err()
        );
    }

    /// The bytes of a frame, and the hash of its block.
    fn frame(link: Link, body: &[u8]) -> (Vec<u8>, BlockHash) {
        let mut bytes = Vec::new();
        let hash = write_frame(&mut bytes, link, |buffer| buffer.extend_from_slice(body));
        (bytes, hash)
    }

    fn read(segment: &[u8], start: usize, next: u64) -> Read<'_> {
        read_frame(segment, crate::segment::used(segment), start, Height(next))
    }

    /// spec S5
    #[test]
    fn a_frame_is_read_back_and_zeros_are_the_end() {
        let (mut bytes, hash) = frame(link(5), b"a body");
        let end = bytes.len();
        bytes.resize(end + 300, 0);
        let good = Read::Frame {
            link: link(5),
            body: b"a body",
            hash,
            end,
        };
        assert_eq!(read(&bytes, 0, 5), good);
        assert_eq!(read(&bytes, end, 6), Read::End);
        assert_eq!(read(&bytes[..end], end, 6), Read::End);
        assert!(matches!(read(&bytes[..end - 1], 0, 5), Read::Damaged(_)));
    }

    #[test]
    fn the_last_frame_may_lack_any_part_and_no_frame_may_be_changed() {
        let body: Vec<u8> = (0..2000u32).map(|at| (at % 255) as u8 + 1).collect();
        let (first, _) = frame(link(5), &body);
        let (last, hash) = frame(link(6), &body);
        // A hash that ends with a zero looks like one that lacks its end.
        assert_ne!(hash.0[31], 0);
        let mut whole = [first.clone(), last.clone()].concat();
        whole.resize(whole.len() + 700, 0);
        let without = |from: usize, to: usize| {
            let mut bytes = whole.clone();
            bytes[from..to].fill(0);
            bytes
        };
        let (start, end) = (first.len(), first.len() + last.len());
        for from in start..end {
            // The process died while it wrote.
            let expected = if from == start { Read::End } else { Read::Torn };
            assert_eq!(read(&without(from, end), start, 6), expected, "from {from}");
            // A sector is missing.
            if from % 512 == 0 || from == start {
                let to = (from / 512 + 1) * 512;
                assert_eq!(read(&without(from, to.min(end)), start, 6), Read::Torn);
            }
        }
        for bit in 0..end * 8 {
            let mut flipped = whole.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let (at, next) = if bit / 8 < start { (0, 5) } else { (start, 6) };
            // The last byte, and the first, can become zero.
            let torn = flipped[bit / 8] == 0 && next == 6;
            match read(&flipped, at, next) {
                Read::Damaged(_) => {}
                Read::Torn if torn => {}
                other => panic!("bit {bit}: {other:?}"),
            }
        }
        // A missing part of a frame that another follows is damage.
        for from in (0..start).step_by(16) {
            let damaged = without(from, (from + 16).min(start));
            assert!(matches!(read(&damaged, 0, 5), Read::Damaged(_)), "{from}");
        }
    }
}
