//! Blobs in pack files: many in one file, so that one sync serves many (spec S8).
//!
//! Records are appended to the last pack. What was synced is never changed; a mark behind it says how far
//! that was, so that an opening knows what a crash may have torn, and tells it from damage.
//!
//! Must never return bytes whose hash is not the one asked for, and must never count on a record that may be
//! in the system's cache only.

mod background;
mod body;
mod current;
mod look;
mod opening;
mod record;
mod scan;
mod table;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::disk::{Disk, DiskFile};
use crate::error::StoreError;
use crate::ids::BlobHash;
use body::{Packed, Packer};
use current::Current;
use record::BlobRecord;

pub(crate) use background::PackedBlobs;
pub(crate) use look::{Loss, look_through};
pub use record::MAX_BLOB_BYTES;

/// The number of a pack; a later one is larger.
type Number = u64;

/// All packs of a store, and where in them each blob is.
#[derive(Debug)]
struct Packs {
    disk: Arc<dyn Disk>,
    dir: PathBuf,
    /// A pack is full when it would grow beyond this, in bytes.
    pack_bytes: u64,
    packs: BTreeMap<Number, Pack>,
    /// Of a blob that is there twice, the later record.
    spots: BTreeMap<BlobHash, Spot>,
    /// The pack that grows. None if the next blob begins one.
    current: Option<Current>,
    packer: Packer,
    /// True if something was promised for the next [`Self::sync`].
    due: bool,
}

#[derive(Clone, Debug)]
struct Pack {
    path: PathBuf,
    file: Arc<dyn DiskFile>,
    /// Its length in bytes; of the one that grows, at the opening.
    length: u64,
}

/// Where a blob is.
#[derive(Clone, Copy, Debug)]
struct Spot {
    pack: Number,
    /// Where in the pack its record starts.
    at: u64,
    record: BlobRecord,
    /// True if this process has seen that it is whole.
    seen: bool,
}

/// A blob that was found, to be read when nobody has to wait for it.
struct Located {
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

impl Packs {
    /// Stores bytes, if they are not stored already; they are on the disk after [`Self::sync`]. A blob that
    /// is damaged is stored once more.
    fn put(&mut self, hash: BlobHash, bytes: &[u8]) -> Result<(), StoreError> {
        if !self.is_whole(hash)? {
            let packed = self.packer.pack(hash, bytes)?;
            self.append(&packed, bytes)?;
        }
        let spot = self.spots[&hash];
        self.due |= self
            .current
            .as_ref()
            .is_some_and(|current| current.number == spot.pack && current.synced <= spot.at);
        Ok(())
    }

    fn locate(&self, hash: BlobHash) -> Result<Located, StoreError> {
        let Some(spot) = self.spots.get(&hash) else {
            let path = self.dir.clone();
            return Err(StoreError::NoBlob { path, hash });
        };
        Ok(Located {
            pack: self.packs[&spot.pack].clone(),
            at: spot.at,
            record: spot.record,
        })
    }

    /// True if a blob is there and whole; it is read only once to see that.
    fn is_whole(&mut self, hash: BlobHash) -> Result<bool, StoreError> {
        match self.spots.get(&hash) {
            None => return Ok(false),
            Some(spot) if spot.seen => return Ok(true),
            Some(_) => {}
        }
        match self.locate(hash)?.read() {
            Ok(_) => self.spots.entry(hash).and_modify(|spot| spot.seen = true),
            Err(StoreError::DamagedBlob { .. }) => return Ok(false),
            Err(error) => return Err(error),
        };
        Ok(true)
    }

    /// Appends a blob to the pack that grows; the bytes are stored if the packed blob has no others.
    fn append(&mut self, packed: &Packed, bytes: &[u8]) -> Result<(), StoreError> {
        let record = packed.record;
        self.make_room(record.bytes())?;
        let current = self.current.as_mut().expect("room was made in it");
        let pack = &self.packs[&current.number];
        let stored = packed.compressed.as_deref().unwrap_or(bytes);
        let written = current.append(&*pack.file, record, stored);
        let at = written.map_err(StoreError::io(&pack.path, "append a blob"))?;
        let spot = Spot {
            pack: current.number,
            at,
            record,
            seen: true,
        };
        self.spots.insert(record.hash, spot);
        Ok(())
    }

    /// Sees to it that there is a pack that can grow by so many bytes.
    fn make_room(&mut self, bytes: u64) -> Result<(), StoreError> {
        if let Some(current) = &self.current
            && current.is_full(bytes, self.pack_bytes)
        {
            self.seal()?;
        }
        if self.current.is_none() {
            let number = self.packs.keys().next_back().map_or(1, |last| last + 1);
            let path = self.dir.join(pack_name(number));
            let (file, current) = Current::begin(&*self.disk, &self.dir, number, &path)?;
            let pack = Pack {
                path,
                file: file.into(),
                length: current.length,
            };
            self.packs.insert(number, pack);
            self.current = Some(current);
        }
        Ok(())
    }

    /// Ends the pack that grows. All of it is on the disk when this returns.
    fn seal(&mut self) -> Result<(), StoreError> {
        let Some(current) = &mut self.current else {
            return Ok(());
        };
        let Some(pack) = self.packs.get_mut(&current.number) else {
            return Ok(());
        };
        let sealed = current.seal(&*pack.file);
        sealed.map_err(StoreError::io(&pack.path, "end the pack"))?;
        pack.length = current.length;
        self.current = None;
        Ok(())
    }

    /// Puts what was promised on the disk.
    fn sync(&mut self) -> Result<(), StoreError> {
        match std::mem::take(&mut self.due) {
            true => self.sync_all(),
            false => Ok(()),
        }
    }

    /// Puts everything on the disk.
    fn sync_all(&mut self) -> Result<(), StoreError> {
        match self.unsynced(1) {
            Some(unsynced) => {
                unsynced.sync()?;
                self.synced(&unsynced)
            }
            None => Ok(()),
        }
    }

    /// What is not on the disk yet, if it has so many bytes.
    fn unsynced(&self, least: u64) -> Option<Unsynced> {
        let current = self.current.as_ref()?;
        (current.length - current.synced >= least).then(|| Unsynced {
            number: current.number,
            pack: self.packs[&current.number].clone(),
            length: current.length,
        })
    }

    /// Takes note that it was synced.
    fn synced(&mut self, unsynced: &Unsynced) -> Result<(), StoreError> {
        let current = self.current.as_mut();
        let current = current.filter(|current| current.number == unsynced.number);
        let Some(current) = current else {
            return Ok(());
        };
        let marked = current.mark(&*unsynced.pack.file, unsynced.length);
        marked.map_err(StoreError::io(&unsynced.pack.path, "mark the pack"))
    }

    fn sizes(&self) -> BlobSizes {
        let grown = self.current.as_ref().map_or(0, |current| {
            current.length - self.packs[&current.number].length
        });
        let lengths = self.packs.values().map(|pack| pack.length);
        BlobSizes {
            blobs: self.spots.len() as u64,
            raw_bytes: self
                .spots
                .values()
                .map(|spot| u64::from(spot.record.raw))
                .sum(),
            packs: self.packs.len() as u64,
            pack_bytes: grown + lengths.sum::<u64>(),
        }
    }
}

impl Located {
    fn read(&self) -> Result<Vec<u8>, StoreError> {
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

/// The end of the pack that grows, to be synced when nobody has to wait for it.
struct Unsynced {
    number: Number,
    pack: Pack,
    length: u64,
}

impl Unsynced {
    fn sync(&self) -> Result<(), StoreError> {
        let synced = self.pack.file.sync();
        synced.map_err(StoreError::io(&self.pack.path, "sync the pack"))
    }
}

fn pack_name(number: Number) -> String {
    format!("{number:020}.pack")
}

/// The number of the pack of that name, if it is one's name.
fn number_of(name: &str) -> Option<Number> {
    let number = name.strip_suffix(".pack")?.parse().ok()?;
    (pack_name(number) == name).then_some(number)
}

/// True if it is the name of a pack.
pub(crate) fn is_pack(name: &str) -> bool {
    number_of(name).is_some()
}
