//! Hosts for stores: of this program's own guest image, or of the one that a store keeps (spec S32).
//!
//! Must never give a host whose vats are not those of the store.

use crankcase_abi::VatHost;
use crankcase_host::{Host, HostOptions, StartError};
use crankcase_kernel::{KernelError, kept_image};
use crankcase_store::Store;

/// Why there is no host for a store.
#[derive(Debug, thiserror::Error)]
pub enum NoHost {
    /// What the store holds cannot be read, or its vats need another program.
    #[error(transparent)]
    Kernel(#[from] KernelError),
    /// The host does not start.
    #[error(transparent)]
    Start(#[from] StartError),
}

/// A host for the vats of a store. If they run on another guest image than this program's, it is made from
/// the image that the store keeps. For a store without a kernel it is the program's own.
///
/// # Errors
/// [`KernelError::OtherImage`] when the store keeps no image, or this program's runtime is not the one that
/// the store's vats ran on; otherwise what the store or the start of the host suffered.
pub fn host_of(store: &Store, options: &HostOptions) -> Result<Host, NoHost> {
    fitting_host(Host::new(options)?, store, options)
}

/// As [`host_of`], with a host that is there already and is given back if it fits.
///
/// # Errors
/// As [`host_of`].
pub fn fitting_host(host: Host, store: &Store, options: &HostOptions) -> Result<Host, NoHost> {
    let Some(kept) = kept_image(store)? else {
        return Ok(host);
    };
    let expected = host.image_id();
    if kept.id == expected {
        return Ok(host);
    }
    match kept.guest(store)? {
        Some(guest) if Host::identity_of(&guest) == kept.id => {
            Ok(Host::with_guest(&guest, options)?)
        }
        _ => Err(kept.refused(expected).into()),
    }
}
