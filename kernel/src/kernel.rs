//! The kernel itself: making, opening, stepping, committing.
//!
//! What a crank does is in `crank`, what else a host may ask in `controller`. Nothing here may look into a
//! table.

use std::num::{NonZeroU64, NonZeroUsize};

use crankcase_abi::VatHost;
use crankcase_store::Store;

use crate::cleanup::CleanupBudget;
use crate::crank::{self, commit::Block};
use crate::devices::Devices;
use crate::error::KernelError;
use crate::genesis::Genesis;
use crate::ids::VatId;
use crate::image;
use crate::inbound;
use crate::observer::Observer;
use crate::results::{self, Report};
use crate::retention::{Pruned, Retention};
use crate::summary::CrankSummary;
use crate::tables::{self, Tables};
use crate::upkeep;
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
    /// How many vats may be in memory at once; 200 where not set. The one that was used least recently goes.
    pub max_online: Option<NonZeroUsize>,
    /// Which transcripts are kept.
    pub retention: Retention,
}

/// A kernel with its store and its vats.
pub struct Kernel {
    pub(crate) tables: Tables,
    pub(crate) store: Store,
    pub(crate) warehouse: Warehouse,
    pub(crate) block: Block,
    pub(crate) options: Options,
    pruned: Pruned,
    /// Set while something is under way that must not stop half way.
    stopped: bool,
    /// What the observer is to be told of that happened between two cranks.
    pub(crate) between: Vec<Between>,
}

/// Something that happened between two cranks.
pub(crate) enum Between {
    /// A result came out.
    Result(Report),
    /// A vat was ended.
    End { vat: VatId, reason: String },
}

/// [`KernelOptions`], ready for use.
pub(crate) struct Options {
    pub(crate) audit: bool,
    pub(crate) reload_every: Option<u64>,
    pub(crate) devices: Devices,
    retention: Retention,
}

impl From<KernelOptions> for Options {
    fn from(options: KernelOptions) -> Self {
        Self {
            audit: options.audit,
            reload_every: options.reload_every.map(NonZeroU64::get),
            devices: options.devices,
            retention: options.retention,
        }
    }
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
        if store.get(tables::KERNEL_KEY)?.is_some() {
            return Err(KernelError::NotEmpty);
        }
        genesis.check_limits(host.base_bytes())?;
        let mut tables = Tables::new(
            (host.image_id(), host.base_bytes()),
            genesis.hash(),
            genesis.reap,
            genesis.snapshots,
        );
        inbound::genesis(&mut tables, &mut store, genesis)?;
        options.devices.check(&tables)?;
        let mut block = Block::after(&store, &tables)?;
        block.seal(&mut tables);
        image::keep(&mut store, &mut block, &*host)?;
        block.commit(&mut store, &mut tables)?;
        Ok(Self {
            tables,
            store,
            warehouse: Warehouse::new(host, options.max_online),
            block,
            options: options.into(),
            pruned: Pruned::default(),
            stopped: false,
            between: Vec::new(),
        })
    }

    /// Goes on with the kernel that a store holds.
    ///
    /// # Errors
    /// When there is none, it is damaged, its vats run on another image than this host's, or it has a device
    /// that is not offered.
    pub fn open(
        mut store: Store,
        host: Box<dyn VatHost>,
        options: KernelOptions,
    ) -> Result<Self, KernelError> {
        let mut tables = Tables::load(&store)?;
        image::check(&store, &tables, &*host)?;
        options.devices.check(&tables)?;
        let mut block = Block::after(&store, &tables)?;
        block.upgrade(&store, &mut tables)?;
        image::keep(&mut store, &mut block, &*host)?;
        Ok(Self {
            tables,
            store,
            warehouse: Warehouse::new(host, options.max_online),
            block,
            options: options.into(),
            pruned: Pruned::default(),
            stopped: false,
            between: Vec::new(),
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
        let result = work(self);
        if result.is_err() {
            // What can still be asked is answered from before.
            self.tables.undo();
        }
        let result = result?;
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
                kernel.commit_block()?;
            }
            Ok(summary)
        })
    }

    /// Makes everything since the last commit durable, as one block.
    ///
    /// # Errors
    /// When the store fails.
    pub fn commit(&mut self) -> Result<(), KernelError> {
        self.latched(Self::commit_block)
    }

    fn commit_block(&mut self) -> Result<(), KernelError> {
        self.block.commit(&mut self.store, &mut self.tables)?;
        if self.store.checkpoint_due() {
            self.keep_up()?;
        }
        Ok(())
    }

    fn keep_up(&mut self) -> Result<(), KernelError> {
        let known = (self.warehouse.whole(), &mut self.pruned);
        let retention = self.options.retention;
        upkeep::keep_up(&mut self.store, &self.tables, retention, known)
    }

    /// Makes everything durable, lets go of what need not be kept ([`KernelOptions::retention`]), and makes a
    /// checkpoint of the store. Commits do that by themselves from time to time.
    ///
    /// # Errors
    /// When the store fails.
    pub fn upkeep(&mut self) -> Result<(), KernelError> {
        self.latched(|kernel| {
            kernel.block.commit(&mut kernel.store, &mut kernel.tables)?;
            kernel.keep_up()
        })
    }

    /// Carries out something that comes from outside, and seals it like a crank if it changes anything (spec
    /// P1.2). What is refused changes nothing.
    pub(crate) fn outside<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, KernelError>,
    ) -> Result<T, KernelError> {
        self.check_running()?;
        let told = self.between.len();
        let result = work(self).and_then(|done| {
            let reports = results::take_settled(&mut self.tables)?;
            self.between
                .extend(reports.into_iter().map(Between::Result));
            Ok(done)
        });
        if result.is_err() {
            self.tables.undo();
            self.between.truncate(told);
        } else if self.tables.have_changed() {
            self.block.seal(&mut self.tables);
        }
        result
    }

    /// Refuses to go on after a failure.
    pub(crate) fn check_running(&self) -> Result<(), KernelError> {
        if self.stopped {
            Err(KernelError::Stopped)
        } else {
            Ok(())
        }
    }

    /// Makes everything durable, and closes the store.
    ///
    /// # Errors
    /// When an earlier call failed half way, or the store fails now; what was not committed before is lost then.
    pub fn shutdown(mut self) -> Result<(), KernelError> {
        self.commit()
    }
}
