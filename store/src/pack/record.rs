//! The bytes of a pack: headers of records (spec S8).
//!
//! All numbers are big-endian.
//!
//! ```text
//! header: "CKPR" | u8 kind | [3] zero | u32 bytes behind the header | u32 bytes of the blob
//!         | [32] the blob's hash, or u64 number and zeros | [8] salt of the pack
//!         | [8] first bytes of SHA-256("crankcase pack record 1\n" ‖ u64 offset ‖ the 56 bytes before)
//! ```
//!
//! The salt and the offset are there so that the contents of a blob are never taken for a record: after
//! damage the next record is searched for, and who makes a blob knows neither.
//!
//! Must never touch a file, and must never panic on any bytes.

use sha2::{Digest, Sha256};

use crate::ids::BlobHash;

/// The size of a header, in bytes.
pub(crate) const HEADER_BYTES: usize = 64;
/// The largest blob, in bytes.
pub const MAX_BLOB_BYTES: usize = 128 << 20;
/// No pack grows as long as this, in bytes; what is behind is not looked at.
pub(super) const MAX_PACK_BYTES: u64 = 1 << 32;

pub(super) const MAGIC: &[u8; 4] = b"CKPR";
const SALT_AT: usize = 48;
const CHECK_AT: usize = 56;

const START: u8 = 1;
const BLOB: u8 = 2;
const MARK: u8 = 3;
const HOLE: u8 = 4;
const TABLE: u8 = 5;
const SEAL: u8 = 6;

/// Bytes that all headers of a pack have, and that nobody outside knows.
pub(super) type Salt = [u8; 8];

/// What a header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Record {
    /// The first record of a pack says its number.
    Start { number: u64 },
    /// A blob follows.
    Blob(BlobRecord),
    /// Everything before this place of the pack was on the disk when the mark was written.
    Mark { synced: u64 },
    /// What follows is left from a crash and was never promised to anybody.
    Hole { bytes: u32 },
    /// A list of all blobs before, with its SHA-256. All before was on the disk when it was written.
    Table { bytes: u32, sum: [u8; 32] },
    /// The last record of a pack that is full says where the table is.
    Seal { table: u64 },
}

/// A blob in a pack. It is compressed if fewer bytes are stored than it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BlobRecord {
    pub(super) hash: BlobHash,
    /// How many bytes follow the header.
    pub(super) stored: u32,
    /// How many bytes the blob has.
    pub(super) raw: u32,
}

impl Record {
    /// How many bytes belong to the record, with its header.
    pub(super) fn bytes(&self) -> u64 {
        let behind = match self {
            Self::Start { .. } | Self::Mark { .. } | Self::Seal { .. } => 0,
            Self::Blob(blob) => blob.stored,
            Self::Hole { bytes } | Self::Table { bytes, .. } => *bytes,
        };
        HEADER_BYTES as u64 + u64::from(behind)
    }

    /// The header of a record at this place.
    pub(super) fn encode(&self, salt: Salt, offset: u64) -> [u8; HEADER_BYTES] {
        let (kind, stored, raw, name) = match self {
            Self::Start { number } => (START, 0, 0, numbered(*number)),
            Self::Blob(blob) => (BLOB, blob.stored, blob.raw, blob.hash.0),
            Self::Mark { synced } => (MARK, 0, 0, numbered(*synced)),
            Self::Hole { bytes } => (HOLE, *bytes, 0, numbered(0)),
            Self::Table { bytes, sum } => (TABLE, *bytes, 0, *sum),
            Self::Seal { table } => (SEAL, 0, 0, numbered(*table)),
        };
        let mut header = [0; HEADER_BYTES];
        header[..4].copy_from_slice(MAGIC);
        header[4] = kind;
        header[8..12].copy_from_slice(&stored.to_be_bytes());
        header[12..16].copy_from_slice(&raw.to_be_bytes());
        header[16..SALT_AT].copy_from_slice(&name);
        header[SALT_AT..CHECK_AT].copy_from_slice(&salt);
        let check = check(offset, &header);
        header[CHECK_AT..].copy_from_slice(&check);
        header
    }

    /// Reads a header at this place, of the pack with this salt if that is known.
    pub(super) fn decode(bytes: &[u8], salt: Option<Salt>, offset: u64) -> Option<(Self, Salt)> {
        let header: &[u8; HEADER_BYTES] = bytes.first_chunk()?;
        let found: Salt = header[SALT_AT..].first_chunk().copied()?;
        // Before the hash is made: the bytes of a blob may look like very many headers.
        if &header[..4] != MAGIC || salt.is_some_and(|salt| salt != found) {
            return None;
        }
        let [stored, raw] = [8, 12].map(|at| u32_at(header, at));
        let name: [u8; 32] = header[16..].first_chunk().copied()?;
        let number = u64::from_be_bytes(name.first_chunk().copied()?);
        let record = match header[4] {
            START => Self::Start { number },
            BLOB => Self::Blob(BlobRecord::checked(BlobHash(name), stored, raw)?),
            MARK => Self::Mark { synced: number },
            HOLE => Self::Hole { bytes: stored },
            TABLE => Self::Table {
                bytes: stored,
                sum: name,
            },
            SEAL => Self::Seal { table: number },
            _ => return None,
        };
        // One spelling for each record.
        (record.encode(found, offset) == *header).then_some((record, found))
    }
}

impl BlobRecord {
    /// A record with lengths from a file, if there can be such a one.
    pub(super) fn checked(hash: BlobHash, stored: u32, raw: u32) -> Option<Self> {
        let possible = stored <= raw && raw as usize <= MAX_BLOB_BYTES;
        possible.then_some(Self { hash, stored, raw })
    }

    pub(super) fn is_compressed(&self) -> bool {
        self.stored < self.raw
    }

    /// How many bytes the record has, with its header.
    pub(super) fn bytes(&self) -> u64 {
        HEADER_BYTES as u64 + u64::from(self.stored)
    }
}

fn numbered(number: u64) -> [u8; 32] {
    let mut name = [0; 32];
    name[..8].copy_from_slice(&number.to_be_bytes());
    name
}

fn u32_at(bytes: &[u8; HEADER_BYTES], at: usize) -> u32 {
    u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn check(offset: u64, header: &[u8; HEADER_BYTES]) -> Salt {
    let mut hash = Sha256::new();
    hash.update(b"crankcase pack record 1\n");
    hash.update(offset.to_be_bytes());
    hash.update(&header[..CHECK_AT]);
    let hash: [u8; 32] = hash.finalize().into();
    std::array::from_fn(|at| hash[at])
}

/// The salt of a pack: whoever makes blobs cannot know it.
pub(super) fn salt(identity: &str, run: &str, number: u64) -> Salt {
    let mut hash = Sha256::new();
    hash.update(b"crankcase pack salt 1\n");
    hash.update(identity);
    hash.update(run);
    hash.update(number.to_be_bytes());
    let hash: [u8; 32] = hash.finalize().into();
    std::array::from_fn(|at| hash[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_read_back_where_it_was_written_and_nowhere_else() {
        let blob = BlobRecord {
            hash: BlobHash::of(b"x"),
            stored: 7,
            raw: 9,
        };
        for record in [
            Record::Start { number: 3 },
            Record::Blob(blob),
            Record::Mark { synced: 1 << 40 },
            Record::Hole { bytes: 12 },
            Record::Table {
                bytes: 44,
                sum: [9; 32],
            },
            Record::Seal { table: 999 },
        ] {
            let salt = [5; 8];
            let header = record.encode(salt, 1000);
            let found = Some((record, salt));
            assert_eq!(Record::decode(&header, None, 1000), found);
            assert_eq!(Record::decode(&header, Some(salt), 1000), found);
            assert_eq!(Record::decode(&header, Some([6; 8]), 1000), None);
            assert_eq!(Record::decode(&header, None, 1001), None);
            for bit in 0..header.len() * 8 {
                let mut flipped = header;
                flipped[bit / 8] ^= 1 << (bit % 8);
                assert_eq!(Record::decode(&flipped, None, 1000), None, "bit {bit}");
            }
            assert_eq!(Record::decode(&header[..63], None, 1000), None);
        }
    }
}
