//! Damage of every kind, at random, in every kind of file: it is found and named, mended where that is
//! possible, and never shows as wrong data, a panic or a hang (spec S6, S7, S9).
//!
//! `CRANKCASE_SEED=<seed> cargo test --release -p crankcase-store --test damage` runs one trial of each test,
//! `CRANKCASE_TRIALS=<count>` that many.

#[allow(dead_code, reason = "each test crate uses a part of what they share")]
#[path = "../common/mod.rs"]
mod common;
mod judge;
mod spoil;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use common::{Random, append_fixed, options};
use crankcase_store::{Disk, IndexKind, MachineDisk, SimulatedDisk, Store, StoreOptions};
use judge::{BLOCKS, Tally, blob, judge};
use spoil::Spoiled;

/// Where the store is on a simulated disk.
const DIR: &str = "/store";

fn trials(count: u64) -> Vec<u64> {
    let variable = |name: &str| {
        let text = std::env::var(name).ok()?;
        Some(
            text.parse()
                .unwrap_or_else(|_| panic!("{name} is a number")),
        )
    };
    match variable("CRANKCASE_SEED") {
        Some(seed) => vec![seed],
        None => (1..=variable("CRANKCASE_TRIALS").unwrap_or(count)).collect(),
    }
}

fn with(disk: &Arc<dyn Disk>, index: IndexKind) -> StoreOptions {
    StoreOptions {
        disk: Arc::clone(disk),
        ..options(index, 1000)
    }
}

/// A store with blocks and blobs, open.
fn fill(dir: &Path, disk: &Arc<dyn Disk>, index: IndexKind) -> Store {
    let mut store = Store::create(dir, with(disk, index)).unwrap();
    for number in 0..5 {
        store.put_blob(&blob(number)).unwrap();
    }
    append_fixed(&mut store, BLOCKS / 2);
    store.checkpoint().unwrap();
    append_fixed(&mut store, BLOCKS);
    store
}

/// Trials on simulated disks.
fn simulated(index: IndexKind, closed: bool, count: u64) {
    let disk = SimulatedDisk::default();
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    let store = fill(Path::new(DIR), &shared, index);
    let moment = disk.now();
    drop(store);
    let moment = if closed { disk.now() } else { moment };
    let mut tally = Tally::default();
    for seed in trials(count) {
        let disk = moment.kill();
        let files: Vec<(PathBuf, Vec<u8>)> = disk.files();
        let spoiled = Spoiled::choose(&files, Path::new(DIR), &mut Random::new(seed));
        for (path, bytes) in &spoiled.changes {
            disk.plant(path, bytes.as_deref());
        }
        let disk: Arc<dyn Disk> = Arc::new(disk);
        let reopen = || Store::open(Path::new(DIR), with(&disk, index));
        let verdict = judge(
            &spoiled,
            closed,
            Path::new(DIR),
            &disk,
            index,
            &reopen,
            &mut tally,
        );
        verdict
            .unwrap_or_else(|what| panic!("CRANKCASE_SEED={seed} {index:?}: {spoiled:?}: {what}"));
    }
    tally.check(count);
}

#[test]
fn damage_to_a_closed_store_is_found_without_an_index_on_disk() {
    simulated(IndexKind::Memory, true, 700);
}

#[test]
fn damage_to_a_closed_store_is_found_with_redb() {
    simulated(IndexKind::Redb, true, 900);
}

#[test]
fn damage_to_a_store_that_was_not_closed_is_found_without_an_index_on_disk() {
    simulated(IndexKind::Memory, false, 700);
}

#[test]
fn damage_to_a_store_that_was_not_closed_is_found_with_redb() {
    simulated(IndexKind::Redb, false, 900);
}

/// Trials on the machine's disk, as the engine needs it.
fn on_the_machine(closed: bool, count: u64) {
    let scratch = tempfile::tempdir().unwrap();
    let whole = scratch.path().join("whole");
    let disk: Arc<dyn Disk> = Arc::new(MachineDisk);
    let store = fill(&whole, &disk, IndexKind::Sled);
    let killed = scratch.path().join("killed");
    // What is in the files now is what a kill would leave.
    common::copy(&whole, &killed);
    drop(store);
    let original = if closed { whole } else { killed };
    let mut tally = Tally::default();
    for seed in trials(count) {
        let dir = scratch.path().join("trial");
        common::copy(&original, &dir);
        if !closed {
            let (run, here) = (disk.run().unwrap().unwrap(), dir.join("index"));
            let here_text = disk.identity(&here).unwrap();
            let text = format!("in use by sled in run {run} as {here_text}\n");
            std::fs::write(here.join("state"), text).unwrap();
        }
        let files: Vec<_> = common::contents(&dir)
            .into_iter()
            .filter(|(name, _)| !name.ends_with('/'))
            .map(|(name, bytes)| (dir.join(name), bytes))
            .collect();
        let spoiled = Spoiled::choose(&files, &dir, &mut Random::new(seed));
        for (path, bytes) in &spoiled.changes {
            match bytes {
                Some(bytes) => std::fs::write(path, bytes).unwrap(),
                None => std::fs::remove_file(path).unwrap(),
            }
        }
        let reopen = || Store::open(&dir, with(&disk, IndexKind::Sled));
        let verdict = judge(
            &spoiled,
            closed,
            &dir,
            &disk,
            IndexKind::Sled,
            &reopen,
            &mut tally,
        );
        verdict.unwrap_or_else(|what| panic!("CRANKCASE_SEED={seed}: {spoiled:?}: {what}"));
        std::fs::remove_dir_all(&dir).unwrap();
    }
    tally.check(count);
}

#[test]
fn damage_to_a_closed_store_is_found_with_sled() {
    on_the_machine(true, 60);
}

#[test]
fn damage_to_a_store_that_was_not_closed_is_found_with_sled() {
    on_the_machine(false, 60);
}
