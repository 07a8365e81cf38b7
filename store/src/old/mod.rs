//! Stores of format version 1: the log from the first block on, each blob a file of its own. Such a store is
//! made into one of today's when it is opened for writing (spec S30).
//!
//! The new store is made beside the old one, inside of its directory, and compared with it. Then the marker says
//! the new version: from there on the new store is the store, and its parts take the places of the old ones.
//! Whatever cuts this short, the next opening for writing begins again before the marker changed, and goes on
//! after it.
//!
//! Must never change a byte of the old store before the new one is whole and on the disk.

mod block;
mod log;
mod tally;

use std::path::PathBuf;
use std::sync::Arc;

use crate::batch::Batch;
use crate::dir::Place;
use crate::disk::Found;
use crate::error::StoreError;
use crate::files;
use crate::ids::{BlobHash, Height};
use crate::segment;
use crate::store::{Store, StoreOptions};
use crate::sync::Redo;
use block::OldBlock;
use tally::Tally;

/// Where unfinished blobs were.
const NEW_BLOBS: &str = "new";
/// So many bytes of changes become one block.
const BLOCK_BYTES: usize = 8 << 20;
/// So many bytes of blobs are on their way to the disk at most.
const BLOB_BYTES: usize = 32 << 20;

/// True if these bytes begin as a segment of version 1 does.
pub(crate) fn is_segment(bytes: &[u8]) -> bool {
    log::is_segment(bytes)
}

/// Makes a store of version 1 into one of the present version. The store is locked.
pub(crate) fn migrate(place: &Place, options: &mut StoreOptions) -> Result<(), StoreError> {
    let beside = Place::new(&place.disk, &place.migrated());
    files::remove_tree(&*place.disk, &beside.dir)?;
    if let Err(error) = fill(place, &beside, options) {
        // The error to tell is the first one; what stays is removed the next time.
        let _ = files::remove_tree(&*place.disk, &beside.dir);
        return Err(error);
    }
    place.mark()?;
    finish(place)
}

/// Brings the parts of a migrated store to their places, as far as they are not there yet.
pub(crate) fn finish(place: &Place) -> Result<(), StoreError> {
    let (disk, beside) = (&*place.disk, Place::new(&place.disk, &place.migrated()));
    if files::look(disk, &beside.dir)?.is_none() {
        return Ok(());
    }
    for name in files::names(disk, &beside.dir)? {
        if beside.is_own(&name) {
            continue;
        }
        let (from, to) = (beside.dir.join(&name), place.dir.join(&name));
        match files::look(disk, &to)? {
            Some(Found::Dir) => files::remove_tree(disk, &to)?,
            Some(Found::File(_)) => files::remove_file(disk, &to)?,
            None => {}
        }
        disk.rename(&from, &to)
            .map_err(StoreError::io(&to, "put a part of the store in place"))?;
        files::sync_dir(disk, &place.dir)?;
        files::sync_dir(disk, &beside.dir)?;
    }
    files::remove_tree(disk, &beside.dir)?;
    files::sync_dir(disk, &place.dir)
}

/// Makes the new store, closed, and compares it.
fn fill(place: &Place, beside: &Place, options: &mut StoreOptions) -> Result<(), StoreError> {
    let mut store = Store::create(&beside.dir, options.alike())?;
    let blobs = copy_blobs(place, &mut store)?;
    let tally = copy_blocks(place, &mut store, options)?;
    let has_all = blobs.iter().all(|hash| store.has_blob(hash));
    if has_all && tally.is_of(&store)? {
        return Ok(());
    }
    Err(StoreError::BadBlock {
        path: place.dir.clone(),
        height: store.height(),
        what: "the store of the present format is not equal to it".to_owned(),
    })
}

fn copy_blocks(
    place: &Place,
    store: &mut Store,
    options: &mut StoreOptions,
) -> Result<Tally, StoreError> {
    let (disk, dir) = (&*place.disk, place.log());
    for name in files::names(disk, &dir)? {
        if !segment::is_segment(&name) && !crate::end::is_record(&name) {
            return Err(StoreError::Stranger {
                path: dir.join(name),
            });
        }
    }
    let about = log::about(disk, &dir)?;
    let (mut tally, mut batch, mut bytes) = (Tally::default(), Batch::new(), 0);
    let mut add = |height: Height, block: OldBlock| {
        tally.add(&block).map_err(|what| StoreError::BadBlock {
            path: place.dir.clone(),
            height,
            what,
        })?;
        if bytes + block.bytes() > BLOCK_BYTES {
            store.commit(std::mem::take(&mut batch))?;
            bytes = 0;
        }
        bytes += block.bytes();
        block.add_to(&mut batch);
        if let Some(progress) = &mut options.progress {
            let of = about.max(height);
            progress(Redo {
                chunks: 0,
                of_chunks: 0,
                height,
                of,
            });
        }
        Ok(())
    };
    let tip = log::read(disk, &dir, &mut add)?;
    if tip.height > Height(0) {
        // Also when nothing is left for it: a store with blocks is not taken for one without.
        store.commit(batch)?;
    }
    Ok(tally)
}

/// Stores every blob anew; each is checked against its name.
fn copy_blobs(place: &Place, store: &mut Store) -> Result<Vec<BlobHash>, StoreError> {
    let (mut hashes, mut bytes) = (Vec::new(), 0);
    for (path, hash) in blob_files(place)? {
        let blob = files::read(&*place.disk, &path, u64::MAX);
        let blob = blob.map_err(StoreError::io(&path, "read the blob"))?;
        if BlobHash::of(&blob) != hash {
            return Err(StoreError::DamagedBlob {
                path,
                offset: 0,
                hash,
            });
        }
        store.put_blob(&blob)?;
        hashes.push(hash);
        bytes += blob.len();
        if bytes > BLOB_BYTES {
            store.sync_blobs()?;
            bytes = 0;
        }
    }
    store.sync_blobs()?;
    Ok(hashes)
}

/// The files of blobs, `blobs/<2 digits>/<64 digits>`.
fn blob_files(place: &Place) -> Result<Vec<(PathBuf, BlobHash)>, StoreError> {
    let (disk, dir) = (&*place.disk, place.blobs());
    let mut found = Vec::new();
    for name in files::names(disk, &dir)? {
        if name == NEW_BLOBS {
            continue;
        }
        let below = dir.join(&name);
        if files::look(disk, &below)? != Some(Found::Dir) {
            return Err(StoreError::Stranger { path: below });
        }
        for file in files::names(disk, &below)? {
            let path = below.join(&file);
            match file.parse::<BlobHash>() {
                Ok(hash) if file.starts_with(&name) && name.len() == 2 => found.push((path, hash)),
                _ => return Err(StoreError::Stranger { path }),
            }
        }
    }
    Ok(found)
}

impl StoreOptions {
    /// The same, for a store that is made on the way.
    fn alike(&self) -> Self {
        Self {
            disk: Arc::clone(&self.disk),
            progress: None,
            ..*self
        }
    }
}
