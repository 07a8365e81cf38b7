//! What a power failure leaves of a simulated disk.
//!
//! Of what was not synced, any part may be on the disk: sectors of 512 bytes out of order, a new length
//! without the bytes, the bytes of another file, names in their order or out of it. How much is kept differs
//! from seed to seed, so that the extremes occur as well.
//!
//! Must never touch what was synced.

use std::sync::Arc;

use super::tree::{FileNode, Node, Pending, Tree};
use crate::random::Random;

const SECTOR: u64 = 512;

/// The disk that is found when the power is back.
pub(super) fn crash(tree: &Tree, seed: u64) -> Tree {
    let mut random = Random::new(seed);
    // Of 16 unsynced things, about how many are kept.
    let odds = [0, 16, 4, 8, 12][random.below(5)];
    let mut left = tree.clone();
    keep_names(&mut left, odds, &mut random);
    for node in left.nodes.values_mut() {
        if matches!(&**node, Node::File(file) if file.is_settled()) {
            continue;
        }
        match Arc::make_mut(node) {
            Node::Dir { seen, durable } => seen.clone_from(durable),
            Node::File(file) => *file = FileNode::durable(contents(file, odds, &mut random)),
        }
    }
    left
}

/// A file system with a journal keeps changes of names up to a point; one without keeps any of them.
fn keep_names(tree: &mut Tree, odds: usize, random: &mut Random) {
    let pending = std::mem::take(&mut tree.pending);
    let ordered = random.below(2) == 0;
    for change in pending {
        let kept = random.below(16) < odds;
        if kept {
            tree.apply(&change, true);
        } else if ordered {
            return;
        }
    }
}

/// What is left of a file.
fn contents(file: &FileNode, odds: usize, random: &mut Random) -> Vec<u8> {
    let mut contents = (*file.durable).clone();
    // Bytes that a new length covers and that were never written are zeros, or were another file's.
    let garbage = random.below(4) == 0;
    for pending in &file.pending {
        match pending {
            Pending::SetLength(_) if random.below(16) < odds => pending.apply(&mut contents),
            Pending::SetLength(_) => {}
            Pending::Write { offset, bytes } => {
                let end = offset + bytes.len() as u64;
                if end > contents.len() as u64 && random.below(16) < odds {
                    lengthen(&mut contents, end, garbage, random);
                }
                write_sectors(&mut contents, *offset, bytes, odds, random);
            }
        }
    }
    contents
}

fn lengthen(contents: &mut Vec<u8>, end: u64, garbage: bool, random: &mut Random) {
    // Seldom only a part of the new length.
    let grown = end - contents.len() as u64;
    let end = if random.below(4) == 0 {
        end - random.below(usize::try_from(grown).unwrap_or(1)) as u64
    } else {
        end
    };
    while (contents.len() as u64) < end {
        contents.push(if garbage { random.byte() } else { 0 });
    }
}

/// Writes the sectors that are kept, as far as the file is long enough.
fn write_sectors(contents: &mut [u8], offset: u64, bytes: &[u8], odds: usize, random: &mut Random) {
    let mut at = offset;
    let end = offset + bytes.len() as u64;
    while at < end {
        let sector_end = (at / SECTOR + 1) * SECTOR;
        let until = sector_end.min(end).min(contents.len() as u64);
        if random.below(16) < odds && at < until {
            let (from, to) = ((at - offset) as usize, (until - offset) as usize);
            contents[at as usize..until as usize].copy_from_slice(&bytes[from..to]);
        }
        at = sector_end;
    }
}
