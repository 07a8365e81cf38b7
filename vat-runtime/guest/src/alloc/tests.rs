//! The allocator against a model: no two live blocks overlap, and contents survive.

use std::collections::BTreeMap;

use super::*;

/// A fixed sequence of numbers that looks random.
fn sequence() -> impl FnMut(usize) -> usize {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    move |below| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    }
}

fn layout(size: usize, align: usize) -> Layout {
    Layout::from_size_align(size, align).unwrap()
}

/// Live blocks by address: their layout and the byte they are filled with.
type Live = BTreeMap<usize, (Layout, u8)>;

fn check(live: &Live, block: *mut u8, new: Layout) {
    assert!(!block.is_null());
    assert_eq!(block as usize % new.align(), 0);
    let (start, end) = (block as usize, block as usize + new.size());
    if let Some((at, (before, _))) = live.range(..=start).next_back() {
        assert!(at + before.size() <= start, "overlaps the block before it");
    }
    if let Some((at, _)) = live.range(start..).next() {
        assert!(end <= *at, "overlaps the block after it");
    }
}

#[test]
fn blocks_are_disjoint_and_keep_their_contents() {
    let heap = Classes::new();
    let mut next = sequence();
    let mut live = Live::new();
    for round in 0..60_000_usize {
        let fill = round as u8;
        let choice = next(5);
        if choice < 2 || live.is_empty() {
            let longest = if next(8) == 0 { 5_000 } else { 600 };
            let new = layout(1 + next(longest), 1 << next(6));
            // SAFETY: the layout is not empty.
            let block = unsafe {
                if choice == 0 {
                    heap.alloc_zeroed(new)
                } else {
                    heap.alloc(new)
                }
            };
            check(&live, block, new);
            // SAFETY: the block is that long.
            unsafe {
                if choice == 0 {
                    assert!((0..new.size()).all(|at| *block.add(at) == 0), "not zeroed");
                }
                ptr::write_bytes(block, fill, new.size());
            }
            live.insert(block as usize, (new, fill));
            continue;
        }
        let at = *live.keys().nth(next(live.len())).unwrap();
        let (old, byte) = live.remove(&at).unwrap();
        let block = at as *mut u8;
        // SAFETY: the model says that this block is live and has this layout.
        unsafe {
            assert!(
                (0..old.size()).all(|at| *block.add(at) == byte),
                "contents changed"
            );
            if choice == 2 {
                let size = 1 + next(700);
                let moved = heap.realloc(block, old, size);
                let new = layout(size, old.align());
                check(&live, moved, new);
                assert!(
                    (0..size.min(old.size())).all(|at| *moved.add(at) == byte),
                    "not copied"
                );
                ptr::write_bytes(moved, fill, size);
                live.insert(moved as usize, (new, fill));
            } else {
                heap.dealloc(block, old);
            }
        }
        if live.len() > 500 {
            let (at, (old, _)) = live.pop_first().unwrap();
            // SAFETY: as above.
            unsafe { heap.dealloc(at as *mut u8, old) };
        }
    }
    for (at, (old, _)) in live {
        // SAFETY: as above.
        unsafe { heap.dealloc(at as *mut u8, old) };
    }
}

#[test]
fn a_freed_block_is_the_next_of_its_class() {
    let heap = Classes::new();
    // SAFETY: layouts are not empty and match their blocks.
    unsafe {
        let first = heap.alloc(layout(40, 8));
        heap.dealloc(first, layout(40, 8));
        assert_eq!(heap.alloc(layout(33, 16)), first);
        assert_ne!(heap.alloc(layout(33, 16)), first);
    }
}
