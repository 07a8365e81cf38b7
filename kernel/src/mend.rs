//! Making again what a store has lost and its kernel can make: the guest image of its host, and the last snapshots
//! of its vats, by replay (spec S9).
//!
//! Must never change what the kernel's tables say.

use crankcase_abi::VatHost;
use crankcase_store::{BlobHash, Store, StoreError};

use crate::error::KernelError;
use crate::ids::VatId;
use crate::image;
use crate::recorded::Recorded;
use crate::replay::Replayer;
use crate::snapshots::{self, KnownChunks, Listed, SnapshotRow};
use crate::tables::Tables;
use crate::tables::rows::{VatConfigRow, VatStateRow};
use crate::warehouse;

/// Stores the guest of a host once more, which mends a blob that is missing or damaged. False if the store keeps
/// another one, or none.
///
/// # Errors
/// What the store suffered.
pub fn mend_guest(store: &mut Store, host: &dyn VatHost) -> Result<bool, KernelError> {
    let (Some(kept), Some(guest)) = (image::kept_image(store)?, host.guest()) else {
        return Ok(false);
    };
    if kept.blob() != Some(BlobHash::of(guest.bytes)) {
        return Ok(false);
    }
    store.put_blob(guest.bytes)?;
    Ok(true)
}

/// Makes the last snapshot of each vat again that has lost it. Gives the vats of which that was done; a vat whose
/// transcript does not lead there is left as it is.
///
/// # Errors
/// What the store or the host suffered.
pub fn mend_snapshots(store: &mut Store, host: &dyn VatHost) -> Result<Vec<VatId>, KernelError> {
    let tables = Tables::load(store)?;
    image::check(store, &tables, host)?;
    let mut mended = Vec::new();
    for (vat, config) in tables.configs.iter() {
        let Some(state) = tables.vats.get(vat).filter(|state| state.is_alive()) else {
            continue;
        };
        let Some(last) = state.snapshot else { continue };
        if snapshots::read(store, last.heap, &KnownChunks::new())?.is_ok() {
            continue;
        }
        if remake(store, host, (*vat, config, state), last)? {
            mended.push(*vat);
        }
    }
    Ok(mended)
}

/// Makes one snapshot again; false if that cannot be done.
fn remake(
    store: &mut Store,
    host: &dyn VatHost,
    (vat, config, state): (VatId, &VatConfigRow, &VatStateRow),
    wanted: SnapshotRow,
) -> Result<bool, KernelError> {
    let recorded = Recorded { store, block: None };
    let spec = warehouse::spec(store, config)?;
    let listed = Listed::new(recorded, vat)?;
    let mut replayer = None;
    for place in (0..listed.len()).rev() {
        let row = listed.get(place)?;
        if let Ok(image) = snapshots::read(store, row.heap, &KnownChunks::new())? {
            let worker = host.restore(&spec, &image)?;
            let there = Replayer::new(vat, config, worker);
            replayer = Some(there.behind(row.deliveries, row.transcript));
            break;
        }
    }
    let replayer = match replayer {
        Some(replayer) => replayer,
        None => Replayer::new(vat, config, host.create(&spec)?),
    };
    let heap = match replayer.heap_after(recorded, state, wanted.deliveries) {
        Ok(Some(heap)) if heap.root() == wanted.heap => heap,
        Ok(_) => return Ok(false),
        Err(error @ KernelError::Store(StoreError::Io { .. })) => return Err(error),
        // Of what cannot be read there is a problem of its own.
        Err(KernelError::Store(_) | KernelError::Corrupt(_)) => return Ok(false),
        Err(error) => return Err(error),
    };
    snapshots::put_again(store, &heap)?;
    Ok(true)
}
