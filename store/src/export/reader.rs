//! Reading a finished export: each artifact is checked against the manifest before anything in it is used.
//!
//! Must never look at a file whose name does not follow from the manifest's own form, and must never give
//! out anything of an artifact that is not what the manifest says.

use std::path::Path;
use std::sync::Arc;

use super::dir::{ExportDir, read_artifact};
use super::manifest::{self, Artifact, Manifest};
use super::record::Splitter;
use super::{Ship, Shipped};
use crate::disk::Disk;
use crate::error::StoreError;
use crate::ids::{BlobHash, ExportRoot};

/// A finished export.
#[derive(Debug)]
pub struct Export {
    dir: ExportDir,
    manifest: Manifest,
}

/// Takes the blobs of an export.
pub type TakeBlob<'a> = &'a mut dyn FnMut(BlobHash, Vec<u8>) -> Result<(), StoreError>;

impl Export {
    /// Reads the manifest of an export.
    ///
    /// # Errors
    /// [`StoreError::NoExport`], [`StoreError::BadManifest`], [`StoreError::ExportVersion`], or what the
    /// system refused.
    pub fn open(disk: &Arc<dyn Disk>, path: &Path) -> Result<Self, StoreError> {
        let dir = ExportDir::new(disk, path);
        match dir.read_manifest()? {
            Some(manifest) => Ok(Self { dir, manifest }),
            None => Err(StoreError::NoExport {
                path: dir.path.clone(),
                begun: dir.is_announced()?,
            }),
        }
    }

    /// What the export says of itself.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The export root, which stands for all of it.
    #[must_use]
    pub fn root(&self) -> ExportRoot {
        self.manifest.root()
    }

    /// Refuses an export whose root is not this one.
    ///
    /// # Errors
    /// [`StoreError::OtherRoot`].
    pub fn insist(&self, wanted: ExportRoot) -> Result<(), StoreError> {
        let found = self.root();
        if found == wanted {
            return Ok(());
        }
        Err(StoreError::OtherRoot {
            path: self.dir.manifest(),
            found,
            wanted,
        })
    }

    /// Gives the blobs in their order, each checked against its name and each from artifacts that were
    /// checked. When an artifact is not what it should be, the others are still checked, so that the error
    /// names all that have to be copied again.
    ///
    /// # Errors
    /// [`StoreError::BadArtifact`], [`StoreError::BadExport`], what `take` says, or what the system refused.
    pub fn blobs(&self, take: TakeBlob<'_>, progress: Ship<'_>) -> Result<(), StoreError> {
        let of = Some(self.manifest.bytes());
        let mut splitter = Splitter::default();
        let mut buffer = Vec::new();
        let (mut bytes, mut blobs) = (0, 0);
        for (number, artifact) in self.manifest.artifacts.iter().enumerate() {
            if let Some(what) = self.check(number, *artifact, &mut buffer)? {
                return Err(self.bad_artifacts(number, what, &mut buffer)?);
            }
            let mut piece = &buffer[..];
            let path = || self.dir.artifact(number);
            while let Some((hash, blob)) = splitter
                .next(&mut piece)
                .map_err(|what| StoreError::BadExport { path: path(), what })?
            {
                blobs += 1;
                take(hash, blob)?;
            }
            bytes += artifact.length;
            progress(Shipped { bytes, of });
        }
        let wanted = self.manifest.blobs;
        if !splitter.is_between_records() {
            let what = "its last blob is not whole".to_owned();
            return Err(self.bad(what));
        }
        if blobs != wanted {
            let what = format!("it has {blobs} blobs where it says {wanted}");
            return Err(self.bad(what));
        }
        Ok(())
    }

    /// What is wrong with an export as a whole, so that nothing but another one helps.
    pub(crate) fn bad(&self, what: String) -> StoreError {
        let path = self.dir.manifest();
        StoreError::BadExport { path, what }
    }

    /// Reads an artifact; says what is wrong with it, if something is.
    fn check(
        &self,
        number: usize,
        artifact: Artifact,
        buffer: &mut Vec<u8>,
    ) -> Result<Option<String>, StoreError> {
        let path = self.dir.artifact(number);
        read_artifact(&*self.dir.disk, &path, artifact, buffer)
    }

    /// The error of a bad artifact, with the names of all others that are bad.
    fn bad_artifacts(
        &self,
        first: usize,
        what: String,
        buffer: &mut Vec<u8>,
    ) -> Result<StoreError, StoreError> {
        let mut others = Vec::new();
        let behind = self.manifest.artifacts.iter().enumerate().skip(first + 1);
        for (number, artifact) in behind {
            if self.check(number, *artifact, buffer)?.is_some() {
                others.push(manifest::name(number));
            }
        }
        Ok(StoreError::BadArtifact {
            path: self.dir.artifact(first),
            what,
            others,
        })
    }
}
