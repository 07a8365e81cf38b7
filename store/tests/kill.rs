//! What a store shows after its process was killed. Alone in its program: a child process that is being
//! started holds the locks of the stores its parent has open, for a moment.

#[allow(dead_code, reason = "each test crate uses a part of what they share")]
mod common;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use common::{Model, append_fixed, options};
use crankcase_store::{IndexKind, Store, StoreError};

const SEGMENT: u64 = 1000;
/// How often a process is killed, and after how many times another store is begun, with the other engine.
const KILLS: u64 = 500;
const KILLS_OF_A_STORE: u64 = 20;

fn open(dir: &Path, index: IndexKind) -> Result<Store, StoreError> {
    Store::open(dir, options(index, SEGMENT))
}

/// The engine of a store, by its name.
fn engine(dir: &Path) -> IndexKind {
    match dir.ends_with("redb") {
        true => IndexKind::Redb,
        false => IndexKind::Sled,
    }
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
    let mut store = open(dir, engine(dir)).unwrap();
    for number in store.height().0 + 1..1_000_000 {
        append_fixed(&mut store, number);
        println!("\nacknowledged {number}");
    }
}

/// Starts a process that commits, kills it after some blocks, and returns the last that it acknowledged.
fn kill_one(dir: &Path, after: usize) -> u64 {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "a_killed_process_loses_nothing_that_was_acknowledged",
            "--nocapture",
        ])
        .env(CHILD, dir)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let numbers = lines
        .map_while(|line| line.ok())
        .filter_map(|line| line.strip_prefix("acknowledged ")?.parse().ok());
    let mut numbers = numbers.skip(after);
    let acknowledged = numbers
        .next()
        .expect("the child commits until it is killed");
    child.kill().unwrap();
    child.wait().unwrap();
    // What it said between the last line read and its death counts too.
    numbers.last().unwrap_or(acknowledged)
}

#[test]
fn a_killed_process_loses_nothing_that_was_acknowledged() {
    // The test runs itself again as the process that is killed.
    if let Some(dir) = std::env::var_os(CHILD) {
        return commit_until_killed(Path::new(&dir));
    }
    let scratch = tempfile::tempdir().unwrap();
    for round in 0..KILLS {
        let number = round / KILLS_OF_A_STORE;
        let name = ["sled", "redb"][(number % 2) as usize];
        let dir = scratch.path().join(format!("{number}")).join(name);
        let index = engine(&dir);
        if round % KILLS_OF_A_STORE == 0 {
            std::fs::create_dir(dir.parent().unwrap()).unwrap();
            drop(Store::create(&dir, options(index, SEGMENT)).unwrap());
        }
        let acknowledged = kill_one(&dir, (round * 7 % 13) as usize);
        let store = open(&dir, index).unwrap();
        assert!(store.height().0 >= acknowledged, "kill {round}");
        Model::after(store.height().0).check(&store);
        assert_eq!(store.tip().to_string(), tip_after(store.height().0));
    }
}
