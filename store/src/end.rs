//! The record of the log's end: one small file beside the segments that says how far the log went when it
//! was written: when the log was made, at every new segment and at every closing.
//!
//! A log that ends at a whole record looks the same whether or not there was more behind it. The record
//! tells: a log that ends before it has lost blocks that were committed. It is evidence and never the truth;
//! a log may go on far behind it.
//!
//! Must never be written before the block and the segment it names are on the disk.

use std::path::{Path, PathBuf};

use crate::disk::Disk;
use crate::error::StoreError;
use crate::files;
use crate::ids::{Height, Tip};
use crate::line::Line;

const END: &str = "end";
const END_NEW: &str = "end.new";

/// How far the log went, at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reached {
    pub(crate) tip: Tip,
    /// The first block of the segment that was written then, also if it was not there yet.
    pub(crate) segment: Height,
}

/// What the record says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// There is none, though every new log has one.
    Absent,
    /// It is not what was written.
    Damaged,
    /// The log went at least up to here.
    Known(Reached),
}

/// Where the record of a log is.
pub(crate) fn path(log: &Path) -> PathBuf {
    log.join(END)
}

/// True if a record, or one that is being written, has this name.
pub(crate) fn is_record(name: &str) -> bool {
    [END, END_NEW].contains(&name)
}

/// Writes the record, durably.
pub(crate) fn write(disk: &dyn Disk, log: &Path, reached: Reached) -> Result<(), StoreError> {
    files::write_whole(
        disk,
        &log.join(END_NEW),
        &path(log),
        text(reached).as_bytes(),
    )
}

/// Reads the record.
pub(crate) fn read(disk: &dyn Disk, log: &Path) -> Result<End, StoreError> {
    let Some(bytes) = files::read_if_there(disk, &path(log))? else {
        return Ok(End::Absent);
    };
    Ok(parse(&bytes).map_or(End::Damaged, End::Known))
}

const LINE: Line = Line {
    before: "crankcase block log, at least to block",
    between: "in segment",
};

fn text(reached: Reached) -> String {
    LINE.write(reached.tip, reached.segment)
}

fn parse(bytes: &[u8]) -> Option<Reached> {
    let (tip, segment) = LINE.read(bytes)?;
    let segment = Height(segment);
    Some(Reached { tip, segment })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::BlockHash;

    #[test]
    fn a_record_is_read_back_and_no_other_text_is_one() {
        let tip = Tip {
            height: Height(70),
            hash: BlockHash([0xab; 32]),
        };
        let segment = Height(66);
        let bytes = text(Reached { tip, segment }).into_bytes();
        assert_eq!(parse(&bytes), Some(Reached { tip, segment }));
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(parse(&flipped), None, "bit {bit}");
        }
        for length in 0..bytes.len() {
            assert_eq!(parse(&bytes[..length]), None);
        }
    }
}
