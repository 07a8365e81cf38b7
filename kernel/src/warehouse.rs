//! The workers: which vats are in memory, and how one that is not comes back.
//!
//! A vat comes back from an image of its memory, or from its beginning, by doing again what its transcript
//! has since then; every call and every computron of it is compared on the way. What it does for that are
//! events of their own (spec C1.3). Which vats are in memory must never show (spec H8), and this module must
//! never change the tables.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Arc;

use crankcase_abi::{Computrons, HeapImage, HeapRoot, VatHost, VatSpec, VatWorker};
use crankcase_store::{BlobHash, Store};

use crate::crank::watch::Watch;
use crate::error::KernelError;
use crate::ids::{DeliveryNumber, TranscriptHash, VatId};
use crate::observer::TraceEvent;
use crate::recorded::Recorded;
use crate::replay::{Replayer, Step};
use crate::snapshots::{self, KnownChunks, Listed, Whole};
use crate::summary::SnapshotSummary;
use crate::tables::rows::{VatConfigRow, VatStateRow};

/// All workers of a kernel.
pub(crate) struct Warehouse {
    host: Box<dyn VatHost>,
    online: BTreeMap<VatId, Online>,
    /// How many of them there may be.
    most: usize,
    /// How often a worker was asked for.
    turns: u64,
    bases: BTreeMap<VatId, Base>,
    /// Known once it was needed.
    known: Option<KnownChunks>,
    /// What is known to be whole of snapshots.
    whole: Whole,
}

/// A vat in memory.
struct Online {
    worker: Box<dyn VatWorker>,
    /// When it was last asked for.
    turn: u64,
}

/// A vat as it was some deliveries ago, in memory: from here it comes back quickly when a delivery has to be
/// undone.
struct Base {
    image: HeapImage,
    deliveries: DeliveryNumber,
    transcript: TranscriptHash,
    computrons: Computrons,
}

/// How many vats are in memory where nobody says otherwise.
const MOST_ONLINE: usize = 200;
/// A base is made anew after so many deliveries, so that no more have to be done again.
const MOST_BEHIND: u64 = 16;
/// Or after they cost so much.
const COST_BEHIND: Computrons = Computrons(10_000_000);

impl Base {
    fn new(image: HeapImage, state: &VatStateRow) -> Self {
        Self {
            image,
            deliveries: state.deliveries,
            transcript: state.transcript,
            computrons: state.computrons,
        }
    }

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
    pub(crate) fn new(host: Box<dyn VatHost>, most: Option<NonZeroUsize>) -> Self {
        Self {
            host,
            online: BTreeMap::new(),
            most: most.map_or(MOST_ONLINE, NonZeroUsize::get),
            turns: 0,
            bases: BTreeMap::new(),
            known: None,
            whole: Whole::default(),
        }
    }

    /// The worker of a vat, brought back if need be.
    pub(crate) fn worker(
        &mut self,
        recorded: Recorded<'_>,
        (vat, config, state): Known<'_>,
        watch: &mut Watch<'_>,
    ) -> Result<&mut dyn VatWorker, KernelError> {
        self.turns += 1;
        if !self.online.contains_key(&vat) {
            self.make_room();
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
            self.put_online(vat, worker);
            if self.bases.contains_key(&vat) {
                // What was done again now is not done again the next time.
                self.keep_base(vat, state)?;
            }
        }
        let online = self.online.get_mut(&vat).expect("just made sure");
        online.turn = self.turns;
        Ok(&mut *online.worker)
    }

    fn put_online(&mut self, vat: VatId, worker: Box<dyn VatWorker>) {
        let turn = self.turns;
        self.online.insert(vat, Online { worker, turn });
    }

    /// Lets the workers go that were used least recently, until there is room for another.
    fn make_room(&mut self) {
        while self.online.len() >= self.most {
            let oldest = self.online.iter().min_by_key(|(_, online)| online.turn);
            let Some(vat) = oldest.map(|(vat, _)| *vat) else {
                return;
            };
            self.online.remove(&vat);
            self.bases.remove(&vat);
        }
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
        if let Some(online) = self.online.get_mut(&vat) {
            let base = Base::new(online.worker.image()?, state);
            self.bases.insert(vat, base);
        }
        Ok(())
    }

    fn bring_back(
        &mut self,
        recorded: Recorded<'_>,
        (vat, config, state): Known<'_>,
        watch: &mut Watch<'_>,
    ) -> Result<Box<dyn VatWorker>, KernelError> {
        let spec = spec(recorded.store, config)?;
        let replayer = match self.bases.get(&vat) {
            Some(base) => {
                let worker = self.host.restore(&spec, &base.image)?;
                let heap = base.image.root();
                watch.event(&TraceEvent::HeapSnapshotLoad { vat, heap });
                Replayer::new(vat, config, worker).behind(base.deliveries, base.transcript)
            }
            None => self.start_in_store(recorded, (vat, config, state), &spec, watch)?,
        };
        replay_rest(replayer, recorded, (vat, config, state))
    }

    /// Where a vat starts that comes back from the store: at its newest snapshot that is whole, or else at
    /// its beginning (spec H5).
    fn start_in_store<'a>(
        &mut self,
        recorded: Recorded<'_>,
        (vat, config, state): Known<'a>,
        spec: &VatSpec,
        watch: &mut Watch<'_>,
    ) -> Result<Replayer<'a>, KernelError> {
        let mut damage = None;
        if state.snapshot.is_some() {
            let listed = Listed::new(recorded, vat)?;
            for place in (0..listed.len()).rev() {
                let row = listed.get(place)?;
                let known = known_chunks(&mut self.known, &*self.host, spec)?;
                match self.whole.read(recorded.store, row.heap, known)? {
                    Ok(image) => {
                        let worker = self.host.restore(spec, &image)?;
                        let heap = row.heap;
                        watch.event(&TraceEvent::HeapSnapshotLoad { vat, heap });
                        let replayer = Replayer::new(vat, config, worker);
                        return Ok(replayer.behind(row.deliveries, row.transcript));
                    }
                    Err(wrong) => {
                        let (heap, why) = (row.heap, &wrong.to_string());
                        watch.event(&TraceEvent::HeapSnapshotSkip { vat, heap, why });
                        damage.get_or_insert(wrong);
                    }
                }
            }
        }
        match damage {
            Some(damage) if snapshots::kept_from(recorded, vat)?.0 > 0 => {
                let name = config.name.clone();
                Err(KernelError::NoSnapshot { vat, name, damage })
            }
            _ => Ok(Replayer::new(vat, config, self.host.create(spec)?)),
        }
    }

    /// Takes a snapshot of a vat that is in memory, and hands it over to the store.
    pub(crate) fn snapshot(
        &mut self,
        store: &mut Store,
        vat: VatId,
        watch: &mut Watch<'_>,
    ) -> Result<(SnapshotSummary, HeapImage), KernelError> {
        let online = self.online.get_mut(&vat);
        let online = online.expect("a vat that has just run is in memory");
        let image = online.worker.image()?;
        let heap = image.root();
        watch.event(&TraceEvent::HeapSnapshotSave { vat, heap });
        let handed_over = self.whole.put(store, &image)?;
        Ok((SnapshotSummary { heap, handed_over }, image))
    }

    /// What is known to be whole of snapshots.
    pub(crate) fn whole(&mut self) -> &mut Whole {
        &mut self.whole
    }

    /// Forgets a worker whose last delivery is undone; the vat can be brought back.
    pub(crate) fn drop_worker(&mut self, vat: VatId) {
        self.online.remove(&vat);
    }

    /// Makes a snapshot that was just taken what a vat comes back from when a delivery is undone, if that may
    /// happen to it. So nothing from before its last snapshot is ever done again (spec H9).
    pub(crate) fn rest_on(&mut self, vat: VatId, state: &VatStateRow, image: HeapImage) {
        if let Some(base) = self.bases.get_mut(&vat) {
            *base = Base::new(image, state);
        }
    }

    /// Forgets what a vat would come back from, because its transcript goes on in another way since.
    pub(crate) fn forget_base(&mut self, vat: VatId) {
        self.bases.remove(&vat);
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
        let Some(Online { mut worker, .. }) = self.online.remove(&vat) else {
            return Ok(());
        };
        let image = worker.image()?;
        drop(worker);
        let heap = image.root();
        watch.event(&TraceEvent::HeapSnapshotSave { vat, heap });
        let worker = self.host.restore(&spec(store, config)?, &image)?;
        watch.event(&TraceEvent::HeapSnapshotLoad { vat, heap });
        self.put_online(vat, worker);
        Ok(())
    }

    /// The heap hash of a vat that is in memory.
    pub(crate) fn heap_root(&mut self, vat: VatId) -> Result<Option<HeapRoot>, KernelError> {
        match self.online.get_mut(&vat) {
            Some(online) => Ok(Some(online.worker.heap_root()?)),
            None => Ok(None),
        }
    }
}

/// The chunks with which every vat begins.
pub(crate) fn known_chunks<'a>(
    known: &'a mut Option<KnownChunks>,
    host: &dyn VatHost,
    spec: &VatSpec,
) -> Result<&'a KnownChunks, KernelError> {
    if known.is_none() {
        let chunks = host.create(spec)?.image()?.chunks;
        *known = Some(
            chunks
                .into_iter()
                .map(|chunk| (chunk.hash, chunk))
                .collect(),
        );
    }
    Ok(known.get_or_insert_default())
}

/// Does what a vat has done since a replayer's start.
fn replay_rest(
    mut replayer: Replayer<'_>,
    recorded: Recorded<'_>,
    (vat, _, state): Known<'_>,
) -> Result<Box<dyn VatWorker>, KernelError> {
    if let Some(divergence) = replayer.run(recorded, state, |_| {})? {
        return Err(KernelError::Diverged(Box::new(divergence)));
    }
    match replayer.into_worker() {
        Step::Alive(worker) => Ok(worker),
        Step::Dead => Err(KernelError::Corrupt(format!(
            "the transcript of {vat} ends with its death, yet it runs"
        ))),
    }
}
