//! Gathering what one block changes.
//!
//! Must never look at what the store holds: positions are put in when the block is committed.

use serde_bytes::ByteBuf;

use crate::block::Block;

/// The changes of one block. They become visible and durable together, by [`Store::commit`].
///
/// What is *local* is kept, exported and committed with the rest, but is no part of the state hash: replicas
/// may differ in it (spec S10).
///
/// [`Store::commit`]: crate::Store::commit
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    pub(crate) block: Block,
}

impl Batch {
    /// A batch without changes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the value of a key. The last `put` or `delete` of a key is the one that counts.
    pub fn put(&mut self, key: impl Into<Vec<u8>>, value: impl Into<Vec<u8>>) {
        let value = Some(ByteBuf::from(value));
        self.block.shared.keys.insert(ByteBuf::from(key), value);
    }

    /// Removes a key, if it is there.
    pub fn delete(&mut self, key: impl Into<Vec<u8>>) {
        self.block.shared.keys.insert(ByteBuf::from(key), None);
    }

    /// Appends an entry to a stream, after those appended before.
    pub fn append(&mut self, stream: impl Into<Vec<u8>>, entry: impl Into<Vec<u8>>) {
        let streams = &mut self.block.shared.streams;
        let appended = streams.entry(ByteBuf::from(stream)).or_default();
        appended.entries.push(ByteBuf::from(entry));
    }

    /// Closes a span of a stream: the entries since the last closed span, up to those appended in this batch so
    /// far, become one blob (spec S11). Does nothing if there are none.
    pub fn close_span(&mut self, stream: impl Into<Vec<u8>>) {
        let streams = &mut self.block.shared.streams;
        let appended = streams.entry(ByteBuf::from(stream)).or_default();
        let count = appended.entries.len() as u64;
        if appended.closes.last() != Some(&count) {
            appended.closes.push(count);
        }
    }

    /// Sets the value of a local key. Local keys are others than shared ones, also by the same name.
    pub fn put_local(&mut self, key: impl Into<Vec<u8>>, value: impl Into<Vec<u8>>) {
        let value = Some(ByteBuf::from(value));
        self.block.local.keys.insert(ByteBuf::from(key), value);
    }

    /// Removes a local key, if it is there.
    pub fn delete_local(&mut self, key: impl Into<Vec<u8>>) {
        self.block.local.keys.insert(ByteBuf::from(key), None);
    }

    /// Appends an entry to a local stream, which is another than a shared one, also by the same name.
    pub fn append_local(&mut self, stream: impl Into<Vec<u8>>, entry: impl Into<Vec<u8>>) {
        let streams = &mut self.block.local.streams;
        let appended = streams.entry(ByteBuf::from(stream)).or_default();
        appended.entries.push(ByteBuf::from(entry));
    }

    /// Lets go of the spans of a (shared) stream that end at position `before` or earlier: this store need not
    /// keep them any more, and does not read them any more. Local: it does not show in the state hash.
    pub fn prune(&mut self, stream: impl Into<Vec<u8>>, before: u64) {
        let prunes = &mut self.block.prunes;
        let until = prunes.entry(ByteBuf::from(stream)).or_default();
        *until = before.max(*until);
    }

    /// What was appended to a stream, in order.
    pub fn appended<'a>(&'a self, stream: &[u8]) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let appended = self
            .block
            .shared
            .streams
            .get(serde_bytes::Bytes::new(stream));
        let entries = appended.into_iter().flat_map(|appended| &appended.entries);
        entries.map(|entry| entry.as_slice())
    }

    /// True if the batch changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.block == Block::default()
    }
}
