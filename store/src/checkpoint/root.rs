//! The root of a checkpoint: a blob that names its chunks (spec S13).
//!
//! Must never be read in another form than the one that it is written in.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use sha2::{Digest, Sha256};

use super::chunk::{Chunk, MAX_ITEM_KEY_BYTES};
use crate::ids::{BlobHash, BlockHash, Height, StateHash, Tip};

const VERSION: u32 = 1;
/// Far more blocks than any store has, and far from where counting ends.
const MAX_HEIGHT: u64 = 1 << 60;

/// What a checkpoint is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Root {
    version: u32,
    height: Height,
    hash: BlockHash,
    /// What is the same on every replica that holds the same.
    pub(crate) shared: Vec<ChunkRef>,
    /// What is the store's own.
    pub(crate) local: Vec<ChunkRef>,
}

/// A chunk and where it ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ChunkRef {
    /// The key of its last item.
    pub(crate) last: ByteBuf,
    pub(crate) hash: BlobHash,
    /// True if its last item is one after which a chunk ends wherever it began.
    pub(crate) settled: bool,
    /// True if the value of an item in it lies in blobs of its own.
    pub(crate) has_pieces: bool,
}

impl ChunkRef {
    /// True if this can be what it says of a chunk with the right hash.
    pub(crate) fn names(&self, chunk: &Chunk) -> bool {
        self.last == chunk.item(chunk.len() - 1).0
            && self.has_pieces == chunk.pieces().next().is_some()
    }
}

impl Root {
    /// The root of a checkpoint at `tip`.
    pub(crate) fn new(tip: Tip, shared: Vec<ChunkRef>, local: Vec<ChunkRef>) -> Self {
        Self {
            version: VERSION,
            height: tip.height,
            hash: tip.hash,
            shared,
            local,
        }
    }

    /// The checkpoint of a store without blocks.
    pub(crate) fn empty() -> Self {
        Self::new(Tip::default(), Vec::new(), Vec::new())
    }

    /// The last block that is in it.
    pub(crate) fn tip(&self) -> Tip {
        Tip {
            height: self.height,
            hash: self.hash,
        }
    }

    /// The chunks in key order.
    pub(crate) fn chunks(&self) -> impl Iterator<Item = &ChunkRef> {
        self.local.iter().chain(&self.shared)
    }

    /// The hash of all that is shared.
    pub(crate) fn state_hash(&self) -> StateHash {
        let mut hash = Sha256::new();
        hash.update(b"crankcase state 1\n");
        hash.update(encode(&self.shared));
        StateHash(hash.finalize().into())
    }

    /// The bytes of the blob.
    pub(crate) fn encode(&self) -> Vec<u8> {
        encode(self)
    }

    /// Reads the blob's bytes, or says what is wrong with them.
    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, String> {
        let root: Self = rmp_serde::from_slice(bytes).map_err(|error| error.to_string())?;
        if root.version != VERSION {
            return Err(format!("it has version {}, not {VERSION}", root.version));
        }
        if root.encode() != bytes {
            return Err("its encoding is not the canonical one".to_owned());
        }
        if root.height.0 > MAX_HEIGHT {
            return Err(format!("no store has {} blocks", root.height));
        }
        let lasts = || root.chunks().map(|chunk| &chunk.last);
        let in_order = lasts().zip(lasts().skip(1)).all(|(one, next)| one < next);
        let in_place = |chunk: &ChunkRef, first: u8, last: u8| {
            let tag = chunk.last.first().copied().unwrap_or_default();
            (first..=last).contains(&tag) && chunk.last.len() <= MAX_ITEM_KEY_BYTES
        };
        if !in_order
            || !root.shared.iter().all(|chunk| in_place(chunk, b'k', b's'))
            || !root.local.iter().all(|chunk| in_place(chunk, b'K', b'S'))
        {
            return Err("its chunks are not in order".to_owned());
        }
        Ok(root)
    }
}

fn encode(value: &impl Serialize) -> Vec<u8> {
    rmp_serde::to_vec(value).expect("numbers and byte strings always have a MessagePack form")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(last: &str) -> ChunkRef {
        ChunkRef {
            last: ByteBuf::from(last),
            hash: BlobHash::of(last.as_bytes()),
            settled: true,
            has_pieces: false,
        }
    }

    #[test]
    fn a_root_is_read_back_and_no_other_bytes_are_one() {
        let tip = Tip {
            height: Height(9),
            hash: BlockHash([4; 32]),
        };
        let root = Root::new(tip, vec![chunk("k1"), chunk("s1")], vec![chunk("K1")]);
        let bytes = root.encode();
        assert_eq!(Root::decode(&bytes), Ok(root.clone()));
        for cut in 0..bytes.len() {
            assert!(Root::decode(&bytes[..cut]).is_err(), "{cut}");
        }
        let swapped = Root::new(tip, vec![chunk("s1"), chunk("k1")], vec![]);
        assert!(Root::decode(&swapped.encode()).is_err());
        let misplaced = Root::new(tip, vec![chunk("K1")], vec![]);
        assert!(Root::decode(&misplaced.encode()).is_err());
        let later = Root { version: 2, ..root };
        assert!(
            Root::decode(&later.encode())
                .unwrap_err()
                .contains("version 2")
        );
        let endless = Root {
            version: 1,
            height: Height(u64::MAX),
            ..later
        };
        assert!(Root::decode(&endless.encode()).is_err());
        // An array that claims four billion chunks.
        let head = [
            &[0x95, 1, 9, 0xc4, 32],
            &[4; 32][..],
            &[0xdd, 255, 255, 255, 255],
        ]
        .concat();
        assert!(Root::decode(&head).is_err());
    }

    #[test]
    fn the_state_hash_is_of_what_is_shared_alone() {
        let one = Root::new(Tip::default(), vec![chunk("k1")], vec![]);
        let tip = Tip {
            height: Height(9),
            hash: BlockHash([4; 32]),
        };
        let other = Root::new(tip, vec![chunk("k1")], vec![chunk("K1")]);
        assert_eq!(one.state_hash(), other.state_hash());
        let other = Root::new(tip, vec![chunk("k2")], vec![]);
        assert_ne!(one.state_hash(), other.state_hash());
    }
}
