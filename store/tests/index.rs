//! What becomes of an index that is behind, of another log, damaged or garbage.

#[allow(dead_code, reason = "each test crate uses a part of what they share")]
mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use common::*;
use crankcase_store::{IndexKind, Redo, Store};

/// Opens with a record of the blocks that had to be redone.
fn open_and_count(dir: &Path) -> (Store, Vec<u64>) {
    let redone = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&redone);
    let mut options = options(IndexKind::Sled, SEGMENT);
    options.progress = Some(Box::new(move |redo: Redo| {
        told.lock().unwrap().push(redo.height.0)
    }));
    let store = Store::open(dir, options).unwrap();
    let redone = redone.lock().unwrap().clone();
    (store, redone)
}

#[test]
fn an_index_is_redone_from_where_it_is_and_rebuilt_when_it_is_not_of_this_log() {
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("store");
    fixed_store(&dir, 8, SEGMENT);
    let old_index = scratch.path().join("index8");
    copy(&dir.join("index"), &old_index);
    append_fixed(&mut open(&dir).unwrap(), 12);
    let replace_index = |with: Option<&Path>| {
        fs::remove_dir_all(dir.join("index")).unwrap();
        if let Some(with) = with {
            copy(with, &dir.join("index"));
        }
    };
    let check = |expected: std::ops::Range<u64>| {
        let (store, redone) = open_and_count(&dir);
        Model::after(12).check(&store);
        assert_eq!(redone, expected.collect::<Vec<_>>());
        drop(store);
        // The next opening has nothing to do.
        assert!(open_and_count(&dir).1.is_empty());
    };
    check(13..13);
    // Behind.
    replace_index(Some(&old_index));
    check(9..13);
    // Missing.
    replace_index(None);
    check(1..13);
    // Of another chain, behind.
    replace_index(Some(&strange_index(scratch.path(), 5)));
    check(1..13);
    // Ahead: either the index is of another chain, or the log has lost blocks. That is not for the store to
    // decide.
    replace_index(Some(&strange_index(scratch.path(), 30)));
    let error = open(&dir).err().unwrap().to_string();
    assert!(
        error.contains("block 13 was committed, as the index (unless it is another store's) says"),
        "{error}"
    );
    replace_index(None);
    check(1..13);
    // In use when the machine stopped; found to be wrong by an earlier opening; without a state.
    let state = dir.join("index").join("state");
    for text in ["in use in run 1 as 2:3\n", "condemned\n", ""] {
        fs::write(&state, text).unwrap();
        check(1..13);
    }
    fs::remove_file(&state).unwrap();
    check(1..13);
    // A copy made while it was in use.
    let store = open(&dir).unwrap();
    replace_copy(&dir.join("index"), &old_index);
    drop(store);
    replace_index(Some(&old_index));
    check(1..13);
    // Its removal was interrupted.
    fs::rename(dir.join("index"), dir.join("index.discarded")).unwrap();
    check(1..13);
    assert!(!dir.join("index.discarded").exists());
}

/// The index of another store.
fn strange_index(scratch: &Path, blocks: u64) -> PathBuf {
    let stranger = scratch.join(format!("stranger{blocks}"));
    let mut store = Store::create(&stranger, options(IndexKind::Sled, SEGMENT)).unwrap();
    store
        .commit(Model::default().commit(&[common::Change::Put(b"x".to_vec(), b"y".to_vec())]))
        .unwrap();
    append_fixed(&mut store, blocks);
    drop(store);
    stranger.join("index")
}

fn replace_copy(from: &Path, to: &Path) {
    fs::remove_dir_all(to).unwrap();
    copy(from, to);
}

/// The files of the index engine.
fn engine_files(dir: &Path) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            paths.extend(engine_files(&path))
        } else {
            paths.push(path)
        }
    }
    paths.sort();
    paths
}

/// Numbers that look random and are the same in every run.
fn numbers(seed: u64) -> impl Iterator<Item = usize> {
    let step = |state: &u64| {
        Some(
            state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407),
        )
    };
    std::iter::successors(Some(seed), step).map(|state| (state >> 33) as usize)
}

#[test]
fn an_index_damaged_while_it_was_closed_is_rebuilt() {
    let scratch = tempfile::tempdir().unwrap();
    let whole = scratch.path().join("whole");
    fixed_store(&whole, 60, 1 << 20);
    let mut numbers = numbers(1);
    let mut next = |below: usize| numbers.next().unwrap() % below;
    for trial in 0..60 {
        let dir = scratch.path().join("damaged");
        copy(&whole, &dir);
        let paths = engine_files(&dir.join("index"));
        // Mostly the large file, which holds the entries.
        let large = paths
            .iter()
            .max_by_key(|path| fs::metadata(path).unwrap().len())
            .unwrap();
        let path = if trial % 4 == 0 {
            &paths[next(paths.len())]
        } else {
            large
        };
        let mut bytes = fs::read(path).unwrap();
        let at = next(bytes.len());
        match next(4) {
            0 => bytes[at] ^= 1 << next(8),
            1 => bytes.truncate(at),
            2 => bytes[at / 512 * 512..]
                .iter_mut()
                .take(512)
                .for_each(|byte| *byte = !*byte),
            _ => bytes.resize(bytes.len() + 100, 0),
        }
        fs::write(path, bytes).unwrap();
        let (store, redone) = open_and_count(&dir);
        Model::after(60).check(&store);
        assert_eq!(redone.len(), 60, "trial {trial}");
        drop(store);
        fs::remove_dir_all(&dir).unwrap();
    }
}

#[test]
fn an_index_of_garbage_after_a_kill_is_rebuilt() {
    let scratch = tempfile::tempdir().unwrap();
    let whole = scratch.path().join("whole");
    fixed_store(&whole, 12, SEGMENT);
    let count = engine_files(&whole.join("index")).len();
    assert!(count >= 3);
    for number in 0..count {
        for garbage in [Vec::new(), vec![0; 64], vec![0xa5; 600_000]] {
            let dir = scratch.path().join("garbled");
            copy(&whole, &dir);
            // Opening it says that it is in use; keeping that file makes it look as after a kill.
            let store = open(&dir).unwrap();
            let state = fs::read(dir.join("index").join("state")).unwrap();
            drop(store);
            fs::write(&engine_files(&dir.join("index"))[number], garbage).unwrap();
            if number + 1 != count {
                fs::write(dir.join("index").join("state"), state).unwrap();
            }
            Model::after(12).check(&open(&dir).unwrap());
            Model::after(12).check(&open(&dir).unwrap());
            fs::remove_dir_all(&dir).unwrap();
        }
    }
}
