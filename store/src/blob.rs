//! Blobs: files named by the SHA-256 of what is in them.
//!
//! A blob is written under a temporary name, synced, and renamed; so a file under a blob's name is whole
//! (spec S8).
//!
//! Must never return bytes whose hash is not the one asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::disk::Disk;
use crate::error::StoreError;
use crate::files;
use crate::ids::BlobHash;

/// Where the unfinished ones are.
pub(crate) const NEW_DIR: &str = "new";

/// The blobs of a store.
#[derive(Debug)]
pub(crate) enum Blobs {
    /// In files.
    Files(BlobFiles),
    /// In memory.
    Memory(BTreeMap<BlobHash, Vec<u8>>),
}

/// Blobs in files below a directory.
#[derive(Debug)]
pub(crate) struct BlobFiles {
    disk: Arc<dyn Disk>,
    dir: PathBuf,
    /// Those of which this process knows that they are on the disk, and not only in the system's cache.
    durable: BTreeSet<BlobHash>,
}

impl Blobs {
    /// Makes the place of blobs in a new directory.
    pub(crate) fn create(disk: Arc<dyn Disk>, dir: &Path) -> Result<Self, StoreError> {
        files::make_dir(&*disk, dir)?;
        files::make_dir(&*disk, &dir.join(NEW_DIR))?;
        Ok(Self::in_files(disk, dir))
    }

    /// Opens the place of blobs; removes what an interrupted [`Self::put`] left behind, and tells how many
    /// that were.
    pub(crate) fn open(disk: Arc<dyn Disk>, dir: &Path) -> Result<(Self, u64), StoreError> {
        let new = dir.join(NEW_DIR);
        files::make_dir(&*disk, &new)?;
        let mut removed = 0;
        for name in files::names(&*disk, &new)? {
            files::remove_file(&*disk, &new.join(name))?;
            removed += 1;
        }
        Ok((Self::in_files(disk, dir), removed))
    }

    /// Opens the place of blobs for reading only.
    pub(crate) fn in_files(disk: Arc<dyn Disk>, dir: &Path) -> Self {
        Self::Files(BlobFiles {
            disk,
            dir: dir.to_path_buf(),
            durable: BTreeSet::new(),
        })
    }

    /// Stores bytes, if they are not stored already; they are on the disk when this returns.
    pub(crate) fn put(&mut self, bytes: &[u8]) -> Result<BlobHash, StoreError> {
        let hash = BlobHash::of(bytes);
        match self {
            Self::Memory(blobs) => {
                blobs.entry(hash).or_insert_with(|| bytes.to_vec());
            }
            Self::Files(files) => files.put(hash, bytes)?,
        }
        Ok(hash)
    }

    /// The bytes of a blob.
    pub(crate) fn get(&self, hash: &BlobHash) -> Result<Vec<u8>, StoreError> {
        match self {
            Self::Memory(blobs) => {
                let missing = || StoreError::NoBlob {
                    path: PathBuf::from("a store in memory"),
                    hash: *hash,
                };
                blobs.get(hash).cloned().ok_or_else(missing)
            }
            Self::Files(files) => files.get(*hash),
        }
    }
}

impl BlobFiles {
    fn put(&mut self, hash: BlobHash, bytes: &[u8]) -> Result<(), StoreError> {
        let path = place(&self.dir, hash);
        // A file with other bytes under this name is damage, which is mended here.
        if files::read_if_there(&*self.disk, &path)?.as_deref() == Some(bytes) {
            if !self.durable.contains(&hash) {
                self.make_durable(&path)?;
            }
        } else {
            let temporary = self.dir.join(NEW_DIR).join(hash.to_string());
            files::make_dir(&*self.disk, files::parent(&path))?;
            files::write_whole(&*self.disk, &temporary, &path, bytes)?;
        }
        self.durable.insert(hash);
        Ok(())
    }

    /// A file gets its name after its contents are on the disk; the name itself may be in the system's cache
    /// only, because the process that gave it was killed.
    fn make_durable(&self, path: &Path) -> Result<(), StoreError> {
        files::sync_dir(&*self.disk, files::parent(path))?;
        files::sync_dir(&*self.disk, &self.dir)
    }

    fn get(&self, hash: BlobHash) -> Result<Vec<u8>, StoreError> {
        let path = place(&self.dir, hash);
        let Some(bytes) = files::read_if_there(&*self.disk, &path)? else {
            return Err(StoreError::NoBlob { path, hash });
        };
        if BlobHash::of(&bytes) != hash {
            return Err(StoreError::DamagedBlob { path, hash });
        }
        Ok(bytes)
    }
}

/// True if a directory of blobs has this name.
pub(crate) fn is_place(name: &str) -> bool {
    name.len() == 2
        && name
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The file of a blob. Spread over 256 directories by the first byte of the hash.
fn place(dir: &Path, hash: BlobHash) -> PathBuf {
    let name = hash.to_string();
    dir.join(&name[..2]).join(name)
}
