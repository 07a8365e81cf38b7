//! What `verify` finds in stores that somebody has changed, and that it finds nothing in those that nobody has.

use std::cell::Cell;

use crate::cupboard::*;
use crate::forged::{honest, key};
use crankcase_kernel::{KernelAudit, verify};
use crankcase_store::{Batch, Mend, Store};

fn look(store: &Store) -> KernelAudit {
    verify(store, &mut |_| {}).unwrap()
}

/// The problems of a store that was changed in this way, as `place: what`.
fn found(forge: impl FnOnce(&Store, &mut Batch)) -> Vec<String> {
    let directory = tempfile::tempdir().unwrap();
    honest(&directory);
    let mut store = store(&directory);
    let mut batch = Batch::new();
    forge(&store, &mut batch);
    store.commit(batch).unwrap();
    let audit = look(&store);
    assert!(
        audit
            .problems
            .iter()
            .all(|problem| problem.mend == Mend::Copy)
    );
    let problems = audit.problems.into_iter();
    problems
        .map(|problem| format!("{}: {}", problem.place, problem.what))
        .collect()
}

fn only(problems: Vec<String>, expected: &str) {
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].contains(expected), "{problems:?}");
}

// spec S9
#[test]
fn nothing_is_wrong_with_an_honest_store() {
    let directory = tempfile::tempdir().unwrap();
    honest(&directory);
    let store = store(&directory);
    let told = Cell::new(0);
    let audit = verify(&store, &mut |entries| told.set(entries)).unwrap();
    assert_eq!(audit.problems, []);
    assert!(
        audit.vats > 0 && audit.entries > 0 && audit.cranks > 0,
        "{audit:?}"
    );
    assert!(audit.blobs > 0);
    assert_eq!(told.get(), audit.entries);
    assert_eq!(look(&Store::memory()), KernelAudit::default());
}

// spec S9
#[test]
fn what_is_wrong_is_named_with_its_place() {
    let vat = key(b"t", 1);
    let more = found(|_, batch| batch.append(vat.clone(), "x"));
    only(more, "the transcript of v1");
    let again = found(|store, batch| {
        let first = store.read_stream(&vat, 0).unwrap().next().unwrap();
        batch.append(vat.clone(), first.unwrap());
    });
    only(again, "is of crank 0");
    only(
        found(|_, batch| batch.append("g", "no grave")),
        "the record of the vats that are gone",
    );
    only(
        found(|_, batch| batch.append_local(key(b"h", 1), "no hash")),
        "the recorded heap hashes of v1",
    );
    only(
        found(|_, batch| batch.put("A", "no hash")),
        "the activity hash: it is missing or malformed",
    );
    let row = found(|_, batch| batch.put(key(b"v", 1), "no row"));
    assert!(row[0].starts_with("the row \"v\\x00"), "{row:?}");
    // The vat is now without a state, which is a contradiction.
    assert!(row.len() > 1, "{row:?}");
    let other = found(|_, batch| batch.put("?", ""));
    only(other, "the row \"?\": ");
    let kernel = found(|_, batch| batch.delete("k"));
    only(kernel, "the kernel's row: ");
    let garbled = found(|_, batch| batch.put("k", "garbage"));
    only(garbled, "the kernel's row: ");
}

// spec S9
#[test]
fn a_chain_that_the_rows_do_not_have_is_named() {
    let problems = found(|store, batch| {
        let row = key(b"v", 1);
        let mut bytes = store.get(&row).unwrap().unwrap();
        let state = bytes.len();
        // The chain over the transcript is the only long run of bytes in the row.
        let at = bytes
            .windows(2)
            .position(|head| head == [0xc4, 32])
            .unwrap();
        assert!(at + 34 <= state);
        bytes[at + 2] ^= 1;
        batch.put(row, bytes);
    });
    only(problems, "it is not the one that was committed");
}

// spec S9
#[test]
fn code_that_is_missing_is_named() {
    let problems = found(|store, batch| {
        let config = key(b"C", 1);
        let mut row = store.get(&config).unwrap().unwrap();
        let bundle = row.windows(2).position(|head| head == [0xc4, 32]).unwrap() + 2;
        row[bundle..bundle + 32].fill(7);
        batch.put(config, row);
    });
    assert!(
        problems
            .iter()
            .any(|problem| problem.starts_with("the bundle cc1-0707")),
        "{problems:?}"
    );
}
