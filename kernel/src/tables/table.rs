//! One table: rows in key order, with the rows' state at the start of the crank kept aside.
//!
//! A crank that is undone puts those back, exactly; one that is committed yields what changed, in key
//! order. A table must never be iterated in any other order, nor know what its rows mean.

use std::collections::BTreeMap;
use std::ops::RangeBounds;

use crankcase_abi::codec;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::KernelError;

/// A key with a canonical byte form.
pub(crate) trait Key: Ord + Clone {
    /// Appends the bytes.
    fn write(&self, out: &mut Vec<u8>);
    /// Reads them back; `None` when they are not such a key.
    fn read(bytes: &[u8]) -> Option<Self>;
}

/// What rows are.
pub(crate) trait Row: Clone + PartialEq + Serialize + DeserializeOwned {}
impl<T: Clone + PartialEq + Serialize + DeserializeOwned> Row for T {}

/// A table of the kernel. `TAG` is the first byte of its keys in the store.
#[derive(Debug)]
pub(crate) struct Table<const TAG: u8, K, V> {
    rows: BTreeMap<K, V>,
    /// Each key that the current crank wrote, with its row before.
    before: BTreeMap<K, Option<V>>,
}

impl<const TAG: u8, K: Key, V: Row> Table<TAG, K, V> {
    pub(crate) const fn new() -> Self {
        Self {
            rows: BTreeMap::new(),
            before: BTreeMap::new(),
        }
    }

    pub(crate) fn get(&self, key: &K) -> Option<&V> {
        self.rows.get(key)
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        self.rows.iter()
    }

    pub(crate) fn range(
        &self,
        range: impl RangeBounds<K>,
    ) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        self.rows.range(range)
    }

    pub(crate) fn put(&mut self, key: K, row: V) {
        let old = self.rows.insert(key.clone(), row);
        self.before.entry(key).or_insert(old);
    }

    pub(crate) fn remove(&mut self, key: &K) -> Option<V> {
        let old = self.rows.remove(key)?;
        self.before
            .entry(key.clone())
            .or_insert_with(|| Some(old.clone()));
        Some(old)
    }

    /// Changes a row in place; says whether it was there.
    pub(crate) fn update(&mut self, key: &K, change: impl FnOnce(&mut V)) -> bool {
        let Some(row) = self.rows.get_mut(key) else {
            return false;
        };
        if !self.before.contains_key(key) {
            self.before.insert(key.clone(), Some(row.clone()));
        }
        change(row);
        true
    }

    /// Puts every row back to where the crank found it.
    pub(crate) fn undo(&mut self) {
        for (key, old) in std::mem::take(&mut self.before) {
            match old {
                Some(row) => self.rows.insert(key, row),
                None => self.rows.remove(&key),
            };
        }
    }

    /// What the crank has changed so far: key, row before, row now.
    pub(crate) fn changes(&self) -> impl Iterator<Item = (&K, Option<&V>, Option<&V>)> {
        self.before
            .iter()
            .map(|(key, old)| (key, old.as_ref(), self.rows.get(key)))
    }

    /// Hands over the store's operations for what changed, and begins the next crank.
    pub(crate) fn take_changes(&mut self, mut each: impl FnMut(Vec<u8>, Option<Vec<u8>>)) {
        while let Some((key, old)) = self.before.pop_first() {
            let new = self.rows.get(&key);
            if new == old.as_ref() {
                continue;
            }
            let mut bytes = vec![TAG];
            key.write(&mut bytes);
            each(bytes, new.map(codec::encode));
        }
    }

    /// Forgets what changed, for tables that are derived from others.
    pub(crate) fn forget_changes(&mut self) {
        self.before.clear();
    }

    /// Takes over one row of the store.
    pub(crate) fn load(&mut self, key: &[u8], row: &[u8]) -> Result<(), KernelError> {
        let damaged =
            |what: &str| KernelError::Corrupt(format!("table {:?}: {what}", char::from(TAG)));
        let key = K::read(key).ok_or_else(|| damaged("a key that is none"))?;
        let row = codec::decode(row)
            .map_err(|error| damaged(&format!("a row that is none ({error})")))?;
        self.rows.insert(key, row);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    impl Key for u64 {
        fn write(&self, out: &mut Vec<u8>) {
            out.extend(self.to_be_bytes());
        }
        fn read(bytes: &[u8]) -> Option<Self> {
            Some(Self::from_be_bytes(bytes.try_into().ok()?))
        }
    }

    proptest! {
        #[test]
        fn undo_restores_and_changes_rebuild(ops in prop::collection::vec((0u64..8, prop::option::of(0u32..4), any::<u8>()), 0..60)) {
            let mut table = Table::<b'x', u64, u32>::new();
            let mut stored: BTreeMap<u64, u32> = BTreeMap::new();
            for (key, row, then) in ops {
                match row {
                    Some(row) if then % 2 == 0 => table.put(key, row),
                    Some(row) => { table.update(&key, |old| *old = row); }
                    None => { table.remove(&key); }
                }
                if then < 40 {
                    table.undo();
                    prop_assert_eq!(&table.rows, &stored);
                } else if then > 200 {
                    table.take_changes(|key, row| {
                        let key = u64::read(&key[1..]).unwrap();
                        match row {
                            Some(row) => stored.insert(key, codec::decode(&row).unwrap()),
                            None => stored.remove(&key),
                        };
                    });
                    prop_assert_eq!(&table.rows, &stored);
                }
            }
        }
    }
}
