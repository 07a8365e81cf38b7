//! Blocks gathered in memory on their way to the index engine, so that keys that change in every block
//! reach the engine once for many blocks.
//!
//! The log has every block already, so nothing is lost with the memory: an index that is behind is
//! redone. The engine still gets whole blocks only, the last one's height and hash among them.
//!
//! Must never show a block in part, and must never give the engine a part of one.

use std::collections::btree_map;
use std::iter::{self, Peekable};
use std::ops::Bound;

use crate::index::{Changes, Entries, Entry, Index, IndexError};

/// What an entry costs in memory beyond its key and value, about, in bytes.
const ENTRY_OVERHEAD: usize = 100;

/// After so many removed keys the engine gets them, since whoever looks for a key that is there passes over them.
const REMOVED: usize = 4096;

/// An index in front of an index.
pub(crate) struct Buffered<I: Index> {
    engine: I,
    /// What the engine does not have yet.
    changes: Changes,
    /// About how much memory they take. Never falls before the changes are handed on, so that blocks that
    /// change the same keys again and again do not put it off for ever.
    bytes: usize,
    limit: usize,
    /// True if the engine did not take what it was given: nobody knows then what it has.
    failed: bool,
}

impl<I: Index> Buffered<I> {
    /// Gathers up to about `limit` bytes before the engine gets them.
    pub(crate) fn new(engine: I, limit: usize) -> Self {
        Self {
            engine,
            changes: Changes::new(),
            bytes: 0,
            limit,
            failed: false,
        }
    }

    fn check(&self) -> Result<(), IndexError> {
        match self.failed {
            true => Err(IndexError("it failed before".to_owned())),
            false => Ok(()),
        }
    }
}

impl<I: Index> Buffered<I> {
    /// The index behind it.
    pub(crate) fn engine(&self) -> &I {
        &self.engine
    }

    /// What has changed against the index behind it.
    pub(crate) fn changes(&self) -> &Changes {
        &self.changes
    }
}

impl<I: Index> Index for Buffered<I> {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, IndexError> {
        self.check()?;
        match self.changes.get(key) {
            Some(value) => Ok(value.clone()),
            None => self.engine.get(key),
        }
    }

    fn range(&self, from: &[u8], to: &[u8]) -> Result<Entries<'_>, IndexError> {
        self.check()?;
        let bounds = (Bound::Included(from), Bound::Excluded(to));
        let mut changes = self.changes.range::<[u8], _>(bounds).peekable();
        let mut entries = self.engine.range(from, to)?.peekable();
        Ok(Box::new(iter::from_fn(move || {
            merge(&mut changes, &mut entries)
        })))
    }

    fn last(&self, from: &[u8], before: &[u8]) -> Result<Option<Entry>, IndexError> {
        self.check()?;
        let mut before = before.to_vec();
        loop {
            let bounds = (Bound::Included(from), Bound::Excluded(before.as_slice()));
            let change = self.changes.range::<[u8], _>(bounds).next_back();
            let entry = self.engine.last(from, &before)?;
            let Some((key, value)) = change else {
                return Ok(entry);
            };
            if entry.as_ref().is_some_and(|(other, _)| other > key) {
                return Ok(entry);
            }
            match value {
                Some(value) => return Ok(Some((key.clone(), value.clone()))),
                // Removed: go on before it.
                None => before.clone_from(key),
            }
        }
    }

    fn apply(&mut self, changes: Changes) -> Result<(), IndexError> {
        self.check()?;
        for (key, value) in changes {
            let bytes = match &value {
                Some(value) => ENTRY_OVERHEAD + key.len() + value.len(),
                None => (ENTRY_OVERHEAD + key.len()).max(self.limit / REMOVED),
            };
            self.bytes = self.bytes.saturating_add(bytes);
            self.changes.insert(key, value);
        }
        if self.bytes > self.limit {
            self.hand_on()
        } else {
            Ok(())
        }
    }

    fn hand_on(&mut self) -> Result<(), IndexError> {
        self.check()?;
        self.bytes = 0;
        let changes = std::mem::take(&mut self.changes);
        if changes.is_empty() {
            return Ok(());
        }
        self.failed = true;
        self.engine.apply(changes)?;
        self.engine.hand_on()?;
        self.failed = false;
        Ok(())
    }

    fn condemn(&self) {
        self.engine.condemn();
    }
}

/// The next entry of the engine's entries with the changes over them.
fn merge(
    changes: &mut Peekable<btree_map::Range<'_, Vec<u8>, Option<Vec<u8>>>>,
    entries: &mut Peekable<Entries<'_>>,
) -> Option<Result<Entry, IndexError>> {
    loop {
        let Some((key, value)) = changes.peek() else {
            return entries.next();
        };
        match entries.peek() {
            Some(Err(_)) => return entries.next(),
            Some(Ok((other, _))) if other < *key => return entries.next(),
            Some(Ok((other, _))) if other == *key => {
                entries.next();
            }
            _ => {}
        }
        let entry = value.as_ref().map(|value| ((*key).clone(), value.clone()));
        changes.next();
        if let Some(entry) = entry {
            return Some(Ok(entry));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::index::MemoryIndex;

    fn key() -> impl Strategy<Value = Vec<u8>> {
        prop::collection::vec(0..3u8, 1..4)
    }

    fn block() -> impl Strategy<Value = Changes> {
        prop::collection::btree_map(
            key(),
            prop::option::of(prop::collection::vec(any::<u8>(), 0..3)),
            0..6,
        )
    }

    /// An engine that takes nothing.
    struct Full;

    impl Index for Full {
        fn get(&self, _: &[u8]) -> Result<Option<Vec<u8>>, IndexError> {
            Ok(None)
        }

        fn range(&self, _: &[u8], _: &[u8]) -> Result<Entries<'_>, IndexError> {
            Ok(Box::new(iter::empty()))
        }

        fn last(&self, _: &[u8], _: &[u8]) -> Result<Option<Entry>, IndexError> {
            Ok(None)
        }

        fn apply(&mut self, _: Changes) -> Result<(), IndexError> {
            Err(IndexError("full".to_owned()))
        }
    }

    #[test]
    fn after_its_engine_failed_a_buffer_answers_nothing() {
        let mut buffered = Buffered::new(Full, 1000);
        buffered.apply([(vec![1], Some(vec![2]))].into()).unwrap();
        assert_eq!(buffered.get(&[1]).unwrap(), Some(vec![2]));
        assert!(buffered.hand_on().is_err());
        assert!(buffered.get(&[1]).is_err() && buffered.range(&[0], &[9]).is_err());
        assert!(buffered.last(&[0], &[9]).is_err() && buffered.hand_on().is_err());
        assert!(buffered.apply(Changes::new()).is_err());
    }

    proptest! {
        #[test]
        fn a_buffer_shows_what_the_index_would(
            blocks in prop::collection::vec(block(), 0..12),
            limit in 0..3000usize,
            from in key(),
            to in key(),
        ) {
            let mut plain = MemoryIndex::default();
            let mut buffered = Buffered::new(MemoryIndex::default(), limit);
            let (from, to) = (from.clone().min(to.clone()), from.max(to));
            for block in blocks {
                plain.apply(block.clone()).unwrap();
                buffered.apply(block).unwrap();
                prop_assert_eq!(plain.get(&from).unwrap(), buffered.get(&from).unwrap());
                prop_assert_eq!(plain.last(&from, &to).unwrap(), buffered.last(&from, &to).unwrap());
                let all = |index: &dyn Index| -> Vec<Entry> {
                    index.range(&from, &to).unwrap().map(Result::unwrap).collect()
                };
                prop_assert_eq!(all(&plain), all(&buffered));
            }
            buffered.hand_on().unwrap();
            let all = |index: &dyn Index| -> Vec<Entry> {
                index.range(&[], &[9]).unwrap().map(Result::unwrap).collect()
            };
            prop_assert_eq!(all(&plain), all(&buffered.engine));
        }
    }
}
