//! What has to be true of a damaged store.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crankcase_store::{Audit, BlobHash, Disk, Finding, IndexKind, Mend, Store, StoreError};

use crate::common::{Model, append_fixed};
use crate::spoil::{Kind, Spoiled};

/// The blocks of the stores.
pub const BLOCKS: u64 = 30;

/// The blobs of the stores.
pub fn blob(number: usize) -> Vec<u8> {
    let noise = (0..10 * number as u32).flat_map(|part| BlobHash::of(&part.to_be_bytes()).0);
    // What is compressed, and what cannot be.
    match number % 2 {
        0 => vec![number as u8 + 1; 300 * number],
        _ => noise.chain([number as u8]).collect(),
    }
}

/// What was tried and what came of it.
#[derive(Debug, Default)]
pub struct Tally {
    kinds: BTreeMap<Kind, u64>,
    refused: u64,
    rebuilt: u64,
    named: u64,
}

impl Tally {
    /// Every kind was tried, and each end occurred.
    pub fn check(&self, count: u64) {
        println!("{self:?}");
        if std::env::var("CRANKCASE_SEED").is_err() {
            assert!(self.kinds.len() >= 5, "{self:?}");
            assert!(
                self.refused > count / 20 && self.named > count / 20,
                "{self:?}"
            );
        }
    }
}

type Reopen<'a> = &'a dyn Fn() -> Result<Store, StoreError>;

/// Opens a damaged store and says what is not as it has to be.
pub fn judge(
    spoiled: &Spoiled,
    closed: bool,
    dir: &Path,
    disk: &Arc<dyn Disk>,
    index: IndexKind,
    reopen: Reopen<'_>,
    tally: &mut Tally,
) -> Result<(), String> {
    *tally.kinds.entry(spoiled.kind).or_default() += 1;
    let audit = Store::audit(dir, disk);
    let reader = Store::open_read_only(dir, crate::with(disk, index));
    let mut opened = reopen();
    if let (Ok(store), false) = (&opened, closed)
        && spoiled.kind == Kind::IndexData
        && Model::after(store.height().0)
            .difference(store)
            .is_some_and(is_named)
    {
        // An index that was in use cannot be looked through; it says when it is read, and is made again.
        tally.named += 1;
        drop(opened);
        opened = reopen();
    }
    agree(spoiled, &reader, &opened)?;
    // As long as it reads nothing can be swept.
    drop(reader);
    let store = match opened {
        Ok(store) => store,
        Err(error) => {
            tally.refused += 1;
            return refused(spoiled, &error);
        }
    };
    let audit = audit.map_err(|error| format!("the audit: {error}"))?;
    shows(spoiled, closed, &store)?;
    tally.rebuilt += u64::from(rebuilt(&store));
    tally.named += u64::from(!audit.problems.is_empty());
    audited(spoiled, closed, &audit)?;
    goes_on(spoiled, store, reopen, dir, disk)
}

/// Damage that an index names instead of an answer.
fn is_named(what: String) -> bool {
    what.contains("the index failed")
}

/// A reader shows what a writer does.
fn agree(
    spoiled: &Spoiled,
    reader: &Result<Store, StoreError>,
    writer: &Result<Store, StoreError>,
) -> Result<(), String> {
    match (reader, writer) {
        (Ok(reader), Ok(writer)) if reader.tip() != writer.tip() => Err(format!(
            "a reader shows {} blocks, a writer {}",
            reader.height(),
            writer.height()
        )),
        // It has no index that could take the place of a checkpoint.
        (Err(StoreError::DamagedCheckpoint { .. }), Ok(_)) if hits_checkpoint(spoiled) => Ok(()),
        (Err(error), Ok(_)) => Err(format!("only a reader refuses: {error}")),
        _ => Ok(()),
    }
}

fn segment_number(path: &Path) -> u64 {
    let name = path.file_stem().unwrap().to_str().unwrap();
    name.parse().unwrap_or(u64::MAX)
}

fn hits_checkpoint(spoiled: &Spoiled) -> bool {
    matches!(spoiled.kind, Kind::Blob | Kind::Checkpoint)
}

/// Only a damaged log, checkpoint or marker may keep a store from opening, and the message names it.
fn refused(spoiled: &Spoiled, error: &StoreError) -> Result<(), String> {
    let named = match (spoiled.kind, error) {
        (Kind::Segment, StoreError::DamagedLog { path, .. }) => {
            spoiled.changes.iter().any(|(changed, _)| {
                changed == path
                    || spoiled.how != "with a flipped bit" && changed.parent() == path.parent()
            }) || spoiled.path.parent() == Some(path)
        }
        (_, StoreError::DamagedCheckpoint { .. }) => hits_checkpoint(spoiled),
        (
            Kind::Marker,
            StoreError::BadMarker { .. } | StoreError::NoStore { .. } | StoreError::Version { .. },
        ) => true,
        _ => false,
    };
    match named {
        true => Ok(()),
        false => Err(format!("it refuses: {error}")),
    }
}

/// Everything is there, and what is not is named.
fn shows(spoiled: &Spoiled, closed: bool, store: &Store) -> Result<(), String> {
    let height = store.height().0;
    let unfinished = store
        .findings()
        .iter()
        .any(|finding| matches!(finding, Finding::UnfinishedBlock { .. }));
    // Where a page of the last segment of a log that was not closed is zeros, nothing tells what is left from a
    // block that was being written; but it is named.
    let zeros = spoiled.how == "with a page of zeros";
    let may_lack = !closed && spoiled.kind == Kind::Segment && zeros && unfinished;
    if height != BLOCKS && !(may_lack && height < BLOCKS) {
        return Err(format!("it shows {height} blocks: {:?}", store.findings()));
    }
    if let Some(what) = Model::after(height).difference(store) {
        return Err(format!("it shows something wrong: {what}"));
    }
    let index_changed =
        matches!(spoiled.kind, Kind::IndexData | Kind::IndexState) && spoiled.changed;
    if closed && index_changed && spoiled.kind == Kind::IndexData && !rebuilt(store) {
        return Err("it believes a changed index".to_owned());
    }
    for number in 0..5 {
        let bytes = blob(number);
        let hash = BlobHash::of(&bytes);
        let is_spoiled = spoiled.kind == Kind::Blob && is_touched(spoiled, &hash);
        match store.get_blob(&hash) {
            Ok(found) if found == bytes => {}
            Err(
                StoreError::NoBlob { hash: named, .. }
                | StoreError::DamagedBlob { hash: named, .. },
            ) if is_spoiled && named == hash => {}
            other => return Err(format!("blob {number}: {other:?}")),
        }
    }
    Ok(())
}

/// The records of a pack: where each is, and its header.
fn records(pack: &[u8]) -> Vec<(std::ops::Range<usize>, &[u8])> {
    const HEADER: usize = 64;
    let mut records = Vec::new();
    let mut at = 0;
    while let Some(header) = pack.get(at..at + HEADER) {
        let length: [u8; 4] = header[8..12].try_into().unwrap();
        let end = at + HEADER + u32::from_be_bytes(length) as usize;
        records.push((at..end, header));
        at = end;
    }
    records
}

/// True if a byte of the blob's record in the pack that was chosen is not what it was.
fn is_touched(spoiled: &Spoiled, hash: &BlobHash) -> bool {
    const BLOB: u8 = 2;
    if matches!(spoiled.how, "copied" | "in each other's place") {
        return false;
    }
    let records = records(&spoiled.original);
    let mut own = records
        .iter()
        .filter(|(_, header)| header[4] == BLOB && header[16..48] == hash.0);
    own.any(|(record, _)| match &spoiled.changes[0].1 {
        Some(bytes) => bytes.get(record.clone()) != Some(&spoiled.original[record.clone()]),
        None => true,
    })
}

/// True if a pack ends where one that grows may end.
fn ends_between_records(spoiled: &Spoiled) -> bool {
    let left = spoiled.changes[0].1.as_ref().map_or(0, Vec::len);
    let records = records(&spoiled.original);
    spoiled.how == "cut" && records.iter().any(|(record, _)| record.start == left)
}

fn rebuilt(store: &Store) -> bool {
    store
        .findings()
        .iter()
        .any(|finding| matches!(finding, Finding::IndexRebuilt { .. }))
}

/// The audit names the damage, and nothing else.
fn audited(spoiled: &Spoiled, closed: bool, audit: &Audit) -> Result<(), String> {
    let is_it = |path: &Path| {
        let near = spoiled.changes.iter().any(|(changed, _)| changed == path);
        let index = matches!(spoiled.kind, Kind::IndexData | Kind::IndexState);
        // A pack that another was put behind is not the last one any more.
        let pack = spoiled.kind == Kind::Blob && path.parent() == spoiled.path.parent();
        let checkpoint =
            hits_checkpoint(spoiled) && (path.ends_with("checkpoint") || path.ends_with("blobs"));
        near || pack
            || checkpoint
            || index && path.ends_with("index")
            || spoiled
                .changes
                .iter()
                .any(|(changed, _)| changed.parent() == Some(path))
    };
    if let Some(problem) = audit.problems.iter().find(|problem| !is_it(&problem.path)) {
        return Err(format!("the audit names another: {problem}"));
    }
    // What is in the lock says nothing; a missing blob is missed by those who know of it; an index that is in
    // use is not looked through.
    let unseen = match spoiled.kind {
        Kind::Lock => !spoiled.added,
        // Who knows of a blob misses it; a pack alone does not tell that it had another.
        // A segment of which the checkpoint has every block is passed over, and removed.
        Kind::Segment => spoiled.added && segment_number(&spoiled.path) <= BLOCKS / 2,
        Kind::Blob => spoiled.how == "removed" || ends_between_records(spoiled),
        Kind::IndexData | Kind::IndexState => !closed || spoiled.added,
        _ => false,
    };
    if spoiled.changed && !unseen && audit.problems.is_empty() {
        return Err("the audit does not find it".to_owned());
    }
    Ok(())
}

/// The store takes the next block; damaged blobs are mended by storing them again; then nothing is found any
/// more but what has to be moved away.
fn goes_on(
    spoiled: &Spoiled,
    mut store: Store,
    reopen: Reopen<'_>,
    dir: &Path,
    disk: &Arc<dyn Disk>,
) -> Result<(), String> {
    for number in 0..5 {
        store
            .put_blob(&blob(number))
            .map_err(|error| error.to_string())?;
    }
    append_fixed(&mut store, BLOCKS + 1);
    let checkpoint = store.checkpoint();
    checkpoint.map_err(|error| format!("it makes no checkpoint: {error}"))?;
    let live = (0..5).map(|number| BlobHash::of(&blob(number))).collect();
    let swept = store.sweep_thoroughly(live);
    let swept = swept.map_err(|error| format!("it does not sweep: {error}"))?;
    swept.ok_or("somebody reads it")?;
    drop(store);
    let store = reopen().map_err(|error| format!("afterwards: {error}"))?;
    if let Some(what) = Model::after(BLOCKS + 1).difference(&store) {
        return Err(format!("afterwards: {what}"));
    }
    if !store.findings().is_empty() {
        return Err(format!("afterwards: {:?}", store.findings()));
    }
    drop(store);
    let audit = Store::audit(dir, disk).map_err(|error| error.to_string())?;
    let left = audit.problems.iter();
    let mut left = left.filter(|problem| problem.mend != Mend::Move && !spoiled.added);
    match left.next() {
        None => Ok(()),
        Some(problem) => Err(format!("afterwards: {problem}")),
    }
}
