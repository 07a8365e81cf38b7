//! Compiled code and base memory on disk, so that only the first start compiles.
//!
//! An entry carries the hash of its content, which finds damage, not malice: whoever can write to the
//! directory can make this process run any code. So the directory is made for its owner alone, and one
//! that others own or can write to is not used. A cache that cannot be used is never an error.

use std::fs::{self, DirBuilder};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use crankcase_abi::ChunkHash;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use wasmtime::{Engine, Module};

/// Where compiled code and base memory are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CacheDir {
    /// `$CRANKCASE_CACHE_DIR`, else `$XDG_CACHE_HOME/crankcase`, else `~/.cache/crankcase`.
    #[default]
    FromEnvironment,
    /// This directory; it is made if it is missing.
    At(PathBuf),
    /// Nowhere: each start compiles.
    Nowhere,
}

impl CacheDir {
    fn path(&self) -> Option<PathBuf> {
        let variable = |name| {
            std::env::var_os(name)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        match self {
            Self::At(path) => Some(path.clone()),
            Self::Nowhere => None,
            Self::FromEnvironment => variable("CRANKCASE_CACHE_DIR")
                .or_else(|| Some(variable("XDG_CACHE_HOME")?.join("crankcase")))
                .or_else(|| Some(variable("HOME")?.join(".cache/crankcase"))),
        }
    }
}

/// What is kept of an image.
#[derive(Serialize, Deserialize)]
pub struct Entry<'a> {
    /// The compiled code.
    #[serde(borrow)]
    pub code: &'a serde_bytes::Bytes,
    /// How many chunks the base memory has.
    pub chunks: u32,
    /// Those that are not zero, by number.
    pub base: Vec<(u32, ChunkHash, &'a serde_bytes::Bytes)>,
}

/// The place of one image in the cache.
pub struct Slot {
    directory: PathBuf,
    key: [u8; 32],
}

impl Slot {
    /// The slot of an image, if there is a cache that can be trusted.
    pub fn new(directory: &CacheDir, key: [u8; 32]) -> Option<Self> {
        let directory = directory.path()?;
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&directory)
            .ok()?;
        is_ours(&directory).then_some(Self { directory, key })
    }

    fn path(&self) -> PathBuf {
        self.directory
            .join(format!("{}.image", hex::encode(self.key)))
    }

    /// The bytes of the entry, if they are there and whole. [`Self::decode`] reads them.
    pub fn read(&self) -> Option<Vec<u8>> {
        let path = self.path();
        if !is_ours(&path) {
            return None;
        }
        let mut bytes = fs::read(path).ok()?;
        let hash = bytes.split_off(bytes.len().checked_sub(32)?);
        (self.hash(&bytes)[..] == hash[..]).then_some(bytes)
    }

    /// Reads an entry.
    pub fn decode(bytes: &[u8]) -> Option<Entry<'_>> {
        rmp_serde::from_slice(bytes).ok()
    }

    /// Keeps an entry, if that is possible.
    pub fn write(&self, entry: &Entry<'_>) {
        // Another process may be writing the same entry: each writes its own file and renames it.
        let written = (|| {
            let mut file = tempfile::NamedTempFile::new_in(&self.directory).ok()?;
            let bytes = rmp_serde::to_vec(entry).ok()?;
            file.write_all(&bytes).ok()?;
            file.write_all(&self.hash(&bytes)).ok()?;
            file.persist(self.path()).ok()
        })();
        // Not kept: the next start compiles again.
        drop(written);
    }

    /// The hash at the end of a file. The key is part of it, so that a renamed entry is not taken.
    fn hash(&self, bytes: &[u8]) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(b"crankcase cached image 1\n");
        hash.update(self.key);
        hash.update(bytes);
        hash.finalize().into()
    }
}

/// Makes compiled code runnable.
///
/// # Errors
/// When it was compiled for another machine or by another release.
#[allow(unsafe_code)] // the bytes become code: see the top of this file
pub fn load_code(engine: &Engine, code: &[u8]) -> wasmtime::Result<Module> {
    // SAFETY: the bytes come from `precompile_module`, either just now or out of an entry whose hash is
    // right and that nobody but this process's owner could write.
    unsafe { Module::deserialize(engine, code) }
}

/// Whether nobody but its owner, who is who runs this process, can write to a file or directory.
fn is_ours(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| {
        metadata.uid() == rustix::process::geteuid().as_raw() && metadata.mode() & 0o022 == 0
    })
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn entry(code: &[u8]) -> Entry<'_> {
        Entry {
            code: code.into(),
            chunks: 3,
            base: vec![(1, ChunkHash([7; 32]), b"chunk"[..].into())],
        }
    }

    #[test]
    fn an_entry_comes_back_whole_or_not_at_all() {
        let place = tempfile::tempdir().unwrap();
        let directory = CacheDir::At(place.path().join("a/b"));
        let slot = Slot::new(&directory, [1; 32]).unwrap();
        assert!(slot.read().is_none());
        slot.write(&entry(b"code"));
        let bytes = slot.read().unwrap();
        let read = Slot::decode(&bytes).unwrap();
        assert_eq!((read.code.as_ref(), read.chunks), (&b"code"[..], 3));
        assert_eq!(read.base, entry(b"").base);
        let whole = fs::read(slot.path()).unwrap();
        for position in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[position] ^= 1;
            fs::write(slot.path(), &damaged).unwrap();
            assert!(slot.read().is_none(), "byte {position}");
            fs::write(slot.path(), &whole[..position]).unwrap();
            assert!(slot.read().is_none(), "cut at {position}");
        }
        let other = Slot::new(&directory, [2; 32]).unwrap();
        fs::write(other.path(), &whole).unwrap();
        assert!(other.read().is_none(), "the entry of another image");
    }

    #[test]
    fn a_directory_that_others_can_write_to_is_not_used() {
        let place = tempfile::tempdir().unwrap();
        fs::set_permissions(place.path(), fs::Permissions::from_mode(0o777)).unwrap();
        assert!(Slot::new(&CacheDir::At(place.path().to_owned()), [1; 32]).is_none());
    }

    #[test]
    fn a_cache_that_cannot_be_made_is_no_error() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert!(Slot::new(&CacheDir::At(file.path().join("below a file")), [1; 32]).is_none());
        assert!(Slot::new(&CacheDir::Nowhere, [1; 32]).is_none());
    }
}
