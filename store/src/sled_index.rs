//! The index on disk, by `sled` 0.34: one tree, one batch a block, no background flushing.
//!
//! It answers with what it has; whether that may be believed after an unclean end or damage is judged by
//! [`Seal`], because the engine itself can roll back or panic on what it finds.
//!
//! Must never let a panic of the engine out, and must never be trusted about what is committed.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::disk::Disk;
use crate::engine::{checked, contain, until_error, with_sum};
use crate::index::{Changes, Entries, Entry, Index, IndexError};
use crate::seal::Seal;

/// An open index on disk.
pub(crate) struct SledIndex {
    seal: Seal,
    /// Always there, but for the moment of closing.
    db: Option<sled::Db>,
}

impl SledIndex {
    /// Opens the index in `dir`, or makes an empty one if there is no such directory. An error means that
    /// the directory should be removed and the index made again.
    pub(crate) fn open(
        disk: &Arc<dyn Disk>,
        dir: &Path,
        cache_bytes: u64,
    ) -> Result<Self, IndexError> {
        // It writes without syncing.
        let seal = Seal::new(disk, dir, "sled", false);
        let native = disk.native(&seal.engine_dir()).ok_or_else(|| {
            IndexError("its engine works on the machine's own files only".to_owned())
        })?;
        seal.admit()?;
        let config = sled::Config::new()
            .path(native)
            .cache_capacity(cache_bytes)
            .flush_every_ms(None);
        let db = Some(contain(|| open(&config))?);
        Ok(Self { seal, db })
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
                Ok::<_, IndexError>(())
            })?;
        }
        self.seal.close()
    }
}

impl Drop for SledIndex {
    fn drop(&mut self) {
        // If it fails the index stays marked as in use, and the next opening judges it.
        let _ = self.close();
    }
}

/// How often the engine's files are asked for while its threads hold them, and how long it is waited in between.
const TRIES: u32 = 200;
const PAUSE: Duration = Duration::from_millis(5);

/// Opens the engine. The threads of one that was closed in this process, or that failed to open, may hold the
/// files a moment longer: nobody else can, since the store is locked.
fn open(config: &sled::Config) -> sled::Result<sled::Db> {
    for _ in 1..TRIES {
        match config.open() {
            Err(error) if error.to_string().contains("could not acquire lock") => {
                std::thread::sleep(PAUSE);
            }
            result => return result,
        }
    }
    config.open()
}

fn entry((key, value): (sled::IVec, sled::IVec)) -> Result<Entry, IndexError> {
    Ok((key.to_vec(), checked(&key, &value)?))
}

impl Index for SledIndex {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, IndexError> {
        let value = contain(|| self.db().get(key))?;
        value.map(|value| checked(key, &value)).transpose()
    }

    fn range(&self, from: &[u8], to: &[u8]) -> Result<Entries<'_>, IndexError> {
        let mut entries = contain(|| Ok::<_, IndexError>(self.db().range(from..to)))?;
        Ok(until_error(move || {
            let next = contain(|| entries.next().transpose()).transpose();
            next.map(|next| next.and_then(entry))
        }))
    }

    fn last(&self, from: &[u8], before: &[u8]) -> Result<Option<Entry>, IndexError> {
        let last = contain(|| self.db().range(from..before).next_back().transpose())?;
        last.map(entry).transpose()
    }

    fn apply(&mut self, changes: Changes) -> Result<(), IndexError> {
        let mut batch = sled::Batch::default();
        for (key, value) in changes {
            match value {
                Some(value) => {
                    let value = with_sum(&key, value);
                    batch.insert(key, value);
                }
                None => batch.remove(key),
            }
        }
        contain(|| self.db().apply_batch(batch))
    }

    fn condemn(&self) {
        self.seal.condemn();
    }
}
