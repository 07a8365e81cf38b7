//! The index on disk, by `redb`: one table, one transaction for what was gathered, each synced. After an
//! unclean end the engine reads all of its file and checks it.
//!
//! The engine works on a file of [`Disk`], so that a simulated one can fail its power.
//!
//! Must never let a panic of the engine out, and must never be trusted about what is committed.

use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;

use redb::{Database, ReadableDatabase, TableDefinition};

use crate::disk::{Access, Disk, DiskFile};
use crate::engine::{checked, contain, until_error, with_sum};
use crate::files;
use crate::index::{Changes, Entries, Entry, Index, IndexError};
use crate::seal::Seal;

const FILE: &str = "index.redb";
const TABLE: TableDefinition<'static, &'static [u8], &'static [u8]> = TableDefinition::new("index");

/// An open index on disk.
pub(crate) struct RedbIndex {
    seal: Seal,
    /// Always there, but for the moment of closing.
    db: Option<Database>,
}

impl RedbIndex {
    /// Opens the index in `dir`, or makes an empty one if there is no such directory. An error means that
    /// the directory should be removed and the index made again.
    pub(crate) fn open(
        disk: &Arc<dyn Disk>,
        dir: &Path,
        cache_bytes: u64,
    ) -> Result<Self, IndexError> {
        let seal = Seal::new(disk, dir, "redb", true);
        let closed = seal.admit()?;
        let file = open_file(&**disk, &seal.engine_dir())?;
        let cache_bytes = usize::try_from(cache_bytes).unwrap_or(usize::MAX);
        let db = contain(|| {
            let mut db = Database::builder()
                .set_cache_size(cache_bytes)
                .create_with_backend(EngineFile(file))?;
            if !closed && !db.check_integrity()? {
                return Err(redb::Error::Corrupted("it had to be mended".to_owned()));
            }
            let write = db.begin_write()?;
            write.open_table(TABLE)?;
            write.commit()?;
            Ok::<_, redb::Error>(db)
        })?;
        Ok(Self { seal, db: Some(db) })
    }

    fn db(&self) -> &Database {
        self.db
            .as_ref()
            .expect("the engine is only taken out when the index is dropped")
    }

    fn close(&mut self) -> Result<(), IndexError> {
        let db = self.db.take();
        contain(|| {
            drop(db);
            Ok::<_, IndexError>(())
        })?;
        self.seal.close()
    }
}

fn open_file(disk: &dyn Disk, dir: &Path) -> Result<Box<dyn DiskFile>, IndexError> {
    let failed = |error: &dyn std::error::Error| IndexError(error.to_string());
    files::make_dir(disk, dir).map_err(|error| failed(&error))?;
    let file = disk.open(&dir.join(FILE), Access::Create);
    let file = file.map_err(|error| failed(&error))?;
    files::sync_dir(disk, dir).map_err(|error| failed(&error))?;
    Ok(file)
}

impl Drop for RedbIndex {
    fn drop(&mut self) {
        // If it fails the index stays marked as in use, and the next opening judges it.
        let _ = self.close();
    }
}

type Slot<'a> = redb::AccessGuard<'a, &'static [u8]>;

fn entry((key, value): (Slot<'_>, Slot<'_>)) -> Result<Entry, IndexError> {
    Ok((key.value().to_vec(), checked(key.value(), value.value())?))
}

impl Index for RedbIndex {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, IndexError> {
        let value = contain(|| {
            let table = self.db().begin_read()?.open_table(TABLE)?;
            let value = table.get(key)?;
            Ok::<_, redb::Error>(value.map(|value| value.value().to_vec()))
        })?;
        value.map(|value| checked(key, &value)).transpose()
    }

    fn range(&self, from: &[u8], to: &[u8]) -> Result<Entries<'_>, IndexError> {
        let mut entries = contain(|| {
            let table = self.db().begin_read()?.open_table(TABLE)?;
            Ok::<_, redb::Error>(table.range(from..to)?)
        })?;
        Ok(until_error(move || {
            let next = contain(|| entries.next().transpose()).transpose();
            next.map(|next| next.and_then(entry))
        }))
    }

    fn last(&self, from: &[u8], before: &[u8]) -> Result<Option<Entry>, IndexError> {
        let last = contain(|| {
            let table = self.db().begin_read()?.open_table(TABLE)?;
            let last = table.range(from..before)?.next_back().transpose()?;
            Ok::<_, redb::Error>(last.map(entry))
        })?;
        last.transpose()
    }

    fn apply(&mut self, changes: Changes) -> Result<(), IndexError> {
        contain(|| {
            let write = self.db().begin_write()?;
            let mut table = write.open_table(TABLE)?;
            for (key, value) in changes {
                match value {
                    Some(value) => table.insert(&*key, &*with_sum(&key, value))?,
                    None => table.remove(&*key)?,
                };
            }
            drop(table);
            write.commit()?;
            Ok::<_, redb::Error>(())
        })
    }

    fn condemn(&self) {
        self.seal.condemn();
    }
}

/// The engine's file.
#[derive(Debug)]
struct EngineFile(Box<dyn DiskFile>);

impl redb::StorageBackend for EngineFile {
    fn len(&self) -> io::Result<u64> {
        self.0.length()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        if self.0.read_at(offset, out)? == out.len() {
            Ok(())
        } else {
            Err(ErrorKind::UnexpectedEof.into())
        }
    }

    fn set_len(&self, length: u64) -> io::Result<()> {
        self.0.set_length(length)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.0.sync()
    }

    fn write(&self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.0.write_at(offset, bytes)
    }
}
