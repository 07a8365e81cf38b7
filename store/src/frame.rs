//! The bytes of a block in the log: its frame, and the one check that links a block to the block before it
//! (spec S5), done both before a frame is written and after it is read.
//!
//! All numbers are big-endian.
//!
//! ```text
//! frame:   "CKBF" | u32 body length | u64 height | [32] hash of the block before
//!          | [8] first bytes of the SHA-256 of these, the segment's salt and the u64 place of the frame in it
//!          | body | [32] hash of the block
//! ```
//!
//! The header has a check of its own, so that a damaged length is never followed. Whoever makes a body does not
//! know the salt, so that nothing in a body is taken for a frame.
//!
//! Must never touch a file, and must never panic on any bytes.

use sha2::{Digest, Sha256};

use crate::ids::{BlockHash, Height, Tip};

pub(crate) const MAGIC: &[u8; 4] = b"CKBF";
pub(crate) const HEADER_BYTES: usize = 56;
/// What the check of a header covers, but for salt and place.
pub(crate) const FIELDS_BYTES: usize = HEADER_BYTES - 8;
pub(crate) const HASH_BYTES: usize = 32;
/// So many zeros in a row, where the bytes do not match their hash, were never written: what is written at once
/// reaches a disk in sectors of at least this size, of which some may be missing.
const MISSING_BYTES: usize = 512;

/// What the frames of a segment are mixed with.
pub(crate) type Salt = [u8; 8];

/// What every block starts from: the end of the chain before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) height: Height,
    pub(crate) previous: BlockHash,
}

/// Checks that a block follows `tip` in the chain.
pub(crate) fn check_link(tip: Tip, link: Link) -> Result<(), String> {
    // Heights come from files too, so the successor may not overflow, nor that of the block.
    if tip.height.0.checked_add(1) != Some(link.height.0) || link.height.0 == u64::MAX {
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

/// Makes a frame in `buffer`, of the body that `write_body` appends to it. Returns the hash of the block. It has
/// no place yet: see [`put_at`].
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
    header[16..FIELDS_BYTES].copy_from_slice(&link.previous.0);
    buffer.extend_from_slice(&hash.0);
    hash
}

/// Says in a frame where it will stand.
pub(crate) fn put_at(frame: &mut [u8], salt: Salt, place: u64) {
    let check = header_check(&frame[..FIELDS_BYTES], salt, place);
    frame[FIELDS_BYTES..HEADER_BYTES].copy_from_slice(&check);
}

/// A segment of which some bytes are used.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frames<'a> {
    pub(crate) bytes: &'a [u8],
    /// Up to the last byte that is not zero.
    pub(crate) used: usize,
    pub(crate) salt: Salt,
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

impl<'a> Frames<'a> {
    /// Reads the frame at `start`. `next` is the height that it should have.
    ///
    /// A frame is written in place of zeros, and only after the one before it is on the disk. So an unfinished
    /// one is the last thing in its segment and has zeros where a part of it is missing; all else is damage
    /// (spec S5).
    pub(crate) fn read(self, start: usize, next: Height) -> Read<'a> {
        if start >= self.used {
            return Read::End;
        }
        let Some((length, link)) = self.header(start) else {
            let whole_once = self.later_frame(start + 1, next);
            return match whole_once || !lacks_header(&self.bytes[start..self.used]) {
                true => Read::Damaged(format!(
                    "the header of block {next} does not match its check"
                )),
                false => Read::Torn,
            };
        };
        let body_start = start + HEADER_BYTES;
        let body_end = body_start + length;
        let end = body_end + HASH_BYTES;
        let Some(stored) = self.bytes.get(body_end..end) else {
            let what = format!(
                "block {} reaches beyond the end of its segment",
                link.height
            );
            return Read::Damaged(what);
        };
        let body = &self.bytes[body_start..body_end];
        let hash = block_hash(link, body);
        if hash.0 == stored {
            return Read::Frame {
                link,
                body,
                hash,
                end,
            };
        }
        if self.used <= end && lacks_some(&self.bytes[body_start..end]) {
            return Read::Torn;
        }
        let what = format!(
            "the contents of block {} do not match their hash",
            link.height
        );
        Read::Damaged(what)
    }

    /// The body length and the link, if a header that passes its check starts at this place.
    fn header(self, start: usize) -> Option<(usize, Link)> {
        let header = self.bytes.get(start..)?.get(..HEADER_BYTES)?;
        let (fields, check) = header.split_at(FIELDS_BYTES);
        if !fields.starts_with(MAGIC) || header_check(fields, self.salt, start as u64) != check {
            return None;
        }
        let length = u32::from_be_bytes(array(fields, 4)) as usize;
        let height = Height(u64::from_be_bytes(array(fields, 8)));
        let previous = BlockHash(array(fields, 16));
        Some((length, Link { height, previous }))
    }

    /// True if a frame of a later block starts somewhere from `start` on: then what is before it was whole once,
    /// because a frame is written only after the one before it is on the disk.
    fn later_frame(self, start: usize, next: Height) -> bool {
        let words = self.bytes[start.min(self.used)..self.used].windows(MAGIC.len());
        let mut starts = words.enumerate().filter(|(_, word)| word == MAGIC);
        starts.any(|(at, _)| {
            let header = self.header(start + at);
            header.is_some_and(|(_, link)| link.height > next)
        })
    }
}

/// True if a part of these bytes, which start with a whole header, was never written: their end, or something in
/// between.
fn lacks_some(bytes: &[u8]) -> bool {
    bytes.last() == Some(&0) || has_zeros(bytes)
}

/// True if a part of these bytes was never written, and because of that they do not start with a whole header.
fn lacks_header(bytes: &[u8]) -> bool {
    bytes.len() < HEADER_BYTES || bytes[0] == 0 || has_zeros(bytes)
}

/// True if there are [`MISSING_BYTES`] zeros in a row.
fn has_zeros(bytes: &[u8]) -> bool {
    let mut zeros = 0;
    bytes.iter().any(|byte| {
        zeros = if *byte == 0 { zeros + 1 } else { 0 };
        zeros == MISSING_BYTES
    })
}

fn header_check(fields: &[u8], salt: Salt, place: u64) -> [u8; 8] {
    let mut hash = Sha256::new();
    hash.update(fields);
    hash.update(salt);
    hash.update(place.to_be_bytes());
    array(&hash.finalize(), 0)
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

    const SALT: Salt = [9; 8];

    /// A segment that ends with this frame, and the hash of its block.
    fn append(segment: &mut Vec<u8>, link: Link, body: &[u8]) -> BlockHash {
        let mut frame = Vec::new();
        let hash = write_frame(&mut frame, link, |buffer| buffer.extend_from_slice(body));
        put_at(&mut frame, SALT, segment.len() as u64);
        segment.extend_from_slice(&frame);
        hash
    }

    fn read(bytes: &[u8], start: usize, next: u64) -> Read<'_> {
        let used = crate::segment::used(bytes);
        let salt = SALT;
        Frames { bytes, used, salt }.read(start, Height(next))
    }

    /// spec S5
    #[test]
    fn a_frame_is_read_back_and_zeros_are_the_end() {
        let mut bytes = Vec::new();
        let hash = append(&mut bytes, link(5), b"a body");
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
        // In another place, or another segment, it is no frame.
        bytes.insert(0, b'x');
        assert!(matches!(read(&bytes, 1, 5), Read::Damaged(_)));
        let salt = [8; 8];
        let (bytes, used) = (&bytes[1..], end);
        let other = Frames { bytes, used, salt };
        assert!(matches!(other.read(0, Height(5)), Read::Damaged(_)));
    }

    #[test]
    fn the_last_frame_may_lack_any_part_and_no_frame_may_be_changed() {
        // The first block follows a hash of zeros, and bodies have some zeros.
        let first_link = Link {
            height: Height(1),
            previous: BlockHash::default(),
        };
        let body: Vec<u8> = (0..2000u32)
            .map(|at| if at % 700 < 500 { 0 } else { at as u8 | 1 })
            .collect();
        let mut whole = Vec::new();
        append(&mut whole, first_link, &body);
        let start = whole.len();
        let hash = append(&mut whole, link(2), &body);
        // A hash that ends with a zero looks like one that lacks its end.
        assert_ne!(hash.0[31], 0);
        let end = whole.len();
        let last_alone = [&vec![0; start][..], &whole[start..]].concat();
        whole.resize(whole.len() + 700, 0);
        let without = |from: usize, to: usize| {
            let mut bytes = whole.clone();
            bytes[from..to].fill(0);
            bytes
        };
        for from in start..end {
            // The process died while it wrote.
            let expected = if from == start { Read::End } else { Read::Torn };
            assert_eq!(read(&without(from, end), start, 2), expected, "from {from}");
            // A sector is missing, wherever it is.
            if from % 512 == 0 || from == start {
                let to = (from / 512 + 1) * 512;
                assert_eq!(read(&without(from, to.min(end)), start, 2), Read::Torn);
            }
        }
        for bit in 0..end * 8 {
            let mut flipped = whole.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let (at, next) = if bit / 8 < start { (0, 1) } else { (start, 2) };
            // The last byte can become zero.
            let torn = flipped[end - 1] == 0;
            match read(&flipped, at, next) {
                Read::Damaged(_) => {}
                Read::Torn if torn => {}
                other => panic!("bit {bit}: {other:?}"),
            }
        }
        // A missing part of a frame that another follows is damage.
        for from in (0..start).step_by(16) {
            let to = (from + 16).min(start);
            if whole[from..to].iter().any(|byte| *byte != 0) {
                let damaged = without(from, to);
                assert!(matches!(read(&damaged, 0, 1), Read::Damaged(_)), "{from}");
            }
        }
        assert!(matches!(read(&last_alone, 0, 1), Read::Damaged(_)));
    }

    #[test]
    fn what_is_in_a_body_is_never_taken_for_a_frame() {
        // A header of a later block, for any place, as somebody would make it who does not know the salt.
        let mut forged = Vec::new();
        write_frame(&mut forged, link(9), |_| {});
        let mut body = vec![b'x'; 600];
        for place in 600..1600 {
            put_at(&mut forged, [0; 8], place);
            body.extend_from_slice(&forged[..HEADER_BYTES]);
        }
        let mut bytes = Vec::new();
        append(&mut bytes, link(2), &body);
        bytes[..512].fill(0);
        assert_eq!(read(&bytes, 0, 2), Read::Torn);
    }
}
