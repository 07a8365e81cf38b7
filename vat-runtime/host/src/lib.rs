//! Runs vats: each one an instance of the guest image under wasmtime, metered, limited, and a pure function
//! of its deliveries.
//!
//! The host knows nothing of what vats mean to each other, and never sees the kernel but through
//! [`crankcase_abi`]. What a vat does is data in a report; an error is always the host's own.

#![deny(unsafe_code)]

mod cache;
mod end;
mod engine;
mod guest;
mod heap;
mod image;
mod imports;
mod instance;
mod memory;
mod meter;
mod stack;
mod state;
mod worker;
mod written;

use std::borrow::Cow;

use crankcase_abi::{Guest, HeapImage, HostError, ImageId, VatHost, VatSpec, VatWorker};

pub use cache::CacheDir;
pub use guest::BadGuest;
pub use image::StartError;
pub use stack::run_on_big_stack;

use image::Image;
use worker::Worker;

/// How to start a host. Nothing here can change what a vat computes.
#[derive(Clone, Debug, Default)]
pub struct HostOptions {
    /// Where compiled code and base memory are kept.
    pub cache: CacheDir,
}

/// Makes vats of one image.
pub struct Host {
    image: Image,
    guest: Cow<'static, [u8]>,
}

/// The guest image that this crate's build script made.
const GUEST: &[u8] = include_bytes!(env!("CRANKCASE_GUEST_WASM"));

impl Host {
    /// A host for the guest image that belongs to it.
    ///
    /// # Errors
    /// When this machine cannot run it.
    pub fn new(options: &HostOptions) -> Result<Self, StartError> {
        Self::start(Cow::Borrowed(GUEST), options)
    }

    /// A host for any guest.
    ///
    /// # Errors
    /// When the guest does not keep to the wall, or this machine cannot run it.
    pub fn with_guest(guest: &[u8], options: &HostOptions) -> Result<Self, StartError> {
        Self::start(Cow::Owned(guest.to_vec()), options)
    }

    /// The identity of vats that run on a guest here, without starting it.
    #[must_use]
    pub fn identity_of(guest: &[u8]) -> ImageId {
        image::identity(guest, &engine::settings().text())
    }

    fn start(guest: Cow<'static, [u8]>, options: &HostOptions) -> Result<Self, StartError> {
        Ok(Self {
            image: Image::load(&guest, &options.cache)?,
            guest,
        })
    }
}

impl VatHost for Host {
    fn image_id(&self) -> ImageId {
        self.image.id()
    }

    fn base_bytes(&self) -> u64 {
        self.image.base_bytes()
    }

    fn guest(&self) -> Option<Guest<'_>> {
        Some(Guest {
            bytes: &self.guest,
            program: format!(
                "crankcase {} with wasmtime {}",
                env!("CARGO_PKG_VERSION"),
                engine::WASMTIME
            ),
        })
    }

    fn create(&self, vat: &VatSpec) -> Result<Box<dyn VatWorker>, HostError> {
        Ok(Box::new(Worker::create(&self.image, vat)?))
    }

    fn restore(&self, vat: &VatSpec, image: &HeapImage) -> Result<Box<dyn VatWorker>, HostError> {
        Ok(Box::new(Worker::restore(&self.image, vat, image)?))
    }
}
