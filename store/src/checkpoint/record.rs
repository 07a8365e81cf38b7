//! The record of the last checkpoint: one small file that names its root (spec S14).
//!
//! Must never name a root before all of its checkpoint is on the disk.

use crate::dir::Place;
use crate::error::StoreError;
use crate::files;
use crate::ids::{BlobHash, Tip};
use crate::line::Line;

const RECORD: &str = "checkpoint";
const RECORD_NEW: &str = "checkpoint.new";

/// The names of the record, and of one that is being written.
pub(crate) const RECORDS: [&str; 2] = [RECORD, RECORD_NEW];

/// What the record says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Record {
    /// There is none, though every store has one.
    Absent,
    /// It is not what was written.
    Damaged,
    /// There is a checkpoint at this tip, with this root.
    Known(Tip, BlobHash),
}

/// True if the record, or one that is being written, has this name.
pub(crate) fn is_record(name: &str) -> bool {
    RECORDS.contains(&name)
}

/// Where the record is.
pub(crate) fn path(place: &Place) -> std::path::PathBuf {
    place.dir.join(RECORD)
}

/// Writes the record, durably.
pub(crate) fn write(place: &Place, tip: Tip, root: BlobHash) -> Result<(), StoreError> {
    let new = place.dir.join(RECORD_NEW);
    let text = text(tip, root);
    files::write_whole(&*place.disk, &new, &path(place), text.as_bytes())
}

/// Reads the record.
pub(crate) fn read(place: &Place) -> Result<Record, StoreError> {
    let Some(bytes) = files::read_if_there(&*place.disk, &path(place))? else {
        return Ok(Record::Absent);
    };
    let known = parse(&bytes);
    Ok(known.map_or(Record::Damaged, |(tip, root)| Record::Known(tip, root)))
}

const LINE: Line = Line {
    before: "crankcase checkpoint of block",
    between: "in blob",
};

fn text(tip: Tip, root: BlobHash) -> String {
    LINE.write(tip, root)
}

fn parse(bytes: &[u8]) -> Option<(Tip, BlobHash)> {
    LINE.read(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{BlockHash, Height};

    #[test]
    fn a_record_is_read_back_and_no_other_text_is_one() {
        let tip = Tip {
            height: Height(70),
            hash: BlockHash([0xab; 32]),
        };
        let root = BlobHash::of(b"root");
        let bytes = text(tip, root).into_bytes();
        assert_eq!(parse(&bytes), Some((tip, root)));
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
