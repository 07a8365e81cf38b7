//! The workers: which vats are in memory, and how one that is not comes back.
//!
//! A vat comes back by doing its whole transcript again, and every call and every computron of it is
//! compared on the way. What it does for that are events of their own (spec C1.3). This module must never change
//! the tables.

use std::collections::BTreeMap;
use std::sync::Arc;

use crankcase_abi::{HeapRoot, VatHost, VatSpec, VatWorker};
use crankcase_store::{BlobHash, Store};

use crate::crank::watch::Watch;
use crate::error::KernelError;
use crate::ids::VatId;
use crate::observer::TraceEvent;
use crate::replay::{Replayer, Step};
use crate::tables::rows::{VatConfigRow, VatStateRow};

/// All workers of a kernel.
pub(crate) struct Warehouse {
    host: Box<dyn VatHost>,
    online: BTreeMap<VatId, Box<dyn VatWorker>>,
}

/// What a worker of this vat is made from.
pub(crate) fn spec(store: &Store, config: &VatConfigRow) -> Result<VatSpec, KernelError> {
    let bundle: Arc<[u8]> = store.get_blob(&BlobHash(config.bundle.0))?.into();
    Ok(VatSpec {
        name: config.name.clone(),
        bundle,
        memory_limit: config.memory_limit,
    })
}

impl Warehouse {
    pub(crate) fn new(host: Box<dyn VatHost>) -> Self {
        Self {
            host,
            online: BTreeMap::new(),
        }
    }

    /// The worker of a vat, brought back if need be.
    pub(crate) fn worker(
        &mut self,
        store: &Store,
        vat: VatId,
        config: &VatConfigRow,
        state: &VatStateRow,
        watch: &mut Watch<'_>,
    ) -> Result<&mut dyn VatWorker, KernelError> {
        if !self.online.contains_key(&vat) {
            let deliveries = state.deliveries.0;
            let (start, finish) = if deliveries == 0 {
                let start = TraceEvent::VatStartupStart { vat };
                (start, TraceEvent::VatStartupFinish { vat })
            } else {
                let start = TraceEvent::StartReplay { vat, deliveries };
                (start, TraceEvent::FinishReplay { vat, deliveries })
            };
            watch.event(&start);
            let worker = self.bring_back(store, vat, config, state)?;
            watch.event(&finish);
            self.online.insert(vat, worker);
        }
        Ok(&mut **self.online.get_mut(&vat).expect("just made sure"))
    }

    fn bring_back(
        &self,
        store: &Store,
        vat: VatId,
        config: &VatConfigRow,
        state: &VatStateRow,
    ) -> Result<Box<dyn VatWorker>, KernelError> {
        let worker = self.host.create(&spec(store, config)?)?;
        let mut replayer = Replayer::new(vat, config, worker);
        replayer.run(store, state, |_| {})?.map_or_else(
            || match replayer.into_worker() {
                Step::Alive(worker) => Ok(worker),
                Step::Dead => Err(KernelError::Corrupt(format!(
                    "the transcript of {vat} ends with its death, yet it runs"
                ))),
            },
            |divergence| Err(KernelError::Diverged(Box::new(divergence))),
        )
    }

    /// Forgets a worker: its vat ended or its delivery did not return.
    pub(crate) fn drop_worker(&mut self, vat: VatId) {
        self.online.remove(&vat);
    }

    /// Takes a worker's heap as an image, drops it, and goes on with one made from the image.
    pub(crate) fn reload(
        &mut self,
        store: &Store,
        vat: VatId,
        config: &VatConfigRow,
        watch: &mut Watch<'_>,
    ) -> Result<(), KernelError> {
        let Some(mut worker) = self.online.remove(&vat) else {
            return Ok(());
        };
        let image = worker.image()?;
        drop(worker);
        let heap = image.root();
        watch.event(&TraceEvent::HeapSnapshotSave { vat, heap });
        let worker = self.host.restore(&spec(store, config)?, &image)?;
        watch.event(&TraceEvent::HeapSnapshotLoad { vat, heap });
        self.online.insert(vat, worker);
        Ok(())
    }

    /// The heap hash of a vat that is in memory.
    pub(crate) fn heap_root(&mut self, vat: VatId) -> Result<Option<HeapRoot>, KernelError> {
        match self.online.get_mut(&vat) {
            Some(worker) => Ok(Some(worker.heap_root()?)),
            None => Ok(None),
        }
    }
}
