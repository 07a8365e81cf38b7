//! Dynamic vats of which nothing is left in the tables: what they were, for those who look back (spec A15).
//!
//! A grave is an entry of a stream of the store. The kernel itself must never need one.

use crankcase_abi::codec;
use crankcase_store::Store;
use serde::{Deserialize, Serialize};

use crate::error::KernelError;
use crate::ids::VatId;
use crate::tables::rows::{VatConfigRow, VatStateRow};

/// The name of the stream.
pub(crate) const STREAM: &[u8] = b"g";

/// The rows of a vat, as they were in the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Grave {
    pub(crate) vat: VatId,
    pub(crate) config: VatConfigRow,
    pub(crate) state: VatStateRow,
}

impl Grave {
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, KernelError> {
        codec::decode(bytes).map_err(|error| {
            KernelError::Corrupt(format!("the record of a vat that is gone ({error})"))
        })
    }
}

/// All that a store holds, in the order in which their cleanup was over.
pub(crate) fn stored(store: &Store) -> Result<Vec<Grave>, KernelError> {
    let entries = store.read_stream(STREAM, 0)?;
    entries.map(|bytes| Grave::from_bytes(&bytes?)).collect()
}
