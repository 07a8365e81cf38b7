//! Bringing the index to the end of the log: redoing the blocks it lacks, or making it again.
//!
//! Must never change the log.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use crate::blob::Blobs;
use crate::block::Block;
use crate::buffer::Buffered;
use crate::changes::{self, Unfit};
use crate::checkpoint::{self, Base, CheckpointIndex, Record, Root};
use crate::dir::Place;
use crate::error::StoreError;
use crate::files;
use crate::finding::Finding;
use crate::ids::{Height, Tip};
use crate::index::{self, Changes, Index, IndexError, MemoryIndex};
use crate::log::BlockLog;
use crate::redb_index::RedbIndex;
use crate::segment;
use crate::shelf::Shelf;
use crate::sled_index::SledIndex;
use crate::store::{IndexKind, StoreOptions};
use crate::verify::{self, LoggedBlock, Verified};

/// How far the making of an index has come. Told to [`StoreOptions::progress`] after each chunk of the checkpoint
/// and after each block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Redo {
    /// The chunks of the checkpoint that are in the index now.
    pub chunks: u64,
    /// The chunks that will be; 0 if the index had what is in the checkpoint.
    pub of_chunks: u64,
    /// The last block that is in the index now.
    pub height: Height,
    /// The last block that will be.
    pub of: Height,
}

/// What an opening makes ready.
pub(crate) struct Opened {
    /// A log that takes the next block.
    pub(crate) log: BlockLog,
    /// An index that is at its end.
    pub(crate) index: Box<dyn Index>,
    /// The checkpoint that the log goes on from.
    pub(crate) base: Base,
    /// What was found on the way.
    pub(crate) findings: Vec<Finding>,
}

/// Verifies the log, opens it, and brings the index to its end.
pub(crate) fn open(
    place: &Place,
    options: &mut StoreOptions,
    blobs: &Shelf,
) -> Result<Opened, StoreError> {
    files::remove_tree(&*place.disk, &place.discarded_index())?;
    let base = Base::find(place, checkpoint::read_record(place)?, blobs)?;
    match open_on(place, options, blobs, base) {
        // A chunk that was there and is not whole. With all of the log there is no need for it.
        Err(StoreError::DamagedCheckpoint { path, what }) => {
            let base = Base::damaged(place, what.clone())?;
            match base.root {
                Some(_) => open_on(place, options, blobs, base),
                None => Err(StoreError::DamagedCheckpoint { path, what }),
            }
        }
        opened => opened,
    }
}

fn open_on(
    place: &Place,
    options: &mut StoreOptions,
    blobs: &Shelf,
    base: Base,
) -> Result<Opened, StoreError> {
    let was_there = files::look(&*place.disk, &place.index())?.is_some();
    let known = open_index(place, options).and_then(|index| Ok((index::tip(&*index)?, index)));
    let known_tip = known.as_ref().map_or(Tip::default(), |(tip, _)| *tip);
    let from = start(place, &base, &known)?;
    let mut agrees = known_tip == from || known_tip == Tip::default();
    let mut verified = verify::verify(&*place.disk, &place.log(), from, &mut |block| {
        agrees |= known_tip == block.tip;
        Ok(())
    })?;
    // A block reaches the index only after its frame is on the disk.
    verified.refuse_lost_blocks(known_tip.height, "the index (unless it is another store's)")?;
    // Before the index gets a block that may be in the system's cache only.
    let log = BlockLog::open(&place.disk, &place.log(), options.segment_bytes, &verified)?;
    verified.findings.extend(base.finding(place));
    let mut maker = Maker {
        place,
        base: base.root.as_ref(),
        to: verified.tip,
        blobs,
        options,
    };
    let known = match known {
        Ok((tip, _)) if tip != Tip::default() && tip.height < from.height => {
            Err("it ends before the checkpoint".to_owned())
        }
        Ok(_) if !agrees => Err("it is not of this log".to_owned()),
        known => known.map_err(|error| error.to_string()),
    };
    let brought = known.and_then(|(tip, mut index)| match maker.bring(&mut *index, tip) {
        Ok(()) => Ok(Ok(index)),
        // A block that does not fit the index is the fault of either; made anew, the index is right.
        Err(error @ (StoreError::Index { .. } | StoreError::BadBlock { .. })) => {
            index.condemn();
            Err(error.to_string())
        }
        Err(error) => Ok(Err(error)),
    });
    let index = match brought {
        Ok(index) => {
            if !was_there && maker.options.index != IndexKind::Memory {
                verified.rebuilt(place, "it was missing".to_owned());
            }
            index?
        }
        Err(why) => {
            discard_index(place)?;
            let index = open_index(place, maker.options);
            let mut index = index.map_err(|error| failed(&place.dir, &error))?;
            maker.bring(&mut *index, Tip::default())?;
            verified.rebuilt(place, why);
            index
        }
    };
    Ok(Opened {
        log,
        index,
        base,
        findings: verified.findings,
    })
}

/// From where the log is read: the checkpoint's tip or, if that is damaged and the log's first blocks are gone,
/// that of the index.
fn start(
    place: &Place,
    base: &Base,
    known: &Result<(Tip, Box<dyn Index>), IndexError>,
) -> Result<Tip, StoreError> {
    if let Some(root) = &base.root {
        return Ok(root.tip());
    }
    let what = base.damage.clone().unwrap_or_default();
    let first = segment::list(&*place.disk, &place.log())?
        .first()
        .map(|(first, _)| first.0);
    let why = match known {
        Ok((tip, _)) if *tip == Tip::default() => "there is no index".to_owned(),
        Ok((tip, _)) if first.is_some_and(|first| tip.height.0 + 1 < first) => {
            "the index ends before the log begins".to_owned()
        }
        Ok((tip, _)) => return Ok(*tip),
        Err(error) => format!("the index cannot be used: {error}"),
    };
    Err(Base::refuse(place, format!("{what}, and {why}")))
}

/// Brings indexes to the end of a verified log.
struct Maker<'a> {
    place: &'a Place,
    base: Option<&'a Arc<Root>>,
    to: Tip,
    blobs: &'a Shelf,
    options: &'a mut StoreOptions,
}

impl Maker<'_> {
    /// Brings an index that is at `tip` to the end; an empty one by way of the checkpoint.
    fn bring(&mut self, index: &mut dyn Index, tip: Tip) -> Result<(), StoreError> {
        let mut from = tip;
        let mut chunks = 0;
        if tip == Tip::default()
            && let Some(root) = self.base
        {
            let base = CheckpointIndex::new(Arc::clone(root), self.blobs.clone());
            chunks = base.chunks() as u64;
            from = root.tip();
            self.fill(index, &base)?;
        }
        let of = self.to.height;
        let mut progress = self.options.progress.as_mut();
        redo(
            self.place,
            index,
            &mut self.blobs,
            (from, self.to),
            &mut |height| {
                if let Some(progress) = &mut progress {
                    progress(Redo {
                        chunks,
                        of_chunks: chunks,
                        height,
                        of,
                    });
                }
            },
        )?;
        self.blobs.write().sync()
    }

    /// Puts a checkpoint into an empty index. The tip comes last, so that an index without it was not filled.
    fn fill(&mut self, index: &mut dyn Index, base: &CheckpointIndex) -> Result<(), StoreError> {
        let failed = |error: &IndexError| failed(&self.place.dir, error);
        for number in 0..base.chunks() {
            let entries = base.chunk_entries(number);
            let entries = entries.map_err(|error| Base::refuse(self.place, error.to_string()))?;
            index.apply(entries).map_err(|error| failed(&error))?;
            if let Some(progress) = &mut self.options.progress {
                progress(Redo {
                    chunks: number as u64 + 1,
                    of_chunks: base.chunks() as u64,
                    height: Height(0),
                    of: self.to.height,
                });
            }
        }
        let mut changes = Changes::new();
        if base.root().tip() != Tip::default() {
            index::set_tip(&mut changes, base.root().tip());
        }
        index.apply(changes).map_err(|error| failed(&error))
    }
}

impl Verified {
    fn rebuilt(&mut self, place: &Place, why: String) {
        let path = place.index();
        self.findings.push(Finding::IndexRebuilt { path, why });
    }
}

/// What an opening for reading finds.
pub(crate) struct Reading {
    pub(crate) verified: Verified,
    /// The checkpoint and what came after it.
    pub(crate) index: Buffered<CheckpointIndex>,
    pub(crate) base: Base,
    pub(crate) blobs: Shelf,
}

/// The index of a store that is read only: the checkpoint, with the blocks after it in memory. The readers' lock is
/// held (spec S15).
pub(crate) fn read_only(place: &Place, options: &mut StoreOptions) -> Result<Reading, StoreError> {
    // Beside a living writer: first the record, then the log that goes on from it, and then the blobs, so that those
    // are there that the checkpoint and the log speak of.
    let record = checkpoint::read_record(place)?;
    let verify = |from| verify::verify(&*place.disk, &place.log(), from, &mut |_| Ok(()));
    let verified = match record {
        Record::Known(tip, _) => verify(tip),
        Record::Absent | Record::Damaged => verify(Tip::default()),
    };
    let (blobs, found) = Blobs::open_read_only(place)?;
    let blobs = Shelf::new(blobs);
    let base = Base::find(place, record, &blobs)?;
    let Some(root) = &base.root else {
        return Err(Base::refuse(place, base.damage.unwrap_or_default()));
    };
    let mut verified = match (record, &base.damage) {
        // Without the checkpoint, of which the log knew nothing yet.
        (Record::Known(..), Some(_)) => verify(root.tip())?,
        _ => verified?,
    };
    verified.findings.extend(found);
    verified.findings.extend(base.finding(place));
    let checkpoint = CheckpointIndex::new(Arc::clone(root), blobs.clone());
    let mut index = Buffered::new(checkpoint, usize::MAX);
    let (of, between) = (verified.tip.height, (root.tip(), verified.tip));
    let mut progress = options.progress.as_mut();
    let redone = redo(place, &mut index, &mut NoSpans, between, &mut |height| {
        if let Some(progress) = &mut progress {
            progress(Redo {
                chunks: 0,
                of_chunks: 0,
                height,
                of,
            });
        }
    });
    match redone {
        Err(StoreError::Index { what, .. }) => return Err(Base::refuse(place, what)),
        redone => redone?,
    }
    Ok(Reading {
        verified,
        index,
        base,
        blobs,
    })
}

/// Opens the index of a store, or makes an empty one.
pub(crate) fn open_index(
    place: &Place,
    options: &StoreOptions,
) -> Result<Box<dyn Index>, IndexError> {
    let (disk, dir) = (&place.disk, place.index());
    Ok(match options.index {
        IndexKind::Sled => {
            let engine = SledIndex::open(disk, &dir, options.index_cache_bytes)?;
            Box::new(Buffered::new(engine, options.index_buffer_bytes))
        }
        IndexKind::Redb => {
            let engine = RedbIndex::open(disk, &dir, options.index_cache_bytes)?;
            Box::new(Buffered::new(engine, options.index_buffer_bytes))
        }
        IndexKind::Memory => Box::new(MemoryIndex::default()),
    })
}

/// Puts the blobs of the spans once more that the blocks from the checkpoint up to `tip` close, as far as the
/// checkpoint can be read.
pub(crate) fn put_spans_again(place: &Place, blobs: &Shelf, tip: Tip) -> Result<(), StoreError> {
    let base = Base::find(place, checkpoint::read_record(place)?, blobs)?;
    let Some(root) = &base.root else {
        return Ok(());
    };
    let checkpoint = CheckpointIndex::new(Arc::clone(root), blobs.clone());
    let mut index = Buffered::new(checkpoint, usize::MAX);
    let mut sink = blobs;
    match redo(place, &mut index, &mut sink, (root.tip(), tip), &mut |_| {}) {
        Err(StoreError::Index { .. }) => Ok(()),
        redone => redone,
    }
}

/// Takes the blobs of the spans that redone blocks close.
pub(crate) trait Spans {
    fn put(&mut self, span: &[u8]) -> Result<(), StoreError>;
}

impl Spans for &Shelf {
    fn put(&mut self, span: &[u8]) -> Result<(), StoreError> {
        self.write().put(span).map(|_| ())
    }
}

/// For those who do not write: the blobs are there, since they are on the disk before their block.
pub(crate) struct NoSpans;

impl Spans for NoSpans {
    fn put(&mut self, _: &[u8]) -> Result<(), StoreError> {
        Ok(())
    }
}

/// Applies the blocks after the first of two tips, up to the second, to the index. `progress` is told each height.
pub(crate) fn redo(
    place: &Place,
    index: &mut dyn Index,
    spans: &mut dyn Spans,
    (from, to): (Tip, Tip),
    progress: &mut dyn FnMut(Height),
) -> Result<(), StoreError> {
    if from == to {
        return Ok(());
    }
    verify::blocks_between(&*place.disk, &place.log(), from, to, &mut |block| {
        apply(&place.dir, index, spans, &block)?;
        progress(block.tip.height);
        Ok(())
    })
}

fn apply(
    dir: &Path,
    index: &mut dyn Index,
    spans: &mut dyn Spans,
    logged: &LoggedBlock<'_>,
) -> Result<(), StoreError> {
    let unfit = |error| unfit(dir, logged.tip.height, error);
    let block = Block::decode(logged.body).map_err(|what| unfit(Unfit::Block(what)))?;
    let mut effect = changes::of(index, &block).map_err(unfit)?;
    for span in effect.spans.drain(..) {
        spans.put(&span)?;
    }
    index
        .apply(effect.complete(block, logged.tip))
        .map_err(|error| failed(dir, &error))
}

/// The error of a block that cannot be applied.
pub(crate) fn unfit(dir: &Path, height: Height, error: Unfit) -> StoreError {
    match error {
        Unfit::Index(error) => failed(dir, &error),
        Unfit::Block(what) => StoreError::BadBlock {
            path: dir.to_path_buf(),
            height,
            what,
        },
    }
}

/// Removes the index. It loses its name first, so that an index of which only some files are left is
/// never opened.
fn discard_index(place: &Place) -> Result<(), StoreError> {
    let (disk, index) = (&*place.disk, place.index());
    match disk.rename(&index, &place.discarded_index()) {
        Ok(()) => files::sync_dir(disk, &place.dir)?,
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(StoreError::io(&index, "put the index aside")(error)),
    }
    files::remove_tree(disk, &place.discarded_index())
}

/// The error of an index.
pub(crate) fn failed(dir: &Path, error: &IndexError) -> StoreError {
    StoreError::Index {
        path: dir.to_path_buf(),
        what: error.to_string(),
    }
}
