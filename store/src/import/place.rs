//! The directory of a store that is being imported: announced with the root of its export, so that the next
//! attempt goes on, and everything else knows that there is no store yet (spec S24).
//!
//! Must never let go of what was imported for an import of the same export, and must never make a store of
//! it before it is whole.

use std::io::ErrorKind;

use crate::dir::{MARKER, MARKER_NEW, Place};
use crate::disk::DiskLock;
use crate::error::StoreError;
use crate::files;
use crate::ids::ExportRoot;

/// A text on its way to become the announcement or the marker.
pub(crate) const MARKER_NEXT: &str = "crankcase-store.next";

impl Place {
    /// Claims a directory for an import: it is absent or empty, or one in which a store was being made. The
    /// blobs of an attempt at the same import are kept; nothing else is.
    pub(super) fn claim_import(&self, root: ExportRoot) -> Result<DiskLock, StoreError> {
        match self.disk.make_dir(&self.dir) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            made => made.map_err(StoreError::io(&self.dir, "make the directory"))?,
        }
        self.check_importable()?;
        let lock = self.lock()?;
        // Another process may have made a store here between the check and the lock.
        self.check_importable()?;
        if self.imported()? == Some(root) {
            self.make_durable()?;
            self.remove_all_but_blobs()?;
        } else {
            self.announce()?;
            self.remove_parts()?;
            self.write_next(MARKER_NEW, &announcement(root))?;
        }
        Ok(lock)
    }

    fn check_importable(&self) -> Result<(), StoreError> {
        if self.is_store() {
            return Err(StoreError::AlreadyStore {
                path: self.dir.clone(),
            });
        }
        self.check_free()
    }

    /// The root of the export that is being imported here. None if none is.
    pub(crate) fn imported(&self) -> Result<Option<ExportRoot>, StoreError> {
        let path = self.dir.join(MARKER_NEW);
        match crate::dir::read_marker(&*self.disk, &path) {
            Ok(text) => Ok(parse(&text)),
            Err(error) if crate::dir::is_absent(&error) => Ok(None),
            Err(error) => Err(StoreError::io(&path, "read the announcement")(error)),
        }
    }

    /// Makes a store of what was imported.
    pub(super) fn finish_import(&self) -> Result<(), StoreError> {
        self.write_next(MARKER, &crate::dir::current_marker())?;
        self.remove_announcement()
    }

    /// Writes a text and puts it in its place as a whole.
    fn write_next(&self, name: &str, text: &str) -> Result<(), StoreError> {
        let next = self.dir.join(MARKER_NEXT);
        files::write_whole(&*self.disk, &next, &self.dir.join(name), text.as_bytes())
    }
}

fn announcement(root: ExportRoot) -> String {
    format!("crankcase import of {root}\n")
}

fn parse(text: &[u8]) -> Option<ExportRoot> {
    let text = std::str::from_utf8(text).ok()?;
    let root = text
        .strip_prefix("crankcase import of ")?
        .strip_suffix('\n')?;
    root.parse().ok()
}
