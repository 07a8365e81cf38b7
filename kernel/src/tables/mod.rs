//! The kernel's state: every table, changed together and undone together.
//!
//! This module must never decide anything about vats or messages. It keeps three promises: a crank
//! that is undone leaves no trace, a crank that is committed yields its changes in one canonical order,
//! and what `load` reads from a store is what was committed.

pub(crate) mod clist;
mod counts;
mod devices;
mod exports;
pub(crate) mod keys;
pub(crate) mod rows;
pub(crate) mod table;
mod upgrade;
pub(crate) mod vatstore;

use std::collections::{BTreeMap, BTreeSet};

use crankcase_abi::codec;
use crankcase_store::Store;

use crate::check;
use crate::end::Ending;
use crate::error::KernelError;
use crate::ids::{
    CrankNumber, DeviceId, GenesisHash, KernelRef, MeterId, NodeNumber, OutputNumber, VatId,
};
use crate::reap::ReapThresholds;
use crate::results::ResultPolicy;
use crate::snapshots::SnapshotPolicy;
use crankcase_abi::{BundleId, CapData, Computrons, ImageId, RefKind, VatRef};
use keys::{BundleName, GcAction, QueuePosition, StateKey, StoreKey};
use rows::{
    BundleRow, ClistRow, Counters, DeviceRow, KernelRow, Message, MeterRow, NodeRow, ObjectRow,
    OutputRow, PinRow, PromiseState, QueueItem, STATE_VERSION, VatConfigRow, VatStateRow,
};
use table::Table;
use vatstore::VatStore;

/// The table that is kept among what is local to a store.
pub(crate) const OUTPUTS_TAG: u8 = b'O';
/// The key of the kernel's row in the store.
pub(crate) const KERNEL_KEY: &[u8] = b"k";

/// Declares the tables that are stored, once for all: what is listed here is loaded, undone, hashed and
/// committed, in this order. A table's literal is the first byte of its keys in the store. Between the two lists
/// come the stores of the vats, which are not loaded.
macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident: $tag:literal, $key:ty => $row:ty;)* -- vatstore --
     $($(#[$late_doc:meta])* $late:ident: $late_tag:literal, $late_key:ty => $late_row:ty;)*) => {
        /// Everything the kernel knows.
        #[derive(Debug)]
        pub(crate) struct Tables {
            $($(#[$doc])* pub(crate) $name: Table<$tag, $key, $row>,)*
            pub(crate) vatstore: VatStore,
            $($(#[$late_doc])* pub(crate) $late: Table<$late_tag, $late_key, $late_row>,)*
            /// The c-lists, vat to kernel: derived from `clist`, never stored.
            pub(crate) reverse: Table<b'_', (VatId, VatRef), KernelRef>,
            /// The nodes of the devices, device to kernel: derived from `nodes`, never stored.
            pub(crate) node_names: Table<b'_', (DeviceId, NodeNumber), KernelRef>,
            /// What may be garbage since this crank: promises whose counts fell, objects that nobody reaches.
            released: BTreeSet<KernelRef>,
            /// The vats that ended in this crank, whose workers have to go.
            ended: BTreeMap<VatId, String>,
            /// The vat that runs, and how it is to end when its delivery is over.
            running: Option<(VatId, Option<Ending>)>,
        }

        impl Tables {
            fn empty() -> Self {
                Self {
                    $($name: Table::new(),)*
                    vatstore: VatStore::new(),
                    $($late: Table::new(),)*
                    reverse: Table::new(),
                    node_names: Table::new(),
                    released: BTreeSet::new(),
                    ended: BTreeMap::new(),
                    running: None,
                }
            }

            /// Takes over one row of the store.
            fn load_row(&mut self, tag: u8, key: &[u8], row: &[u8]) -> Result<(), KernelError> {
                match tag {
                    $($tag => self.$name.load(key, row),)*
                    $($late_tag => self.$late.load(key, row),)*
                    crate::crank::commit::ACTIVITY_TAG => Ok(()),
                    other => Err(KernelError::Corrupt(format!(
                        "unknown table {:?}",
                        char::from(other)
                    ))),
                }
            }

            /// Undoes everything since the last commit of a crank.
            pub(crate) fn undo(&mut self) {
                $(self.$name.undo();)*
                self.vatstore.undo();
                $(self.$late.undo();)*
                self.reverse.undo();
                self.node_names.undo();
                self.released.clear();
                self.ended.clear();
                self.running = None;
            }

            /// Whether anything has changed since the last commit of a crank.
            pub(crate) fn have_changed(&self) -> bool {
                $(self.$name.changes().any(|(_, old, new)| old != new) ||)*
                $(self.$late.changes().any(|(_, old, new)| old != new) ||)*
                self.vatstore.has_changed()
            }

            /// Hands over what the crank changed, table by table and in key order, and begins the next crank.
            pub(crate) fn take_changes(&mut self, mut each: impl FnMut(Vec<u8>, Option<Vec<u8>>)) {
                $(self.$name.take_changes(&mut each);)*
                self.vatstore.take_changes(&mut each);
                $(self.$late.take_changes(&mut each);)*
                self.reverse.forget_changes();
                self.node_names.forget_changes();
            }
        }
    };
}

tables! {
    /// The kernel's own counters; one row.
    kernel: b'k', () => KernelRow;
    configs: b'C', VatId => VatConfigRow;
    /// The code that vats can be made from while the kernel runs.
    bundles: b'B', BundleId => BundleRow;
    /// Which of it has a name.
    bundle_names: b'N', BundleName => BundleId;
    /// What the nodes of the device `vatAdmin` stand for, but for its root.
    bundle_nodes: b'b', NodeNumber => BundleId;
    vats: b'v', VatId => VatStateRow;
    objects: b'o', KernelRef => ObjectRow;
    promises: b'p', KernelRef => PromiseState;
    /// How often each promise is referred to: c-list entries, queued mentions, the data of resolved
    /// promises, pins (spec R6). Apart from the promises, whose data may be large.
    counts: b'n', KernelRef => u64;
    /// Messages that wait for their promise.
    waiting: b'm', (KernelRef, QueuePosition) => Message;
    /// What was not routed yet (spec P2.2).
    acceptance: b'a', QueuePosition => QueueItem;
    run_queue: b'r', QueuePosition => QueueItem;
    /// The vats that are to be reaped.
    reap_queue: b'R', QueuePosition => VatId;
    /// The vats that have ended and are not cleaned up after yet, the first to end first.
    terminated: b'T', QueuePosition => VatId;
    /// What vats have to be told about objects.
    gc_actions: b'g', GcAction => ();
    /// What the host, or the kernel itself, holds on to; each counts as a reference.
    pins: b'i', KernelRef => PinRow;
    /// What is to be done with the results that the host waits for, where that is anything.
    policies: b'y', KernelRef => ResultPolicy;

    -- vatstore --

    /// The numbers below its highest export that a vat has not used (spec R9): from the first to the last.
    unused: b'u', (VatId, VatRef) => u64;
    /// The c-lists, kernel to vat.
    clist: b'c', (VatId, KernelRef) => ClistRow;
    devices: b'd', DeviceId => DeviceRow;
    nodes: b'e', KernelRef => NodeRow;
    /// What devices remember. The references in it count (spec N4).
    device_state: b'D', StateKey => CapData<KernelRef>;
    meters: b'M', MeterId => MeterRow;
    /// The vats that wait for a refill of their meter.
    paused: b'P', (MeterId, VatId) => ();
    /// What came for vats while they were paused.
    held: b'H', (VatId, QueuePosition) => QueueItem;
    /// The vats for which something is held, and that go on or have ended, in the order of their turns.
    resumed: b'U', QueuePosition => VatId;
    /// What devices said to the world outside, until that is acknowledged.
    outputs: b'O', OutputNumber => OutputRow;
}

impl Tables {
    /// The state of a kernel without vats.
    pub(crate) fn new(
        (image, base_bytes): (ImageId, u64),
        genesis: GenesisHash,
        reap: ReapThresholds,
        snapshots: SnapshotPolicy,
    ) -> Self {
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
                next_device: DeviceId::FIRST,
                next_node: KernelRef::FIRST_DEVICE,
                next_output: OutputNumber(OutputNumber::FIRST),
                next_meter: MeterId::FIRST,
                crank: CrankNumber(0),
                bootstrap: KernelRef::promise(KernelRef::FIRST_PROMISE),
                base_bytes,
                vat_admin: None,
                reap,
                computrons: Computrons(0),
                counters: Counters::default(),
                snapshots,
            },
        );
        tables
    }

    /// Reads the state that a store holds.
    pub(crate) fn load(store: &Store) -> Result<Self, KernelError> {
        let mut wrong = None;
        let tables = Self::read(store, &mut |_, what| _ = wrong.get_or_insert(what))?;
        if let Some(what) = wrong {
            return Err(KernelError::Corrupt(what));
        }
        let stored = check::stored(&tables, store)?;
        match check::violations(&tables).into_iter().chain(stored).next() {
            Some(violation) => Err(KernelError::Corrupt(violation.to_string())),
            None => Ok(tables),
        }
    }

    /// Reads the state that a store holds, whatever it is. Rows of an older version are changed to what they are
    /// now, as if a crank had done it. `wrong` is told of each row that cannot be read: its
    /// place, and why. The rows are not checked against each other.
    pub(crate) fn read(
        store: &Store,
        wrong: &mut dyn FnMut(String, String),
    ) -> Result<Self, KernelError> {
        let mut tables = Self::empty();
        let kernel = store.get(KERNEL_KEY)?.ok_or(KernelError::NoKernel)?;
        kernel_row(&kernel)?;
        let before = store.scan_between(&[], &[vatstore::TAG])?;
        let after = store.scan_between(&[vatstore::TAG + 1], &[])?;
        let outputs = store.scan_local(&[OUTPUTS_TAG])?;
        for row in before.chain(after).chain(outputs) {
            let (key, row) = row?;
            let loaded = match key.split_first() {
                Some((tag, key)) => tables.load_row(*tag, key, &row),
                None => Err(KernelError::Corrupt("a row without a table".to_owned())),
            };
            match loaded {
                Ok(()) => {}
                Err(KernelError::Corrupt(what)) => {
                    wrong(format!("the row \"{}\"", key.escape_ascii()), what);
                }
                Err(error) => return Err(error),
            }
        }
        for ((vat, kref), entry) in tables.clist.iter() {
            tables.reverse.put((*vat, entry.vref), *kref);
        }
        tables.reverse.forget_changes();
        for (kref, node) in tables.nodes.iter() {
            tables.node_names.put((node.device, node.number), *kref);
        }
        tables.node_names.forget_changes();
        upgrade::upgrade(&mut tables, store)?;
        Ok(tables)
    }

    /// The kernel's counters.
    pub(crate) fn row(&self) -> &KernelRow {
        self.kernel.get(&()).expect("a kernel always has its row")
    }

    pub(crate) fn update_row(&mut self, change: impl FnOnce(&mut KernelRow)) {
        let there = self.kernel.update(&(), change);
        assert!(there, "a kernel always has its row");
    }

    /// Whether a vat is there and has not ended.
    pub(crate) fn is_alive(&self, vat: VatId) -> bool {
        self.vats.get(&vat).is_some_and(VatStateRow::is_alive)
    }

    /// Remembers that a vat has ended in this crank, and why.
    pub(crate) fn note_end(&mut self, vat: VatId, reason: &str) {
        self.ended.insert(vat, reason.to_owned());
    }

    /// The vats that have ended in this crank.
    pub(crate) fn take_ended(&mut self) -> BTreeMap<VatId, String> {
        std::mem::take(&mut self.ended)
    }

    /// A delivery to this vat begins.
    pub(crate) fn begin_delivery(&mut self, vat: VatId) {
        self.running = Some((vat, None));
    }

    /// The delivery is over; gives how its vat is to end, if anybody wanted that meanwhile.
    pub(crate) fn finish_delivery(&mut self) -> Option<Ending> {
        self.running.take().and_then(|(_, ending)| ending)
    }

    /// Puts the end of the vat that runs off until its delivery is over; false for any other vat. Who wants
    /// it first says how.
    pub(crate) fn put_off_end(&mut self, vat: VatId, ending: &Ending) -> bool {
        match &mut self.running {
            Some((running, wanted)) if *running == vat => {
                wanted.get_or_insert_with(|| ending.clone());
                true
            }
            _ => false,
        }
    }

    /// Whether there is something of this name.
    pub(crate) fn exists(&self, kref: KernelRef) -> bool {
        match kref.kind() {
            RefKind::Promise => self.promises.get(&kref).is_some(),
            RefKind::Object => self.objects.get(&kref).is_some(),
            RefKind::Device => self.nodes.get(&kref).is_some(),
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

    /// Makes a vat hear no more of a promise, if that is unresolved.
    pub(crate) fn unsubscribe(&mut self, vat: VatId, promise: KernelRef) {
        let subscribed = matches!(self.promises.get(&promise),
            Some(PromiseState::Unresolved { subscribers, .. }) if subscribers.contains(&vat));
        if subscribed {
            self.promises.update(&promise, |row| {
                if let PromiseState::Unresolved { subscribers, .. } = row {
                    subscribers.remove(&vat);
                }
            });
        }
    }

    /// Puts something into the store of a vat.
    pub(crate) fn store(
        &mut self,
        store: &Store,
        key: StoreKey,
        value: String,
    ) -> Result<(), KernelError> {
        let vat = key.0;
        if self.vatstore.put(store, key, value)? {
            self.vats.update(&vat, |row| row.stored += 1);
        }
        Ok(())
    }

    /// Removes something from the store of a vat.
    pub(crate) fn unstore(&mut self, store: &Store, key: &StoreKey) -> Result<(), KernelError> {
        if self.vatstore.remove(store, key)? {
            self.vats
                .update(&key.0, |row| row.stored = row.stored.saturating_sub(1));
        }
        Ok(())
    }

    /// Removes what comes first in the store of a vat; says whether there was anything.
    pub(crate) fn unstore_first(&mut self, store: &Store, vat: VatId) -> Result<bool, KernelError> {
        let removed = self.vatstore.remove_first(store, vat)?;
        if removed {
            self.vats
                .update(&vat, |row| row.stored = row.stored.saturating_sub(1));
        }
        Ok(removed)
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

/// Reads a kernel's row, of any version that can still be read: its version comes first, because the rest may
/// have another shape.
pub(crate) fn kernel_row(kernel: &[u8]) -> Result<KernelRow, KernelError> {
    let mut reader = rmp_serde::Deserializer::from_read_ref(kernel);
    let found = leading_number(&mut reader)
        .ok_or_else(|| KernelError::Corrupt("the kernel's row".to_owned()))?;
    if !(upgrade::OLDEST..=STATE_VERSION).contains(&found) {
        return Err(KernelError::Version {
            found,
            expected: STATE_VERSION,
        });
    }
    codec::decode(kernel)
        .map_err(|error| KernelError::Corrupt(format!("the kernel's row ({error})")))
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
