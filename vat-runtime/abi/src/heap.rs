//! A vat's heap as data: the bytes of its memory between two deliveries, in chunks with a root hash.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The size of a chunk, in bytes: one WebAssembly page.
pub const CHUNK_BYTES: usize = 65_536;

/// SHA-256 of a chunk's bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ChunkHash(#[serde(with = "serde_bytes")] pub [u8; 32]);

impl ChunkHash {
    /// The hash of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

/// SHA-256 over a heap's size and the hashes of its chunks in order (spec D4): equal exactly when the
/// heaps are equal byte for byte.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HeapRoot(#[serde(with = "serde_bytes")] pub [u8; 32]);

impl HeapRoot {
    /// The root over the chunks of a whole memory.
    #[must_use]
    pub fn over(chunks: impl ExactSizeIterator<Item = ChunkHash>) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"crankcase heap 1\n");
        hash.update((chunks.len() as u64).to_be_bytes());
        for chunk in chunks {
            hash.update(chunk.0);
        }
        Self(hash.finalize().into())
    }
}

macro_rules! hex_text {
    ($name:ident) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    };
}
pub(crate) use hex_text;

hex_text!(ChunkHash);
hex_text!(HeapRoot);

/// One chunk of a heap.
#[derive(Clone, Debug)]
pub struct Chunk {
    /// The hash of `bytes`.
    pub hash: ChunkHash,
    /// [`CHUNK_BYTES`] bytes, shared between images that agree on them.
    pub bytes: Arc<[u8]>,
}

/// A whole heap: every chunk of the memory, in order.
#[derive(Clone, Debug)]
pub struct HeapImage {
    /// The chunks; the memory's size is their number times [`CHUNK_BYTES`].
    pub chunks: Vec<Chunk>,
}

impl HeapImage {
    /// The root hash.
    #[must_use]
    pub fn root(&self) -> HeapRoot {
        HeapRoot::over(self.chunks.iter().map(|chunk| chunk.hash))
    }
}
