//! The block log: the commit point of a store. Segment files of frames, each frame on the disk before
//! its block counts (spec S1). This is its writing end; [`verify`] reads it.
//!
//! Segments are named by the height of their first block. A segment is left when it has reached its
//! size, and never written again.
//!
//! Must never change a byte that was synced, and must never hide damage: only an unfinished record at
//! the very end of the last segment is cut, and only by [`BlockLog::open`].
//!
//! [`verify`]: crate::verify

//! The block log: the commit point of a store. Segment files of frames, each frame on the disk before
//! its block counts.
//!
//! Segments are named by the height of their first block. A segment is left when it has reached its
//! size, and never written again.
//!
//! Must never change a byte that was synced, and must never hide damage: only an unfinished record at
//! the very end of the last segment is cut, and only by [`BlockLog::open`].

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::disk::{Access, Disk, DiskFile, Found};
use crate::end::{self, Reached};
use crate::error::StoreError;
use crate::files;
use crate::frame::{self, Link, SEGMENT_HEADER_BYTES};
use crate::ids::{Height, Tip};
use crate::verify::{Torn, Verified};

/// The end of the chain, and the files behind it.
#[derive(Debug)]
pub(crate) struct BlockLog {
    tip: Tip,
    /// None for a store in memory: its blocks are chained in the same way and kept nowhere.
    files: Option<LogFiles>,
}

#[derive(Debug)]
struct LogFiles {
    disk: Arc<dyn Disk>,
    dir: PathBuf,
    segment_bytes: u64,
    /// The segment that is written now, and its first block.
    segment: Height,
    path: PathBuf,
    file: Box<dyn DiskFile>,
    /// How much of it is written and synced.
    length: u64,
    /// What the record of the log's end says.
    recorded: Option<Reached>,
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
    pub(crate) fn create(
        disk: &Arc<dyn Disk>,
        dir: &Path,
        segment_bytes: u64,
    ) -> Result<Self, StoreError> {
        let tip = Tip::default();
        let (path, file) = start_segment(&**disk, dir, tip)?;
        let reached = Reached {
            tip,
            segment: Height(1),
        };
        end::write(&**disk, dir, reached)?;
        let files = LogFiles {
            disk: Arc::clone(disk),
            dir: dir.to_path_buf(),
            segment_bytes,
            path,
            file,
            length: SEGMENT_HEADER_BYTES as u64,
            segment: reached.segment,
            recorded: Some(reached),
        };
        Ok(Self {
            tip,
            files: Some(files),
        })
    }

    /// Opens a verified log for appending; cuts the unfinished record at its end. All of it is on the disk
    /// when this returns.
    pub(crate) fn open(
        disk: &Arc<dyn Disk>,
        dir: &Path,
        segment_bytes: u64,
        verified: &Verified,
    ) -> Result<Self, StoreError> {
        let path = verified.last.clone();
        let file = disk.open(&path, Access::Write);
        let file = file.map_err(StoreError::io(&path, "open the segment"))?;
        match &verified.torn {
            None => {}
            Some(Torn::Frame { .. }) => {
                let cut = file.set_length(verified.length);
                cut.map_err(StoreError::io(&path, "cut the unfinished record"))?;
            }
            Some(Torn::Segment { path, .. }) => files::remove_file(&**disk, path)?,
        }
        let recorded = verified.recorded;
        let files = LogFiles {
            disk: Arc::clone(disk),
            dir: dir.to_path_buf(),
            segment_bytes,
            path,
            file,
            length: verified.length,
            segment: verified.segment,
            recorded,
        };
        // The record names a block that is on the disk; a segment without a frame it does not know.
        if recorded.is_none_or(|recorded| recorded.tip != verified.tip) || verified.last_frame == 0
        {
            let rewritten = files.rewrite(verified.last_frame);
            rewritten.map_err(StoreError::io(&files.path, "sync the segment"))?;
        }
        files::sync_dir(&**disk, dir)?;
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
                files.next_segment(self.tip)?;
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

    /// Records that the log goes up to here, so that a later opening notices when it does not any more.
    pub(crate) fn close(&mut self) -> Result<(), StoreError> {
        match &mut self.files {
            Some(files) => files.record(self.tip),
            None => Ok(()),
        }
    }
}

impl LogFiles {
    /// Goes on in a new segment. From then on it and the blocks before are known to have been there.
    fn next_segment(&mut self, tip: Tip) -> Result<(), StoreError> {
        (self.path, self.file) = start_segment(&*self.disk, &self.dir, tip)?;
        self.length = SEGMENT_HEADER_BYTES as u64;
        self.segment = Height(tip.height.0 + 1);
        self.record(tip)
    }

    fn record(&mut self, tip: Tip) -> Result<(), StoreError> {
        let reached = Reached {
            tip,
            segment: self.segment,
        };
        if self.recorded != Some(reached) {
            end::write(&*self.disk, &self.dir, reached)?;
            self.recorded = Some(reached);
        }
        Ok(())
    }

    /// Writes the bytes from `start` on once more, and syncs them. They may be in the system's cache only:
    /// their writer may have been killed before it synced them, or told that it failed, and after a failure
    /// the system takes what it could not write for written.
    fn rewrite(&self, start: u64) -> io::Result<()> {
        let mut bytes = vec![0; usize::try_from(self.length - start).unwrap_or(0)];
        let count = self.file.read_at(start, &mut bytes)?;
        self.file.write_at(start, &bytes[..count])?;
        self.file.sync()
    }

    /// A segment takes at least one block, however large.
    fn is_full(&self, more: usize) -> bool {
        self.length > SEGMENT_HEADER_BYTES as u64 && self.length + more as u64 > self.segment_bytes
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_at(self.length, bytes)?;
        self.file.sync()?;
        self.length += bytes.len() as u64;
        Ok(())
    }
}

/// Makes the segment whose first block follows `tip`.
fn start_segment(
    disk: &dyn Disk,
    dir: &Path,
    tip: Tip,
) -> Result<(PathBuf, Box<dyn DiskFile>), StoreError> {
    let path = dir.join(segment_name(Height(tip.height.0 + 1)));
    let made = disk.open(&path, Access::New).and_then(|file| {
        file.write_at(0, &frame::segment_header(tip))?;
        file.sync()?;
        Ok(file)
    });
    let file = made.map_err(StoreError::io(&path, "make a segment"))?;
    files::sync_dir(disk, dir)?;
    Ok((path, file))
}

/// The number of segments and their size in bytes.
pub(crate) fn size(disk: &dyn Disk, dir: &Path) -> Result<(u64, u64), StoreError> {
    let segments = segments(disk, dir)?;
    let mut bytes = 0;
    for (_, path) in &segments {
        if let Some(Found::File(length)) = files::look(disk, path)? {
            bytes += length;
        }
    }
    Ok((segments.len() as u64, bytes))
}

pub(crate) fn segment_name(first: Height) -> String {
    format!("{:020}.log", first.0)
}

/// The segments in order, by the height of their first block. Files of other names are not the log's.
pub(crate) fn segments(disk: &dyn Disk, dir: &Path) -> Result<Vec<(Height, PathBuf)>, StoreError> {
    let names = files::names(disk, dir)?.into_iter();
    Ok(names
        .filter_map(|name| Some((first_block(&name)?, dir.join(name))))
        .collect())
}

/// The height of the first block of the segment of that name, if it is one's name.
fn first_block(name: &str) -> Option<Height> {
    let first = Height(name.strip_suffix(".log")?.parse().ok()?);
    (segment_name(first) == name).then_some(first)
}

/// True if it is the name of a segment.
pub(crate) fn is_segment(name: &str) -> bool {
    first_block(name).is_some()
}
