//! A reader at every step of a writer: it shows one committed state, for as long as it is open, whatever the writer
//! commits, checkpoints and removes meanwhile (spec S15).

#[allow(dead_code, reason = "each test crate uses a part of what they share")]
mod common;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use common::{Change, Model, fixed_block, options};
use crankcase_store::{
    Access, Disk, DiskFile, DiskLock, Found, IndexKind, SimulatedDisk, Store, StoreOptions,
};

const DIR: &str = "/store";
const BLOCKS: u64 = 56;

/// Is called before each step.
type Watcher = Arc<Mutex<dyn FnMut() + Send>>;

/// A disk that calls before everything that changes it.
#[derive(Clone)]
struct Watched {
    disk: SimulatedDisk,
    watcher: Watcher,
}

impl std::fmt::Debug for Watched {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.disk.fmt(f)
    }
}

impl Watched {
    fn step(&self) -> &SimulatedDisk {
        (self.watcher.lock().unwrap())();
        &self.disk
    }
}

impl Disk for Watched {
    fn open(&self, path: &Path, access: Access) -> io::Result<Box<dyn DiskFile>> {
        let file = match access {
            Access::Read | Access::Write => self.disk.open(path, access),
            _ => self.step().open(path, access),
        };
        let disk = self.clone();
        file.map(|file| Box::new(WatchedFile { file, disk }) as Box<dyn DiskFile>)
    }

    fn make_dir(&self, path: &Path) -> io::Result<()> {
        self.step().make_dir(path)
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        self.step().sync_dir(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step().rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step().remove_file(path)
    }

    fn remove_tree(&self, path: &Path) -> io::Result<()> {
        self.step().remove_tree(path)
    }

    fn names(&self, path: &Path) -> io::Result<Vec<String>> {
        self.disk.names(path)
    }

    fn look(&self, path: &Path) -> io::Result<Option<Found>> {
        self.disk.look(path)
    }

    fn lock(&self, path: &Path) -> io::Result<Option<DiskLock>> {
        self.step().lock(path)
    }

    fn lock_shared(&self, path: &Path) -> io::Result<Option<DiskLock>> {
        self.disk.lock_shared(path)
    }

    fn run(&self) -> io::Result<Option<String>> {
        self.disk.run()
    }

    fn identity(&self, dir: &Path) -> io::Result<String> {
        self.disk.identity(dir)
    }

    fn native(&self, path: &Path) -> Option<PathBuf> {
        self.disk.native(path)
    }
}

#[derive(Debug)]
struct WatchedFile {
    file: Box<dyn DiskFile>,
    disk: Watched,
}

impl DiskFile for WatchedFile {
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        self.file.read_at(offset, buffer)
    }

    fn write_at(&self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.disk.step();
        self.file.write_at(offset, bytes)
    }

    fn length(&self) -> io::Result<u64> {
        self.file.length()
    }

    fn set_length(&self, length: u64) -> io::Result<()> {
        self.disk.step();
        self.file.set_length(length)
    }

    fn sync(&self) -> io::Result<()> {
        self.disk.step();
        self.file.sync()
    }
}

/// Blocks that also close and prune spans, and large values that come and go.
fn block(number: u64) -> Vec<Change> {
    let mut changes = fixed_block(number);
    if number.is_multiple_of(3) {
        changes.push(Change::Close(b"log".to_vec()));
    }
    if number.is_multiple_of(8) {
        changes.push(Change::Prune(b"log".to_vec(), number - 4));
        changes.push(Change::Put(b"large".to_vec(), vec![number as u8; 70_000]));
    }
    changes.push(Change::PutLocal(
        b"mine".to_vec(),
        number.to_be_bytes().to_vec(),
    ));
    changes
}

fn models() -> Vec<Model> {
    let mut model = Model::default();
    let mut models = vec![model.clone()];
    for number in 1..=BLOCKS {
        model.commit(&block(number));
        models.push(model.clone());
    }
    models
}

fn with(disk: Arc<dyn Disk>) -> StoreOptions {
    StoreOptions {
        disk,
        background: false,
        checkpoint_bytes: u64::MAX,
        ..options(IndexKind::Memory, 1200)
    }
}

/// Opens readers at every step and keeps some of them.
struct Readers {
    disk: SimulatedDisk,
    models: Vec<Model>,
    /// The blocks that were acknowledged.
    committed: u64,
    kept: Vec<Store>,
    /// How many are kept at most. With none the writer may remove what it wants to.
    room: usize,
    opened: u64,
    kept_out: u64,
    /// Checks of readers while the writer is further on by a checkpoint.
    overtaken: u64,
}

impl Readers {
    fn step(&mut self) {
        for reader in &self.kept {
            self.check(reader);
        }
        let heights = self.kept.iter().map(|reader| reader.height().0);
        self.overtaken += heights.filter(|height| height + 7 < self.committed).count() as u64;
        if self.disk.is_locked(&Path::new(DIR).join("readers")) {
            assert!(
                self.kept.is_empty(),
                "something is removed while somebody reads"
            );
            self.kept_out += 1;
            return;
        }
        let reader = Store::open_read_only(Path::new(DIR), with(Arc::new(self.disk.clone())));
        let reader = reader.unwrap_or_else(|error| panic!("at block {}: {error}", self.committed));
        let height = reader.height().0;
        assert!((self.committed..=self.committed + 1).contains(&height));
        self.check(&reader);
        self.opened += 1;
        // The first one stays, the others go after a while.
        if self.kept.len() < self.room {
            self.kept.push(reader);
        } else if self.room > 0 {
            let place = 1 + self.opened as usize % (self.room - 1);
            self.kept[place] = reader;
        }
    }

    fn check(&self, reader: &Store) {
        let height = reader.height().0;
        let difference = self.models[height as usize].difference(reader);
        assert_eq!(
            difference, None,
            "a reader at {height} when {} are there",
            self.committed
        );
    }
}

#[test]
fn a_reader_at_any_step_of_the_writer_shows_one_committed_state() {
    let disk = SimulatedDisk::default();
    let readers = Arc::new(Mutex::new(Readers {
        disk: disk.clone(),
        models: models(),
        committed: 0,
        kept: Vec::new(),
        room: 0,
        opened: 0,
        kept_out: 0,
        overtaken: 0,
    }));
    drop(Store::create(Path::new(DIR), with(Arc::new(disk.clone()))).unwrap());
    let stepping = Arc::clone(&readers);
    let watched = Watched {
        disk: disk.clone(),
        watcher: Arc::new(Mutex::new(move || stepping.lock().unwrap().step())),
    };
    let open = || Store::open(Path::new(DIR), with(Arc::new(watched.clone()))).unwrap();
    let mut store = open();
    for number in 1..=BLOCKS {
        store
            .commit(Model::default().commit(&block(number)))
            .unwrap();
        readers.lock().unwrap().committed = number;
        if number.is_multiple_of(7) {
            store.checkpoint().unwrap();
        }
        if number.is_multiple_of(20) {
            drop(store);
            store = open();
        }
        let mut readers = readers.lock().unwrap();
        if number.is_multiple_of(9) {
            readers.room = [3, 0, 5][number as usize / 9 % 3];
            readers.kept.clear();
        }
    }
    readers.lock().unwrap().kept.clear();
    store.checkpoint().unwrap();
    drop(store);
    let readers = readers.lock().unwrap();
    println!(
        "{} opened, {} kept out, {} overtaken",
        readers.opened, readers.kept_out, readers.overtaken
    );
    assert!(readers.opened > 500 && readers.kept_out > 10 && readers.overtaken > 30);
    let names = disk.names(&Path::new(DIR).join("log")).unwrap();
    assert!(names[0] != format!("{:020}.log", 1), "{names:?}");
    let reader = Store::open_read_only(Path::new(DIR), with(Arc::new(disk.clone()))).unwrap();
    assert_eq!(readers.models[BLOCKS as usize].difference(&reader), None);
}
