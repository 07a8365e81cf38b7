//! The segment files of the block log: their names, their headers and how one comes to be (spec S5).
//!
//! ```text
//! segment: "crankcase block log\n" | u32 version | u64 first height | [32] hash of the block before
//!          | u64 length of the file | [8] salt | [32] SHA-256 of these | frames | zeros to the end
//! ```
//!
//! A segment has its full length, in zeros that are on the disk, before it has its name. So a commit changes
//! bytes and nothing else of a file, which is what a sync costs least; and a segment that is shorter than its
//! header says was cut.
//!
//! Must never give a segment its name before all of it is on the disk.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::block::MAX_BLOCK_BYTES;
use crate::disk::{Access, Disk, DiskFile, Found};
use crate::error::StoreError;
use crate::files;
use crate::frame::{Link, Salt};
use crate::ids::{BlockHash, Height, Tip};

const MAGIC: &[u8; 20] = b"crankcase block log\n";
const VERSION: u32 = 2;
/// The size of a segment's header, in bytes.
pub(crate) const HEADER_BYTES: usize = 112;
/// No segment is longer: it takes one block of the largest size.
pub(crate) const MAX_BYTES: u64 = MAX_BLOCK_BYTES as u64 + 4096;
/// What the check covers.
const FIELDS_BYTES: usize = HEADER_BYTES - 32;

/// The length of a log's first segment, in bytes. Each further one has twice the length of the one before, so
/// that a small store stays small and a large one seldom waits for a new segment.
const FIRST_BYTES: u64 = 256 << 10;
/// Zeros are written in pieces of this size.
static ZEROS: [u8; 64 << 10] = [0; 64 << 10];
/// The name of a segment that is being made.
pub(crate) const NEW: &str = "segment.new";

/// What a segment's header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    /// The link of its first block.
    pub(crate) link: Link,
    /// The length of the file.
    pub(crate) length: u64,
    pub(crate) salt: Salt,
}

impl Header {
    /// The tip that the segment's first block follows.
    pub(crate) fn before(self) -> Tip {
        Tip {
            height: Height(self.link.height.0.saturating_sub(1)),
            hash: self.link.previous,
        }
    }
}

/// A salt that whoever makes blocks cannot know: from what only the machine's files tell.
fn salt(disk: &dyn Disk, dir: &Path, first: Height) -> io::Result<Salt> {
    let mut hash = Sha256::new();
    hash.update(b"crankcase segment salt 1\n");
    hash.update(disk.identity(dir)?);
    hash.update(disk.run()?.unwrap_or_default());
    hash.update(first.0.to_be_bytes());
    let hash = hash.finalize();
    Ok(*hash.first_chunk().expect("a hash is longer than a salt"))
}

/// The bytes of a header.
fn encode(header: Header) -> [u8; HEADER_BYTES] {
    let mut bytes = Vec::with_capacity(HEADER_BYTES);
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&VERSION.to_be_bytes());
    bytes.extend_from_slice(&header.link.height.0.to_be_bytes());
    bytes.extend_from_slice(&header.link.previous.0);
    bytes.extend_from_slice(&header.length.to_be_bytes());
    bytes.extend_from_slice(&header.salt);
    let check = Sha256::digest(&bytes);
    bytes.extend_from_slice(&check);
    bytes
        .try_into()
        .expect("the fields add up to the header's size")
}

/// Reads the header of a segment file of that length, or says what is wrong with it or with the length.
fn decode(start: &[u8], length: u64) -> Result<Header, String> {
    let Some((fields, check)) = start
        .get(..HEADER_BYTES)
        .and_then(|header| header.split_first_chunk::<FIELDS_BYTES>())
    else {
        return Err("the segment's header is incomplete: the file was cut".to_owned());
    };
    if Sha256::digest(fields).as_slice() != check {
        return Err("the segment's header does not match its check".to_owned());
    }
    let number = |at| u64::from_be_bytes(array(fields, at));
    if &fields[..20] != MAGIC || u32::from_be_bytes(array(fields, 20)) != VERSION {
        return Err(format!("not a segment of format version {VERSION}"));
    }
    let header = Header {
        link: Link {
            height: Height(number(24)),
            previous: BlockHash(array(fields, 32)),
        },
        length: number(64),
        salt: array(fields, 72),
    };
    if length != header.length {
        let what = match length < header.length {
            true => "it was cut",
            false => "something was added to it",
        };
        return Err(format!(
            "the file has {length} bytes, but was made with {}: {what}",
            header.length
        ));
    }
    match header.length > MAX_BYTES {
        true => Err("no segment is as long as this".to_owned()),
        false => Ok(header),
    }
}

/// Reads a segment. Its header says what its length must be before so much is read. The inner error says what is
/// wrong with it.
pub(crate) fn read(
    disk: &dyn Disk,
    path: &Path,
) -> Result<Result<(Header, Vec<u8>), String>, StoreError> {
    let read = disk.open(path, Access::Read).and_then(|file| {
        Ok(match read_header(&*file)? {
            Ok(header) => Ok((header, files::read_first(&*file, header.length)?)),
            Err(what) => Err(what),
        })
    });
    read.map_err(StoreError::io(path, "read the segment"))
}

fn read_header(file: &dyn DiskFile) -> io::Result<Result<Header, String>> {
    let mut start = [0; HEADER_BYTES];
    let count = file.read_at(0, &mut start)?;
    Ok(decode(&start[..count], file.length()?))
}

/// The header of a whole segment, if it is good.
pub(crate) fn header_of(segment: &[u8]) -> Option<Header> {
    decode(segment, segment.len() as u64).ok()
}

/// A segment without what is behind the length that its header says; `None` if it has no good header, or lacks some
/// of that length.
pub(crate) fn cut_to_length(segment: &[u8]) -> Option<&[u8]> {
    let (fields, check) = segment
        .get(..HEADER_BYTES)?
        .split_first_chunk::<FIELDS_BYTES>()?;
    if Sha256::digest(fields).as_slice() != check {
        return None;
    }
    let length = u64::from_be_bytes(array(fields, 64));
    segment.get(..usize::try_from(length).ok()?)
}

/// `N` bytes at `at` of a header.
fn array<const N: usize>(fields: &[u8; FIELDS_BYTES], at: usize) -> [u8; N] {
    fields[at..at + N]
        .try_into()
        .expect("every field lies in the header")
}

/// How much of a segment is used: up to its last byte that is not zero.
pub(crate) fn used(segment: &[u8]) -> usize {
    let mut end = segment.len();
    while let Some(before) = end.checked_sub(ZEROS.len())
        && segment[before..end] == ZEROS
    {
        end = before;
    }
    let last = segment[..end].iter().rposition(|byte| *byte != 0);
    last.map_or(0, |last| last + 1)
}

/// The length of the next segment, after one of the length `before` (0 for the first one). It takes a frame of
/// `frame` bytes, also if that is larger than a segment should be.
pub(crate) fn next_length(before: u64, limit: u64, frame: u64) -> u64 {
    let limit = limit.min(MAX_BYTES);
    let length = before.saturating_mul(2).max(FIRST_BYTES).min(limit);
    length.max(HEADER_BYTES as u64 + frame)
}

/// A segment that was made.
pub(crate) struct Made {
    pub(crate) path: PathBuf,
    pub(crate) file: Box<dyn DiskFile>,
    pub(crate) salt: Salt,
}

/// Makes the segment whose first block follows `tip`. It is on the disk when this returns, with its name. What
/// stands under the name is replaced if it is `empty`: a segment without a block.
pub(crate) fn make(
    disk: &dyn Disk,
    dir: &Path,
    tip: Tip,
    length: u64,
    empty: Option<Height>,
) -> Result<Made, StoreError> {
    // A tip may come from a file, and no block follows the highest number.
    let first = tip.height.0.checked_add(1).map(Height).ok_or_else(|| {
        StoreError::io(dir, "make a segment after so many blocks")(ErrorKind::InvalidInput.into())
    })?;
    let link = Link {
        height: first,
        previous: tip.hash,
    };
    let path = dir.join(name(first));
    let failed = |error| StoreError::io(&dir.join(name(first)), "make a segment")(error);
    if empty != Some(first) && files::look(disk, &path)?.is_some() {
        return Err(failed(ErrorKind::AlreadyExists.into()));
    }
    let new = dir.join(NEW);
    let salt = salt(disk, dir, first).map_err(failed)?;
    let made = disk.open(&new, Access::Replace).and_then(|file| {
        let header = Header { link, length, salt };
        file.write_at(0, &encode(header))?;
        let start = HEADER_BYTES as u64;
        write_zeros(&*file, start, length - start)?;
        file.sync()?;
        disk.rename(&new, &path)
    });
    made.map_err(failed)?;
    files::sync_dir(disk, dir)?;
    let file = disk.open(&path, Access::Write);
    Ok(Made {
        file: file.map_err(failed)?,
        path,
        salt,
    })
}

/// Writes zeros over a part of a file.
pub(crate) fn write_zeros(file: &dyn DiskFile, start: u64, length: u64) -> io::Result<()> {
    let mut done = 0;
    while done < length {
        let left = usize::try_from(length - done).unwrap_or(ZEROS.len());
        let piece = &ZEROS[..left.min(ZEROS.len())];
        file.write_at(start + done, piece)?;
        done += piece.len() as u64;
    }
    Ok(())
}

/// Removes what is left of a segment that was being made.
pub(crate) fn remove_unfinished(disk: &dyn Disk, dir: &Path) -> Result<(), StoreError> {
    files::remove_file(disk, &dir.join(NEW))
}

/// The number of segments and their size in bytes.
pub(crate) fn size(disk: &dyn Disk, dir: &Path) -> Result<(u64, u64), StoreError> {
    let segments = list(disk, dir)?;
    let mut bytes = 0;
    for (_, path) in &segments {
        if let Some(Found::File(length)) = files::look(disk, path)? {
            bytes += length;
        }
    }
    Ok((segments.len() as u64, bytes))
}

pub(crate) fn name(first: Height) -> String {
    format!("{:020}.log", first.0)
}

/// The segments in order, by the height of their first block. Files of other names are not the log's.
pub(crate) fn list(disk: &dyn Disk, dir: &Path) -> Result<Vec<(Height, PathBuf)>, StoreError> {
    let names = files::names(disk, dir)?.into_iter();
    Ok(names
        .filter_map(|name| Some((first_block(&name)?, dir.join(name))))
        .collect())
}

/// Puts what is in the last segment on the disk.
pub(crate) fn sync_last(disk: &dyn Disk, dir: &Path) -> Result<(), StoreError> {
    let Some((_, path)) = list(disk, dir)?.pop() else {
        return Ok(());
    };
    let synced = disk.open(&path, Access::Read).and_then(|file| file.sync());
    synced.map_err(StoreError::io(&path, "sync the segment"))
}

/// What the first segment goes on after, as its header says; nothing if that cannot be read.
pub(crate) fn start(disk: &dyn Disk, dir: &Path) -> Result<Tip, StoreError> {
    let segments = list(disk, dir)?;
    let Some((_, path)) = segments.first() else {
        return Ok(Tip::default());
    };
    let read = disk
        .open(path, Access::Read)
        .and_then(|file| read_header(&*file));
    let header = read.map_err(StoreError::io(path, "read the segment"))?;
    Ok(header.map_or(Tip::default(), Header::before))
}

/// Which of the segments is the first that is needed to go on after `tip`: every block of those before it comes
/// before.
pub(crate) fn needed_from(segments: &[(Height, PathBuf)], tip: Tip) -> usize {
    let next = Height(tip.height.0.saturating_add(1));
    let beginning_before = segments.partition_point(|(first, _)| *first <= next);
    beginning_before.saturating_sub(1)
}

/// The height of the first block of the segment of that name, if it is one's name.
fn first_block(text: &str) -> Option<Height> {
    let first = Height(text.strip_suffix(".log")?.parse().ok()?);
    (name(first) == text).then_some(first)
}

/// True if a segment, or one that is being made, has this name.
pub(crate) fn is_segment(name: &str) -> bool {
    name == NEW || first_block(name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// spec S5
    #[test]
    fn a_header_is_read_back_or_refused_and_says_how_long_the_file_is() {
        let good = Header {
            link: Link {
                height: Height(10),
                previous: BlockHash([3; 32]),
            },
            length: 300,
            salt: [7; 8],
        };
        let bytes = encode(good);
        assert_eq!(decode(&bytes, 300), Ok(good));
        for cut in 0..bytes.len() {
            assert!(decode(&bytes[..cut], 300).is_err(), "{cut}");
        }
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes;
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(decode(&flipped, 300).is_err(), "bit {bit}");
        }
        assert!(decode(&bytes, 299).unwrap_err().contains("was cut"));
        assert!(decode(&bytes, 301).unwrap_err().contains("was added"));
        let length = MAX_BYTES + 1;
        let sparse = encode(Header { length, ..good });
        assert!(decode(&sparse, length).unwrap_err().contains("as long"));
    }

    #[test]
    fn what_is_used_ends_with_the_last_byte_that_is_not_zero() {
        let mut bytes = vec![0; 3 * ZEROS.len() + 5];
        assert_eq!(used(&bytes), 0);
        for at in [0, 1, ZEROS.len() - 1, ZEROS.len() + 5, bytes.len() - 1] {
            bytes[at] = 1;
            assert_eq!(used(&bytes), at + 1);
        }
    }

    #[test]
    fn segments_grow_up_to_their_limit_and_take_every_frame() {
        assert_eq!(next_length(0, 32 << 20, 0), FIRST_BYTES);
        assert_eq!(next_length(FIRST_BYTES, 32 << 20, 10), 2 * FIRST_BYTES);
        assert_eq!(next_length(32 << 20, 32 << 20, 10), 32 << 20);
        assert_eq!(next_length(0, 1000, 10), 1000);
        assert_eq!(next_length(0, 1000, 5000), 5000 + HEADER_BYTES as u64);
        assert_eq!(next_length(u64::MAX, u64::MAX, 0), MAX_BYTES);
    }
}
