//! What a commit costs, beside that of SQLite (WAL, synchronous=FULL) and beside writing and syncing the same
//! bytes to a file that has its length already and to one that grows.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::time::{Duration, Instant};

use crankcase_store::{Batch, Store, StoreOptions};
use rusqlite::Connection;

use crate::Size;
use crate::data::{Block, Random, Times, ms};

/// How long the file is that is written over and over.
const FILE_BYTES: u64 = 64 << 20;

/// Something that makes a block durable.
trait Rival {
    fn name(&self) -> &'static str;
    fn commit(&mut self, block: &Block);
}

struct Ours(&'static str, Store);

impl Rival for Ours {
    fn name(&self) -> &'static str {
        self.0
    }

    fn commit(&mut self, block: &Block) {
        let mut batch = Batch::new();
        for (key, value) in &block.updates {
            batch.put(key.clone(), value.clone());
        }
        for entry in &block.entries {
            batch.append("transcript", entry.clone());
        }
        self.1.commit(batch).expect("a block");
    }
}

struct Sqlite(Connection);

impl Sqlite {
    fn create(path: &Path) -> Self {
        let connection = Connection::open(path).expect("a database");
        let made = connection.execute_batch(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
             CREATE TABLE kv (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID;
             CREATE TABLE transcript (position INTEGER PRIMARY KEY, entry BLOB);",
        );
        made.expect("its tables");
        Self(connection)
    }
}

impl Rival for Sqlite {
    fn name(&self) -> &'static str {
        "SQLite"
    }

    fn commit(&mut self, block: &Block) {
        let transaction = self.0.transaction().expect("a transaction");
        {
            let mut put = transaction
                .prepare_cached("INSERT OR REPLACE INTO kv VALUES (?1, ?2)")
                .expect("a statement");
            for (key, value) in &block.updates {
                put.execute((key, value)).expect("an update");
            }
            let mut append = transaction
                .prepare_cached("INSERT INTO transcript (entry) VALUES (?1)")
                .expect("a statement");
            for entry in &block.entries {
                append.execute((entry,)).expect("an entry");
            }
        }
        transaction.commit().expect("a commit");
    }
}

/// The bytes alone, written over a file that is there.
struct Bare {
    file: File,
    at: u64,
}

impl Bare {
    fn create(path: &Path) -> Self {
        fs::write(path, vec![0; FILE_BYTES as usize]).expect("a file");
        let file = OpenOptions::new().write(true).open(path).expect("a file");
        file.sync_all().expect("a sync");
        Self { file, at: 0 }
    }
}

impl Rival for Bare {
    fn name(&self) -> &'static str {
        "bare bytes, preallocated"
    }

    fn commit(&mut self, block: &Block) {
        let bytes = block.bytes();
        if self.at + bytes.len() as u64 > FILE_BYTES {
            self.at = 0;
        }
        self.file.write_all_at(&bytes, self.at).expect("a write");
        self.file.sync_data().expect("a sync");
        self.at += bytes.len() as u64;
    }
}

/// The bytes alone, appended to a file.
struct Appended(File);

impl Rival for Appended {
    fn name(&self) -> &'static str {
        "bare bytes, appended"
    }

    fn commit(&mut self, block: &Block) {
        self.0.write_all(&block.bytes()).expect("a write");
        self.0.sync_data().expect("a sync");
    }
}

fn rivals(dir: &Path) -> Vec<Box<dyn Rival>> {
    let store = Store::create(&dir.join("store"), StoreOptions::default());
    vec![
        Box::new(Ours("crankcase", store.expect("a store"))),
        Box::new(Sqlite::create(&dir.join("sqlite"))),
        Box::new(Bare::create(&dir.join("bare"))),
        Box::new(Appended(
            File::create(dir.join("appended")).expect("a file"),
        )),
        Box::new(Ours("crankcase, in memory", Store::memory())),
    ]
}

/// Commits blocks of that shape, each to all rivals in turns, and prints what came of it.
fn compare(size: Size, updates: usize, entries: usize, rounds: usize) {
    let scratch = tempfile::tempdir().expect("a temporary directory");
    let mut random = Random(1);
    let keys = size.of(100_000, 1000);
    let mut rivals = rivals(scratch.path());
    // Tables that are full already.
    for _ in 0..size.of(100, 2) {
        let block = Block::new(&mut random, keys, 2000, 0);
        rivals.iter_mut().for_each(|rival| rival.commit(&block));
    }
    let mut times: Vec<Times> = rivals.iter().map(|_| Times::default()).collect();
    for round in 0..rounds {
        let block = Block::new(&mut random, keys, updates, entries);
        for turn in 0..rivals.len() {
            let number = (round + turn) % rivals.len();
            let start = Instant::now();
            rivals[number].commit(&block);
            times[number].add(start.elapsed());
        }
    }
    println!("commit of {updates} updates and {entries} entries, {rounds} times");
    let ours = times[0].median();
    for (rival, times) in rivals.iter().zip(&times) {
        println!(
            "  {:26} median {:>10}  99 % {:>10}  ours is {:.2} times that",
            rival.name(),
            ms(times.median()),
            ms(times.at(0.99)),
            ratio(ours, times.median()),
        );
    }
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

pub fn run(size: Size) {
    compare(size, 1000, 100, size.of(400, 3));
    compare(size, 10, 5, size.of(1000, 3));
}
