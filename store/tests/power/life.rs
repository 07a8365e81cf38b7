//! A random life of a store on a simulated disk, with all its moments and what was acknowledged at each.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crankcase_store::{
    BlobHash, BlockHash, Fault, IndexKind, Moment, SimulatedDisk, Store, StoreError, StoreOptions,
};

use crate::common::{Change, Model, Random};

pub const DIR: &str = "/store";

/// What the store had promised from a moment on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Promised {
    /// The first moment at which it had.
    pub moment: usize,
    /// The store was there.
    pub made: bool,
    /// So many blocks were committed.
    pub height: u64,
    /// So many blobs were stored, and then a block was committed or the store closed.
    pub blobs: usize,
    /// So many of them may have been swept away since.
    pub dead: usize,
}

/// A life.
pub struct Life {
    pub seed: u64,
    pub index: IndexKind,
    pub moments: Vec<Moment>,
    pub promises: Vec<Promised>,
    /// The blocks: what the n-th changes, and what the store holds and is named after the first n.
    pub blocks: Vec<Vec<Change>>,
    pub models: Vec<Model>,
    pub tips: Vec<BlockHash>,
    pub blobs: Vec<Vec<u8>>,
}

impl Life {
    /// The blobs that are needed when so many are not any more.
    pub fn live(&self, dead: usize) -> BTreeSet<BlobHash> {
        let live = self.blobs[dead..].iter();
        live.map(|bytes| BlobHash::of(bytes)).collect()
    }

    /// What was promised at a moment.
    pub fn promised(&self, moment: usize) -> Promised {
        let until = self
            .promises
            .partition_point(|promised| promised.moment <= moment);
        match until {
            0 => Promised::default(),
            _ => self.promises[until - 1],
        }
    }
}

pub fn options(disk: &SimulatedDisk, index: IndexKind) -> StoreOptions {
    StoreOptions {
        disk: Arc::new(disk.clone()),
        checkpoint_bytes: 16_000,
        // A thread would make each life another one.
        background: false,
        ..crate::common::options(index, 1200)
    }
}

pub fn open(disk: &SimulatedDisk, index: IndexKind) -> Result<Store, StoreError> {
    Store::open(Path::new(DIR), options(disk, index))
}

/// The blocks that a life commits, one after the other, with what comes of them.
fn plan(random: &mut Random, life: &mut Life) {
    let mut memory = Store::memory();
    let mut model = Model::default();
    life.models.push(model.clone());
    life.tips.push(memory.tip());
    for _ in 0..24 {
        let block: Vec<Change> = (0..random.below(7)).map(|_| change(random)).collect();
        life.tips.push(memory.commit(model.commit(&block)).unwrap());
        life.models.push(model.clone());
        life.blocks.push(block);
    }
}

fn change(random: &mut Random) -> Change {
    let name = vec![b'a' + random.below(9) as u8; 1 + random.below(3)];
    let long = random.below(12) == 0;
    let length = random.below(if long { 1500 } else { 60 });
    let bytes = (0..length).map(|_| random.byte()).collect();
    match random.below(10) {
        0 => Change::Delete(name),
        1..=3 => Change::Append(name, bytes),
        4 => Change::Close(name),
        5 => Change::Prune(name, random.below(5) as u64),
        6 => Change::PutLocal(name, bytes),
        7 => Change::AppendLocal(name, bytes),
        _ => Change::Put(name, bytes),
    }
}

/// Lives. With a fault that makes the store unable to go on it ends early.
pub fn live(seed: u64, index: IndexKind, fault: Option<Fault>) -> Life {
    let mut random = Random::new(seed);
    let mut life = Life {
        seed,
        index,
        moments: Vec::new(),
        promises: Vec::new(),
        blocks: Vec::new(),
        models: Vec::new(),
        tips: Vec::new(),
        blobs: Vec::new(),
    };
    plan(&mut random, &mut life);
    let disk = SimulatedDisk::default();
    let mut living = Living {
        life,
        disk,
        fault,
        before: 0,
        made: false,
        dead: 0,
    };
    living.record();
    living.live(&mut random);
    living.take_moments();
    living.life
}

struct Living {
    life: Life,
    disk: SimulatedDisk,
    fault: Option<Fault>,
    /// How many moments there were before the present disk's.
    before: usize,
    made: bool,
    /// So many blobs are not needed any more.
    dead: usize,
}

impl Living {
    fn record(&mut self) {
        self.disk.record();
        if let Some(fault) = &self.fault {
            self.disk.set_fault(Arc::clone(fault));
        }
    }

    fn take_moments(&mut self) {
        self.life.moments.extend(self.disk.moments());
        self.before = self.life.moments.len();
    }

    fn promise(&mut self, store: &Store, blobs: usize) {
        self.made = true;
        let promised = Promised {
            moment: self.before + self.disk.recorded() - 1,
            made: true,
            height: store.height().0,
            blobs,
            dead: self.dead,
        };
        self.life.promises.push(promised);
    }

    fn live(&mut self, random: &mut Random) {
        let index = self.life.index;
        let mut store = Store::create(Path::new(DIR), options(&self.disk, index)).unwrap();
        self.promise(&store, 0);
        while (store.height().0 as usize) < self.life.blocks.len() {
            let mut blobs = self.life.promises.last().unwrap().blobs;
            match random.below(10) {
                0 => {
                    drop(store);
                    store = open(&self.disk, index).unwrap();
                    blobs = self.life.blobs.len();
                }
                1 => {
                    store = self.kill(store, random);
                    blobs = self.life.blobs.len();
                }
                2 | 3 => self.put_blob(&mut store, random),
                4 if random.below(2) == 0 => drop(store.checkpoint().unwrap()),
                4 => {
                    // From here on they may be gone.
                    self.dead += random.below(self.life.blobs.len() - self.dead + 1);
                    self.promise(&store, blobs);
                    store.sweep(self.life.live(self.dead)).map(drop).unwrap();
                }
                _ => {
                    let number = store.height().0 as usize;
                    let block = Model::default().commit(&self.life.blocks[number]);
                    let hash = store.commit(block).unwrap();
                    assert_eq!(hash, self.life.tips[number + 1]);
                    blobs = self.life.blobs.len();
                }
            }
            self.promise(&store, blobs);
        }
        drop(store);
    }

    /// A new blob, or one that is there already.
    fn put_blob(&mut self, store: &mut Store, random: &mut Random) {
        let known = self.life.blobs.len();
        let bytes = match random.below(3) {
            0 if known > 0 => self.life.blobs[random.below(known)].clone(),
            _ => {
                let length = random.below(1400);
                let mut bytes: Vec<u8> = (0..length).map(|_| random.byte()).collect();
                if random.below(3) == 0 {
                    // Something to compress.
                    bytes = bytes.iter().flat_map(|byte| [*byte; 9]).collect();
                }
                bytes
            }
        };
        if random.below(4) == 0 {
            let shared = bytes.as_slice().into();
            store.put_blob_later(BlobHash::of(&bytes), shared).unwrap();
            store.sync_blobs().unwrap();
        } else {
            store.put_blob(&bytes).unwrap();
        }
        if random.below(3) == 0 {
            // Nobody was promised this one; it is in the way of the others.
            let bytes: Vec<u8> = (0..random.below(800)).map(|_| random.byte()).collect();
            let hash = BlobHash::of(&bytes);
            store.put_blob_later(hash, bytes.into()).unwrap();
        }
        self.life.blobs.push(bytes);
    }

    /// The process dies while it commits a block or stores a blob, and another opens the store.
    fn kill(&mut self, mut store: Store, random: &mut Random) -> Store {
        let from = self.disk.recorded();
        match random.below(5) {
            0 => drop(store.checkpoint().unwrap()),
            1 => {
                let bytes: Vec<u8> = (0..random.below(900)).map(|_| random.byte()).collect();
                store.put_blob(&bytes).unwrap();
            }
            2 => store.sweep(self.life.live(self.dead)).map(drop).unwrap(),
            _ => {
                let number = store.height().0 as usize;
                let block = Model::default().commit(&self.life.blocks[number]);
                store.commit(block).unwrap();
            }
        }
        let to = self.disk.recorded();
        drop(store);
        let mut moments = self.disk.moments();
        moments.truncate(from + random.below(to - from + 1));
        self.disk = moments.last().unwrap().kill();
        self.life.moments.extend(moments);
        self.before = self.life.moments.len();
        self.record();
        open(&self.disk, self.life.index).unwrap()
    }
}
