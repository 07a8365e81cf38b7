//! A disk that refuses one operation: the store says so, and after it was opened again everything that was
//! acknowledged is there.

use std::path::Path;
use std::sync::Arc;

use crankcase_store::{
    BlobHash, Fault, IndexKind, Operation, Outcome, SimulatedDisk, Store, StoreError,
};

use crate::common::{Model, fixed_block};
use crate::life::{DIR, open, options};

const BLOCKS: u64 = 8;

/// What was acknowledged.
#[derive(Default)]
struct Acknowledged {
    made: bool,
    blocks: u64,
    blobs: Vec<Vec<u8>>,
}

impl Acknowledged {
    /// Commits blocks and stores blobs, up to the end or the first refusal.
    fn go_on(&mut self, store: &mut Store) -> Result<(), StoreError> {
        for number in store.height().0 + 1..=BLOCKS {
            let blob = vec![number as u8; 100 * number as usize];
            store.put_blob(&blob)?;
            if number % 3 == 0 {
                store.sync_blobs()?;
                self.blobs.push(blob.clone());
            }
            store.commit(Model::default().commit(&fixed_block(number)))?;
            self.blobs.push(blob);
            self.blocks = number;
            if number % 4 == 2 {
                store.checkpoint()?;
            }
        }
        Ok(())
    }

    fn check(&self, store: &Store, what: &str) {
        let height = store.height().0;
        assert!(
            height == self.blocks || height == self.blocks + 1,
            "{what}: {height} blocks, acknowledged were {}",
            self.blocks
        );
        assert_eq!(Model::after(height).difference(store), None, "{what}");
        for blob in &self.blobs {
            assert!(store.get_blob(&BlobHash::of(blob)).is_ok(), "{what}");
        }
    }
}

fn make(disk: &SimulatedDisk, index: IndexKind) -> Result<Store, StoreError> {
    match open(disk, index) {
        Err(StoreError::NoStore { .. }) => Store::create(Path::new(DIR), options(disk, index)),
        opened => opened,
    }
}

/// Lives on a disk that refuses operation `refused`. False if there are not so many operations.
fn live(refused: u64, index: IndexKind) -> bool {
    let disk = SimulatedDisk::default();
    let fault: Fault = Arc::new(move |number, _, _: Operation| match number == refused {
        true => Outcome::Failed,
        false => Outcome::Done,
    });
    disk.set_fault(fault);
    let mut acknowledged = Acknowledged::default();
    let mut refusals = 0;
    loop {
        let what = format!("operation {refused}, refusal {refusals}");
        let result = make(&disk, index).and_then(|mut store| {
            acknowledged.made = true;
            acknowledged.check(&store, &what);
            // What is shown is acknowledged too.
            acknowledged.blocks = store.height().0;
            acknowledged.go_on(&mut store)
        });
        match result {
            Ok(()) => break,
            Err(error) => {
                refusals += 1;
                assert!(refusals < 3, "{what}: {error}");
            }
        }
        if acknowledged.made {
            // The power fails after the refusal, instead of going on.
            for seed in 0..3 {
                let image = disk.now().fail(seed);
                acknowledged.check(&open(&image, index).unwrap(), &what);
            }
        }
    }
    assert_eq!(acknowledged.blocks, BLOCKS);
    let image = disk.now().fail(refused);
    acknowledged.check(&open(&image, index).unwrap(), "at the end");
    refused < disk.operations()
}

#[test]
fn a_refused_operation_loses_nothing() {
    for (index, least) in [(IndexKind::Memory, 60), (IndexKind::Redb, 100)] {
        let refused = (0..10_000).take_while(|&number| live(number, index));
        let count = refused.count();
        assert!(count > least, "{index:?}: {count}");
    }
}
