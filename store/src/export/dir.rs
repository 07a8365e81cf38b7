//! The directory of an export: what its files are called, and whether one can be made there (spec S22).
//!
//! Must never make anything in a directory before it is known to be free for an export.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::manifest::{self, Artifact, MAX_MANIFEST_BYTES, Manifest};
use crate::disk::{Access, Disk, DiskLock, Found};
use crate::error::StoreError;
use crate::files;
use crate::ids::BlobHash;

const MANIFEST: &str = "manifest";
/// Announces an export that is being made; the manifest gets its name last.
const MANIFEST_NEW: &str = "manifest.new";
const ARTIFACTS: &str = "artifacts";
/// An artifact that is being written.
const ARTIFACT_NEW: &str = "new";

/// Where an export is, or is to be.
#[derive(Clone, Debug)]
pub(super) struct ExportDir {
    pub(super) disk: Arc<dyn Disk>,
    pub(super) path: PathBuf,
}

impl ExportDir {
    pub(super) fn new(disk: &Arc<dyn Disk>, path: &Path) -> Self {
        Self {
            disk: Arc::clone(disk),
            path: path.to_path_buf(),
        }
    }

    pub(super) fn manifest(&self) -> PathBuf {
        self.path.join(MANIFEST)
    }

    fn manifest_new(&self) -> PathBuf {
        self.path.join(MANIFEST_NEW)
    }

    pub(super) fn artifacts(&self) -> PathBuf {
        self.path.join(ARTIFACTS)
    }

    /// The file of an artifact by its place, from 0.
    pub(super) fn artifact(&self, number: usize) -> PathBuf {
        self.artifacts().join(manifest::name(number))
    }

    /// Reads the manifest. None if there is none.
    pub(super) fn read_manifest(&self) -> Result<Option<Manifest>, StoreError> {
        let path = self.manifest();
        let length = match files::look(&*self.disk, &path)? {
            None => return Ok(None),
            Some(Found::File(length)) if length <= MAX_MANIFEST_BYTES => length,
            Some(_) => return Err(bad_manifest(path, "no manifest is so long")),
        };
        if length == 0 {
            return Err(bad_manifest(path, "it is empty"));
        }
        let Some(bytes) = files::read_if_there(&*self.disk, &path)? else {
            return Ok(None);
        };
        match Manifest::parse(&bytes) {
            Ok(manifest) => Ok(Some(manifest)),
            Err(manifest::BadManifest::Version(found)) => {
                Err(StoreError::ExportVersion { path, found })
            }
            Err(manifest::BadManifest::Text(what)) => Err(StoreError::BadManifest { path, what }),
        }
    }

    /// True if an export was begun here and not finished.
    pub(super) fn is_announced(&self) -> Result<bool, StoreError> {
        Ok(files::look(&*self.disk, &self.manifest_new())?.is_some())
    }

    /// Makes the directory, if it is not there, and claims it for an export: it is empty, or holds one that is
    /// finished or was begun. Nothing else changes if it is not free.
    pub(super) fn claim(&self) -> Result<(DiskLock, Option<Manifest>), StoreError> {
        match self.disk.make_dir(&self.path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            made => made.map_err(StoreError::io(&self.path, "make the directory"))?,
        }
        self.check_free()?;
        let announced = self.manifest_new();
        let lock = self.disk.lock(&announced);
        let lock = lock.map_err(StoreError::io(&announced, "take the lock"))?;
        let lock = lock.ok_or_else(|| StoreError::ExportLocked {
            path: self.path.clone(),
        })?;
        // Another process may have been here between the check and the lock.
        self.check_free()?;
        let finished = self.read_manifest()?;
        // Known as an export's before there is any other part of it.
        files::sync_name(&*self.disk, &self.path)?;
        files::sync_dir(&*self.disk, &self.path)?;
        files::make_dir(&*self.disk, &self.artifacts())?;
        Ok((lock, finished))
    }

    fn check_free(&self) -> Result<(), StoreError> {
        let names = files::names(&*self.disk, &self.path)?;
        let has = |wanted: &str| names.iter().any(|name| name == wanted);
        let is_part = |name: &String| [MANIFEST, MANIFEST_NEW, ARTIFACTS].contains(&name.as_str());
        let known = names.is_empty() || has(MANIFEST) || has(MANIFEST_NEW);
        let mut free = known && names.iter().all(is_part);
        if free && has(ARTIFACTS) {
            let names = files::names(&*self.disk, &self.artifacts())?;
            let is_artifact = |name: &String| name == ARTIFACT_NEW || number(name).is_some();
            free = names.iter().all(is_artifact);
        }
        if free {
            return Ok(());
        }
        Err(StoreError::NotFree {
            path: self.path.clone(),
        })
    }

    /// Puts an artifact in its place, durably. One that is there already and has these bytes is kept, which is
    /// told.
    pub(super) fn put_artifact(&self, number: usize, bytes: &[u8]) -> Result<bool, StoreError> {
        let path = self.artifact(number);
        let found = files::look(&*self.disk, &path)?;
        let is_there = found == Some(Found::File(bytes.len() as u64))
            && files::read_if_there(&*self.disk, &path)?.as_deref() == Some(bytes);
        if !is_there {
            let new = self.artifacts().join(ARTIFACT_NEW);
            files::write_whole(&*self.disk, &new, &path, bytes)?;
        }
        Ok(is_there)
    }

    /// Removes the artifacts behind the last one, which a longer export has left that was never finished.
    pub(super) fn remove_artifacts_from(&self, count: usize) -> Result<(), StoreError> {
        let dir = self.artifacts();
        for name in files::names(&*self.disk, &dir)? {
            if number(&name).is_none_or(|number| number >= count) {
                files::remove_file(&*self.disk, &dir.join(name))?;
            }
        }
        // Those that were kept may have names that are in the system's cache only.
        files::sync_dir(&*self.disk, &dir)
    }

    /// Makes the export one, by its manifest.
    pub(super) fn finish(&self, manifest: &Manifest) -> Result<(), StoreError> {
        let (new, path) = (self.manifest_new(), self.manifest());
        files::write_whole(&*self.disk, &new, &path, manifest.text().as_bytes())
    }

    /// Takes the announcement away from an export that was finished before.
    pub(super) fn leave(&self) -> Result<(), StoreError> {
        files::remove_file(&*self.disk, &self.manifest_new())?;
        files::sync_dir(&*self.disk, &self.path)
    }
}

/// The place of the artifact with this file name, from 0.
fn number(name: &str) -> Option<usize> {
    let number = name.parse::<usize>().ok()?.checked_sub(1)?;
    (manifest::name(number) == name).then_some(number)
}

fn bad_manifest(path: PathBuf, what: &str) -> StoreError {
    let what = what.to_owned();
    StoreError::BadManifest { path, what }
}

/// Reads an artifact into `buffer`, as long as it should be and no longer. Says what is wrong with it, if
/// something is; to be read after its name.
pub(super) fn read_artifact(
    disk: &dyn Disk,
    path: &Path,
    artifact: Artifact,
    buffer: &mut Vec<u8>,
) -> Result<Option<String>, StoreError> {
    let length = artifact.length;
    // Looked at before it is opened: what is no file may never give its bytes.
    match files::look(disk, path)? {
        None => return Ok(Some("is missing".to_owned())),
        Some(Found::Dir) => return Ok(Some("is a directory".to_owned())),
        Some(Found::File(found)) if found != length => {
            return Ok(Some(format!("has {found} bytes instead of {length}")));
        }
        Some(Found::File(_)) => {}
    }
    let failed = || StoreError::io(path, "read the artifact");
    let length = usize::try_from(length).map_err(|_| failed()(ErrorKind::FileTooLarge.into()))?;
    buffer.resize(length, 0);
    let file = disk.open(path, Access::Read).map_err(failed())?;
    let count = file.read_at(0, buffer).map_err(failed())?;
    let as_written = count == length && BlobHash::of(buffer) == artifact.hash;
    Ok((!as_written).then(|| "is not what the manifest says".to_owned()))
}
