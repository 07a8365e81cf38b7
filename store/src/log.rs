//! The block log: the commit point of a store. Segment files of frames, each frame on the disk before
//! its block counts (spec S1). This is its writing end; [`verify`] reads it.
//!
//! Segments are named by the height of their first block. A segment is left when the next frame does not fit
//! into it, never written again, and removed when a checkpoint holds all of its blocks.
//!
//! Must never change a byte that was synced, and must never hide damage: only an unfinished record at
//! the very end of the last segment is cut, and only by [`BlockLog::open`].
//!
//! [`verify`]: crate::verify

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::disk::{Access, Disk, DiskFile};
use crate::end::{self, Reached};
use crate::error::StoreError;
use crate::files;
use crate::frame::{self, Link, Salt};
use crate::ids::{Height, Tip};
use crate::segment;
use crate::verify::Verified;

/// A buffer that grew beyond this is let go after its frame was written.
const KEPT_BUFFER_BYTES: usize = 4 << 20;

/// The end of the chain, and the files behind it.
#[derive(Debug)]
pub(crate) struct BlockLog {
    tip: Tip,
    /// The bytes of the frames that were verified when the log was opened, and appended since.
    bytes: u64,
    /// The frame that is being made; its memory is used again.
    frame: Vec<u8>,
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
    used: u64,
    /// The length of the file.
    length: u64,
    salt: Salt,
    /// What the record of the log's end says.
    recorded: Option<Reached>,
}

impl BlockLog {
    fn new(tip: Tip, files: Option<LogFiles>) -> Self {
        Self {
            tip,
            bytes: 0,
            frame: Vec::new(),
            files,
        }
    }

    /// A log that keeps nothing.
    pub(crate) fn memory() -> Self {
        Self::new(Tip::default(), None)
    }

    /// Makes a log in a new, empty directory: its first block will follow `tip`.
    pub(crate) fn create(
        disk: &Arc<dyn Disk>,
        dir: &Path,
        tip: Tip,
        segment_bytes: u64,
    ) -> Result<Self, StoreError> {
        let length = segment::next_length(0, segment_bytes, 0);
        let made = segment::make(&**disk, dir, tip, length, None)?;
        let mut files = LogFiles {
            disk: Arc::clone(disk),
            dir: dir.to_path_buf(),
            segment_bytes,
            path: made.path,
            file: made.file,
            used: segment::HEADER_BYTES as u64,
            length,
            salt: made.salt,
            segment: Height(tip.height.0 + 1),
            recorded: None,
        };
        files.record(tip)?;
        Ok(Self::new(tip, Some(files)))
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
        segment::remove_unfinished(&**disk, dir)?;
        let files = LogFiles {
            disk: Arc::clone(disk),
            dir: dir.to_path_buf(),
            segment_bytes,
            path,
            file,
            used: verified.used,
            length: verified.length,
            salt: verified.salt,
            segment: verified.segment,
            recorded: verified.recorded,
        };
        let mended = files.mend(verified);
        mended.map_err(StoreError::io(&files.path, "mend the segment's end"))?;
        files::sync_dir(&**disk, dir)?;
        let mut log = Self::new(verified.tip, Some(files));
        log.bytes = verified.bytes;
        Ok(log)
    }

    /// A log of which only the end is known: nothing can be appended to it.
    pub(crate) fn read_only(verified: &Verified) -> Self {
        Self::new(verified.tip, None)
    }

    pub(crate) fn tip(&self) -> Tip {
        self.tip
    }

    /// The bytes of the frames after the tip from which the log was verified. It only grows.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Appends the block whose body `write_body` appends to a buffer; it is on the disk when this returns.
    /// After an error the log must be opened anew: nobody can tell then how much of the frame is on the disk.
    pub(crate) fn append(
        &mut self,
        write_body: impl FnOnce(&mut Vec<u8>),
    ) -> Result<Tip, StoreError> {
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
        let hash = frame::write_frame(&mut self.frame, link, write_body);
        if let Some(files) = &mut self.files {
            let bytes = self.frame.len() as u64;
            if files.used + bytes > files.length {
                files.next_segment(self.tip, bytes)?;
            }
            frame::put_at(&mut self.frame, files.salt, files.used);
            files
                .append(&self.frame)
                .map_err(StoreError::io(&files.path, "append a block"))?;
        }
        self.bytes += self.frame.len() as u64;
        if self.frame.capacity() > KEPT_BUFFER_BYTES {
            self.frame = Vec::new();
        }
        self.tip = Tip {
            height: link.height,
            hash,
        };
        Ok(self.tip)
    }

    /// Removes the segments of which a checkpoint with this tip holds every block. Nobody may be reading them.
    /// What is not removed because the process ends is passed over by every opening, and removed next time.
    pub(crate) fn trim(&mut self, checkpoint: Tip) -> Result<(), StoreError> {
        let Some(files) = &self.files else {
            return Ok(());
        };
        let segments = segment::list(&*files.disk, &files.dir)?;
        for (_, path) in &segments[..segment::needed_from(&segments, checkpoint)] {
            files::remove_file(&*files.disk, path)?;
        }
        Ok(())
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
    /// Goes on in a new segment that takes a frame of `frame` bytes; an empty segment is made again if it is
    /// too short for that. From then on it and the blocks before are known to have been there.
    fn next_segment(&mut self, tip: Tip, frame: u64) -> Result<(), StoreError> {
        let header = segment::HEADER_BYTES as u64;
        let empty = (self.used == header).then_some(self.segment);
        self.length = segment::next_length(self.length, self.segment_bytes, frame);
        let made = segment::make(&*self.disk, &self.dir, tip, self.length, empty)?;
        (self.path, self.file, self.salt) = (made.path, made.file, made.salt);
        self.used = header;
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

    /// Puts zeros in the place of an unfinished record, and writes the last frame once more unless the record
    /// of the log's end names its block. It may be in the system's cache only: its writer may have been killed
    /// before it synced it, or told that it failed, and after a failure the system takes what it could not
    /// write for written.
    fn mend(&self, verified: &Verified) -> io::Result<()> {
        let is_recorded = self.recorded.map(|recorded| recorded.tip) == Some(verified.tip);
        let again = verified.last_frame.filter(|_| !is_recorded);
        if let Some(start) = again {
            let mut bytes = vec![0; usize::try_from(self.used - start).unwrap_or(0)];
            let count = self.file.read_at(start, &mut bytes)?;
            self.file.write_at(start, &bytes[..count])?;
        }
        segment::write_zeros(&*self.file, self.used, verified.torn)?;
        match again.is_some() || verified.torn > 0 {
            true => self.file.sync(),
            false => Ok(()),
        }
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_at(self.used, bytes)?;
        self.file.sync()?;
        self.used += bytes.len() as u64;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulated::SimulatedDisk;
    use crate::verify;

    const DIR: &str = "/log";

    /// A log of blocks in small segments, and the tip after each block, from none on.
    fn filled(disk: &SimulatedDisk, start: Tip, blocks: u64) -> (BlockLog, Vec<Tip>) {
        disk.make_dir(Path::new(DIR)).unwrap();
        disk.sync_dir(Path::new("/")).unwrap();
        let shared: Arc<dyn Disk> = Arc::new(disk.clone());
        let mut log = BlockLog::create(&shared, Path::new(DIR), start, 700).unwrap();
        let mut tips = vec![start];
        for number in 0..blocks {
            let body = vec![number as u8 + 1; 50 + 10 * (number % 7) as usize];
            let tip = log.append(|buffer| buffer.extend_from_slice(&body));
            tips.push(tip.unwrap());
        }
        (log, tips)
    }

    /// What the log has after `from`.
    fn seen(disk: &SimulatedDisk, from: Tip) -> Result<(Verified, Vec<Tip>), StoreError> {
        let mut seen = Vec::new();
        let verified = verify::verify(disk, Path::new(DIR), from, &mut |block| {
            seen.push(block.tip);
            Ok(())
        })?;
        Ok((verified, seen))
    }

    fn refused(disk: &SimulatedDisk, from: Tip) -> String {
        seen(disk, from).unwrap_err().to_string()
    }

    /// spec S5
    #[test]
    fn a_trimmed_log_goes_on_after_its_checkpoint_whichever_removals_are_lost() {
        let disk = SimulatedDisk::default();
        let (mut log, tips) = filled(&disk, Tip::default(), 40);
        let count = segment::list(&disk, Path::new(DIR)).unwrap().len();
        assert!(count > 5);
        log.close().unwrap();
        for from in &tips {
            let (verified, seen) = seen(&disk, *from).unwrap();
            let after = from.height.0 as usize + 1;
            assert_eq!(seen, tips[after..]);
            assert_eq!(verified.bytes == 0, seen.is_empty());
        }
        for checkpoint in &tips {
            disk.record();
            log.trim(*checkpoint).unwrap();
            let after = checkpoint.height.0 as usize + 1;
            for (number, moment) in disk.moments().iter().enumerate() {
                for image in [moment.kill(), moment.fail(number as u64)] {
                    assert_eq!(seen(&image, *checkpoint).unwrap().1, tips[after..]);
                }
            }
        }
        // The segment that is written stays.
        assert_eq!(segment::list(&disk, Path::new(DIR)).unwrap().len(), 1);
        let error = refused(&disk, tips[3]);
        assert!(
            error.contains("the checkpoint ends with block 3"),
            "{error}"
        );
        let error = refused(&disk, Tip::default());
        assert!(error.contains("must begin with block 1"), "{error}");
    }

    #[test]
    fn a_log_behind_its_checkpoint_or_of_another_chain_is_refused() {
        let disk = SimulatedDisk::default();
        let (_, tips) = filled(&disk, Tip::default(), 12);
        let mut ahead = tips[12];
        ahead.height.0 += 1;
        let error = refused(&disk, ahead);
        assert!(
            error.contains("block 13 was committed, as the checkpoint says"),
            "{error}"
        );
        for mut other in tips {
            other.hash.0[5] ^= 1;
            let error = refused(&disk, other);
            assert!(
                error.contains("is not the one that the checkpoint names")
                    || error.contains("does not continue the chain"),
                "{error}"
            );
        }
    }

    #[test]
    fn a_log_may_begin_anywhere() {
        let disk = SimulatedDisk::default();
        let mut start = Tip {
            height: Height(70),
            hash: crate::ids::BlockHash([4; 32]),
        };
        let (log, tips) = filled(&disk, start, 9);
        assert_eq!(seen(&disk, start).unwrap().1, tips[1..]);
        assert_eq!(seen(&disk, start).unwrap().0.bytes, log.bytes());
        start.hash.0[0] = 1;
        assert!(refused(&disk, start).contains("does not continue the chain"));
    }
}
