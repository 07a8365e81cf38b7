//! Stores of format version 1 become stores of the present one, whatever happens on the way (spec S30).

#[allow(dead_code, reason = "each test crate uses a part of what they share")]
mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use common::{Model, Random};
use crankcase_store::{
    BlobHash, Disk, Fault, Finding, IndexKind, MachineDisk, Outcome, SimulatedDisk, Store,
    StoreError, StoreOptions,
};

/// Where the store is on a simulated disk.
const DIR: &str = "/store";

/// The kept store, and its copy on a simulated disk.
fn kept() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.join("../tests/archive/v1-segments/store")
}

fn files() -> Vec<(PathBuf, Vec<u8>)> {
    let contents = common::contents(&kept()).into_iter();
    contents
        .filter(|(name, _)| !name.ends_with('/'))
        .map(|(name, bytes)| (Path::new(DIR).join(name), bytes))
        .collect()
}

fn simulated() -> SimulatedDisk {
    let disk = SimulatedDisk::default();
    for (path, bytes) in files() {
        let parts: Vec<_> = path.ancestors().skip(1).collect();
        for dir in parts.into_iter().rev().skip(1) {
            if disk.look(dir).unwrap().is_none() {
                disk.make_dir(dir).unwrap();
                disk.sync_dir(dir.parent().unwrap()).unwrap();
            }
        }
        disk.plant(&path, Some(&bytes));
    }
    disk
}

fn options(disk: &SimulatedDisk) -> StoreOptions {
    StoreOptions {
        disk: Arc::new(disk.clone()),
        ..common::options(IndexKind::Memory, 1 << 20)
    }
}

/// What the kept store holds: the same as the program of that time committed.
fn model() -> Model {
    let mut model = Model::default();
    let bytes = |text: String| text.into_bytes();
    for block in 0..90_u32 {
        for n in 0..5 {
            let key = bytes(format!("key {:03}", (block * 7 + n * 13) % 101));
            if (block + n) % 4 == 3 {
                model.values.remove(&key);
            } else {
                let filling = "x".repeat((block * n % 50) as usize);
                model
                    .values
                    .insert(key, bytes(format!("{block}/{n} {filling}")));
            }
        }
        for n in 0..block % 4 {
            let stream = bytes(format!("stream {}", block % 3));
            let entry = bytes(format!("entry {block}.{n}"));
            model.streams.entry(stream).or_default().entries.push(entry);
        }
        if block % 30 == 10 {
            let hash = BlobHash::of(&blob(block));
            model
                .values
                .insert(bytes(format!("blob {block}")), hash.0.to_vec());
        }
    }
    model
}

fn blob(block: u32) -> Vec<u8> {
    vec![(block % 251) as u8; (block * 1000) as usize]
}

fn check(store: &Store) -> Result<(), String> {
    if let Some(what) = model().difference(store) {
        return Err(what);
    }
    let blobs = [10, 40, 70].map(blob).into_iter().chain([Vec::new()]);
    for bytes in blobs {
        match store.get_blob(&BlobHash::of(&bytes)) {
            Ok(found) if found == bytes => {}
            other => return Err(format!("a blob of {} bytes: {other:?}", bytes.len())),
        }
    }
    Ok(())
}

fn migrated(store: &Store) -> bool {
    let mut findings = store.findings().iter();
    findings.any(|finding| matches!(finding, Finding::Migrated { .. }))
}

// spec S30
#[test]
fn a_store_of_version_1_is_migrated_once() {
    for index in [IndexKind::Sled, IndexKind::Redb, IndexKind::Memory] {
        let scratch = tempfile::tempdir().unwrap();
        let dir = scratch.path().join("store");
        common::copy(&kept(), &dir);
        let options = || common::options(index, 1 << 20);
        let before = common::contents(&dir);
        let refused = Store::open_read_only(&dir, options()).err().unwrap();
        assert!(
            matches!(
                refused,
                StoreError::OldVersion {
                    found: 1,
                    present: 2,
                    ..
                }
            ),
            "{refused}"
        );
        let disk: Arc<dyn Disk> = Arc::new(MachineDisk);
        assert!(matches!(
            Store::audit(&dir, &disk),
            Err(StoreError::OldVersion { .. })
        ));
        assert_eq!(common::contents(&dir), before);

        let store = Store::open(&dir, options()).unwrap();
        assert!(migrated(&store));
        check(&store).unwrap();
        assert!(store.height().0 > 0);
        drop(store);
        let store = Store::open(&dir, options()).unwrap();
        assert!(store.findings().is_empty(), "{:?}", store.findings());
        check(&store).unwrap();
        drop(store);
        check(&Store::open_read_only(&dir, options()).unwrap()).unwrap();
        let audit = Store::audit(&dir, &disk).unwrap();
        assert_eq!(audit.problems, []);
        let marker = fs::read_to_string(dir.join("crankcase-store")).unwrap();
        assert_eq!(marker, "crankcase store, format version 2\n");
        assert!(!dir.join("migrated").exists() && !dir.join("blobs/new").exists());
    }
}

// spec S30
#[test]
fn whatever_cuts_a_migration_short_leaves_the_old_store_or_the_new_one() {
    let disk = simulated();
    disk.record();
    check(&Store::open(Path::new(DIR), options(&disk)).unwrap()).unwrap();
    let moments = disk.moments();
    assert!(moments.len() > 60, "{}", moments.len());
    let (mut old, mut new) = (0, 0);
    for (number, moment) in moments.iter().enumerate() {
        let mut random = Random::new(number as u64);
        let deaths = [moment.kill()];
        let failures = (0..4).map(|_| moment.fail(random.number()));
        for disk in deaths.into_iter().chain(failures.collect::<Vec<_>>()) {
            let store = Store::open(Path::new(DIR), options(&disk));
            let store = store.unwrap_or_else(|error| panic!("moment {number}: {error}"));
            check(&store).unwrap_or_else(|what| panic!("moment {number}: {what}"));
            old += u64::from(migrated(&store));
            new += u64::from(!migrated(&store));
            drop(store);
            // And nothing of the way is left.
            let audit = Store::audit(Path::new(DIR), &(Arc::new(disk) as Arc<dyn Disk>)).unwrap();
            assert_eq!(audit.problems, [], "moment {number}");
        }
    }
    assert!(old > 100 && new > 20, "{old} {new}");
}

// spec S30
#[test]
fn a_migration_that_fails_leaves_the_old_store_or_the_new_one() {
    let disk = simulated();
    let before = disk.operations();
    drop(Store::open(Path::new(DIR), options(&disk)).unwrap());
    let count = disk.operations() - before;
    let mut refused = 0;
    for failing in (0..count).step_by(3) {
        let disk = simulated();
        let first = disk.operations();
        let fault: Fault = Arc::new(move |number, _, _| match number - first == failing {
            true => Outcome::Failed,
            false => Outcome::Done,
        });
        disk.set_fault(fault);
        let opened = Store::open(Path::new(DIR), options(&disk));
        refused += u64::from(opened.is_err());
        drop(opened);
        let store = Store::open(Path::new(DIR), options(&disk));
        let store = store.unwrap_or_else(|error| panic!("operation {failing}: {error}"));
        check(&store).unwrap_or_else(|what| panic!("operation {failing}: {what}"));
    }
    assert!(refused > 10, "{refused}");
}

// spec S30
#[test]
fn a_damaged_store_of_version_1_is_refused_and_left_as_it_is() {
    let mut refused = 0;
    for seed in 1..=300 {
        let mut random = Random::new(seed);
        let disk = simulated();
        let files = files();
        let (path, bytes) = &files[random.below(files.len())];
        if bytes.is_empty() || path.ends_with("crankcase-store") {
            continue;
        }
        let mut spoiled = bytes.clone();
        let at = random.below(bytes.len());
        match random.below(4) {
            0 => spoiled.truncate(at),
            1 => spoiled[at..(at + 64).min(bytes.len())].fill(0),
            _ => spoiled[at] ^= 1 << random.below(8),
        }
        if spoiled == *bytes {
            continue;
        }
        let gone = random.below(8) == 0;
        disk.plant(path, (!gone).then_some(spoiled.as_slice()));
        let before = disk.files();
        match Store::open(Path::new(DIR), options(&disk)) {
            Err(error) => {
                refused += 1;
                let text = error.to_string();
                let named = [path.clone(), path.parent().unwrap().to_path_buf()];
                let named = named
                    .iter()
                    .any(|path| text.contains(&*path.to_string_lossy()));
                assert!(named, "CRANKCASE_SEED={seed} {path:?}: {text}");
                assert_eq!(disk.files(), before, "seed {seed}: {text}");
            }
            // Only a lost blob, which nothing of the store mentions, and the evidence of the log's end are not missed.
            Ok(store) => {
                let wrong = check(&store);
                let is_blob = path.to_string_lossy().contains("/blobs/");
                assert!(
                    wrong.is_ok() || gone && is_blob,
                    "seed {seed} {path:?}: {wrong:?}"
                );
            }
        }
    }
    assert!(refused > 150, "{refused}");
}

// spec S30
#[test]
fn what_the_store_did_not_make_is_not_thrown_away() {
    for name in ["log/notes.txt", "blobs/04/notes.txt", "blobs/notes"] {
        let disk = simulated();
        disk.plant(&Path::new(DIR).join(name), Some(b"dear diary"));
        let before = disk.files();
        match Store::open(Path::new(DIR), options(&disk)) {
            Err(StoreError::Stranger { path }) => assert_eq!(path, Path::new(DIR).join(name)),
            other => panic!("{:?}", other.map(drop)),
        }
        assert_eq!(disk.files(), before);
    }
}

// spec S2
#[test]
fn a_newer_store_is_refused() {
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("store");
    common::copy(&kept(), &dir);
    fs::write(
        dir.join("crankcase-store"),
        "crankcase store, format version 3\n",
    )
    .unwrap();
    let before = common::contents(&dir);
    let options = || common::options(IndexKind::Memory, 1 << 20);
    for refused in [
        Store::open(&dir, options()).err(),
        Store::open_read_only(&dir, options()).err(),
    ] {
        match refused {
            Some(StoreError::Version {
                found: 3,
                supported: 2,
                ..
            }) => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(common::contents(&dir), before);
}
