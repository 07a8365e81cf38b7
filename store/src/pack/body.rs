//! What stands behind a blob's header: its bytes, compressed if that is shorter (spec S8).
//!
//! Must never make more bytes than the header says, and must never return bytes of another hash.

use std::fmt;
use std::io;

use zstd::bulk::{Compressor, Decompressor};

use crate::disk::DiskFile;
use crate::error::StoreError;
use crate::ids::BlobHash;
use crate::pack::record::{BlobRecord, HEADER_BYTES, MAX_BLOB_BYTES};

/// The fastest level: what is stored is mostly written and seldom read.
const LEVEL: i32 = 1;

/// A blob as it is stored.
pub(super) struct Packed {
    pub(super) record: BlobRecord,
    /// None if the blob's own bytes are stored.
    pub(super) compressed: Option<Vec<u8>>,
}

impl Packed {
    /// What stands behind the header of this blob.
    pub(super) fn stored<'a>(&'a self, bytes: &'a [u8]) -> &'a [u8] {
        self.compressed.as_deref().unwrap_or(bytes)
    }
}

/// Compresses blobs one after the other.
#[derive(Default)]
pub(super) struct Packer(Option<Compressor<'static>>);

impl fmt::Debug for Packer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Packer")
    }
}

impl Packer {
    /// Compresses bytes, if that makes them fewer.
    pub(super) fn pack(&mut self, hash: BlobHash, bytes: &[u8]) -> Result<Packed, StoreError> {
        let too_large = StoreError::TooLarge {
            what: "a blob",
            bytes: bytes.len() as u64,
            limit: MAX_BLOB_BYTES as u64,
        };
        let raw = u32::try_from(bytes.len()).ok();
        let record = raw.and_then(|raw| BlobRecord::checked(hash, raw, raw));
        let mut record = record.ok_or(too_large)?;
        let compressed = self.compress(bytes);
        if let Some(compressed) = &compressed {
            // Fewer bytes than a u32 says.
            record.stored = compressed.len() as u32;
        }
        Ok(Packed { record, compressed })
    }

    /// A compressor that fails is no reason to fail: the bytes are stored as they are.
    fn compress(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        if self.0.is_none() {
            self.0 = Compressor::new(LEVEL).ok();
        }
        let compressed = self.0.as_mut()?.compress(bytes).ok()?;
        (compressed.len() < bytes.len()).then_some(compressed)
    }
}

/// The bytes of a blob, or `None` if its record does not hold them any more.
pub(super) fn read_blob(
    file: &dyn DiskFile,
    at: u64,
    record: BlobRecord,
) -> io::Result<Option<Vec<u8>>> {
    let stored = read_behind(file, at, record.stored)?;
    Ok(stored.and_then(|stored| unpack(stored, record)))
}

/// What is stored of a blob, as it is stored, or `None` if that does not make the blob any more.
pub(super) fn read_stored(
    file: &dyn DiskFile,
    at: u64,
    record: BlobRecord,
) -> io::Result<Option<Vec<u8>>> {
    let stored = read_behind(file, at, record.stored)?;
    Ok(stored.filter(|stored| unpack(stored.clone(), record).is_some()))
}

/// The bytes of a blob from those that are stored.
pub(super) fn unpack(stored: Vec<u8>, record: BlobRecord) -> Option<Vec<u8>> {
    let bytes = match record.is_compressed() {
        true => decompress(&stored, record.raw as usize)?,
        false => stored,
    };
    (BlobHash::of(&bytes) == record.hash).then_some(bytes)
}

/// The length was checked against the largest; the memory is used only as far as there are bytes for it.
fn decompress(stored: &[u8], raw: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(raw).ok()?;
    let mut decompressor = Decompressor::new().ok()?;
    let count = decompressor.decompress_to_buffer(stored, &mut bytes).ok()?;
    (count == raw).then_some(bytes)
}

/// The bytes behind a record's header, or `None` if the file ends before.
pub(super) fn read_behind(
    file: &dyn DiskFile,
    at: u64,
    length: u32,
) -> io::Result<Option<Vec<u8>>> {
    let start = at + HEADER_BYTES as u64;
    if start + u64::from(length) > file.length()? {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    bytes
        .try_reserve_exact(length as usize)
        .map_err(|_| io::ErrorKind::OutOfMemory)?;
    bytes.resize(length as usize, 0);
    let count = file.read_at(start, &mut bytes)?;
    Ok((count == bytes.len()).then_some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(bytes: &[u8]) -> (Vec<u8>, BlobRecord) {
        let hash = BlobHash::of(bytes);
        let packed = Packer::default().pack(hash, bytes).unwrap();
        let stored = packed.compressed.unwrap_or_else(|| bytes.to_vec());
        assert_eq!(stored.len(), packed.record.stored as usize);
        (stored, packed.record)
    }

    #[test]
    fn bytes_come_back_from_what_is_stored() {
        let noise: Vec<u8> = (0..2000u32)
            .flat_map(|n| BlobHash::of(&n.to_be_bytes()).0)
            .collect();
        for bytes in [&b""[..], b"x", &[7; 70_000], &noise] {
            let (stored, record) = packed(bytes);
            assert_eq!(record.is_compressed(), bytes.len() == 70_000);
            assert_eq!(unpack(stored, record).unwrap(), bytes);
        }
    }

    #[test]
    fn no_more_bytes_are_made_than_the_header_says() {
        // spec S8
        let (stored, record) = packed(&[7; 1 << 20]);
        for raw in [record.stored + 1, record.raw - 1, record.raw + 1, 128 << 20] {
            let lies = BlobRecord { raw, ..record };
            assert_eq!(unpack(stored.clone(), lies), None);
        }
        let largest = MAX_BLOB_BYTES as u32;
        assert!(BlobRecord::checked(record.hash, 1, largest).is_some());
        assert!(BlobRecord::checked(record.hash, 1, largest + 1).is_none());
        assert!(BlobRecord::checked(record.hash, 2, 1).is_none());
    }
}
