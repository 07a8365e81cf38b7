//! Reading the block log: every link and every hash is checked, and what was cut off is told from what is
//! damaged.
//!
//! A record that was being written when the power failed is unfinished: nobody was told that its block is
//! committed. The same bytes are damage if the block is known to have been committed: because a later one
//! follows, or because the record of the log's end or the index has seen it (spec S6).
//!
//! Must never change anything, and must never pass over damage.

use std::path::{Path, PathBuf};

use crate::disk::Disk;
use crate::end::{self, End, Reached};
use crate::error::StoreError;
use crate::files;
use crate::finding::Finding;
use crate::frame::{self, Read, SEGMENT_HEADER_BYTES, SegmentHeader};
use crate::ids::{Height, Tip};
use crate::log;

/// A block on its way from the log to the index.
pub(crate) struct LoggedBlock<'a> {
    pub(crate) tip: Tip,
    pub(crate) body: &'a [u8],
}

/// What [`verify`] found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Verified {
    /// The end of the chain of whole blocks.
    pub(crate) tip: Tip,
    /// The segment that holds the end, and how much of it is whole.
    pub(crate) last: PathBuf,
    pub(crate) length: u64,
    /// Where in it the last frame starts, or the header if there is no frame.
    pub(crate) last_frame: u64,
    /// What is to be cut so that the next block can be appended.
    pub(crate) torn: Option<Torn>,
    /// The first block of that segment.
    pub(crate) segment: Height,
    /// What the record of the log's end says, if it can be read.
    pub(crate) recorded: Option<Reached>,
    pub(crate) findings: Vec<Finding>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Torn {
    /// The bytes of the last segment after its last whole frame.
    Frame { bytes: u64 },
    /// A last segment, of which not even the header is whole.
    Segment { path: PathBuf, bytes: u64 },
}

impl Verified {
    /// Refuses a log that lacks blocks which are known to have been committed: up to height `known`.
    pub(crate) fn refuse_lost_blocks(&self, known: Height, by: &str) -> Result<(), StoreError> {
        if known <= self.tip.height {
            return Ok(());
        }
        let next = self.tip.height.0 + 1;
        let what = match self.torn {
            None => format!("block {next} was committed, as {by} says, but the log ends before it"),
            Some(_) => format!(
                "block {next} was committed, as {by} says, but its record is not whole any more"
            ),
        };
        Err(StoreError::DamagedLog {
            path: self.last.clone(),
            offset: self.length,
            what,
        })
    }
}

impl Verified {
    /// Refuses a log that lacks a segment which was begun, so that blocks may have been in it.
    fn refuse_lost_segment(&self, dir: &Path, begun: Height) -> Result<(), StoreError> {
        if begun <= self.segment {
            return Ok(());
        }
        Err(StoreError::DamagedLog {
            path: dir.join(log::segment_name(begun)),
            offset: 0,
            what: "this segment was begun, as the record of the log's end says, but it is missing or has \
                   no header"
                .to_owned(),
        })
    }
}

/// Reads the whole log and checks every link and every hash; changes nothing. `visit` sees each block.
pub(crate) fn verify(
    disk: &dyn Disk,
    dir: &Path,
    visit: &mut dyn FnMut(LoggedBlock<'_>) -> Result<(), StoreError>,
) -> Result<Verified, StoreError> {
    // Read first: beside a living writer the log may only be longer than the record says.
    let end = end::read(disk, dir)?;
    let segments = log::segments(disk, dir)?;
    let mut walk = Walk::new(dir, end);
    for (number, (first, path)) in segments.iter().enumerate() {
        let bytes = files::read(disk, path).map_err(StoreError::io(path, "read the segment"))?;
        let segment = Segment {
            path,
            bytes: &bytes,
            is_last: number + 1 == segments.len(),
        };
        walk.segment(*first, &segment, visit)?;
    }
    walk.finish(dir)
}

/// How far the reading of a log has come.
struct Walk {
    tip: Tip,
    /// The last segment with a whole header, the end of its last frame, and the start of that.
    last: Option<(PathBuf, u64, u64)>,
    /// The first block of that segment.
    segment: Height,
    torn: Option<Torn>,
    recorded: Option<Reached>,
    findings: Vec<Finding>,
}

impl Walk {
    fn new(dir: &Path, end: End) -> Self {
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
            tip: Tip::default(),
            last: None,
            segment: Height(0),
            torn: None,
            recorded,
            findings: findings.into_iter().collect(),
        }
    }

    fn segment(
        &mut self,
        first: Height,
        segment: &Segment<'_>,
        visit: &mut dyn FnMut(LoggedBlock<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        if self.tip.height.0.checked_add(1) != Some(first.0) {
            let what = format!(
                "it starts at block {first}, but the log goes on after block {}",
                self.tip.height
            );
            return Err(segment.damaged(0, what));
        }
        let bytes = segment.bytes.len() as u64;
        if !segment.check_header(self.tip)? {
            if self.last.is_none() {
                return Err(segment.damaged(0, "the first segment has no header".to_owned()));
            }
            let path = segment.path.to_path_buf();
            self.torn = Some(Torn::Segment { path, bytes });
            return Ok(());
        }
        let recorded = self.recorded;
        let mut last_frame = 0;
        let (end, torn) = segment.walk(&mut self.tip, &mut |at, block| {
            last_frame = at;
            check_record(recorded, &block).map_err(|what| segment.damaged(at, what))?;
            visit(block)
        })?;
        self.torn = torn.then_some(Torn::Frame { bytes: bytes - end });
        self.last = Some((segment.path.to_path_buf(), end, last_frame));
        self.segment = first;
        Ok(())
    }

    fn finish(mut self, dir: &Path) -> Result<Verified, StoreError> {
        let Some((last, length, last_frame)) = self.last else {
            return Err(StoreError::DamagedLog {
                path: dir.to_path_buf(),
                offset: 0,
                what: "there is no segment".to_owned(),
            });
        };
        let unfinished = self.torn.clone().map(|torn| match torn {
            Torn::Frame { bytes } => (last.clone(), length, bytes),
            Torn::Segment { path, bytes } => (path, 0, bytes),
        });
        self.findings.extend(
            unfinished.map(|(path, offset, bytes)| Finding::UnfinishedBlock {
                path,
                offset,
                bytes,
                height: Height(self.tip.height.0 + 1),
            }),
        );
        let verified = Verified {
            tip: self.tip,
            last,
            length,
            last_frame,
            torn: self.torn,
            segment: self.segment,
            recorded: self.recorded,
            findings: self.findings,
        };
        if let Some(recorded) = self.recorded {
            verified.refuse_lost_blocks(recorded.tip.height, "the record of the log's end")?;
            verified.refuse_lost_segment(dir, recorded.segment)?;
        }
        Ok(verified)
    }
}

/// Checks that a block is the one that the record of the log's end names.
fn check_record(recorded: Option<Reached>, block: &LoggedBlock<'_>) -> Result<(), String> {
    match recorded {
        Some(Reached { tip: recorded, .. })
            if recorded.height == block.tip.height && recorded.hash != block.tip.hash =>
        {
            Err(format!(
                "block {} is not the one that the record of the log's end names",
                recorded.height
            ))
        }
        _ => Ok(()),
    }
}

/// Shows `visit` the blocks after `from`, of a log that [`verify`] has found good. Segments before are
/// not read.
pub(crate) fn blocks_after(
    disk: &dyn Disk,
    dir: &Path,
    from: Tip,
    visit: &mut dyn FnMut(LoggedBlock<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let segments = log::segments(disk, dir)?;
    let start = segments
        .partition_point(|(first, _)| *first <= Height(from.height.0 + 1))
        .saturating_sub(1);
    let mut tip: Option<Tip> = None;
    for (number, (_, path)) in segments.iter().enumerate().skip(start) {
        let bytes = files::read(disk, path).map_err(StoreError::io(path, "read the segment"))?;
        let segment = Segment {
            path,
            bytes: &bytes,
            is_last: number + 1 == segments.len(),
        };
        let SegmentHeader::Good(link) = frame::read_segment_header(&bytes) else {
            return Ok(());
        };
        let mut at = tip.unwrap_or(Tip {
            height: Height(link.height.0.saturating_sub(1)),
            hash: link.previous,
        });
        segment.walk(&mut at, &mut |_, block| {
            if block.tip.height > from.height {
                visit(block)
            } else {
                Ok(())
            }
        })?;
        tip = Some(at);
    }
    Ok(())
}

/// One segment being read.
struct Segment<'a> {
    path: &'a Path,
    bytes: &'a [u8],
    is_last: bool,
}

impl Segment<'_> {
    fn damaged(&self, offset: u64, what: String) -> StoreError {
        StoreError::DamagedLog {
            path: self.path.to_path_buf(),
            offset,
            what,
        }
    }

    /// Checks that the segment continues `tip`. False if the header was not written to the end.
    fn check_header(&self, tip: Tip) -> Result<bool, StoreError> {
        match frame::read_segment_header(self.bytes) {
            SegmentHeader::Good(link) => {
                frame::check_link(tip, link).map_err(|what| self.damaged(0, what))?;
                Ok(true)
            }
            SegmentHeader::Torn if self.is_last => Ok(false),
            SegmentHeader::Torn => {
                Err(self.damaged(0, "the segment's header is incomplete".to_owned()))
            }
            SegmentHeader::Damaged(what) => Err(self.damaged(0, what)),
        }
    }

    /// Goes through the frames, and shows `visit` each with its start. Returns the end of the last whole
    /// one, and whether an unfinished record follows it.
    fn walk(
        &self,
        tip: &mut Tip,
        visit: &mut dyn FnMut(u64, LoggedBlock<'_>) -> Result<(), StoreError>,
    ) -> Result<(u64, bool), StoreError> {
        let mut at = SEGMENT_HEADER_BYTES;
        loop {
            let next = Height(tip.height.0.saturating_add(1));
            match frame::read_frame(self.bytes, at, next) {
                Read::Frame {
                    link,
                    body,
                    hash,
                    end,
                } => {
                    frame::check_link(*tip, link).map_err(|what| self.damaged(at as u64, what))?;
                    *tip = Tip {
                        height: link.height,
                        hash,
                    };
                    visit(at as u64, LoggedBlock { tip: *tip, body })?;
                    at = end;
                }
                Read::End => return Ok((at as u64, false)),
                Read::Torn if self.is_last => return Ok((at as u64, true)),
                Read::Torn => {
                    let what = format!("block {next} is incomplete, but a later segment follows");
                    return Err(self.damaged(at as u64, what));
                }
                Read::Damaged(what) => return Err(self.damaged(at as u64, what)),
            }
        }
    }
}
