//! What a repair mends of a store's files, out of itself and out of a copy, and that it makes nothing worse
//! (spec S9).

#[allow(dead_code, reason = "each test crate uses a part of what they share")]
mod common;
#[allow(dead_code, reason = "each test crate uses a part of what they share")]
#[path = "damage/spoil.rs"]
mod spoil;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use common::{Model, Random, append_fixed};
use crankcase_store::{Batch, Disk, IndexKind, SimulatedDisk, Store, StoreError, StoreOptions};
use spoil::{Kind, Spoiled};

const DIR: &str = "/store";
const COPY: &str = "/copy";
const BLOCKS: u64 = 40;

fn options(disk: &SimulatedDisk) -> StoreOptions {
    StoreOptions {
        disk: Arc::new(disk.clone()),
        ..common::options(IndexKind::Memory, 1000)
    }
}

fn open(disk: &SimulatedDisk) -> Result<Store, StoreError> {
    Store::open(Path::new(DIR), options(disk))
}

fn shared(disk: &SimulatedDisk) -> Arc<dyn Disk> {
    Arc::new(disk.clone())
}

/// A disk with a store of several segments, and a copy of it that has `behind` blocks less.
fn original(behind: u64) -> SimulatedDisk {
    let disk = SimulatedDisk::default();
    for (dir, blocks) in [(DIR, BLOCKS), (COPY, BLOCKS - behind)] {
        let mut store = Store::create(Path::new(dir), options(&disk)).unwrap();
        append_fixed(&mut store, blocks);
    }
    disk
}

/// Damage to the log or the marker.
fn spoil(disk: &SimulatedDisk, seed: u64) -> Spoiled {
    let files: Vec<(PathBuf, Vec<u8>)> = disk.files();
    let files: Vec<_> = files
        .into_iter()
        .filter(|(path, _)| path.starts_with(DIR))
        .collect();
    let mut random = Random::new(seed);
    let spoiled = loop {
        let spoiled = Spoiled::choose(&files, Path::new(DIR), &mut random);
        if matches!(spoiled.kind, Kind::Segment | Kind::Marker) && spoiled.changed {
            break spoiled;
        }
    };
    for (path, bytes) in &spoiled.changes {
        disk.plant(path, bytes.as_deref());
    }
    spoiled
}

fn mend(disk: &SimulatedDisk, from: Option<&str>) -> Result<usize, StoreError> {
    let from = from.map(Path::new);
    let done = Store::mend_files(Path::new(DIR), &shared(disk), from)?;
    Ok(done.len())
}

/// What a store shows, or that it does not open.
fn shown(disk: &SimulatedDisk) -> Option<u64> {
    let store = open(disk).ok()?;
    let height = store.height().0;
    assert_eq!(Model::after(height).difference(&store), None);
    Some(height)
}

// spec S9
#[test]
fn a_copy_mends_the_log_and_the_marker() {
    let whole = original(0);
    let (mut mended, mut added) = (0, 0);
    for seed in 1..=600 {
        let disk = whole.now().kill();
        let spoiled = spoil(&disk, seed);
        let context = || format!("CRANKCASE_SEED={seed} {spoiled:?}");
        let before = shown(&disk.now().kill());
        mended += mend(&disk, Some(COPY)).unwrap_or_else(|error| panic!("{}: {error}", context()));
        let after = shown(&disk);
        if spoiled.added {
            // A file too many is somebody else's to move; in the place of another one it is replaced.
            added += 1;
            assert!(after == before || after == Some(BLOCKS), "{}", context());
        } else {
            assert_eq!(after, Some(BLOCKS), "{}", context());
            let audit = Store::audit(Path::new(DIR), &shared(&disk)).unwrap();
            assert_eq!(audit.problems, [], "{}", context());
        }
        // There is nothing more to do.
        assert_eq!(mend(&disk, Some(COPY)).unwrap(), 0, "{}", context());
    }
    assert!(mended > 400 && added < 200, "{mended} {added}");
}

// spec S9
#[test]
fn a_store_mends_its_marker_and_its_ends_and_nothing_gets_worse() {
    let whole = original(0);
    let (mut mended, mut left) = (0, 0);
    for seed in 1..=600 {
        let disk = whole.now().kill();
        let spoiled = spoil(&disk, seed);
        let context = || format!("CRANKCASE_SEED={seed} {spoiled:?}");
        let before = shown(&disk.now().kill());
        let files = disk.files();
        mend(&disk, None).unwrap_or_else(|error| panic!("{}: {error}", context()));
        let after = shown(&disk.now().kill());
        assert!(before.is_none() || after == before, "{}", context());
        assert!(matches!(after, None | Some(BLOCKS)), "{}", context());
        if after.is_none() {
            // What is left as it was is left to the byte.
            left += 1;
            let changed = disk.files().iter().any(|file| !files.contains(file));
            assert!(!changed || spoiled.kind == Kind::Marker, "{}", context());
        } else {
            mended += u64::from(before.is_none());
        }
    }
    assert!(mended > 100 && left > 100, "{mended} {left}");
}

// spec S9
#[test]
fn an_older_copy_mends_what_it_has_and_takes_nothing_back() {
    let whole = original(12);
    let (mut complete, mut left) = (0, 0);
    for seed in 1..=400 {
        let disk = whole.now().kill();
        let spoiled = spoil(&disk, seed);
        let context = || format!("CRANKCASE_SEED={seed} {spoiled:?}");
        let before = shown(&disk.now().kill());
        mend(&disk, Some(COPY)).unwrap_or_else(|error| panic!("{}: {error}", context()));
        match shown(&disk) {
            Some(BLOCKS) => complete += u64::from(before.is_none()),
            None => left += 1,
            other => panic!("{}: {other:?}", context()),
        }
    }
    assert!(complete > 50 && left > 20, "{complete} {left}");
}

// spec S9
#[test]
fn another_history_is_never_mixed_in() {
    let disk = original(0);
    let other = Path::new("/other");
    let mut store = Store::create(other, options(&disk)).unwrap();
    let mut batch = crankcase_store::Batch::new();
    batch.put("another", "history");
    store.commit(batch).unwrap();
    append_fixed(&mut store, BLOCKS);
    drop(store);
    let whole = disk;
    for seed in 1..=200 {
        let disk = whole.now().kill();
        let spoiled = spoil(&disk, seed);
        mend(&disk, Some("/other")).unwrap();
        let after = shown(&disk);
        assert!(
            matches!(after, None | Some(BLOCKS)),
            "CRANKCASE_SEED={seed} {spoiled:?}: {after:?}"
        );
    }
}

// spec S9, S2
#[test]
fn spans_are_made_again_from_the_log() {
    // spec S9: whatever is left of the packs; the entries of the first spans are in the checkpoint, or gone with it.
    // An index in memory would be made from the log, and they with it.
    let options = |disk: &SimulatedDisk| StoreOptions {
        index: IndexKind::Redb,
        ..options(disk)
    };
    for (checkpoint, remade) in [(0, 4), (1, 2)] {
        let disk = SimulatedDisk::default();
        let mut store = Store::create(Path::new(DIR), options(&disk)).unwrap();
        let mut entries = Vec::new();
        for number in 0..8_u8 {
            let mut batch = Batch::new();
            entries.push(vec![number; 3]);
            batch.append("stream", vec![number; 3]);
            if number % 2 == 1 {
                batch.close_span("stream");
            }
            store.commit(batch).unwrap();
            if (number, checkpoint) == (3, 1) {
                store.checkpoint().unwrap();
            }
        }
        let spans = store.spans(b"stream").unwrap();
        drop(store);
        for (path, bytes) in disk.files() {
            for span in &spans[4 - remade..] {
                let mut bytes = bytes.clone();
                let found = bytes.windows(32).position(|window| window == span.hash.0);
                if let Some(at) =
                    found.filter(|_| path.extension().is_some_and(|kind| kind == "pack"))
                {
                    bytes[at] ^= 1;
                    disk.plant(&path, Some(&bytes));
                    break;
                }
            }
        }
        let mut store = Store::open(Path::new(DIR), options(&disk)).unwrap();
        let read = |store: &Store| {
            let entries = store.read_stream(b"stream", 0)?;
            entries.collect::<Result<Vec<_>, _>>()
        };
        assert!(matches!(read(&store), Err(StoreError::NoBlob { .. })));
        store.remake_spans().unwrap();
        store.sync_blobs().unwrap();
        assert_eq!(read(&store).unwrap(), entries);
    }
}

#[test]
fn what_is_no_store_is_left_alone() {
    let disk = SimulatedDisk::default();
    disk.make_dir(Path::new(DIR)).unwrap();
    assert!(matches!(mend(&disk, None), Err(StoreError::NoStore { .. })));
    disk.plant(&Path::new(DIR).join("log"), Some(b"a diary"));
    assert!(matches!(mend(&disk, None), Err(StoreError::NoStore { .. })));
    assert_eq!(disk.files().len(), 1);
}
