//! The body of a block of format version 1: a map of keys to their new value or nil, and a map of streams to the
//! position of the first entry and the entries.
//!
//! Must never read anything else than what version 1 wrote.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::batch::Batch;

/// What a block of version 1 holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct OldBlock {
    pub(super) keys: BTreeMap<ByteBuf, Option<ByteBuf>>,
    pub(super) streams: BTreeMap<ByteBuf, OldAppended>,
}

/// The entries that it appends to one stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct OldAppended {
    /// The length of the stream before.
    pub(super) first: u64,
    pub(super) entries: Vec<ByteBuf>,
}

impl OldBlock {
    pub(super) fn decode(bytes: &[u8]) -> Result<Self, String> {
        let block: Self = rmp_serde::from_slice(bytes).map_err(|error| error.to_string())?;
        match rmp_serde::to_vec(&block) {
            Ok(again) if again == bytes => Ok(block),
            _ => Err("its encoding is not the canonical one".to_owned()),
        }
    }

    /// How many bytes of keys, values and entries there are.
    pub(super) fn bytes(&self) -> usize {
        let value = |value: &Option<ByteBuf>| value.as_ref().map_or(0, |value| value.len());
        let keys = self.keys.iter().map(|(key, new)| key.len() + value(new));
        let entries = self.streams.values().flat_map(|stream| &stream.entries);
        keys.chain(entries.map(|entry| entry.len())).sum()
    }

    /// Adds its changes to a batch.
    pub(super) fn add_to(self, batch: &mut Batch) {
        for (key, value) in self.keys {
            match value {
                Some(value) => batch.put(key.into_vec(), value.into_vec()),
                None => batch.delete(key.into_vec()),
            }
        }
        for (stream, appended) in self.streams {
            for entry in appended.entries {
                batch.append(stream.to_vec(), entry.into_vec());
            }
        }
    }
}
