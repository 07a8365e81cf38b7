//! The pack that grows: appending, marking what was synced, and sealing it when it is full (spec S8).
//!
//! Must never change what was synced, and must never mark what was not.

use std::io;
use std::path::Path;

use crate::disk::{Access, Disk, DiskFile};
use crate::error::StoreError;
use crate::files;
use crate::pack::record::{self, BlobRecord, HEADER_BYTES, Record, Salt};
use crate::pack::{Number, table};

#[derive(Debug)]
pub(super) struct Current {
    pub(super) number: Number,
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
        path: &Path,
    ) -> Result<(Box<dyn DiskFile>, Self), StoreError> {
        let begin = || {
            let identity = disk.identity(dir)?;
            let run = disk.run()?.unwrap_or_default();
            let mut current = Self {
                number,
                salt: record::salt(&identity, &run, number),
                length: 0,
                synced: 0,
                blobs: Vec::new(),
            };
            let file = disk.open(path, Access::New)?;
            current.write(&*file, Record::Start { number }, &[])?;
            file.sync()?;
            current.synced = current.length;
            Ok((file, current))
        };
        let begun = begin().map_err(StoreError::io(path, "begin a pack"))?;
        files::sync_dir(disk, dir)?;
        Ok(begun)
    }

    /// True if so many bytes more are too many. A pack takes at least one blob, however large.
    pub(super) fn is_full(&self, more: u64, limit: u64) -> bool {
        !self.blobs.is_empty() && self.length + more > limit
    }

    /// Appends a blob; says where.
    pub(super) fn append(
        &mut self,
        file: &dyn DiskFile,
        blob: BlobRecord,
        stored: &[u8],
    ) -> io::Result<u64> {
        let at = self.length;
        self.write(file, Record::Blob(blob), stored)?;
        self.blobs.push((at, blob));
        Ok(at)
    }

    fn write(&mut self, file: &dyn DiskFile, record: Record, behind: &[u8]) -> io::Result<()> {
        let mut bytes = Vec::with_capacity(HEADER_BYTES + behind.len());
        bytes.extend_from_slice(&record.encode(self.salt, self.length));
        bytes.extend_from_slice(behind);
        file.write_at(self.length, &bytes)?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// Says that all before a place was synced. Whether that is on the disk itself does not matter: without
    /// it more is written again than has to be.
    pub(super) fn mark(&mut self, file: &dyn DiskFile, synced: u64) -> io::Result<()> {
        let nothing_since = synced == self.length;
        self.write(file, Record::Mark { synced }, &[])?;
        self.synced = match nothing_since {
            true => self.length,
            false => self.synced.max(synced),
        };
        Ok(())
    }

    /// Ends the pack with its table. The blobs are on the disk before it: a table says that too.
    pub(super) fn seal(&mut self, file: &dyn DiskFile) -> io::Result<()> {
        file.sync()?;
        let end = table::encode(&self.blobs, self.salt, self.length);
        let end = end.ok_or(io::ErrorKind::FileTooLarge)?;
        file.write_at(self.length, &end)?;
        file.sync()?;
        self.length += end.len() as u64;
        Ok(())
    }
}
