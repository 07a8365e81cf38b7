//! Blobs in pack files: many in one file, so that one sync serves many (spec S8).
//!
//! Records are appended to the last pack. What was synced is never changed; a mark behind it says how far
//! that was, so that an opening knows what a crash may have torn, and tells it from damage.
//!
//! Must never return bytes whose hash is not the one asked for, and must never count on a record that may be
//! in the system's cache only.

mod look;
mod opening;
mod record;
mod scan;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::disk::{Access, Disk, DiskFile};
use crate::error::StoreError;
use crate::files;
use crate::ids::BlobHash;
use record::{BlobRecord, HEADER_BYTES, Record, Salt};

pub(crate) use look::{Loss, look_through};
pub use record::MAX_BLOB_BYTES;

/// The number of a pack; a later one is larger.
type Number = u64;

/// All packs of a store, and where in them each blob is.
#[derive(Debug)]
pub(crate) struct Packs {
    disk: Arc<dyn Disk>,
    dir: PathBuf,
    packs: BTreeMap<Number, Pack>,
    /// Of a blob that is there twice, the later record.
    spots: BTreeMap<BlobHash, Spot>,
    /// The pack that grows. None if the next blob begins one.
    current: Option<Current>,
    /// True if something was promised for the next [`Self::sync`].
    due: bool,
}

#[derive(Debug)]
struct Pack {
    path: PathBuf,
    file: Box<dyn DiskFile>,
}

#[derive(Debug)]
struct Current {
    number: Number,
    salt: Salt,
    length: u64,
    /// All before is on the disk.
    synced: u64,
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

impl Packs {
    /// Stores bytes, if they are not stored already; they are on the disk after [`Self::sync`]. A blob that
    /// is damaged is stored once more.
    pub(crate) fn put(&mut self, hash: BlobHash, bytes: &[u8]) -> Result<(), StoreError> {
        if !self.is_whole(hash)? {
            self.append(hash, bytes)?;
        }
        let spot = &self.spots[&hash];
        self.due |= self
            .current
            .as_ref()
            .is_some_and(|current| current.number == spot.pack && current.synced <= spot.at);
        Ok(())
    }

    /// True if the blob is there, and whole as far as one knows without reading it.
    pub(crate) fn has(&self, hash: &BlobHash) -> bool {
        self.spots.contains_key(hash)
    }

    /// The bytes of a blob.
    pub(crate) fn get(&self, hash: BlobHash) -> Result<Vec<u8>, StoreError> {
        let Some(spot) = self.spots.get(&hash) else {
            let path = self.dir.clone();
            return Err(StoreError::NoBlob { path, hash });
        };
        let pack = &self.packs[&spot.pack];
        let bytes = scan::read_blob(&*pack.file, spot.at, spot.record);
        let bytes = bytes.map_err(StoreError::io(&pack.path, "read the pack"))?;
        bytes.ok_or_else(|| StoreError::DamagedBlob {
            path: pack.path.clone(),
            offset: spot.at,
            hash,
        })
    }

    /// Puts what was promised on the disk.
    pub(crate) fn sync(&mut self) -> Result<(), StoreError> {
        if !std::mem::take(&mut self.due) {
            return Ok(());
        }
        let Some(current) = &mut self.current else {
            return Ok(());
        };
        let pack = &self.packs[&current.number];
        let synced = pack.file.sync().and_then(|()| current.mark(&*pack.file));
        synced.map_err(StoreError::io(&pack.path, "sync the pack"))
    }

    /// True if a blob is there and whole; it is read only once to see that.
    fn is_whole(&mut self, hash: BlobHash) -> Result<bool, StoreError> {
        match self.spots.get(&hash) {
            None => return Ok(false),
            Some(spot) if spot.seen => return Ok(true),
            Some(_) => {}
        }
        match self.get(hash) {
            Ok(_) => self.spots.entry(hash).and_modify(|spot| spot.seen = true),
            Err(StoreError::DamagedBlob { .. }) => return Ok(false),
            Err(error) => return Err(error),
        };
        Ok(true)
    }

    fn append(&mut self, hash: BlobHash, bytes: &[u8]) -> Result<(), StoreError> {
        let too_large = || StoreError::TooLarge {
            what: "a blob",
            bytes: bytes.len() as u64,
            limit: MAX_BLOB_BYTES as u64,
        };
        let fits = bytes.len() <= MAX_BLOB_BYTES;
        let length = u32::try_from(bytes.len()).ok().filter(|_| fits);
        let length = length.ok_or_else(too_large)?;
        let record = BlobRecord {
            hash,
            stored: length,
            raw: length,
        };
        if self.current.is_none() {
            self.current = Some(self.begin()?);
        }
        let current = self.current.as_mut().expect("one was begun");
        let pack = &self.packs[&current.number];
        let at = current.length;
        let written = current.write(&*pack.file, Record::Blob(record), bytes);
        written.map_err(StoreError::io(&pack.path, "append a blob"))?;
        let spot = Spot {
            pack: current.number,
            at,
            record,
            seen: true,
        };
        self.spots.insert(hash, spot);
        Ok(())
    }

    /// Begins a pack. Its name and its first record are on the disk when this returns.
    fn begin(&mut self) -> Result<Current, StoreError> {
        let number = self.packs.keys().next_back().map_or(1, |last| last + 1);
        let path = self.dir.join(pack_name(number));
        let begun = self.begin_file(number, &path);
        let (file, current) = begun.map_err(StoreError::io(&path, "begin a pack"))?;
        files::sync_dir(&*self.disk, &self.dir)?;
        self.packs.insert(number, Pack { path, file });
        Ok(current)
    }

    fn begin_file(&self, number: Number, path: &Path) -> io::Result<(Box<dyn DiskFile>, Current)> {
        let identity = self.disk.identity(&self.dir)?;
        let run = self.disk.run()?.unwrap_or_default();
        let mut current = Current {
            number,
            salt: record::salt(&identity, &run, number),
            length: 0,
            synced: 0,
        };
        let file = self.disk.open(path, Access::New)?;
        current.write(&*file, Record::Start { number }, &[])?;
        file.sync()?;
        current.synced = current.length;
        Ok((file, current))
    }
}

impl Current {
    fn write(&mut self, file: &dyn DiskFile, record: Record, body: &[u8]) -> io::Result<()> {
        let mut bytes = Vec::with_capacity(HEADER_BYTES + body.len());
        bytes.extend_from_slice(&record.encode(self.salt, self.length));
        bytes.extend_from_slice(body);
        file.write_at(self.length, &bytes)?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// Says that everything was synced. Whether that is on the disk itself does not matter: without it more
    /// is written again than has to be.
    fn mark(&mut self, file: &dyn DiskFile) -> io::Result<()> {
        let synced = self.length;
        self.write(file, Record::Mark { synced }, &[])?;
        self.synced = self.length;
        Ok(())
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
