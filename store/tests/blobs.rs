//! Blobs in packs: what was stored is there, by whatever way, and what goes wrong is told (spec S8).

#[allow(dead_code, reason = "each test crate uses a part of what they share")]
mod common;

use std::path::Path;
use std::sync::Arc;

use common::{Model, Random, fixed_block, options};
use crankcase_store::{
    BlobHash, Disk, Fault, IndexKind, MachineDisk, Operation, Outcome, SimulatedDisk, Store,
    StoreError, StoreOptions,
};

fn noise(length: usize, random: &mut Random) -> Vec<u8> {
    (0..length).map(|_| random.byte()).collect()
}

fn put_later(store: &mut Store, bytes: &[u8]) -> Result<(), StoreError> {
    store.put_blob_later(BlobHash::of(bytes), bytes.into())
}

fn on(disk: Arc<dyn Disk>) -> StoreOptions {
    StoreOptions {
        disk,
        ..options(IndexKind::Memory, 1000)
    }
}

#[test]
fn blobs_for_later_can_be_read_at_once_and_are_there_after_closing() {
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("store");
    let with = || StoreOptions {
        pack_bytes: 1 << 20,
        ..on(Arc::new(MachineDisk))
    };
    let mut store = Store::create(&dir, with()).unwrap();
    let mut random = Random::new(1);
    let blobs: Vec<Vec<u8>> = (0..300).map(|_| noise(30_000, &mut random)).collect();
    for (number, bytes) in blobs.iter().enumerate() {
        let hash = BlobHash::of(bytes);
        assert!(!store.has_blob(&hash));
        put_later(&mut store, bytes).unwrap();
        // Whichever of the two comes first.
        if number % 7 == 0 {
            store.put_blob(bytes).unwrap();
        }
        assert!(store.has_blob(&hash));
        assert_eq!(store.get_blob(&hash).unwrap(), *bytes);
        if number % 20 == 0 {
            store
                .commit(Model::default().commit(&fixed_block(1)))
                .unwrap();
        }
    }
    drop(store);
    let store = Store::open(&dir, with()).unwrap();
    assert_eq!(store.findings(), []);
    for bytes in &blobs {
        assert_eq!(store.get_blob(&BlobHash::of(bytes)).unwrap(), *bytes);
    }
    let sizes = store.sizes().unwrap();
    assert_eq!((sizes.blobs, sizes.blob_bytes), (300, 300 * 30_000));
    assert!(
        sizes.packs >= 9 && sizes.pack_bytes < 9_300_000,
        "{sizes:?}"
    );
    // All but the last end with a table, which says what reading all of them says.
    let audit = Store::audit(&dir, &(Arc::new(MachineDisk) as Arc<dyn Disk>)).unwrap();
    assert_eq!((audit.blobs, audit.problems), (300, vec![]));
}

#[test]
fn more_may_be_given_than_may_wait() {
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("store");
    let mut store = Store::create(&dir, StoreOptions::default()).unwrap();
    let mut bytes = noise(8 << 20, &mut Random::new(2));
    let mut hashes = Vec::new();
    for number in 0..24u8 {
        bytes[0] = number;
        put_later(&mut store, &bytes).unwrap();
        hashes.push(BlobHash::of(&bytes));
    }
    store.sync_blobs().unwrap();
    drop(store);
    let store = Store::open_read_only(&dir, StoreOptions::default()).unwrap();
    for (number, hash) in hashes.iter().enumerate() {
        assert_eq!(store.get_blob(hash).unwrap()[0] as usize, number);
    }
}

/// A store on a disk that refuses to write to packs from its n-th attempt on.
fn refusing(attempts: u64, operation: Operation) -> (Store, SimulatedDisk) {
    let disk = SimulatedDisk::default();
    let store = Store::create(Path::new("/store"), on(Arc::new(disk.clone()))).unwrap();
    let seen = std::sync::atomic::AtomicU64::new(0);
    let fault: Fault = Arc::new(move |_, path, done| {
        let is_it = done == operation && path.to_string_lossy().ends_with(".pack");
        let number = seen.fetch_add(u64::from(is_it), std::sync::atomic::Ordering::SeqCst);
        match is_it && number >= attempts {
            true => Outcome::Failed,
            false => Outcome::Done,
        }
    });
    disk.set_fault(fault);
    (store, disk)
}

#[test]
fn what_fails_in_the_background_is_told_and_stops_the_store() {
    for operation in [Operation::Write, Operation::SyncFile] {
        for attempts in [0, 1, 5] {
            let (mut store, disk) = refusing(attempts, operation);
            let mut random = Random::new(attempts);
            // The queue takes them all without anybody being told, or one of the calls is refused.
            let blobs: Vec<_> = (0..20).map(|_| noise(900, &mut random)).collect();
            let given = blobs
                .iter()
                .try_for_each(|bytes| put_later(&mut store, bytes));
            let told = given.and_then(|()| store.sync_blobs());
            assert!(matches!(told, Err(StoreError::Io { .. })), "{told:?}");
            let latched = store.commit(Model::default().commit(&fixed_block(1)));
            assert!(matches!(latched, Err(StoreError::Latched { .. })));
            let latched = put_later(&mut store, b"more");
            assert!(matches!(latched, Err(StoreError::Latched { .. })));
            drop(store);
            // Another opening goes on.
            disk.set_fault(Arc::new(|_, _, _| Outcome::Done));
            let options = on(Arc::new(disk.clone()));
            let mut store = Store::open(Path::new("/store"), options).unwrap();
            for bytes in &blobs {
                put_later(&mut store, bytes).unwrap();
            }
            store.sync_blobs().unwrap();
            let image: Arc<dyn Disk> = Arc::new(disk.now().fail(attempts));
            let store = Store::open(Path::new("/store"), on(image)).unwrap();
            for bytes in &blobs {
                assert_eq!(store.get_blob(&BlobHash::of(bytes)).unwrap(), *bytes);
            }
        }
    }
}

#[test]
fn a_reader_finds_what_was_stored_after_it_had_opened_the_store() {
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("store");
    let mut store = Store::create(&dir, options(IndexKind::Memory, 1000)).unwrap();
    let reader = Store::open_read_only(&dir, options(IndexKind::Memory, 1000)).unwrap();
    let mut random = Random::new(3);
    for _ in 0..20 {
        let bytes = noise(700, &mut random);
        let hash = store.put_blob(&bytes).unwrap();
        assert_eq!(reader.get_blob(&hash).unwrap(), bytes);
    }
    let missing = reader.get_blob(&BlobHash::of(b"never stored"));
    assert!(matches!(missing, Err(StoreError::NoBlob { .. })));
}
