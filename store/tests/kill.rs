//! What a store shows after its process was killed. Alone in its program: a child process that is being
//! started holds the locks of the stores its parent has open, for a moment.

#[allow(dead_code, reason = "each test crate uses a part of what they share")]
mod common;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use common::{Model, append_fixed, fixed_store, options};
use crankcase_store::{IndexKind, Store, StoreError};

const SEGMENT: u64 = 1000;

fn open(dir: &Path) -> Result<Store, StoreError> {
    Store::open(dir, options(IndexKind::Sled, SEGMENT))
}

/// The hash of fixed block `number`.
fn tip_after(number: u64) -> String {
    let mut store = Store::memory();
    append_fixed(&mut store, number);
    store.tip().to_string()
}

const CHILD: &str = "CRANKCASE_STORE_TEST_CHILD";

/// Commits until it is killed.
fn commit_until_killed(dir: &Path) {
    let mut store = open(dir).unwrap();
    for number in store.height().0 + 1..1_000_000 {
        append_fixed(&mut store, number);
        println!("\nacknowledged {number}");
    }
}

#[test]
fn a_killed_process_loses_nothing_that_was_acknowledged() {
    // The test runs itself again as the process that is killed.
    if let Some(dir) = std::env::var_os(CHILD) {
        return commit_until_killed(Path::new(&dir));
    }
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("store");
    fixed_store(&dir, 1, SEGMENT);
    let mut acknowledged = 1;
    for round in 0..12u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "a_killed_process_loses_nothing_that_was_acknowledged",
                "--nocapture",
            ])
            .env(CHILD, &dir)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let numbers = lines
            .map_while(|line| line.ok())
            .filter_map(|line| line.strip_prefix("acknowledged ")?.parse().ok());
        let mut numbers = numbers.skip((round * 7 % 23) as usize);
        acknowledged = numbers
            .next()
            .expect("the child commits until it is killed");
        child.kill().unwrap();
        child.wait().unwrap();
        // What it said between the last line read and its death counts too.
        acknowledged = numbers.last().unwrap_or(acknowledged);
        let store = open(&dir).unwrap();
        assert!(store.height().0 >= acknowledged);
        Model::after(store.height().0).check(&store);
        assert_eq!(store.tip().to_string(), tip_after(store.height().0));
    }
    assert!(acknowledged > 12);
}
