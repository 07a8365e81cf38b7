//! Blobs whose bytes are made to be taken for records, and syncs that fail once (spec S8).

use std::path::Path;
use std::sync::Arc;

use crate::disk::{Access, Disk};
use crate::finding::Finding;
use crate::ids::BlobHash;
use crate::pack::record::{BlobRecord, HEADER_BYTES, Record};
use crate::pack::{Packs, Syncs, pack_name, table};
use crate::simulated::{Outcome, SimulatedDisk};

const DIR: &str = "/blobs";
/// What someone has guessed; the pack has another.
const FORGED: [u8; 8] = [7; 8];

fn noise(length: usize) -> Vec<u8> {
    let parts = (0..length as u32).map(|part| BlobHash::of(&part.to_be_bytes()).0[0]);
    parts.collect()
}

fn create(disk: &SimulatedDisk) -> Packs {
    Packs::create(Arc::new(disk.clone()), Path::new(DIR), 1 << 20).unwrap()
}

fn open(disk: &SimulatedDisk) -> (Packs, Vec<Finding>) {
    Packs::open(Arc::new(disk.clone()), Path::new(DIR), 1 << 20).unwrap()
}

fn put(packs: &mut Packs, bytes: &[u8]) -> BlobHash {
    let hash = BlobHash::of(bytes);
    packs.put(hash, bytes).unwrap();
    hash
}

fn is_there(packs: &Packs, bytes: &[u8]) -> bool {
    let located = packs.map().locate(BlobHash::of(bytes));
    located.is_some_and(|located| located.read().unwrap() == bytes)
}

/// Where the bytes of the first blob of a pack stand.
const FIRST: u64 = 2 * HEADER_BYTES as u64;

#[test]
fn a_blob_that_ends_like_a_full_pack_ends_none() {
    let disk = SimulatedDisk::default();
    let mut packs = create(&disk);
    let mut bytes = noise(1000);
    let lies = table::encode(&[], FORGED, FIRST + 1000).unwrap();
    bytes.extend_from_slice(&lies);
    put(&mut packs, &bytes);
    // Nothing was synced, so no mark stands behind it.
    let (packs, findings) = open(&disk.now().kill());
    assert_eq!(findings, []);
    assert!(is_there(&packs, &bytes));
}

#[test]
fn a_pack_without_a_beginning_takes_no_blob_for_records() {
    let disk = SimulatedDisk::default();
    let mut packs = create(&disk);
    let hidden = BlobRecord {
        hash: BlobHash::of(b"hidden"),
        stored: 1500,
        raw: 1500,
    };
    let mut bytes = noise(1000);
    for lie in [
        Record::Blob(hidden),
        Record::Hole { bytes: 1500 },
        Record::Mark { synced: 1 },
        Record::Start { number: 1 },
    ] {
        let at = FIRST + bytes.len() as u64;
        bytes.extend_from_slice(&lie.encode(FORGED, at));
    }
    put(&mut packs, &bytes);
    let others: Vec<Vec<u8>> = (1..9).map(|number| noise(100 * number)).collect();
    for other in &others {
        put(&mut packs, other);
    }
    packs.sync().unwrap();
    drop(packs);
    let path = Path::new(DIR).join(pack_name(1));
    let (_, mut pack) = disk.files().pop().unwrap();
    // The beginning, and the header of the blob with the lies.
    pack[..FIRST as usize].fill(0);
    disk.plant(&path, Some(&pack));
    let (packs, findings) = open(&disk);
    assert!(matches!(&findings[..], [Finding::DamagedPack { path: named, .. }] if *named == path));
    assert!(!is_there(&packs, &bytes));
    for other in &others {
        assert!(is_there(&packs, other));
    }
}

#[test]
fn no_sync_counts_after_one_that_failed() {
    let disk = SimulatedDisk::default();
    let file = disk.open(Path::new("/file"), Access::New).unwrap();
    file.write_at(0, b"bytes").unwrap();
    let syncs = Syncs::default();
    disk.set_fault(Arc::new(|_, _, _| Outcome::Failed));
    assert!(syncs.sync(&*file).is_err());
    disk.set_fault(Arc::new(|_, _, _| Outcome::Done));
    // The system says that all is well.
    assert!(file.sync().is_ok());
    assert!(syncs.sync(&*file).is_err());
}
