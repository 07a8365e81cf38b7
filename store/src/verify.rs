//! Reading the block log: every link and every hash is checked, and what was cut off is told from what is
//! damaged.
//!
//! A record that was being written when the power failed is unfinished: nobody was told that its block is
//! committed. The same bytes are damage if the block is known to have been committed: because a later one
//! follows, or because the checkpoint, the record of the log's end or the index has seen it (spec S6).
//!
//! Must never change anything, and must never pass over damage.

use std::path::{Path, PathBuf};

use crate::disk::Disk;
use crate::end::{self, End, Reached};
use crate::error::StoreError;
use crate::finding::Finding;
use crate::frame::{self, Frames, Read, Salt};
use crate::ids::{Height, Tip};
use crate::segment::{self, Header};

/// A block on its way from the log to the index.
pub(crate) struct LoggedBlock<'a> {
    pub(crate) tip: Tip,
    pub(crate) body: &'a [u8],
}

/// Sees the blocks, one after the other.
pub(crate) type Visit<'a> = &'a mut dyn FnMut(LoggedBlock<'_>) -> Result<(), StoreError>;

/// What [`verify`] found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Verified {
    /// The end of the chain of whole blocks.
    pub(crate) tip: Tip,
    /// The bytes of the frames after the tip from which the log was verified.
    pub(crate) bytes: u64,
    /// The segment that holds the end, and its first block.
    pub(crate) last: PathBuf,
    pub(crate) segment: Height,
    /// The length of that file, how much of it is whole, and its salt.
    pub(crate) length: u64,
    pub(crate) used: u64,
    pub(crate) salt: Salt,
    /// Where in it the last frame starts, if there is one.
    pub(crate) last_frame: Option<u64>,
    /// The bytes of an unfinished record behind it.
    pub(crate) torn: u64,
    /// What the record of the log's end says, if it can be read.
    pub(crate) recorded: Option<Reached>,
    pub(crate) findings: Vec<Finding>,
}

impl Verified {
    /// Refuses a log that lacks blocks which are known to have been committed: up to height `known`.
    pub(crate) fn refuse_lost_blocks(&self, known: Height, by: &str) -> Result<(), StoreError> {
        if known <= self.tip.height {
            return Ok(());
        }
        let next = self.tip.height.0.saturating_add(1);
        let what = match self.torn {
            0 => format!("block {next} was committed, as {by} says, but the log ends before it"),
            _ => format!(
                "block {next} was committed, as {by} says, but its record is not whole any more"
            ),
        };
        Err(StoreError::DamagedLog {
            path: self.last.clone(),
            offset: self.used,
            what,
        })
    }

    /// Refuses a log that lacks a segment which was begun, so that blocks may have been in it.
    fn refuse_lost_segment(&self, dir: &Path, begun: Height) -> Result<(), StoreError> {
        if begun <= self.segment {
            return Ok(());
        }
        Err(StoreError::DamagedLog {
            path: dir.join(segment::name(begun)),
            offset: 0,
            what: "this segment was begun, as the record of the log's end says, but it is missing"
                .to_owned(),
        })
    }
}

/// Reads the log from the segment on that goes on after `from`: the tip of the checkpoint, or of nothing.
/// Checks every link and every hash; changes nothing. `visit` sees each block after `from`.
///
/// Also beside a living writer: then what it finds was whole at some moment since it began.
pub(crate) fn verify(
    disk: &dyn Disk,
    dir: &Path,
    from: Tip,
    visit: Visit<'_>,
) -> Result<Verified, StoreError> {
    // Read first: beside a living writer the log may only be longer than the record says.
    let end = end::read(disk, dir)?;
    let segments = segment::list(disk, dir)?;
    let needed = &segments[segment::needed_from(&segments, from)..];
    let mut walk = Walk::new(dir, end, from);
    for (number, (first, path)) in needed.iter().enumerate() {
        let is_last = number + 1 == needed.len();
        let mut segment = Segment::read(disk, path, is_last)?;
        walk.segment(*first, &mut segment, visit)?;
    }
    walk.finish(dir)
}

/// How far the reading of a log has come.
struct Walk {
    from: Tip,
    tip: Tip,
    bytes: u64,
    last: Option<LastSegment>,
    recorded: Option<Reached>,
    findings: Vec<Finding>,
}

/// The last segment that was read.
struct LastSegment {
    path: PathBuf,
    first: Height,
    header: Header,
    used: u64,
    last_frame: Option<u64>,
    torn: u64,
}

impl Walk {
    fn new(dir: &Path, end: End, from: Tip) -> Self {
        let (recorded, finding) = match end {
            End::Known(reached) => (Some(reached), None),
            End::Absent => (None, Some("is missing")),
            End::Damaged => (None, Some("is damaged")),
        };
        let findings = finding.map(|what| Finding::NoEndRecord {
            path: end::path(dir),
            what,
        });
        Self {
            from,
            tip: from,
            bytes: 0,
            last: None,
            recorded,
            findings: findings.into_iter().collect(),
        }
    }

    fn segment(
        &mut self,
        first: Height,
        segment: &mut Segment<'_>,
        visit: Visit<'_>,
    ) -> Result<(), StoreError> {
        let header = segment.header;
        if first != header.link.height {
            let what = format!("it starts at block {}", header.link.height);
            return Err(segment.damaged(0, what));
        }
        if self.last.is_none() && first <= self.from.height {
            // The first blocks of this segment are in the checkpoint already.
            self.tip = header.before();
        }
        if self.tip.height.0.checked_add(1) != Some(first.0) {
            return Err(segment.damaged(0, gap(self.tip.height, first, self.last.is_some())));
        }
        frame::check_link(self.tip, header.link).map_err(|what| segment.damaged(0, what))?;
        let (from, recorded) = (self.from, self.recorded);
        let (mut last_frame, mut bytes) = (None, 0);
        let (used, torn) = segment.walk(&mut self.tip, None, &mut |at, frame_bytes, block| {
            last_frame = Some(at);
            check_known(
                recorded.map(|recorded| recorded.tip),
                &block,
                "record of the log's end",
            )?;
            check_known(Some(from), &block, "checkpoint")?;
            if block.tip.height <= from.height {
                return Ok(Ok(()));
            }
            bytes += frame_bytes;
            Ok(visit(block))
        })?;
        self.bytes += bytes;
        self.last = Some(LastSegment {
            path: segment.path.to_path_buf(),
            first,
            header,
            used,
            last_frame,
            torn,
        });
        Ok(())
    }

    fn finish(mut self, dir: &Path) -> Result<Verified, StoreError> {
        let Some(last) = self.last else {
            return Err(StoreError::DamagedLog {
                path: dir.to_path_buf(),
                offset: 0,
                what: "there is no segment".to_owned(),
            });
        };
        if last.torn > 0 {
            self.findings.push(Finding::UnfinishedBlock {
                path: last.path.clone(),
                offset: last.used,
                bytes: last.torn,
                height: Height(self.tip.height.0.saturating_add(1)),
            });
        }
        let verified = Verified {
            tip: self.tip,
            bytes: self.bytes,
            last: last.path,
            segment: last.first,
            length: last.header.length,
            salt: last.header.salt,
            used: last.used,
            last_frame: last.last_frame,
            torn: last.torn,
            recorded: self.recorded,
            findings: self.findings,
        };
        verified.refuse_lost_blocks(self.from.height, "the checkpoint")?;
        if let Some(recorded) = self.recorded {
            verified.refuse_lost_blocks(recorded.tip.height, "the record of the log's end")?;
            verified.refuse_lost_segment(dir, recorded.segment)?;
        }
        Ok(verified)
    }
}

/// Blocks are missing before a segment.
fn gap(tip: Height, first: Height, after_segment: bool) -> String {
    let before = match (after_segment, tip) {
        (true, tip) => format!("the segment before it ends with block {tip}"),
        (false, Height(0)) => "the log must begin with block 1".to_owned(),
        (false, tip) => format!("the checkpoint ends with block {tip}"),
    };
    format!("it starts at block {first}, but {before}: the blocks between are missing")
}

/// Checks that a block is the one that is known to have its height.
fn check_known(known: Option<Tip>, block: &LoggedBlock<'_>, by: &str) -> Result<(), String> {
    match known {
        Some(known) if known.height == block.tip.height && known.hash != block.tip.hash => {
            let height = known.height;
            Err(format!("block {height} is not the one that the {by} names"))
        }
        _ => Ok(()),
    }
}

/// Shows `visit` the blocks after `from` up to `to`, of a log in which [`verify`] has found them good. Segments
/// before are not read.
pub(crate) fn blocks_between(
    disk: &dyn Disk,
    dir: &Path,
    from: Tip,
    to: Tip,
    visit: Visit<'_>,
) -> Result<(), StoreError> {
    let segments = segment::list(disk, dir)?;
    let mut tip: Option<Tip> = None;
    for (_, path) in &segments[segment::needed_from(&segments, from)..] {
        if tip == Some(to) {
            break;
        }
        let mut segment = Segment::read(disk, path, true)?;
        let header = segment.header;
        let mut at = tip.unwrap_or(header.before());
        segment.walk(
            &mut at,
            Some(to.height),
            &mut |_, _, block| match block.tip.height > from.height {
                true => Ok(visit(block)),
                false => Ok(Ok(())),
            },
        )?;
        tip = Some(at);
    }
    match tip == Some(to) {
        true => Ok(()),
        false => Err(StoreError::DamagedLog {
            path: dir.to_path_buf(),
            offset: 0,
            what: format!("block {} was there and is not any more", to.height),
        }),
    }
}

/// One segment being read.
struct Segment<'a> {
    disk: &'a dyn Disk,
    path: &'a Path,
    header: Header,
    bytes: Vec<u8>,
    /// How much of it is used.
    used: usize,
    is_last: bool,
}

/// Sees a block, where its frame starts and how many bytes that has. The outer error is what is wrong with the
/// frame.
type VisitFrame<'a> =
    &'a mut dyn FnMut(u64, u64, LoggedBlock<'_>) -> Result<Result<(), StoreError>, String>;

impl<'a> Segment<'a> {
    fn read(disk: &'a dyn Disk, path: &'a Path, is_last: bool) -> Result<Self, StoreError> {
        let (header, bytes) =
            segment::read(disk, path)?.map_err(|what| StoreError::DamagedLog {
                path: path.to_path_buf(),
                offset: 0,
                what,
            })?;
        Ok(Self {
            disk,
            path,
            header,
            used: segment::used(&bytes),
            bytes,
            is_last,
        })
    }

    fn damaged(&self, offset: u64, what: String) -> StoreError {
        StoreError::DamagedLog {
            path: self.path.to_path_buf(),
            offset,
            what,
        }
    }

    fn frames(&self) -> Frames<'_> {
        Frames {
            bytes: &self.bytes,
            used: self.used,
            salt: self.header.salt,
        }
    }

    /// Goes through the frames, to the end or to the block of height `until`, and shows `visit` each. Returns
    /// the end of the last whole one, and how many bytes of an unfinished record follow it.
    fn walk(
        &mut self,
        tip: &mut Tip,
        until: Option<Height>,
        visit: VisitFrame<'_>,
    ) -> Result<(u64, u64), StoreError> {
        let mut at = segment::HEADER_BYTES;
        loop {
            let next = Height(tip.height.0.saturating_add(1));
            if until.is_some_and(|until| next > until) {
                return Ok((at as u64, 0));
            }
            let what = match self.frames().read(at, next) {
                Read::Frame {
                    link,
                    body,
                    hash,
                    end,
                } => {
                    let start = at as u64;
                    frame::check_link(*tip, link).map_err(|what| self.damaged(start, what))?;
                    *tip = Tip {
                        height: link.height,
                        hash,
                    };
                    let seen = visit(start, (end - at) as u64, LoggedBlock { tip: *tip, body });
                    seen.map_err(|what| self.damaged(start, what))??;
                    at = end;
                    continue;
                }
                Read::End => return Ok((at as u64, 0)),
                Read::Torn => None,
                Read::Damaged(what) => Some(what),
            };
            if self.has_grown(at)? {
                continue;
            }
            return match what {
                None if self.is_last => Ok((at as u64, (self.used - at) as u64)),
                None => {
                    let what = format!("block {next} is incomplete, but a later segment follows");
                    Err(self.damaged(at as u64, what))
                }
                Some(what) => Err(self.damaged(at as u64, what)),
            };
        }
    }

    /// Reads the segment again. A living writer may have written on while it was read, so that an earlier part
    /// is older than a later one; then what is at `at` now is to be looked at.
    fn has_grown(&mut self, at: usize) -> Result<bool, StoreError> {
        let again = Self::read(self.disk, self.path, self.is_last)?;
        if again.bytes.get(at..) == self.bytes.get(at..) || again.bytes.len() != self.bytes.len() {
            return Ok(false);
        }
        *self = again;
        Ok(true)
    }
}
