//! S: handing a kernel's store to another machine: which blobs and which transcripts that takes (spec S23).
//!
//! This module must never run a vat, and must never let a setting of this machine decide what is needed.

use std::collections::BTreeMap;
use std::path::Path;

use crankcase_store::{
    BlobHash, ExportMode, ImportFrom, Manifest, NeededSpans, References, Ship, Store, StoreOptions,
};

use crate::crank::commit::Block;
use crate::error::KernelError;
use crate::graves;
use crate::ids::{ActivityHash, CrankNumber, DeliveryNumber, VatId};
use crate::recorded::Recorded;
use crate::retention;
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
/// When the store is damaged, so that a vat cannot come back, or holds no kernel.
pub fn references(store: &Store, mode: ExportMode) -> Result<References, KernelError> {
    let tables = Tables::load(store)?;
    let mut blobs = retention::code(store, &tables)?;
    // What vats said for the log of tests, and what is left of those that are gone, a host shows at any time.
    let always = [transcript::TEST_LOG, graves::STREAM];
    let mut spans: BTreeMap<_, _> = always.map(|stream| (stream.to_vec(), 0)).into();
    for (vat, state) in tables.vats.iter() {
        let mut heaps = whole_heaps(store, *vat)?;
        let mut from = state.deliveries;
        if state.is_alive() {
            from = comes_back_from(store, *vat, heaps.last())?;
        }
        if mode == ExportMode::Replay && state.is_alive() {
            from = DeliveryNumber(0);
        }
        if mode != ExportMode::Archival {
            let unneeded = heaps.len() - usize::from(state.is_alive() && !heaps.is_empty());
            heaps.drain(..unneeded);
        }
        blobs.extend(heaps.into_iter().flat_map(|heap| heap.blobs));
        spans.insert(transcript::stream(*vat), from.0);
        spans.insert(snapshots::stream(*vat), 0);
    }
    Ok(References {
        blobs: blobs.into_iter().collect(),
        spans: match mode {
            ExportMode::Archival => NeededSpans::All,
            ExportMode::Operational | ExportMode::Replay => NeededSpans::From(spans),
        },
    })
}

/// A heap of which every blob is in the store.
struct WholeHeap {
    deliveries: DeliveryNumber,
    blobs: Vec<BlobHash>,
}

/// The heaps of a vat that are there, the newest last. After a crash, and beside a kernel that runs, that need not
/// be the last snapshot (spec H5).
fn whole_heaps(store: &Store, vat: VatId) -> Result<Vec<WholeHeap>, KernelError> {
    let mut heaps = Vec::new();
    for row in Listed::new(Recorded { store, block: None }, vat)?.kept()? {
        let Ok(hashes) = snapshots::hashes(store, row.heap)? else {
            continue;
        };
        let chunks = hashes.into_iter().map(|hash| BlobHash(hash.0));
        let blobs: Vec<_> = chunks.chain([BlobHash(row.heap.0)]).collect();
        if blobs.iter().all(|blob| store.has_blob(blob)) {
            heaps.push(WholeHeap {
                deliveries: row.deliveries,
                blobs,
            });
        }
    }
    Ok(heaps)
}

/// The first entry of its transcript that a vat needs to come back from this heap, or from none.
fn comes_back_from(
    store: &Store,
    vat: VatId,
    heap: Option<&WholeHeap>,
) -> Result<DeliveryNumber, KernelError> {
    let from = heap.map_or(DeliveryNumber(0), |heap| heap.deliveries);
    let kept = snapshots::kept_from(Recorded { store, block: None }, vat)?;
    if kept > from {
        return Err(KernelError::Corrupt(format!(
            "{vat} cannot come back: its transcript is kept from delivery {kept} on, and no heap since is whole"
        )));
    }
    Ok(from)
}
