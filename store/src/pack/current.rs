//! The pack that grows: appending, marking what was synced, and sealing it when it is full (spec S8).
//!
//! Must never change what was synced, and must never mark what was not.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::disk::{Access, Disk, DiskFile};
use crate::error::StoreError;
use crate::files;
use crate::pack::map::Pack;
use crate::pack::record::{self, BlobRecord, HEADER_BYTES, Record, Salt};
use crate::pack::{Number, Syncs, pack_name, table};

#[derive(Debug)]
pub(super) struct Current {
    pub(super) number: Number,
    pub(super) path: PathBuf,
    pub(super) file: Arc<dyn DiskFile>,
    pub(super) salt: Salt,
    pub(super) length: u64,
    /// All before is on the disk, or is a mark.
    pub(super) synced: u64,
    /// The blobs in it, for the table.
    pub(super) blobs: Vec<(u64, BlobRecord)>,
}

impl Current {
    /// Begins a pack. Its name and its first record are on the disk when this returns.
    pub(super) fn begin(
        disk: &dyn Disk,
        dir: &Path,
        number: Number,
        syncs: &Syncs,
    ) -> Result<Self, StoreError> {
        // A pack with a larger number that was removed must not come back behind this one.
        files::sync_dir(disk, dir)?;
        let path = dir.join(pack_name(number));
        let begin = || {
            let identity = disk.identity(dir)?;
            let run = disk.run()?.unwrap_or_default();
            let mut current = Self {
                number,
                path: path.clone(),
                file: disk.open(&path, Access::New)?.into(),
                salt: record::salt(&identity, &run, number),
                length: 0,
                synced: 0,
                blobs: Vec::new(),
            };
            current.write(Record::Start { number }, &[])?;
            syncs.sync(&*current.file)?;
            current.synced = current.length;
            Ok(current)
        };
        let begun = begin().map_err(StoreError::io(&path, "begin a pack"))?;
        files::sync_dir(disk, dir)?;
        Ok(begun)
    }

    /// The pack, for those who read it.
    pub(super) fn pack(&self) -> Pack {
        Pack {
            path: self.path.clone(),
            file: Arc::clone(&self.file),
            length: self.length,
        }
    }

    /// True if so many bytes more are too many. A pack takes at least one blob, however large.
    pub(super) fn is_full(&self, more: u64, limit: u64) -> bool {
        !self.blobs.is_empty() && self.length + more > limit
    }

    /// Appends a blob; says where.
    pub(super) fn append(&mut self, blob: BlobRecord, stored: &[u8]) -> io::Result<u64> {
        let at = self.length;
        self.write(Record::Blob(blob), stored)?;
        self.blobs.push((at, blob));
        Ok(at)
    }

    fn write(&mut self, record: Record, behind: &[u8]) -> io::Result<()> {
        let mut bytes = Vec::with_capacity(HEADER_BYTES + behind.len());
        bytes.extend_from_slice(&record.encode(self.salt, self.length));
        bytes.extend_from_slice(behind);
        self.file.write_at(self.length, &bytes)?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// Says that all before a place was synced. Whether that is on the disk itself does not matter: without
    /// it more is written again than has to be.
    pub(super) fn mark(&mut self, synced: u64) -> io::Result<()> {
        let nothing_since = synced == self.length;
        self.write(Record::Mark { synced }, &[])?;
        self.synced = match nothing_since {
            true => self.length,
            false => self.synced.max(synced),
        };
        Ok(())
    }

    /// Ends the pack with its table. The blobs are on the disk before it: a table says that too.
    pub(super) fn seal(&mut self, syncs: &Syncs) -> io::Result<()> {
        syncs.sync(&*self.file)?;
        let end = table::encode(&self.blobs, self.salt, self.length);
        let end = end.ok_or(io::ErrorKind::FileTooLarge)?;
        self.file.write_at(self.length, &end)?;
        syncs.sync(&*self.file)?;
        self.length += end.len() as u64;
        Ok(())
    }
}
