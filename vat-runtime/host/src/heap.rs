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
    memory
        .chunks_exact(CHUNK_BYTES)
        .map(|bytes| shared(&ZERO, bytes))
        .collect()
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

    /// The root hash of `memory`, of which at most the chunks in `written` (all of them, if that is `None`)
    /// were written to since it was made.
    pub fn root(&mut self, memory: &[u8], written: Option<&[bool]>) -> HeapRoot {
        self.refresh(memory, written);
        HeapRoot::over(self.known.iter().map(|chunk| chunk.hash))
    }

    /// All of `memory`, with `written` as for [`Self::root`].
    pub fn image(&mut self, memory: &[u8], written: Option<&[bool]>) -> HeapImage {
        self.refresh(memory, written);
        HeapImage {
            chunks: self.known.clone(),
        }
    }

    /// Brings `known` up to date.
    fn refresh(&mut self, memory: &[u8], written: Option<&[bool]>) {
        for (index, bytes) in memory.chunks_exact(CHUNK_BYTES).enumerate() {
            let begun = self.base.get(index).unwrap_or(&ZERO);
            let untouched = written.is_some_and(|written| !written[index]);
            match self.known.get_mut(index) {
                Some(known) if untouched => {
                    if known.hash != begun.hash {
                        *known = begun.clone();
                    }
                }
                Some(known) if *known.bytes == *bytes => {}
                Some(known) => *known = shared(begun, bytes),
                None if untouched => self.known.push(begun.clone()),
                None => self.known.push(shared(begun, bytes)),
            }
        }
    }
}

/// The chunk of these bytes, one that exists where it can be.
fn shared(begun: &Chunk, bytes: &[u8]) -> Chunk {
    [begun, &ZERO]
        .into_iter()
        .find(|known| *known.bytes == *bytes)
        .cloned()
        .unwrap_or_else(|| chunk(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fresh(memory: &[u8]) -> HeapRoot {
        HeapRoot::over(chunks(memory).iter().map(|chunk| chunk.hash))
    }

    #[test]
    fn d4_a_heap_that_is_followed_hashes_like_one_that_is_read_at_once() {
        let mut memory = vec![0; 3 * CHUNK_BYTES];
        memory[CHUNK_BYTES] = 1;
        let base: Arc<[Chunk]> = chunks(&memory).into();
        let mut heap = Heap::new(&base);
        let mut told = Heap::new(&base);
        assert_eq!(heap.root(&memory, None), fresh(&memory));
        assert_eq!(told.root(&memory, Some(&[false; 3])), fresh(&memory));
        memory[2 * CHUNK_BYTES + 9] = 4;
        memory.resize(5 * CHUNK_BYTES, 0);
        memory[5 * CHUNK_BYTES - 1] = 3;
        assert_ne!(fresh(&memory), heap.root(&memory[..3 * CHUNK_BYTES], None));
        assert_eq!(heap.root(&memory, None), fresh(&memory));
        assert_eq!(
            told.root(&memory, Some(&[false, false, true, false, true])),
            fresh(&memory)
        );
        memory[2 * CHUNK_BYTES + 9] = 0;
        assert_eq!(
            told.root(&memory, Some(&[true; 5])),
            fresh(&memory),
            "too many are no matter"
        );
    }

    #[test]
    fn d4_an_image_is_the_memory_and_shares_what_it_can() {
        let mut memory = vec![0; 3 * CHUNK_BYTES];
        memory[CHUNK_BYTES] = 1;
        let base: Arc<[Chunk]> = chunks(&memory).into();
        let mut heap = Heap::new(&base);
        memory.resize(4 * CHUNK_BYTES, 0);
        memory[2 * CHUNK_BYTES] = 2;
        let image = heap.image(&memory, None);
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
            "the base's"
        );
        assert!(Arc::ptr_eq(&image.chunks[3].bytes, &base[0].bytes), "zeros");
        memory[2 * CHUNK_BYTES] = 0;
        let image = heap.image(&memory, None);
        assert!(
            Arc::ptr_eq(&image.chunks[2].bytes, &base[2].bytes),
            "the base's again"
        );
    }
}
