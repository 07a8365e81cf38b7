//! Where each blob is: for those who look and read while another writes.
//!
//! Must never be locked while a file is read or written.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::disk::DiskFile;
use crate::error::StoreError;
use crate::ids::BlobHash;
use crate::pack::record::BlobRecord;
use crate::pack::{Number, body};

/// All packs, and where in them each blob is.
#[derive(Debug, Default)]
pub(super) struct Map {
    pub(super) packs: BTreeMap<Number, Pack>,
    /// Of a blob that is there twice, the later record.
    pub(super) spots: BTreeMap<BlobHash, Spot>,
}

#[derive(Clone, Debug)]
pub(super) struct Pack {
    pub(super) path: PathBuf,
    pub(super) file: Arc<dyn DiskFile>,
    /// Its length in bytes.
    pub(super) length: u64,
}

/// Where a blob is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    pub(super) pack: Number,
    /// Where in the pack its record starts.
    pub(super) at: u64,
    pub(super) record: BlobRecord,
    /// True if this process has seen that it is whole.
    pub(super) seen: bool,
}

/// A blob that was found, to be read when nobody has to wait for it.
pub(super) struct Located {
    pub(super) number: Number,
    pub(super) seen: bool,
    pack: Pack,
    at: u64,
    record: BlobRecord,
}

/// How many blobs there are and how large they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct BlobSizes {
    pub(crate) blobs: u64,
    pub(crate) raw_bytes: u64,
    pub(crate) packs: u64,
    pub(crate) pack_bytes: u64,
}

impl Map {
    pub(super) fn locate(&self, hash: BlobHash) -> Option<Located> {
        let spot = self.spots.get(&hash)?;
        Some(Located {
            number: spot.pack,
            seen: spot.seen,
            pack: self.packs.get(&spot.pack)?.clone(),
            at: spot.at,
            record: spot.record,
        })
    }

    /// Takes note that a blob is whole.
    pub(super) fn see(&mut self, hash: BlobHash) {
        if let Some(spot) = self.spots.get_mut(&hash) {
            spot.seen = true;
        }
    }

    /// Takes note that a blob is not whole, or not any more: it is stored once more when it is given again.
    pub(super) fn doubt(&mut self, hash: BlobHash) {
        if let Some(spot) = self.spots.get_mut(&hash) {
            spot.seen = false;
        }
    }

    /// Takes note of the length of a pack.
    pub(super) fn grow(&mut self, number: Number, length: u64) {
        if let Some(pack) = self.packs.get_mut(&number) {
            pack.length = length;
        }
    }

    pub(super) fn sizes(&self) -> BlobSizes {
        let raw = self.spots.values().map(|spot| u64::from(spot.record.raw));
        BlobSizes {
            blobs: self.spots.len() as u64,
            raw_bytes: raw.sum(),
            packs: self.packs.len() as u64,
            pack_bytes: self.packs.values().map(|pack| pack.length).sum(),
        }
    }
}

impl Located {
    pub(super) fn read(&self) -> Result<Vec<u8>, StoreError> {
        let path = &self.pack.path;
        let bytes = body::read_blob(&*self.pack.file, self.at, self.record);
        let bytes = bytes.map_err(StoreError::io(path, "read the pack"))?;
        bytes.ok_or_else(|| StoreError::DamagedBlob {
            path: path.clone(),
            offset: self.at,
            hash: self.record.hash,
        })
    }
}
