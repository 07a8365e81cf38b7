//! What opening a large store costs: closed, after its process was killed, for reading, and with an index that
//! has to be made again. The files are in the system's cache.
//!
//! `CRANKCASE_STORE_MIB` makes the store larger or smaller than 2 GiB.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crankcase_store::{Batch, IndexKind, Store, StoreOptions};

use crate::Size;
use crate::data::{Random, Times, ms};

/// The argument of the process that is to be killed.
pub const CHILD: &str = "--until-killed";

const STREAMS: u64 = 100;
const ENTRY_BYTES: usize = 20 << 10;
/// Cranks of a block; each appends an entry to one of the streams and changes some keys.
const CRANKS: u64 = 50;
const UPDATES: u64 = 8;
const KINDS: [(&str, IndexKind); 2] = [("sled", IndexKind::Sled), ("redb", IndexKind::Redb)];

fn options(index: IndexKind) -> StoreOptions {
    StoreOptions {
        index,
        ..StoreOptions::default()
    }
}

fn stream(number: u64) -> String {
    format!("v{number}.transcript")
}

/// A block of cranks.
fn block(random: &mut Random, keys: u64) -> Batch {
    let mut batch = Batch::new();
    for _ in 0..CRANKS {
        batch.append(stream(random.number() % STREAMS), random.bytes(ENTRY_BYTES));
        for _ in 0..UPDATES {
            let key = format!("table.row.{:010}", random.number() % keys);
            batch.put(key, random.bytes(100));
        }
    }
    batch
}

/// Commits a block, and makes a checkpoint when one is due, as the kernel does.
fn commit(store: &mut Store, batch: Batch) {
    store.commit(batch).expect("a block");
    if store.checkpoint_due() {
        store.checkpoint().expect("a checkpoint");
    }
}

/// Makes the store.
fn fill(dir: &Path, index: IndexKind, blocks: u64, keys: u64) {
    let mut random = Random(7);
    let start = Instant::now();
    let mut store = Store::create(dir, options(index)).expect("a store");
    for _ in 0..blocks {
        commit(&mut store, block(&mut random, keys));
    }
    let (filled, cranks) = (start.elapsed(), blocks * CRANKS);
    drop(store);
    println!(
        "  {cranks} cranks in {:.1} s, closed in {}; {} MiB, of which log {}, blobs {}, index {}",
        filled.as_secs_f64(),
        ms(start.elapsed() - filled),
        bytes(dir) >> 20,
        bytes(&dir.join("log")) >> 20,
        bytes(&dir.join("blobs")) >> 20,
        bytes(&dir.join("index")) >> 20,
    );
}

/// The bytes of the files below a directory.
fn bytes(dir: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(dir) else {
        return 0;
    };
    let sizes = entries.map(|entry| {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => bytes(&path),
            false => fs::metadata(path).map_or(0, |found| found.len()),
        }
    });
    sizes.sum()
}

/// Opens the store and reads what a first crank reads: some keys, and the end of a stream.
fn open(dir: &Path, open: impl Fn(&Path) -> Store) -> (Duration, Store) {
    let start = Instant::now();
    let store = open(dir);
    let length = store.stream_len(stream(3).as_bytes()).expect("a length");
    let last = store.read_stream(stream(3).as_bytes(), length.saturating_sub(1));
    last.expect("a stream").for_each(|entry| {
        entry.expect("an entry");
    });
    for key in 0..10 {
        let key = format!("table.row.{key:010}");
        store.get(key.as_bytes()).expect("a value");
    }
    (start.elapsed(), store)
}

/// Commits some blocks, says so, and waits for the end.
pub fn child(arguments: &[String]) {
    let [dir, kind, blocks, keys] = arguments else {
        panic!("{CHILD} takes a directory, an engine, a number of blocks and one of keys");
    };
    let number = |text: &str| text.parse::<u64>().expect("a number");
    let kind = KINDS.iter().find(|(name, _)| name == kind);
    let index = kind.expect("an engine").1;
    let mut store = Store::open(Path::new(dir), options(index)).expect("a store");
    let mut random = Random(store.height().0);
    for _ in 0..number(blocks) {
        commit(&mut store, block(&mut random, number(keys)));
    }
    println!("\ncommitted");
    loop {
        std::thread::park();
    }
}

/// Kills a process that has the store open and has committed that many blocks.
fn kill(dir: &Path, name: &str, blocks: u64, keys: u64) {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .arg(CHILD)
        .arg(dir)
        .args([name, &blocks.to_string(), &keys.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .expect("a process");
    let output = child.stdout.take().expect("its output");
    let mut lines = BufReader::new(output).lines();
    assert!(lines.any(|line| line.is_ok_and(|line| line == "committed")));
    child.kill().expect("its end");
    child.wait().expect("its end");
}

fn measure(name: &str, index: IndexKind, size: Size) {
    let scratch = tempfile::tempdir().expect("a temporary directory");
    let dir = scratch.path().join("store");
    let mib = std::env::var("CRANKCASE_STORE_MIB").ok();
    let mib = mib.map_or(size.of(2048, 8), |mib| mib.parse().expect("a number"));
    let keys = size.of(100_000, 1000);
    println!("opening a store of {mib} MiB of entries with {name}");
    fill(
        &dir,
        index,
        (mib << 20) / (CRANKS * ENTRY_BYTES as u64),
        keys,
    );
    let writer = |dir: &Path| Store::open(dir, options(index)).expect("a store");
    let reader = |dir: &Path| Store::open_read_only(dir, options(index)).expect("a store");
    drop(open(&dir, writer));
    let rounds = size.of(5, 1);
    let (mut closed, mut killed, mut reading) =
        (Times::default(), Times::default(), Times::default());
    for round in 0..rounds {
        let (time, store) = open(&dir, writer);
        assert_eq!(store.findings(), []);
        closed.add(time);
        drop(store);
        reading.add(open(&dir, reader).0);
        kill(&dir, name, 10 * round, keys);
        killed.add(open(&dir, writer).0);
    }
    for (what, times) in [
        ("closed", closed),
        ("killed", killed),
        ("for reading", reading),
    ] {
        println!(
            "  {what:12} median {:>10}  most {:>10}",
            ms(times.median()),
            ms(times.at(1.0))
        );
    }
    fs::remove_dir_all(dir.join("index")).expect("the index");
    let read = bytes(&dir);
    let (time, store) = open(&dir, writer);
    drop(store);
    println!(
        "  index made again in {}: {:.0} MB/s of the store's bytes, {:.0} MB/s of the index's",
        ms(time),
        read as f64 / 1e6 / time.as_secs_f64(),
        bytes(&dir.join("index")) as f64 / 1e6 / time.as_secs_f64(),
    );
}

pub fn run(size: Size) {
    for (name, index) in KINDS {
        measure(name, index, size);
    }
}
