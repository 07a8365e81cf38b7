//! P2: the queues: what is accepted, what is next, and what waits for a promise.
//!
//! Everything that is queued counts as a reference to what it mentions. This module must never decide where
//! an item goes.

use crate::ids::{KernelRef, VatId};
use crate::tables::Tables;
use crate::tables::keys::QueuePosition;
use crate::tables::rows::{Message, QueueItem};
use crate::tables::table::{Row, Table};

impl Tables {
    /// Counts what an item mentions, since it is in a queue.
    pub(crate) fn retain_item(&mut self, item: &QueueItem) {
        let references = item.references();
        references.into_iter().for_each(|kref| self.retain(kref));
    }

    /// Counts it no more, since the item has left its queue.
    pub(crate) fn release_item(&mut self, item: &QueueItem) {
        let references = item.references();
        references.into_iter().for_each(|kref| self.release(kref));
    }

    /// Appends to the acceptance queue.
    pub(crate) fn accept(&mut self, item: QueueItem) {
        self.retain_item(&item);
        let position = tail(&self.acceptance);
        self.acceptance.put(position, item);
    }

    /// Appends to the run queue.
    pub(crate) fn enqueue(&mut self, item: QueueItem) {
        self.retain_item(&item);
        let position = tail(&self.run_queue);
        self.run_queue.put(position, item);
    }

    /// The head of the acceptance queue, which stays there.
    pub(crate) fn first_accepted(&self) -> Option<&QueueItem> {
        self.acceptance.iter().next().map(|(_, item)| item)
    }

    /// Takes the head of the acceptance queue.
    pub(crate) fn take_accepted(&mut self) -> Option<QueueItem> {
        let position = *self.acceptance.iter().next()?.0;
        let item = self.acceptance.remove(&position)?;
        self.release_item(&item);
        Some(item)
    }

    /// Takes the head of the run queue (spec P2.1).
    pub(crate) fn take_next(&mut self) -> Option<QueueItem> {
        let position = *self.run_queue.iter().next()?.0;
        let item = self.run_queue.remove(&position)?;
        self.release_item(&item);
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

    /// Takes the first of them out; its references stay counted until the caller has dealt with it.
    pub(crate) fn take_waiting(&mut self, promise: KernelRef) -> Option<Message> {
        let key = *self.waiting_of(promise).next()?.0;
        self.waiting.remove(&key)
    }

    /// Appends a vat to the reap queue, unless it is there already (spec G11).
    pub(crate) fn queue_reap(&mut self, vat: VatId) {
        if self.vats.get(&vat).is_some_and(|row| !row.reaping) {
            self.vats.update(&vat, |row| row.reaping = true);
            let position = tail(&self.reap_queue);
            self.reap_queue.put(position, vat);
        }
    }

    /// Takes the head of the reap queue.
    pub(crate) fn take_reap(&mut self) -> Option<VatId> {
        let position = *self.reap_queue.iter().next()?.0;
        let vat = self.reap_queue.remove(&position)?;
        self.vats.update(&vat, |row| row.reaping = false);
        Some(vat)
    }

    /// Takes a vat out of the reap queue, wherever it stands.
    pub(crate) fn cancel_reap(&mut self, vat: VatId) {
        if !self.vats.get(&vat).is_some_and(|row| row.reaping) {
            return;
        }
        self.vats.update(&vat, |row| row.reaping = false);
        let position = self.reap_queue.iter().find(|(_, queued)| **queued == vat);
        if let Some(position) = position.map(|(position, _)| *position) {
            self.reap_queue.remove(&position);
        }
    }
}

/// The place behind the last of a queue.
pub(crate) fn tail<const TAG: u8, V: Row>(queue: &Table<TAG, QueuePosition, V>) -> QueuePosition {
    QueuePosition(queue.iter().next_back().map_or(0, |(last, _)| last.0 + 1))
}
