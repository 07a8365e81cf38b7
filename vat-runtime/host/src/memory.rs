//! Linear memories that begin as a copy-on-write view of the base memory (spec D2), so that a new vat
//! costs a mapping instead of a copy.
//!
//! This is where the host's `unsafe` is, besides loading compiled code. A memory must never be shared
//! between two instances, and no byte of the base can change once it stands.

#![allow(unsafe_code)] // see above

use std::fs::File;
use std::io;
use std::os::fd::AsFd;
use std::os::unix::fs::FileExt;
use std::ptr::NonNull;
use std::sync::OnceLock;

use crankcase_abi::CHUNK_BYTES;
use rustix::mm::{MapFlags, MprotectFlags, ProtFlags, mmap, mmap_anonymous, mprotect, munmap};
use wasmtime::{LinearMemory, MemoryCreator, MemoryType};

/// The base memory as a file that nobody can write to or truncate: it has no name and, where the system
/// can do that, is sealed.
#[derive(Debug)]
pub struct BaseFile {
    file: File,
    bytes: usize,
}

impl BaseFile {
    /// A file with this content, which is a whole number of chunks.
    ///
    /// # Errors
    /// When the system has no room for it.
    pub fn new(content: &[u8]) -> io::Result<Self> {
        assert!(
            content.len().is_multiple_of(CHUNK_BYTES),
            "a memory is a whole number of pages"
        );
        let file = anonymous_file()?;
        file.set_len(content.len() as u64)?;
        for (index, chunk) in content.chunks_exact(CHUNK_BYTES).enumerate() {
            // The stack at the start of the memory is nearly all zero: those chunks stay holes.
            if chunk.iter().any(|byte| *byte != 0) {
                file.write_all_at(chunk, (index * CHUNK_BYTES) as u64)?;
            }
        }
        seal(&file)?;
        Ok(Self {
            file,
            bytes: content.len(),
        })
    }
}

#[cfg(target_os = "linux")]
fn anonymous_file() -> io::Result<File> {
    use rustix::fs::{MemfdFlags, memfd_create};
    let flags = MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING;
    Ok(File::from(memfd_create("crankcase-base-memory", flags)?))
}

#[cfg(not(target_os = "linux"))]
fn anonymous_file() -> io::Result<File> {
    tempfile::tempfile()
}

#[cfg(target_os = "linux")]
fn seal(file: &File) -> io::Result<()> {
    use rustix::fs::{SealFlags, fcntl_add_seals};
    let all = SealFlags::SEAL | SealFlags::SHRINK | SealFlags::GROW | SealFlags::WRITE;
    Ok(fcntl_add_seals(file, all)?)
}

#[cfg(not(target_os = "linux"))]
fn seal(_: &File) -> io::Result<()> {
    Ok(())
}

/// Makes the linear memories of one engine. Before the base stands they begin as zeros, afterwards as
/// the base.
#[derive(Debug, Default)]
pub struct Memories {
    base: OnceLock<BaseFile>,
}

impl Memories {
    /// Fixes the base, once.
    pub fn set_base(&self, base: BaseFile) {
        self.base.set(base).expect("an engine has one base memory");
    }
}

// SAFETY: every memory is a private mapping of its own, of the size that wasmtime asks for plus the guard,
// zero or the base's bytes at first, and nothing but wasmtime reaches it.
unsafe impl MemoryCreator for Memories {
    fn new_memory(
        &self,
        _ty: MemoryType,
        minimum: usize,
        _maximum: Option<usize>,
        reserved: Option<usize>,
        guard: usize,
    ) -> Result<Box<dyn LinearMemory>, String> {
        let reserved = reserved.ok_or("this engine reserves the room of each memory")?;
        let mut memory = Mapped::reserve(reserved, guard).map_err(|error| error.to_string())?;
        if let Some(base) = self.base.get() {
            memory.map(base).map_err(|error| error.to_string())?;
        }
        if memory.accessible < minimum {
            memory.open(minimum).map_err(|error| error.to_string())?;
        }
        Ok(Box::new(memory))
    }
}

/// One linear memory: a reserved range of addresses whose first `accessible` bytes can be used.
#[derive(Debug)]
struct Mapped {
    start: NonNull<u8>,
    accessible: usize,
    capacity: usize,
    /// `capacity` and the guard behind it.
    reserved: usize,
}

// SAFETY: the range belongs to this value alone; what it points to is not tied to a thread.
unsafe impl Send for Mapped {}
// SAFETY: a shared `Mapped` gives out its address and its size only.
unsafe impl Sync for Mapped {}

impl Mapped {
    /// Reserves addresses, none of them accessible.
    fn reserve(capacity: usize, guard: usize) -> io::Result<Self> {
        let reserved = capacity
            .checked_add(guard)
            .ok_or(io::ErrorKind::OutOfMemory)?;
        let flags = MapFlags::PRIVATE | MapFlags::NORESERVE;
        // SAFETY: a fresh mapping at an address that the system chooses touches nothing that exists.
        let start =
            unsafe { mmap_anonymous(std::ptr::null_mut(), reserved, ProtFlags::empty(), flags)? };
        let start = NonNull::new(start.cast()).ok_or(io::ErrorKind::OutOfMemory)?;
        Ok(Self {
            start,
            accessible: 0,
            capacity,
            reserved,
        })
    }

    /// Puts a private view of the base at the beginning.
    fn map(&mut self, base: &BaseFile) -> io::Result<()> {
        if base.bytes > self.capacity {
            return Err(io::ErrorKind::OutOfMemory.into());
        }
        let protection = ProtFlags::READ | ProtFlags::WRITE;
        let flags = MapFlags::PRIVATE | MapFlags::FIXED | MapFlags::NORESERVE;
        // SAFETY: the target lies in the range that `self` reserved and owns (checked above), and nobody
        // has a reference into it, since the memory has not been handed out. The file cannot shrink or
        // change under the mapping: see `BaseFile`.
        unsafe {
            mmap(
                self.start.as_ptr().cast(),
                base.bytes,
                protection,
                flags,
                base.file.as_fd(),
                0,
            )?
        };
        self.accessible = base.bytes;
        Ok(())
    }

    /// Makes zeros accessible up to `size`.
    fn open(&mut self, size: usize) -> io::Result<()> {
        if size > self.capacity {
            return Err(io::ErrorKind::OutOfMemory.into());
        }
        let Some(more) = size.checked_sub(self.accessible).filter(|more| *more > 0) else {
            return Ok(());
        };
        // SAFETY: `accessible..size` lies in the range that `self` reserved and owns (checked above); it
        // only becomes usable, so no existing reference is affected.
        unsafe {
            let from = self.start.as_ptr().add(self.accessible);
            mprotect(
                from.cast(),
                more,
                MprotectFlags::READ | MprotectFlags::WRITE,
            )?;
        }
        self.accessible = size;
        Ok(())
    }
}

impl Drop for Mapped {
    fn drop(&mut self) {
        // SAFETY: the range was mapped by `reserve`, belongs to `self`, and wasmtime drops a memory when
        // nothing refers to it any more. That it fails is impossible for a whole mapping.
        let unmapped = unsafe { munmap(self.start.as_ptr().cast(), self.reserved) };
        debug_assert!(unmapped.is_ok(), "a mapping of one's own can be undone");
    }
}

// SAFETY: the memory begins on a page, is a multiple of pages long (wasmtime asks in pages of 64 KiB, the
// base is in chunks of that size), never moves, and is followed by inaccessible addresses up to
// `capacity + guard`.
unsafe impl LinearMemory for Mapped {
    fn byte_size(&self) -> usize {
        self.accessible
    }

    fn byte_capacity(&self) -> usize {
        self.capacity
    }

    fn grow_to(&mut self, size: usize) -> wasmtime::Result<()> {
        Ok(self.open(size)?)
    }

    fn as_ptr(&self) -> *mut u8 {
        self.start.as_ptr()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The accessible bytes.
    fn bytes(memory: &mut Mapped) -> &mut [u8] {
        // SAFETY: they are mapped for reading and writing, and borrowed as long as `memory` is.
        unsafe { std::slice::from_raw_parts_mut(memory.start.as_ptr(), memory.accessible) }
    }

    #[test]
    fn d2_memories_begin_as_the_base_and_part_at_the_first_write() {
        let mut content = vec![0; 3 * CHUNK_BYTES];
        content[5] = 7;
        content[2 * CHUNK_BYTES] = 9;
        let base = BaseFile::new(&content).unwrap();
        let mut one = Mapped::reserve(1 << 32, 1 << 20).unwrap();
        let mut other = Mapped::reserve(1 << 32, 1 << 20).unwrap();
        one.map(&base).unwrap();
        other.map(&base).unwrap();
        assert_eq!(bytes(&mut one), content);
        bytes(&mut one)[5] = 8;
        bytes(&mut one)[CHUNK_BYTES] = 1;
        assert_eq!(bytes(&mut other), content);
        assert_eq!((bytes(&mut one)[5], bytes(&mut one)[CHUNK_BYTES]), (8, 1));
    }

    #[test]
    fn d2_grown_memory_is_zero_and_stays_where_it_is() {
        let base = BaseFile::new(&vec![1; CHUNK_BYTES]).unwrap();
        let mut memory = Mapped::reserve(1 << 32, 1 << 20).unwrap();
        memory.map(&base).unwrap();
        let before = memory.as_ptr();
        memory.grow_to(5 * CHUNK_BYTES).unwrap();
        assert_eq!(memory.as_ptr(), before);
        assert_eq!(memory.byte_size(), 5 * CHUNK_BYTES);
        assert!(
            bytes(&mut memory)[CHUNK_BYTES..]
                .iter()
                .all(|byte| *byte == 0)
        );
    }

    #[test]
    fn a_memory_cannot_leave_its_reservation() {
        let mut memory = Mapped::reserve(4 * CHUNK_BYTES, CHUNK_BYTES).unwrap();
        assert!(memory.grow_to(5 * CHUNK_BYTES).is_err());
        assert!(
            memory
                .map(&BaseFile::new(&vec![1; 5 * CHUNK_BYTES]).unwrap())
                .is_err()
        );
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn nobody_can_change_the_base() {
        let base = BaseFile::new(&vec![1; CHUNK_BYTES]).unwrap();
        assert!(base.file.write_all_at(&[2], 0).is_err());
        assert!(base.file.set_len(0).is_err());
    }
    #[test]
    #[cfg(target_os = "linux")]
    fn d4_the_system_knows_which_chunks_were_written_to() {
        use crate::written::written_chunks;
        let Some(nothing) = written_chunks(&[]) else {
            panic!("an empty memory is known")
        };
        assert!(nothing.is_empty());
        let mut content = vec![0; 4 * CHUNK_BYTES];
        content[CHUNK_BYTES] = 1;
        let base = BaseFile::new(&content).unwrap();
        let mut memory = Mapped::reserve(1 << 32, 1 << 20).unwrap();
        memory.map(&base).unwrap();
        memory.grow_to(300 * CHUNK_BYTES).unwrap();
        // To read is not to write, be it the base's bytes, its holes, or what was grown.
        let read: u64 = bytes(&mut memory).iter().map(|byte| u64::from(*byte)).sum();
        assert_eq!(read, 1);
        let Some(untouched) = written_chunks(bytes(&mut memory)) else {
            return; // before Linux 6.7: then all chunks are compared, which other tests do
        };
        assert_eq!(untouched, [false; 300]);
        let mut expected = vec![false; 300];
        for index in (0..300).filter(|index| index % 2 == 1 || *index == 2) {
            bytes(&mut memory)[index * CHUNK_BYTES + 4096 * (index % 16)] = 0;
            expected[index] = true;
        }
        assert_eq!(written_chunks(bytes(&mut memory)).unwrap(), expected);
    }
}
