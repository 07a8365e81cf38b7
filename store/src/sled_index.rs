//! The index on disk, by `sled` 0.34: one tree, one batch a block, no background flushing.
//!
//! `sled` keeps its promises when the process dies, but not when the machine does: unsynced pages may
//! then be lost in any order, and it can roll back or panic on what it finds. So a file `in-use` stands
//! beside it from before its first write until everything was synced at a clean end. It names the run of
//! the machine and the directory, so that an index that was in use when the machine stopped, or that is
//! a copy taken while it was in use, is never read again.
//!
//! Must never let a panic of the engine out, and must never be trusted about what is committed.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::os::unix::fs::MetadataExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::error::StoreError;
use crate::files;
use crate::index::{Changes, Entries, Entry, Index, IndexError};

const IN_USE: &str = "in-use";
const TREE_DIR: &str = "sled";

/// An open index on disk.
pub(crate) struct SledIndex {
    dir: PathBuf,
    /// Always there, but for the moment of closing.
    db: Option<sled::Db>,
    condemned: AtomicBool,
}

impl SledIndex {
    /// Opens the index in `dir`, or makes an empty one if there is no such directory. An error means that
    /// the directory should be removed and the index made again.
    pub(crate) fn open(dir: &Path, cache_bytes: u64) -> Result<Self, IndexError> {
        mark_in_use(dir)?;
        let config = sled::Config::new()
            .path(dir.join(TREE_DIR))
            .cache_capacity(cache_bytes)
            .flush_every_ms(None);
        let db = contain(|| config.open())?;
        Ok(Self {
            dir: dir.to_path_buf(),
            db: Some(db),
            condemned: AtomicBool::new(false),
        })
    }

    fn db(&self) -> &sled::Db {
        self.db
            .as_ref()
            .expect("the engine is only taken out when the index is dropped")
    }

    fn close(&mut self) -> Result<(), IndexError> {
        if let Some(db) = self.db.take() {
            contain(|| db.flush())?;
            contain(|| {
                drop(db);
                Ok(())
            })?;
        }
        if self.condemned.load(Ordering::SeqCst) {
            return Ok(());
        }
        // Only when every byte is on the disk may the mark go.
        let unmark = || -> io::Result<()> {
            sync_tree(&self.dir.join(TREE_DIR))?;
            fs::remove_file(self.dir.join(IN_USE))
        };
        unmark().map_err(|error| IndexError(error.to_string()))?;
        files::sync_dir(&self.dir).map_err(|error| IndexError(error.to_string()))
    }
}

impl Drop for SledIndex {
    fn drop(&mut self) {
        // If it fails the mark stays, which is all there is to say: the next opening judges the index.
        let _ = self.close();
    }
}

impl Index for SledIndex {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, IndexError> {
        Ok(contain(|| self.db().get(key))?.map(|value| value.to_vec()))
    }

    fn range(&self, from: &[u8], to: &[u8]) -> Result<Entries<'_>, IndexError> {
        let mut entries = contain(|| Ok(self.db().range(from..to)))?;
        let mut ended = false;
        // After an error nothing more is asked of the engine's iterator.
        Ok(Box::new(std::iter::from_fn(move || {
            if ended {
                return None;
            }
            let next = contain(|| entries.next().transpose()).transpose();
            ended = !matches!(next, Some(Ok(_)));
            next.map(|entry| entry.map(|(key, value)| (key.to_vec(), value.to_vec())))
        })))
    }

    fn last(&self, from: &[u8], before: &[u8]) -> Result<Option<Entry>, IndexError> {
        let last = contain(|| self.db().range(from..before).next_back().transpose())?;
        Ok(last.map(|(key, value)| (key.to_vec(), value.to_vec())))
    }

    fn apply(&mut self, changes: Changes) -> Result<(), IndexError> {
        let mut batch = sled::Batch::default();
        for (key, value) in changes {
            match value {
                Some(value) => batch.insert(key, value),
                None => batch.remove(key),
            }
        }
        contain(|| self.db().apply_batch(batch))
    }

    fn condemn(&self) {
        self.condemned.store(true, Ordering::SeqCst);
        // Not being able to say so is no new danger: the mark of use stands until a clean end.
        let _ = fs::write(self.dir.join(IN_USE), "condemned\n");
    }
}

/// Runs an operation of the engine; a panic becomes an error.
fn contain<T>(operation: impl FnOnce() -> sled::Result<T>) -> Result<T, IndexError> {
    match catch_unwind(AssertUnwindSafe(operation)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(IndexError(error.to_string())),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
            Err(IndexError(format!(
                "its engine panicked: {}",
                text.unwrap_or("no reason given")
            )))
        }
    }
}

/// Puts the mark of use in place, or refuses if the one that is there says that the index may be wrong.
fn mark_in_use(dir: &Path) -> Result<(), IndexError> {
    let failed = |error: StoreError| IndexError(error.to_string());
    files::make_dir(dir).map_err(failed)?;
    let mark = mark_of_this_run(dir).map_err(|error| IndexError(error.to_string()))?;
    let path = dir.join(IN_USE);
    match files::read_if_there(&path).map_err(failed)? {
        Some(found) if mark.as_deref().is_some_and(|mark| mark.as_bytes() == found) => Ok(()),
        Some(_) => Err(IndexError(
            "it was in use when the machine stopped or it was copied".to_owned(),
        )),
        None => {
            let mark = mark.unwrap_or_else(|| "a run of the machine without a name\n".to_owned());
            files::write_whole(&dir.join("in-use.new"), &path, mark.as_bytes()).map_err(failed)
        }
    }
}

/// Text that is the same as long as the machine runs and the directory is the same one. None if the
/// system does not name its runs; then no index survives an unclean end.
fn mark_of_this_run(dir: &Path) -> io::Result<Option<String>> {
    let run = match fs::read_to_string("/proc/sys/kernel/random/boot_id") {
        Ok(run) => run,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let place = fs::metadata(dir)?;
    Ok(Some(format!(
        "{} {}:{}\n",
        run.trim_end(),
        place.dev(),
        place.ino()
    )))
}

/// Syncs a directory with all that is in it.
fn sync_tree(dir: &Path) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_tree(&entry.path())?;
        } else {
            File::open(entry.path())?.sync_all()?;
        }
    }
    File::open(dir)?.sync_all()
}
