//! Making a checkpoint: whole, out of the entries of an index, or out of the one before and what has changed since
//! (spec S13). Both make the same chunks.
//!
//! Must never make a chunk of which the entries have not changed, and must never keep one of which they have.

use std::collections::BTreeSet;

use super::cut::Cutter;
use super::index::CheckpointIndex;
use super::root::{ChunkRef, Root};
use crate::buffer::Buffered;
use crate::error::StoreError;
use crate::ids::{BlobHash, Tip};
use crate::index::{self, Entry, Index, IndexError, Space};
use crate::page;

/// Gets the blobs of a checkpoint: the pieces of large values before the chunk that names them, and the root last.
pub(crate) type Sink<'a> = &'a mut dyn FnMut(BlobHash, Vec<u8>) -> Result<(), StoreError>;

/// A checkpoint that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Built {
    pub(crate) root: Root,
    /// The blob of the root.
    pub(crate) hash: BlobHash,
}

/// Why a checkpoint could not be made.
#[derive(Debug)]
pub(crate) enum BuildError {
    /// What it is made of could not be read.
    Source(IndexError),
    /// A blob was not taken.
    Sink(StoreError),
}

impl From<IndexError> for BuildError {
    fn from(error: IndexError) -> Self {
        Self::Source(error)
    }
}

impl From<StoreError> for BuildError {
    fn from(error: StoreError) -> Self {
        Self::Sink(error)
    }
}

/// Makes the checkpoint of an index that holds these entries, in key order. The sink gets every blob of it.
pub(crate) fn build_whole(
    entries: impl Iterator<Item = Result<Entry, IndexError>>,
    tip: Tip,
    sink: Sink<'_>,
) -> Result<Built, BuildError> {
    let mut entries = entries.peekable();
    let mut list = |space: Space, sink: Sink<'_>| -> Result<Vec<ChunkRef>, BuildError> {
        let mut cutter = Cutter::new(sink);
        let (_, end) = space.bounds();
        let in_space =
            |entry: &Result<Entry, IndexError>| entry.as_ref().map_or(true, |(key, _)| *key < end);
        while let Some(entry) = entries.next_if(in_space) {
            take(entry?, &mut cutter)?;
        }
        cutter.finish()
    };
    let local = list(Space::Local, sink)?;
    let shared = list(Space::Shared, sink)?;
    finish(Root::new(tip, shared, local), sink)
}

/// Makes the checkpoint of an index at `tip` that is a checkpoint with changes over it. The sink gets the blobs that
/// are new.
pub(crate) fn build_on(
    index: &Buffered<CheckpointIndex>,
    tip: Tip,
    sink: Sink<'_>,
) -> Result<Built, BuildError> {
    let base = index.engine().root();
    let list = |space: Space, old: &[ChunkRef], sink: Sink<'_>| {
        let stretches = Stretches::new(space, old);
        let changed = stretches.changed(index);
        let mut cutter = Cutter::new(sink);
        for (number, chunks) in stretches.chunks.iter().enumerate() {
            if cutter.is_settled() && !changed.contains(&number) {
                cutter.keep(chunks);
                continue;
            }
            let (from, to) = stretches.bounds(number);
            for entry in index.range(&from, &to)? {
                take(entry?, &mut cutter)?;
            }
        }
        cutter.finish()
    };
    let local = list(Space::Local, &base.local, sink)?;
    let shared = list(Space::Shared, &base.shared, sink)?;
    finish(Root::new(tip, shared, local), sink)
}

fn finish(root: Root, sink: Sink<'_>) -> Result<Built, BuildError> {
    let bytes = root.encode();
    let hash = BlobHash::of(&bytes);
    sink(hash, bytes)?;
    Ok(Built { root, hash })
}

fn take(entry: Entry, cutter: &mut Cutter<'_>) -> Result<(), BuildError> {
    for (key, value) in items(entry)? {
        cutter.push(&key, &value)?;
    }
    Ok(())
}

/// The items of an entry of an index: one for each entry of a page, so that it does not show how a stream's entries
/// lie in pages.
pub(crate) fn items((key, value): Entry) -> Result<Vec<Entry>, IndexError> {
    let Some(first) = index::page_position(&key) else {
        return Ok(vec![(key, value)]);
    };
    let malformed = || IndexError("malformed page of a stream".to_owned());
    let entries = page::unpack(&value).ok_or_else(malformed)?;
    let items = (first..).zip(entries).map(|(position, entry)| {
        let mut page = Vec::with_capacity(entry.len() + 4);
        page::push(&mut page, &entry);
        (index::at_position(&key, position), page)
    });
    Ok(items.collect())
}

/// The chunks of one half of a checkpoint, in runs that end where a chunk is settled: the chunks of a run depend on
/// the entries between its ends only.
struct Stretches<'a> {
    space: Space,
    /// The last one may be empty: it goes to the end of all keys.
    chunks: Vec<&'a [ChunkRef]>,
}

impl<'a> Stretches<'a> {
    fn new(space: Space, old: &'a [ChunkRef]) -> Self {
        let mut chunks: Vec<_> = old.split_inclusive(|chunk| chunk.settled).collect();
        if old.last().is_none_or(|chunk| chunk.settled) {
            chunks.push(&[]);
        }
        Self { space, chunks }
    }

    /// The last key of a stretch that is not the last one.
    fn last(&self, number: usize) -> &'a [u8] {
        let chunk = self.chunks[number].last();
        &chunk.expect("only the last stretch can be empty").last
    }

    /// Where a stretch begins, and where the next one does.
    fn bounds(&self, number: usize) -> (Vec<u8>, Vec<u8>) {
        let after = |number: usize| [self.last(number), &[0]].concat();
        let (start, end) = self.space.bounds();
        let from = number.checked_sub(1).map_or(start, after);
        match number + 1 == self.chunks.len() {
            true => (from, end),
            false => (from, after(number)),
        }
    }

    /// The stretch that a key is in.
    fn of(&self, key: &[u8]) -> usize {
        let (mut from, mut to) = (0, self.chunks.len() - 1);
        while from < to {
            let middle = from + (to - from) / 2;
            if self.last(middle) < key {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }

    /// The stretches in which something has changed.
    fn changed(&self, index: &Buffered<CheckpointIndex>) -> BTreeSet<usize> {
        let (start, end) = self.space.bounds();
        let mut changed = BTreeSet::new();
        for (key, value) in index.changes().range(start..end) {
            let pages = value
                .as_ref()
                .filter(|_| index::page_position(key).is_some());
            let last = match (pages, index::page_position(key)) {
                // A page stands for an item of each of its entries.
                (Some(page), Some(first)) => {
                    let more = page::count(page).unwrap_or(1).saturating_sub(1);
                    index::at_position(key, first.saturating_add(more))
                }
                _ => key.clone(),
            };
            changed.extend(self.of(key)..=self.of(&last));
        }
        changed
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::batch::Batch;
    use crate::blob::Blobs;
    use crate::changes;
    use crate::index::MemoryIndex;
    use crate::shelf::Shelf;

    #[derive(Clone, Debug)]
    enum Change {
        Put(u8, usize),
        Delete(u8),
        Append(u8, usize),
        Close(u8),
        PutLocal(u8, usize),
        AppendLocal(u8, usize),
    }

    impl Change {
        fn put_into(&self, batch: &mut Batch) {
            let bytes = |name: u8, size: usize| vec![name; size];
            match *self {
                Self::Put(name, size) => batch.put([name], bytes(name, size)),
                Self::Delete(name) => batch.delete([name]),
                Self::Append(name, size) => batch.append([name % 5], bytes(name, size)),
                Self::Close(name) => batch.close_span([name % 5]),
                Self::PutLocal(name, size) => batch.put_local([name], bytes(name, size)),
                Self::AppendLocal(name, size) => batch.append_local([name % 5], bytes(name, size)),
            }
        }
    }

    fn change() -> impl Strategy<Value = Change> {
        let size = || {
            prop_oneof![
                4 => 0..200usize,
                4 => 20_000..70_000usize,
                1 => 1_000_000..2_500_000usize,
            ]
        };
        prop_oneof![
            6 => (any::<u8>(), size()).prop_map(|(name, size)| Change::Put(name, size)),
            2 => any::<u8>().prop_map(Change::Delete),
            6 => (any::<u8>(), size()).prop_map(|(name, size)| Change::Append(name, size)),
            1 => any::<u8>().prop_map(Change::Close),
            1 => (any::<u8>(), size()).prop_map(|(name, size)| Change::PutLocal(name, size)),
            1 => (any::<u8>(), size()).prop_map(|(name, size)| Change::AppendLocal(name, size)),
        ]
    }

    /// Commits a block.
    fn commit(index: &mut dyn Index, changes: &[Change]) {
        let mut batch = Batch::new();
        changes
            .iter()
            .for_each(|change| change.put_into(&mut batch));
        let mut block = batch.block;
        for (space, part) in [
            (Space::Shared, &mut block.shared),
            (Space::Local, &mut block.local),
        ] {
            for (stream, appended) in &mut part.streams {
                appended.first = index::extent(index, space, stream).unwrap().length;
            }
        }
        let effect = changes::of(index, &block).unwrap();
        index.apply(effect.complete(block, Tip::default())).unwrap();
    }

    fn whole(index: &dyn Index) -> Built {
        let entries = crate::upkeep::all_entries(index).unwrap();
        build_whole(entries, Tip::default(), &mut |_, _| Ok(())).unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

        /// spec S13
        #[test]
        fn a_checkpoint_depends_on_nothing_but_what_is_held(
            changes in prop::collection::vec(change(), 1..160),
            blocks in prop::collection::vec(1..20usize, 1..20),
            other_blocks in prop::collection::vec(1..20usize, 1..20),
            checkpoints in prop::collection::vec(any::<bool>(), 1..20),
        ) {
            let mut plain = MemoryIndex::default();
            let mut rest = changes.as_slice();
            for count in blocks.iter().cycle() {
                let (block, after) = rest.split_at((*count).min(rest.len()));
                commit(&mut plain, block);
                rest = after;
                if rest.is_empty() {
                    break;
                }
            }
            let blobs = Shelf::new(Blobs::Memory(BTreeMap::new()));
            let over = |root: Root| {
                let base = CheckpointIndex::new(Arc::new(root), blobs.clone());
                Buffered::new(base, usize::MAX)
            };
            let make = |index: &Buffered<CheckpointIndex>| {
                let mut sink = |hash, bytes: Vec<u8>| {
                    assert_eq!(blobs.write().put(&bytes).unwrap(), hash);
                    Ok(())
                };
                build_on(index, Tip::default(), &mut sink).unwrap()
            };
            let mut index = over(Root::empty());
            let mut rest = changes.as_slice();
            for (count, checkpoint) in other_blocks.iter().cycle().zip(checkpoints.iter().cycle()) {
                let (block, after) = rest.split_at((*count).min(rest.len()));
                commit(&mut index, block);
                rest = after;
                if rest.is_empty() {
                    break;
                }
                if *checkpoint {
                    index = over(make(&index).root);
                }
            }
            let built = make(&index);
            prop_assert_eq!(&whole(&index), &built);
            prop_assert_eq!(&whole(&plain), &built);
            // The checkpoint shows what it was made of, from everywhere.
            let shown = over(built.root);
            prop_assert_eq!(whole(&shown).hash, built.hash);
            for (key, value) in crate::upkeep::all_entries(&index).unwrap().map(Result::unwrap) {
                if index::page_position(&key).is_none() {
                    prop_assert_eq!(shown.get(&key).unwrap(), Some(value));
                    let after = [&key[..], &[0]].concat();
                    let last = shown.last(b"", &after).unwrap();
                    prop_assert_eq!(last.map(|(key, _)| key), Some(key));
                }
            }
        }
    }
}
