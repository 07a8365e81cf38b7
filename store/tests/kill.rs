//! What a store shows after its process was killed, again and again: to a reader, and to the process that goes
//! on with it and is killed as well. Alone in its program: a child process that is being started holds the locks
//! of the stores its parent has open, for a moment.

#[allow(dead_code, reason = "each test crate uses a part of what they share")]
mod common;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use common::{Change, Model, fixed_block, options};
use crankcase_store::{
    BlobHash, BlockHash, Disk, IndexKind, MachineDisk, Mend, Store, StoreError, StoreOptions,
};

const SEGMENT: u64 = 6000;
/// How often a process is killed; after how many times the store is closed; and after how many another one is begun,
/// with the other engine.
const KILLS: u64 = 500;
const KILLS_BETWEEN_CLOSINGS: u64 = 10;
const KILLS_OF_A_STORE: u64 = 20;

fn open(dir: &Path, index: IndexKind) -> Result<Store, StoreError> {
    Store::open(dir, with(index))
}

fn with(index: IndexKind) -> StoreOptions {
    StoreOptions {
        // Enough for some lives, since each new file waits for the disk several times.
        pack_bytes: 30_000,
        checkpoint_bytes: 3000,
        ..options(index, SEGMENT)
    }
}

/// The engine of a store, by its name.
fn engine(dir: &Path) -> IndexKind {
    match dir.ends_with("redb") {
        true => IndexKind::Redb,
        false => IndexKind::Sled,
    }
}

const CHILD: &str = "CRANKCASE_STORE_TEST_CHILD";

/// The blob that is stored before a block.
fn blob(number: u64) -> Vec<u8> {
    let length = 10 + number * 37 % 900;
    (0..length).map(|at| (at * number) as u8).collect()
}

/// How the blob of a block is stored: it is on the disk with its block, or with the next block that waits for
/// all, or there is none.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Blob {
    Now,
    Later,
    None,
}

fn blob_of(number: u64) -> Blob {
    match number % 5 {
        0 | 3 => Blob::Now,
        1 => Blob::Later,
        _ => Blob::None,
    }
}

/// True if the block waits until all blobs are on the disk.
fn waits(number: u64) -> bool {
    number.is_multiple_of(8)
}

/// Commits block `number`, with all that goes with it.
fn act(store: &mut Store, number: u64) {
    let bytes = blob(number);
    match blob_of(number) {
        Blob::Now => assert_eq!(store.put_blob(&bytes).unwrap(), BlobHash::of(&bytes)),
        Blob::Later => put_later(store, number),
        Blob::None => {}
    }
    if waits(number) {
        store.sync_blobs().unwrap();
    }
    let batch = Model::default().commit(&block(number));
    store.commit(batch).unwrap();
    // A store in memory makes no checkpoint.
    if store.checkpoint_due() {
        store.checkpoint().unwrap();
        let live = (1..=number).map(|number| BlobHash::of(&blob(number)));
        store.sweep(live.collect()).unwrap();
    }
}

fn put_later(store: &mut Store, number: u64) {
    let bytes = blob(number);
    let hash = BlobHash::of(&bytes);
    store.put_blob_later(hash, bytes.into()).unwrap();
}

/// What block `number` changes.
fn block(number: u64) -> Vec<Change> {
    let bytes = number.to_be_bytes().to_vec();
    let mut block = fixed_block(number);
    block.push(Change::PutLocal(b"last".to_vec(), bytes.clone()));
    block.push(Change::AppendLocal(b"own".to_vec(), bytes));
    if number.is_multiple_of(6) {
        block.push(Change::Close(b"log".to_vec()));
    }
    if number.is_multiple_of(40) {
        block.push(Change::Prune(b"log".to_vec(), number - 20));
    }
    block
}

/// Opens what is left of the process before, sees that it is whole, and commits until it is killed.
fn commit_until_killed(dir: &Path) {
    let mut store = open(dir, engine(dir)).unwrap();
    check(&store, 0, &mut Expected::new(), "in the next process");
    // Those that the process before stored and did not wait for may be lost.
    let height = store.height().0;
    for number in height.saturating_sub(8)..=height {
        if blob_of(number) == Blob::Later {
            put_later(&mut store, number);
        }
    }
    for number in store.height().0 + 1..1_000_000 {
        act(&mut store, number);
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

/// What a store that did the same is named after each of its blocks.
struct Expected {
    memory: Store,
    tips: Vec<BlockHash>,
}

impl Expected {
    fn new() -> Self {
        let memory = Store::memory();
        let tips = vec![memory.tip()];
        Self { memory, tips }
    }

    /// The hash of block `number`.
    fn tip(&mut self, number: u64) -> BlockHash {
        while self.memory.height().0 < number {
            let next = self.memory.height().0 + 1;
            act(&mut self.memory, next);
            self.tips.push(self.memory.tip());
        }
        self.tips[number as usize]
    }
}

/// Everything acknowledged is there, nothing is there in part, and the hashes are the same.
fn check(store: &Store, acknowledged: u64, expected: &mut Expected, what: &str) {
    let height = store.height().0;
    assert!(height >= acknowledged, "{what}");
    assert_eq!(store.tip(), expected.tip(height), "{what}");
    let mut model = Model::default();
    (1..=height).for_each(|number| drop(model.commit(&block(number))));
    model.check(store);
    let waited = (1..=height)
        .rev()
        .find(|number| waits(*number))
        .unwrap_or(0);
    for number in 1..=height {
        let bytes = blob(number);
        let found = store.get_blob(&BlobHash::of(&bytes));
        let promised = match blob_of(number) {
            Blob::Now => true,
            Blob::Later => number <= waited,
            Blob::None => false,
        };
        match found {
            Ok(found) => assert_eq!(found, bytes, "{what}"),
            Err(StoreError::NoBlob { .. }) if !promised => {}
            Err(error) => panic!("{what}, blob {number}: {error}"),
        }
    }
}

/// spec S1
#[test]
fn a_killed_process_loses_nothing_that_was_acknowledged() {
    // The test runs itself again as the process that is killed.
    if let Some(dir) = std::env::var_os(CHILD) {
        return commit_until_killed(Path::new(&dir));
    }
    let scratch = tempfile::tempdir().unwrap();
    let disk: Arc<dyn Disk> = Arc::new(MachineDisk);
    let mut expected = Expected::new();
    for round in 0..KILLS {
        let number = round / KILLS_OF_A_STORE;
        let name = ["sled", "redb"][(number % 2) as usize];
        let dir = scratch.path().join(format!("{number}")).join(name);
        let index = engine(&dir);
        if round % KILLS_OF_A_STORE == 0 {
            std::fs::create_dir(dir.parent().unwrap()).unwrap();
            drop(Store::create(&dir, with(index)).unwrap());
        }
        let what = format!("kill {round}");
        let acknowledged = kill_one(&dir, (round * 5 % 9) as usize);
        let reader = Store::open_read_only(&dir, with(index)).unwrap();
        check(&reader, acknowledged, &mut expected, &what);
        drop(reader);
        if round % KILLS_BETWEEN_CLOSINGS == KILLS_BETWEEN_CLOSINGS - 1 {
            let store = open(&dir, index).unwrap();
            check(&store, acknowledged, &mut expected, &what);
        }
        if round % KILLS_OF_A_STORE == KILLS_OF_A_STORE - 1 {
            let problems = Store::audit(&dir, &disk).unwrap().problems;
            let left = problems.iter().find(|found| found.mend != Mend::Sweep);
            assert!(left.is_none(), "{what}: {}", left.unwrap());
            std::fs::remove_dir_all(&dir).unwrap();
        }
    }
}
