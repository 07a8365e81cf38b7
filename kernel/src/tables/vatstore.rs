//! The stores of the vats: the one table that is not kept in memory, because it grows with what vats have to
//! remember and not with what is under way. Rows are read when a vat asks for them.
//!
//! What was written and is not in the store yet is always known here; of what was only read, as much as there is
//! room for. Whether a row is known must never show in anything but time.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use crankcase_abi::codec;
use crankcase_store::{Store, StoreError};

use super::keys::StoreKey;
use super::table::Key;
use crate::error::KernelError;
use crate::ids::VatId;

/// The first byte of its keys in the store.
pub(crate) const TAG: u8 = b's';
/// About how many bytes of rows are kept that could be read again.
const ROOM: usize = 64 << 20;
/// So many rows that are not there are passed over before it is worth to remember that.
const WORTH_A_GAP: usize = 8;
/// More gaps than these are not remembered.
const MOST_GAPS: usize = 10_000;
/// What a row costs in memory beside its key and value, about, in bytes.
const OVERHEAD: usize = 120;

/// The table.
#[derive(Debug, Default)]
pub(crate) struct VatStore {
    /// Rows as they are now; `None` where there is none.
    known: BTreeMap<StoreKey, Option<String>>,
    /// Each key that the current crank wrote, with its row before.
    before: BTreeMap<StoreKey, Option<String>>,
    /// What earlier cranks wrote that is not in the store yet.
    unsaved: BTreeSet<StoreKey>,
    /// From where to where a vat has nothing, both ends left open, `None` for all that follows: so that keys that
    /// were removed are not passed over again and again. No two of them overlap.
    gaps: BTreeMap<StoreKey, Option<String>>,
    /// About how large `known` is, in bytes, and when it is looked through for what can go.
    bytes: usize,
    limit: usize,
}

/// Whether a key comes before the end of a gap.
fn is_before(key: &str, end: Option<&String>) -> bool {
    end.is_none_or(|end| key < end.as_str())
}

fn size(key: &StoreKey, row: Option<&String>) -> usize {
    OVERHEAD + key.1.len() + row.map_or(0, String::len)
}

impl VatStore {
    pub(crate) fn new() -> Self {
        Self {
            limit: ROOM,
            ..Self::default()
        }
    }

    /// What is under a key.
    pub(crate) fn get(
        &mut self,
        store: &Store,
        key: &StoreKey,
    ) -> Result<Option<String>, KernelError> {
        if let Some(row) = self.known.get(key) {
            return Ok(row.clone());
        }
        let row = read(store, key)?;
        self.bytes += size(key, row.as_ref());
        self.known.insert(key.clone(), row.clone());
        Ok(row)
    }

    /// Puts something under a key; says whether there was nothing.
    pub(crate) fn put(
        &mut self,
        store: &Store,
        key: StoreKey,
        value: String,
    ) -> Result<bool, KernelError> {
        self.write(store, key, Some(value)).map(|old| !old)
    }

    /// Removes what is under a key; says whether there was something.
    pub(crate) fn remove(&mut self, store: &Store, key: &StoreKey) -> Result<bool, KernelError> {
        self.write(store, key.clone(), None)
    }

    /// Says whether there was a row.
    fn write(
        &mut self,
        store: &Store,
        key: StoreKey,
        row: Option<String>,
    ) -> Result<bool, KernelError> {
        let old = match self.known.get_mut(&key) {
            Some(old) => std::mem::replace(old, row.clone()),
            None => {
                let old = read(store, &key)?;
                self.known.insert(key.clone(), row.clone());
                old
            }
        };
        self.bytes += size(&key, row.as_ref());
        if row.is_some()
            && let Some((from, to)) = self.gaps.range_mut(..&key).next_back()
            && from.0 == key.0
            && to.as_ref().is_none_or(|to| *to > key.1)
        {
            *to = Some(key.1.clone());
        }
        let was_there = old.is_some();
        self.before.entry(key).or_insert(old);
        Ok(was_there)
    }

    /// The first key of a vat after `prior`; before every key stands the empty text.
    pub(crate) fn next_key(
        &mut self,
        store: &Store,
        vat: VatId,
        prior: &str,
    ) -> Result<Option<String>, KernelError> {
        let (found, passed) = self.look_for(store, vat, prior)?;
        if passed >= WORTH_A_GAP {
            self.remember_gap(vat, prior, found.as_ref());
        }
        Ok(found)
    }

    /// The first key of a vat after `prior`, and how many that are not there were passed over.
    fn look_for(
        &self,
        store: &Store,
        vat: VatId,
        prior: &str,
    ) -> Result<(Option<String>, usize), KernelError> {
        let from = StoreKey(vat, prior.to_owned());
        let gap = self.gaps.range(..=&from).next_back();
        let gap = gap.filter(|(start, end)| start.0 == vat && is_before(prior, end.as_ref()));
        // The far end of a gap may be there; `prior` is not asked for.
        let from = match gap {
            Some((_, None)) => return Ok((None, 0)),
            Some((_, Some(end))) => Bound::Included(StoreKey(vat, end.clone())),
            None => Bound::Excluded(from),
        };
        let (Bound::Included(first) | Bound::Excluded(first)) = &from else {
            unreachable!("it was made with an end")
        };
        let known = self.known.range((from.as_ref(), Bound::Unbounded));
        let mut known = known.take_while(|(key, _)| key.0 == vat).peekable();
        let mut stored = self.stored(store, vat, first)?.peekable();
        if matches!(from, Bound::Excluded(_)) {
            stored.next_if(|row| row.as_ref().is_ok_and(|key| key == first));
        }
        let mut passed = 0;
        // In step, so that neither side is walked beyond the first key that is there.
        loop {
            let Some((key, row)) = known.peek() else {
                let next = stored.next().transpose()?;
                return Ok((next.map(|key| key.1), passed));
            };
            let next = stored.next_if(|next| next.as_ref().map_or(true, |next| next <= key));
            match next.transpose()? {
                Some(next) if next < **key => return Ok((Some(next.1), passed)),
                _ if row.is_some() => return Ok((Some(key.1.clone()), passed)),
                _ => {}
            }
            known.next();
            passed += 1;
        }
    }

    /// Remembers that a vat has nothing between `from` and `to`.
    fn remember_gap(&mut self, vat: VatId, from: &str, to: Option<&String>) {
        let mut from = StoreKey(vat, from.to_owned());
        if let Some((before, end)) = self.gaps.range(..=&from).next_back()
            && before.0 == vat
            && is_before(&from.1, end.as_ref())
        {
            from = before.clone();
        }
        let within = self.gaps.range(&from..).map(|(key, _)| key);
        let within = within.take_while(|key| key.0 == vat && is_before(&key.1, to));
        for key in within.cloned().collect::<Vec<_>>() {
            self.gaps.remove(&key);
        }
        if self.gaps.len() >= MOST_GAPS {
            self.gaps.clear();
        }
        self.gaps.insert(from, to.cloned());
    }

    /// The keys of a vat that the store has, from this one on.
    fn stored<'a>(
        &self,
        store: &'a Store,
        vat: VatId,
        from: &StoreKey,
    ) -> Result<impl Iterator<Item = Result<StoreKey, KernelError>> + use<'a>, StoreError> {
        let rows = store.scan_from(&prefix(vat), &bytes_of(from))?;
        Ok(rows.map(|row| key_of(&row?.0)))
    }

    /// Removes the first row of a vat; says whether there was one.
    pub(crate) fn remove_first(&mut self, store: &Store, vat: VatId) -> Result<bool, KernelError> {
        let Some(key) = self.next_key(store, vat, "")? else {
            return Ok(false);
        };
        self.remove(store, &StoreKey(vat, key))
    }

    /// Whether a vat has any rows.
    pub(crate) fn has_any(&mut self, store: &Store, vat: VatId) -> Result<bool, KernelError> {
        Ok(self.next_key(store, vat, "")?.is_some())
    }

    /// All rows of a vat, in key order, read one after the other and not kept.
    pub(crate) fn rows<'a>(
        &'a self,
        store: &'a Store,
        vat: VatId,
    ) -> impl Iterator<Item = Result<(String, String), KernelError>> + 'a {
        let mut prior = Some(String::new());
        std::iter::from_fn(move || {
            let next = self.row_after(store, vat, &prior.take()?).transpose()?;
            prior = next.as_ref().ok().map(|(key, _)| key.clone());
            Some(next)
        })
    }

    fn row_after(
        &self,
        store: &Store,
        vat: VatId,
        prior: &str,
    ) -> Result<Option<(String, String)>, KernelError> {
        let Some(key) = self.look_for(store, vat, prior)?.0 else {
            return Ok(None);
        };
        let key = StoreKey(vat, key);
        let row = match self.known.get(&key) {
            Some(row) => row.clone(),
            None => read(store, &key)?,
        };
        Ok(Some((key.1, row.unwrap_or_default())))
    }

    /// The vats that have rows, each once.
    pub(crate) fn vats(&self, store: &Store) -> Result<BTreeSet<VatId>, KernelError> {
        let present = self.known.iter().filter(|(_, row)| row.is_some());
        let mut vats: BTreeSet<_> = present.map(|(key, _)| key.0).collect();
        let mut from = bytes_of(&StoreKey(VatId(0), String::new()));
        while let Some(row) = store.scan_from(&[TAG], &from)?.next() {
            let vat = key_of(&row?.0)?.0;
            if self.look_for(store, vat, "")?.0.is_some() {
                vats.insert(vat);
            }
            let Some(next) = vat.0.checked_add(1) else {
                break;
            };
            from = prefix(VatId(next));
        }
        Ok(vats)
    }

    /// Puts every row back to where the crank found it.
    pub(crate) fn undo(&mut self) {
        self.known.append(&mut self.before);
        self.gaps.clear();
    }

    /// Whether the crank has changed anything.
    pub(crate) fn has_changed(&self) -> bool {
        let now = |key| self.known.get(key).and_then(Option::as_ref);
        self.before
            .iter()
            .any(|(key, old)| now(key) != old.as_ref())
    }

    /// Hands over the store's operations for what changed, in key order, and begins the next crank.
    pub(crate) fn take_changes(&mut self, mut each: impl FnMut(Vec<u8>, Option<Vec<u8>>)) {
        while let Some((key, old)) = self.before.pop_first() {
            let new = self.known.get(&key).and_then(Option::as_ref);
            if new != old.as_ref() {
                each(bytes_of(&key), new.map(codec::encode));
                self.unsaved.insert(key);
            }
        }
        self.make_room();
    }

    /// Everything that earlier cranks wrote is in the store now.
    pub(crate) fn saved(&mut self) {
        self.unsaved.clear();
        self.make_room();
    }

    /// Forgets what can be read again, between two cranks, when there is too much of it.
    fn make_room(&mut self) {
        if self.bytes <= self.limit {
            return;
        }
        let unsaved = &self.unsaved;
        self.known.retain(|key, _| unsaved.contains(key));
        let left = self.known.iter();
        self.bytes = left.map(|(key, row)| size(key, row.as_ref())).sum();
        // What has to stay is not looked through again and again.
        self.limit = ROOM.max(self.bytes * 2);
    }
}

fn prefix(vat: VatId) -> Vec<u8> {
    bytes_of(&StoreKey(vat, String::new()))
}

fn bytes_of(key: &StoreKey) -> Vec<u8> {
    let mut bytes = vec![TAG];
    key.write(&mut bytes);
    bytes
}

fn damaged(what: &str) -> KernelError {
    KernelError::Corrupt(format!("the stores of the vats: {what}"))
}

fn key_of(bytes: &[u8]) -> Result<StoreKey, KernelError> {
    let key = bytes.strip_prefix(&[TAG]).and_then(StoreKey::read);
    key.filter(|key| crate::crank::is_store_key(&key.1))
        .ok_or_else(|| damaged("a key that is none"))
}

fn read(store: &Store, key: &StoreKey) -> Result<Option<String>, KernelError> {
    let row = store.get(&bytes_of(key))?;
    row.map(|row| codec::decode(&row))
        .transpose()
        .map_err(|error| damaged(&format!("a row that is none ({error})")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crankcase_store::Batch;
    use proptest::prelude::*;

    type Model = BTreeMap<StoreKey, String>;

    #[derive(Clone, Debug)]
    enum Step {
        Put(StoreKey, String),
        Remove(StoreKey),
        RemoveFirst(VatId),
        Undo,
        Seal,
        Commit,
        Forget,
        Next(StoreKey),
    }

    fn key() -> impl Strategy<Value = StoreKey> {
        (1..4u64, "[ab]{1,3}").prop_map(|(vat, key)| StoreKey(VatId(vat), key))
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            6 => (key(), "[xy]?").prop_map(|(key, value)| Step::Put(key, value)),
            4 => key().prop_map(Step::Remove),
            2 => (1..4u64).prop_map(|vat| Step::RemoveFirst(VatId(vat))),
            1 => Just(Step::Undo),
            2 => Just(Step::Seal),
            2 => Just(Step::Commit),
            1 => Just(Step::Forget),
            3 => key().prop_map(Step::Next),
        ]
    }

    /// What the table shows is what the model says.
    fn compare(table: &VatStore, store: &Store, model: &Model) {
        for vat in (1..4).map(VatId) {
            let rows = table.rows(store, vat).collect::<Result<Vec<_>, _>>();
            let expected: Vec<_> = model
                .iter()
                .filter(|(key, _)| key.0 == vat)
                .map(|(key, value)| (key.1.clone(), value.clone()))
                .collect();
            assert_eq!(rows.unwrap(), expected);
            assert_eq!(
                table.look_for(store, vat, "").unwrap().0.is_some(),
                !expected.is_empty()
            );
        }
        let vats: BTreeSet<_> = model.keys().map(|key| key.0).collect();
        assert_eq!(table.vats(store).unwrap(), vats);
    }

    proptest! {
        #[test]
        fn a_table_that_is_not_in_memory_is_as_one_that_is(steps in prop::collection::vec(step(), 0..60), small in any::<bool>()) {
            let mut store = Store::memory();
            let mut table = VatStore::new();
            let (mut now, mut sealed, mut open) = (Model::new(), Model::new(), Batch::new());
            for step in steps {
                if small {
                    table.limit = 0;
                }
                match step {
                    Step::Put(key, value) => {
                        let new = table.put(&store, key.clone(), value.clone()).unwrap();
                        prop_assert_eq!(new, now.insert(key, value).is_none());
                    }
                    Step::Remove(key) => {
                        let there = table.remove(&store, &key).unwrap();
                        prop_assert_eq!(there, now.remove(&key).is_some());
                        prop_assert_eq!(table.get(&store, &key).unwrap(), None);
                    }
                    Step::RemoveFirst(vat) => {
                        let first = now.keys().find(|key| key.0 == vat).cloned();
                        prop_assert_eq!(table.remove_first(&store, vat).unwrap(), first.is_some());
                        first.map(|key| now.remove(&key));
                    }
                    Step::Undo => {
                        table.undo();
                        now.clone_from(&sealed);
                    }
                    Step::Seal | Step::Commit => {
                        prop_assert_eq!(table.has_changed(), now != sealed);
                        table.take_changes(|key, row| match row {
                            Some(row) => open.put(key, row),
                            None => open.delete(key),
                        });
                        sealed.clone_from(&now);
                        if matches!(step, Step::Commit) {
                            store.commit(std::mem::take(&mut open)).unwrap();
                            table.saved();
                        }
                    }
                    Step::Forget if table.unsaved.is_empty() && table.before.is_empty() => {
                        table = VatStore::new();
                    }
                    Step::Forget => {}
                    Step::Next(key) => {
                        let next = now.keys().find(|next| next.0 == key.0 && next.1 > key.1);
                        let found = table.next_key(&store, key.0, &key.1).unwrap();
                        prop_assert_eq!(found.as_ref(), next.map(|next| &next.1));
                        // As if it had passed over many.
                        if small {
                            table.remember_gap(key.0, &key.1, found.as_ref());
                        }
                    }
                }
                compare(&table, &store, &now);
            }
        }
    }
}
