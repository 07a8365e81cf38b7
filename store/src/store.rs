//! The store itself: what its users call. Step P9 of the message path.
//!
//! A commit goes: check, encode, append to the log, apply to the index. What fails before the append
//! leaves everything as it was; what fails after it leaves a committed block and a latch.
//!
//! Must never acknowledge a block that is not on the disk.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::audit::{self, Audit};
use crate::batch::Batch;
use crate::blob::Blobs;
use crate::changes;
use crate::checkpoint::{self, Base, BuildError};
use crate::dir::{Age, Place};
use crate::disk::{Disk, DiskLock, MachineDisk};
use crate::error::StoreError;
use crate::finding::Finding;
use crate::ids::{BlobHash, BlockHash, Height, StateHash, Tip};
use crate::index::{self, Index, IndexError, MemoryIndex, Space};
use crate::log::BlockLog;
use crate::old;
use crate::pack::Swept;
use crate::repair::{self, Mended};
use crate::segment;
use crate::shelf::Shelf;
use crate::stream::{self, Span, StreamError};
use crate::sync::{self, Redo};
use crate::upkeep::{self, Parts, Upkeep};

/// A key and its value.
pub type KeyValue = (Vec<u8>, Vec<u8>);

/// Which engine answers reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IndexKind {
    /// `sled`, on disk: small commits cost least, and an opening reads all of it once.
    #[default]
    Sled,
    /// `redb`, on disk: it syncs, so that it is not made again after a power failure.
    Redb,
    /// In memory: made from the log at each opening.
    Memory,
}

/// How a store is kept. None of it changes what the store holds.
pub struct StoreOptions {
    /// The index engine.
    pub index: IndexKind,
    /// How much memory the index engine may use as its cache, in bytes.
    pub index_cache_bytes: u64,
    /// How much is gathered in memory before the index engine gets it, in bytes. It is also about what has
    /// to be redone from the log, at most, after the process was killed.
    pub index_buffer_bytes: usize,
    /// The length of a segment file of the log, in bytes; the first ones are shorter, and one that has to take
    /// a larger block is longer.
    pub segment_bytes: u64,
    /// A pack of blobs is ended when it would grow beyond this, in bytes; but a pack takes at least one blob.
    pub pack_bytes: u64,
    /// True if a thread writes the blobs that nobody waits for. False: they are written at once.
    pub background: bool,
    /// After so many bytes in the log a checkpoint is due; after a sixteenth of it a closing makes one.
    pub checkpoint_bytes: u64,
    /// The disk on which the store is.
    pub disk: Arc<dyn Disk>,
    /// Is told how far the redoing of blocks has come, when an opening has to do that.
    pub progress: Option<Box<dyn FnMut(Redo) + Send>>,
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self {
            index: IndexKind::default(),
            index_cache_bytes: 64 << 20,
            index_buffer_bytes: 8 << 20,
            segment_bytes: 32 << 20,
            pack_bytes: 64 << 20,
            background: true,
            checkpoint_bytes: 64 << 20,
            disk: Arc::new(MachineDisk),
            progress: None,
        }
    }
}

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

    /// The value of a key.
    ///
    /// # Errors
    /// [`StoreError::Index`].
    pub fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.get_in(Space::Shared, key)
    }

    /// The value of a local key.
    ///
    /// # Errors
    /// [`StoreError::Index`].
    pub fn get_local(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.get_in(Space::Local, key)
    }

    fn get_in(&self, space: Space, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.index
            .get(&space.value_key(key))
            .map_err(|error| self.index_failed(&error))
    }

    /// The keys from `from` to before `to`, or to the end if that is empty, and their values, in key order.
    ///
    /// # Errors
    /// [`StoreError::Index`], here or while going on.
    pub fn scan_between<'a>(
        &'a self,
        from: &[u8],
        to: &[u8],
    ) -> Result<impl Iterator<Item = Result<KeyValue, StoreError>> + use<'a>, StoreError> {
        let to = if to.is_empty() {
            index::prefix_end(&Space::Shared.value_key(&[]))
        } else {
            Space::Shared.value_key(to)
        };
        self.entries(&Space::Shared.value_key(from), &to)
    }

    /// The keys that start with `prefix`, from `from` on, and their values, in key order.
    ///
    /// # Errors
    /// [`StoreError::Index`], here or while going on.
    pub fn scan_from<'a>(
        &'a self,
        prefix: &[u8],
        from: &[u8],
    ) -> Result<impl Iterator<Item = Result<KeyValue, StoreError>> + use<'a>, StoreError> {
        let from = Space::Shared.value_key(from.max(prefix));
        self.entries(&from, &index::prefix_end(&Space::Shared.value_key(prefix)))
    }

    /// The keys that start with `prefix` and their values, in key order.
    ///
    /// # Errors
    /// [`StoreError::Index`], here or while going on.
    pub fn scan<'a>(
        &'a self,
        prefix: &[u8],
    ) -> Result<impl Iterator<Item = Result<KeyValue, StoreError>> + use<'a>, StoreError> {
        self.scan_from(prefix, prefix)
    }

    /// The local keys that start with `prefix` and their values, in key order.
    ///
    /// # Errors
    /// [`StoreError::Index`], here or while going on.
    pub fn scan_local<'a>(
        &'a self,
        prefix: &[u8],
    ) -> Result<impl Iterator<Item = Result<KeyValue, StoreError>> + use<'a>, StoreError> {
        let from = Space::Local.value_key(prefix);
        self.entries(&from, &index::prefix_end(&from))
    }

    fn entries<'a>(
        &'a self,
        from: &[u8],
        to: &[u8],
    ) -> Result<impl Iterator<Item = Result<KeyValue, StoreError>> + use<'a>, StoreError> {
        // A range that ends before it begins is nothing that an engine is asked for.
        let entries = self.index.range(from, to.max(from));
        let entries = entries.map_err(|error| self.index_failed(&error))?;
        Ok(entries.map(|entry| match entry {
            Ok((key, value)) => Ok((key[1..].to_vec(), value)),
            Err(error) => Err(self.index_failed(&error)),
        }))
    }

    /// The number of entries of a stream. A stream that was never appended to has none.
    ///
    /// # Errors
    /// [`StoreError::Index`].
    pub fn stream_len(&self, stream: &[u8]) -> Result<u64, StoreError> {
        self.stream_len_in(Space::Shared, stream)
    }

    /// The number of entries of a local stream.
    ///
    /// # Errors
    /// [`StoreError::Index`].
    pub fn stream_len_local(&self, stream: &[u8]) -> Result<u64, StoreError> {
        self.stream_len_in(Space::Local, stream)
    }

    fn stream_len_in(&self, space: Space, stream: &[u8]) -> Result<u64, StoreError> {
        let extent = index::extent(&*self.index, space, stream);
        Ok(extent.map_err(|error| self.index_failed(&error))?.length)
    }

    /// The entries of a stream from position `from` (the first entry has position 0) to its end.
    ///
    /// # Errors
    /// [`StoreError::Pruned`] if that position is in a span that is not kept; [`StoreError::NoBlob`],
    /// [`StoreError::DamagedBlob`] and [`StoreError::Index`], here or while going on.
    pub fn read_stream<'a>(
        &'a self,
        stream: &[u8],
        from: u64,
    ) -> Result<impl Iterator<Item = Result<Vec<u8>, StoreError>> + use<'a>, StoreError> {
        self.read_stream_in(Space::Shared, stream, from)
    }

    /// The entries of a local stream from position `from` to its end.
    ///
    /// # Errors
    /// As [`Self::read_stream`], but for [`StoreError::Pruned`].
    pub fn read_stream_local<'a>(
        &'a self,
        stream: &[u8],
        from: u64,
    ) -> Result<impl Iterator<Item = Result<Vec<u8>, StoreError>> + use<'a>, StoreError> {
        self.read_stream_in(Space::Local, stream, from)
    }

    fn read_stream_in<'a>(
        &'a self,
        space: Space,
        stream: &[u8],
        from: u64,
    ) -> Result<impl Iterator<Item = Result<Vec<u8>, StoreError>> + use<'a>, StoreError> {
        let entries = stream::read(&*self.index, self.blobs.clone(), space, stream, from);
        let entries = entries.map_err(|error| self.stream_failed(stream, error))?;
        let stream = stream.to_vec();
        Ok(entries.map(move |entry| entry.map_err(|error| self.stream_failed(&stream, error))))
    }

    /// The closed spans of a stream, in order. The entries after the last of them are in no span yet.
    ///
    /// # Errors
    /// [`StoreError::Index`].
    pub fn spans(&self, stream: &[u8]) -> Result<Vec<Span>, StoreError> {
        let spans = stream::spans(&*self.index, Space::Shared, stream);
        spans.map_err(|error| self.index_failed(&error))
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

    /// Stores bytes under their hash. They are on the disk when the next block is committed, when
    /// [`Self::sync_blobs`] returns, or when the store is closed; until then a crash may lose them. Storing
    /// them again does nothing, unless what is stored is damaged: then it is stored once more (spec S8).
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`], [`StoreError::TooLarge`] beyond [`MAX_BLOB_BYTES`], or what the system
    /// refused; then as after [`Self::commit`].
    ///
    /// [`MAX_BLOB_BYTES`]: crate::MAX_BLOB_BYTES
    pub fn put_blob(&mut self, bytes: &[u8]) -> Result<BlobHash, StoreError> {
        self.check_writable()?;
        let put = self.blobs.write().put(bytes);
        self.latch(put)
    }

    /// Stores bytes under their hash, which must be theirs, without waiting for it. They can be read at once;
    /// they are on the disk when [`Self::sync_blobs`] returns or the store is closed, and until then a crash
    /// may lose them, whatever is committed in between.
    ///
    /// # Errors
    /// As [`Self::put_blob`]; what went wrong with blobs that were given before is told here too.
    pub fn put_blob_later(&mut self, hash: BlobHash, bytes: Arc<[u8]>) -> Result<(), StoreError> {
        self.check_writable()?;
        let put = self.blobs.write().put_later(hash, bytes);
        self.latch(put)
    }

    /// Waits until all blobs are on the disk.
    ///
    /// # Errors
    /// What the system refused; then as after [`Self::commit`].
    pub fn sync_blobs(&mut self) -> Result<(), StoreError> {
        self.check_writable()?;
        let synced = self.blobs.write().sync_all();
        self.latch(synced)
    }

    /// Removes blobs, where that frees much: all but the live ones and those that the store itself needs. Some that
    /// are not live may stay. Whoever calls this has to know every blob that anybody needs, also of those that were
    /// stored just now (spec S8). None if nothing was done, because somebody reads the store.
    ///
    /// # Errors
    /// As [`Self::put_blob`] and [`Self::needed_blobs`].
    pub fn sweep(&mut self, live: BTreeSet<BlobHash>) -> Result<Option<Swept>, StoreError> {
        self.sweep_blobs(live, false)
    }

    /// As [`Self::sweep`], and reads every blob first: also what is damaged is removed, where the blob was stored
    /// again. As long as a live blob is missing, damaged packs stay as they are.
    ///
    /// # Errors
    /// As [`Self::sweep`].
    pub fn sweep_thoroughly(
        &mut self,
        live: BTreeSet<BlobHash>,
    ) -> Result<Option<Swept>, StoreError> {
        self.sweep_blobs(live, true)
    }

    fn sweep_blobs(
        &mut self,
        mut live: BTreeSet<BlobHash>,
        thoroughly: bool,
    ) -> Result<Option<Swept>, StoreError> {
        self.check_writable()?;
        let alone = self.place.as_ref().map(Place::lock_readers).transpose()?;
        if let Some(None) = alone {
            return Ok(None);
        }
        live.append(&mut self.needed_blobs()?);
        let swept = self.blobs.write().sweep(&live, thoroughly);
        self.latch(swept).map(Some)
    }

    /// True if a blob is stored, or is given to be stored. Whether it is whole, its reading tells.
    #[must_use]
    pub fn has_blob(&self, hash: &BlobHash) -> bool {
        self.blobs.read().has(hash)
    }

    /// True if a blob is stored and was seen to be whole since this store was opened, or is given to be stored.
    /// Whoever has the bytes of another can give them once more: that costs a reading, and mends a damaged blob.
    #[must_use]
    pub fn has_seen_blob(&self, hash: &BlobHash) -> bool {
        self.blobs.read().has_seen(hash)
    }

    /// The bytes of a blob, checked against its hash.
    ///
    /// # Errors
    /// [`StoreError::NoBlob`], [`StoreError::DamagedBlob`], or what the system refused.
    pub fn get_blob(&self, hash: &BlobHash) -> Result<Vec<u8>, StoreError> {
        self.blobs.get(hash)
    }

    /// Makes a checkpoint, lets go of the part of the log that it holds, and tells the state hash. Does nothing
    /// more than the latter if no block was committed since the last one.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`]; what the system refused, then as after [`Self::commit`].
    pub fn checkpoint(&mut self) -> Result<StateHash, StoreError> {
        self.check_writable()?;
        let Some(place) = &self.place else {
            return self.state_hash();
        };
        self.latched = true;
        let handed_on = self.index.hand_on();
        handed_on.map_err(|error| self.index_failed(&error))?;
        let parts = Parts {
            place,
            index: &*self.index,
            blobs: &self.blobs,
        };
        let (hash, damage) = self.upkeep.checkpoint(&mut self.log, &parts)?;
        let path = checkpoint::record_path(place);
        let finding = damage.map(|what| Finding::DamagedCheckpoint { path, what });
        self.findings.extend(finding);
        self.latched = false;
        Ok(hash)
    }

    /// Makes the checkpoint whole out of the index, whatever the last one is. This mends a checkpoint of which the
    /// audit finds a part damaged.
    ///
    /// # Errors
    /// As [`Self::checkpoint`].
    pub fn remake_checkpoint(&mut self) -> Result<StateHash, StoreError> {
        self.check_writable()?;
        self.upkeep.distrust();
        self.checkpoint()
    }

    /// True if so much was committed since the last checkpoint that the next one should be made.
    #[must_use]
    pub fn checkpoint_due(&self) -> bool {
        self.place.is_some() && !self.read_only && self.upkeep.is_due(&self.log)
    }

    /// The height of the last checkpoint; 0 if there is none.
    #[must_use]
    pub fn checkpoint_height(&self) -> Height {
        self.upkeep.tip().height
    }

    /// The hash of all that is shared, at the present height: the same on every replica that committed the same
    /// changes, whatever their blocks and what is local (spec S13). Costs about as much as a checkpoint.
    ///
    /// # Errors
    /// [`StoreError::Index`], [`StoreError::DamagedCheckpoint`], or what the system refused.
    pub fn state_hash(&self) -> Result<StateHash, StoreError> {
        let tip = self.log.tip();
        if let Some(parts) = self.parts() {
            return self.upkeep.state_hash(tip, &parts);
        }
        let hash = upkeep::state_hash_of(&*self.index, tip);
        hash.map_err(|error| self.not_built(error))
    }

    /// The blobs that the store itself needs: all of the last checkpoint, and the spans that are kept. Whatever else
    /// is needed, those know who stored it.
    ///
    /// # Errors
    /// [`StoreError::Index`], [`StoreError::DamagedCheckpoint`], and those of a damaged blob.
    pub fn needed_blobs(&self) -> Result<BTreeSet<BlobHash>, StoreError> {
        let mut found = self.spans_kept()?;
        if let Some(parts) = self.parts() {
            found.extend(self.upkeep.blobs(&parts)?);
        }
        Ok(found)
    }

    /// The blobs of the spans that are kept.
    pub(crate) fn spans_kept(&self) -> Result<BTreeSet<BlobHash>, StoreError> {
        let mut found = BTreeSet::new();
        upkeep::spans_kept(&*self.index, &mut found).map_err(|error| self.index_failed(&error))?;
        Ok(found)
    }

    /// Compares all of the index with the checkpoint and the log, and tells the first difference. An index that is
    /// closed and opened again is believed by its check sums; this looks at what is in it.
    ///
    /// # Errors
    /// [`StoreError::Index`], [`StoreError::DamagedCheckpoint`], or what the system refused.
    pub fn index_difference(&self) -> Result<Option<String>, StoreError> {
        let tip = self.log.tip();
        self.parts()
            .map_or(Ok(None), |parts| self.upkeep.difference(tip, &parts))
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
