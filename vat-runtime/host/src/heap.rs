//! A vat's memory as chunks and hashes (spec D4), kept between calls so that only what changed is hashed
//! again.
//!
//! It must never trust a hash it did not compute for bytes that it has not compared.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};
use std::thread;

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
        let begun = |index: usize| self.base.get(index).unwrap_or(&*ZERO);
        let count = memory.len() / CHUNK_BYTES;
        for index in self.known.len()..count {
            self.known.push(begun(index).clone());
        }
        let mut suspects = Vec::new();
        for (index, known) in self.known.iter_mut().enumerate() {
            if written.is_none_or(|written| written[index]) {
                suspects.push(index);
            } else if known.hash != begun(index).hash {
                *known = begun(index).clone();
            }
        }
        let known = &self.known;
        let changed = |index: usize| {
            let bytes = &memory[index * CHUNK_BYTES..][..CHUNK_BYTES];
            let changed = *known[index].bytes != *bytes;
            changed.then(|| (index, shared(begun(index), bytes)))
        };
        for (index, chunk) in changes(&suspects, changed) {
            self.known[index] = chunk;
        }
    }
}

/// With fewer suspects than this a second thread would cost more than it spares.
const WORTH_A_THREAD: usize = 16;
/// How many of them a thread takes at once.
const BATCH: usize = 4;

/// Asks of each suspect whether it has changed, in two threads where that is worth it: most of the time goes
/// into hashing. Each answer depends on its chunk alone, so who gives it does not matter.
fn changes(
    suspects: &[usize],
    changed: impl Fn(usize) -> Option<(usize, Chunk)> + Sync,
) -> Vec<(usize, Chunk)> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        loop {
            let from = next.fetch_add(BATCH, Ordering::Relaxed);
            let Some(rest) = suspects.get(from..).filter(|rest| !rest.is_empty()) else {
                return found;
            };
            found.extend(rest.iter().take(BATCH).filter_map(|index| changed(*index)));
        }
    };
    if suspects.len() < WORTH_A_THREAD {
        return work();
    }
    thread::scope(|scope| {
        // Where there is no room for a thread, this one does it all.
        let second = thread::Builder::new().spawn_scoped(scope, work);
        let mut found = work();
        if let Ok(second) = second {
            found.extend(second.join().expect("hashing does not panic"));
        }
        found
    })
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
    fn d4_two_threads_find_what_one_finds() {
        let mut memory = vec![0; 90 * CHUNK_BYTES];
        let base: Arc<[Chunk]> = chunks(&memory[..7 * CHUNK_BYTES]).into();
        let mut heap = Heap::new(&base);
        for round in 0..4_usize {
            for chunk in (0..90).filter(|chunk| chunk % (round + 2) == 0) {
                memory[chunk * CHUNK_BYTES + round] = u8::try_from(chunk % 3).unwrap();
            }
            assert_eq!(heap.image(&memory, None).root(), fresh(&memory));
        }
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
