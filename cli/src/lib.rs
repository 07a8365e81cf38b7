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
//!
//! # What a host does between cranks
//!
//! | | |
//! |---|---|
//! | begin, go on, end | [`Kernel::create`], [`Kernel::open`], [`Kernel::commit`], [`Kernel::shutdown`] |
//! | messages | [`Kernel::queue_to_root`], [`Kernel::queue_to_object`] with [`Arguments`] and a [`ResultPolicy`]; [`Kernel::promise`] |
//! | references | [`Kernel::pin`], [`Kernel::pin_vat_root`], [`Kernel::unpin`]; a host names only what it holds |
//! | cranks | [`Kernel::step`], or [`run()`] with a [`RunPolicy`]: [`CrankLimit`], [`ComputronLimit`], [`GrowthLimit`], [`GarbageLimit`], [`TimeLimit`], [`CleanupLimit`], [`All`] |
//! | vats | [`Kernel::vats`], [`Kernel::vat_named`], [`Kernel::terminate_vat`], [`Kernel::reap_all`], [`Kernel::change_vat_options`], [`Kernel::change_kernel_options`] |
//! | code, meters, devices | [`Kernel::install_bundle`], [`Kernel::create_meter`], [`Kernel::refill`], [`Kernel::device_input`], [`Kernel::outputs`] |
//! | looking | [`Kernel::statistics`], [`Kernel::dump`], [`Kernel::activity_hash`], [`Kernel::transcript`], [`Kernel::violations`], an [`Observer`], a [`trace::Trace`] |
//!
//! What a host does is carried out whole or refused whole, with an error that says why; no misuse spoils a
//! store. After a failure half way through a crank the kernel refuses everything, and its store is opened again.
//!
//! ```
//! use crankcase::{
//!     Arguments, Host, HostOptions, Kernel, KernelError, KernelOptions, PromiseStatus, ResultPolicy,
//!     Silent, Store, StoreOptions, Unlimited, smallcaps,
//! };
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let directory = tempfile::tempdir()?;
//! # let application = directory.path().join("app");
//! # std::fs::create_dir(&application)?;
//! # std::fs::write(
//! #     application.join("bootstrap.js"),
//! #     "import { Far } from '@endo/far';
//! #      const makePurse = amount => Far('purse', {
//! #        amount: () => amount,
//! #        deposit: other => { amount += 1; return other; },
//! #      });
//! #      export const buildRootObject = () => Far('root', { bootstrap() {}, makePurse });",
//! # )?;
//! let genesis = crankcase::app::load(&application, &[])?;
//! let path = directory.path().join("store");
//! crankcase::run_on_big_stack(move || -> Result<(), KernelError> {
//!     let new_host = || Box::new(Host::new(&HostOptions::default()).expect("this machine runs vats"));
//!     let run = |kernel: &mut Kernel| {
//!         crankcase::run(kernel, &mut Unlimited, crankcase::CRANKS_PER_BLOCK, &mut Silent)
//!     };
//!     let store = Store::create(&path, StoreOptions::default())?;
//!     let mut kernel = Kernel::create(store, new_host(), &genesis, KernelOptions::default())?;
//!
//!     // A message to the root of a vat, whose failure would be an error of the run.
//!     let vat = kernel.vat_named("bootstrap")?;
//!     let five = Arguments::new().smallcaps("5");
//!     let result = kernel.queue_to_root(vat, "makePurse", &five, ResultPolicy::Panic)?;
//!     run(&mut kernel)?;
//!
//!     // Its value mentions an object, which the host keeps beyond the promise.
//!     let result = result.expect("only ResultPolicy::None has no promise");
//!     let Some(PromiseStatus::Fulfilled(data)) = kernel.promise(result) else { panic!() };
//!     let purse = data.slots[0];
//!     kernel.pin(purse)?;
//!     kernel.unpin(result)?;
//!     kernel.shutdown()?;
//!
//!     // It is still there when the store is opened again.
//!     let store = Store::open(&path, StoreOptions::default())?;
//!     let mut kernel = Kernel::open(store, new_host(), KernelOptions::default())?;
//!     let itself = Arguments::new().reference(purse);
//!     kernel.queue_to_object(purse, "deposit", &itself, ResultPolicy::None)?;
//!     let none = Arguments::new();
//!     let amount = kernel.queue_to_object(purse, "amount", &none, ResultPolicy::Ignore)?;
//!     run(&mut kernel)?;
//!     match kernel.promise(amount.expect("it has a promise")) {
//!         Some(PromiseStatus::Fulfilled(data)) => assert_eq!(smallcaps::decode(&data), 6),
//!         other => panic!("{other:?}"),
//!     }
//!
//!     // A host cannot name what it does not hold.
//!     kernel.unpin(purse)?;
//!     let refused = kernel.queue_to_object(purse, "amount", &none, ResultPolicy::Ignore);
//!     assert!(matches!(refused, Err(KernelError::NotHeld(_))));
//!     kernel.shutdown()
//! })?;
//! # Ok(())
//! # }
//! ```
//!
//! `examples/workflow` is an embedder's whole program: many customers with scripts, meters and limits of their own.

pub mod app;
pub mod devices;
mod hosts;
pub mod policy;
mod run;
pub mod smallcaps;
pub mod trace;
pub mod vats;

pub use crankcase_abi::{
    Bundle, BundleId, CapData, Computrons, ConsoleLevel, DateStrings, HeapRoot, ImageId,
    NATIVE_MODULES, VatHost, VatOptions, VatSpec,
};
pub use crankcase_host::{Host, HostOptions, StartError, run_on_big_stack};
pub use crankcase_kernel::{
    ActivityHash, Arguments, Cleaned, CleanupBudget, ClistChange, Counters, CrankHash, CrankItem,
    CrankNumber, CrankSummary, DeliveryKind, DeliveryNumber, DeliverySummary, Device, DeviceError,
    DeviceId, DevicePowers, Devices, Difference, Divergence, Dump, GcKind, Genesis, GenesisHash,
    KeptImage, Kernel, KernelAudit, KernelChange, KernelError, KernelOptions, KernelProblem,
    KernelRef, Names, NodeNumber, ObjectCounts, Observer, OptionsChange, Output, OutputNumber,
    Place, PromiseStatus, ReapOptions, ReapThreshold, ReapThresholds, ReplayFrom, ResultPolicy,
    Retention, Shipment, Silent, SnapshotPolicy, SnapshotSummary, StaticVat, Statistics,
    TraceEvent, VatId, VatReplay, VatStatus, VatSummary, Violation, export, import, inspect,
    kept_image, mend_guest, mend_snapshots, replay, replay_from, verify,
};
pub use crankcase_store::{
    Audit, Batch, BlobHash, Disk, Export, ExportMode, ExportRoot, Finding, Height, ImportFrom,
    IndexKind, MachineDisk, Manifest, Mend, Mended, Problem, Redo, Shipped, Store, StoreError,
    StoreOptions, StoreSizes,
};
pub use hosts::{NoHost, fitting_host, host_of};
pub use policy::{
    All, Cleaning, CleanupLimit, ComputronLimit, Continue, CrankLimit, GarbageLimit, GrowthLimit,
    RunPolicy, TimeLimit, Unlimited,
};
pub use run::{CRANKS_PER_BLOCK, Progress, Stopped, run};
