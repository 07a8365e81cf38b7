//! The bytes of the block log: segment headers, frames, and the one check that links a block to the
//! block before it (spec S5), done both before a frame is written and after it is read.
//!
//! All numbers are big-endian.
//!
//! ```text
//! segment: "crankcase block log\n" | u32 version | u64 first height | [32] hash of the block before
//!          | [32] SHA-256 of these
//! frame:   "CKBF" | u32 body length | u64 height | [32] hash of the block before
//!          | [8] first bytes of the SHA-256 of these | body | [32] hash of the block
//! ```
//!
//! The header has a check of its own, so that a damaged length is never followed.
//!
//! Must never touch a file, and must never panic on any bytes.

use sha2::{Digest, Sha256};

use crate::ids::{BlockHash, Height, Tip};

const SEGMENT_MAGIC: &[u8; 20] = b"crankcase block log\n";
const SEGMENT_VERSION: u32 = 1;
/// The size of a segment's header, in bytes.
pub(crate) const SEGMENT_HEADER_BYTES: usize = 96;

const FRAME_MAGIC: &[u8; 4] = b"CKBF";
const FRAME_HEADER_BYTES: usize = 56;
const HASH_BYTES: usize = 32;

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

/// The header of the segment whose first block follows `tip`.
pub(crate) fn segment_header(tip: Tip) -> [u8; SEGMENT_HEADER_BYTES] {
    let mut bytes = Vec::with_capacity(SEGMENT_HEADER_BYTES);
    bytes.extend_from_slice(SEGMENT_MAGIC);
    bytes.extend_from_slice(&SEGMENT_VERSION.to_be_bytes());
    bytes.extend_from_slice(&(tip.height.0 + 1).to_be_bytes());
    bytes.extend_from_slice(&tip.hash.0);
    let check = Sha256::digest(&bytes);
    bytes.extend_from_slice(&check);
    bytes
        .try_into()
        .expect("the fields add up to the header's size")
}

/// What a segment's first bytes are.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum SegmentHeader {
    /// A header; its first block must have this link.
    Good(Link),
    /// A header that was not written to the end.
    Torn,
    /// Something else.
    Damaged(String),
}

/// Reads a segment's header.
pub(crate) fn read_segment_header(segment: &[u8]) -> SegmentHeader {
    let Some((header, frames)) = segment.split_at_checked(SEGMENT_HEADER_BYTES) else {
        return SegmentHeader::Torn;
    };
    let (fields, check) = header.split_at(SEGMENT_HEADER_BYTES - HASH_BYTES);
    if Sha256::digest(fields).as_slice() != check {
        // The header is synced before the first frame is written, so with frames after it this is damage.
        return if frames.is_empty() {
            SegmentHeader::Torn
        } else {
            SegmentHeader::Damaged("the segment's header does not match its check".to_owned())
        };
    }
    let version = u32::from_be_bytes(array(fields, 20));
    if &fields[..20] != SEGMENT_MAGIC || version != SEGMENT_VERSION {
        return SegmentHeader::Damaged(format!(
            "not a segment of format version {SEGMENT_VERSION}"
        ));
    }
    SegmentHeader::Good(Link {
        height: Height(u64::from_be_bytes(array(fields, 24))),
        previous: BlockHash(array(fields, 32)),
    })
}

/// The bytes of a frame and the hash of its block.
pub(crate) fn frame(link: Link, body: &[u8]) -> (Vec<u8>, BlockHash) {
    let length = u32::try_from(body.len()).expect("a block's size was checked against its limit");
    let hash = block_hash(link, body);
    let mut bytes = Vec::with_capacity(FRAME_HEADER_BYTES + body.len() + HASH_BYTES);
    bytes.extend_from_slice(FRAME_MAGIC);
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(&link.height.0.to_be_bytes());
    bytes.extend_from_slice(&link.previous.0);
    let check = header_check(&bytes);
    bytes.extend_from_slice(&check);
    bytes.extend_from_slice(body);
    bytes.extend_from_slice(&hash.0);
    (bytes, hash)
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
    /// The end of the segment.
    End,
    /// A frame that was not written to the end, and nothing after it.
    Torn,
    /// A damaged frame that is not the last thing in the segment.
    Damaged(String),
}

/// Reads the frame at `start`. `next` is the height the frame should have.
pub(crate) fn read_frame(segment: &[u8], start: usize, next: Height) -> Read<'_> {
    let rest = &segment[start.min(segment.len())..];
    if rest.is_empty() {
        return Read::End;
    }
    if rest.len() < FRAME_HEADER_BYTES {
        return Read::Torn;
    }
    let Some((length, link)) = read_header(rest) else {
        return if later_frame(&rest[1..], next) {
            Read::Damaged(format!(
                "the header of block {next} does not match its check"
            ))
        } else {
            Read::Torn
        };
    };
    let body_end = FRAME_HEADER_BYTES + length;
    let Some(stored) = rest.get(body_end..body_end + HASH_BYTES) else {
        return Read::Torn;
    };
    let body = &rest[FRAME_HEADER_BYTES..body_end];
    let hash = block_hash(link, body);
    let end = start + body_end + HASH_BYTES;
    if hash.0 == stored {
        return Read::Frame {
            link,
            body,
            hash,
            end,
        };
    }
    // A frame is written only after the one before it is on the disk: only the last one can be torn.
    if end == segment.len() {
        Read::Torn
    } else {
        Read::Damaged(format!(
            "the contents of block {} do not match their hash",
            link.height
        ))
    }
}

/// The body length and the link, if these bytes start with a header that passes its check.
fn read_header(bytes: &[u8]) -> Option<(usize, Link)> {
    let header = bytes.get(..FRAME_HEADER_BYTES)?;
    let (fields, check) = header.split_at(FRAME_HEADER_BYTES - 8);
    if !fields.starts_with(FRAME_MAGIC) || header_check(fields) != check {
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
fn later_frame(bytes: &[u8], next: Height) -> bool {
    let starts = bytes
        .windows(FRAME_MAGIC.len())
        .enumerate()
        .filter(|(_, word)| word == FRAME_MAGIC);
    starts
        .into_iter()
        .any(|(at, _)| read_header(&bytes[at..]).is_some_and(|(_, link)| link.height > next))
}

fn header_check(fields: &[u8]) -> [u8; 8] {
    array(&Sha256::digest(fields), 0)
}

/// `N` bytes at `at`; the callers have checked that they are there.
fn array<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
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

    #[test]
    fn a_segment_header_is_read_back_or_refused() {
        let tip = Tip {
            height: Height(9),
            hash: BlockHash([3; 32]),
        };
        let header = segment_header(tip);
        let good = Link {
            height: Height(10),
            previous: tip.hash,
        };
        assert_eq!(read_segment_header(&header), SegmentHeader::Good(good));
        for cut in 0..header.len() {
            assert_eq!(read_segment_header(&header[..cut]), SegmentHeader::Torn);
        }
        let mut with_frames = header.to_vec();
        with_frames.push(0);
        for bit in 0..header.len() * 8 {
            let mut flipped = with_frames.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(matches!(
                read_segment_header(&flipped),
                SegmentHeader::Damaged(_)
            ));
        }
    }

    #[test]
    fn the_last_frame_may_be_torn_anywhere_and_no_other_may_be_changed_at_all() {
        let (mut bytes, hash) = frame(link(5), b"a body");
        let first_end = bytes.len();
        assert_eq!(
            read_frame(&bytes, 0, Height(5)),
            Read::Frame {
                link: link(5),
                body: b"a body",
                hash,
                end: first_end
            }
        );
        assert_eq!(read_frame(&bytes, first_end, Height(6)), Read::End);
        for cut in 1..first_end {
            assert_eq!(read_frame(&bytes[..cut], 0, Height(5)), Read::Torn);
        }
        bytes.extend(frame(link(6), b"another").0);
        for bit in 0..first_end * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(
                matches!(read_frame(&flipped, 0, Height(5)), Read::Damaged(_)),
                "bit {bit}"
            );
        }
        for bit in first_end * 8..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(
                read_frame(&flipped, first_end, Height(6)),
                Read::Torn,
                "bit {bit}"
            );
        }
    }
}
