//! The block log of format version 1, read once from its beginning.
//!
//! ```text
//! segment: "crankcase block log\n" | u32 1 | u64 first height | [32] hash of the block before
//!          | [32] SHA-256 of these | frames, to the end of the file
//! ```
//!
//! Frames are those of today, without salt and place in the check of their header. A segment was not lengthened before it was used: so an unfinished frame is one
//! that the end of the last segment cuts off, or whose bytes do not match and nothing follows it.
//!
//! Must never change anything, and must never pass over damage.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::block::OldBlock;
use crate::disk::Disk;
use crate::end::{self, End, Reached};
use crate::error::StoreError;
use crate::files;
use crate::frame::{self, Link};
use crate::ids::{BlockHash, Height, Tip};
use crate::segment;

const MAGIC: &[u8; 20] = b"crankcase block log\n";
const VERSION: u32 = 1;
const HEADER_BYTES: usize = 96;

/// Reads the whole log and checks every link and every hash; `visit` sees each block with its height. Returns the
/// end of the chain.
pub(super) fn read(
    disk: &dyn Disk,
    dir: &Path,
    visit: &mut dyn FnMut(Height, OldBlock) -> Result<(), StoreError>,
) -> Result<Tip, StoreError> {
    let recorded = match end::read(disk, dir)? {
        End::Known(reached) => Some(reached),
        // The log is read without it, as it always was.
        End::Absent | End::Damaged => None,
    };
    let segments = segment::list(disk, dir)?;
    let mut walk = Walk {
        tip: Tip::default(),
        last: None,
        recorded,
        visit,
    };
    for (number, (first, path)) in segments.iter().enumerate() {
        let bytes =
            files::read(disk, path, u64::MAX).map_err(StoreError::io(path, "read the segment"))?;
        let is_last = number + 1 == segments.len();
        walk.segment(*first, path, &bytes, is_last)?;
    }
    walk.finish(dir)
}

/// The last block of a log, as far as that shows without reading all of it: what its last segment begins after.
pub(super) fn about(disk: &dyn Disk, dir: &Path) -> Result<Height, StoreError> {
    let segments = segment::list(disk, dir)?;
    let begun = segments.last().map_or(0, |(first, _)| first.0);
    let recorded = match end::read(disk, dir)? {
        End::Known(reached) => reached.tip.height.0,
        End::Absent | End::Damaged => 0,
    };
    Ok(Height(begun.saturating_sub(1).max(recorded)))
}

struct Walk<'a> {
    tip: Tip,
    /// The last segment with a header, and its first block.
    last: Option<(PathBuf, Height)>,
    recorded: Option<Reached>,
    visit: &'a mut dyn FnMut(Height, OldBlock) -> Result<(), StoreError>,
}

impl Walk<'_> {
    fn segment(
        &mut self,
        first: Height,
        path: &Path,
        bytes: &[u8],
        is_last: bool,
    ) -> Result<(), StoreError> {
        let damaged = |at: usize, what: String| damaged(path, at as u64, what);
        if self.tip.height.0.checked_add(1) != Some(first.0) {
            let tip = self.tip.height;
            let what = format!("it starts at block {first}, but the log goes on after block {tip}");
            return Err(damaged(0, what));
        }
        let Some(link) = header(bytes).map_err(|what| damaged(0, what.to_owned()))? else {
            // The making of a segment was cut short, if that is not the first one.
            return match is_last && self.last.is_some() {
                true => Ok(()),
                false => Err(damaged(0, "the segment's header is incomplete".to_owned())),
            };
        };
        frame::check_link(self.tip, link).map_err(|what| damaged(0, what))?;
        self.last = Some((path.to_path_buf(), first));
        let mut at = HEADER_BYTES;
        while at < bytes.len() {
            let next = Height(self.tip.height.0.saturating_add(1));
            match read_frame(&bytes[at..], next) {
                Ok(Some((link, body, hash, length))) => {
                    frame::check_link(self.tip, link).map_err(|what| damaged(at, what))?;
                    self.tip = Tip {
                        height: link.height,
                        hash,
                    };
                    self.block(body).map_err(|error| match error {
                        Refused::Damage(what) => damaged(at, what),
                        Refused::Visitor(error) => error,
                    })?;
                    at += length;
                }
                Ok(None) if is_last => return Ok(()),
                Ok(None) => {
                    let what = format!("block {next} is incomplete, but a later segment follows");
                    return Err(damaged(at, what));
                }
                Err(what) => return Err(damaged(at, what)),
            }
        }
        Ok(())
    }

    fn block(&mut self, body: &[u8]) -> Result<(), Refused> {
        let tip = self.tip;
        let recorded = self.recorded.map(|recorded| recorded.tip);
        if recorded.is_some_and(|at| at.height == tip.height && at.hash != tip.hash) {
            return Err(Refused::Damage(format!(
                "block {} is not the one that the record of the log's end names",
                tip.height
            )));
        }
        let block = OldBlock::decode(body).map_err(|what| {
            Refused::Damage(format!("block {} cannot be read: {what}", tip.height))
        })?;
        (self.visit)(tip.height, block).map_err(Refused::Visitor)
    }

    /// Refuses a log that lacks what it is known to have had.
    fn finish(self, dir: &Path) -> Result<Tip, StoreError> {
        let Some((last, segment)) = self.last else {
            return Err(damaged(dir, 0, "there is no segment".to_owned()));
        };
        let Some(recorded) = self.recorded else {
            return Ok(self.tip);
        };
        if recorded.tip.height > self.tip.height || recorded.segment > segment {
            let what = format!(
                "the log ends with block {}, but it had more, as the record of its end says",
                self.tip.height
            );
            return Err(damaged(&last, 0, what));
        }
        Ok(self.tip)
    }
}

enum Refused {
    Damage(String),
    Visitor(StoreError),
}

fn damaged(path: &Path, offset: u64, what: String) -> StoreError {
    StoreError::DamagedLog {
        path: path.to_path_buf(),
        offset,
        what,
    }
}

/// True if these bytes begin as a segment of version 1 does.
pub(super) fn is_segment(bytes: &[u8]) -> bool {
    matches!(header(bytes), Ok(Some(_)))
}

/// The link of a segment's first block; `None` if its header was not written to the end.
fn header(segment: &[u8]) -> Result<Option<Link>, &'static str> {
    let Some((header, frames)) = segment.split_first_chunk::<HEADER_BYTES>() else {
        return Ok(None);
    };
    let (fields, check) = header.split_at(HEADER_BYTES - 32);
    if Sha256::digest(fields).as_slice() != check {
        return match frames.is_empty() {
            true => Ok(None),
            false => Err("the segment's header does not match its check"),
        };
    }
    if !fields.starts_with(MAGIC) || fields[20..24] != VERSION.to_be_bytes() {
        return Err("not a segment of format version 1");
    }
    Ok(Some(Link {
        height: Height(u64::from_be_bytes(frame::array(fields, 24))),
        previous: BlockHash(frame::array(fields, 32)),
    }))
}

type Frame<'a> = (Link, &'a [u8], BlockHash, usize);

/// The frame with which these bytes of a segment begin; `None` if it was not written to the end. `next` is the height that
/// it should have.
fn read_frame(rest: &[u8], next: Height) -> Result<Option<Frame<'_>>, String> {
    if rest.len() < frame::HEADER_BYTES {
        return Ok(None);
    }
    let Some((length, link)) = frame_header(rest) else {
        return match later_frame(&rest[1..], next) {
            true => Err(format!(
                "the header of block {next} does not match its check"
            )),
            false => Ok(None),
        };
    };
    let body_end = frame::HEADER_BYTES + length;
    let end = body_end + frame::HASH_BYTES;
    let Some(stored) = rest.get(body_end..end) else {
        return Ok(None);
    };
    let body = &rest[frame::HEADER_BYTES..body_end];
    let hash = frame::block_hash(link, body);
    if hash.0 == stored {
        return Ok(Some((link, body, hash, end)));
    }
    match end == rest.len() {
        true => Ok(None),
        false => Err(format!(
            "the contents of block {} do not match their hash",
            link.height
        )),
    }
}

/// The body length and the link, if these bytes start with a frame's header that passes its check.
fn frame_header(bytes: &[u8]) -> Option<(usize, Link)> {
    let header = bytes.get(..frame::HEADER_BYTES)?;
    let (fields, check) = header.split_at(frame::FIELDS_BYTES);
    if !fields.starts_with(frame::MAGIC) || !Sha256::digest(fields).starts_with(check) {
        return None;
    }
    let link = Link {
        height: Height(u64::from_be_bytes(frame::array(fields, 8))),
        previous: BlockHash(frame::array(fields, 16)),
    };
    Some((u32::from_be_bytes(frame::array(fields, 4)) as usize, link))
}

/// True if a frame of a later block starts somewhere in these bytes.
fn later_frame(bytes: &[u8], next: Height) -> bool {
    let words = bytes.windows(frame::MAGIC.len()).enumerate();
    let mut starts = words.filter(|(_, word)| word == frame::MAGIC);
    starts.any(|(at, _)| frame_header(&bytes[at..]).is_some_and(|(_, link)| link.height > next))
}
