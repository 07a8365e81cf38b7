//! The workers: which vats are in memory, and how one that is not comes back.
//!
//! A vat comes back by doing its transcript again, all of it or what came since an image of its memory, and
//! every call and every computron of it is compared on the way. What it does for that are events of their own (spec C1.3). This module must never change
//! the tables.

use std::collections::BTreeMap;
use std::sync::Arc;

use crankcase_abi::{Computrons, HeapImage, HeapRoot, VatHost, VatSpec, VatWorker};
use crankcase_store::{BlobHash, Store};

use crate::crank::watch::Watch;
use crate::error::KernelError;
use crate::ids::{DeliveryNumber, TranscriptHash, VatId};
use crate::observer::TraceEvent;
use crate::recorded::Recorded;
use crate::replay::{Replayer, Step};
use crate::tables::rows::{VatConfigRow, VatStateRow};

/// All workers of a kernel.
pub(crate) struct Warehouse {
    host: Box<dyn VatHost>,
    online: BTreeMap<VatId, Box<dyn VatWorker>>,
    bases: BTreeMap<VatId, Base>,
}

/// A vat as it was some deliveries ago: from here it comes back quickly when a delivery has to be undone.
struct Base {
    image: HeapImage,
    deliveries: DeliveryNumber,
    transcript: TranscriptHash,
    computrons: Computrons,
}

/// A base is made anew after so many deliveries, so that no more have to be done again.
const MOST_BEHIND: u64 = 16;
/// Or after they cost so much.
const COST_BEHIND: Computrons = Computrons(10_000_000);

impl Base {
    fn is_near(&self, state: &VatStateRow) -> bool {
        let deliveries = state.deliveries.0.saturating_sub(self.deliveries.0);
        let cost = state.computrons.saturating_sub(self.computrons);
        deliveries < MOST_BEHIND && cost < COST_BEHIND
    }
}

/// Who a vat is, and how far it has come.
type Known<'a> = (VatId, &'a VatConfigRow, &'a VatStateRow);

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
            bases: BTreeMap::new(),
        }
    }

    /// The worker of a vat, brought back if need be.
    pub(crate) fn worker(
        &mut self,
        recorded: Recorded<'_>,
        (vat, config, state): Known<'_>,
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
            let worker = self.bring_back(recorded, (vat, config, state), watch)?;
            watch.event(&finish);
            self.online.insert(vat, worker);
            if self.bases.contains_key(&vat) {
                // What was done again now is not done again the next time.
                self.keep_base(vat, state)?;
            }
        }
        Ok(&mut **self.online.get_mut(&vat).expect("just made sure"))
    }

    /// Makes sure that a delivery can be undone quickly, if that may be necessary; otherwise saves the memory.
    pub(crate) fn prepare(
        &mut self,
        recorded: Recorded<'_>,
        (vat, config, state): Known<'_>,
        may_pause: bool,
        watch: &mut Watch<'_>,
    ) -> Result<(), KernelError> {
        if !may_pause {
            if self.online.contains_key(&vat) {
                self.bases.remove(&vat);
            }
            return Ok(());
        }
        self.worker(recorded, (vat, config, state), watch)?;
        let near = self.bases.get(&vat).is_some_and(|base| base.is_near(state));
        if near {
            Ok(())
        } else {
            self.keep_base(vat, state)
        }
    }

    fn keep_base(&mut self, vat: VatId, state: &VatStateRow) -> Result<(), KernelError> {
        if let Some(worker) = self.online.get_mut(&vat) {
            let base = Base {
                image: worker.image()?,
                deliveries: state.deliveries,
                transcript: state.transcript,
                computrons: state.computrons,
            };
            self.bases.insert(vat, base);
        }
        Ok(())
    }

    fn bring_back(
        &self,
        recorded: Recorded<'_>,
        (vat, config, state): Known<'_>,
        watch: &mut Watch<'_>,
    ) -> Result<Box<dyn VatWorker>, KernelError> {
        let spec = spec(recorded.store, config)?;
        let mut replayer = match self.bases.get(&vat) {
            None => Replayer::new(vat, config, self.host.create(&spec)?),
            Some(base) => {
                let worker = self.host.restore(&spec, &base.image)?;
                let heap = base.image.root();
                watch.event(&TraceEvent::HeapSnapshotLoad { vat, heap });
                Replayer::new(vat, config, worker).behind(base.deliveries, base.transcript)
            }
        };
        replayer.run(recorded, state, |_| {})?.map_or_else(
            || match replayer.into_worker() {
                Step::Alive(worker) => Ok(worker),
                Step::Dead => Err(KernelError::Corrupt(format!(
                    "the transcript of {vat} ends with its death, yet it runs"
                ))),
            },
            |divergence| Err(KernelError::Diverged(Box::new(divergence))),
        )
    }

    /// Forgets a worker whose last delivery is undone; the vat can be brought back.
    pub(crate) fn drop_worker(&mut self, vat: VatId) {
        self.online.remove(&vat);
    }

    /// Forgets a vat that has ended.
    pub(crate) fn forget(&mut self, vat: VatId) {
        self.online.remove(&vat);
        self.bases.remove(&vat);
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
