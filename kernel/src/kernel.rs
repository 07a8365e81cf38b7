//! The kernel as its host sees it.
//!
//! Only the outside: making, opening, stepping, committing, asking. What a crank does is in `crank`.

use std::num::NonZeroU64;

use crankcase_abi::{BundleId, CapData, Computrons, Delivery, HeapRoot, VatHost};
use crankcase_store::Store;

use crate::check::{self, Violation};
use crate::cleanup::{Cleaned, CleanupBudget};
use crate::crank::{self, commit::Block, watch::Watch};
use crate::devices::Devices;
use crate::dump::{self, Dump};
use crate::error::KernelError;
use crate::genesis::Genesis;
use crate::ids::{ActivityHash, CrankHash, CrankNumber, GenesisHash, KernelRef, VatId};
use crate::inbound;
use crate::observer::{Observer, Silent};
use crate::tables::Tables;
use crate::tables::keys::BundleName;
use crate::tables::rows::{PromiseState, VatConfigRow, VatStateRow, VatStatus};
use crate::transcript::{self, TranscriptEntry};
use crate::warehouse::Warehouse;

/// Ways to run that change no byte of what is computed.
#[derive(Clone, Debug, Default)]
pub struct KernelOptions {
    /// Record the heap hash after every delivery.
    pub audit: bool,
    /// After every so many deliveries to a vat, drop it and go on with one made from its memory image.
    pub reload_every: Option<NonZeroU64>,
    /// The devices that the host offers. More than the application has do no harm.
    pub devices: Devices,
}

/// One crank.
#[derive(Clone, Debug)]
pub struct CrankSummary {
    /// Its number.
    pub number: CrankNumber,
    /// The hash of what it changed.
    pub hash: CrankHash,
    /// The delivery, if it reached a vat.
    pub delivered: Option<DeliverySummary>,
    /// Why the vat ended, if it did.
    pub ended: Option<String>,
    /// What it cleaned up after a vat that has ended.
    pub cleaned: Option<Cleaned>,
}

/// The delivery of a crank.
#[derive(Clone, Copy, Debug)]
pub struct DeliverySummary {
    /// The vat that received it.
    pub vat: VatId,
    /// What it was about.
    pub kind: DeliveryKind,
    /// What it cost.
    pub computrons: Computrons,
    /// The size of the vat's memory after it, in bytes.
    pub memory_bytes: u64,
    /// How much of that was not there before it, in bytes.
    pub grown_bytes: u64,
}

/// What deliveries are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryKind {
    /// The start of a vat.
    Start,
    /// A message to an object.
    Message,
    /// News of promises.
    Notify,
    /// News of references that nobody else reaches or recognizes (spec G6).
    Garbage,
    /// The request to collect garbage (spec G11).
    Reap,
}

impl DeliveryKind {
    pub(crate) fn of(delivery: &Delivery) -> Self {
        match delivery {
            Delivery::StartVat { .. } => Self::Start,
            Delivery::Message { .. } => Self::Message,
            Delivery::Notify { .. } => Self::Notify,
            Delivery::DropExports { .. }
            | Delivery::RetireExports { .. }
            | Delivery::RetireImports { .. } => Self::Garbage,
            Delivery::BringOutYourDead => Self::Reap,
        }
    }
}

/// Where a promise stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PromiseStatus {
    /// Nobody has resolved it.
    Unresolved,
    /// It has this value.
    Fulfilled(CapData<KernelRef>),
    /// It was rejected for this reason.
    Rejected(CapData<KernelRef>),
}

/// One vat.
#[derive(Clone, Debug)]
pub struct VatSummary {
    /// Its id.
    pub id: VatId,
    /// Its name.
    pub name: String,
    /// How many deliveries it has had.
    pub cranks: u64,
    /// What they cost.
    pub computrons: Computrons,
    /// The size of its memory after the last one, in bytes.
    pub memory_bytes: u64,
    /// Whether it runs.
    pub status: VatStatus,
}

impl VatSummary {
    pub(crate) fn of(id: VatId, config: &VatConfigRow, state: &VatStateRow) -> Self {
        Self {
            id,
            name: config.name.clone(),
            cranks: state.deliveries.0,
            computrons: state.computrons,
            memory_bytes: state.memory_bytes,
            status: state.status.clone(),
        }
    }
}

/// Sums over a kernel's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    /// Cranks executed.
    pub cranks: u64,
    /// What all deliveries cost, those that were undone too.
    pub computrons: Computrons,
}

/// A kernel with its store and its vats.
pub struct Kernel {
    pub(crate) tables: Tables,
    pub(crate) store: Store,
    pub(crate) warehouse: Warehouse,
    pub(crate) block: Block,
    pub(crate) options: Options,
    /// Set while something is under way that must not stop half way.
    pub(crate) stopped: bool,
}

/// [`KernelOptions`], ready for use.
pub(crate) struct Options {
    pub(crate) audit: bool,
    pub(crate) reload_every: Option<u64>,
    pub(crate) devices: Devices,
}

impl From<KernelOptions> for Options {
    fn from(options: KernelOptions) -> Self {
        Self {
            audit: options.audit,
            reload_every: options.reload_every.map(NonZeroU64::get),
            devices: options.devices,
        }
    }
}

/// Refuses a store whose vats run on another image.
pub(crate) fn check_image(tables: &Tables, host: &dyn VatHost) -> Result<(), KernelError> {
    let (found, expected) = (tables.row().image, host.image_id());
    if found == expected {
        return Ok(());
    }
    Err(KernelError::OtherImage {
        found: found.to_string(),
        expected: expected.to_string(),
    })
}

impl Kernel {
    /// Makes a kernel from an application and commits its first block.
    ///
    /// # Errors
    /// When the store already holds a kernel, the bootstrap vat is missing, a memory limit is below what every
    /// vat begins with, a device is not offered, or the store fails.
    pub fn create(
        mut store: Store,
        host: Box<dyn VatHost>,
        genesis: &Genesis,
        options: KernelOptions,
    ) -> Result<Self, KernelError> {
        if store.get(b"k")?.is_some() {
            return Err(KernelError::NotEmpty);
        }
        genesis.check_limits(host.base_bytes())?;
        let mut tables = Tables::new(
            (host.image_id(), host.base_bytes()),
            genesis.hash(),
            genesis.reap,
        );
        inbound::genesis(&mut tables, &mut store, genesis)?;
        options.devices.check(&tables)?;
        let mut block = Block::after(&store, &tables)?;
        block.seal(&mut tables);
        block.commit(&mut store)?;
        Ok(Self {
            tables,
            store,
            warehouse: Warehouse::new(host),
            block,
            options: options.into(),
            stopped: false,
        })
    }

    /// Goes on with the kernel that a store holds.
    ///
    /// # Errors
    /// When there is none, it is damaged, its vats run on another image than this host's, or it has a device
    /// that is not offered.
    pub fn open(
        store: Store,
        host: Box<dyn VatHost>,
        options: KernelOptions,
    ) -> Result<Self, KernelError> {
        let tables = Tables::load(&store)?;
        check_image(&tables, &*host)?;
        options.devices.check(&tables)?;
        let block = Block::after(&store, &tables)?;
        Ok(Self {
            tables,
            store,
            warehouse: Warehouse::new(host),
            block,
            options: options.into(),
            stopped: false,
        })
    }

    /// Runs something that must not stop half way: after an error or a panic in it the kernel refuses
    /// everything else.
    fn latched<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, KernelError>,
    ) -> Result<T, KernelError> {
        if std::mem::replace(&mut self.stopped, true) {
            return Err(KernelError::Stopped);
        }
        let result = work(self)?;
        self.stopped = false;
        Ok(result)
    }

    /// Executes one crank; `None` when there is nothing to do. A block that has grown large is committed
    /// along the way. What vats that have ended leave behind is cleaned up within the standard budget.
    ///
    /// # Errors
    /// What the store or the host suffered, or [`KernelError::CriticalVat`]; nothing of the crank is kept then.
    pub fn step(
        &mut self,
        observer: &mut dyn Observer,
    ) -> Result<Option<CrankSummary>, KernelError> {
        self.step_with(observer, CleanupBudget::STANDARD)
    }

    /// As [`Self::step`], with a budget for cleaning up. With [`CleanupBudget::NONE`] the cleanup waits, and
    /// there may be `None` to do while it does.
    ///
    /// # Errors
    /// As [`Self::step`].
    pub fn step_with(
        &mut self,
        observer: &mut dyn Observer,
        cleanup: CleanupBudget,
    ) -> Result<Option<CrankSummary>, KernelError> {
        self.latched(|kernel| {
            let summary = crank::crank(kernel, observer, cleanup)?;
            if kernel.block.is_full() {
                kernel.block.commit(&mut kernel.store)?;
            }
            Ok(summary)
        })
    }

    /// Makes everything since the last commit durable, as one block.
    ///
    /// # Errors
    /// When the store fails.
    pub fn commit(&mut self) -> Result<(), KernelError> {
        self.latched(|kernel| kernel.block.commit(&mut kernel.store))
    }

    /// Queues a message to the root object of a vat and gives the promise for its result, which stays until
    /// the host lets go of it with [`Self::forget`]. Every argument is a smallcaps body without its leading
    /// `#`, and without slots.
    ///
    /// # Errors
    /// When there is no such vat, or it has ended; nothing is queued then.
    pub fn send_to_root(
        &mut self,
        vat: &str,
        method: &str,
        args: &[String],
    ) -> Result<KernelRef, KernelError> {
        if self.stopped {
            return Err(KernelError::Stopped);
        }
        let result = inbound::send_to_root(&mut self.tables, vat, method, args)?;
        self.block.seal(&mut self.tables);
        Ok(result)
    }

    /// Lets go of a promise that [`Self::send_to_root`] or [`Self::bootstrap_promise`] gave, and with it of
    /// everything that only its value refers to (spec R6).
    ///
    /// # Errors
    /// When the host does not hold it, or no longer; nothing changes then.
    pub fn forget(&mut self, promise: KernelRef) -> Result<(), KernelError> {
        if self.stopped {
            return Err(KernelError::Stopped);
        }
        inbound::forget(&mut self.tables, promise)?;
        self.block.seal(&mut self.tables);
        Ok(())
    }

    /// Installs a bundle, from which vats can be made then, and gives its id (spec A2). The bytes are those of
    /// [`crankcase_abi::Bundle::to_bytes`]. To install what is there already changes nothing.
    ///
    /// # Errors
    /// When the bytes are no bundle, or the store fails; nothing is installed then.
    pub fn install_bundle(&mut self, bytes: &[u8]) -> Result<BundleId, KernelError> {
        if self.stopped {
            return Err(KernelError::Stopped);
        }
        let known = self.tables.bundles.get(&BundleId::of(bytes)).is_some();
        let id = inbound::install_bundle(&mut self.tables, &mut self.store, bytes)?;
        if !known {
            self.block.seal(&mut self.tables);
        }
        Ok(id)
    }

    /// The bundles that are installed, by id, each with its size in bytes.
    pub fn bundles(&self) -> impl Iterator<Item = (BundleId, u64)> {
        self.tables.bundles.iter().map(|(id, row)| (*id, row.bytes))
    }

    /// The id of the bundle that has this name.
    #[must_use]
    pub fn bundle_named(&self, name: &str) -> Option<BundleId> {
        let name = BundleName(name.to_owned());
        self.tables.bundle_names.get(&name).copied()
    }

    /// Where a promise stands; `None` when there is no such promise.
    #[must_use]
    pub fn promise(&self, promise: KernelRef) -> Option<PromiseStatus> {
        Some(match self.tables.promises.get(&promise)? {
            PromiseState::Unresolved { .. } => PromiseStatus::Unresolved,
            PromiseState::Fulfilled(data) => PromiseStatus::Fulfilled(data.clone()),
            PromiseState::Rejected(data) => PromiseStatus::Rejected(data.clone()),
        })
    }

    /// The promise for what `bootstrap()` returned.
    #[must_use]
    pub fn bootstrap_promise(&self) -> KernelRef {
        self.tables.row().bootstrap
    }

    /// All vats, by id, but for dynamic ones of which nothing is left: those are in [`Self::gone`].
    #[must_use]
    pub fn vats(&self) -> Vec<VatSummary> {
        let vats = self.tables.configs.iter();
        vats.filter_map(|(id, config)| {
            let state = self.tables.vats.get(id)?;
            Some(VatSummary::of(*id, config, state))
        })
        .collect()
    }

    /// Sums over all vats and cranks.
    #[must_use]
    pub fn totals(&self) -> Totals {
        let row = self.tables.row();
        Totals {
            cranks: row.crank.0,
            computrons: row.computrons,
        }
    }

    /// The hash over everything that has happened.
    #[must_use]
    pub fn activity_hash(&self) -> ActivityHash {
        self.block.activity()
    }

    /// The identity of the application that the kernel was made from.
    #[must_use]
    pub fn genesis_hash(&self) -> GenesisHash {
        self.tables.row().genesis
    }

    /// The heap hash of a vat, which is brought into memory for it; `None` once it has ended.
    ///
    /// # Errors
    /// When there is no such vat, or it cannot be brought back.
    pub fn heap_root(&mut self, vat: VatId) -> Result<Option<HeapRoot>, KernelError> {
        let no_such = || KernelError::NoSuchVat(vat.to_string());
        let config = self.tables.configs.get(&vat).ok_or_else(no_such)?;
        let state = self.tables.vats.get(&vat).ok_or_else(no_such)?;
        if !state.is_alive() {
            return Ok(None);
        }
        let mut unwatched = Silent;
        let mut watch = Watch::new(&mut unwatched, self.tables.row().crank);
        let worker = self
            .warehouse
            .worker(&self.store, vat, config, state, &mut watch)?;
        Ok(Some(worker.heap_root()?))
    }

    /// What vats passed to `testLog`, committed or not.
    ///
    /// # Errors
    /// When the store fails.
    pub fn test_log(&self) -> Result<Vec<String>, KernelError> {
        let mut lines = Vec::new();
        for line in self.store.read_stream(transcript::TEST_LOG, 0)? {
            lines.push(String::from_utf8_lossy(&line?).into_owned());
        }
        lines.extend(
            self.block
                .test_log()
                .map(|line| String::from_utf8_lossy(line).into_owned()),
        );
        Ok(lines)
    }

    /// The committed transcript of a vat.
    ///
    /// # Errors
    /// When the store fails or an entry is damaged.
    pub fn transcript(&self, vat: VatId) -> Result<Vec<TranscriptEntry>, KernelError> {
        let mut entries = Vec::new();
        for bytes in self.store.read_stream(&transcript::stream(vat), 0)? {
            let at = crate::ids::DeliveryNumber(entries.len() as u64);
            entries.push(TranscriptEntry::from_bytes(&bytes?, vat, at)?);
        }
        Ok(entries)
    }

    /// Every way in which the tables contradict themselves; none in a sound kernel. Looks at everything the
    /// kernel knows, so it is for tests and tools.
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        check::violations(&self.tables)
    }

    /// Everything the kernel knows, for people.
    #[must_use]
    pub fn dump(&self) -> Dump {
        dump::dump(&self.tables, self.block.activity())
    }
}

/// Everything that the kernel in a store knows, without running anything.
///
/// # Errors
/// When there is none, or it is damaged.
pub fn inspect(store: &Store) -> Result<Dump, KernelError> {
    let tables = Tables::load(store)?;
    Ok(dump::dump(
        &tables,
        Block::after(store, &tables)?.activity(),
    ))
}
