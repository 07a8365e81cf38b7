//! What is recorded of a vat: its transcript in the store, and what the open block adds to it.
//!
//! This module must never run a vat.

use crankcase_store::Store;

use crate::crank::commit::Block;
use crate::error::KernelError;
use crate::ids::{DeliveryNumber, VatId};
use crate::transcript;

/// Where transcripts are read from.
#[derive(Clone, Copy)]
pub(crate) struct Recorded<'a> {
    pub(crate) store: &'a Store,
    /// None where only what is durable counts.
    pub(crate) block: Option<&'a Block>,
}

impl<'a> Recorded<'a> {
    /// The entries of a vat's transcript from this one on.
    pub(crate) fn entries(
        self,
        vat: VatId,
        from: DeliveryNumber,
    ) -> Result<impl Iterator<Item = Result<Vec<u8>, KernelError>> + 'a, KernelError> {
        let stream = transcript::stream(vat);
        let stored = self.store.stream_len(&stream)?;
        let durable = self.store.read_stream(&stream, from.0)?;
        let skipped = usize::try_from(from.0.saturating_sub(stored)).unwrap_or(usize::MAX);
        let open = self.block.map(|block| block.transcript(vat));
        let open = open.into_iter().flatten().skip(skipped);
        Ok(durable
            .map(|entry| Ok(entry?))
            .chain(open.map(|entry| Ok(entry.to_vec()))))
    }
}
