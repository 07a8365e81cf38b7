//! Stores that are made from exports: they hold what the exported one held, or they are not there (spec S23,
//! S24).

#[allow(dead_code, reason = "each test crate uses a part of what they share")]
mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use common::{Model, Random, append_fixed, options};
use crankcase_store::{
    BlobHash, Disk, ExportMode, Exported, ImportFrom, IndexKind, Manifest, NeededSpans, Operation,
    Outcome, References, SimulatedDisk, Store, StoreError, StoreOptions,
};

/// Where things are on a simulated disk.
const STORE: &str = "/store";
const EXPORT: &str = "/export";
const NEW: &str = "/new";

fn with(disk: &SimulatedDisk, index: IndexKind) -> StoreOptions {
    StoreOptions {
        disk: Arc::new(disk.clone()),
        ..options(index, 3000)
    }
}

fn blob(number: usize) -> Vec<u8> {
    let mut random = Random::new(number as u64);
    let length = random.below(3000);
    (0..length).map(|_| random.byte()).collect()
}

const BLOCKS: u64 = 40;
const BLOBS: usize = 5;

/// A store with values, streams with closed and open spans, local things and blobs.
fn fill(dir: &Path, options: StoreOptions) -> Store {
    let mut store = Store::create(dir, options).unwrap();
    for number in 0..BLOBS {
        store.put_blob(&blob(number)).unwrap();
    }
    while store.height().0 < BLOCKS {
        let next = store.height().0 + 1;
        let mut batch = Model::default().commit(&common::fixed_block(next));
        if next.is_multiple_of(7) {
            batch.close_span("log");
            batch.close_span("threes");
        }
        batch.put_local("mine", vec![7; next as usize]);
        batch.append_local("mine", format!("local {next}"));
        store.commit(batch).unwrap();
    }
    store
}

/// All blobs, and the stream `log` from a position on.
fn references(from: Option<u64>) -> References {
    References {
        blobs: (0..BLOBS)
            .map(|number| BlobHash::of(&blob(number)))
            .collect(),
        spans: match from {
            None => NeededSpans::All,
            Some(from) => NeededSpans::From(BTreeMap::from([(b"log".to_vec(), from)])),
        },
    }
}

fn export(store: &Store, dir: &Path, from: Option<u64>) -> Result<Exported, StoreError> {
    let mode = match from {
        None => ExportMode::Archival,
        Some(_) => ExportMode::Operational,
    };
    store.export(dir, mode, &references(from), &mut |_| {})
}

fn import(
    from: &Path,
    dir: &Path,
    options: StoreOptions,
    spans: Option<u64>,
) -> Result<Manifest, StoreError> {
    let from = ImportFrom {
        export: from,
        root: None,
    };
    let check = |_: &Store, _: &Manifest| Ok(references(spans));
    Store::import(from, dir, options, check, &mut |_| {})
}

/// The store holds everything up to its height; of the stream `log` from a position on.
fn holds(store: &Store, height: u64, log_from: u64) {
    for number in 0..BLOBS {
        let found = store.get_blob(&BlobHash::of(&blob(number)));
        assert_eq!(found.unwrap(), blob(number));
    }
    assert_eq!(store.height().0, height);
    let model = Model::after(height);
    let values: Vec<_> = store.scan(b"").unwrap().map(Result::unwrap).collect();
    assert_eq!(values, model.values.into_iter().collect::<Vec<_>>());
    let read = |from| {
        store
            .read_stream(b"log", from)
            .unwrap()
            .map(Result::unwrap)
            .collect::<Vec<_>>()
    };
    let log = &model.streams[&b"log"[..]].entries;
    assert_eq!(store.stream_len(b"log").unwrap(), log.len() as u64);
    assert_eq!(read(log_from), log[log_from as usize..]);
    let local: Vec<_> = store
        .read_stream_local(b"mine", 0)
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(local.len() as u64, height.min(BLOCKS));
    assert_eq!(
        store.get_local(b"mine").unwrap().unwrap().len() as u64,
        height.min(BLOCKS)
    );
    for number in 0..BLOBS {
        assert_eq!(
            store.get_blob(&BlobHash::of(&blob(number))).unwrap(),
            blob(number)
        );
    }
}

// spec S23, S24
#[test]
fn an_imported_store_goes_on_as_the_exported_one() {
    for index in [IndexKind::Memory, IndexKind::Redb] {
        for from in [None, Some(0), Some(15), Some(39)] {
            let disk = SimulatedDisk::default();
            let mut one = fill(Path::new(STORE), with(&disk, index));
            let made = export(&one, Path::new(EXPORT), from).unwrap();
            let manifest =
                import(Path::new(EXPORT), Path::new(NEW), with(&disk, index), from).unwrap();
            assert_eq!(manifest, made.manifest);
            let mut two = Store::open(Path::new(NEW), with(&disk, index)).unwrap();
            assert_eq!(two.findings(), []);
            let kept = from.map_or(0, |from| from / 7 * 7);
            for store in [&one, &two] {
                holds(store, BLOCKS, kept);
            }
            assert_eq!(one.tip(), two.tip());
            append_fixed(&mut one, BLOCKS + 10);
            append_fixed(&mut two, BLOCKS + 10);
            assert_eq!(one.tip(), two.tip());
            drop(two);
            let two = Store::open(Path::new(NEW), with(&disk, index)).unwrap();
            holds(&two, BLOCKS + 10, kept);
            if kept > 0 {
                let pruned = two.read_stream(b"log", kept - 1).map(|_| ());
                assert!(
                    matches!(pruned, Err(StoreError::Pruned { kept_from, .. }) if kept_from == kept)
                );
            }
            let threes = two.read_stream(b"threes", 0).map(|_| ());
            assert_eq!(threes.is_ok(), from.is_none(), "{threes:?}");
            let disk: Arc<dyn Disk> = Arc::new(disk);
            assert_eq!(Store::audit(Path::new(NEW), &disk).unwrap().problems, []);
        }
    }
}

// spec S23
#[test]
fn an_export_of_the_same_state_is_the_same_whoever_makes_it() {
    let disk = SimulatedDisk::default();
    let store = fill(Path::new(STORE), with(&disk, IndexKind::Memory));
    let made = export(&store, Path::new(EXPORT), Some(15)).unwrap();
    // By a reader beside the writer, which changes nothing of the store.
    let before = below(&disk, STORE);
    let reader = Store::open_read_only(Path::new(STORE), with(&disk, IndexKind::Memory)).unwrap();
    let again = export(&reader, Path::new("/again"), Some(15)).unwrap();
    assert_eq!(again, made);
    assert_eq!(below(&disk, STORE), before);
    // After it was opened anew, over another engine, and by the store that was made from the export.
    drop((reader, store));
    let store = Store::open(Path::new(STORE), with(&disk, IndexKind::Redb)).unwrap();
    assert_eq!(export(&store, Path::new("/redb"), Some(15)).unwrap(), made);
    import(
        Path::new(EXPORT),
        Path::new(NEW),
        with(&disk, IndexKind::Memory),
        Some(15),
    )
    .unwrap();
    let imported = Store::open(Path::new(NEW), with(&disk, IndexKind::Memory)).unwrap();
    assert_eq!(
        export(&imported, Path::new("/imported"), Some(15)).unwrap(),
        made
    );
    // Another mode is another export of the same state.
    let all = export(&store, Path::new("/all"), None).unwrap();
    assert_ne!(all.root, made.root);
    assert_eq!(all.manifest.state, made.manifest.state);
    assert!(all.manifest.blobs > made.manifest.blobs);
    // And a store in memory is one like any other.
    let mut memory = Store::memory();
    append_fixed(&mut memory, 5);
    let scratch = tempfile::tempdir().unwrap();
    let none = References::default();
    let dir = scratch.path().join("export");
    let exported = memory
        .export(&dir, ExportMode::Archival, &none, &mut |_| {})
        .unwrap();
    assert_eq!(exported.manifest.tip, memory.tip());
}

fn below(disk: &SimulatedDisk, dir: &str) -> BTreeMap<String, Vec<u8>> {
    let files = disk.files().into_iter();
    let named = files.map(|(path, bytes)| (path.to_str().unwrap().to_owned(), bytes));
    named
        .filter(|(path, _)| path.starts_with(&format!("{dir}/")))
        .collect()
}

// spec S24
#[test]
fn what_is_wrong_with_an_import_is_named_and_the_next_attempt_goes_on() {
    let disk = SimulatedDisk::default();
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    let store = fill(Path::new(STORE), with(&disk, IndexKind::Memory));
    let made = export(&store, Path::new(EXPORT), None).unwrap();
    let memory = || with(&disk, IndexKind::Memory);
    let error = |root| {
        let from = ImportFrom {
            export: Path::new(EXPORT),
            root,
        };
        let check = |_: &Store, _: &Manifest| Ok::<_, StoreError>(references(None));
        Store::import(from, Path::new(NEW), memory(), check, &mut |_| {}).unwrap_err()
    };
    // A root that is not the one is refused before anything is made.
    let other = crankcase_store::ExportRoot([7; 32]);
    assert!(matches!(error(Some(other)), StoreError::OtherRoot { wanted, .. } if wanted == other));
    assert_eq!(below(&disk, NEW), BTreeMap::new());
    // An artifact.
    let artifact = Path::new("/export/artifacts/00000001");
    let whole = fs_read(&disk, artifact);
    let mut bad = whole.clone();
    bad[whole.len() / 2] ^= 1;
    disk.plant(artifact, Some(&bad));
    let named = error(Some(made.root)).to_string();
    assert!(
        named.starts_with("/export/artifacts/00000001: the artifact is not what"),
        "{named}"
    );
    // Until then nobody takes it for a store or for free.
    let root = made.root;
    for refused in [
        Store::open(Path::new(NEW), memory()).map(|_| ()),
        Store::open_read_only(Path::new(NEW), memory()).map(|_| ()),
        Store::create(Path::new(NEW), memory()).map(|_| ()),
        Store::audit(Path::new(NEW), &shared).map(|_| ()),
    ] {
        assert!(
            matches!(refused, Err(StoreError::HalfImported { root: of, .. }) if of == root),
            "{refused:?}"
        );
    }
    disk.plant(artifact, Some(&whole));
    import(Path::new(EXPORT), Path::new(NEW), memory(), None).unwrap();
    let there = import(Path::new(EXPORT), Path::new(NEW), memory(), None);
    assert!(
        matches!(there, Err(StoreError::AlreadyStore { .. })),
        "{there:?}"
    );
    holds(&Store::open(Path::new(NEW), memory()).unwrap(), BLOCKS, 0);
}

fn fs_read(disk: &SimulatedDisk, wanted: &Path) -> Vec<u8> {
    let mut files = disk.files().into_iter();
    files.find(|(path, _)| path == wanted).unwrap().1
}

/// What is left of an import is a whole store, or none, which the next attempt makes one.
fn check_left(left: &SimulatedDisk, finished: bool) -> Result<bool, String> {
    let memory = || with(left, IndexKind::Memory);
    let opened = Store::open(Path::new(NEW), memory());
    let was_there = opened.is_ok();
    match opened {
        Ok(store) => drop(store),
        Err(StoreError::NoStore { .. } | StoreError::HalfImported { .. }) if !finished => {
            let imported = import(Path::new(EXPORT), Path::new(NEW), memory(), None);
            imported.map_err(|error| format!("it is not imported again: {error}"))?;
        }
        Err(error) => return Err(format!("it does not open: {error}")),
    }
    let store = Store::open(Path::new(NEW), memory()).map_err(|error| error.to_string())?;
    if !store.findings().is_empty() {
        return Err(format!("{:?}", store.findings()));
    }
    let held = || holds(&store, BLOCKS, 0);
    let held = std::panic::catch_unwind(std::panic::AssertUnwindSafe(held));
    held.map_err(|_| "it does not hold what it should".to_owned())?;
    Ok(was_there)
}

// spec S24
#[test]
fn an_import_that_is_cut_anywhere_leaves_the_whole_store_or_none() {
    let disk = SimulatedDisk::default();
    let store = fill(Path::new(STORE), with(&disk, IndexKind::Memory));
    export(&store, Path::new(EXPORT), None).unwrap();
    drop(store);
    disk.record();
    import(
        Path::new(EXPORT),
        Path::new(NEW),
        with(&disk, IndexKind::Memory),
        None,
    )
    .unwrap();
    let moments = disk.moments();
    let (mut there, mut none) = (0, 0);
    for (number, moment) in moments.iter().enumerate() {
        let finished = number + 1 == moments.len();
        for variant in 0..12 {
            let left = match variant {
                0 => moment.kill(),
                seed => moment.fail(seed * 1000 + number as u64),
            };
            let checked = check_left(&left, finished);
            let was_there =
                checked.unwrap_or_else(|what| panic!("moment {number}, {variant}: {what}"));
            *if was_there { &mut there } else { &mut none } += 1;
        }
    }
    assert!(there >= 12 && none > 200, "{there} {none}");
}

/// An import that is cut, and cut again while it goes on, and so forth.
// spec S24
#[test]
fn an_import_that_is_cut_again_and_again_comes_to_its_end() {
    let mut disk = SimulatedDisk::default();
    let store = fill(Path::new(STORE), with(&disk, IndexKind::Memory));
    export(&store, Path::new(EXPORT), None).unwrap();
    drop(store);
    let mut random = Random::new(1);
    let mut cuts = 0;
    loop {
        disk.record();
        let imported = import(
            Path::new(EXPORT),
            Path::new(NEW),
            with(&disk, IndexKind::Memory),
            None,
        );
        imported.unwrap();
        let moments = disk.moments();
        if cuts == 60 {
            break;
        }
        cuts += 1;
        // Never the last ones: there is a store then.
        let moment = &moments[random.below(moments.len() * 2 / 3)];
        disk = match random.below(3) {
            0 => moment.kill(),
            _ => moment.fail(random.number()),
        };
    }
    let store = Store::open(Path::new(NEW), with(&disk, IndexKind::Memory)).unwrap();
    holds(&store, BLOCKS, 0);
}

// spec S24
#[test]
fn an_operation_that_fails_is_told_and_the_import_goes_on() {
    let whole = SimulatedDisk::default();
    let store = fill(Path::new(STORE), with(&whole, IndexKind::Memory));
    export(&store, Path::new(EXPORT), None).unwrap();
    drop(store);
    let original = whole.now();
    let mut failed = 0;
    for number in 0.. {
        let disk = original.kill();
        disk.set_fault(Arc::new(move |at, _, _| match at == number {
            true => Outcome::Failed,
            false => Outcome::Done,
        }));
        match import(
            Path::new(EXPORT),
            Path::new(NEW),
            with(&disk, IndexKind::Memory),
            None,
        ) {
            Ok(_) if disk.operations() <= number => break,
            // Nothing depends on what failed.
            Ok(_) => {}
            Err(StoreError::Io { .. } | StoreError::Index { .. }) => failed += 1,
            Err(other) => panic!("operation {number}: {other}"),
        }
        disk.set_fault(Arc::new(|_, _, _| Outcome::Done));
        let left = disk.now().kill();
        check_left(&left, false).unwrap_or_else(|what| panic!("operation {number}: {what}"));
    }
    assert!(failed > 10, "{failed}");
}

/// What an import syncs it has to: without the syncs of a file or directory some power failure leaves something
/// else than the whole store or none.
// spec S24
#[test]
fn no_file_of_an_import_can_be_left_unsynced_unnoticed() {
    let whole = SimulatedDisk::default();
    let store = fill(Path::new(STORE), with(&whole, IndexKind::Memory));
    export(&store, Path::new(EXPORT), None).unwrap();
    drop(store);
    let original = whole.now();
    let without = |left_out: Option<PathBuf>| {
        let disk = original.kill();
        let seen = Arc::new(Mutex::new(BTreeSet::new()));
        let see = Arc::clone(&seen);
        disk.set_fault(Arc::new(move |_, path, operation| {
            if !matches!(operation, Operation::SyncFile | Operation::SyncDir) {
                return Outcome::Done;
            }
            see.lock().unwrap().insert(path.to_owned());
            match left_out.as_deref() == Some(path) {
                true => Outcome::Skipped,
                false => Outcome::Done,
            }
        }));
        disk.record();
        import(
            Path::new(EXPORT),
            Path::new(NEW),
            with(&disk, IndexKind::Memory),
            None,
        )
        .unwrap();
        let seen = seen.lock().unwrap().clone();
        (seen, disk.moments())
    };
    let (files, _) = without(None);
    // The record of the log's end is evidence only; it is torn where the machine went down before there was a store.
    let evidence = Path::new("/new/log/end.new");
    let mut unnoticed = files.clone();
    unnoticed.remove(evidence);
    unnoticed.retain(|file| {
        let (_, moments) = without(Some(file.clone()));
        // The last ones first: most show only when the store is there.
        !moments
            .iter()
            .rev()
            .enumerate()
            .any(|(before_last, moment)| {
                (0..8).any(|seed| {
                    let left = moment.fail(seed * 1000 + before_last as u64);
                    check_left(&left, before_last == 0).is_err()
                })
            })
    });
    assert!(
        unnoticed.is_empty() && files.len() > 8,
        "{unnoticed:#?} of {files:#?}"
    );
}
