//! Making and opening stores: versions, locks, what is refused, and that a refusal changes nothing.

#[allow(dead_code, reason = "each test crate uses a part of what they share")]
mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use common::{Model, append_fixed, contents, fixed_store, options};
use crankcase_store::{
    BlobHash, Disk, Finding, IndexKind, MachineDisk, Mend, Store, StoreError, StoreOptions,
};

fn open(dir: &Path) -> Result<Store, StoreError> {
    Store::open(dir, StoreOptions::default())
}

#[test]
fn one_process_has_a_store_open() {
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("store");
    let mut store = Store::create(&dir, StoreOptions::default()).unwrap();
    let error = open(&dir).err().unwrap();
    assert!(matches!(error, StoreError::Locked { .. }));
    assert!(
        error
            .to_string()
            .starts_with(&format!("{}: another process has", dir.display()))
    );
    // Readers come and go meanwhile.
    append_fixed(&mut store, 3);
    let reader = Store::open_read_only(&dir, StoreOptions::default()).unwrap();
    append_fixed(&mut store, 4);
    Model::after(3).check(&reader);
    drop(store);
    Model::after(4).check(&open(&dir).unwrap());
}

#[test]
fn a_store_of_another_version_is_refused() {
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("store");
    fixed_store(&dir, 2, 1000);
    let marker = dir.join("crankcase-store");
    let text = fs::read_to_string(&marker).unwrap();
    assert_eq!(text, "crankcase store, format version 2\n");
    for version in ["0", "3", "18446744073709551615"] {
        fs::write(&marker, text.replace('2', version)).unwrap();
        let files = contents(&dir);
        let error = open(&dir).err().unwrap();
        assert!(
            matches!(error, StoreError::Version { supported: 2, .. }),
            "{error}"
        );
        assert!(!error.to_string().contains('\n'));
        assert!(Store::open_read_only(&dir, StoreOptions::default()).is_err());
        assert!(Store::exists(&dir));
        assert!(contents(&dir) == files);
    }
    for broken in [
        "",
        "1",
        "crankcase store, format version 2",
        "crankcase store, format version 02\n",
        "\u{0}",
    ] {
        fs::write(&marker, broken).unwrap();
        assert!(
            matches!(open(&dir), Err(StoreError::BadMarker { .. })),
            "{broken:?}"
        );
    }
    fs::write(&marker, text).unwrap();
    Model::after(2).check(&open(&dir).unwrap());
}

#[test]
fn where_there_is_no_store_none_is_opened_and_nothing_is_made() {
    let scratch = tempfile::tempdir().unwrap();
    assert!(matches!(
        open(scratch.path()),
        Err(StoreError::NoStore { .. })
    ));
    let absent = scratch.path().join("absent");
    assert!(matches!(open(&absent), Err(StoreError::NoStore { .. })));
    assert!(matches!(
        Store::open_read_only(&absent, StoreOptions::default()),
        Err(StoreError::NoStore { .. })
    ));
    assert!(!Store::exists(&absent));
    fs::write(scratch.path().join("file"), "").unwrap();
    assert!(matches!(
        open(&scratch.path().join("file")),
        Err(StoreError::NoStore { .. })
    ));
    assert_eq!(contents(scratch.path()).len(), 1);
}

#[test]
fn a_store_is_made_only_where_nothing_is() {
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path();
    fs::write(dir.join("mine"), "precious").unwrap();
    let before = contents(dir);
    assert!(matches!(
        Store::create(dir, StoreOptions::default()),
        Err(StoreError::NotEmpty { .. })
    ));
    assert!(contents(dir) == before);
    // A directory that happens to have the names of a store's parts is not one that may be cleared.
    fs::rename(dir.join("mine"), dir.join("log")).unwrap();
    assert!(matches!(
        Store::create(dir, StoreOptions::default()),
        Err(StoreError::NotEmpty { .. })
    ));
    assert_eq!(fs::read_to_string(dir.join("log")).unwrap(), "precious");
    fs::remove_file(dir.join("log")).unwrap();
    drop(Store::create(dir, StoreOptions::default()).unwrap());
    assert!(Store::exists(dir));
    assert!(matches!(
        Store::create(dir, StoreOptions::default()),
        Err(StoreError::NotEmpty { .. })
    ));
    let nowhere = dir.join("no").join("parent");
    assert!(matches!(
        Store::create(&nowhere, StoreOptions::default()),
        Err(StoreError::Io { .. })
    ));
}

#[test]
fn an_interrupted_creation_is_no_store_and_can_be_repeated() {
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("store");
    fixed_store(&dir, 1, 1000);
    // The marker is written last: without it the creation was interrupted.
    fs::remove_file(dir.join("crankcase-store")).unwrap();
    fs::write(dir.join("crankcase-store.new"), "crank").unwrap();
    assert!(!Store::exists(&dir));
    assert!(matches!(open(&dir), Err(StoreError::NoStore { .. })));
    let mut store = Store::create(&dir, options(IndexKind::Sled, 1000)).unwrap();
    Model::default().check(&store);
    append_fixed(&mut store, 2);
    drop(store);
    Model::after(2).check(&open(&dir).unwrap());
    assert!(!dir.join("crankcase-store.new").exists());
}

#[test]
fn a_reader_writes_nothing_and_may_not() {
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("store");
    let mut store = Store::create(&dir, StoreOptions::default()).unwrap();
    let blob = store.put_blob(b"a blob").unwrap();
    append_fixed(&mut store, 3);
    drop(store);
    fs::remove_file(dir.join("lock")).unwrap();
    let before = contents(&dir);
    let mut reader = Store::open_read_only(&dir, StoreOptions::default()).unwrap();
    Model::after(3).check(&reader);
    assert_eq!(reader.get_blob(&blob).unwrap(), b"a blob");
    assert!(matches!(
        reader.commit(crankcase_store::Batch::new()),
        Err(StoreError::ReadOnly { .. })
    ));
    assert!(matches!(
        reader.put_blob(b"another"),
        Err(StoreError::ReadOnly { .. })
    ));
    let sizes = reader.sizes().unwrap();
    assert_eq!((sizes.blocks, sizes.segments), (3, 1));
    assert_eq!(
        sizes.log_bytes,
        fs::metadata(&common::segments(&dir)[0]).unwrap().len()
    );
    drop(reader);
    assert!(contents(&dir) == before);
}

#[test]
fn readers_of_a_living_store_see_whole_blocks_and_disturb_nobody() {
    const BLOCKS: u64 = 150;
    let tips: Vec<_> = (0..=BLOCKS)
        .scan(Store::memory(), |memory, blocks| {
            append_fixed(memory, blocks);
            Some(memory.tip())
        })
        .collect();
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("store");
    // Many segments, and an index that is handed on again and again.
    let mut store = Store::create(&dir, options(IndexKind::Sled, 1500)).unwrap();
    let committed = AtomicU64::new(0);
    let disk: Arc<dyn Disk> = Arc::new(MachineDisk);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut seen = BTreeSet::new();
            loop {
                let before = committed.load(Ordering::SeqCst);
                let reader = Store::open_read_only(&dir, options(IndexKind::Sled, 1500)).unwrap();
                let height = reader.height().0;
                assert!(height >= before, "{height} of {before}");
                assert_eq!(reader.tip(), tips[height as usize]);
                assert_eq!(Model::after(height).difference(&reader), None);
                let audit = Store::audit(&dir, &disk).unwrap();
                let problems = audit.problems.iter();
                assert_eq!(
                    problems
                        .filter(|problem| problem.mend != Mend::Opening)
                        .count(),
                    0
                );
                assert!(audit.height.0 >= height);
                seen.insert(height);
                if before == BLOCKS {
                    return seen;
                }
            }
        });
        for blocks in 1..=BLOCKS {
            append_fixed(&mut store, blocks);
            store.put_blob(&blocks.to_be_bytes()).unwrap();
            committed.store(blocks, Ordering::SeqCst);
        }
        assert!(reader.join().unwrap().contains(&BLOCKS));
    });
    drop(store);
    let store = open(&dir).unwrap();
    assert_eq!(store.findings(), []);
    Model::after(BLOCKS).check(&store);
}

#[test]
fn blobs_are_whole_or_refused() {
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("store");
    for mut store in [
        Store::memory(),
        Store::create(&dir, StoreOptions::default()).unwrap(),
    ] {
        let hash = store.put_blob(b"some bytes").unwrap();
        assert_eq!(hash, BlobHash::of(b"some bytes"));
        assert_eq!(store.put_blob(b"some bytes").unwrap(), hash);
        assert_eq!(store.put_blob(b"").unwrap(), BlobHash::of(b""));
        assert_eq!(store.get_blob(&hash).unwrap(), b"some bytes");
        assert_eq!(store.get_blob(&BlobHash::of(b"")).unwrap(), b"");
        let missing = BlobHash::of(b"never stored");
        assert!(
            matches!(store.get_blob(&missing), Err(StoreError::NoBlob { hash, .. }) if hash == missing)
        );
    }
    let hash = BlobHash::of(b"some bytes");
    let path = dir.join("blobs").join("00000000000000000001.pack");
    let whole = fs::read(&path).unwrap();
    let at = whole.windows(10).position(|ten| ten == b"some bytes");
    let mut damaged = whole.clone();
    damaged[at.unwrap() + 9] = b'z';
    fs::write(&path, damaged).unwrap();
    let mut store = open(&dir).unwrap();
    assert!(matches!(
        store.get_blob(&hash),
        Err(StoreError::DamagedBlob { offset, .. }) if offset + 64 == at.unwrap() as u64
    ));
    assert_eq!(store.get_blob(&BlobHash::of(b"")).unwrap(), b"");
    // Storing the bytes again mends it.
    store.put_blob(b"some bytes").unwrap();
    assert_eq!(store.get_blob(&hash).unwrap(), b"some bytes");
    drop(store);
    assert_eq!(open(&dir).unwrap().get_blob(&hash).unwrap(), b"some bytes");
}

#[test]
fn bytes_that_look_like_records_are_only_the_bytes_of_a_blob() {
    // spec S8: a blob that holds a whole record, in a pack that is cut behind that.
    let scratch = tempfile::tempdir().unwrap();
    let inner = scratch.path().join("inner");
    let mut store = Store::create(&inner, StoreOptions::default()).unwrap();
    store.put_blob(b"not stored in the other").unwrap();
    drop(store);
    let name = "blobs/00000000000000000001.pack";
    let record = fs::read(inner.join(name)).unwrap()[64..][..64 + 23].to_vec();
    let dir = scratch.path().join("store");
    let mut store = Store::create(&dir, StoreOptions::default()).unwrap();
    let before = store.put_blob(b"before").unwrap();
    let hostile = store
        .put_blob(&[&record, &b"and more"[..]].concat())
        .unwrap();
    drop(store);
    let bytes = fs::read(dir.join(name)).unwrap();
    let inside = bytes.windows(record.len()).position(|some| some == record);
    fs::write(dir.join(name), &bytes[..inside.unwrap() + record.len()]).unwrap();
    let store = open(&dir).unwrap();
    assert!(matches!(
        store.findings(),
        [Finding::UnfinishedBlobs { .. }]
    ));
    assert_eq!(store.get_blob(&before).unwrap(), b"before");
    assert!(!store.has_blob(&hostile));
    assert!(!store.has_blob(&BlobHash::of(b"not stored in the other")));
}
