//! Doing a transcript again: each delivery to a fresh vat, each call and each computron compared (spec T6).
//!
//! Serves both `replay`, which proves a store, and the warehouse, which brings vats back. It must never
//! write to the store, and never show console output.

use crankcase_abi::{
    Computrons, ConsoleLevel, Ended, HeapImage, HeapRoot, IllegalSyscall, KernelSide, Syscall,
    SyscallResult, VatFault, VatHost, VatWorker, codec,
};
use crankcase_store::Store;

use crate::chain::{Broken, Chain};
use crate::error::KernelError;
use crate::graves;
use crate::ids::{CrankNumber, DeliveryNumber, TranscriptHash, VatId};
use crate::recorded::Recorded;
use crate::snapshots::{self, Beginning};
use crate::tables::Tables;
use crate::tables::rows::{VatConfigRow, VatStateRow};
use crate::transcript::{self, HeapRecord, SyscallRecord, TranscriptEntry};
use crate::warehouse;

/// The first place where a vat did something else than its transcript says.
#[derive(Clone, Debug)]
pub struct Divergence {
    /// The vat.
    pub vat: VatId,
    /// Its name.
    pub name: String,
    /// The delivery, counted from 0.
    pub delivery: DeliveryNumber,
    /// The crank.
    pub crank: CrankNumber,
    /// What differs.
    pub difference: Difference,
}

/// What differs from a transcript.
#[derive(Clone, Debug)]
pub enum Difference {
    /// A system call, by its number in the delivery from 0; `None` is "no call".
    Syscall {
        /// Which.
        index: usize,
        /// What the transcript says.
        expected: Option<Box<Syscall>>,
        /// What the vat did.
        found: Option<Box<Syscall>>,
    },
    /// The cost.
    Computrons {
        /// What the transcript says.
        expected: Computrons,
        /// What it cost now.
        found: Computrons,
    },
    /// The end of the delivery.
    Ended {
        /// What the transcript says.
        expected: Ended,
        /// How it ended now.
        found: Ended,
    },
    /// The heap.
    Heap {
        /// The hash that was recorded.
        expected: HeapRoot,
        /// The hash now.
        found: HeapRoot,
    },
    /// The hash chain over the entries is not the one the kernel committed.
    Chain,
}

impl std::fmt::Display for Divergence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "vat {:?} ({}) differs at delivery {}, crank {}: ",
            self.name, self.vat, self.delivery, self.crank
        )?;
        match &self.difference {
            Difference::Syscall {
                index,
                expected,
                found,
            } => {
                let show = |call: &Option<Box<Syscall>>| match call {
                    Some(call) => format!("{call:?}"),
                    None => "no call".to_owned(),
                };
                write!(
                    f,
                    "syscall {index}\n  - recorded: {}\n  + replayed: {}",
                    show(expected),
                    show(found)
                )
            }
            Difference::Computrons { expected, found } => {
                write!(
                    f,
                    "computrons\n  - recorded: {expected}\n  + replayed: {found}"
                )
            }
            Difference::Ended { expected, found } => {
                write!(
                    f,
                    "its end\n  - recorded: {expected:?}\n  + replayed: {found:?}"
                )
            }
            Difference::Heap { expected, found } => {
                write!(
                    f,
                    "heap hash\n  - recorded: {expected}\n  + replayed: {found}"
                )
            }
            Difference::Chain => write!(f, "the transcript is not the one that was committed"),
        }
    }
}

/// What was replayed of one vat.
#[derive(Clone, Debug)]
pub struct VatReplay {
    /// The vat.
    pub vat: VatId,
    /// Its name.
    pub name: String,
    /// The first delivery that was done again: not the first of all where the replay began at a snapshot.
    pub from: DeliveryNumber,
    /// How many deliveries were done again and found equal.
    pub deliveries: u64,
    /// How many recorded heap hashes were compared.
    pub heaps: u64,
    /// What they cost.
    pub computrons: Computrons,
}

impl VatReplay {
    /// Nothing yet, from this delivery on.
    fn none(vat: VatId, config: &VatConfigRow, from: DeliveryNumber) -> Self {
        Self {
            vat,
            name: config.name.clone(),
            from,
            deliveries: 0,
            heaps: 0,
            computrons: Computrons(0),
        }
    }
}

/// Whatever became of a worker.
pub(crate) enum Step {
    Alive(Box<dyn VatWorker>),
    Dead,
}

/// Compares the calls of one delivery with the record.
struct Comparison<'a> {
    recorded: &'a [SyscallRecord],
    /// Why the call after the last recorded one was refused, if the delivery ended so.
    refusal: Option<&'a str>,
    next: usize,
    different: Option<Difference>,
}

impl KernelSide for Comparison<'_> {
    fn syscall(&mut self, call: Syscall) -> Result<SyscallResult, IllegalSyscall> {
        let expected = self.recorded.get(self.next);
        match expected {
            Some(record) if record.call == call => {
                self.next += 1;
                Ok(record.result.clone())
            }
            None if self.refusal.is_some() => Err(IllegalSyscall(
                self.refusal.take().unwrap_or_default().to_owned(),
            )),
            _ => {
                let expected = expected.map(|record| Box::new(record.call.clone()));
                let index = self.next;
                self.different = Some(Difference::Syscall {
                    index,
                    expected,
                    found: Some(Box::new(call)),
                });
                Err(IllegalSyscall("the transcript says otherwise".to_owned()))
            }
        }
    }

    fn console(&mut self, _: ConsoleLevel, _: &str) {}
}

/// Does a vat's transcript again.
pub(crate) struct Replayer<'a> {
    vat: VatId,
    config: &'a VatConfigRow,
    worker: Step,
    /// How many deliveries the worker has had at the start, and the hash over them.
    start: (DeliveryNumber, TranscriptHash),
    done: VatReplay,
    /// The delivery whose heap was compared last.
    compared: Option<DeliveryNumber>,
}

impl<'a> Replayer<'a> {
    pub(crate) fn new(vat: VatId, config: &'a VatConfigRow, worker: Box<dyn VatWorker>) -> Self {
        let done = VatReplay::none(vat, config, DeliveryNumber(0));
        Self {
            vat,
            config,
            worker: Step::Alive(worker),
            start: Default::default(),
            done,
            compared: None,
        }
    }

    /// Goes on from a worker that has had so many deliveries, with this hash over them.
    pub(crate) fn behind(mut self, deliveries: DeliveryNumber, hash: TranscriptHash) -> Self {
        self.start = (deliveries, hash);
        self.done.from = deliveries;
        self
    }

    pub(crate) fn into_worker(self) -> Step {
        self.worker
    }

    /// Does everything that is recorded; gives the first difference.
    pub(crate) fn run(
        &mut self,
        recorded: Recorded<'_>,
        state: &VatStateRow,
        mut progress: impl FnMut(&VatReplay),
    ) -> Result<Option<Divergence>, KernelError> {
        let from = self.start.0;
        let mut chain = Chain::at(recorded, (self.vat, state), self.start)?;
        let heap_stream = transcript::heap_stream(self.vat);
        let heaps = recorded.store.read_stream_local(&heap_stream, 0)?;
        let mut heaps = heaps
            .skip_while(|next| from.0 > 0 && is_for(next, DeliveryNumber(from.0 - 1)))
            .peekable();
        let mut last = CrankNumber(0);
        for bytes in recorded.entries(self.vat, from)? {
            let bytes = bytes?;
            let at = chain.deliveries();
            let entry = TranscriptEntry::from_bytes(&bytes, self.vat, at)?;
            last = entry.crank;
            let mut difference = self.deliver(&entry)?;
            let snapshot = chain.pass(&bytes, entry.heap);
            if difference.is_none() {
                difference = match snapshot {
                    Ok(None) => None,
                    Ok(Some(heap)) => self.compare_heap(at, heap)?,
                    Err(Broken) => Some(Difference::Chain),
                };
            }
            while let Some(record) = heaps.next_if(|next| difference.is_none() && is_for(next, at))
            {
                difference = self.compare_record(at, &record?)?;
            }
            if let Some(difference) = difference {
                return Ok(Some(self.divergence(at, entry.crank, difference)));
            }
            self.done.deliveries += 1;
            self.done.computrons += entry.computrons;
            progress(&self.done);
        }
        let whole = chain.is_complete(state);
        Ok((!whole).then(|| self.divergence(chain.deliveries(), last, Difference::Chain)))
    }

    /// The heap as it was after so many deliveries; `None` if the vat does something else than its transcript
    /// says before.
    pub(crate) fn heap_after(
        mut self,
        recorded: Recorded<'_>,
        state: &VatStateRow,
        deliveries: DeliveryNumber,
    ) -> Result<Option<HeapImage>, KernelError> {
        let mut chain = Chain::at(recorded, (self.vat, state), self.start)?;
        for bytes in recorded.entries(self.vat, self.start.0)? {
            let bytes = bytes?;
            let at = chain.deliveries();
            if at >= deliveries {
                break;
            }
            let entry = TranscriptEntry::from_bytes(&bytes, self.vat, at)?;
            let differs = self.deliver(&entry)?.is_some();
            if differs || chain.pass(&bytes, entry.heap).is_err() {
                return Ok(None);
            }
        }
        match self.worker {
            Step::Alive(mut worker) if chain.deliveries() == deliveries => {
                Ok(Some(worker.image()?))
            }
            _ => Ok(None),
        }
    }

    fn divergence(
        &self,
        delivery: DeliveryNumber,
        crank: CrankNumber,
        difference: Difference,
    ) -> Divergence {
        Divergence {
            vat: self.vat,
            name: self.config.name.clone(),
            delivery,
            crank,
            difference,
        }
    }

    /// One delivery; gives what differs.
    fn deliver(&mut self, entry: &TranscriptEntry) -> Result<Option<Difference>, KernelError> {
        let Step::Alive(worker) = &mut self.worker else {
            return Err(KernelError::Corrupt(format!(
                "the transcript of {} goes on after its death",
                self.vat
            )));
        };
        let refusal = match &entry.ended {
            Ended::VatFault(VatFault::IllegalSyscall(why)) => Some(why.as_str()),
            _ => None,
        };
        let mut side = Comparison {
            recorded: &entry.syscalls,
            refusal,
            next: 0,
            different: None,
        };
        let budget = transcript::budget_of(entry, self.config.crank_limit);
        let report = worker.deliver(&entry.delivery, budget, &mut side)?;
        let Comparison {
            next, different, ..
        } = side;
        if report.ended != Ended::Returned {
            self.worker = Step::Dead;
        }
        if different.is_some() {
            return Ok(different);
        }
        if let Some(missing) = entry.syscalls.get(next) {
            let expected = Some(Box::new(missing.call.clone()));
            return Ok(Some(Difference::Syscall {
                index: next,
                expected,
                found: None,
            }));
        }
        if report.ended != entry.ended {
            return Ok(Some(Difference::Ended {
                expected: entry.ended.clone(),
                found: report.ended,
            }));
        }
        let (expected, found) = (entry.computrons, report.computrons);
        Ok((expected != found).then_some(Difference::Computrons { expected, found }))
    }

    fn compare_record(
        &mut self,
        at: DeliveryNumber,
        record: &[u8],
    ) -> Result<Option<Difference>, KernelError> {
        let record: HeapRecord = codec::decode(record)
            .map_err(|error| KernelError::Corrupt(format!("a recorded heap hash ({error})")))?;
        self.compare_heap(at, record.root)
    }

    /// Compares the heap after this delivery with what it was (spec H6).
    fn compare_heap(
        &mut self,
        at: DeliveryNumber,
        expected: HeapRoot,
    ) -> Result<Option<Difference>, KernelError> {
        let Step::Alive(worker) = &mut self.worker else {
            return Err(KernelError::Corrupt("a heap hash of a dead vat".to_owned()));
        };
        let found = worker.heap_root()?;
        self.done.heaps += u64::from(self.compared.replace(at) != Some(at));
        Ok((found != expected).then_some(Difference::Heap { expected, found }))
    }
}

/// Whether the next recorded heap hash belongs to this delivery. One that cannot be read is taken now, so
/// that it is reported.
fn is_for(record: &Result<Vec<u8>, crankcase_store::StoreError>, at: DeliveryNumber) -> bool {
    let Ok(bytes) = record else { return true };
    codec::decode::<HeapRecord>(bytes).map_or(true, |record| record.delivery <= at)
}

/// Where a replay begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReplayFrom {
    /// At the first entry that is kept: the beginning, or a snapshot.
    #[default]
    Beginning,
    /// At the last snapshot of each vat that runs.
    LastSnapshot,
}

/// As [`replay_from`], from the first entries that are kept.
///
/// # Errors
/// As [`replay_from`].
pub fn replay(
    store: &Store,
    host: &dyn VatHost,
    vat: Option<&str>,
    progress: impl FnMut(&VatReplay),
) -> Result<Vec<VatReplay>, KernelError> {
    replay_from(store, host, vat, ReplayFrom::Beginning, progress)
}

/// Replays the vats of a store, also those that are gone, or those that have this name, from their transcripts,
/// and compares every system call, every end, the computrons of every delivery, and the heap at every snapshot
/// and wherever its hash was recorded.
///
/// `progress` is called after each delivery. Stops at the first difference.
///
/// # Errors
/// [`KernelError::Diverged`] at the first difference; otherwise what the store or the host suffered.
pub fn replay_from(
    store: &Store,
    host: &dyn VatHost,
    vat: Option<&str>,
    from: ReplayFrom,
    mut progress: impl FnMut(&VatReplay),
) -> Result<Vec<VatReplay>, KernelError> {
    let tables = Tables::load(store)?;
    crate::image::check(store, &tables, host)?;
    let graves = graves::stored(store)?;
    let gone = graves
        .iter()
        .map(|grave| (grave.vat, &grave.config, &grave.state));
    let kept = tables.configs.iter().map(|(id, config)| {
        let state = tables.vats.get(id);
        (
            *id,
            config,
            state.expect("checked when the tables were loaded"),
        )
    });
    let mut all: Vec<_> = kept.chain(gone).collect();
    all.retain(|(_, config, _)| vat.is_none_or(|name| name == config.name));
    all.sort_by_key(|(id, ..)| *id);
    let recorded = Recorded { store, block: None };
    let mut known = None;
    let mut done = Vec::new();
    for (id, config, state) in all {
        let spec = warehouse::spec(store, config)?;
        let mut replayer = match start(recorded, (id, state), from)? {
            Beginning::Gone => {
                done.push(VatReplay::none(id, config, state.deliveries));
                continue;
            }
            Beginning::Whole => Replayer::new(id, config, host.create(&spec)?),
            Beginning::At(row) => {
                let known = warehouse::known_chunks(&mut known, host, &spec)?;
                let image = snapshots::read(store, row.heap, known)??;
                let worker = host.restore(&spec, &image)?;
                Replayer::new(id, config, worker).behind(row.deliveries, row.transcript)
            }
        };
        if let Some(divergence) = replayer.run(recorded, state, &mut progress)? {
            return Err(KernelError::Diverged(Box::new(divergence)));
        }
        done.push(replayer.done);
    }
    match vat {
        Some(name) if done.is_empty() => Err(KernelError::NoSuchVat(name.to_owned())),
        _ => Ok(done),
    }
}

/// Where the replay of a vat begins.
fn start(
    recorded: Recorded<'_>,
    (vat, state): (VatId, &VatStateRow),
    from: ReplayFrom,
) -> Result<Beginning, KernelError> {
    match (from, state.snapshot) {
        (ReplayFrom::LastSnapshot, Some(row)) if state.is_alive() => Ok(Beginning::At(row)),
        _ => snapshots::beginning(recorded, vat, state),
    }
}
