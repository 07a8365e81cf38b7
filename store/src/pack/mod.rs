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
mod map;
mod opening;
mod record;
mod scan;
mod sweep;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::disk::{Disk, DiskFile};
use crate::error::StoreError;
use crate::ids::BlobHash;
use body::Packer;
use current::Current;
use map::{Map, Spot};
use record::BlobRecord;

pub(crate) use background::PackedBlobs;
pub(crate) use look::{Loss, look_through};
pub(crate) use map::BlobSizes;
pub use record::MAX_BLOB_BYTES;
pub use sweep::Swept;

/// The number of a pack; a later one is larger.
type Number = u64;

/// All packs of a store, for the one who writes to them.
#[derive(Debug)]
struct Packs {
    disk: Arc<dyn Disk>,
    dir: PathBuf,
    /// A pack is full when it would grow beyond this, in bytes.
    pack_bytes: u64,
    /// Where each blob is.
    map: Arc<Mutex<Map>>,
    /// The pack that grows. None if the next blob begins one.
    current: Option<Current>,
    packer: Packer,
    /// Packs that lack something, as far as one knows: they do not grow, and the next sweep replaces them.
    damaged: BTreeSet<Number>,
    syncs: Arc<Syncs>,
    /// True if something was promised for the next [`Self::sync`].
    due: bool,
}

/// One sync at a time, and none after one that failed: a system tells of a failure only once, and then takes
/// what it could not write for written.
#[derive(Debug, Default)]
struct Syncs(Mutex<bool>);

impl Syncs {
    fn sync(&self, file: &dyn DiskFile) -> io::Result<()> {
        let mut failed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if *failed {
            return Err(io::Error::other("an earlier sync failed"));
        }
        let synced = file.sync();
        *failed = synced.is_err();
        synced
    }
}

impl Packs {
    /// The map. It is locked for moments only, never while a file is read or written.
    fn map(&self) -> MutexGuard<'_, Map> {
        self.map.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Stores bytes, if they are not stored already; they are on the disk after [`Self::sync`]. A blob that
    /// is damaged is stored once more.
    fn put(&mut self, hash: BlobHash, bytes: &[u8]) -> Result<(), StoreError> {
        if !self.is_whole(hash)? {
            let packed = self.packer.pack(hash, bytes)?;
            self.append(packed.record, packed.stored(bytes))?;
        }
        let spot = self.map().spots.get(&hash).copied();
        self.due |= match (&self.current, spot) {
            (Some(current), Some(spot)) => current.number == spot.pack && current.synced <= spot.at,
            _ => false,
        };
        Ok(())
    }

    /// True if a blob is there and whole; it is read only once to see that.
    fn is_whole(&mut self, hash: BlobHash) -> Result<bool, StoreError> {
        let located = match self.map().locate(hash) {
            None => return Ok(false),
            Some(located) if located.seen => return Ok(true),
            Some(located) => located,
        };
        match located.read() {
            Ok(_) => self.map().see(hash),
            Err(StoreError::DamagedBlob { .. }) => {
                self.damaged.insert(located.number);
                return Ok(false);
            }
            Err(error) => return Err(error),
        }
        Ok(true)
    }

    /// Appends a blob to the pack that grows.
    fn append(&mut self, record: BlobRecord, stored: &[u8]) -> Result<(), StoreError> {
        self.make_room(record.bytes())?;
        let current = self.current.as_mut().expect("room was made in it");
        let written = current.append(record, stored);
        let at = written.map_err(StoreError::io(&current.path, "append a blob"))?;
        let spot = Spot {
            pack: current.number,
            at,
            record,
            seen: true,
        };
        let (number, length) = (current.number, current.length);
        let mut map = self.map();
        map.spots.insert(record.hash, spot);
        map.grow(number, length);
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
            let last = self.map().packs.keys().next_back().copied();
            let number = last.map_or(1, |last| last + 1);
            let current = Current::begin(&*self.disk, &self.dir, number, &self.syncs)?;
            self.map().packs.insert(number, current.pack());
            self.current = Some(current);
        }
        Ok(())
    }

    /// Ends the pack that grows. All of it is on the disk when this returns.
    fn seal(&mut self) -> Result<(), StoreError> {
        if let Some(current) = &mut self.current {
            let sealed = current.seal(&self.syncs);
            sealed.map_err(StoreError::io(&current.path, "end the pack"))?;
            let (number, length) = (current.number, current.length);
            self.current = None;
            self.map().grow(number, length);
        }
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
            path: current.path.clone(),
            file: Arc::clone(&current.file),
            syncs: Arc::clone(&self.syncs),
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
        let marked = current.mark(unsynced.length);
        marked.map_err(StoreError::io(&current.path, "mark the pack"))?;
        let (number, length) = (current.number, current.length);
        self.map().grow(number, length);
        Ok(())
    }
}

/// The end of the pack that grows, to be synced when nobody has to wait for it.
struct Unsynced {
    number: Number,
    path: PathBuf,
    file: Arc<dyn DiskFile>,
    syncs: Arc<Syncs>,
    length: u64,
}

impl Unsynced {
    fn sync(&self) -> Result<(), StoreError> {
        let synced = self.syncs.sync(&*self.file);
        synced.map_err(StoreError::io(&self.path, "sync the pack"))
    }
}

fn pack_name(number: Number) -> String {
    format!("{number:020}.pack")
}

/// The number of the pack of that name, if it is one's name.
fn number_of(name: &str) -> Option<Number> {
    let number = name.strip_suffix(".pack")?.parse().ok()?;
    // One more has to be a number as well.
    (number < Number::MAX && pack_name(number) == name).then_some(number)
}

/// True if it is the name of a pack.
pub(crate) fn is_pack(name: &str) -> bool {
    number_of(name).is_some()
}
