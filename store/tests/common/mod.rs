//! A model of a store, the blocks that the tests commit, and the one comparison of store and model.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crankcase_store::{Batch, IndexKind, Store, StoreOptions};

/// What a store must hold, and how large its segments are to be so that there are several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    pub values: BTreeMap<Vec<u8>, Vec<u8>>,
    pub streams: BTreeMap<Vec<u8>, Vec<Vec<u8>>>,
    pub blocks: u64,
}

/// One change.
#[derive(Clone, Debug)]
pub enum Change {
    Put(Vec<u8>, Vec<u8>),
    Delete(Vec<u8>),
    Append(Vec<u8>, Vec<u8>),
}

impl Model {
    /// Takes a block and gives the batch that makes a store do the same.
    pub fn commit(&mut self, changes: &[Change]) -> Batch {
        let mut batch = Batch::new();
        for change in changes.iter().cloned() {
            match change {
                Change::Put(key, value) => {
                    self.values.insert(key.clone(), value.clone());
                    batch.put(key, value);
                }
                Change::Delete(key) => {
                    self.values.remove(&key);
                    batch.delete(key);
                }
                Change::Append(stream, entry) => {
                    self.streams
                        .entry(stream.clone())
                        .or_default()
                        .push(entry.clone());
                    batch.append(stream, entry);
                }
            }
        }
        self.blocks += 1;
        batch
    }

    /// The model after the first `blocks` of the fixed blocks.
    pub fn after(blocks: u64) -> Self {
        let mut model = Self::default();
        for number in 1..=blocks {
            model.commit(&fixed_block(number));
        }
        model
    }

    /// What a store does not hold as the model does, if there is something.
    pub fn difference(&self, store: &Store) -> Option<String> {
        let mut values = self.values.iter();
        let entries = match store.scan(b"") {
            Ok(entries) => entries,
            Err(error) => return Some(error.to_string()),
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => return Some(error.to_string()),
            };
            let expected = values.next();
            if expected != Some((&entry.0, &entry.1)) {
                return Some(format!("{entry:?} instead of {expected:?}"));
            }
        }
        if let Some(missing) = values.next() {
            return Some(format!("{missing:?} is missing"));
        }
        let wrong = self
            .values
            .iter()
            .find_map(|(key, value)| match store.get(key) {
                Ok(Some(found)) if found == *value => None,
                Ok(found) => Some(format!("{key:?} has {found:?}")),
                Err(error) => Some(error.to_string()),
            });
        if wrong.is_some() {
            return wrong;
        }
        self.streams.iter().find_map(|(stream, entries)| {
            let read = store.read_stream(stream, 0).and_then(Iterator::collect);
            match read {
                Ok::<Vec<_>, _>(read) if read == *entries => None,
                Ok(read) => Some(format!("stream {stream:?} has {} entries", read.len())),
                Err(error) => Some(error.to_string()),
            }
        })
    }

    /// Compares everything that can be read.
    pub fn check(&self, store: &Store) {
        assert_eq!(store.height().0, self.blocks);
        let all: Vec<_> = store.scan(b"").unwrap().map(Result::unwrap).collect();
        assert_eq!(all, self.values.clone().into_iter().collect::<Vec<_>>());
        for key in self.values.keys() {
            assert_eq!(store.get(key).unwrap().as_ref(), self.values.get(key));
            let prefix = &key[..key.len() / 2];
            let some: Vec<_> = store
                .scan(prefix)
                .unwrap()
                .map(|entry| entry.unwrap().0)
                .collect();
            let expected = self.values.keys().filter(|key| key.starts_with(prefix));
            assert_eq!(some, expected.cloned().collect::<Vec<_>>());
        }
        for (stream, entries) in &self.streams {
            let length = entries.len() as u64;
            assert_eq!(store.stream_len(stream).unwrap(), length);
            for from in [
                0,
                1,
                length / 2,
                length.saturating_sub(1),
                length,
                length + 1,
            ] {
                let read: Vec<_> = store
                    .read_stream(stream, from)
                    .unwrap()
                    .map(Result::unwrap)
                    .collect();
                assert_eq!(
                    read,
                    entries
                        .iter()
                        .skip(from as usize)
                        .cloned()
                        .collect::<Vec<_>>()
                );
            }
        }
    }
}

/// Block `number` of a fixed series: it overwrites, inserts, removes and appends.
pub fn fixed_block(number: u64) -> Vec<Change> {
    let text = |text: String| text.into_bytes();
    let mut changes = vec![
        Change::Put(text("height".into()), text(format!("{number}"))),
        Change::Put(
            text(format!("key.{number}")),
            vec![number as u8; (number % 50) as usize],
        ),
        Change::Append(text("log".into()), text(format!("entry {number}"))),
    ];
    if number.is_multiple_of(3) {
        changes.push(Change::Delete(text(format!("key.{}", number - 2))));
        changes.push(Change::Append(text("threes".into()), vec![3; 200]));
    }
    changes
}

/// A store in `dir` with the first `blocks` fixed blocks, closed.
pub fn fixed_store(dir: &Path, blocks: u64, segment_bytes: u64) {
    let mut store = Store::create(dir, options(IndexKind::Sled, segment_bytes)).unwrap();
    append_fixed(&mut store, blocks);
}

/// Commits fixed blocks up to number `blocks`.
pub fn append_fixed(store: &mut Store, blocks: u64) {
    for number in store.height().0 + 1..=blocks {
        store
            .commit(Model::default().commit(&fixed_block(number)))
            .unwrap();
    }
}

pub fn options(index: IndexKind, segment_bytes: u64) -> StoreOptions {
    StoreOptions {
        index,
        segment_bytes,
        index_cache_bytes: 1 << 20,
        // A few blocks, so that some are in the engine and some are not.
        index_buffer_bytes: 1500,
        ..StoreOptions::default()
    }
}

/// Copies a directory with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// All files below a directory with their contents.
pub fn contents(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            files.insert(format!("{name}/"), Vec::new());
            files.extend(
                contents(&path)
                    .into_iter()
                    .map(|(below, bytes)| (format!("{name}/{below}"), bytes)),
            );
        } else {
            files.insert(name, fs::read(&path).unwrap());
        }
    }
    files
}

/// The segments of a store's log, in order.
pub fn segments(dir: &Path) -> Vec<std::path::PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(dir.join("log"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "log"))
        .collect();
    paths.sort();
    paths
}

/// Numbers that look random and are the same for the same seed (SplitMix64).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, or 0 if that is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.number() % bound.max(1) as u64) as usize
    }

    pub fn byte(&mut self) -> u8 {
        self.number().to_be_bytes()[0]
    }
}

/// How much of a segment is used: up to its last byte that is not zero.
pub fn used(segment: &Path) -> usize {
    let bytes = fs::read(segment).unwrap();
    let last = bytes.iter().rposition(|byte| *byte != 0);
    last.map_or(0, |last| last + 1)
}

/// Puts zeros in the place of everything from `start` on, as if it had not been written.
pub fn unwrite(segment: &Path, start: usize) {
    let mut bytes = fs::read(segment).unwrap();
    bytes[start..].fill(0);
    fs::write(segment, bytes).unwrap();
}
