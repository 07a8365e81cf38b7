//! Bringing the index to the end of the log: redoing the blocks it lacks, or making it again.
//!
//! Must never change the log.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::batch::Block;
use crate::buffer::Buffered;
use crate::error::StoreError;
use crate::ids::{Height, Tip};
use crate::index::{self, Index, IndexError, MemoryIndex};
use crate::log::{self, LoggedBlock, Verified};
use crate::sled_index::SledIndex;
use crate::store::{IndexKind, StoreOptions};
use crate::{dir, files};

/// How far the redoing of blocks has come. Told to [`StoreOptions::progress`] after each block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Redo {
    /// The last block that is in the index now.
    pub height: Height,
    /// The last block that will be.
    pub of: Height,
}

/// Opens the log's verification and the index together; returns what the log holds and an index that is
/// at its end.
pub(crate) fn open(
    dir: &Path,
    options: &mut StoreOptions,
) -> Result<(Verified, Box<dyn Index>), StoreError> {
    files::remove_tree(&dir::discarded_index(dir))?;
    let known = open_index(dir, options).and_then(|index| Ok((index::tip(&*index)?, index)));
    let known = known.ok();
    let known_tip = known.as_ref().map(|(tip, _)| *tip);
    let mut agrees = known_tip == Some(Tip::default());
    let verified = log::verify(&dir::log(dir), &mut |block| {
        agrees |= known_tip == Some(block.tip);
        Ok(())
    })?;
    refuse_lost_block(&verified, known_tip)?;
    let usable = known.filter(|_| agrees);
    if let Some((tip, mut index)) = usable {
        match redo(dir, &mut *index, tip, verified.tip, options) {
            Ok(()) => return Ok((verified, index)),
            // A block that does not fit the index is the fault of either; made anew, the index is right.
            Err(StoreError::Index { .. } | StoreError::BadBlock { .. }) => index.condemn(),
            Err(error) => return Err(error),
        }
    }
    discard_index(dir)?;
    let mut index = open_index(dir, options).map_err(|error| failed(dir, &error))?;
    redo(dir, &mut *index, Tip::default(), verified.tip, options)?;
    Ok((verified, index))
}

/// The index of a store that is read only: in memory, from the log alone.
pub(crate) fn read_only(
    dir: &Path,
    options: &mut StoreOptions,
) -> Result<(Verified, MemoryIndex), StoreError> {
    let verified = log::verify(&dir::log(dir), &mut |_| Ok(()))?;
    let mut index = MemoryIndex::default();
    redo(dir, &mut index, Tip::default(), verified.tip, options)?;
    Ok((verified, index))
}

/// Opens the index of a store, or makes an empty one.
pub(crate) fn open_index(dir: &Path, options: &StoreOptions) -> Result<Box<dyn Index>, IndexError> {
    Ok(match options.index {
        IndexKind::Sled => {
            let engine = SledIndex::open(&dir::index(dir), options.index_cache_bytes)?;
            Box::new(Buffered::new(engine, options.index_buffer_bytes))
        }
        IndexKind::Memory => Box::new(MemoryIndex::default()),
    })
}

/// A block reaches the index only after its frame is on the disk. So if the index has the block of the
/// unfinished record, that record was whole once, and cutting it would undo what was acknowledged.
fn refuse_lost_block(verified: &Verified, known: Option<Tip>) -> Result<(), StoreError> {
    let Some((path, offset)) = verified.torn_at() else {
        return Ok(());
    };
    if known.is_none_or(|known| known.height <= verified.tip.height) {
        return Ok(());
    }
    let height = verified.tip.height.0 + 1;
    let what = format!("block {height} was committed, but its record is not whole any more");
    Err(StoreError::DamagedLog {
        path: path.to_path_buf(),
        offset,
        what,
    })
}

/// Applies the blocks after `from` to the index.
fn redo(
    dir: &Path,
    index: &mut dyn Index,
    from: Tip,
    to: Tip,
    options: &mut StoreOptions,
) -> Result<(), StoreError> {
    if from == to {
        return Ok(());
    }
    log::blocks_after(&dir::log(dir), from, &mut |block| {
        // A store that is read while it is written may have grown since it was verified.
        if block.tip.height > to.height {
            return Ok(());
        }
        let height = block.tip.height;
        apply(dir, index, &block)?;
        if let Some(progress) = &mut options.progress {
            progress(Redo {
                height,
                of: to.height,
            });
        }
        Ok(())
    })
}

fn apply(dir: &Path, index: &mut dyn Index, logged: &LoggedBlock<'_>) -> Result<(), StoreError> {
    let bad = |what| StoreError::BadBlock {
        path: dir.to_path_buf(),
        height: logged.tip.height,
        what,
    };
    let block = Block::decode(logged.body).map_err(bad)?;
    for (stream, appended) in &block.streams {
        let length = index::stream_len(index, stream).map_err(|error| failed(dir, &error))?;
        if length != appended.first {
            let what = format!(
                "it appends at {} to a stream of length {length}",
                appended.first
            );
            return Err(bad(what));
        }
    }
    index
        .apply(index::changes_of(block, logged.tip))
        .map_err(|error| failed(dir, &error))
}

/// Removes the index. It loses its name first, so that an index of which only some files are left is
/// never opened.
fn discard_index(dir: &Path) -> Result<(), StoreError> {
    let index = dir::index(dir);
    match fs::rename(&index, dir::discarded_index(dir)) {
        Ok(()) => files::sync_dir(dir)?,
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(StoreError::io(&index, "put the index aside")(error)),
    }
    files::remove_tree(&dir::discarded_index(dir))
}

/// The error of an index.
pub(crate) fn failed(dir: &Path, error: &IndexError) -> StoreError {
    StoreError::Index {
        path: dir.to_path_buf(),
        what: error.to_string(),
    }
}
