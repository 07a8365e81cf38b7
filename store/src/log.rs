//! The block log: the commit point of a store. Segment files of frames, each frame on the disk before
//! its block counts.
//!
//! Segments are named by the height of their first block. A segment is left when it has reached its
//! size, and never written again.
//!
//! Must never change a byte that was synced, and must never hide damage: only an unfinished record at
//! the very end of the last segment is cut, and only by [`BlockLog::open`].

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use crate::error::StoreError;
use crate::files;
use crate::frame::{self, Link, Read, SEGMENT_HEADER_BYTES, SegmentHeader};
use crate::ids::{Height, Tip};

/// The end of the chain, and the files behind it.
#[derive(Debug)]
pub(crate) struct BlockLog {
    tip: Tip,
    /// None for a store in memory: its blocks are chained in the same way and kept nowhere.
    files: Option<LogFiles>,
}

#[derive(Debug)]
struct LogFiles {
    dir: PathBuf,
    segment_bytes: u64,
    /// The segment that is written now.
    path: PathBuf,
    file: File,
    /// How much of it is written and synced.
    length: u64,
}

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
    last: PathBuf,
    length: u64,
    /// What is to be cut so that the next block can be appended.
    torn: Option<Torn>,
}

#[derive(Debug, PartialEq, Eq)]
enum Torn {
    /// The bytes of the last segment after its last whole frame.
    Frame,
    /// A last segment, of which not even the header is whole.
    Segment(PathBuf),
}

impl Verified {
    /// Where the unfinished record is, if there is one.
    pub(crate) fn torn_at(&self) -> Option<(&Path, u64)> {
        match self.torn.as_ref()? {
            Torn::Frame => Some((&self.last, self.length)),
            Torn::Segment(path) => Some((path, 0)),
        }
    }
}

impl BlockLog {
    /// A log that keeps nothing.
    pub(crate) fn memory() -> Self {
        Self {
            tip: Tip::default(),
            files: None,
        }
    }

    /// Makes the first segment in a new, empty directory.
    pub(crate) fn create(dir: &Path, segment_bytes: u64) -> Result<Self, StoreError> {
        let tip = Tip::default();
        let files = LogFiles::start_segment(dir, segment_bytes, tip)?;
        Ok(Self {
            tip,
            files: Some(files),
        })
    }

    /// Opens a verified log for appending; cuts the unfinished record at its end.
    pub(crate) fn open(
        dir: &Path,
        segment_bytes: u64,
        verified: &Verified,
    ) -> Result<Self, StoreError> {
        let path = verified.last.clone();
        let file = OpenOptions::new().write(true).open(&path);
        let file = file.map_err(StoreError::io(&path, "open the segment"))?;
        match &verified.torn {
            None => {}
            Some(Torn::Frame) => {
                let cut = file.set_len(verified.length).and_then(|()| file.sync_all());
                cut.map_err(StoreError::io(&path, "cut the unfinished record"))?;
            }
            Some(Torn::Segment(torn)) => {
                fs::remove_file(torn)
                    .map_err(StoreError::io(torn, "remove the unfinished segment"))?;
                files::sync_dir(dir)?;
            }
        }
        let length = verified.length;
        let files = LogFiles {
            dir: dir.to_path_buf(),
            segment_bytes,
            path,
            file,
            length,
        };
        Ok(Self {
            tip: verified.tip,
            files: Some(files),
        })
    }

    /// A log of which only the end is known: nothing can be appended to it.
    pub(crate) fn read_only(verified: &Verified) -> Self {
        Self {
            tip: verified.tip,
            files: None,
        }
    }

    pub(crate) fn tip(&self) -> Tip {
        self.tip
    }

    /// Appends a block; it is on the disk when this returns. After an error the log must be opened anew:
    /// nobody can tell then how much of the frame is on the disk.
    pub(crate) fn append(&mut self, body: &[u8]) -> Result<Tip, StoreError> {
        let link = Link {
            height: Height(self.tip.height.0 + 1),
            previous: self.tip.hash,
        };
        let linked = frame::check_link(self.tip, link);
        assert_eq!(
            linked,
            Ok(()),
            "the log made a block that does not follow its own tip"
        );
        let (bytes, hash) = frame::frame(link, body);
        if let Some(files) = &mut self.files {
            if files.is_full(bytes.len()) {
                *files = LogFiles::start_segment(&files.dir, files.segment_bytes, self.tip)?;
            }
            files
                .append(&bytes)
                .map_err(StoreError::io(&files.path, "append a block"))?;
        }
        self.tip = Tip {
            height: link.height,
            hash,
        };
        Ok(self.tip)
    }
}

impl LogFiles {
    fn start_segment(dir: &Path, segment_bytes: u64, tip: Tip) -> Result<Self, StoreError> {
        let path = dir.join(segment_name(Height(tip.height.0 + 1)));
        let make = || -> io::Result<File> {
            let file = OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(&path)?;
            file.write_all_at(&frame::segment_header(tip), 0)?;
            file.sync_all()?;
            Ok(file)
        };
        let file = make().map_err(StoreError::io(&path, "make a segment"))?;
        files::sync_dir(dir)?;
        let length = SEGMENT_HEADER_BYTES as u64;
        Ok(Self {
            dir: dir.to_path_buf(),
            segment_bytes,
            path,
            file,
            length,
        })
    }

    /// A segment takes at least one block, however large.
    fn is_full(&self, more: usize) -> bool {
        self.length > SEGMENT_HEADER_BYTES as u64 && self.length + more as u64 > self.segment_bytes
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all_at(bytes, self.length)?;
        self.file.sync_data()?;
        self.length += bytes.len() as u64;
        Ok(())
    }
}

/// Reads the whole log and checks every link and every hash; changes nothing. `visit` sees each block.
pub(crate) fn verify(
    dir: &Path,
    visit: &mut dyn FnMut(LoggedBlock<'_>) -> Result<(), StoreError>,
) -> Result<Verified, StoreError> {
    let segments = segments(dir)?;
    let mut tip = Tip::default();
    let mut last = None;
    for (number, (first, path)) in segments.iter().enumerate() {
        let bytes = fs::read(path).map_err(StoreError::io(path, "read the segment"))?;
        let is_last = number + 1 == segments.len();
        let segment = Segment {
            path,
            bytes: &bytes,
            is_last,
        };
        if tip.height.0.checked_add(1) != Some(first.0) {
            let what = format!(
                "it starts at block {first}, but the log goes on after block {}",
                tip.height
            );
            return Err(segment.damaged(0, what));
        }
        if !segment.check_header(tip)? {
            return match last {
                Some((last, length)) => Ok(Verified {
                    tip,
                    last,
                    length,
                    torn: Some(Torn::Segment(path.clone())),
                }),
                None => Err(segment.damaged(0, "the first segment has no header".to_owned())),
            };
        }
        let (end, torn) = segment.walk(&mut tip, visit)?;
        if torn {
            return Ok(Verified {
                tip,
                last: path.clone(),
                length: end,
                torn: Some(Torn::Frame),
            });
        }
        last = Some((path.clone(), end));
    }
    match last {
        Some((last, length)) => Ok(Verified {
            tip,
            last,
            length,
            torn: None,
        }),
        None => Err(StoreError::DamagedLog {
            path: dir.to_path_buf(),
            offset: 0,
            what: "there is no segment".to_owned(),
        }),
    }
}

/// Shows `visit` the blocks after `from`, of a log that [`verify`] has found good. Segments before are
/// not read.
pub(crate) fn blocks_after(
    dir: &Path,
    from: Tip,
    visit: &mut dyn FnMut(LoggedBlock<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let segments = segments(dir)?;
    let start = segments
        .partition_point(|(first, _)| *first <= Height(from.height.0 + 1))
        .saturating_sub(1);
    let mut tip: Option<Tip> = None;
    for (number, (_, path)) in segments.iter().enumerate().skip(start) {
        let bytes = fs::read(path).map_err(StoreError::io(path, "read the segment"))?;
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
        segment.walk(&mut at, &mut |block| {
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

/// The number of segments and their size in bytes.
pub(crate) fn size(dir: &Path) -> Result<(u64, u64), StoreError> {
    let segments = segments(dir)?;
    let mut bytes = 0;
    for (_, path) in &segments {
        bytes += fs::metadata(path)
            .map_err(StoreError::io(path, "look at the segment"))?
            .len();
    }
    Ok((segments.len() as u64, bytes))
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

    /// Goes through the frames. Returns the end of the last whole one, and whether an unfinished record
    /// follows it.
    fn walk(
        &self,
        tip: &mut Tip,
        visit: &mut dyn FnMut(LoggedBlock<'_>) -> Result<(), StoreError>,
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
                    visit(LoggedBlock { tip: *tip, body })?;
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

fn segment_name(first: Height) -> String {
    format!("{:020}.log", first.0)
}

/// The segments in order, by the height of their first block. Files of other names are not the log's.
fn segments(dir: &Path) -> Result<Vec<(Height, PathBuf)>, StoreError> {
    let heights = files::names(dir)?.into_iter().filter_map(|name| {
        let first = Height(name.strip_suffix(".log")?.parse().ok()?);
        (segment_name(first) == name).then(|| (first, dir.join(name)))
    });
    Ok(heights.collect())
}
