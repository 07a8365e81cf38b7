//! A vat's memory as chunks and hashes (spec D4), kept between calls so that only what changed is hashed
//! again.
//!
//! It must never trust a hash it did not compute for bytes that it has not compared.

use std::sync::{Arc, LazyLock};

use crankcase_abi::{CHUNK_BYTES, Chunk, ChunkHash, HeapImage, HeapRoot};

/// A chunk of zeros, of which every memory has many.
static ZERO: LazyLock<Chunk> = LazyLock::new(|| chunk(&[0; CHUNK_BYTES]));

fn chunk(bytes: &[u8]) -> Chunk {
    Chunk {
        hash: ChunkHash::of(bytes),
        bytes: bytes.into(),
    }
}

/// The chunk of zeros, shared.
pub fn zero_chunk() -> Chunk {
    ZERO.clone()
}

/// The chunks of a whole memory.
pub fn chunks(memory: &[u8]) -> Vec<Chunk> {
    let mut heap = Heap {
        known: Vec::new(),
        base: Arc::new([]),
    };
    heap.refresh(memory);
    heap.known
}

/// The chunks of one memory as they were when somebody last asked.
#[derive(Debug)]
pub struct Heap {
    known: Vec<Chunk>,
    base: Arc<[Chunk]>,
}

impl Heap {
    /// The heap of a memory that begins as the base.
    pub fn new(base: &Arc<[Chunk]>) -> Self {
        Self {
            known: base.to_vec(),
            base: Arc::clone(base),
        }
    }

    /// The heap of a memory that begins as an image.
    pub fn of(image: &HeapImage, base: &Arc<[Chunk]>) -> Self {
        Self {
            known: image.chunks.clone(),
            base: Arc::clone(base),
        }
    }

    /// The root hash of `memory`.
    pub fn root(&mut self, memory: &[u8]) -> HeapRoot {
        self.refresh(memory);
        HeapRoot::over(self.known.iter().map(|chunk| chunk.hash))
    }

    /// All of `memory`.
    pub fn image(&mut self, memory: &[u8]) -> HeapImage {
        self.refresh(memory);
        HeapImage {
            chunks: self.known.clone(),
        }
    }

    fn refresh(&mut self, memory: &[u8]) {
        let shared = |index: usize, bytes: &[u8]| match self.base.get(index) {
            Some(base) if *base.bytes == *bytes => base.clone(),
            _ if *ZERO.bytes == *bytes => ZERO.clone(),
            _ => chunk(bytes),
        };
        for (index, bytes) in memory.chunks_exact(CHUNK_BYTES).enumerate() {
            match self.known.get_mut(index) {
                Some(known) if *known.bytes == *bytes => {}
                Some(known) => *known = shared(index, bytes),
                None => self.known.push(shared(index, bytes)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d4_a_heap_that_is_followed_hashes_like_one_that_is_read_at_once() {
        let mut memory = vec![0; 3 * CHUNK_BYTES];
        memory[CHUNK_BYTES] = 1;
        let base: Arc<[Chunk]> = chunks(&memory).into();
        let mut heap = Heap::new(&base);
        let begin = heap.root(&memory);
        let fresh = |memory: &[u8]| HeapRoot::over(chunks(memory).iter().map(|chunk| chunk.hash));
        assert_eq!(begin, fresh(&memory));
        memory[2 * CHUNK_BYTES + 9] = 4;
        memory.resize(5 * CHUNK_BYTES, 0);
        memory[5 * CHUNK_BYTES - 1] = 3;
        assert_eq!(heap.root(&memory), fresh(&memory));
        assert_ne!(heap.root(&memory), begin);
        let image = heap.image(&memory);
        assert_eq!(image.root(), fresh(&memory));
        assert!(
            image
                .chunks
                .iter()
                .flat_map(|chunk| chunk.bytes.iter())
                .eq(&memory)
        );
        assert!(
            Arc::ptr_eq(&image.chunks[1].bytes, &base[1].bytes),
            "what is unchanged is shared"
        );
        assert!(
            Arc::ptr_eq(&image.chunks[3].bytes, &base[0].bytes),
            "zeros are shared"
        );
        memory[2 * CHUNK_BYTES + 9] = 0;
        assert!(
            Arc::ptr_eq(&heap.image(&memory).chunks[2].bytes, &base[2].bytes),
            "also when they return"
        );
    }
}
