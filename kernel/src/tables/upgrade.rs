//! Rows that an older version of the kernel wrote (spec S31).
//!
//! A field that came later stands behind those that were there, and is read as its default where it is missing.
//! Whatever else a version brought is made up for here.
//!
//! Must never change what the kernel does.

use crankcase_store::Store;

use super::Tables;
use super::rows::STATE_VERSION;
use crate::error::KernelError;
use crate::ids::VatId;

/// The oldest version whose rows can be read.
pub(crate) const OLDEST: u64 = 3;

/// Brings rows to the present version.
pub(crate) fn upgrade(tables: &mut Tables, store: &Store) -> Result<(), KernelError> {
    let Some(row) = tables.kernel.get(&()) else {
        return Ok(());
    };
    if row.version == STATE_VERSION {
        return Ok(());
    }
    // Version 4: a vat's row says how many keys its store has.
    let vats: Vec<VatId> = tables.vats.iter().map(|(vat, _)| *vat).collect();
    for vat in vats {
        let mut stored = 0;
        for row in tables.vatstore.rows(store, vat) {
            row?;
            stored += 1;
        }
        tables.vats.update(&vat, |row| row.stored = stored);
    }
    tables.update_row(|row| row.version = STATE_VERSION);
    Ok(())
}
