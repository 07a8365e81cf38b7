//! Cutting items into chunks (spec S13).
//!
//! After an item a chunk ends if the hash of its key is below a bound that grows with its size: then it *settles*,
//! wherever the chunk began. So a change of one item changes the chunks up to the next such end and no others.
//! Where there is none for long, a chunk ends before it would grow beyond [`CHUNK_BYTES`].
//!
//! Must never look at anything but the items.

use serde_bytes::ByteBuf;
use sha2::{Digest, Sha256};

use super::build::{BuildError, Sink};
use super::chunk::{self, INLINE_BYTES, PIECE_BYTES, Value};
use super::root::ChunkRef;
use crate::ids::BlobHash;

/// So many bytes of items settle once, on average.
const MEAN_BYTES: u64 = 256 << 10;
/// No chunk of more than one item is longer.
const CHUNK_BYTES: usize = 1 << 20;

/// Cuts items into chunks.
pub(crate) struct Cutter<'a> {
    sink: Sink<'a>,
    chunks: Vec<ChunkRef>,
    open: Vec<u8>,
    /// The key of the last item in the open chunk.
    last: Vec<u8>,
    /// True if there is a large value in it.
    has_pieces: bool,
    /// True if nothing was cut or added since the last settled end.
    settled: bool,
}

impl<'a> Cutter<'a> {
    pub(crate) fn new(sink: Sink<'a>) -> Self {
        Self {
            sink,
            chunks: Vec::new(),
            open: Vec::new(),
            last: Vec::new(),
            has_pieces: false,
            settled: true,
        }
    }

    /// True if the chunks that follow do not depend on the items before.
    pub(crate) fn is_settled(&self) -> bool {
        self.settled
    }

    /// Takes chunks that were cut before, after a settled end.
    pub(crate) fn keep(&mut self, chunks: &[ChunkRef]) {
        assert!(
            self.settled,
            "chunks follow each other at settled ends only"
        );
        self.chunks.extend_from_slice(chunks);
        self.settled = chunks.last().is_none_or(|chunk| chunk.settled);
    }

    /// Takes the next item.
    pub(crate) fn push(&mut self, key: &[u8], value: &[u8]) -> Result<(), BuildError> {
        let mut item = Vec::new();
        if value.len() <= INLINE_BYTES {
            chunk::push(&mut item, key, Value::Inline(value));
        } else {
            let mut hashes = Vec::new();
            for piece in value.chunks(PIECE_BYTES) {
                let hash = BlobHash::of(piece);
                (self.sink)(hash, piece.to_vec())?;
                hashes.extend_from_slice(&hash.0);
            }
            chunk::push(&mut item, key, Value::Pieces(value.len(), &hashes));
        }
        if !self.open.is_empty() && self.open.len() + item.len() > CHUNK_BYTES {
            self.cut(false)?;
        }
        self.open.extend_from_slice(&item);
        self.has_pieces |= value.len() > INLINE_BYTES;
        self.last.clear();
        self.last.extend_from_slice(key);
        self.settled = false;
        match settles(key, item.len()) {
            true => self.cut(true),
            false => Ok(()),
        }
    }

    fn cut(&mut self, settled: bool) -> Result<(), BuildError> {
        let bytes = std::mem::take(&mut self.open);
        let hash = BlobHash::of(&bytes);
        (self.sink)(hash, bytes)?;
        self.chunks.push(ChunkRef {
            last: ByteBuf::from(std::mem::take(&mut self.last)),
            hash,
            settled,
            has_pieces: std::mem::take(&mut self.has_pieces),
        });
        self.settled = settled;
        Ok(())
    }

    /// The chunks, after the last item.
    pub(crate) fn finish(mut self) -> Result<Vec<ChunkRef>, BuildError> {
        if !self.open.is_empty() {
            self.cut(false)?;
        }
        Ok(self.chunks)
    }
}

/// True if a chunk ends after this item wherever it began.
fn settles(key: &[u8], item_bytes: usize) -> bool {
    let hash = Sha256::digest(key);
    let (start, _) = hash
        .split_first_chunk::<8>()
        .expect("a SHA-256 has more than eight bytes");
    // An item is far smaller than the mean, so this does not overflow.
    u64::from_be_bytes(*start) < item_bytes as u64 * (u64::MAX / MEAN_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sizes of the chunks of items of this size, and how many are settled.
    fn sizes(count: u32, value_bytes: usize) -> (Vec<usize>, usize) {
        let mut sizes = Vec::new();
        let mut sink = |_, bytes: Vec<u8>| {
            sizes.push(bytes.len());
            Ok(())
        };
        let mut cutter = Cutter::new(&mut sink);
        let value = vec![5; value_bytes];
        for number in 0..count {
            cutter.push(&number.to_be_bytes(), &value).unwrap();
        }
        let chunks = cutter.finish().unwrap();
        (sizes, chunks.iter().filter(|chunk| chunk.settled).count())
    }

    #[test]
    fn chunks_have_some_hundred_kilobytes_whatever_the_size_of_items() {
        for (count, value_bytes) in [(400_000, 40), (20_000, 1000), (600, INLINE_BYTES)] {
            let (sizes, settled) = sizes(count, value_bytes);
            let mean = sizes.iter().sum::<usize>() / sizes.len();
            assert!((100_000..500_000).contains(&mean), "{mean}");
            assert!(sizes.iter().all(|size| *size <= CHUNK_BYTES));
            assert!(settled * 2 > sizes.len(), "{settled} of {}", sizes.len());
        }
    }

    #[test]
    fn a_large_value_lies_in_pieces() {
        let mut blobs = Vec::new();
        let mut sink = |hash, bytes: Vec<u8>| {
            assert_eq!(BlobHash::of(&bytes), hash);
            blobs.push(bytes.len());
            Ok(())
        };
        let mut cutter = Cutter::new(&mut sink);
        cutter.push(b"k", &vec![1; 2 * PIECE_BYTES + 5]).unwrap();
        cutter.finish().unwrap();
        assert_eq!(blobs, [PIECE_BYTES, PIECE_BYTES, 5, 2 + 1 + 1 + 4 + 3 * 32]);
    }
}
