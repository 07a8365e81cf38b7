//! Blobs in packs: what was stored is there, by whatever way, and what goes wrong is told (spec S8).

#[allow(dead_code, reason = "each test crate uses a part of what they share")]
mod common;

use std::collections::{BTreeMap, BTreeSet};
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
fn no_block_is_committed_over_a_blob_that_a_sync_has_lost() {
    for round in 0..200u64 {
        let disk = SimulatedDisk::default();
        let options = |disk: SimulatedDisk| on(Arc::new(disk));
        let mut store = Store::create(Path::new("/store"), options(disk.clone())).unwrap();
        // One sync of a pack fails, whoever calls it; the next says that all is well.
        let seen = std::sync::atomic::AtomicU64::new(0);
        disk.set_fault(Arc::new(move |_, path, done| {
            let is_it = done == Operation::SyncFile && path.to_string_lossy().ends_with(".pack");
            let number = seen.fetch_add(u64::from(is_it), std::sync::atomic::Ordering::SeqCst);
            match is_it && number == 1 + round % 5 {
                true => Outcome::Failed,
                false => Outcome::Done,
            }
        }));
        let mut random = Random::new(round);
        let mut promised = Vec::new();
        let mut go_on = || -> Result<(), StoreError> {
            for _ in 0..4 {
                let bytes = noise(600, &mut random);
                store.put_blob(&bytes)?;
                for _ in 0..5 {
                    put_later(&mut store, &noise(700, &mut random))?;
                }
                store.commit(Model::default().commit(&fixed_block(1)))?;
                promised.push(bytes);
            }
            Ok(())
        };
        let ended = go_on();
        let image = disk.now().fail(round);
        drop((ended, store));
        image.set_fault(Arc::new(|_, _, _| Outcome::Done));
        let store = Store::open(Path::new("/store"), options(image)).unwrap();
        for bytes in &promised {
            assert_eq!(
                store.get_blob(&BlobHash::of(bytes)).unwrap(),
                *bytes,
                "round {round}"
            );
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

/// What a random series of puts, sweeps and openings does to the blobs of a store.
fn live_with(seed: u64, disk: &Arc<dyn Disk>, dir: &Path, background: bool) {
    const PACK: u64 = 4000;
    let with = || StoreOptions {
        background,
        pack_bytes: PACK,
        ..on(Arc::clone(disk))
    };
    let mut random = Random::new(seed);
    let mut store = Store::create(dir, with()).unwrap();
    let mut live: BTreeMap<BlobHash, Vec<u8>> = BTreeMap::new();
    for _ in 0..150 {
        match random.below(12) {
            0 => {
                drop(store);
                store = Store::open(dir, with()).unwrap();
                assert_eq!(store.findings(), [], "seed {seed}");
            }
            1 => {
                // The oldest, the youngest, or any.
                let keep = 1 + random.below(4);
                live.retain(|hash, _| usize::from(hash.0[0]) % 5 < keep);
                let hashes: BTreeSet<BlobHash> = live.keys().copied().collect();
                let swept = match random.below(2) {
                    0 => store.sweep(hashes),
                    _ => store.sweep_thoroughly(hashes),
                };
                assert!(swept.unwrap().is_some());
                let stored: u64 = live.values().map(|bytes| bytes.len() as u64 + 64).sum();
                let sizes = store.sizes().unwrap();
                // Half of each pack is live at least; a pack more grows; each has a table.
                let most = 2 * stored + PACK + sizes.packs * 1000;
                assert!(
                    sizes.pack_bytes <= most,
                    "seed {seed}: {sizes:?} of {stored}"
                );
            }
            2 => drop(
                store
                    .commit(Model::default().commit(&fixed_block(1)))
                    .unwrap(),
            ),
            3 if !live.is_empty() => {
                let (hash, bytes) = live.iter().nth(random.below(live.len())).unwrap();
                assert!(store.has_blob(hash));
                assert_eq!(store.get_blob(hash).unwrap(), *bytes, "seed {seed}");
            }
            way => {
                let length = random.below(900);
                let bytes = noise(length, &mut random);
                match way % 2 {
                    0 => put_later(&mut store, &bytes).unwrap(),
                    _ => drop(store.put_blob(&bytes).unwrap()),
                }
                live.insert(BlobHash::of(&bytes), bytes);
            }
        }
    }
    drop(store);
    let store = Store::open_read_only(dir, with()).unwrap();
    for (hash, bytes) in &live {
        assert_eq!(store.get_blob(hash).unwrap(), *bytes, "seed {seed}");
    }
    let audit = Store::audit(dir, disk).unwrap();
    assert_eq!(audit.problems, [], "seed {seed}");
    assert_eq!(audit.blobs, store.sizes().unwrap().blobs, "seed {seed}");
}

#[test]
fn what_is_live_stays_and_the_rest_goes() {
    for seed in 0..60 {
        let disk: Arc<dyn Disk> = Arc::new(SimulatedDisk::default());
        live_with(seed, &disk, Path::new("/store"), seed % 2 == 0);
    }
    let scratch = tempfile::tempdir().unwrap();
    let machine: Arc<dyn Disk> = Arc::new(MachineDisk);
    live_with(60, &machine, &scratch.path().join("store"), true);
}

#[test]
fn a_sweep_leaves_the_spans_of_streams() {
    let mut store =
        Store::create(Path::new("/store"), on(Arc::new(SimulatedDisk::default()))).unwrap();
    for number in 0..40u8 {
        let mut batch = crankcase_store::Batch::new();
        batch.append("stream", vec![number; 200]);
        batch.append_local("own", vec![number; 200]);
        batch.close_span("stream");
        store.put_blob(&[number; 300]).unwrap();
        store.commit(batch).unwrap();
    }
    assert!(store.sweep(BTreeSet::new()).unwrap().unwrap().blobs >= 30);
    let entries = store.read_stream(b"stream", 0).unwrap();
    let entries: Vec<Vec<u8>> = entries.map(Result::unwrap).collect();
    assert_eq!(
        entries,
        (0..40u8)
            .map(|number| vec![number; 200])
            .collect::<Vec<_>>()
    );
}

#[test]
fn nothing_is_swept_while_somebody_reads() {
    let disk: Arc<dyn Disk> = Arc::new(SimulatedDisk::default());
    let dir = Path::new("/store");
    let mut store = Store::create(dir, on(Arc::clone(&disk))).unwrap();
    let hash = store.put_blob(&[1; 3000]).unwrap();
    store
        .commit(Model::default().commit(&fixed_block(1)))
        .unwrap();
    let reader = Store::open_read_only(dir, on(Arc::clone(&disk))).unwrap();
    assert_eq!(store.sweep(BTreeSet::new()).unwrap(), None);
    assert_eq!(reader.get_blob(&hash).unwrap(), [1; 3000]);
    drop(reader);
    store.sweep(BTreeSet::new()).unwrap().unwrap();
}

#[test]
fn a_damaged_pack_stays_as_long_as_a_blob_is_missing() {
    let disk = SimulatedDisk::default();
    let dir = Path::new("/store");
    let options = || on(Arc::new(disk.clone()));
    let mut store = Store::create(dir, options()).unwrap();
    let mut random = Random::new(4);
    let blobs: Vec<_> = (0..12).map(|_| noise(700, &mut random)).collect();
    let live: BTreeSet<_> = blobs
        .iter()
        .map(|bytes| store.put_blob(bytes).unwrap())
        .collect();
    drop(store);
    let packs: Vec<_> = disk
        .files()
        .into_iter()
        .filter(|(path, _)| path.extension() == Some("pack".as_ref()))
        .collect();
    let (path, mut bytes) = packs[1].clone();
    // The header and the table: nobody can say any more which blob it was.
    bytes[64] ^= 1;
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    disk.plant(&path, Some(&bytes));
    let mut store = Store::open(dir, options()).unwrap();
    assert!(
        matches!(store.findings(), [crankcase_store::Finding::DamagedPack { path: named, .. }] if *named == path)
    );
    let missing: Vec<_> = blobs
        .iter()
        .filter(|bytes| !store.has_blob(&BlobHash::of(bytes)))
        .collect();
    assert_eq!(missing.len(), 1);
    let is_there = || disk.files().iter().any(|(there, _)| *there == path);
    store.sweep_thoroughly(live.clone()).unwrap();
    assert!(is_there());
    store.put_blob(missing[0]).unwrap();
    store.sweep_thoroughly(live).unwrap();
    assert!(!is_there());
    drop(store);
    let store = Store::open(dir, options()).unwrap();
    assert_eq!(store.findings(), []);
    for bytes in &blobs {
        assert_eq!(store.get_blob(&BlobHash::of(bytes)).unwrap(), *bytes);
    }
}

#[test]
fn a_blob_that_is_damaged_after_it_was_seen_whole_is_stored_once_more() {
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("store");
    let mut store = Store::create(&dir, StoreOptions::default()).unwrap();
    let bytes: Vec<u8> = (0..2000u32)
        .flat_map(|number| (number * number).to_be_bytes())
        .collect();
    let hash = store.put_blob(&bytes).unwrap();
    store.sync_blobs().unwrap();
    assert_eq!(store.get_blob(&hash).unwrap(), bytes);
    let pack = std::fs::read_dir(dir.join("blobs"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let mut damaged = std::fs::read(&pack).unwrap();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    std::fs::write(&pack, damaged).unwrap();
    assert!(matches!(
        store.get_blob(&hash),
        Err(StoreError::DamagedBlob { .. })
    ));
    store.put_blob(&bytes).unwrap();
    assert_eq!(store.get_blob(&hash).unwrap(), bytes);
}
