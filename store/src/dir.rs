//! The directory of a store: its format marker, its lock, and how it comes to be (spec S2).
//!
//! ```text
//! crankcase-store   the format marker; written last, so that without it there is no store
//! lock              locked by the one process that may write
//! readers           locked by those who read, together; by the one who removes, alone
//! checkpoint        names the last checkpoint
//! log/ index/ blobs/
//! migrated/         a store of the present version that is made of this one
//! ```
//!
//! Must never leave half a store that looks like one, and must never remove what the store did not make.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::checkpoint;
use crate::disk::{Access, Disk, DiskLock, Found};
use crate::error::StoreError;
use crate::files;
use crate::import::MARKER_NEXT;

pub(crate) const MARKER: &str = "crankcase-store";
pub(crate) const MARKER_NEW: &str = "crankcase-store.new";
const FORMAT_VERSION: u64 = 2;
/// The version that can be migrated.
const OLD_VERSION: u64 = 1;
/// Where the store of the present version is made out of one of an older version.
const MIGRATED: &str = "migrated";
/// Where a repair puts what it replaces.
const SET_ASIDE: &str = "set-aside";
const LOCK: &str = "lock";
const READERS: &str = "readers";

/// Of which version a store is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Age {
    /// The present one.
    Present,
    /// One from which a store of the present one can be made.
    Old,
}

/// Where a store is, or is to be.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) disk: Arc<dyn Disk>,
    pub(crate) dir: PathBuf,
}

impl Place {
    pub(crate) fn new(disk: &Arc<dyn Disk>, dir: &Path) -> Self {
        Self {
            disk: Arc::clone(disk),
            dir: dir.to_path_buf(),
        }
    }

    /// The directory of the block log.
    pub(crate) fn log(&self) -> PathBuf {
        self.dir.join("log")
    }

    /// The directory of the index.
    pub(crate) fn index(&self) -> PathBuf {
        self.dir.join("index")
    }

    /// The directory of an index that is being removed.
    pub(crate) fn discarded_index(&self) -> PathBuf {
        self.dir.join("index.discarded")
    }

    /// The directory of the blobs.
    pub(crate) fn blobs(&self) -> PathBuf {
        self.dir.join("blobs")
    }

    /// The directory of a store that is made of this one.
    pub(crate) fn migrated(&self) -> PathBuf {
        self.dir.join(MIGRATED)
    }

    /// True if a file of this name says what the directory is, and holds nothing of the store.
    pub(crate) fn is_own(&self, name: &str) -> bool {
        [MARKER, MARKER_NEW, LOCK].contains(&name)
    }

    /// The directory of files that a repair has replaced.
    pub(crate) fn set_aside(&self) -> PathBuf {
        self.dir.join(SET_ASIDE)
    }

    /// The file that says the version.
    pub(crate) fn marker(&self) -> PathBuf {
        self.dir.join(MARKER)
    }

    /// True if the directory is known as one in which a store is being made.
    pub(crate) fn is_being_made(&self) -> Result<bool, StoreError> {
        Ok(files::look(&*self.disk, &self.dir.join(MARKER_NEW))?.is_some())
    }

    /// Marks the directory as a store of the present version; from here on it is one.
    pub(crate) fn mark(&self) -> Result<(), StoreError> {
        self.mark_as(Age::Present)
    }

    /// Marks the directory as a store of a version.
    pub(crate) fn mark_as(&self, age: Age) -> Result<(), StoreError> {
        let text = marker_text(match age {
            Age::Present => FORMAT_VERSION,
            Age::Old => OLD_VERSION,
        });
        let (new, marker) = (self.dir.join(MARKER_NEW), self.dir.join(MARKER));
        files::write_whole(&*self.disk, &new, &marker, text.as_bytes())
    }

    /// True if a file or directory of this name belongs to a store.
    pub(crate) fn is_part(&self, name: &str) -> bool {
        let parts = [
            self.log(),
            self.index(),
            self.discarded_index(),
            self.blobs(),
            self.set_aside(),
        ];
        // An import that was finished may have left its announcement.
        [MARKER, MARKER_NEW, LOCK, READERS].contains(&name)
            || checkpoint::is_record(name)
            || parts.contains(&self.dir.join(name))
    }

    /// True if there is a store, of whatever version.
    pub(crate) fn is_store(&self) -> bool {
        matches!(
            self.disk.look(&self.dir.join(MARKER)),
            Ok(Some(Found::File(_)))
        )
    }

    /// Locks an existing store for writing. The lock is held as long as the store is open; the system lets
    /// go of it when the process ends, however it ends.
    pub(crate) fn lock(&self) -> Result<DiskLock, StoreError> {
        let path = self.dir.join(LOCK);
        let lock = self.disk.lock(&path);
        let lock = lock.map_err(StoreError::io(&path, "take the lock"))?;
        lock.ok_or_else(|| StoreError::Locked {
            path: self.dir.clone(),
        })
    }

    /// Makes the file that readers lock, if it is not there.
    pub(crate) fn make_readers(&self) -> Result<(), StoreError> {
        let path = self.dir.join(READERS);
        let made = self.disk.open(&path, Access::Create);
        made.map(drop)
            .map_err(StoreError::io(&path, "make the readers' lock"))
    }

    /// Takes part in reading: as long as the lock is held nothing that is there now is removed (spec S15). None if the store
    /// was not opened by a program that removes anything.
    pub(crate) fn share_readers(&self) -> Result<Option<DiskLock>, StoreError> {
        let path = self.dir.join(READERS);
        let lock = self.disk.lock_shared(&path);
        lock.map_err(StoreError::io(&path, "take the readers' lock"))
    }

    /// Keeps readers out, to remove something; they wait meanwhile. None if somebody reads.
    pub(crate) fn lock_readers(&self) -> Result<Option<DiskLock>, StoreError> {
        let path = self.dir.join(READERS);
        let lock = self.disk.lock(&path);
        lock.map_err(StoreError::io(&path, "take the readers' lock"))
    }

    /// Checks that there is a store of the present version, for one who does not write.
    pub(crate) fn check_version(&self) -> Result<(), StoreError> {
        let path = self.dir.clone();
        match self.age()? {
            Age::Old => Err(StoreError::OldVersion {
                path,
                found: OLD_VERSION,
                present: FORMAT_VERSION,
            }),
            Age::Present if files::look(&*self.disk, &self.migrated())?.is_some() => {
                Err(StoreError::Migrating { path })
            }
            Age::Present => Ok(()),
        }
    }

    /// Of which version the store is. One that this program does not know is refused.
    pub(crate) fn age(&self) -> Result<Age, StoreError> {
        let path = self.dir.join(MARKER);
        let text = match read_marker(&*self.disk, &path) {
            Ok(text) => text,
            Err(error) if is_absent(&error) => {
                self.refuse_half_imported()?;
                return Err(StoreError::NoStore {
                    path: self.dir.clone(),
                });
            }
            Err(error) => return Err(StoreError::io(&path, "read the format marker")(error)),
        };
        match parse_marker(&text) {
            Some(FORMAT_VERSION) => Ok(Age::Present),
            Some(OLD_VERSION) => Ok(Age::Old),
            Some(found) => Err(StoreError::Version {
                path,
                found,
                supported: FORMAT_VERSION,
            }),
            None => Err(StoreError::BadMarker { path }),
        }
    }

    fn refuse_half_imported(&self) -> Result<(), StoreError> {
        match self.imported()? {
            None => Ok(()),
            Some(root) => Err(StoreError::HalfImported {
                path: self.dir.clone(),
                root,
            }),
        }
    }

    /// Puts the names of the store's parts on the disk. The process that made them may have been killed
    /// before it had done that.
    pub(crate) fn make_durable(&self) -> Result<(), StoreError> {
        files::sync_name(&*self.disk, &self.dir)?;
        files::sync_dir(&*self.disk, &self.dir)
    }

    /// Makes a store: takes the lock, lets `fill` make what belongs into it, and marks it as a store last.
    /// If anything fails, what was made is removed again.
    pub(crate) fn create<T>(
        &self,
        fill: impl FnOnce() -> Result<T, StoreError>,
    ) -> Result<(DiskLock, T), StoreError> {
        let is_new = match self.disk.make_dir(&self.dir) {
            Ok(()) => true,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => false,
            Err(error) => return Err(StoreError::io(&self.dir, "make the directory")(error)),
        };
        let made = self.make(fill);
        if made.is_err()
            && is_new
            && self
                .disk
                .names(&self.dir)
                .is_ok_and(|names| names.is_empty())
        {
            // The error to tell is the first one.
            let _ = self.disk.remove_tree(&self.dir);
        }
        made
    }

    fn make<T>(
        &self,
        fill: impl FnOnce() -> Result<T, StoreError>,
    ) -> Result<(DiskLock, T), StoreError> {
        self.check_free()?;
        self.refuse_half_imported()?;
        let lock = self.lock()?;
        // Another process may have made a store here between the check and the lock.
        self.check_free()?;
        self.refuse_half_imported()?;
        let made = self.announce().and_then(|()| {
            self.remove_parts()?;
            self.make_readers()?;
            let filled = fill()?;
            self.mark()?;
            Ok(filled)
        });
        if made.is_err() {
            // What stays nevertheless is recognised by the next attempt.
            let _ = self.withdraw();
        }
        Ok((lock, made?))
    }

    /// From here on the directory is known as one in which a store is being made: the name of the unfinished
    /// marker says it, and is on the disk before that of any other part.
    pub(crate) fn announce(&self) -> Result<(), StoreError> {
        let path = self.dir.join(MARKER_NEW);
        let made = self.disk.open(&path, Access::Create);
        made.map_err(StoreError::io(&path, "make the marker"))?;
        self.make_durable()
    }

    /// Takes away what announced a store that is one now.
    pub(crate) fn remove_announcement(&self) -> Result<(), StoreError> {
        files::remove_file(&*self.disk, &self.dir.join(MARKER_NEW))
    }

    /// Removes what was made, and what announced it last. If the marker had its name already, that is taken
    /// away first.
    fn withdraw(&self) -> Result<(), StoreError> {
        let (new, marker) = (self.dir.join(MARKER_NEW), self.dir.join(MARKER));
        match self.disk.rename(&marker, &new) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(StoreError::io(&marker, "take the marker away")(error));
            }
            _ => files::sync_dir(&*self.disk, &self.dir)?,
        }
        self.remove_parts()?;
        files::sync_dir(&*self.disk, &self.dir)?;
        files::remove_file(&*self.disk, &self.dir.join(MARKER_NEW))?;
        files::remove_file(&*self.disk, &self.dir.join(LOCK))
    }

    /// Checks that a store can be made in a directory: it is empty, or it holds only what an interrupted
    /// [`Self::create`] left there, which the unfinished marker proves.
    pub(crate) fn check_free(&self) -> Result<(), StoreError> {
        let names = files::names(&*self.disk, &self.dir)?;
        let parts = [
            LOCK,
            MARKER_NEW,
            MARKER_NEXT,
            READERS,
            "log",
            "index",
            "index.discarded",
            "blobs",
        ];
        let is_part = |name: &String| parts.contains(&name.as_str()) || checkpoint::is_record(name);
        let announced = names.iter().any(|name| name == MARKER_NEW) && names.iter().all(is_part);
        let is_empty_lock = |name: &String| {
            let found = self.disk.look(&self.dir.join(name));
            name == LOCK && matches!(found, Ok(Some(Found::File(0))))
        };
        if announced || names.iter().all(is_empty_lock) {
            Ok(())
        } else {
            Err(StoreError::NotEmpty {
                path: self.dir.clone(),
            })
        }
    }

    /// Removes the parts of a store that is not marked as one.
    pub(crate) fn remove_parts(&self) -> Result<(), StoreError> {
        self.remove_all_but_blobs()?;
        files::remove_tree(&*self.disk, &self.blobs())
    }

    /// Removes what can be made again from the blobs of a store that is not marked as one.
    pub(crate) fn remove_all_but_blobs(&self) -> Result<(), StoreError> {
        for part in [self.log(), self.index(), self.discarded_index()] {
            files::remove_tree(&*self.disk, &part)?;
        }
        for part in checkpoint::RECORDS.into_iter().chain([READERS]) {
            files::remove_file(&*self.disk, &self.dir.join(part))?;
        }
        Ok(())
    }
}

/// The marker's first bytes; more than a good one has.
pub(crate) fn read_marker(disk: &dyn Disk, path: &Path) -> io::Result<Vec<u8>> {
    let mut text = vec![0; 128];
    let count = disk.open(path, Access::Read)?.read_at(0, &mut text)?;
    text.truncate(count);
    Ok(text)
}

pub(crate) fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

fn marker_text(version: u64) -> String {
    format!("crankcase store, format version {version}\n")
}

/// What the marker of a store says.
pub(crate) fn current_marker() -> String {
    marker_text(FORMAT_VERSION)
}

fn parse_marker(text: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(text).ok()?;
    let version = text
        .strip_prefix("crankcase store, format version ")?
        .strip_suffix('\n')?
        .parse()
        .ok()?;
    (marker_text(version) == text).then_some(version)
}
