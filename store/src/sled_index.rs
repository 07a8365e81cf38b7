//! The index on disk, by `sled` 0.34: one tree, one batch a block, no background flushing.
//!
//! It answers with what it has; whether that may be believed after an unclean end or damage is judged by
//! [`Sealed`], because the engine itself can roll back or panic on what it finds.
//!
//! Must never let a panic of the engine out, and must never be trusted about what is committed.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::disk::Disk;
use crate::index::{Changes, Entries, Entry, Index, IndexError};
use crate::seal::Sealed;

const ENGINE_DIR: &str = "sled";

/// An open index on disk.
pub(crate) struct SledIndex {
    disk: Arc<dyn Disk>,
    dir: PathBuf,
    /// Always there, but for the moment of closing.
    db: Option<sled::Db>,
    condemned: AtomicBool,
}

impl SledIndex {
    /// Opens the index in `dir`, or makes an empty one if there is no such directory. An error means that
    /// the directory should be removed and the index made again.
    pub(crate) fn open(
        disk: &Arc<dyn Disk>,
        dir: &Path,
        cache_bytes: u64,
    ) -> Result<Self, IndexError> {
        let sealed = sealed(&**disk, dir);
        let native = disk.native(&sealed.engine_dir()).ok_or_else(|| {
            IndexError("its engine works on the machine's own files only".to_owned())
        })?;
        sealed.admit()?;
        let config = sled::Config::new()
            .path(native)
            .cache_capacity(cache_bytes)
            .flush_every_ms(None);
        let db = contain(|| config.open())?;
        Ok(Self {
            disk: Arc::clone(disk),
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
        sealed(&*self.disk, &self.dir).seal()
    }
}

fn sealed<'a>(disk: &'a dyn Disk, dir: &'a Path) -> Sealed<'a> {
    Sealed {
        disk,
        dir,
        engine: ENGINE_DIR,
        syncs: false,
    }
}

impl Drop for SledIndex {
    fn drop(&mut self) {
        // If it fails the index stays marked as in use, and the next opening judges it.
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
        // If even this fails there is nothing more to be done from here; the caller reports the fault.
        let _ = sealed(&*self.disk, &self.dir).condemn();
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
