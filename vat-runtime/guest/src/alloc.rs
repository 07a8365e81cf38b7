//! The allocator of the image: free lists by size over chunks that are never returned; larger blocks go to
//! the system's allocator.
//!
//! A vat's heap is many small objects that come and go, and every byte of the allocator's state is part of
//! the vat's memory. Each growth of that memory is reported to the host once, which bills it: growing is
//! nearly free in fuel and far from free in time. This file must never decide by anything but the sizes it
//! is asked for.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::UnsafeCell;
use std::ptr;

/// Sizes are rounded up to a multiple of this; it is also the strictest alignment of a small block.
const STEP: usize = 16;
/// Blocks up to this size are small.
const LARGEST: usize = 512;
/// Small blocks are cut from chunks of this size.
const CHUNK: usize = 64 << 10;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static HEAP: Classes = Classes::new();

/// The allocator. It serves one thread.
struct Classes(UnsafeCell<Lists>);

struct Lists {
    /// The first free block of each size class; each free block begins with the address of the next.
    free: [*mut u8; LARGEST / STEP + 1],
    /// What is left of the current chunk.
    rest: *mut u8,
    rest_len: usize,
}

// SAFETY: the image is built without threads (wasm32-wasip1), so the one static of this type is only ever
// used from one thread.
#[cfg(target_arch = "wasm32")]
unsafe impl Sync for Classes {}

const fn is_small(size: usize, align: usize) -> bool {
    size <= LARGEST && align <= STEP
}

const fn class(size: usize) -> usize {
    size.div_ceil(STEP)
}

impl Classes {
    const fn new() -> Self {
        Self(UnsafeCell::new(Lists {
            free: [ptr::null_mut(); LARGEST / STEP + 1],
            rest: ptr::null_mut(),
            rest_len: 0,
        }))
    }
}

impl Lists {
    /// Cuts a block of `size` bytes, a multiple of [`STEP`], from the current chunk, or from a new one.
    #[cold]
    #[inline(never)]
    fn cut(&mut self, size: usize) -> *mut u8 {
        if self.rest_len < size {
            let Ok(layout) = Layout::from_size_align(CHUNK, STEP) else {
                return ptr::null_mut();
            };
            // SAFETY: the layout is not empty.
            let chunk = billed(|| unsafe { System.alloc(layout) });
            if chunk.is_null() {
                return chunk;
            }
            self.keep_rest();
            self.rest = chunk;
            self.rest_len = CHUNK;
        }
        let block = self.rest;
        // SAFETY: at least `size` bytes of the chunk are left, so this stays within it or at its end.
        self.rest = unsafe { block.add(size) };
        self.rest_len -= size;
        block
    }

    /// Makes what is left of a chunk a free block of its class. It is smaller than a small block and a
    /// multiple of the step, as the chunk and everything cut from it is.
    fn keep_rest(&mut self) {
        if self.rest_len > 0 {
            // SAFETY: the rest is memory of a chunk that nobody was given, at least a step long and aligned
            // to it.
            unsafe { self.push(class(self.rest_len), self.rest) };
            self.rest_len = 0;
        }
    }

    /// Puts a block at the head of a class's list.
    ///
    /// # Safety
    /// `block` is unused memory of that class's size, aligned to [`STEP`].
    #[inline]
    unsafe fn push(&mut self, class: usize, block: *mut u8) {
        // SAFETY: every class holds at least a pointer, and the caller vouches for the block.
        unsafe { block.cast::<*mut u8>().write(self.free[class]) };
        self.free[class] = block;
    }
}

/// Runs an allocation that may grow the memory, and reports by how much it did.
#[cfg(target_arch = "wasm32")]
fn billed<T>(allocate: impl FnOnce() -> T) -> T {
    let before = core::arch::wasm32::memory_size(0);
    let result = allocate();
    let grown = core::arch::wasm32::memory_size(0) - before;
    if grown > 0 {
        crate::syscalls::charge(u32::try_from(grown).unwrap_or(u32::MAX));
    }
    result
}

#[cfg(not(target_arch = "wasm32"))]
fn billed<T>(allocate: impl FnOnce() -> T) -> T {
    allocate()
}

// SAFETY: a small block is cut from a chunk of the system's, or was given back by a caller who was done
// with it; it is `class * STEP >= size` bytes long, aligned to STEP, and on no list while it is in use.
// Everything else is the system allocator's own answer. Whether a block is small depends only on its
// layout, so a block returns to where it came from. Nothing here unwinds or allocates by itself.
unsafe impl GlobalAlloc for Classes {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if !is_small(layout.size(), layout.align()) {
            // SAFETY: the caller's promise, passed on.
            return billed(|| unsafe { System.alloc(layout) });
        }
        // SAFETY: one thread, and no call below leads back here, so this is the only reference.
        let lists = unsafe { &mut *self.0.get() };
        // The caller promises a size above zero, so a class is never without room for a pointer.
        let class = class(layout.size());
        let block = lists.free[class];
        if block.is_null() {
            return lists.cut(class * STEP);
        }
        // SAFETY: a block on a list begins with the address of the next (see `push`).
        lists.free[class] = unsafe { block.cast::<*mut u8>().read() };
        block
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if !is_small(layout.size(), layout.align()) {
            // SAFETY: the caller's promise, passed on; the block came from there.
            return unsafe { System.dealloc(block, layout) };
        }
        // SAFETY: one thread, and nothing below leads back here. The caller is done with the block, which
        // `alloc` cut for this class.
        unsafe { (*self.0.get()).push(class(layout.size()), block) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if !is_small(layout.size(), layout.align()) {
            // SAFETY: the caller's promise, passed on.
            return billed(|| unsafe { System.alloc_zeroed(layout) });
        }
        // SAFETY: the caller's promise, passed on; the block is at least as long as was asked.
        unsafe {
            let block = self.alloc(layout);
            if !block.is_null() {
                ptr::write_bytes(block, 0, layout.size());
            }
            block
        }
    }

    #[inline]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let was_small = is_small(layout.size(), layout.align());
        let is_small = is_small(size, layout.align());
        if was_small && is_small && class(layout.size()) == class(size) {
            return block;
        }
        if !was_small && !is_small {
            // SAFETY: the caller's promise, passed on; the block came from there and stays there.
            return billed(|| unsafe { System.realloc(block, layout, size) });
        }
        // SAFETY: the caller promises that the size is above zero and does not overflow when rounded up to
        // the alignment. The new block is another one, and both hold at least the bytes that are copied.
        unsafe {
            let new = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
            if !new.is_null() {
                ptr::copy_nonoverlapping(block, new, layout.size().min(size));
                self.dealloc(block, layout);
            }
            new
        }
    }
}

#[cfg(test)]
mod tests;
