//! A model of a store, the blocks that the tests commit, and the one comparison of store and model.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crankcase_store::{Batch, IndexKind, Store, StoreError, StoreOptions};

/// What a store must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    pub values: BTreeMap<Vec<u8>, Vec<u8>>,
    pub streams: BTreeMap<Vec<u8>, Stream>,
    pub local_values: BTreeMap<Vec<u8>, Vec<u8>>,
    pub local_streams: BTreeMap<Vec<u8>, Vec<Vec<u8>>>,
    pub blocks: u64,
}

/// A stream, with the positions at which its spans end and the first position that is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stream {
    pub entries: Vec<Vec<u8>>,
    pub ends: Vec<u64>,
    pub kept_from: u64,
}

impl Stream {
    fn close_if_full(&mut self) {
        let end = self.entries.len() as u64;
        let open = &self.entries[self.ends.last().copied().unwrap_or(0) as usize..];
        let bytes: usize = open.iter().map(|entry| 4 + entry.len()).sum();
        if open.len() >= 4096 || bytes >= 512 << 10 {
            self.ends.push(end);
        }
    }
}

/// One change.
#[derive(Clone, Debug)]
pub enum Change {
    Put(Vec<u8>, Vec<u8>),
    Delete(Vec<u8>),
    Append(Vec<u8>, Vec<u8>),
    Close(Vec<u8>),
    Prune(Vec<u8>, u64),
    PutLocal(Vec<u8>, Vec<u8>),
    DeleteLocal(Vec<u8>),
    AppendLocal(Vec<u8>, Vec<u8>),
}

impl Change {
    /// Puts it into a batch.
    pub fn put_into(self, batch: &mut Batch) {
        match self {
            Change::Put(key, value) => batch.put(key, value),
            Change::Delete(key) => batch.delete(key),
            Change::Append(stream, entry) => batch.append(stream, entry),
            Change::Close(stream) => batch.close_span(stream),
            Change::Prune(stream, before) => batch.prune(stream, before),
            Change::PutLocal(key, value) => batch.put_local(key, value),
            Change::DeleteLocal(key) => batch.delete_local(key),
            Change::AppendLocal(stream, entry) => batch.append_local(stream, entry),
        }
    }
}

impl Model {
    /// Takes a block and gives the batch that makes a store do the same.
    pub fn commit(&mut self, changes: &[Change]) -> Batch {
        let mut batch = Batch::new();
        for change in changes.iter().cloned() {
            self.take(change.clone());
            change.put_into(&mut batch);
        }
        // A block prunes what it leaves, wherever in it that is said.
        for change in changes {
            if let Change::Prune(stream, before) = change
                && let Some(stream) = self.streams.get_mut(stream)
            {
                let until = stream.ends.iter().rfind(|end| *end <= before);
                stream.kept_from = stream.kept_from.max(until.copied().unwrap_or(0));
            }
        }
        self.blocks += 1;
        batch
    }

    fn take(&mut self, change: Change) {
        match change {
            Change::Put(key, value) => drop(self.values.insert(key, value)),
            Change::Delete(key) => drop(self.values.remove(&key)),
            Change::Append(stream, entry) => {
                let stream = self.streams.entry(stream).or_default();
                stream.entries.push(entry);
                stream.close_if_full();
            }
            Change::Close(stream) => {
                if let Some(stream) = self.streams.get_mut(&stream) {
                    let end = stream.entries.len() as u64;
                    if stream.ends.last().copied().unwrap_or(0) < end {
                        stream.ends.push(end);
                    }
                }
            }
            Change::Prune(..) => {}
            Change::PutLocal(key, value) => drop(self.local_values.insert(key, value)),
            Change::DeleteLocal(key) => drop(self.local_values.remove(&key)),
            Change::AppendLocal(stream, entry) => {
                self.local_streams.entry(stream).or_default().push(entry);
            }
        }
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
        let values = match (all(store.scan(b"")), all(store.scan_local(b""))) {
            (Ok(values), Ok(local)) => (values, local),
            (Err(error), _) | (_, Err(error)) => return Some(error),
        };
        if let Some(what) = other(&self.values, &values.0) {
            return Some(what);
        }
        if let Some(what) = other(&self.local_values, &values.1) {
            return Some(format!("local: {what}"));
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
        let streams = self.streams.iter().find_map(|(name, stream)| {
            let kept = &stream.entries[stream.kept_from as usize..];
            match all(store.read_stream(name, stream.kept_from)) {
                Ok(read) if read == kept => self.spans_differ(store, name, stream),
                Ok(read) => Some(format!("stream {name:?} has {} entries", read.len())),
                Err(error) => Some(error),
            }
        });
        let local = |(name, entries): (&Vec<u8>, &Vec<Vec<u8>>)| match all(
            store.read_stream_local(name, 0)
        ) {
            Ok(read) if read == *entries => None,
            Ok(read) => Some(format!("local stream {name:?} has {} entries", read.len())),
            Err(error) => Some(error),
        };
        streams.or_else(|| self.local_streams.iter().find_map(local))
    }

    fn spans_differ(&self, store: &Store, name: &[u8], stream: &Stream) -> Option<String> {
        let spans = match store.spans(name) {
            Ok(spans) => spans,
            Err(error) => return Some(error.to_string()),
        };
        let ends = spans.iter().map(|span| span.first + span.count);
        if !ends.eq(stream.ends.iter().copied()) {
            return Some(format!("stream {name:?} has the spans {spans:?}"));
        }
        spans
            .iter()
            .any(|span| span.kept != (span.first >= stream.kept_from))
            .then(|| format!("stream {name:?} keeps {spans:?}"))
    }

    /// Compares everything that can be read.
    pub fn check(&self, store: &Store) {
        assert_eq!(store.height().0, self.blocks);
        assert_eq!(self.difference(store), None);
        for key in self.values.keys() {
            let prefix = &key[..key.len() / 2];
            let some = all(store.scan(prefix)).unwrap().into_iter();
            let expected = self.values.keys().filter(|key| key.starts_with(prefix));
            assert!(some.map(|(key, _)| key).eq(expected.cloned()));
        }
        for (key, value) in &self.local_values {
            assert_eq!(store.get_local(key).unwrap().as_ref(), Some(value));
        }
        for (name, stream) in &self.streams {
            let length = stream.entries.len() as u64;
            assert_eq!(store.stream_len(name).unwrap(), length);
            let mut places = vec![0, 1, length / 2, length.saturating_sub(1), length];
            places.extend(stream.ends.iter().flat_map(|end| [end - 1, *end]));
            for from in places.into_iter().chain([length + 1]) {
                match store.read_stream(name, from) {
                    Ok(read) if from >= stream.kept_from => {
                        let read: Vec<_> = read.map(Result::unwrap).collect();
                        let expected = stream.entries.iter().skip(from as usize);
                        assert!(read.iter().eq(expected));
                    }
                    Err(StoreError::Pruned { kept_from, .. }) if from < stream.kept_from => {
                        assert_eq!(kept_from, stream.kept_from);
                    }
                    Err(error) => panic!("{error}"),
                    Ok(_) => panic!("{name:?} is read from {from}, which was pruned"),
                }
            }
        }
    }
}

/// All that can be read, or the first error.
fn all<T>(
    found: Result<impl Iterator<Item = Result<T, StoreError>>, StoreError>,
) -> Result<Vec<T>, String> {
    found
        .and_then(Iterator::collect)
        .map_err(|error| error.to_string())
}

/// The first entry that is not as expected.
fn other(expected: &BTreeMap<Vec<u8>, Vec<u8>>, found: &[(Vec<u8>, Vec<u8>)]) -> Option<String> {
    let mut expected = expected.iter();
    for (key, value) in found {
        let expected = expected.next();
        if expected != Some((key, value)) {
            return Some(format!("{key:?}: {value:?} instead of {expected:?}"));
        }
    }
    let missing = expected.next()?;
    Some(format!("{missing:?} is missing"))
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
        // A few blobs.
        pack_bytes: 2500,
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

/// Small enough that a few blocks need several segments.
pub const SEGMENT: u64 = 1000;

pub fn open(dir: &Path) -> Result<Store, StoreError> {
    Store::open(dir, options(IndexKind::Sled, SEGMENT))
}

/// Opens, checks that the store holds the first `blocks` fixed blocks, and that it goes on from there.
pub fn check_goes_on(dir: &Path, blocks: u64, tip: &str) {
    goes_on(dir, IndexKind::Sled, blocks, tip);
}

pub fn goes_on(dir: &Path, index: IndexKind, blocks: u64, tip: &str) {
    let open = || Store::open(dir, options(index, SEGMENT)).unwrap();
    let mut store = open();
    Model::after(blocks).check(&store);
    append_fixed(&mut store, blocks + 2);
    drop(store);
    let store = open();
    Model::after(blocks + 2).check(&store);
    assert_eq!(store.tip().to_string(), tip);
}

/// The hash of fixed block `number`.
pub fn tip_after(number: u64) -> String {
    let mut store = Store::memory();
    append_fixed(&mut store, number);
    store.tip().to_string()
}

pub fn cut(path: &Path, length: u64) {
    fs::OpenOptions::new()
        .write(true)
        .open(path)
        .unwrap()
        .set_len(length)
        .unwrap();
}

pub fn flip(path: &Path, bit: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[bit / 8] ^= 1 << (bit % 8);
    fs::write(path, bytes).unwrap();
}
