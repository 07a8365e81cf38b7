//! When a store makes a checkpoint, and how: out of the last one and the log after it, so that nothing that the
//! index engine answers gets into it (spec S13, S14).
//!
//! Must never let go of a block before the checkpoint that holds it is on the disk.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::buffer::Buffered;
use crate::checkpoint::{self, Base, BuildError, Built, CheckpointIndex, Root, Sink};
use crate::dir::Place;
use crate::error::StoreError;
use crate::ids::{BlobHash, StateHash, Tip};
use crate::index::{self, Index, Space};
use crate::log::BlockLog;
use crate::shelf::Shelf;
use crate::stream;
use crate::sync::{self, NoSpans};

/// Of the bytes after which a checkpoint is made, the part after which a closing makes one.
const CLOSING_PART: u64 = 16;

/// What a store knows of its last checkpoint.
#[derive(Debug)]
pub(crate) struct Upkeep {
    /// None if it is damaged: the next one is made of the index then.
    root: Option<Arc<Root>>,
    /// How much had been logged when it was made, in bytes.
    logged: u64,
    /// After so many bytes in the log the next one is due.
    due_bytes: u64,
    /// True if the next one has to be made soon, because this one is damaged.
    wanted: bool,
    /// True if the log holds blocks that are in it.
    untrimmed: bool,
}

/// What a checkpoint is made of and goes into.
pub(crate) struct Parts<'a> {
    pub(crate) place: &'a Place,
    pub(crate) index: &'a dyn Index,
    pub(crate) blobs: &'a Shelf,
}

impl Upkeep {
    /// For a store whose log was verified from this checkpoint on.
    pub(crate) fn new(base: &Base, due_bytes: u64) -> Self {
        Self {
            root: base.root.clone(),
            logged: 0,
            due_bytes,
            wanted: base.damage.is_some(),
            untrimmed: true,
        }
    }

    /// The tip of the last checkpoint.
    pub(crate) fn tip(&self) -> Tip {
        self.root.as_ref().map_or(Tip::default(), |root| root.tip())
    }

    /// True if enough was logged since the last checkpoint.
    pub(crate) fn is_due(&self, log: &BlockLog) -> bool {
        log.bytes() - self.logged >= self.due_bytes
    }

    /// True if a closing should make a checkpoint.
    pub(crate) fn is_due_at_closing(&self, log: &BlockLog) -> bool {
        self.wanted || log.bytes() - self.logged > self.due_bytes / CLOSING_PART
    }

    /// Makes a checkpoint, and lets go of the part of the log that it holds. Tells the state hash, and what was
    /// wrong with the last checkpoint if this one had to be made of the index.
    pub(crate) fn checkpoint(
        &mut self,
        log: &mut BlockLog,
        parts: &Parts<'_>,
    ) -> Result<(StateHash, Option<String>), StoreError> {
        let mut damage = None;
        let old = self.root.clone();
        if self.wanted || self.tip() != log.tip() {
            // All that the log speaks of, before anything speaks for the log.
            parts.blobs.write().sync_all()?;
            let mut sink = |_, bytes: Vec<u8>| parts.blobs.write().put(&bytes).map(|_| ());
            let built;
            (built, damage) = build(old.as_ref(), log.tip(), parts, &mut sink)?;
            parts.blobs.write().sync()?;
            checkpoint::write_record(parts.place, log.tip(), built.hash)?;
            self.root = Some(Arc::new(built.root));
            self.logged = log.bytes();
            self.wanted = false;
            self.untrimmed = true;
        }
        self.trim(log, parts.place)?;
        Ok((self.state_hash_of_root(), damage))
    }

    fn state_hash_of_root(&self) -> StateHash {
        let root = self.root.as_ref();
        root.map_or_else(|| Root::empty().state_hash(), |root| root.state_hash())
    }

    /// Lets go of the part of the log that the checkpoint holds, unless somebody may be reading it.
    pub(crate) fn trim(&mut self, log: &mut BlockLog, place: &Place) -> Result<(), StoreError> {
        if self.untrimmed
            && self.tip() != Tip::default()
            && let Some(_alone) = place.lock_readers()?
        {
            log.trim(self.tip())?;
            self.untrimmed = false;
        }
        Ok(())
    }

    /// Every blob of the last checkpoint.
    pub(crate) fn blobs(&self, parts: &Parts<'_>) -> Result<BTreeSet<BlobHash>, StoreError> {
        let Some(root) = &self.root else {
            let what = "what is in it is not known".to_owned();
            return Err(Base::refuse(parts.place, what));
        };
        let mut found = BTreeSet::from([BlobHash::of(&root.encode())]);
        let malformed = |hash| {
            let what = format!("the blob {hash} is not the chunk that it should be");
            Base::refuse(parts.place, what)
        };
        checkpoint::reachable(
            root,
            &mut |hash| parts.blobs.get(hash),
            &malformed,
            &mut |hash| {
                found.insert(hash);
                Ok(())
            },
        )?;
        Ok(found)
    }

    /// The state hash at the end of the log.
    pub(crate) fn state_hash(&self, tip: Tip, parts: &Parts<'_>) -> Result<StateHash, StoreError> {
        if let Some(root) = self.root.as_ref().filter(|root| root.tip() == tip) {
            return Ok(root.state_hash());
        }
        let (built, _) = build(self.root.as_ref(), tip, parts, &mut |_, _| Ok(()))?;
        Ok(built.root.state_hash())
    }
}

/// The state hash of an index without a log.
pub(crate) fn state_hash_of(index: &dyn Index, tip: Tip) -> Result<StateHash, BuildError> {
    let built = checkpoint::build_whole(all_entries(index)?, tip, &mut |_, _| Ok(()))?;
    Ok(built.root.state_hash())
}

/// The names of the streams in an index, in order.
pub(crate) fn streams(
    index: &dyn Index,
    space: Space,
) -> impl Iterator<Item = Result<Vec<u8>, index::IndexError>> + '_ {
    let from = space.stream_key(b"");
    let found = index.range(&from, &index::prefix_end(&from));
    let (found, failed) = match found {
        Ok(found) => (Some(found), None),
        Err(error) => (None, Some(Err(error))),
    };
    let names = found.into_iter().flatten();
    failed
        .into_iter()
        .chain(names.map(|entry| entry.map(|(key, _)| key[1..].to_vec())))
}

/// The blobs of the spans that are kept.
pub(crate) fn spans_kept(
    index: &dyn Index,
    found: &mut BTreeSet<BlobHash>,
) -> Result<(), index::IndexError> {
    for space in [Space::Shared, Space::Local] {
        for stream in streams(index, space) {
            let spans = stream::spans(index, space, &stream?)?;
            found.extend(spans.iter().filter(|span| span.kept).map(|span| span.hash));
        }
    }
    Ok(())
}

/// Everything in an index but its tip.
pub(crate) fn all_entries(index: &dyn Index) -> Result<index::Entries<'_>, index::IndexError> {
    index.range(&Space::Local.bounds().0, &Space::Shared.bounds().1)
}

/// Makes a checkpoint out of the last one and the log; if that one turns out to be damaged out of the index, and
/// tells why.
fn build(
    old: Option<&Arc<Root>>,
    tip: Tip,
    parts: &Parts<'_>,
    sink: Sink<'_>,
) -> Result<(Built, Option<String>), StoreError> {
    let mut damage = None;
    if let Some(root) = old {
        match build_on_log(root, tip, parts, sink) {
            Err(StoreError::DamagedCheckpoint { what, .. }) => damage = Some(what),
            built => return Ok((built?, None)),
        }
    }
    let dir = &parts.place.dir;
    let built = all_entries(parts.index)
        .map_err(BuildError::from)
        .and_then(|entries| checkpoint::build_whole(entries, tip, sink));
    match built {
        Ok(built) => Ok((built, damage)),
        Err(BuildError::Sink(error)) => Err(error),
        Err(BuildError::Source(error)) => Err(sync::failed(dir, &error)),
    }
}

fn build_on_log(
    root: &Arc<Root>,
    tip: Tip,
    parts: &Parts<'_>,
    sink: Sink<'_>,
) -> Result<Built, StoreError> {
    let base = CheckpointIndex::new(Arc::clone(root), parts.blobs.clone());
    let mut index = Buffered::new(base, usize::MAX);
    let redone = sync::redo(
        parts.place,
        &mut index,
        &mut NoSpans,
        (root.tip(), tip),
        &mut |_| {},
    );
    let damaged = |what| Base::refuse(parts.place, what);
    match redone {
        // The index is the checkpoint.
        Err(StoreError::Index { what, .. }) => return Err(damaged(what)),
        redone => redone?,
    }
    match checkpoint::build_on(&index, tip, sink) {
        Ok(built) => Ok(built),
        Err(BuildError::Sink(error)) => Err(error),
        Err(BuildError::Source(error)) => Err(damaged(error.to_string())),
    }
}
