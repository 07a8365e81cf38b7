//! An engine that does not sync, after a power failure: on the machine's disk, with the log that a simulated
//! failure left and an index of which any part is lost.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use crankcase_store::{Disk, IndexKind, MachineDisk, SimulatedDisk, Store};

use crate::common::{Model, Random, copy, options};
use crate::crashes::hold;
use crate::life::{DIR, Life, live};

/// What is in the files of an index while it is in use, at some height of the life.
fn index_in_use(life: &Life, blocks: usize, scratch: &Path) {
    let dir = scratch.join("living");
    let mut store = Store::create(&dir, options(IndexKind::Sled, 1200)).unwrap();
    for block in &life.blocks[..blocks] {
        store.commit(Model::default().commit(block)).unwrap();
    }
    copy(&dir.join("index"), &scratch.join("index"));
}

/// Puts what a failure left on the machine's disk.
fn lay_out(disk: &SimulatedDisk, dir: &Path) {
    for (path, bytes) in disk.files() {
        let path = dir.join(path.strip_prefix(DIR).unwrap());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    for part in ["log", "blobs"] {
        fs::create_dir_all(dir.join(part)).unwrap();
    }
}

/// Loses sectors of the index's files, and says that it was in use when the machine went down.
fn lose_some(dir: &Path, random: &mut Random) {
    let index = dir.join("index");
    for entry in fs::read_dir(index.join("sled")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let mut bytes = fs::read(&path).unwrap();
            for sector in bytes.chunks_mut(512) {
                if random.below(3) == 0 {
                    sector.fill(0);
                }
            }
            fs::write(path, bytes).unwrap();
        }
    }
    let here = MachineDisk.identity(&index).unwrap();
    let state = format!("in use by sled in run before as {here}\n");
    fs::write(index.join("state"), state).unwrap();
}

#[test]
fn an_index_that_does_not_sync_is_made_again_after_a_power_failure() {
    let life = live(1, IndexKind::Memory, None);
    let scratch = tempfile::tempdir().unwrap();
    index_in_use(&life, 16, scratch.path());
    let machine: Arc<dyn Disk> = Arc::new(MachineDisk);
    let mut random = Random::new(1);
    for number in (0..life.moments.len()).step_by(9) {
        let promised = life.promised(number);
        if !promised.made {
            continue;
        }
        let dir = scratch.path().join("store");
        lay_out(&life.moments[number].fail(random.number()), &dir);
        copy(&scratch.path().join("index"), &dir.join("index"));
        lose_some(&dir, &mut random);
        let open = || Store::open(&dir, options(IndexKind::Sled, 1200)).unwrap();
        let store = open();
        hold(&life, &store, promised).unwrap_or_else(|what| panic!("moment {number}: {what}"));
        drop(store);
        // Closed, it is believed.
        assert_eq!(open().findings(), [], "moment {number}");
        assert_eq!(Store::audit(&dir, &machine).unwrap().problems, []);
        fs::remove_dir_all(&dir).unwrap();
    }
}
