//! What a device can do in one call: read and write what it remembers, name its nodes, send, say.
//!
//! Everything is gathered here and carried out only when the call is over and nothing in it was wrong (spec N8, N9). This
//! module must never change a table before that.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use crankcase_abi::capdata::{escape, quote};
use crankcase_abi::{CapData, RefKind};

use crate::crank::{MAX_BODY, MAX_SLOTS, SLOT_WEIGHT, is_store_key};
use crate::ids::{DeviceId, KernelRef, NodeNumber};
use crate::tables::Tables;
use crate::tables::keys::StateKey;
use crate::tables::rows::{Message, QueueItem};

/// What a device can do while it answers a call or takes an input.
#[derive(Debug)]
pub struct DevicePowers<'a> {
    tables: &'a Tables,
    device: DeviceId,
    /// What the call mentions.
    mentioned: BTreeSet<KernelRef>,
    work: Work,
}

/// What a device did in one call.
#[derive(Debug, Default)]
pub(crate) struct Work {
    state: BTreeMap<String, Option<CapData<KernelRef>>>,
    /// The nodes that it named for the first time, in that order.
    nodes: Vec<NodeNumber>,
    sends: Vec<(KernelRef, CapData<KernelRef>)>,
    outputs: Vec<String>,
}

impl<'a> DevicePowers<'a> {
    pub(super) fn new(tables: &'a Tables, device: DeviceId, mentioned: &[KernelRef]) -> Self {
        Self {
            tables,
            device,
            mentioned: mentioned.iter().copied().collect(),
            work: Work::default(),
        }
    }

    /// What the device remembers under a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&CapData<KernelRef>> {
        match self.work.state.get(key) {
            Some(row) => row.as_ref(),
            None => self.stored(key),
        }
    }

    fn stored(&self, key: &str) -> Option<&'a CapData<KernelRef>> {
        let key = StateKey(self.device, key.to_owned());
        self.tables.device_state.get(&key)
    }

    /// Remembers something. The references in it are reached for as long as it is there (spec N4). A key has 1
    /// to 1,024 bytes.
    pub fn set(&mut self, key: impl Into<String>, row: CapData<KernelRef>) {
        self.work.state.insert(key.into(), Some(row));
    }

    /// Forgets it.
    pub fn delete(&mut self, key: &str) {
        self.work.state.insert(key.to_owned(), None);
    }

    /// The key that follows, in the order of the keys' bytes; before every key stands the empty text.
    #[must_use]
    pub fn next_key(&self, prior: &str) -> Option<String> {
        let after = |key: &str| (Bound::Excluded(key.to_owned()), Bound::Unbounded);
        let mut written = self.work.state.range(after(prior));
        let written = written.find_map(|(key, row)| row.is_some().then_some(key));
        let (from, to) = after(prior);
        let from = from.map(|key| StateKey(self.device, key));
        let to = to.map(|key| StateKey(self.device, key));
        let stored = self.tables.device_state.range((from, to));
        let stored = stored
            .map(|(key, _)| key)
            .take_while(|key| key.0 == self.device)
            .map(|key| &key.1)
            .find(|key| !self.work.state.contains_key(*key));
        match (written, stored) {
            (Some(written), Some(stored)) => Some(written.min(stored).clone()),
            (one, other) => one.or(other).cloned(),
        }
    }

    /// What vats get for one of the device's nodes (spec N3).
    pub fn node(&mut self, number: NodeNumber) -> KernelRef {
        if let Some(kref) = self.tables.node_names.get(&(self.device, number)) {
            return *kref;
        }
        let known = self.work.nodes.iter().position(|node| *node == number);
        let at = known.unwrap_or_else(|| {
            self.work.nodes.push(number);
            self.work.nodes.len() - 1
        });
        KernelRef::device(self.tables.row().next_node + at as u64)
    }

    /// Sends a message to an object; nobody hears of what comes of it. `args` is the list of the arguments, as
    /// a smallcaps body.
    pub fn send_only(&mut self, target: KernelRef, method: &str, args: CapData<KernelRef>) {
        let method = quote(&escape(method));
        let list = args.body.strip_prefix('#').unwrap_or(&args.body);
        let body = format!("#[{method},{list}]");
        let slots = args.slots;
        self.work.sends.push((target, CapData { body, slots }));
    }

    /// Says something to the world outside, which hears of it once the crank is durable (spec N6).
    pub fn output(&mut self, text: impl Into<String>) {
        self.work.outputs.push(text.into());
    }

    /// What the device did, if it used nothing but what it may.
    pub(super) fn finish(self, answer: &CapData<KernelRef>) -> Result<Work, String> {
        let state = self.work.state.values().flatten();
        let sent = self.work.sends.iter().map(|(_, methargs)| methargs);
        let mentions: BTreeSet<_> = std::iter::once(answer)
            .chain(state)
            .chain(sent)
            .flat_map(|data| &data.slots)
            .chain(self.work.sends.iter().map(|(target, _)| target))
            .copied()
            .collect();
        if let Some(kref) = mentions.into_iter().find(|kref| !self.holds(*kref)) {
            return Err(format!("a device used {kref}, which it does not hold"));
        }
        let targets = self.work.sends.iter().map(|(target, _)| target.kind());
        if targets.into_iter().any(|kind| kind != RefKind::Object) {
            return Err("a device sent to something that is no object".to_owned());
        }
        if !self.work.state.keys().all(|key| is_store_key(key)) {
            return Err("a device used a key that is none".to_owned());
        }
        let mut data = std::iter::once(answer).chain(self.work.sends.iter().map(|(_, data)| data));
        if data.any(|data| data.body.len() > MAX_BODY || data.slots.len() > MAX_SLOTS) {
            return Err("a device used data that is too large".to_owned());
        }
        Ok(self.work)
    }

    /// Whether the device may mention something (spec N9): what somebody reaches, or the call mentioned, and is no promise.
    fn holds(&self, kref: KernelRef) -> bool {
        match kref.kind() {
            RefKind::Promise => false,
            RefKind::Object => self
                .tables
                .objects
                .get(&kref)
                .is_some_and(|row| row.counts.reachable > 0 || self.mentioned.contains(&kref)),
            RefKind::Device => {
                let made = self.tables.row().next_node + self.work.nodes.len() as u64;
                kref.number() < made && kref.number() >= KernelRef::FIRST_DEVICE
            }
        }
    }
}

impl Work {
    /// What it weighs, in bytes (spec N7).
    pub(super) fn weight(&self) -> usize {
        let data = |data: &CapData<KernelRef>| data.body.len() + data.slots.len() * SLOT_WEIGHT;
        let state = self.state.iter();
        let state = state.map(|(key, row)| key.len() + row.as_ref().map_or(0, data));
        let sends = self.sends.iter().map(|(_, methargs)| data(methargs));
        let outputs = self.outputs.iter().map(String::len);
        let rows = self.state.len() + self.nodes.len() + self.sends.len() + self.outputs.len();
        rows * 2 * SLOT_WEIGHT + state.chain(sends).chain(outputs).sum::<usize>()
    }

    /// Carries it out.
    pub(super) fn apply(self, tables: &mut Tables, device: DeviceId) {
        for number in self.nodes {
            tables.node(device, number);
        }
        for (target, methargs) in self.sends {
            let message = Message {
                methargs,
                result: None,
            };
            tables.accept(QueueItem::Send { target, message });
        }
        for (key, row) in self.state {
            tables.remember(device, key, row);
        }
        for text in self.outputs {
            tables.put_out(device, text);
        }
    }
}
