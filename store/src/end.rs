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
use crate::ids::{BlockHash, Height, Tip};

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

fn text(reached: Reached) -> String {
    let Reached { tip, segment } = reached;
    let said = format!(
        "crankcase block log, at least to block {} {} in segment {segment}",
        tip.height, tip.hash
    );
    let check = crc32fast::hash(said.as_bytes());
    format!("{said} {check:08x}\n")
}

fn parse(bytes: &[u8]) -> Option<Reached> {
    let said = std::str::from_utf8(bytes).ok()?;
    let said = said.strip_prefix("crankcase block log, at least to block ")?;
    let (height, said) = said.split_once(' ')?;
    let (hash, said) = said.split_once(" in segment ")?;
    let (segment, _) = said.split_once(' ')?;
    let mut tip = Tip {
        height: Height(height.parse().ok()?),
        hash: BlockHash::default(),
    };
    hex::decode_to_slice(hash, &mut tip.hash.0).ok()?;
    let segment = Height(segment.parse().ok()?);
    let reached = Reached { tip, segment };
    (text(reached).as_bytes() == bytes).then_some(reached)
}

#[cfg(test)]
mod tests {
    use super::*;

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
