//! The store itself: what its users call. Step P9 of the message path.
//!
//! A commit goes: check, encode, append to the log, apply to the index. What fails before the append
//! leaves everything as it was; what fails after it leaves a committed block and a latch.
//!
//! Must never acknowledge a block that is not on the disk.

mod keeping;
mod options;
mod reading;
mod shelving;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::audit::{self, Audit};
use crate::batch::Batch;
use crate::blob::Blobs;
use crate::changes;
use crate::checkpoint::{Base, BuildError};
use crate::dir::{Age, Place};
use crate::disk::{Disk, DiskLock, MachineDisk};
use crate::error::StoreError;
use crate::finding::Finding;
use crate::ids::{BlockHash, Height, Tip};
use crate::index::{Index, IndexError, MemoryIndex, Space};
use crate::log::BlockLog;
use crate::old;
use crate::repair::{self, Mended};
use crate::segment;
use crate::shelf::Shelf;
use crate::stream::StreamError;
use crate::sync;
use crate::upkeep::{Parts, Upkeep};

pub use options::{IndexKind, StoreOptions};

/// A key and its value.
pub type KeyValue = (Vec<u8>, Vec<u8>);

/// How large a store is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StoreSizes {
    /// Committed blocks.
    pub blocks: u64,
    /// Segment files of the log.
    pub segments: u64,
    /// Bytes in them.
    pub log_bytes: u64,
    /// Blobs in packs.
    pub blobs: u64,
    /// The bytes that they have.
    pub blob_bytes: u64,
    /// Pack files.
    pub packs: u64,
    /// Bytes in them.
    pub pack_bytes: u64,
}

/// A store of keys, streams and blobs. One process at a time has it open for writing.
pub struct Store {
    /// None for a store in memory.
    place: Option<Place>,
    log: BlockLog,
    index: Box<dyn Index>,
    blobs: Shelf,
    upkeep: Upkeep,
    findings: Vec<Finding>,
    read_only: bool,
    latched: bool,
    // The last field, so that it is let go last: a writer's lock, or a reader's share.
    _lock: Option<DiskLock>,
}

impl Store {
    /// Makes a new store in a directory that is absent or empty. If this fails nothing is left there.
    ///
    /// # Errors
    /// [`StoreError::NotEmpty`], [`StoreError::Locked`], or what the system or the index refused.
    pub fn create(dir: &Path, options: StoreOptions) -> Result<Self, StoreError> {
        let place = Place::new(&options.disk, dir);
        let (lock, (log, blobs, index)) = place.create(|| {
            let disk = &place.disk;
            let log_dir = place.log();
            crate::files::make_dir(&**disk, &log_dir)?;
            let log = BlockLog::create(disk, &log_dir, Tip::default(), options.segment_bytes)?;
            let blobs = Blobs::create(&place, &options)?;
            Base::begin(&place)?;
            let index = sync::open_index(&place, &options);
            let index = index.map_err(|error| sync::failed(dir, &error))?;
            Ok((log, blobs, index))
        })?;
        Ok(Self {
            place: Some(place),
            log,
            index,
            blobs: Shelf::new(blobs),
            upkeep: Upkeep::new(&Base::none(), options.checkpoint_bytes),
            findings: Vec::new(),
            read_only: false,
            latched: false,
            _lock: Some(lock),
        })
    }

    /// Opens a store. One of an older format is made one of the present format before (spec S30). Reads and
    /// checks the log after the last checkpoint; cuts an unfinished record at its very end; brings
    /// the index to the end of the log. What it found and mended on the way, [`Self::findings`] tells.
    ///
    /// # Errors
    /// [`StoreError::NoStore`], [`StoreError::Version`], [`StoreError::BadMarker`],
    /// [`StoreError::Locked`], [`StoreError::DamagedLog`], [`StoreError::BadBlock`], or what the system
    /// refused. Nothing has changed then but the index and the unfinished record.
    pub fn open(dir: &Path, mut options: StoreOptions) -> Result<Self, StoreError> {
        let place = Place::new(&options.disk, dir);
        // Before the lock, which is a file, and after it, since another process may have changed it.
        place.age()?;
        let lock = place.lock()?;
        let age = place.age()?;
        place.make_durable()?;
        match age {
            Age::Old => old::migrate(&place, &mut options)?,
            Age::Present => old::finish(&place)?,
        }
        place.remove_announcement()?;
        place.make_readers()?;
        let migrated = (age == Age::Old).then(|| Finding::Migrated {
            path: place.dir.clone(),
        });
        let mut store = Self::open_parts(place, lock, options)?;
        store.findings.splice(0..0, migrated);
        Ok(store)
    }

    /// Opens the parts of a store that is locked, whatever its marker says.
    pub(crate) fn open_parts(
        place: Place,
        lock: DiskLock,
        mut options: StoreOptions,
    ) -> Result<Self, StoreError> {
        // First, since the checkpoint is in them, and the blocks that the index lacks may close spans.
        let (blobs, found) = Blobs::open(&place, &options)?;
        let blobs = Shelf::new(blobs);
        let mut opened = sync::open(&place, &mut options, &blobs)?;
        opened.findings.extend(found);
        let mut store = Self {
            upkeep: Upkeep::new(&opened.base, options.checkpoint_bytes),
            place: Some(place),
            log: opened.log,
            index: opened.index,
            blobs,
            findings: opened.findings,
            read_only: false,
            latched: false,
            _lock: Some(lock),
        };
        if opened.base.root.is_none() {
            // Nothing but the index has what was in it.
            store.checkpoint()?;
        } else if let Some(place) = &store.place {
            store.upkeep.trim(&mut store.log, place)?;
        }
        Ok(store)
    }

    /// Opens a store for reading only, also while another process writes to it: it shows the blocks that
    /// were whole at the time of opening. Writes nothing; an unfinished record is passed over, which
    /// [`Self::findings`] tells. What it shows is the last checkpoint, read when it is asked for, with the blocks
    /// after it in memory; the options' engine is not asked. While it is open nothing that it needs is removed.
    ///
    /// # Errors
    /// As [`Self::open`], but for the lock.
    pub fn open_read_only(dir: &Path, mut options: StoreOptions) -> Result<Self, StoreError> {
        let place = Place::new(&options.disk, dir);
        place.check_version()?;
        let lock = place.share_readers()?;
        let reading = sync::read_only(&place, &mut options)?;
        Ok(Self {
            log: BlockLog::read_only(&reading.verified),
            index: Box::new(reading.index),
            blobs: reading.blobs,
            upkeep: Upkeep::new(&reading.base, options.checkpoint_bytes),
            place: Some(place),
            findings: reading.verified.findings,
            read_only: true,
            latched: false,
            _lock: lock,
        })
    }

    /// Looks through a whole store without changing anything, also while another process writes to it: the
    /// log, every blob, and the files of the index if that was closed.
    ///
    /// # Errors
    /// [`StoreError::NoStore`], [`StoreError::Version`], [`StoreError::BadMarker`], or what the system
    /// refused. Damage is not an error here but a problem of the audit.
    pub fn audit(dir: &Path, disk: &Arc<dyn Disk>) -> Result<Audit, StoreError> {
        audit::audit(&Place::new(disk, dir))
    }

    /// Mends what can be mended of a store's files before it is opened: its marker, what is behind the end of a
    /// segment of the log, and blocks of the log that are damaged or missing, out of `from`, another store of the
    /// same history. Gives what it did. What it replaces is kept in `set-aside/`. What a writer mends when it opens
    /// the store is left to that.
    ///
    /// # Errors
    /// [`StoreError::NoStore`], [`StoreError::Version`], [`StoreError::Locked`], or what the system refused.
    pub fn mend_files(
        dir: &Path,
        disk: &Arc<dyn Disk>,
        from: Option<&Path>,
    ) -> Result<Vec<Mended>, StoreError> {
        let from = from.map(|from| Place::new(disk, from));
        repair::mend_files(&Place::new(disk, dir), from.as_ref())
    }

    /// A new store without files. It makes the same blocks and hashes.
    #[must_use]
    pub fn memory() -> Self {
        Self {
            place: None,
            log: BlockLog::memory(),
            index: Box::new(MemoryIndex::default()),
            blobs: Shelf::new(Blobs::Memory(std::collections::BTreeMap::new())),
            upkeep: Upkeep::new(&Base::none(), u64::MAX),
            findings: Vec::new(),
            read_only: false,
            latched: false,
            _lock: None,
        }
    }

    /// True if there is a store in the directory, of whatever format version.
    #[must_use]
    pub fn exists(dir: &Path) -> bool {
        let disk: Arc<dyn Disk> = Arc::new(MachineDisk);
        Place::new(&disk, dir).is_store()
    }

    /// The engine whose index a store has; `None` if it has none on the disk.
    #[must_use]
    pub fn index_kind(dir: &Path) -> Option<IndexKind> {
        let disk: Arc<dyn Disk> = Arc::new(MachineDisk);
        let index = Place::new(&disk, dir).index();
        let kinds = [("sled", IndexKind::Sled), ("redb", IndexKind::Redb)];
        let there = |name: &str| matches!(disk.look(&index.join(name)), Ok(Some(_)));
        let kind = kinds.into_iter().find(|(name, _)| there(name));
        kind.map(|(_, kind)| kind)
    }

    /// What the opening found that should not have been there. Empty for a store that was closed.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The number of committed blocks.
    #[must_use]
    pub fn height(&self) -> Height {
        self.log.tip().height
    }

    /// The hash of the last block.
    #[must_use]
    pub fn tip(&self) -> BlockHash {
        self.log.tip().hash
    }

    /// How large the store is. A store in memory has no segments and packs.
    ///
    /// # Errors
    /// What the system refused.
    pub fn sizes(&self) -> Result<StoreSizes, StoreError> {
        let (segments, log_bytes) = match &self.place {
            Some(place) => segment::size(&*place.disk, &place.log())?,
            None => (0, 0),
        };
        let blobs = self.blobs.read().sizes();
        Ok(StoreSizes {
            blobs: blobs.blobs,
            blob_bytes: blobs.raw_bytes,
            packs: blobs.packs,
            pack_bytes: blobs.pack_bytes,
            blocks: self.height().0,
            segments,
            log_bytes,
        })
    }

    /// Commits a batch as the next block. When this returns the block is on the disk. An empty batch makes
    /// an empty block.
    ///
    /// # Errors
    /// [`StoreError::TooLarge`] and [`StoreError::ReadOnly`] change nothing. After an error of the system
    /// or of the index this store refuses commits ([`StoreError::Latched`]); opening it again shows
    /// whether the block was committed.
    pub fn commit(&mut self, batch: Batch) -> Result<BlockHash, StoreError> {
        self.check_writable()?;
        let mut block = batch.block;
        block.check_sizes()?;
        for (space, part) in [
            (Space::Shared, &mut block.shared),
            (Space::Local, &mut block.local),
        ] {
            for (stream, appended) in &mut part.streams {
                appended.first = self.stream_len_in(space, stream)?;
            }
        }
        let mut effect = changes::of(&*self.index, &block)
            .map_err(|error| sync::unfit(&self.path(), Height(self.height().0 + 1), error))?;
        self.latched = true;
        for span in effect.spans.drain(..) {
            self.blobs.write().put(&span)?;
        }
        // A block may speak of the blobs that were stored before it.
        self.blobs.write().sync()?;
        let tip = self.log.append(|buffer| block.encode_into(buffer))?;
        if let Err(error) = self.index.apply(effect.complete(block, tip)) {
            return Err(self.index_failed(&error));
        }
        self.latched = false;
        Ok(tip.hash)
    }

    /// What the store holds, and its last block.
    pub(crate) fn contents(&self) -> (&dyn Index, Tip) {
        (&*self.index, self.log.tip())
    }

    /// The disk on which the store is; the machine's for one in memory.
    pub(crate) fn disk(&self) -> Arc<dyn Disk> {
        match &self.place {
            Some(place) => Arc::clone(&place.disk),
            None => Arc::new(MachineDisk),
        }
    }

    /// Puts the last block on the disk that the store shows, for whom its writer may still be doing that.
    pub(crate) fn sync_log(&self) -> Result<(), StoreError> {
        match &self.place {
            Some(place) if self.read_only => segment::sync_last(&*place.disk, &place.log()),
            _ => Ok(()),
        }
    }

    /// Closes the store, and gives its lock to the caller.
    pub(crate) fn close_locked(mut self) -> Option<DiskLock> {
        self._lock.take()
    }

    fn parts(&self) -> Option<Parts<'_>> {
        self.place.as_ref().map(|place| Parts {
            place,
            index: &*self.index,
            blobs: &self.blobs,
        })
    }

    fn path(&self) -> PathBuf {
        match &self.place {
            Some(place) => place.dir.clone(),
            None => PathBuf::from("a store in memory"),
        }
    }

    /// After an error of the system nobody knows what is on the disk.
    fn latch<T>(&mut self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        let changed_nothing = matches!(&result, Ok(_) | Err(StoreError::TooLarge { .. }));
        self.latched |= !changed_nothing;
        result
    }

    /// The error of a checkpoint that could not be made.
    pub(crate) fn not_built(&self, error: BuildError) -> StoreError {
        match error {
            BuildError::Source(error) => self.index_failed(&error),
            BuildError::Sink(error) => error,
        }
    }

    fn index_failed(&self, error: &IndexError) -> StoreError {
        if let (true, Some(place)) = (self.read_only, &self.place) {
            // A reader's index is the checkpoint.
            return Base::refuse(place, error.to_string());
        }
        self.index.condemn();
        sync::failed(&self.path(), error)
    }

    fn stream_failed(&self, stream: &[u8], error: StreamError) -> StoreError {
        match error {
            StreamError::Index(error) => self.index_failed(&error),
            StreamError::Blob(error) => error,
            StreamError::Pruned(kept_from) => StoreError::Pruned {
                path: self.path(),
                stream: stream.escape_ascii().to_string(),
                kept_from,
            },
        }
    }

    fn check_writable(&self) -> Result<(), StoreError> {
        if self.read_only {
            return Err(StoreError::ReadOnly { path: self.path() });
        }
        if self.latched {
            return Err(StoreError::Latched { path: self.path() });
        }
        Ok(())
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // After a failed commit nobody knows what waits in memory; the next opening redoes it from the log.
        if self.latched {
            return;
        }
        // Nobody is told if this fails, but then no block speaks of these blobs either.
        if !self.read_only {
            let _ = self.blobs.write().sync_all();
            self.close();
        }
    }
}

impl Store {
    fn close(&mut self) {
        if self.index.hand_on().is_err() {
            self.index.condemn();
            return;
        }
        if self.place.is_some() && self.upkeep.is_due_at_closing(&self.log) {
            // Without it the next opening has more to do.
            let _ = self.checkpoint();
        }
        // Without it the next opening has less to go by, and says so.
        let _ = self.log.close();
    }
}
