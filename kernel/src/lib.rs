//! The kernel: queues, tables, c-lists, and the crank.
//!
//! One message passes P1 `inbound` → P2 `queues` → P3 `crank/route` → P4 `crank/translate` →
//! P5 `crank/deliver` → the vat → P7 `crank/syscalls` → P8 `crank/settle` → P9 `crank/commit` → the store.
//! `crank/mod` is the conductor; the stages are leaves.
//!
//! There is no clock, no randomness, no thread, no hash order and no WebAssembly in here. What a vat did
//! is data, what the host suffered is a [`KernelError`], and a broken invariant is a panic.

mod arguments;
mod bundles;
mod chain;
mod check;
mod cleanup;
mod controller;
mod crank;
mod creation;
mod cycles;
mod devices;
mod dump;
mod end;
mod error;
mod export;
mod garbage;
mod genesis;
mod graves;
mod ids;
mod image;
mod inbound;
mod kernel;
mod mend;
mod meters;
mod observer;
mod pause;
mod promises;
mod queues;
mod reap;
mod recorded;
mod replay;
mod results;
mod retention;
mod snapshots;
mod summary;
mod tables;
mod transcript;
mod upkeep;
mod vat_admin;
mod verify;
mod warehouse;

pub use arguments::Arguments;
pub use bundles::{bundle_id_text, parse_bundle_id};
pub use check::{Place, Violation};
pub use cleanup::{Cleaned, CleanupBudget};
pub use controller::figures::inspect;
pub use controller::life::{KernelChange, gone};
pub use devices::{Device, DeviceError, DevicePowers, Devices, Output};
pub use dump::{
    Dump, DumpBundle, DumpClistEntry, DumpData, DumpDevice, DumpDirt, DumpGcAction, DumpHeld,
    DumpMessage, DumpMeter, DumpObject, DumpOutput, DumpPromise, DumpQueueItem, DumpSnapshot,
    DumpVat,
};
pub use error::KernelError;
pub use export::{Shipment, export, import, references};
pub use genesis::{Genesis, StaticVat};
pub use ids::{
    ActivityHash, CrankHash, CrankNumber, DeliveryNumber, DeviceId, GenesisHash, KernelRef,
    MeterId, NodeNumber, OutputNumber, TranscriptHash, VatId,
};
pub use image::{KeptImage, kept_image};
pub use kernel::{Kernel, KernelOptions};
pub use mend::{mend_guest, mend_snapshots};
pub use meters::{MeterSummary, WhenMeterRunsOut};
pub use observer::{ClistChange, CrankItem, Names, Observer, Silent, TraceEvent};
pub use reap::{ReapOptions, ReapThreshold, ReapThresholds};
pub use replay::{Difference, Divergence, ReplayFrom, VatReplay, replay, replay_from};
pub use results::ResultPolicy;
pub use retention::{Retention, live_blobs};
pub use snapshots::SnapshotPolicy;
pub use summary::{
    CrankSummary, DeliveryKind, DeliverySummary, PromiseStatus, SnapshotSummary, Statistics,
    VatSummary,
};
pub use tables::keys::GcKind;
pub use tables::rows::{Counters, ObjectCounts, OptionsChange, VatStatus};
pub use transcript::{SyscallRecord, TranscriptEntry};
pub use verify::{KernelAudit, KernelProblem, verify};
