//! A store does what a map of values and a map of lists do, however often it is closed and opened.

#[allow(dead_code, reason = "each test crate uses a part of what they share")]
mod common;

use common::{Change, Model, options};
use crankcase_store::{BlockHash, IndexKind, Store};
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
    Commit(Vec<Change>),
    Reopen(IndexKind),
    Checkpoint,
}

fn key() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![Just(0), Just(b'a'), Just(b'b'), Just(0xff)];
    prop::collection::vec(byte, 0..4)
}

fn change() -> impl Strategy<Value = Change> {
    let value = prop::collection::vec(any::<u8>(), 0..40);
    let entry = prop_oneof![
        9 => prop::collection::vec(any::<u8>(), 0..40),
        1 => (30_000..150_000usize).prop_map(|size| vec![5; size]),
    ];
    prop_oneof![
        3 => (key(), value).prop_map(|(key, value)| Change::Put(key, value)),
        1 => key().prop_map(Change::Delete),
        2 => (key(), entry.clone()).prop_map(|(stream, entry)| Change::Append(stream, entry)),
        1 => key().prop_map(Change::Close),
        1 => (key(), 0..12u64).prop_map(|(stream, before)| Change::Prune(stream, before)),
        1 => (key(), prop::collection::vec(any::<u8>(), 0..40))
            .prop_map(|(key, value)| Change::PutLocal(key, value)),
        1 => key().prop_map(Change::DeleteLocal),
        1 => (key(), entry).prop_map(|(stream, entry)| Change::AppendLocal(stream, entry)),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let kind = prop_oneof![
        2 => Just(IndexKind::Sled),
        2 => Just(IndexKind::Redb),
        1 => Just(IndexKind::Memory),
    ];
    prop_oneof![
        4 => prop::collection::vec(change(), 0..12).prop_map(Step::Commit),
        1 => kind.prop_map(Step::Reopen),
        1 => Just(Step::Checkpoint),
    ]
}

/// Runs the steps on a store in memory and on one on disk; both must agree with the model and in every
/// hash.
fn run(steps: &[Step]) -> Vec<BlockHash> {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path().join("store");
    let mut model = Model::default();
    let mut memory = Store::memory();
    let mut disk = Some(Store::create(&dir, options(IndexKind::Sled, 2000)).unwrap());
    let mut hashes = Vec::new();
    for step in steps {
        match step {
            Step::Commit(changes) => {
                let batch = model.commit(changes);
                let hash = memory.commit(batch.clone()).unwrap();
                assert_eq!(disk.as_mut().unwrap().commit(batch).unwrap(), hash);
                hashes.push(hash);
            }
            Step::Checkpoint => {
                let hash = disk.as_mut().unwrap().checkpoint().unwrap();
                assert_eq!(hash, memory.state_hash().unwrap());
            }
            Step::Reopen(kind) => {
                // The first one is closed before the second is opened.
                drop(disk.take());
                disk = Some(Store::open(&dir, options(*kind, 2000)).unwrap());
                model.check(disk.as_ref().unwrap());
                assert_eq!(disk.as_ref().unwrap().index_difference().unwrap(), None);
            }
        }
    }
    let disk = disk.unwrap();
    assert_eq!(disk.tip(), hashes.last().copied().unwrap_or_default());
    assert_eq!(memory.tip(), disk.tip());
    model.check(&memory);
    model.check(&disk);
    model.check(&Store::open_read_only(&dir, options(IndexKind::Sled, 2000)).unwrap());
    hashes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_store_behaves_as_its_model(steps in prop::collection::vec(step(), 1..14)) {
        let hashes = run(&steps);
        prop_assert_eq!(run(&steps), hashes);
    }
}

#[test]
fn reading_a_stream_that_is_not_there_gives_nothing() {
    let store = Store::memory();
    assert_eq!(store.stream_len(b"none").unwrap(), 0);
    assert_eq!(store.read_stream(b"none", 0).unwrap().count(), 0);
    assert_eq!(store.get(b"none").unwrap(), None);
}

#[test]
fn a_stream_whose_name_starts_with_that_of_another_is_another() {
    let mut store = Store::memory();
    let mut model = Model::default();
    let appends = |names: &[&[u8]]| -> Vec<Change> {
        names
            .iter()
            .map(|name| Change::Append(name.to_vec(), name.to_vec()))
            .collect()
    };
    for _ in 0..3 {
        let batch = model.commit(&appends(&[
            b"t",
            b"t\0",
            b"t\0\0\0\0\0\0\0\0",
            b"",
            b"tt",
            b"\xff",
        ]));
        store.commit(batch).unwrap();
    }
    model.check(&store);
}

#[test]
fn the_hash_of_a_block_is_fixed() {
    // Consensus may hash these bytes: a change here is a change of the format (spec S3, S4).
    let mut store = Store::memory();
    assert_eq!(store.tip(), BlockHash::default());
    common::append_fixed(&mut store, 3);
    assert_eq!(
        store.tip().to_string(),
        "55fd2b443d20dddc1984e29438625fc608d267ecca8ddcb513a0d465185bfd6c"
    );
}

#[test]
fn what_is_too_large_changes_nothing() {
    let mut store = Store::memory();
    let mut batch = crankcase_store::Batch::new();
    batch.put("fine", "1");
    batch.put(vec![0; crankcase_store::MAX_KEY_BYTES + 1], "2");
    let error = store.commit(batch).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a key of 4097 bytes is too large for the store; the most is 4096"
    );
    Model::default().check(&store);
    common::append_fixed(&mut store, 1);
    Model::after(1).check(&store);
}

#[test]
fn large_values_and_entries_pass_through_every_index() {
    for index in [IndexKind::Sled, IndexKind::Redb, IndexKind::Memory] {
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path().join("store");
        let mut store = Store::create(&dir, options(index, 1 << 20)).unwrap();
        let mut model = Model::default();
        let changes = [
            Change::Put(b"large".to_vec(), vec![1; 9 << 20]),
            Change::Put(vec![0xfe; crankcase_store::MAX_KEY_BYTES], vec![2; 700_000]),
            Change::Append(
                vec![7; crankcase_store::MAX_STREAM_NAME_BYTES],
                vec![3; 3 << 20],
            ),
            Change::Append(vec![7; crankcase_store::MAX_STREAM_NAME_BYTES], vec![4; 10]),
        ];
        store.commit(model.commit(&changes)).unwrap();
        store.commit(model.commit(&changes)).unwrap();
        model.check(&store);
        drop(store);
        let store = Store::open(&dir, options(index, 1 << 20)).unwrap();
        assert_eq!(store.findings(), []);
        model.check(&store);
    }
}
