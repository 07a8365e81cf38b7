//! Blobs: files named by the SHA-256 of what is in them.
//!
//! A blob is written under a temporary name, synced, and renamed; so a file under a blob's name is whole.
//!
//! Must never return bytes whose hash is not the one asked for.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::StoreError;
use crate::files;
use crate::ids::BlobHash;

/// Where the unfinished ones are.
const NEW_DIR: &str = "new";

/// The blobs of a store.
#[derive(Debug)]
pub(crate) enum Blobs {
    /// In files below this directory.
    Files(PathBuf),
    /// In memory.
    Memory(BTreeMap<BlobHash, Vec<u8>>),
}

impl Blobs {
    /// Makes the place of blobs in a new directory.
    pub(crate) fn create(dir: &Path) -> Result<Self, StoreError> {
        files::make_dir(dir)?;
        files::make_dir(&dir.join(NEW_DIR))?;
        Ok(Self::Files(dir.to_path_buf()))
    }

    /// Opens the place of blobs; removes what an interrupted [`Self::put`] left behind.
    pub(crate) fn open(dir: &Path) -> Result<Self, StoreError> {
        let new = dir.join(NEW_DIR);
        files::make_dir(&new)?;
        for name in files::names(&new)? {
            let path = new.join(name);
            fs::remove_file(&path).map_err(StoreError::io(&path, "remove the unfinished blob"))?;
        }
        Ok(Self::Files(dir.to_path_buf()))
    }

    /// Opens the place of blobs for reading only.
    pub(crate) fn read_only(dir: &Path) -> Self {
        Self::Files(dir.to_path_buf())
    }

    /// Stores bytes, if they are not stored already; they are on the disk when this returns.
    pub(crate) fn put(&mut self, bytes: &[u8]) -> Result<BlobHash, StoreError> {
        let hash = BlobHash::of(bytes);
        match self {
            Self::Memory(blobs) => {
                blobs.entry(hash).or_insert_with(|| bytes.to_vec());
            }
            Self::Files(dir) => {
                let path = place(dir, hash);
                // A file with other bytes under this name is damage, which is mended here.
                if files::read_if_there(&path)?.as_deref() != Some(bytes) {
                    files::make_dir(path.parent().unwrap_or(dir))?;
                    files::write_whole(&dir.join(NEW_DIR).join(hash.to_string()), &path, bytes)?;
                }
            }
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
            Self::Files(dir) => {
                let path = place(dir, *hash);
                let Some(bytes) = files::read_if_there(&path)? else {
                    return Err(StoreError::NoBlob { path, hash: *hash });
                };
                if BlobHash::of(&bytes) != *hash {
                    return Err(StoreError::DamagedBlob { path, hash: *hash });
                }
                Ok(bytes)
            }
        }
    }
}

/// The file of a blob. Spread over 256 directories by the first byte of the hash.
fn place(dir: &Path, hash: BlobHash) -> PathBuf {
    let name = hash.to_string();
    dir.join(&name[..2]).join(name)
}
