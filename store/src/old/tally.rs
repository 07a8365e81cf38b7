//! What a store of version 1 holds, in hashes, to compare the new store with.
//!
//! Must never take its figures from the new store.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::block::OldBlock;
use crate::error::StoreError;
use crate::store::Store;

type Hash = [u8; 32];

/// The hash of every value, and length and chain of every stream.
#[derive(Default)]
pub(super) struct Tally {
    values: BTreeMap<Vec<u8>, Hash>,
    streams: BTreeMap<Vec<u8>, (u64, Hash)>,
}

fn chain(before: Hash, entry: &[u8]) -> Hash {
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(entry);
    hash.finalize().into()
}

impl Tally {
    /// Counts a block, or says why it cannot follow those before it.
    pub(super) fn add(&mut self, block: &OldBlock) -> Result<(), String> {
        for (key, value) in &block.keys {
            match value {
                Some(value) => {
                    let hash = Sha256::digest(value).into();
                    self.values.insert(key.to_vec(), hash);
                }
                None => _ = self.values.remove(key.as_slice()),
            }
        }
        for (stream, appended) in &block.streams {
            let (length, hash) = self.streams.entry(stream.to_vec()).or_default();
            if *length != appended.first {
                let at = appended.first;
                return Err(format!("it appends at {at} to a stream of length {length}"));
            }
            for entry in &appended.entries {
                *length += 1;
                *hash = chain(*hash, entry);
            }
        }
        Ok(())
    }

    /// Whether a store holds exactly that.
    pub(super) fn is_of(&self, store: &Store) -> Result<bool, StoreError> {
        let mut values = self.values.iter();
        for row in store.scan(b"")? {
            let (key, value) = row?;
            let hash: Hash = Sha256::digest(&value).into();
            if values.next() != Some((&key, &hash)) {
                return Ok(false);
            }
        }
        for (stream, expected) in &self.streams {
            let (mut length, mut hash) = (0, Hash::default());
            for entry in store.read_stream(stream, 0)? {
                length += 1;
                hash = chain(hash, &entry?);
            }
            if (length, hash) != *expected {
                return Ok(false);
            }
        }
        Ok(values.next().is_none())
    }
}
