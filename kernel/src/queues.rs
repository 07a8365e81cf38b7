//! P2: the queues: what is accepted, what is next, and what waits for a promise.
//!
//! The acceptance queue is routed to its end before a crank is over (spec P2.2), so that the next item is
//! always the head of the run queue. Everything that is queued counts as a reference to what it mentions.
//! This module must never decide where an item goes.

use crate::ids::KernelRef;
use crate::tables::Tables;
use crate::tables::rows::{Message, QueueItem, QueuePosition};
use crate::tables::table::Table;

impl Tables {
    /// Appends to the acceptance queue.
    pub(crate) fn accept(&mut self, item: QueueItem) {
        item.references()
            .into_iter()
            .for_each(|kref| self.retain(kref));
        let position = tail(&self.acceptance);
        self.acceptance.put(position, item);
    }

    /// Appends to the run queue.
    pub(crate) fn enqueue(&mut self, item: QueueItem) {
        item.references()
            .into_iter()
            .for_each(|kref| self.retain(kref));
        let position = tail(&self.run_queue);
        self.run_queue.put(position, item);
    }

    /// Takes the head of the acceptance queue.
    pub(crate) fn take_accepted(&mut self) -> Option<QueueItem> {
        let position = *self.acceptance.iter().next()?.0;
        let item = self.acceptance.remove(&position)?;
        item.references()
            .into_iter()
            .for_each(|kref| self.release(kref));
        Some(item)
    }

    /// Takes the head of the run queue (spec P2.1).
    pub(crate) fn take_next(&mut self) -> Option<QueueItem> {
        let position = *self.run_queue.iter().next()?.0;
        let item = self.run_queue.remove(&position)?;
        item.references()
            .into_iter()
            .for_each(|kref| self.release(kref));
        Some(item)
    }

    /// Makes a message wait for its promise.
    pub(crate) fn wait(&mut self, promise: KernelRef, message: Message) {
        message.references().for_each(|kref| self.retain(kref));
        let last = self.waiting_of(promise).next_back().map(|(key, _)| key.1.0);
        self.waiting.put(
            (promise, QueuePosition(last.map_or(0, |last| last + 1))),
            message,
        );
    }

    /// The messages that wait for a promise, in order.
    pub(crate) fn waiting_of(
        &self,
        promise: KernelRef,
    ) -> impl DoubleEndedIterator<Item = (&(KernelRef, QueuePosition), &Message)> {
        self.waiting
            .range((promise, QueuePosition(0))..=(promise, QueuePosition(u64::MAX)))
    }

    /// Takes them out; their references stay counted until the caller has dealt with each.
    pub(crate) fn take_waiting(
        &mut self,
        promise: KernelRef,
    ) -> Vec<((KernelRef, QueuePosition), Message)> {
        let keys: Vec<_> = self.waiting_of(promise).map(|(key, _)| *key).collect();
        keys.into_iter()
            .filter_map(|key| Some((key, self.waiting.remove(&key)?)))
            .collect()
    }
}

fn tail<const TAG: u8>(queue: &Table<TAG, QueuePosition, QueueItem>) -> QueuePosition {
    QueuePosition(queue.iter().next_back().map_or(0, |(last, _)| last.0 + 1))
}
