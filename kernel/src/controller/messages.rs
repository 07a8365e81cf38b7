//! What a host sends, what comes of it, and what the host holds on to.
//!
//! What it sends is routed and sealed at once (spec P1.2). Nothing here may run a vat.

use crankcase_abi::VatRef;

use crate::arguments::Arguments;
use crate::error::KernelError;
use crate::ids::{KernelRef, VatId};
use crate::inbound;
use crate::kernel::Kernel;
use crate::results::ResultPolicy;
use crate::summary::PromiseStatus;
use crate::tables::Tables;
use crate::tables::rows::PromiseState;

impl Kernel {
    /// Queues a message to the root object of a static vat and gives the promise for its result, which stays
    /// until the host lets go of it with [`Self::unpin`]. Every argument is a smallcaps body without its leading
    /// `#`, and without slots. The same as [`Self::queue_to_root`] with [`ResultPolicy::Ignore`].
    ///
    /// # Errors
    /// When there is no such vat, it has ended, or an argument is no smallcaps body; nothing is queued then.
    pub fn send_to_root(
        &mut self,
        vat: &str,
        method: &str,
        args: &[String],
    ) -> Result<KernelRef, KernelError> {
        let vat = self.vat_named(vat)?;
        let args = args.iter().collect();
        let result = self.queue_to_root(vat, method, &args, ResultPolicy::Ignore)?;
        Ok(result.expect("only ResultPolicy::None has no promise"))
    }

    /// Queues a message to the root object of a vat (spec C2.1), and gives the promise for its result, which
    /// stays until the host lets go of it with [`Self::unpin`]; none for [`ResultPolicy::None`].
    ///
    /// # Errors
    /// When there is no such vat, it has ended, it has given up its root, the arguments are malformed or mention
    /// what the host does not hold, or [`KernelError::ResultRejected`]; nothing is queued then.
    pub fn queue_to_root(
        &mut self,
        vat: VatId,
        method: &str,
        args: &Arguments,
        policy: ResultPolicy,
    ) -> Result<Option<KernelRef>, KernelError> {
        self.outside(|kernel| {
            let root = root(&kernel.tables, vat)?;
            inbound::queue(&mut kernel.tables, root, method, args, policy)
        })
    }

    /// Queues a message to an object or promise that the host holds (spec C2.4), and gives the promise for its
    /// result as [`Self::queue_to_root`] does.
    ///
    /// # Errors
    /// When the host does not hold the target, the arguments are malformed or mention what the host does not
    /// hold, or [`KernelError::ResultRejected`]; nothing is queued then.
    pub fn queue_to_object(
        &mut self,
        target: KernelRef,
        method: &str,
        args: &Arguments,
        policy: ResultPolicy,
    ) -> Result<Option<KernelRef>, KernelError> {
        self.outside(|kernel| {
            let tables = &mut kernel.tables;
            inbound::check_held(tables, target)?;
            inbound::queue(tables, target, method, args, policy)
        })
    }

    /// Holds on to an object or promise that the host reaches through what it holds (spec C2.4). To pin what is
    /// pinned changes nothing.
    ///
    /// # Errors
    /// When the host does not hold it; nothing changes then.
    pub fn pin(&mut self, kref: KernelRef) -> Result<(), KernelError> {
        self.outside(|kernel| {
            inbound::check_held(&kernel.tables, kref)?;
            kernel.tables.hold(kref);
            Ok(())
        })
    }

    /// Holds on to the root object of a vat, also beyond the end of the vat, and gives it. The roots of static
    /// vats stay while these run, whether they are pinned or not.
    ///
    /// # Errors
    /// When there is no such vat, it has ended, or it has given up its root; nothing changes then.
    pub fn pin_vat_root(&mut self, vat: VatId) -> Result<KernelRef, KernelError> {
        self.outside(|kernel| {
            let root = root(&kernel.tables, vat)?;
            kernel.tables.hold(root);
            Ok(root)
        })
    }

    /// Lets go of what the host pinned, or of a promise that a message or [`Self::bootstrap_promise`] gave, and
    /// with it of everything that only its value refers to (spec R6). The policy for a result ends with it.
    ///
    /// # Errors
    /// When the host has not pinned it, or no longer; nothing changes then.
    pub fn unpin(&mut self, kref: KernelRef) -> Result<(), KernelError> {
        self.outside(|kernel| inbound::unpin(&mut kernel.tables, kref))
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
}

/// The root object of a vat that runs, if somebody could send to it.
fn root(tables: &Tables, vat: VatId) -> Result<KernelRef, KernelError> {
    let no_such = || KernelError::NoSuchVat(vat.to_string());
    let config = tables.configs.get(&vat).ok_or_else(no_such)?;
    if !tables.is_alive(vat) {
        return Err(KernelError::Ended(config.name.clone()));
    }
    let root = tables.to_kernel(vat, VatRef::ROOT);
    let reached = |kref: &KernelRef| {
        let row = tables.objects.get(kref);
        row.is_some_and(|row| row.counts.reachable > 0)
    };
    root.filter(reached)
        .ok_or_else(|| KernelError::NoRoot(config.name.clone()))
}
