//! Which of its numbers a vat has given to what it exports (spec R9): none is given twice.
//!
//! Kept as the highest number of each kind and the numbers below it that were left out, which are few: a vat
//! leaves out only what it could not send. This module must never say what a reference means.

use crankcase_abi::{RefKind, Side, VatRef};

use super::Tables;
use crate::ids::VatId;

impl Tables {
    /// Whether a vat has used the number of this export before. If the c-list has no such entry, what it meant
    /// is gone.
    pub(crate) fn is_spent(&self, vat: VatId, vref: VatRef) -> bool {
        vref.number() <= self.highest_export(vat, vref.kind()) && self.gap_with(vat, vref).is_none()
    }

    /// The highest number of this kind that a vat has given.
    pub(crate) fn highest_export(&self, vat: VatId, kind: RefKind) -> u64 {
        let state = self.vats.get(&vat);
        state.map_or(0, |row| match kind {
            RefKind::Promise => row.highest_promise_export,
            RefKind::Object | RefKind::Device => row.highest_object_export,
        })
    }

    /// Uses the number of an export that was not used before.
    pub(crate) fn spend(&mut self, vat: VatId, vref: VatRef) {
        let (kind, number) = (vref.kind(), vref.number());
        let highest = self.highest_export(vat, kind);
        let (first, last) = match self.gap_with(vat, vref) {
            Some(gap) => gap,
            None => (highest + 1, number),
        };
        self.unused.remove(&(vat, numbered(kind, first)));
        if first < number {
            self.unused.put((vat, numbered(kind, first)), number - 1);
        }
        if number < last {
            self.unused.put((vat, numbered(kind, number + 1)), last);
        }
        if number > highest {
            self.vats.update(&vat, |row| match kind {
                RefKind::Promise => row.highest_promise_export = number,
                RefKind::Object | RefKind::Device => row.highest_object_export = number,
            });
        }
    }

    /// The numbers left out among which this one is: the first and the last.
    fn gap_with(&self, vat: VatId, vref: VatRef) -> Option<(u64, u64)> {
        let all = (vat, numbered(vref.kind(), 0))..=(vat, vref);
        let ((_, first), last) = self.unused.range(all).next_back()?;
        (vref.number() <= *last).then_some((first.number(), *last))
    }

    /// The numbers that a vat has left out, from the first to the last of each gap.
    pub(crate) fn gaps(&self, vat: VatId) -> impl Iterator<Item = (VatRef, u64)> {
        self.unused
            .range((vat, numbered(RefKind::Object, 0))..)
            .take_while(move |((of, _), _)| *of == vat)
            .map(|((_, first), last)| (*first, *last))
    }
}

fn numbered(kind: RefKind, number: u64) -> VatRef {
    VatRef::new(kind, Side::Vat, number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::rows::VatStateRow;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn a_number_is_spent_once_it_was_used(
            numbers in prop::collection::vec((any::<bool>(), prop_oneof![1_u64..40, u64::MAX - 3..=u64::MAX]), 0..60),
        ) {
            // spec R9
            let vat = VatId(1);
            let mut tables = Tables::empty();
            tables.vats.put(vat, VatStateRow::new());
            let mut used = BTreeSet::from([(true, 0), (false, 0)]);
            for (object, number) in numbers {
                let kind = if object { RefKind::Object } else { RefKind::Promise };
                let vref = numbered(kind, number);
                prop_assert_eq!(tables.is_spent(vat, vref), !used.insert((object, number)));
                if !tables.is_spent(vat, vref) {
                    tables.spend(vat, vref);
                }
                let of_kind = used.iter().filter(|(of, _)| *of == object).count() as u128;
                let gaps = tables.gaps(vat).filter(|(first, _)| first.kind() == kind);
                let left_out: u128 = gaps.map(|(first, last)| u128::from(last - first.number()) + 1).sum();
                prop_assert_eq!(u128::from(tables.highest_export(vat, kind)) + 1, of_kind + left_out);
            }
        }
    }
}
