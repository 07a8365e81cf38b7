//! Imports: a store from an export, so that it is whole and is what the manifest says, or is not there (spec
//! S24).
//!
//! The blobs of the artifacts go into packs; then the checkpoint that the manifest names is put in its place,
//! the store is opened from it as any store is, and everything that it needs is looked for; last of all the
//! directory is marked as a store.
//!
//! Must never use a byte that was not checked against the manifest, and must never name the marker before all
//! else is on the disk.

mod place;

use std::path::Path;

pub(crate) use place::MARKER_NEXT;

use crate::blob::Blobs;
use crate::checkpoint::{self, BuildError, Root};
use crate::dir::Place;
use crate::error::StoreError;
use crate::export::{Export, Manifest, References, Ship};
use crate::files;
use crate::ids::{BlobHash, ExportRoot, Tip};
use crate::log::BlockLog;
use crate::store::{Store, StoreOptions};
use crate::upkeep;

/// What an import is to be made of.
#[derive(Clone, Copy, Debug)]
pub struct ImportFrom<'a> {
    /// The directory of the export.
    pub export: &'a Path,
    /// The only root that is taken, if it is known.
    pub root: Option<ExportRoot>,
}

impl Store {
    /// Makes a store in `dir` from an export. `dir` is absent or empty, or one in which an import was begun; if
    /// that was of the same export, this one goes on. `references` says of the store what it needs beyond what
    /// the store itself knows, as it did for [`Self::export`].
    ///
    /// # Errors
    /// Those of [`Export::open`], [`Export::insist`] and [`Export::blobs`]; [`StoreError::AlreadyStore`],
    /// [`StoreError::NotEmpty`], [`StoreError::Locked`]; [`StoreError::BadExport`] when the export makes no
    /// store; what `references` says; or what the system refused. There is no store then; what was imported is
    /// kept for the next attempt.
    pub fn import<E: From<StoreError>>(
        from: ImportFrom<'_>,
        dir: &Path,
        options: StoreOptions,
        references: impl FnOnce(&Self, &Manifest) -> Result<References, E>,
        progress: Ship<'_>,
    ) -> Result<Manifest, E> {
        let export = Export::open(&options.disk, from.export)?;
        if let Some(root) = from.root {
            export.insist(root)?;
        }
        let place = Place::new(&options.disk, dir);
        let lock = place.claim_import(export.root())?;
        fill(&export, &place, &options, progress)?;
        let store = Self::open_parts(place.clone(), lock, options)?;
        store.check_cut(&export)?;
        let references = references(&store, export.manifest())?;
        let spans = store.spans_kept()?;
        let mut needed = references.blobs.iter().chain(&spans);
        if let Some(hash) = needed.find(|hash| !store.has_blob(hash)) {
            return Err(lacks(&export, *hash).into());
        }
        // Closed, so that its index is found whole, and still locked.
        let _lock = store.close_locked();
        place.finish_import()?;
        Ok(export.manifest().clone())
    }
}

impl Store {
    /// Checks that what the store holds makes the very checkpoint that it was made of: only then its hash says
    /// what replicas have, and the next checkpoint can go on from it.
    fn check_cut(&self, export: &Export) -> Result<(), StoreError> {
        let (index, tip) = self.contents();
        let built = upkeep::all_entries(index)
            .map_err(BuildError::from)
            .and_then(|entries| checkpoint::build_whole(entries, tip, &mut |_, _| Ok(())));
        let built = built.map_err(|error| self.not_built(error))?;
        if built.hash == export.manifest().checkpoint {
            return Ok(());
        }
        Err(export.bad("its checkpoint is not the one that what is in it makes".to_owned()))
    }
}

/// Puts the blobs of an export into the packs of the store, and makes of them what is to be a store's. Blobs that
/// are there already are read and kept.
fn fill(
    export: &Export,
    place: &Place,
    options: &StoreOptions,
    progress: Ship<'_>,
) -> Result<(), StoreError> {
    files::make_dir(&*place.disk, &place.blobs())?;
    let (mut blobs, _) = Blobs::open(place, options)?;
    let mut put = |hash, bytes: Vec<u8>| blobs.put_later(hash, bytes.into());
    export.blobs(&mut put, progress)?;
    blobs.sync_all()?;
    let tip = check(export, &blobs)?;
    drop(blobs);
    place.make_readers()?;
    let log = place.log();
    files::make_dir(&*place.disk, &log)?;
    BlockLog::create(&place.disk, &log, tip, options.segment_bytes)?;
    checkpoint::write_record(place, tip, export.manifest().checkpoint)
}

/// Checks that the blobs hold a whole checkpoint, and that it is the one of which the manifest speaks.
fn check(export: &Export, blobs: &Blobs) -> Result<Tip, StoreError> {
    let manifest = export.manifest();
    let has = |hash: BlobHash| match blobs.has(&hash) {
        true => Ok(()),
        false => Err(lacks(export, hash)),
    };
    has(manifest.checkpoint)?;
    let root = Root::decode(&blobs.get(&manifest.checkpoint)?);
    let root = root.map_err(|what| export.bad(format!("the root of its checkpoint: {what}")))?;
    let tip = root.tip();
    if (tip.height, tip.hash) != (manifest.height, manifest.tip) {
        return Err(export.bad(format!("its checkpoint is of block {}", tip.height)));
    }
    if root.state_hash() != manifest.state {
        return Err(export.bad(format!("its state hash is {}", root.state_hash())));
    }
    let malformed = |hash| export.bad(format!("the chunk {hash} of its checkpoint is malformed"));
    let mut get = |hash: &BlobHash| has(*hash).and_then(|()| blobs.get(hash));
    checkpoint::reachable(&root, &mut get, &malformed, &mut |hash| has(hash))?;
    Ok(tip)
}

fn lacks(export: &Export, hash: BlobHash) -> StoreError {
    export.bad(format!("it lacks the blob {hash}"))
}
