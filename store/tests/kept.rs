//! A kept store of format version 2 opens as it was. `CRANKCASE_BLESS=1` makes it anew: only while no release has
//! written that version.

#[allow(dead_code, reason = "each test crate uses a part of what they share")]
mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Model, append_fixed, copy, options};
use crankcase_store::{BlobHash, IndexKind, Store};

/// The blocks in its checkpoint, and all.
const CHECKPOINT: u64 = 24;
const BLOCKS: u64 = 40;
const BLOBS: [&[u8]; 3] = [b"", b"a blob", &[7; 10_000]];

fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/archive/v2-segments")
}

/// What the program of that time said of it.
fn facts(store: &Store) -> String {
    let (height, tip) = (store.height(), store.tip());
    let state = store.state_hash().unwrap();
    format!("height {height}\ntip {tip}\nstate hash {state}\n")
}

fn open(dir: &Path) -> Store {
    Store::open(dir, options(IndexKind::Memory, 4000)).unwrap()
}

/// Makes the sample: as it is while it is in use, with blocks after its checkpoint.
fn bless() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("store");
    let mut store = Store::create(&path, options(IndexKind::Memory, 4000)).unwrap();
    append_fixed(&mut store, CHECKPOINT);
    for blob in BLOBS {
        store.put_blob(blob).unwrap();
    }
    store.checkpoint().unwrap();
    append_fixed(&mut store, BLOCKS);
    let _ = fs::remove_dir_all(kept());
    copy(&path, &kept().join("store"));
    fs::write(kept().join("facts.txt"), facts(&store)).unwrap();
}

#[test]
fn a_store_of_this_version_opens_as_it_was() {
    // spec S30
    if std::env::var_os("CRANKCASE_BLESS").is_some() {
        bless();
    }
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("store");
    copy(&kept().join("store"), &path);
    let mut store = open(&path);
    assert_eq!(store.findings(), []);
    assert_eq!(store.checkpoint_height().0, CHECKPOINT);
    Model::after(BLOCKS).check(&store);
    let expected = fs::read_to_string(kept().join("facts.txt")).unwrap();
    assert_eq!(facts(&store), expected);
    for blob in BLOBS {
        assert_eq!(store.get_blob(&BlobHash::of(blob)).unwrap(), blob);
    }
    append_fixed(&mut store, BLOCKS + 2);
    drop(store);
    Model::after(BLOCKS + 2).check(&open(&path));
}
