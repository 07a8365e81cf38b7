//! What a host does about the lives of vats: reaping them, changing their options, ending them, and looking back
//! at those that are gone.
//!
//! What a host does is sealed like a crank. This module must never run a vat.

use crankcase_store::Store;

use crate::crank::route;
use crate::creation;
use crate::end::{self, Ending};
use crate::error::KernelError;
use crate::garbage;
use crate::graves::{self, Grave};
use crate::ids::VatId;
use crate::kernel::{Between, Kernel};
use crate::reap::ReapThreshold;
use crate::snapshots::SnapshotPolicy;
use crate::summary::VatSummary;
use crate::tables::rows::OptionsChange;

/// What is to become different for all vats that say nothing of their own; nothing where nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KernelChange {
    /// After how many deliveries they are reaped.
    pub reap_interval: Option<ReapThreshold>,
    /// After how many references that were taken back from them.
    pub reap_gc_krefs: Option<ReapThreshold>,
    /// When snapshots are taken of them.
    pub snapshots: Option<SnapshotPolicy>,
}

impl Kernel {
    /// Ends a vat as a failure, for this reason (spec A10).
    ///
    /// # Errors
    /// When there is no such vat, it has ended, or it is critical; nothing changes then.
    pub fn terminate_vat(&mut self, vat: VatId, reason: &str) -> Result<(), KernelError> {
        self.outside(|kernel| {
            let name = kernel.alive(vat)?;
            let config = kernel.tables.configs.get(&vat);
            if config.is_some_and(|config| config.critical) {
                let reason = reason.to_owned();
                return Err(KernelError::CriticalVat { name, reason });
            }
            end::terminate(&mut kernel.tables, vat, &Ending::failure(reason));
            kernel.tables.take_ended();
            kernel.block.close_transcript(vat);
            kernel.settle();
            Ok(())
        })?;
        self.warehouse.forget(vat);
        let reason = reason.to_owned();
        self.between.push(Between::End { vat, reason });
        Ok(())
    }

    /// Asks every vat that runs to give up its garbage, but for those that never do (spec C2.5).
    ///
    /// # Errors
    /// [`KernelError::Stopped`].
    pub fn reap_all(&mut self) -> Result<(), KernelError> {
        self.outside(|kernel| {
            let tables = &mut kernel.tables;
            let configs = tables.configs.iter();
            let reaped =
                configs.filter(|(vat, config)| !config.reap.never && tables.is_alive(**vat));
            let vats: Vec<_> = reaped.map(|(vat, _)| *vat).collect();
            vats.into_iter().for_each(|vat| tables.queue_reap(vat));
            Ok(())
        })
    }

    /// Changes what a vat was made with, in its turn after what is queued already (spec A8).
    ///
    /// # Errors
    /// When there is no such vat, or it has ended; nothing changes then.
    pub fn change_vat_options(
        &mut self,
        vat: VatId,
        change: OptionsChange,
    ) -> Result<(), KernelError> {
        self.outside(|kernel| {
            kernel.alive(vat)?;
            creation::ask_for_change(&mut kernel.tables, vat, change);
            kernel.settle();
            Ok(())
        })
    }

    /// Changes from now on when vats that say nothing of their own are reaped (spec C2.5), and when snapshots
    /// are taken of them (spec H2).
    ///
    /// # Errors
    /// [`KernelError::Stopped`].
    pub fn change_kernel_options(&mut self, change: KernelChange) -> Result<(), KernelError> {
        self.outside(|kernel| {
            kernel.tables.update_row(|row| {
                row.reap.deliveries = change.reap_interval.unwrap_or(row.reap.deliveries);
                row.reap.gc_krefs = change.reap_gc_krefs.unwrap_or(row.reap.gc_krefs);
                row.snapshots = change.snapshots.unwrap_or(row.snapshots);
            });
            Ok(())
        })
    }

    /// The name of a vat that has not ended.
    fn alive(&self, vat: VatId) -> Result<String, KernelError> {
        let no_such = || KernelError::NoSuchVat(vat.to_string());
        let name = &self.tables.configs.get(&vat).ok_or_else(no_such)?.name;
        if self.tables.is_alive(vat) {
            Ok(name.clone())
        } else {
            Err(KernelError::Ended(name.clone()))
        }
    }

    /// Routes what an event from outside has accepted, and finds its garbage.
    fn settle(&mut self) {
        route::accepted(&mut self.tables);
        garbage::collect(&mut self.tables);
    }

    /// The dynamic vats that have ended and of which nothing is left, in the order in which that was so.
    ///
    /// # Errors
    /// When the store fails or is damaged.
    pub fn gone(&self) -> Result<Vec<VatSummary>, KernelError> {
        let mut gone = gone(&self.store)?;
        for bytes in self.block.graves() {
            gone.push(summary(&Grave::from_bytes(bytes)?));
        }
        Ok(gone)
    }
}

/// The dynamic vats in a store that have ended and of which nothing is left.
///
/// # Errors
/// When the store fails or is damaged.
pub fn gone(store: &Store) -> Result<Vec<VatSummary>, KernelError> {
    Ok(graves::stored(store)?.iter().map(summary).collect())
}

fn summary(grave: &Grave) -> VatSummary {
    VatSummary::of(grave.vat, &grave.config, &grave.state)
}
