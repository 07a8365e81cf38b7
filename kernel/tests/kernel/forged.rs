//! Stores that somebody has changed: what the kernel takes for granted is checked when one is opened.

use crate::cupboard::*;
use crate::scripted::run;
use crankcase_kernel::{Kernel, KernelError};
use crankcase_store::{Batch, Store};

/// A store in which nothing is left to do.
pub fn honest(directory: &tempfile::TempDir) {
    let host = host();
    let create = Kernel::create(
        store(directory),
        Box::new(host.clone()),
        &application(&host),
        options(),
    );
    let mut kernel = create.unwrap();
    run(&mut kernel);
    kernel.commit().unwrap();
}

/// Why a store is not opened that was changed in this way.
fn refusal(forge: impl FnOnce(&Store, &mut Batch)) -> String {
    let directory = tempfile::tempdir().unwrap();
    honest(&directory);
    let mut store = store(&directory);
    let mut batch = Batch::new();
    forge(&store, &mut batch);
    store.commit(batch).unwrap();
    match Kernel::open(store, Box::new(host()), options()) {
        Err(KernelError::Corrupt(why)) => why,
        other => panic!("{:?}", other.map(drop)),
    }
}

pub fn key(table: &[u8], number: u64) -> Vec<u8> {
    [table, &number.to_be_bytes()].concat()
}

#[test]
fn every_table_has_only_what_it_is_for() {
    // spec R8
    for (from, to) in [
        (key(b"eq", 30), key(b"eo", 30)),
        (key(b"oo", 20), key(b"op", 20)),
        (key(b"pp", 40), key(b"po", 40)),
        (key(b"np", 40), key(b"nq", 30)),
    ] {
        let why = refusal(|store, batch| {
            let row = store.get(&from).unwrap().unwrap();
            batch.put(to.clone(), row.to_vec());
        });
        assert!(why.contains("only another kind"), "{why}");
    }
}

#[test]
fn news_is_of_promises() {
    // spec R8, P2.1
    let items = [
        (b"a", b"\x81\xa7Waiting\x91\xa4ko20".to_vec()),
        (b"r", b"\x81\xa6Notify\x92\x01\xa4ko20".to_vec()),
    ];
    for (table, item) in items {
        let why = refusal(|store, batch| {
            batch.put(key(table, 0), item);
            // The object says that it is mentioned once more.
            let object = key(b"oo", 20);
            let mut row = store.get(&object).unwrap().unwrap().to_vec();
            row.iter_mut().rev().take(2).for_each(|count| *count += 1);
            batch.put(object, row);
        });
        assert!(
            why.contains("ko20 stands where there is only another kind"),
            "{why}"
        );
    }
}

#[test]
fn no_node_of_a_device_is_missing() {
    // spec R8, N3
    let why = refusal(|store, batch| change_counter(store, batch, 4, &[33]));
    assert!(why.contains("no part of the devices"), "{why}");
}

/// The next object, promise, vat, device, node, output and meter of the honest store.
const COUNTERS: [u8; 7] = [22, 41, 3, 9, 32, 1, 1];

/// Changes one of them.
fn change_counter(store: &Store, batch: &mut Batch, at: usize, to: &[u8]) {
    let mut row = store.get(b"k").unwrap().unwrap().to_vec();
    let mut windows = row.windows(COUNTERS.len());
    let found = windows.position(|window| window == COUNTERS).unwrap();
    row.splice(found + at..=found + at, to.iter().copied());
    batch.put(b"k".to_vec(), row);
}

#[test]
fn counters_are_neither_at_their_end_nor_before_their_beginning() {
    // spec R8
    for at in 0..COUNTERS.len() {
        for forged in [vec![0], [&[0xcf], [0xff; 8].as_slice()].concat()] {
            let why = refusal(|store, batch| change_counter(store, batch, at, &forged));
            assert!(why.contains("a counter is at its end"), "{at}: {why}");
        }
    }
}
