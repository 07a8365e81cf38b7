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

/// So many chunks are read before each checkpoint: about as much as was logged.
const SCRUBBED: usize = 256;

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
    /// The chunks that this process has made, or found whole.
    seen: BTreeSet<BlobHash>,
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
            seen: BTreeSet::new(),
        }
    }

    /// The tip of the last checkpoint.
    pub(crate) fn tip(&self) -> Tip {
        self.root.as_ref().map_or(Tip::default(), |root| root.tip())
    }

    /// True if enough was logged since the last checkpoint.
    pub(crate) fn is_due(&self, log: &BlockLog) -> bool {
        self.wanted || log.bytes() - self.logged >= self.due_bytes
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
        let mut damage = self.scrub(parts)?;
        if self.wanted || self.tip() != log.tip() {
            let old = self.root.clone();
            // All that the log speaks of, before anything speaks for the log.
            parts.blobs.write().sync_all()?;
            let seen = &mut self.seen;
            let mut sink = |hash, bytes: Vec<u8>| {
                seen.insert(hash);
                parts.blobs.write().put(&bytes).map(|_| ())
            };
            let (built, found) = build(old.as_ref(), log.tip(), parts, &mut sink)?;
            damage = damage.or(found);
            parts.blobs.write().sync()?;
            checkpoint::write_record(parts.place, log.tip(), built.hash)?;
            let chunks: BTreeSet<_> = built.root.chunks().map(|chunk| chunk.hash).collect();
            self.seen.retain(|hash| chunks.contains(hash));
            self.root = Some(Arc::new(built.root));
            self.logged = log.bytes();
            self.wanted = false;
            self.untrimmed = true;
        }
        self.trim(log, parts.place)?;
        Ok((self.state_hash_of_root(), damage))
    }

    /// Makes the next checkpoint whole, out of the index.
    pub(crate) fn distrust(&mut self) {
        self.root = None;
        self.wanted = true;
        self.seen.clear();
    }

    /// Reads some chunks that were not read yet: those that stay are in many checkpoints, and a damaged one should be
    /// noticed while the index still has what is in it. Tells what is wrong, and distrusts the checkpoint then.
    fn scrub(&mut self, parts: &Parts<'_>) -> Result<Option<String>, StoreError> {
        let Some(root) = self.root.clone() else {
            return Ok(None);
        };
        let unread = root
            .chunks()
            .filter(|chunk| !self.seen.contains(&chunk.hash));
        let unread: Vec<_> = unread.take(SCRUBBED).collect();
        for chunk in unread {
            let wrong = |hash| {
                let what = format!("the blob {hash} is not the chunk that it should be");
                Base::refuse(parts.place, what)
            };
            let get = &mut |hash: &BlobHash| parts.blobs.get(hash);
            let pieces = checkpoint::pieces_of(chunk, get, &wrong).and_then(|pieces| {
                pieces
                    .iter()
                    .try_for_each(|piece| parts.blobs.get(piece).map(drop))
            });
            let damage = match pieces {
                Ok(()) => {
                    self.seen.insert(chunk.hash);
                    continue;
                }
                Err(StoreError::DamagedCheckpoint { what, .. }) => what,
                Err(error) => checkpoint::lost(error)?,
            };
            self.distrust();
            return Ok(Some(damage));
        }
        Ok(None)
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
        if root.tip() == Tip::default() {
            // Nothing is in it, and it is not stored.
            return Ok(BTreeSet::new());
        }
        let mut found = BTreeSet::from([BlobHash::of(&root.encode())]);
        let malformed = |hash| {
            let what = format!("the blob {hash} is not the chunk that it should be");
            Base::refuse(parts.place, what)
        };
        let get = &mut |hash: &BlobHash| parts.blobs.get(hash);
        checkpoint::reachable(root, get, &malformed, &mut |hash| {
            found.insert(hash);
            Ok(())
        })?;
        Ok(found)
    }

    /// What an index holds otherwise than the checkpoint and the log, if there is something.
    pub(crate) fn difference(
        &self,
        tip: Tip,
        parts: &Parts<'_>,
    ) -> Result<Option<String>, StoreError> {
        let Some(root) = &self.root else {
            let what = "what is in it is not known".to_owned();
            return Err(Base::refuse(parts.place, what));
        };
        let like = index_on_log(root, tip, parts)?;
        difference(parts.index, &like).map_err(|error| sync::failed(&parts.place.dir, &error))
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
    match index::tip(parts.index) {
        Ok(known) if known == tip => {}
        Ok(_) => {
            let behind = index::IndexError("it is not at the end of the log".to_owned());
            return Err(sync::failed(dir, &behind));
        }
        Err(error) => return Err(sync::failed(dir, &error)),
    }
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
    let index = index_on_log(root, tip, parts)?;
    match checkpoint::build_on(&index, tip, sink) {
        Ok(built) => Ok(built),
        Err(BuildError::Sink(error)) => Err(error),
        Err(BuildError::Source(error)) => Err(Base::refuse(parts.place, error.to_string())),
    }
}

/// The checkpoint with the log after it.
fn index_on_log(
    root: &Arc<Root>,
    tip: Tip,
    parts: &Parts<'_>,
) -> Result<Buffered<CheckpointIndex>, StoreError> {
    let base = CheckpointIndex::new(Arc::clone(root), parts.blobs.clone());
    let mut index = Buffered::new(base, usize::MAX);
    let between = (root.tip(), tip);
    match sync::redo(parts.place, &mut index, &mut NoSpans, between, &mut |_| {}) {
        // The index is the checkpoint.
        Err(StoreError::Index { what, .. }) => Err(Base::refuse(parts.place, what)),
        redone => redone.map(|()| index),
    }
}

/// The items of an index in key order.
fn items(
    entries: index::Entries<'_>,
) -> impl Iterator<Item = Result<index::Entry, index::IndexError>> + '_ {
    entries.flat_map(|entry| match entry.and_then(checkpoint::items) {
        Ok(items) => items.into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error)],
    })
}

/// The first item in which an index differs from the one that it should be like.
fn difference(index: &dyn Index, like: &dyn Index) -> Result<Option<String>, index::IndexError> {
    let mut found = items(all_entries(index)?);
    let mut expected = items(all_entries(like)?);
    loop {
        let (found, expected) = (found.next().transpose()?, expected.next().transpose()?);
        if found == expected {
            match found {
                Some(_) => continue,
                None => return Ok(None),
            }
        }
        let name = |item: Option<index::Entry>| match item {
            Some((key, _)) => key.escape_ascii().to_string(),
            None => "nothing".to_owned(),
        };
        let (found, expected) = (name(found), name(expected));
        return Ok(Some(match found == expected {
            true => format!("the value of {found} is another in the index"),
            false => format!("the index has {found} in the place of {expected}"),
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{Changes, MemoryIndex};

    #[test]
    fn two_indexes_are_compared_item_by_item() {
        let index = |entries: &[(&[u8], &[u8])]| {
            let mut index = MemoryIndex::default();
            let changes: Changes = entries
                .iter()
                .map(|(key, value)| (key.to_vec(), Some(value.to_vec())))
                .collect();
            index.apply(changes).unwrap();
            index
        };
        let page = |first: u8| [&b"p\0\x01t"[..], &[0, 0, 0, 0, 0, 0, 0, first]].concat();
        let whole = index(&[(b"ka", b"1"), (&page(3), b"\0\0\0\x01x\0\0\0\x01y")]);
        let split = index(&[
            (b"ka", b"1"),
            (&page(3), b"\0\0\0\x01x"),
            (&page(4), b"\0\0\0\x01y"),
        ]);
        assert_eq!(difference(&whole, &split).unwrap(), None);
        let other = index(&[(b"ka", b"2"), (&page(3), b"\0\0\0\x01x")]);
        let what = difference(&other, &whole).unwrap().unwrap();
        assert_eq!(what, "the value of ka is another in the index");
        let fewer = index(&[(b"ka", b"1")]);
        let what = difference(&fewer, &whole).unwrap().unwrap();
        assert!(what.contains("nothing in the place of p"), "{what}");
    }
}
