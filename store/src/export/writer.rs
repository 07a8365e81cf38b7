//! Writing an export: blobs go in, artifacts of the fixed length come out (spec S20, S21).
//!
//! What is in the directory already and has the right bytes is kept, so that an export that was interrupted
//! goes on by being made again.
//!
//! Must never name a manifest before every artifact is on the disk.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::dir::ExportDir;
use super::manifest::{ARTIFACT_BYTES, Artifact, Manifest};
use super::{ExportMode, Shipped, record};
use crate::disk::{Disk, DiskLock};
use crate::error::StoreError;
use crate::ids::{BlobHash, BlockHash, ExportRoot, Height, StateHash};
use crate::pack::MAX_BLOB_BYTES;

/// Is told how far an export or an import has come.
pub type Ship<'a> = &'a mut dyn FnMut(Shipped);

/// An export that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// The export root, which stands for all of it.
    pub root: ExportRoot,
    /// What it is.
    pub manifest: Manifest,
    /// The bytes of artifacts that were there already.
    pub kept_bytes: u64,
}

/// An export that is being made.
pub struct ExportWriter<'a> {
    dir: ExportDir,
    /// What the directory holds, if it holds a finished export: then this one has to be the same.
    finished: Option<Manifest>,
    artifacts: Vec<Artifact>,
    /// The artifact that is being filled.
    open: Vec<u8>,
    written: BTreeSet<BlobHash>,
    kept_bytes: u64,
    progress: Ship<'a>,
    _lock: DiskLock,
}

impl<'a> ExportWriter<'a> {
    /// Begins an export in a directory that is absent or empty, or holds one that was begun, or the same.
    ///
    /// # Errors
    /// [`StoreError::NotFree`], [`StoreError::ExportLocked`], [`StoreError::BadManifest`],
    /// [`StoreError::ExportVersion`], or what the system refused.
    pub fn begin(
        disk: &Arc<dyn Disk>,
        path: &Path,
        progress: Ship<'a>,
    ) -> Result<Self, StoreError> {
        let dir = ExportDir::new(disk, path);
        let (lock, finished) = dir.claim()?;
        Ok(Self {
            dir,
            finished,
            artifacts: Vec::new(),
            open: Vec::new(),
            written: BTreeSet::new(),
            kept_bytes: 0,
            progress,
            _lock: lock,
        })
    }

    /// Adds a blob, unless it was added before. The bytes are asked for only if they are needed; they have to
    /// be those of the name.
    ///
    /// # Errors
    /// What `bytes` says; [`StoreError::TooLarge`]; [`StoreError::OtherExport`] when the directory holds a
    /// finished export that this one is not; or what the system refused.
    pub fn add(
        &mut self,
        hash: BlobHash,
        bytes: impl FnOnce() -> Result<Vec<u8>, StoreError>,
    ) -> Result<(), StoreError> {
        if !self.written.insert(hash) {
            return Ok(());
        }
        let bytes = bytes()?;
        let too_large = || StoreError::TooLarge {
            what: "a blob",
            bytes: bytes.len() as u64,
            limit: MAX_BLOB_BYTES as u64,
        };
        let head = record::head(hash, bytes.len()).ok_or_else(too_large)?;
        self.write(&head)?;
        self.write(&bytes)
    }

    fn write(&mut self, mut bytes: &[u8]) -> Result<(), StoreError> {
        while !bytes.is_empty() {
            let room = ARTIFACT_BYTES as usize - self.open.len();
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.open.extend_from_slice(now);
            bytes = later;
            if self.open.len() as u64 == ARTIFACT_BYTES {
                self.close_artifact()?;
            }
        }
        Ok(())
    }

    fn close_artifact(&mut self) -> Result<(), StoreError> {
        let number = self.artifacts.len();
        let artifact = Artifact {
            length: self.open.len() as u64,
            hash: BlobHash::of(&self.open),
        };
        if let Some(finished) = &self.finished
            && finished.artifacts.get(number) != Some(&artifact)
        {
            return Err(self.other_export());
        }
        if self.dir.put_artifact(number, &self.open)? {
            self.kept_bytes += artifact.length;
        }
        self.open.clear();
        self.artifacts.push(artifact);
        let bytes = number as u64 * ARTIFACT_BYTES + artifact.length;
        (self.progress)(Shipped { bytes, of: None });
        Ok(())
    }

    fn other_export(&self) -> StoreError {
        // What was there before stays as it was; the error to tell is this one.
        let _ = self.dir.leave();
        StoreError::OtherExport {
            path: self.dir.path.clone(),
        }
    }

    /// Finishes the export of a store in this state.
    ///
    /// # Errors
    /// As [`Self::add`].
    pub fn finish(mut self, state: ExportedState) -> Result<Exported, StoreError> {
        if !self.open.is_empty() {
            self.close_artifact()?;
        }
        let manifest = Manifest {
            mode: state.mode,
            height: state.height,
            tip: state.tip,
            state: state.state,
            checkpoint: state.checkpoint,
            blobs: self.written.len() as u64,
            artifacts: std::mem::take(&mut self.artifacts),
        };
        self.dir.remove_artifacts_from(manifest.artifacts.len())?;
        match &self.finished {
            None => self.dir.finish(&manifest)?,
            Some(finished) if *finished == manifest => self.dir.leave()?,
            Some(_) => return Err(self.other_export()),
        }
        Ok(Exported {
            root: manifest.root(),
            manifest,
            kept_bytes: self.kept_bytes,
        })
    }
}

/// What a manifest says of the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExportedState {
    /// How much of it is exported.
    pub mode: ExportMode,
    /// The number of its blocks.
    pub height: Height,
    /// The hash of the last of them.
    pub tip: BlockHash,
    /// The hash of the state that replicas share.
    pub state: StateHash,
    /// The root blob of the checkpoint.
    pub checkpoint: BlobHash,
}
