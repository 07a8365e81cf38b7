//! crankcase: a deterministic, metered vat kernel, as a library.
//!
//! An application is a set of *vats*: units of JavaScript with a heap of their own. The [`Kernel`] delivers
//! one message at a time; each delivery is a *crank*, metered in *computrons*, recorded in a transcript,
//! and repeatable to the byte. [`app::load`] reads an application, [`Host`] runs its vats as WebAssembly
//! instances, [`Store`] keeps everything, [`run`] turns the crank as far as a [`RunPolicy`] says.
//!
//! ```
//! use crankcase::{Host, HostOptions, Kernel, KernelOptions, PromiseStatus, Silent, Store, Unlimited};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let directory = tempfile::tempdir()?;
//! std::fs::write(
//!     directory.path().join("bootstrap.js"),
//!     "import { Far } from '@endo/far';
//!      export const buildRootObject = (vatPowers, { argv }) =>
//!        Far('root', { bootstrap: () => `hello, ${argv[0]}` });",
//! )?;
//! let genesis = crankcase::app::load(directory.path(), &["world".to_owned()])?;
//!
//! let body = crankcase::run_on_big_stack(move || -> Result<String, crankcase::KernelError> {
//!     let host = Host::new(&HostOptions::default()).expect("this machine runs vats");
//!     let mut kernel = Kernel::create(Store::memory(), Box::new(host), &genesis, KernelOptions::default())?;
//!     crankcase::run(&mut kernel, &mut Unlimited, crankcase::CRANKS_PER_BLOCK, &mut Silent)?;
//!     match kernel.promise(kernel.bootstrap_promise()) {
//!         Some(PromiseStatus::Fulfilled(data)) => Ok(data.body),
//!         other => panic!("{other:?}"),
//!     }
//! })?;
//! assert_eq!(body, "#\"hello, world\"");
//! # Ok(())
//! # }
//! ```

pub mod app;
pub mod policy;
mod run;
pub mod smallcaps;
pub mod trace;

pub use crankcase_abi::{
    Bundle, BundleId, CapData, Computrons, ConsoleLevel, DateStrings, HeapRoot, ImageId,
    NATIVE_MODULES, VatHost, VatOptions, VatSpec,
};
pub use crankcase_host::{Host, HostOptions, StartError, run_on_big_stack};
pub use crankcase_kernel::{
    ActivityHash, Arguments, Cleaned, CleanupBudget, ClistChange, Counters, CrankHash, CrankItem,
    CrankNumber, CrankSummary, DeliveryKind, DeliveryNumber, DeliverySummary, Device, DeviceError,
    DeviceId, DevicePowers, Devices, Difference, Divergence, Dump, GcKind, Genesis, GenesisHash,
    Kernel, KernelChange, KernelError, KernelOptions, KernelRef, Names, NodeNumber, ObjectCounts,
    Observer, OptionsChange, Output, OutputNumber, Place, PromiseStatus, ReapOptions,
    ReapThreshold, ReapThresholds, ResultPolicy, Silent, StaticVat, Statistics, TraceEvent, VatId,
    VatReplay, VatStatus, VatSummary, Violation, inspect, replay,
};
pub use crankcase_store::{Store, StoreError, StoreOptions};
pub use policy::{
    All, Cleaning, CleanupLimit, ComputronLimit, Continue, CrankLimit, GrowthLimit, RunPolicy,
    TimeLimit, Unlimited,
};
pub use run::{CRANKS_PER_BLOCK, Progress, Stopped, run};
