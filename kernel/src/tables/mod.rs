//! The kernel's state: every table, changed together and undone together.
//!
//! This module must never decide anything about vats or messages. It keeps three promises: a crank
//! that is undone leaves no trace, a crank that is committed yields its changes in one canonical order,
//! and what `load` reads from a store is what was committed.

pub(crate) mod clist;
pub(crate) mod rows;
pub(crate) mod table;

use std::collections::{BTreeMap, BTreeSet};

use crankcase_abi::codec;
use crankcase_store::Store;

use crate::error::KernelError;
use crate::ids::{CrankNumber, GenesisHash, KernelRef, VatId};
use crankcase_abi::{CapData, ImageId, VatRef};
use rows::{
    KernelRow, Message, ObjectRow, PromiseState, QueueItem, QueuePosition, STATE_VERSION,
    VatConfigRow, VatStateRow,
};
use table::Table;

/// Everything the kernel knows.
#[derive(Debug)]
pub(crate) struct Tables {
    pub(crate) kernel: Table<b'k', (), KernelRow>,
    pub(crate) configs: Table<b'C', VatId, VatConfigRow>,
    pub(crate) vats: Table<b'v', VatId, VatStateRow>,
    pub(crate) objects: Table<b'o', KernelRef, ObjectRow>,
    pub(crate) promises: Table<b'p', KernelRef, PromiseState>,
    /// How often each promise is referred to: c-list entries, queued mentions, the data of resolved
    /// promises, pins (spec R6). Apart from the promises, whose data may be large.
    pub(crate) counts: Table<b'n', KernelRef, u64>,
    /// Messages that wait for their promise.
    pub(crate) waiting: Table<b'm', (KernelRef, QueuePosition), Message>,
    /// What entered since the last routing; empty between cranks (spec P2.2).
    pub(crate) acceptance: Table<b'a', QueuePosition, QueueItem>,
    pub(crate) run_queue: Table<b'r', QueuePosition, QueueItem>,
    /// Promises that the host holds on to; each counts as a reference.
    pub(crate) pins: Table<b'i', KernelRef, ()>,
    /// The c-lists, kernel to vat.
    clist: Table<b'c', (VatId, KernelRef), VatRef>,
    /// The c-lists, vat to kernel: derived from `clist`, never stored.
    reverse: Table<b'_', (VatId, VatRef), KernelRef>,
    /// Promises whose refcount reached zero in this crank.
    released: BTreeSet<KernelRef>,
}

impl Tables {
    fn empty() -> Self {
        Self {
            kernel: Table::new(),
            configs: Table::new(),
            vats: Table::new(),
            objects: Table::new(),
            promises: Table::new(),
            counts: Table::new(),
            waiting: Table::new(),
            acceptance: Table::new(),
            run_queue: Table::new(),
            pins: Table::new(),
            clist: Table::new(),
            reverse: Table::new(),
            released: BTreeSet::new(),
        }
    }

    /// The state of a kernel without vats.
    pub(crate) fn new(image: ImageId, genesis: GenesisHash) -> Self {
        let mut tables = Self::empty();
        tables.kernel.put(
            (),
            KernelRow {
                version: STATE_VERSION,
                image,
                genesis,
                next_object: KernelRef::FIRST_OBJECT,
                next_promise: KernelRef::FIRST_PROMISE,
                next_vat: VatId::FIRST,
                crank: CrankNumber(0),
                bootstrap: KernelRef::promise(KernelRef::FIRST_PROMISE),
            },
        );
        tables
    }

    /// Reads the state that a store holds.
    pub(crate) fn load(store: &Store) -> Result<Self, KernelError> {
        let mut tables = Self::empty();
        let kernel = store.get(b"k")?.ok_or(KernelError::NoKernel)?;
        check_version(&kernel)?;
        for row in store.scan(&[])? {
            let (key, row) = row?;
            let Some((tag, key)) = key.split_first() else {
                return Err(KernelError::Corrupt("a row without a table".to_owned()));
            };
            match *tag {
                b'k' => tables.kernel.load(key, &row)?,
                b'C' => tables.configs.load(key, &row)?,
                b'v' => tables.vats.load(key, &row)?,
                b'o' => tables.objects.load(key, &row)?,
                b'p' => tables.promises.load(key, &row)?,
                b'n' => tables.counts.load(key, &row)?,
                b'm' => tables.waiting.load(key, &row)?,
                b'r' => tables.run_queue.load(key, &row)?,
                b'i' => tables.pins.load(key, &row)?,
                b'c' => tables.clist.load(key, &row)?,
                crate::crank::commit::ACTIVITY_TAG => {}
                other => {
                    return Err(KernelError::Corrupt(format!(
                        "unknown table {:?}",
                        char::from(other)
                    )));
                }
            }
        }
        for ((vat, kref), vref) in tables.clist.iter() {
            tables.reverse.put((*vat, *vref), *kref);
        }
        tables.reverse.forget_changes();
        tables.check()?;
        Ok(tables)
    }

    /// The relations between rows that the rest of the kernel relies on.
    fn check(&self) -> Result<(), KernelError> {
        let damaged = |what: String| Err(KernelError::Corrupt(what));
        for (vat, _) in self.configs.iter() {
            if self.vats.get(vat).is_none() {
                return damaged(format!("vat {vat} has no state"));
            }
        }
        for (vat, _) in self.vats.iter() {
            if self.configs.get(vat).is_none() {
                return damaged(format!("vat {vat} has no configuration"));
            }
        }
        if self.clist.len() != self.reverse.len() {
            return damaged("a c-list names one reference twice".to_owned());
        }
        for ((vat, kref), _) in self.clist.iter() {
            if self.vats.get(vat).is_none() || !self.is_known(*kref) {
                return damaged(format!(
                    "the c-list of {vat} names {kref}, which does not exist"
                ));
            }
        }
        self.check_counts()
    }

    /// Every promise is counted as often as it is mentioned, and nothing mentions what is not there.
    fn check_counts(&self) -> Result<(), KernelError> {
        let mut counts: BTreeMap<KernelRef, u64> = BTreeMap::new();
        let mut mention = |kref: KernelRef| {
            if kref.is_promise() {
                *counts.entry(kref).or_default() += 1;
            }
            if self.is_known(kref) {
                Ok(())
            } else {
                Err(KernelError::Corrupt(format!("{kref} does not exist")))
            }
        };
        self.clist
            .iter()
            .try_for_each(|((_, kref), _)| mention(*kref))?;
        self.pins.iter().try_for_each(|(kref, ())| mention(*kref))?;
        self.run_queue
            .iter()
            .flat_map(|(_, item)| item.references())
            .try_for_each(&mut mention)?;
        self.waiting
            .iter()
            .flat_map(|(_, message)| message.references())
            .try_for_each(&mut mention)?;
        for (_, state) in self.promises.iter() {
            if let PromiseState::Fulfilled(data) | PromiseState::Rejected(data) = state {
                data.slots.iter().copied().try_for_each(&mut mention)?;
            }
        }
        let wrong = self.promises.iter().find(|(kref, _)| {
            counts.get(kref).copied().unwrap_or(0) != self.counts.get(kref).copied().unwrap_or(0)
        });
        if self.counts.len() != self.promises.len() {
            return Err(KernelError::Corrupt("counts without promises".to_owned()));
        }
        match wrong {
            Some((kref, _)) => Err(KernelError::Corrupt(format!(
                "the references to {kref} are miscounted"
            ))),
            None => Ok(()),
        }
    }

    fn is_known(&self, kref: KernelRef) -> bool {
        if kref.is_promise() {
            self.promises.get(&kref).is_some()
        } else {
            self.objects.get(&kref).is_some()
        }
    }

    /// The kernel's counters.
    pub(crate) fn row(&self) -> &KernelRow {
        self.kernel.get(&()).expect("a kernel always has its row")
    }

    pub(crate) fn update_row(&mut self, change: impl FnOnce(&mut KernelRow)) {
        let there = self.kernel.update(&(), change);
        assert!(there, "a kernel always has its row");
    }

    /// Undoes everything since the last commit of a crank.
    pub(crate) fn undo(&mut self) {
        self.kernel.undo();
        self.configs.undo();
        self.vats.undo();
        self.objects.undo();
        self.promises.undo();
        self.counts.undo();
        self.waiting.undo();
        self.acceptance.undo();
        self.run_queue.undo();
        self.pins.undo();
        self.clist.undo();
        self.reverse.undo();
        self.released.clear();
    }

    /// Hands over what the crank changed, table by table and in key order, and begins the next crank.
    pub(crate) fn take_changes(&mut self, mut each: impl FnMut(Vec<u8>, Option<Vec<u8>>)) {
        assert_eq!(
            self.acceptance.len(),
            0,
            "the acceptance queue is empty between cranks"
        );
        self.kernel.take_changes(&mut each);
        self.configs.take_changes(&mut each);
        self.vats.take_changes(&mut each);
        self.objects.take_changes(&mut each);
        self.promises.take_changes(&mut each);
        self.counts.take_changes(&mut each);
        self.waiting.take_changes(&mut each);
        self.acceptance.forget_changes();
        self.run_queue.take_changes(&mut each);
        self.pins.take_changes(&mut each);
        self.clist.take_changes(&mut each);
        self.reverse.forget_changes();
    }

    /// A new object of this vat.
    pub(crate) fn new_object(&mut self, owner: VatId) -> KernelRef {
        let kref = KernelRef::object(self.row().next_object);
        self.update_row(|row| row.next_object += 1);
        self.objects.put(kref, ObjectRow { owner: Some(owner) });
        kref
    }

    /// A new promise that nobody refers to yet.
    pub(crate) fn new_promise(&mut self, decider: Option<VatId>) -> KernelRef {
        let kref = KernelRef::promise(self.row().next_promise);
        self.update_row(|row| row.next_promise += 1);
        let state = PromiseState::Unresolved {
            decider,
            subscribers: BTreeSet::new(),
        };
        self.promises.put(kref, state);
        self.counts.put(kref, 0);
        self.released.insert(kref);
        kref
    }

    /// Keeps a promise until the host lets go of it.
    pub(crate) fn pin(&mut self, promise: KernelRef) {
        self.pins.put(promise, ());
        self.retain(promise);
    }

    /// One more reference to a promise; objects are not counted.
    pub(crate) fn retain(&mut self, kref: KernelRef) {
        if kref.is_promise() {
            let there = self.counts.update(&kref, |count| *count += 1);
            assert!(there, "{kref} is referred to and exists");
        }
    }

    /// One reference fewer; at none the promise goes at the end of the crank.
    pub(crate) fn release(&mut self, kref: KernelRef) {
        if !kref.is_promise() {
            return;
        }
        let mut left = 0;
        let there = self.counts.update(&kref, |count| {
            *count -= 1;
            left = *count;
        });
        assert!(there, "{kref} was referred to and exists");
        if left == 0 {
            self.released.insert(kref);
        }
    }

    /// Deletes the promises that nothing refers to any more, and then what only they referred to
    /// (spec R6).
    pub(crate) fn collect_promises(&mut self) {
        while let Some(kref) = self.released.pop_first() {
            if self.counts.get(&kref).is_none_or(|count| *count > 0) {
                continue;
            }
            self.counts.remove(&kref);
            let state = self.promises.remove(&kref).expect("what is counted exists");
            if let PromiseState::Fulfilled(data) | PromiseState::Rejected(data) = state {
                data.slots.into_iter().for_each(|slot| self.release(slot));
            }
            for (_, message) in self.take_waiting(kref) {
                message.references().for_each(|slot| self.release(slot));
            }
        }
    }

    /// The state of a promise that is known to exist.
    pub(crate) fn promise_state(&self, kref: KernelRef) -> &PromiseState {
        self.promises
            .get(&kref)
            .expect("a promise that is referred to exists")
    }

    /// Settles a promise and counts what its data mentions.
    pub(crate) fn settle_promise(
        &mut self,
        kref: KernelRef,
        rejected: bool,
        data: CapData<KernelRef>,
    ) {
        data.slots.iter().for_each(|slot| self.retain(*slot));
        let state = if rejected {
            PromiseState::Rejected(data)
        } else {
            PromiseState::Fulfilled(data)
        };
        let there = self.promises.update(&kref, |row| *row = state);
        assert!(there, "{kref} is resolved and exists");
    }

    /// Makes this vat the decider of a promise, or nobody.
    pub(crate) fn set_decider(&mut self, kref: KernelRef, to: Option<VatId>) {
        self.promises.update(&kref, |row| {
            if let PromiseState::Unresolved { decider, .. } = row {
                *decider = to;
            }
        });
    }
}

/// Reads only the version of a kernel row: the rest may have another shape.
fn check_version(kernel: &[u8]) -> Result<(), KernelError> {
    let mut reader = rmp_serde::Deserializer::from_read_ref(kernel);
    let found = leading_number(&mut reader)
        .ok_or_else(|| KernelError::Corrupt("the kernel's row".to_owned()))?;
    if found == STATE_VERSION {
        return codec::decode::<KernelRow>(kernel)
            .map(drop)
            .map_err(|error| KernelError::Corrupt(format!("the kernel's row ({error})")));
    }
    Err(KernelError::Version {
        found,
        expected: STATE_VERSION,
    })
}

/// The first element of an encoded struct, where it is a number.
fn leading_number<'de>(reader: impl serde::Deserializer<'de>) -> Option<u64> {
    struct First;
    impl<'de> serde::de::Visitor<'de> for First {
        type Value = u64;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a struct that begins with its version")
        }
        fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut fields: A) -> Result<u64, A::Error> {
            let first = fields
                .next_element::<u64>()?
                .ok_or_else(|| serde::de::Error::custom("empty"))?;
            while fields.next_element::<serde::de::IgnoredAny>()?.is_some() {}
            Ok(first)
        }
    }
    serde::Deserializer::deserialize_seq(reader, First).ok()
}
