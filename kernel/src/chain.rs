//! Following a transcript, hash by hash and past its snapshots (spec T3, H3, H7).
//!
//! Whoever reads a transcript follows it, so that what was read is what was committed. This module must never
//! run a vat.

use std::iter::Peekable;

use crankcase_abi::HeapRoot;

use crate::error::KernelError;
use crate::ids::{DeliveryNumber, TranscriptHash, VatId};
use crate::recorded::Recorded;
use crate::snapshots::{Listed, SnapshotRow};
use crate::tables::rows::VatStateRow;
use crate::transcript;

/// Something in a transcript is not what was committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Broken;

/// How far a transcript was followed.
pub(crate) struct Chain {
    hash: TranscriptHash,
    deliveries: DeliveryNumber,
    /// The snapshots that are still to come.
    snapshots: Peekable<std::vec::IntoIter<SnapshotRow>>,
}

impl Chain {
    /// At a place in the transcript of a vat: after so many deliveries, with this hash over them.
    pub(crate) fn at(
        recorded: Recorded<'_>,
        (vat, state): (VatId, &VatStateRow),
        (deliveries, hash): (DeliveryNumber, TranscriptHash),
    ) -> Result<Self, KernelError> {
        let mut snapshots = Vec::new();
        if state
            .snapshot
            .is_some_and(|last| last.deliveries > deliveries)
        {
            snapshots = Listed::new(recorded, vat)?.after(deliveries)?;
        }
        Ok(Self {
            hash,
            deliveries,
            snapshots: snapshots.into_iter().peekable(),
        })
    }

    /// How many deliveries there were until here.
    pub(crate) fn deliveries(&self) -> DeliveryNumber {
        self.deliveries
    }

    /// Follows one entry, which says this of the heap after it. Gives what the heap has to be, if a snapshot
    /// was taken then; of one that a host asked for only the list of snapshots tells (spec H7).
    pub(crate) fn pass(
        &mut self,
        entry: &[u8],
        heap: Option<HeapRoot>,
    ) -> Result<Option<HeapRoot>, Broken> {
        self.deliveries.0 += 1;
        self.hash = transcript::chain(self.hash, entry);
        let at = self.deliveries;
        let listed = self.snapshots.next_if(|next| next.deliveries <= at);
        let Some(row) = listed else {
            return if heap.is_none() {
                Ok(None)
            } else {
                Err(Broken)
            };
        };
        if row.asked_for {
            self.hash = transcript::chain_snapshot(self.hash, row.heap);
        }
        let told = if row.asked_for { None } else { Some(row.heap) };
        let agrees = row.deliveries == at && row.transcript == self.hash && heap == told;
        if agrees {
            Ok(Some(row.heap))
        } else {
            Err(Broken)
        }
    }

    /// Whether this is all that the vat has come to.
    pub(crate) fn is_complete(&mut self, state: &VatStateRow) -> bool {
        self.snapshots.peek().is_none()
            && self.hash == state.transcript
            && self.deliveries == state.deliveries
    }
}
