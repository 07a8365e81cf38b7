//! Bringing the index to the end of the log: redoing the blocks it lacks, or making it again.
//!
//! Must never change the log.

use std::io::ErrorKind;
use std::path::Path;

use crate::blob::Blobs;
use crate::block::Block;
use crate::buffer::Buffered;
use crate::changes::{self, Unfit};
use crate::dir::Place;
use crate::error::StoreError;
use crate::files;
use crate::finding::Finding;
use crate::ids::{Height, Tip};
use crate::index::{self, Index, IndexError, MemoryIndex};
use crate::log::BlockLog;
use crate::redb_index::RedbIndex;
use crate::sled_index::SledIndex;
use crate::store::{IndexKind, StoreOptions};
use crate::verify::{self, LoggedBlock, Verified};

/// How far the redoing of blocks has come. Told to [`StoreOptions::progress`] after each block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Redo {
    /// The last block that is in the index now.
    pub height: Height,
    /// The last block that will be.
    pub of: Height,
}

/// A log that is ready for the next block, an index that is at its end, and what was found on the way.
pub(crate) type Opened = (BlockLog, Box<dyn Index>, Vec<Finding>);

/// Verifies the log, opens it, and brings the index to its end.
pub(crate) fn open(
    place: &Place,
    options: &mut StoreOptions,
    blobs: &mut Blobs,
) -> Result<Opened, StoreError> {
    files::remove_tree(&*place.disk, &place.discarded_index())?;
    let was_there = files::look(&*place.disk, &place.index())?.is_some();
    let known = open_index(place, options).and_then(|index| Ok((index::tip(&*index)?, index)));
    let known_tip = known.as_ref().map_or(Tip::default(), |(tip, _)| *tip);
    let mut agrees = known_tip == Tip::default();
    let log = place.log();
    let mut verified = verify::verify(&*place.disk, &log, Tip::default(), &mut |block| {
        agrees |= known_tip == block.tip;
        Ok(())
    })?;
    // A block reaches the index only after its frame is on the disk.
    verified.refuse_lost_blocks(known_tip.height, "the index (unless it is another store's)")?;
    // Before the index gets a block that may be in the system's cache only.
    let log = BlockLog::open(&place.disk, &log, options.segment_bytes, &verified)?;
    let why = match known {
        Err(error) => error.to_string(),
        Ok(_) if !agrees => "it is not of this log".to_owned(),
        Ok((tip, mut index)) => match redo(place, &mut *index, blobs, (tip, verified.tip), options)
        {
            Ok(()) => {
                blobs.sync()?;
                if !was_there && options.index != IndexKind::Memory {
                    verified.rebuilt(place, "it was missing".to_owned());
                }
                return Ok((log, index, verified.findings));
            }
            // A block that does not fit the index is the fault of either; made anew, the index is right.
            Err(error @ (StoreError::Index { .. } | StoreError::BadBlock { .. })) => {
                index.condemn();
                error.to_string()
            }
            Err(error) => return Err(error),
        },
    };
    discard_index(place)?;
    let mut index = open_index(place, options).map_err(|error| failed(&place.dir, &error))?;
    let all = (Tip::default(), verified.tip);
    redo(place, &mut *index, blobs, all, options)?;
    blobs.sync()?;
    verified.rebuilt(place, why);
    Ok((log, index, verified.findings))
}

impl Verified {
    fn rebuilt(&mut self, place: &Place, why: String) {
        let path = place.index();
        self.findings.push(Finding::IndexRebuilt { path, why });
    }
}

/// The index of a store that is read only: in memory, from the log alone.
pub(crate) fn read_only(
    place: &Place,
    options: &mut StoreOptions,
) -> Result<(Verified, MemoryIndex), StoreError> {
    let verified = verify::verify(&*place.disk, &place.log(), Tip::default(), &mut |_| Ok(()))?;
    let mut index = MemoryIndex::default();
    let all = (Tip::default(), verified.tip);
    redo(place, &mut index, &mut NoSpans, all, options)?;
    Ok((verified, index))
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

/// Takes the blobs of the spans that redone blocks close.
trait Spans {
    fn put(&mut self, span: &[u8]) -> Result<(), StoreError>;
}

impl Spans for Blobs {
    fn put(&mut self, span: &[u8]) -> Result<(), StoreError> {
        Blobs::put(self, span).map(|_| ())
    }
}

/// A reader has them already, since they are on the disk before their block.
struct NoSpans;

impl Spans for NoSpans {
    fn put(&mut self, _: &[u8]) -> Result<(), StoreError> {
        Ok(())
    }
}

/// Applies the blocks after the first of two tips, up to the second, to the index.
fn redo(
    place: &Place,
    index: &mut dyn Index,
    spans: &mut dyn Spans,
    (from, to): (Tip, Tip),
    options: &mut StoreOptions,
) -> Result<(), StoreError> {
    if from == to {
        return Ok(());
    }
    verify::blocks_between(&*place.disk, &place.log(), from, to, &mut |block| {
        let height = block.tip.height;
        apply(&place.dir, index, spans, &block)?;
        if let Some(progress) = &mut options.progress {
            progress(Redo {
                height,
                of: to.height,
            });
        }
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
