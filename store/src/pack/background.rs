//! Packs with a writer in the background: what nobody has to wait for is compressed and written by a thread
//! (spec S8).
//!
//! Must never lose an error of the thread: the next call that writes returns it, and all after it refuse.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use crate::disk::Disk;
use crate::error::StoreError;
use crate::finding::Finding;
use crate::ids::BlobHash;
use crate::pack::map::{BlobSizes, Map};
use crate::pack::{Packer, Packs, Swept};

/// How much may wait for the thread, in bytes. Who gives more waits until there is room.
const QUEUE_BYTES: usize = 64 << 20;
/// The thread syncs what it has written when it is so much, in bytes: then no commit has to wait for more.
const SYNC_BYTES: u64 = 8 << 20;

/// Packs, and a thread that writes to them as soon as there is something for it.
#[derive(Debug)]
pub(crate) struct PackedBlobs {
    shared: Arc<Shared>,
    /// False: what is given for later is written at once.
    background: bool,
    reads_only: bool,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    packs: Mutex<Packs>,
    /// That of the packs: whoever looks and reads does not wait for who writes.
    map: Arc<Mutex<Map>>,
    queue: Mutex<Queue>,
    /// The queue has changed.
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Queue {
    /// In the order in which they were given.
    waiting: VecDeque<BlobHash>,
    /// Those that wait and the one that is being written.
    blobs: BTreeMap<BlobHash, Arc<[u8]>>,
    bytes: usize,
    /// What went wrong, until somebody was told.
    error: Option<StoreError>,
    /// The thread writes nothing more.
    ended: bool,
}

impl PackedBlobs {
    pub(crate) fn create(
        disk: Arc<dyn Disk>,
        dir: &Path,
        pack_bytes: u64,
        background: bool,
    ) -> Result<Self, StoreError> {
        Ok(Self::new(Packs::create(disk, dir, pack_bytes)?, background))
    }

    /// Opens packs for writing. All blobs that they show are on the disk when this returns.
    pub(crate) fn open(
        disk: Arc<dyn Disk>,
        dir: &Path,
        pack_bytes: u64,
        background: bool,
    ) -> Result<(Self, Vec<Finding>), StoreError> {
        let (packs, findings) = Packs::open(disk, dir, pack_bytes)?;
        Ok((Self::new(packs, background), findings))
    }

    /// Opens packs for reading only, as they are now.
    pub(crate) fn open_read_only(
        disk: Arc<dyn Disk>,
        dir: &Path,
    ) -> Result<(Self, Vec<Finding>), StoreError> {
        let (packs, findings) = Packs::open_read_only(disk, dir)?;
        let mut packs = Self::new(packs, false);
        packs.reads_only = true;
        Ok((packs, findings))
    }

    fn new(packs: Packs, background: bool) -> Self {
        Self {
            shared: Arc::new(Shared {
                map: Arc::clone(&packs.map),
                packs: Mutex::new(packs),
                queue: Mutex::default(),
                changed: Condvar::new(),
            }),
            background,
            reads_only: false,
            thread: None,
        }
    }

    /// Stores bytes, if they are not stored already; they are on the disk after [`Self::sync`].
    pub(crate) fn put(&mut self, hash: BlobHash, bytes: &[u8]) -> Result<(), StoreError> {
        self.check()?;
        self.shared.packs().put(hash, bytes)
    }

    /// Stores bytes of which nobody waits to be on the disk: they are there after [`Self::sync_all`]. They
    /// can be read at once.
    pub(crate) fn put_later(&mut self, hash: BlobHash, bytes: Arc<[u8]>) -> Result<(), StoreError> {
        self.check()?;
        if !self.background {
            return self.shared.write(hash, &bytes, &mut Packer::default());
        }
        if self.thread.is_none() {
            let shared = Arc::clone(&self.shared);
            let thread = std::thread::Builder::new().name("crankcase blobs".to_owned());
            let thread = thread.spawn(move || shared.work());
            let dir = self.shared.packs().dir.clone();
            self.thread = Some(thread.map_err(StoreError::io(&dir, "start the writer of blobs"))?);
        }
        let mut queue = self.shared.queue();
        while !queue.ended && queue.bytes > 0 && queue.bytes + bytes.len() > QUEUE_BYTES {
            queue = self.shared.wait(queue);
        }
        queue.give(hash, bytes);
        drop(queue);
        self.shared.changed.notify_all();
        self.check()
    }

    /// True if the blob is there, or waits to be written.
    pub(crate) fn has(&self, hash: &BlobHash) -> bool {
        // A blob leaves the queue only when it is in a pack.
        self.shared.queue().blobs.contains_key(hash) || self.shared.map().spots.contains_key(hash)
    }

    /// True if the blob waits to be written, or is there and was seen to be whole.
    pub(crate) fn has_seen(&self, hash: &BlobHash) -> bool {
        self.shared.queue().blobs.contains_key(hash) || {
            let map = self.shared.map();
            map.spots.get(hash).is_some_and(|spot| spot.seen)
        }
    }

    /// The bytes of a blob.
    pub(crate) fn get(&self, hash: BlobHash) -> Result<Vec<u8>, StoreError> {
        if let Some(bytes) = self.shared.queue().blobs.get(&hash) {
            return Ok(bytes.to_vec());
        }
        let mut located = self.shared.map().locate(hash);
        if located.is_none() && self.reads_only {
            // The packs were opened before the writer went on.
            self.shared.packs().refresh()?;
            located = self.shared.map().locate(hash);
        }
        let Some(located) = located else {
            let path = self.shared.packs().dir.clone();
            return Err(StoreError::NoBlob { path, hash });
        };
        let bytes = located.read();
        if matches!(bytes, Err(StoreError::DamagedBlob { .. })) {
            self.shared.map().doubt(hash);
        }
        let bytes = bytes?;
        if !located.seen {
            self.shared.map().see(hash);
        }
        Ok(bytes)
    }

    /// Waits until nothing waits to be written.
    pub(crate) fn drain(&mut self) -> Result<(), StoreError> {
        let mut queue = self.shared.queue();
        while !queue.ended && !queue.blobs.is_empty() {
            queue = self.shared.wait(queue);
        }
        drop(queue);
        self.check()
    }

    /// Puts what was promised on the disk.
    pub(crate) fn sync(&mut self) -> Result<(), StoreError> {
        self.check()?;
        self.shared.packs().sync()
    }

    /// Puts everything on the disk that was ever given.
    pub(crate) fn sync_all(&mut self) -> Result<(), StoreError> {
        self.drain()?;
        self.shared.packs().sync_all()
    }

    /// Removes blobs that are not live, where that frees much; thoroughly, also everything that is damaged and
    /// of which there is another copy. Nobody else may have the packs open.
    pub(crate) fn sweep(
        &mut self,
        live: &BTreeSet<BlobHash>,
        thoroughly: bool,
    ) -> Result<Swept, StoreError> {
        self.drain()?;
        let mut packs = self.shared.packs();
        if thoroughly {
            packs.find_damaged()?;
        }
        packs.sweep(live)
    }

    pub(crate) fn sizes(&self) -> BlobSizes {
        self.shared.map().sizes()
    }

    /// Refuses if the thread has failed.
    fn check(&self) -> Result<(), StoreError> {
        let mut queue = self.shared.queue();
        match (queue.error.take(), queue.ended) {
            (Some(error), _) => Err(error),
            (None, true) => Err(StoreError::Latched {
                path: self.shared.packs().dir.clone(),
            }),
            (None, false) => Ok(()),
        }
    }
}

impl Drop for PackedBlobs {
    fn drop(&mut self) {
        self.shared.queue().end();
        self.shared.changed.notify_all();
        if let Some(thread) = self.thread.take() {
            // If it panicked, those who waited for it were told.
            let _ = thread.join();
        }
    }
}

impl Queue {
    fn give(&mut self, hash: BlobHash, bytes: Arc<[u8]>) {
        if self.ended || self.blobs.contains_key(&hash) {
            return;
        }
        self.bytes += bytes.len();
        self.waiting.push_back(hash);
        self.blobs.insert(hash, bytes);
    }

    fn written(&mut self, hash: &BlobHash) {
        if let Some(bytes) = self.blobs.remove(hash) {
            self.bytes -= bytes.len();
        }
    }

    fn end(&mut self) {
        self.ended = true;
    }
}

/// Tells those who wait, however the thread ends.
struct Ending<'a>(&'a Shared);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.0.queue().end();
        self.0.changed.notify_all();
    }
}

impl Shared {
    fn packs(&self) -> MutexGuard<'_, Packs> {
        self.packs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn map(&self) -> MutexGuard<'_, Map> {
        self.map.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, queue: MutexGuard<'a, Queue>) -> MutexGuard<'a, Queue> {
        let waited = self.changed.wait(queue);
        waited.unwrap_or_else(PoisonError::into_inner)
    }

    /// The thread.
    fn work(&self) {
        let _ending = Ending(self);
        let mut packer = Packer::default();
        while let Some((hash, bytes)) = self.next() {
            let written = self.write(hash, &bytes, &mut packer);
            let written = written.and_then(|()| self.sync_if_much());
            let mut queue = self.queue();
            queue.written(&hash);
            if let Err(error) = written {
                queue.error = Some(error);
                return;
            }
            drop(queue);
            self.changed.notify_all();
        }
    }

    fn next(&self) -> Option<(BlobHash, Arc<[u8]>)> {
        let mut queue = self.queue();
        loop {
            if queue.ended {
                return None;
            }
            if let Some(hash) = queue.waiting.pop_front() {
                let bytes = queue.blobs.get(&hash).cloned();
                return bytes.map(|bytes| (hash, bytes));
            }
            queue = self.wait(queue);
        }
    }

    /// Compresses and appends a blob, unless it is there. The packs are free for others while it reads and
    /// compresses.
    fn write(&self, hash: BlobHash, bytes: &[u8], packer: &mut Packer) -> Result<(), StoreError> {
        let located = self.map().locate(hash);
        if let Some(located) = located {
            if located.seen {
                return Ok(());
            }
            match located.read() {
                Ok(_) => {
                    self.map().see(hash);
                    return Ok(());
                }
                Err(StoreError::DamagedBlob { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        let packed = packer.pack(hash, bytes)?;
        let mut packs = self.packs();
        match packs.is_whole(hash)? {
            true => Ok(()),
            false => packs.append(packed.record, packed.stored(bytes)),
        }
    }

    /// Syncs what has been written if it is much. The packs are free for others meanwhile.
    fn sync_if_much(&self) -> Result<(), StoreError> {
        let unsynced = self.packs().unsynced(SYNC_BYTES);
        match unsynced {
            Some(unsynced) => {
                unsynced.sync()?;
                self.packs().synced(&unsynced)
            }
            None => Ok(()),
        }
    }
}
