//! The table of a full pack: all its blobs, so that an opening need not read the pack (spec S8).
//!
//! ```text
//! table: entries of [32] hash | u32 place of the record | u32 bytes stored | u32 bytes of the blob
//! ```
//!
//! Must never be believed beyond the bytes of its pack.

use std::io;

use sha2::{Digest, Sha256};

use crate::disk::DiskFile;
use crate::ids::BlobHash;
use crate::pack::body;
use crate::pack::record::{BlobRecord, HEADER_BYTES, MAX_PACK_BYTES, Record, Salt};
use crate::pack::scan::Scan;

const ENTRY_BYTES: usize = 44;

/// A table and the seal behind it, to be written at a place; None if that is too far in the pack.
pub(super) fn encode(blobs: &[(u64, BlobRecord)], salt: Salt, at: u64) -> Option<Vec<u8>> {
    let mut entries = Vec::with_capacity(blobs.len() * ENTRY_BYTES);
    for (at, blob) in blobs {
        entries.extend_from_slice(&blob.hash.0);
        entries.extend_from_slice(&u32::try_from(*at).ok()?.to_be_bytes());
        entries.extend_from_slice(&blob.stored.to_be_bytes());
        entries.extend_from_slice(&blob.raw.to_be_bytes());
    }
    let table = Record::Table {
        bytes: u32::try_from(entries.len()).ok()?,
        sum: Sha256::digest(&entries).into(),
    };
    let seal = Record::Seal { table: at };
    let mut bytes = table.encode(salt, at).to_vec();
    bytes.append(&mut entries);
    bytes.extend_from_slice(&seal.encode(salt, at + table.bytes()));
    Some(bytes)
}

/// What is in a full pack, from its table. None if it has none that is whole.
pub(super) fn read(file: &dyn DiskFile) -> io::Result<Option<Scan>> {
    let length = file.length()?;
    let Some(seal_at) = length.checked_sub(HEADER_BYTES as u64) else {
        return Ok(None);
    };
    if length > MAX_PACK_BYTES {
        return Ok(None);
    }
    // The bytes at the end may be a blob's: only the first record tells the salt.
    let Some((Record::Start { number }, salt)) = header(file, None, 0)? else {
        return Ok(None);
    };
    let Some((Record::Seal { table }, _)) = header(file, Some(salt), seal_at)? else {
        return Ok(None);
    };
    let Some((record @ Record::Table { bytes, sum }, _)) = header(file, Some(salt), table)? else {
        return Ok(None);
    };
    if table.checked_add(record.bytes()) != Some(seal_at) {
        return Ok(None);
    }
    let entries = body::read_behind(file, table, bytes)?;
    let entries = entries.filter(|entries| <[u8; 32]>::from(Sha256::digest(entries)) == sum);
    let Some(blobs) = entries.and_then(|entries| parse(&entries, table)) else {
        return Ok(None);
    };
    Ok(Some(Scan {
        salt: Some(salt),
        number: Some(number),
        blobs,
        bad: Vec::new(),
        durable: table,
        end: length,
        length,
        sealed: true,
    }))
}

fn header(file: &dyn DiskFile, salt: Option<Salt>, at: u64) -> io::Result<Option<(Record, Salt)>> {
    let mut bytes = [0; HEADER_BYTES];
    let count = file.read_at(at, &mut bytes)?;
    Ok(Record::decode(&bytes[..count], salt, at))
}

fn parse(entries: &[u8], table: u64) -> Option<Vec<(u64, BlobRecord)>> {
    let (entries, []) = entries.as_chunks::<ENTRY_BYTES>() else {
        return None;
    };
    let entry = |entry: &[u8; ENTRY_BYTES]| {
        let hash = BlobHash(entry.first_chunk().copied()?);
        let number = |at: usize| Some(u32::from_be_bytes(entry[at..].first_chunk().copied()?));
        let (at, stored, raw) = (u64::from(number(32)?), number(36)?, number(40)?);
        let blob = BlobRecord::checked(hash, stored, raw)?;
        (at + blob.bytes() <= table).then_some((at, blob))
    };
    entries.iter().map(entry).collect()
}
