//! The kernel: queues, tables, c-lists, and the crank.
//!
//! One message passes P1 `inbound` → P2 `queues` → P3 `crank/route` → P4 `crank/translate` →
//! P5 `crank/deliver` → the vat → P7 `crank/syscalls` → P8 `crank/settle` → P9 `crank/commit` → the store.
//! `crank/mod` is the conductor; the stages are leaves.
//!
//! There is no clock, no randomness, no thread, no hash order and no WebAssembly in here. What a vat did
//! is data, what the host suffered is a [`KernelError`], and a broken invariant is a panic.

mod bundles;
mod check;
mod cleanup;
mod crank;
mod creation;
mod cycles;
mod devices;
mod dump;
mod end;
mod error;
mod garbage;
mod genesis;
mod graves;
mod ids;
mod inbound;
mod kernel;
mod life;
mod meters;
mod observer;
mod promises;
mod queues;
mod reap;
mod replay;
mod tables;
mod transcript;
mod vat_admin;
mod warehouse;

pub use bundles::{bundle_id_text, parse_bundle_id};
pub use check::{Place, Violation};
pub use cleanup::{Cleaned, CleanupBudget};
pub use devices::{Device, DeviceError, DevicePowers, Devices, Output};
pub use dump::{
    Dump, DumpBundle, DumpClistEntry, DumpData, DumpDevice, DumpDirt, DumpGcAction, DumpMessage,
    DumpObject, DumpOutput, DumpPromise, DumpQueueItem, DumpVat,
};
pub use error::KernelError;
pub use genesis::{Genesis, StaticVat};
pub use ids::{
    ActivityHash, CrankHash, CrankNumber, DeliveryNumber, DeviceId, GenesisHash, KernelRef,
    MeterId, NodeNumber, OutputNumber, TranscriptHash, VatId,
};
pub use kernel::{
    CrankSummary, DeliveryKind, DeliverySummary, Kernel, KernelOptions, PromiseStatus, Totals,
    VatSummary, inspect,
};
pub use life::gone;
pub use meters::{MeterSummary, WhenMeterRunsOut};
pub use observer::{ClistChange, CrankItem, Names, Observer, Silent, TraceEvent};
pub use reap::{ReapOptions, ReapThreshold, ReapThresholds};
pub use replay::{Difference, Divergence, VatReplay, replay};
pub use tables::keys::GcKind;
pub use tables::rows::{ObjectCounts, VatStatus};
pub use transcript::{SyscallRecord, TranscriptEntry};
