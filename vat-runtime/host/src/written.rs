//! Which chunks of a memory were written to since its instance was made, as the system knows it: the others
//! are the base's, and need not even be touched to be known.
//!
//! It may name too many, and must never miss one. Where the system cannot tell, all are to be compared.

#![allow(unsafe_code)] // see above

/// For each chunk of `memory`, which is a whole linear memory, whether it may have been written to; `None`
/// where the system cannot tell.
#[cfg(not(target_os = "linux"))]
pub fn written_chunks(_memory: &[u8]) -> Option<Vec<bool>> {
    None
}

#[cfg(target_os = "linux")]
pub use linux::written_chunks;

#[cfg(target_os = "linux")]
mod linux {
    use std::ffi::c_void;
    use std::fs::File;

    use crankcase_abi::CHUNK_BYTES;
    use rustix::io::Errno;
    use rustix::ioctl::{Ioctl, IoctlOutput, Opcode, ioctl, opcode};

    /// What is known of a page (`PAGE_IS_…` in Linux's `fs.h`).
    mod page {
        pub const FILE: u64 = 1 << 2;
        pub const PRESENT: u64 = 1 << 3;
        pub const SWAPPED: u64 = 1 << 4;
        pub const ZERO: u64 = 1 << 5;
    }

    /// `struct page_region`: neighbours that are alike, from `start` to before `end`.
    #[repr(C)]
    #[derive(Clone, Copy, Default)]
    struct Region {
        start: u64,
        end: u64,
        categories: u64,
    }

    /// `struct pm_scan_arg`.
    #[repr(C)]
    #[derive(Default)]
    struct Scan {
        size: u64,
        flags: u64,
        start: u64,
        end: u64,
        walk_end: u64,
        regions: u64,
        regions_len: u64,
        max_pages: u64,
        category_inverted: u64,
        category_mask: u64,
        category_anyof_mask: u64,
        return_mask: u64,
    }

    // SAFETY: the number and both structures are those of PAGEMAP_SCAN in Linux's `fs.h`; the kernel writes
    // to `self` and, at most `regions_len` times, to what `regions` points to, which `scan` keeps alive.
    unsafe impl Ioctl for &mut Scan {
        type Output = usize;
        const IS_MUTATING: bool = true;

        fn opcode(&self) -> Opcode {
            opcode::read_write::<Scan>(b'f', 16)
        }

        fn as_ptr(&mut self) -> *mut c_void {
            std::ptr::from_mut::<Scan>(self).cast()
        }

        unsafe fn output_from_ptr(found: IoctlOutput, _: *mut c_void) -> Result<usize, Errno> {
            usize::try_from(found).map_err(|_| Errno::INVAL)
        }
    }

    /// For each chunk of `memory`, which is a whole linear memory, whether it may have been written to;
    /// `None` where the system cannot tell.
    pub fn written_chunks(memory: &[u8]) -> Option<Vec<bool>> {
        let begin = memory.as_ptr().addr() as u64;
        let end = begin + memory.len() as u64;
        let chunk = |address: u64| usize::try_from((address - begin) / CHUNK_BYTES as u64).ok();
        // Opened each time, since it belongs to the process that opened it and not to one that forked.
        let pagemap = File::open("/proc/self/pagemap").ok()?;
        let mut written = vec![false; memory.len() / CHUNK_BYTES];
        let mut regions = [Region::default(); 128];
        let mut start = begin;
        while start < end {
            let (found, walked) = scan(&pagemap, start, end, &mut regions)?;
            for region in regions.get(..found)? {
                written
                    .get_mut(chunk(region.start)?..=chunk(region.end - 1)?)?
                    .fill(true);
            }
            if walked <= start {
                return None;
            }
            start = walked;
        }
        Some(written)
    }

    /// Finds the private pages from `start` to `end`: those that are there, but are neither a file's nor the
    /// system's page of zeros. Gives their number in `regions` and how far it came.
    fn scan(pagemap: &File, start: u64, end: u64, regions: &mut [Region]) -> Option<(usize, u64)> {
        let mut scan = Scan {
            size: size_of::<Scan>() as u64,
            start,
            end,
            regions: regions.as_mut_ptr().addr() as u64,
            regions_len: regions.len() as u64,
            category_inverted: page::FILE | page::ZERO,
            category_mask: page::FILE | page::ZERO,
            category_anyof_mask: page::PRESENT | page::SWAPPED,
            return_mask: page::PRESENT | page::SWAPPED,
            ..Scan::default()
        };
        // SAFETY: `scan` and `regions` are borrowed for the call and describe each other truly; pages are
        // only looked at.
        let found = unsafe { ioctl(pagemap, &mut scan) }.ok()?;
        Some((found, scan.walk_end))
    }
}
