//! S: handing a kernel's store to another machine: which blobs and which transcripts that takes (spec S23).
//!
//! This module must never run a vat, and must never let a setting of this machine decide what is needed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crankcase_abi::HeapRoot;
use crankcase_store::{
    BlobHash, ExportMode, ImportFrom, Manifest, NeededSpans, References, Ship, Store, StoreOptions,
};

use crate::crank::commit::Block;
use crate::error::KernelError;
use crate::graves;
use crate::ids::{ActivityHash, CrankNumber, VatId};
use crate::recorded::Recorded;
use crate::retention::{self, Retention};
use crate::snapshots::{self, Listed};
use crate::tables::Tables;
use crate::transcript;

/// What was exported, or imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shipment {
    /// The export's manifest.
    pub manifest: Manifest,
    /// The number of cranks.
    pub cranks: CrankNumber,
    /// The hash over everything that has happened.
    pub activity_hash: ActivityHash,
    /// The bytes of artifacts that were in the directory of the export already.
    pub kept_bytes: u64,
}

/// Exports the store of a kernel into a directory, also while another process runs the kernel.
///
/// # Errors
/// Those of [`Store::export`], and those of a store that is damaged or holds no kernel.
pub fn export(
    store: &Store,
    dir: &Path,
    mode: ExportMode,
    progress: Ship<'_>,
) -> Result<Shipment, KernelError> {
    let references = references(store, mode)?;
    let exported = store.export(dir, mode, &references, progress)?;
    Shipment::of(store, exported.manifest, exported.kept_bytes)
}

/// Makes the store of a kernel from an export.
///
/// # Errors
/// Those of [`Store::import`], and those of a store that is damaged or holds no kernel.
pub fn import(
    from: ImportFrom<'_>,
    dir: &Path,
    options: StoreOptions,
    progress: Ship<'_>,
) -> Result<Shipment, KernelError> {
    let mut shipment = None;
    let check = |store: &Store, manifest: &Manifest| {
        shipment = Some(Shipment::of(store, manifest.clone(), 0)?);
        references(store, manifest.mode)
    };
    Store::import(from, dir, options, check, progress)?;
    Ok(shipment.expect("an import looks at its store before it ends"))
}

impl Shipment {
    fn of(store: &Store, manifest: Manifest, kept_bytes: u64) -> Result<Self, KernelError> {
        let tables = Tables::load(store)?;
        Ok(Self {
            manifest,
            cranks: tables.row().crank,
            activity_hash: Block::after(store, &tables)?.activity(),
            kept_bytes,
        })
    }
}

/// Which blobs and which spans the store of a kernel needs beyond what the store knows by itself: to go on, to
/// do again all that the vats have done that live, or all that is there (spec S23).
///
/// # Errors
/// When the store is damaged, or holds no kernel.
pub fn references(store: &Store, mode: ExportMode) -> Result<References, KernelError> {
    let tables = Tables::load(store)?;
    let mut blobs = retention::code(store, &tables)?;
    let recorded = Recorded { store, block: None };
    for (vat, state) in tables.vats.iter() {
        let kept = retention::kept(Retention::SINCE_SNAPSHOT, recorded, *vat, state)?;
        for row in kept.snapshots {
            heap(store, row.heap, &mut blobs)?;
        }
    }
    let spans = match mode {
        ExportMode::Archival => {
            for (vat, _) in tables.vats.iter() {
                older_heaps(store, *vat, &mut blobs)?;
            }
            NeededSpans::All
        }
        ExportMode::Operational | ExportMode::Replay => {
            NeededSpans::From(transcripts(store, &tables, mode)?)
        }
    };
    Ok(References {
        blobs: blobs.into_iter().collect(),
        spans,
    })
}

/// From where on each stream is needed.
fn transcripts(
    store: &Store,
    tables: &Tables,
    mode: ExportMode,
) -> Result<BTreeMap<Vec<u8>, u64>, KernelError> {
    // What vats said for the log of tests, and what is left of those that are gone, a host shows at any time.
    let always = [transcript::TEST_LOG, graves::STREAM];
    let mut needed: BTreeMap<_, _> = always.map(|stream| (stream.to_vec(), 0)).into();
    let recorded = Recorded { store, block: None };
    for (vat, state) in tables.vats.iter() {
        let from = match mode {
            ExportMode::Replay if state.is_alive() => 0,
            // Of one that has ended nothing is needed but that it has.
            _ => {
                retention::kept(Retention::SINCE_SNAPSHOT, recorded, *vat, state)?
                    .from
                    .0
            }
        };
        needed.insert(transcript::stream(*vat), from);
        needed.insert(snapshots::stream(*vat), 0);
    }
    Ok(needed)
}

/// The heaps before the last one, as far as they are there.
fn older_heaps(
    store: &Store,
    vat: VatId,
    blobs: &mut BTreeSet<BlobHash>,
) -> Result<(), KernelError> {
    for row in Listed::new(Recorded { store, block: None }, vat)?.kept()? {
        let Ok(hashes) = snapshots::hashes(store, row.heap)? else {
            continue;
        };
        let chunks: Vec<_> = hashes.into_iter().map(|hash| BlobHash(hash.0)).collect();
        if chunks.iter().all(|chunk| store.has_blob(chunk)) {
            blobs.insert(BlobHash(row.heap.0));
            blobs.extend(chunks);
        }
    }
    Ok(())
}

/// The blobs of a heap.
fn heap(store: &Store, heap: HeapRoot, blobs: &mut BTreeSet<BlobHash>) -> Result<(), KernelError> {
    let hashes = snapshots::hashes(store, heap)??;
    blobs.insert(BlobHash(heap.0));
    blobs.extend(hashes.into_iter().map(|hash| BlobHash(hash.0)));
    Ok(())
}
