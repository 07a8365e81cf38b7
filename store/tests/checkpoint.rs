//! Checkpoints: the log is let go before them, indexes are made of them, readers read them (spec S13, S14, S15).

#[allow(dead_code, reason = "each test crate uses a part of what they share")]
mod common;

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use common::{Change, Model, append_fixed, contents, fixed_block, options, segments};
use crankcase_store::{
    Disk, Finding, IndexKind, MachineDisk, Mend, Store, StoreError, StoreOptions,
};

/// Small enough that a few blocks need several segments.
const SEGMENT: u64 = 1000;

fn with(index: IndexKind, checkpoint_bytes: u64) -> StoreOptions {
    StoreOptions {
        checkpoint_bytes,
        ..options(index, SEGMENT)
    }
}

/// A store whose history is longer than its log: a checkpoint in the middle, blocks after it, a closing without one.
fn trimmed_store(dir: &Path, blocks: u64) {
    let mut store = Store::create(dir, with(IndexKind::Sled, u64::MAX)).unwrap();
    append_fixed(&mut store, blocks / 2);
    store.checkpoint().unwrap();
    append_fixed(&mut store, blocks);
    drop(store);
    assert!(!first_segment(dir).ends_with("00000000000000000001.log"));
}

fn first_segment(dir: &Path) -> std::path::PathBuf {
    segments(dir)[0].clone()
}

fn rebuilt(store: &Store) -> bool {
    let mut findings = store.findings().iter();
    findings.any(|finding| matches!(finding, Finding::IndexRebuilt { .. }))
}

/// spec S10, S13
#[test]
fn the_state_hash_does_not_show_how_a_history_was_cut_or_kept() {
    let scratch = tempfile::tempdir().unwrap();
    let mut memory = Store::memory();
    let mut hashes = Vec::new();
    for blocks in 1..=30 {
        append_fixed(&mut memory, blocks);
        hashes.push(memory.state_hash().unwrap());
    }
    assert!(hashes.windows(2).all(|pair| pair[0] != pair[1]));
    for (number, index) in [IndexKind::Sled, IndexKind::Redb, IndexKind::Memory]
        .into_iter()
        .enumerate()
    {
        let dir = scratch.path().join(number.to_string());
        let mut store = Store::create(&dir, with(index, u64::MAX)).unwrap();
        for (blocks, hash) in (1..=30).zip(&hashes) {
            append_fixed(&mut store, blocks);
            match blocks % 4 {
                0 => assert_eq!(store.checkpoint().unwrap(), *hash),
                1 => assert_eq!(store.state_hash().unwrap(), *hash),
                2 => {
                    let reader = Store::open_read_only(&dir, with(index, 1)).unwrap();
                    assert_eq!(reader.state_hash().unwrap(), *hash);
                }
                _ => {}
            }
        }
    }
    // All in one block, and with something local.
    let mut one = Store::memory();
    let mut changes: Vec<Change> = (1..=30).flat_map(fixed_block).collect();
    changes.push(Change::PutLocal(b"mine".to_vec(), b"alone".to_vec()));
    one.commit(Model::default().commit(&changes)).unwrap();
    assert_eq!(one.state_hash().unwrap(), hashes[29]);
}

#[test]
fn a_closed_store_without_its_index_comes_back_from_checkpoint_and_log() {
    for index in [IndexKind::Sled, IndexKind::Redb, IndexKind::Memory] {
        let scratch = tempfile::tempdir().unwrap();
        let dir = scratch.path().join("store");
        trimmed_store(&dir, 40);
        let reader = Store::open_read_only(&dir, with(index, u64::MAX)).unwrap();
        Model::after(40).check(&reader);
        drop(reader);
        fs::remove_dir_all(dir.join("index")).unwrap();
        let told = Arc::new(Mutex::new(Vec::new()));
        let telling = Arc::clone(&told);
        let options = StoreOptions {
            progress: Some(Box::new(move |redo| telling.lock().unwrap().push(redo))),
            ..with(index, u64::MAX)
        };
        let mut store = Store::open(&dir, options).unwrap();
        assert_eq!(rebuilt(&store), index != IndexKind::Memory);
        Model::after(40).check(&store);
        let told = told.lock().unwrap();
        assert_eq!(
            (told[0].chunks, told[0].of_chunks, told[0].height.0),
            (1, 1, 0)
        );
        let heights: Vec<_> = told[1..].iter().map(|redo| redo.height.0).collect();
        assert_eq!(heights, (21..=40).collect::<Vec<_>>());
        append_fixed(&mut store, 45);
        store.checkpoint().unwrap();
        drop(store);
        Model::after(45).check(&Store::open(&dir, with(index, u64::MAX)).unwrap());
    }
}

/// Damages the blob of a checkpoint's chunk, or its record, and tells the record's path.
fn damage(dir: &Path, what: &str) -> std::path::PathBuf {
    let record = dir.join("checkpoint");
    match what {
        "record" => fs::write(&record, "crankcase checkpoint of block 7").unwrap(),
        "no record" => fs::remove_file(&record).unwrap(),
        _ => {
            for entry in fs::read_dir(dir.join("blobs")).unwrap() {
                fs::remove_file(entry.unwrap().path()).unwrap();
            }
        }
    }
    record
}

/// spec S14
#[test]
fn a_damaged_checkpoint_is_made_again_from_a_good_index_and_refused_without_one() {
    for what in ["record", "no record", "blobs"] {
        let scratch = tempfile::tempdir().unwrap();
        let dir = scratch.path().join("store");
        trimmed_store(&dir, 40);
        let record = damage(&dir, what);
        // A reader has nothing else.
        let error = Store::open_read_only(&dir, with(IndexKind::Sled, u64::MAX))
            .err()
            .unwrap();
        assert!(
            matches!(error, StoreError::DamagedCheckpoint { .. }),
            "{what}: {error}"
        );
        let disk: Arc<dyn Disk> = Arc::new(MachineDisk);
        let audit = Store::audit(&dir, &disk).unwrap();
        let named = audit.problems.iter().find(|problem| problem.path == record);
        assert_eq!(
            named.unwrap().mend,
            Mend::Opening,
            "{what}: {:?}",
            audit.problems
        );
        let whole = contents(&dir);
        fs::remove_dir_all(dir.join("index")).unwrap();
        let error = Store::open(&dir, with(IndexKind::Sled, u64::MAX))
            .err()
            .unwrap();
        assert!(
            matches!(error, StoreError::DamagedCheckpoint { .. }),
            "{what}: {error}"
        );
        assert!(error.to_string().contains("repair --from"), "{error}");
        fs::remove_dir_all(dir.join("index")).ok();
        for (name, bytes) in &whole {
            let path = dir.join(name);
            match name.ends_with('/') {
                true => fs::create_dir_all(path).unwrap(),
                false => fs::write(path, bytes).unwrap(),
            }
        }
        let mut store = Store::open(&dir, with(IndexKind::Sled, u64::MAX)).unwrap();
        let mut findings = store.findings().iter();
        assert!(
            findings.any(|finding| matches!(finding, Finding::DamagedCheckpoint { .. })),
            "{what}: {:?}",
            store.findings()
        );
        assert!(!rebuilt(&store));
        Model::after(40).check(&store);
        append_fixed(&mut store, 41);
        drop(store);
        // The opening made it anew.
        fs::remove_dir_all(dir.join("index")).unwrap();
        Model::after(41).check(&Store::open_read_only(&dir, with(IndexKind::Sled, 1)).unwrap());
        let store = Store::open(&dir, with(IndexKind::Sled, u64::MAX)).unwrap();
        assert_eq!(store.checkpoint_height().0, 40);
        Model::after(41).check(&store);
    }
}

/// spec S15
#[test]
fn the_log_is_not_let_go_while_somebody_reads() {
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("store");
    let mut store = Store::create(&dir, with(IndexKind::Memory, u64::MAX)).unwrap();
    append_fixed(&mut store, 20);
    let reader = Store::open_read_only(&dir, with(IndexKind::Memory, 1)).unwrap();
    let another = Store::open_read_only(&dir, with(IndexKind::Memory, 1)).unwrap();
    let first = first_segment(&dir);
    store.checkpoint().unwrap();
    drop(another);
    append_fixed(&mut store, 30);
    store.checkpoint().unwrap();
    assert!(first.exists());
    Model::after(20).check(&reader);
    drop(reader);
    // The next one lets go of it, also if nothing was committed.
    store.checkpoint().unwrap();
    assert!(!first.exists());
    Model::after(30).check(&Store::open_read_only(&dir, with(IndexKind::Memory, 1)).unwrap());
}

#[test]
fn a_checkpoint_is_due_after_enough_was_committed_and_at_a_closing_after_less() {
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("store");
    let mut store = Store::create(&dir, with(IndexKind::Memory, 16_000)).unwrap();
    let mut blocks = 0;
    while !store.checkpoint_due() {
        blocks += 1;
        append_fixed(&mut store, blocks);
    }
    assert!((20..120).contains(&blocks), "{blocks}");
    store.checkpoint().unwrap();
    assert!(!store.checkpoint_due());
    assert_eq!(store.checkpoint_height().0, blocks);
    append_fixed(&mut store, blocks + 1);
    drop(store);
    let store = Store::open(&dir, with(IndexKind::Memory, 16_000)).unwrap();
    assert_eq!(
        store.checkpoint_height().0,
        blocks,
        "too little for a closing"
    );
    drop(store);
    let mut store = Store::open(&dir, with(IndexKind::Memory, 16_000)).unwrap();
    append_fixed(&mut store, blocks + 10);
    drop(store);
    let store = Store::open(&dir, with(IndexKind::Memory, 16_000)).unwrap();
    assert_eq!(store.checkpoint_height().0, blocks + 10);
    Model::after(blocks + 10).check(&store);
}

#[test]
fn the_blobs_that_are_needed_are_those_of_the_checkpoint_and_of_kept_spans() {
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("store");
    let mut store = Store::create(&dir, with(IndexKind::Memory, u64::MAX)).unwrap();
    let append = |text: &str| Change::Append(b"t".to_vec(), text.as_bytes().to_vec());
    let close = || Change::Close(b"t".to_vec());
    let large = Change::Put(b"k".to_vec(), vec![9; 3 << 20]);
    let block = [append("a"), close(), append("b"), close(), large];
    store.commit(Model::default().commit(&block)).unwrap();
    let spans = store.spans(b"t").unwrap();
    // Two spans; then also a root, some chunks, and three pieces that are one blob.
    assert_eq!(store.needed_blobs().unwrap().len(), 2);
    store.checkpoint().unwrap();
    let needed = store.needed_blobs().unwrap();
    assert!(spans.iter().all(|span| needed.contains(&span.hash)));
    assert!(needed.contains(&crankcase_store::BlobHash::of(&[9; 1 << 20])));
    assert!(needed.iter().all(|hash| store.get_blob(hash).is_ok()));
    store
        .commit(Model::default().commit(&[Change::Prune(b"t".to_vec(), 1)]))
        .unwrap();
    let fewer = store.needed_blobs().unwrap();
    let gone: Vec<_> = needed.difference(&fewer).collect();
    assert_eq!(gone, [&spans[0].hash]);
}

/// Damages a part of the checkpoint that an opening does not read, and tells how.
fn damage_a_chunk(dir: &Path) {
    let pack = fs::read_dir(dir.join("blobs"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let whole = fs::read(&pack).unwrap();
    for at in (64..whole.len()).step_by(40) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        fs::write(&pack, bytes).unwrap();
        let Ok(reader) = Store::open_read_only(dir, with(IndexKind::Memory, u64::MAX)) else {
            continue;
        };
        // It opens, since nothing is read, and says what is wrong when it is read.
        if reader.findings().is_empty()
            && reader
                .scan(b"")
                .is_ok_and(|mut all| all.any(|entry| entry.is_err()))
        {
            return;
        }
    }
    panic!("there is no chunk in the pack");
}

#[test]
fn a_damaged_chunk_is_found_before_the_next_checkpoint_relies_on_it() {
    for how in ["checkpoint", "remake", "audit"] {
        let scratch = tempfile::tempdir().unwrap();
        let dir = scratch.path().join("store");
        // All that is in the checkpoint stays as it is.
        let mut store = Store::create(&dir, with(IndexKind::Sled, u64::MAX)).unwrap();
        append_fixed(&mut store, 20);
        store.checkpoint().unwrap();
        store.commit(crankcase_store::Batch::new()).unwrap();
        drop(store);
        damage_a_chunk(&dir);
        let disk: Arc<dyn Disk> = Arc::new(MachineDisk);
        let repairs = || {
            let problems = Store::audit(&dir, &disk).unwrap().problems;
            let mut problems = problems.iter();
            problems
                .any(|problem| problem.path.ends_with("checkpoint") && problem.mend == Mend::Repair)
        };
        assert!(repairs());
        if how == "audit" {
            fs::remove_dir_all(dir.join("index")).unwrap();
            let error = Store::open(&dir, with(IndexKind::Sled, u64::MAX))
                .err()
                .unwrap();
            assert!(
                matches!(error, StoreError::DamagedCheckpoint { .. }),
                "{error}"
            );
            continue;
        }
        let mut store = Store::open(&dir, with(IndexKind::Sled, u64::MAX)).unwrap();
        assert_eq!(store.findings(), []);
        let hash = match how {
            "remake" => store.remake_checkpoint().unwrap(),
            _ => store.checkpoint().unwrap(),
        };
        let told = store.findings().iter();
        let told = told.filter(|finding| matches!(finding, Finding::DamagedCheckpoint { .. }));
        assert_eq!(told.count(), usize::from(how == "checkpoint"));
        drop(store);
        assert!(!repairs());
        fs::remove_dir_all(dir.join("index")).unwrap();
        let store = Store::open(&dir, with(IndexKind::Sled, u64::MAX)).unwrap();
        assert_eq!(store.state_hash().unwrap(), hash);
        assert_eq!(Model::after(20).difference(&store), None);
    }
}
