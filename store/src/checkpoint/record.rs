//! The record of the last checkpoint: one small file that names its root (spec S14).
//!
//! Must never name a root before all of its checkpoint is on the disk.

use crate::dir::Place;
use crate::error::StoreError;
use crate::files;
use crate::ids::{BlobHash, Height, Tip};

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

fn text(tip: Tip, root: BlobHash) -> String {
    let said = format!(
        "crankcase checkpoint of block {} {} in blob {root}",
        tip.height, tip.hash
    );
    let check = crc32fast::hash(said.as_bytes());
    format!("{said} {check:08x}\n")
}

fn parse(bytes: &[u8]) -> Option<(Tip, BlobHash)> {
    let said = std::str::from_utf8(bytes).ok()?;
    let said = said.strip_prefix("crankcase checkpoint of block ")?;
    let (height, said) = said.split_once(' ')?;
    let (hash, said) = said.split_once(" in blob ")?;
    let (root, _) = said.split_once(' ')?;
    let tip = Tip {
        height: Height(height.parse().ok()?),
        hash: hash.parse().ok()?,
    };
    let root = root.parse().ok()?;
    (text(tip, root).as_bytes() == bytes).then_some((tip, root))
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
