//! The bundles that a host installs while a kernel runs.
//!
//! Nothing here may look into one.

use crankcase_abi::BundleId;

use crate::error::KernelError;
use crate::inbound;
use crate::kernel::Kernel;
use crate::tables::keys::BundleName;

impl Kernel {
    /// Installs a bundle, from which vats can be made then, and gives its id (spec A2). The bytes are those of
    /// [`crankcase_abi::Bundle::to_bytes`]. To install what is there already changes nothing.
    ///
    /// # Errors
    /// When the bytes are no bundle, or the store fails; nothing is installed then.
    pub fn install_bundle(&mut self, bytes: &[u8]) -> Result<BundleId, KernelError> {
        self.outside(|kernel| inbound::install_bundle(&mut kernel.tables, &mut kernel.store, bytes))
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
}
