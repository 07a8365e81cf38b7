//! P5: the delivery itself.
//!
//! Hands the delivery to the vat's worker and answers the vat's calls from the tables. It must never
//! judge how the delivery ended.

use crankcase_abi::{
    ConsoleLevel, CrankReport, Delivery, IllegalSyscall, KernelSide, Syscall, SyscallResult,
    VatWorker,
};
use crankcase_store::Store;

use super::syscalls::{self, Effect, Exit};
use super::watch::Watch;
use crate::devices::Devices;
use crate::error::KernelError;
use crate::ids::{CrankNumber, DeliveryNumber, VatId};
use crate::meters::Allowance;
use crate::observer::TraceEvent;
use crate::tables::Tables;
use crate::tables::rows::VatConfigRow;
use crate::transcript::{self, SyscallRecord, TranscriptEntry};

/// Everything that came out of one delivery.
pub(crate) struct Delivered {
    pub(crate) delivery: Delivery,
    /// What it was allowed to cost.
    pub(crate) allowance: Allowance,
    pub(crate) syscalls: Vec<SyscallRecord>,
    pub(crate) report: CrankReport,
    pub(crate) exit: Option<Exit>,
    pub(crate) test_log: Vec<String>,
}

impl Delivered {
    /// What the transcript says of it, and what it wrote to the test log.
    pub(crate) fn into_entry(self, crank: CrankNumber) -> (TranscriptEntry, Vec<String>) {
        let entry = TranscriptEntry {
            crank,
            delivery: self.delivery,
            syscalls: self.syscalls,
            ended: self.report.ended,
            computrons: self.report.computrons,
            heap: None,
        };
        (entry, self.test_log)
    }
}

/// A vat prints at most so many bytes in a crank (spec E12.13). Showing a line costs the host more than it
/// costs the vat.
const MAX_CONSOLE: usize = 1 << 20;
/// What a line counts besides its text.
const LINE_WEIGHT: usize = 16;
/// What stands for all that a vat prints beyond that.
const CUT: &str = "… (what else the vat prints in this crank is not shown)";

/// The kernel as the running vat sees it.
struct Side<'a, 'w> {
    tables: &'a mut Tables,
    store: &'a Store,
    /// What the store of the kernel suffered: the delivery is stopped, and nobody blames the vat.
    failure: Option<KernelError>,
    devices: &'a Devices,
    vat: VatId,
    number: DeliveryNumber,
    name: &'a str,
    watch: &'a mut Watch<'w>,
    /// What the vat may still print, in bytes.
    room: usize,
    syscalls: Vec<SyscallRecord>,
    weight: usize,
    /// Whether the delivery is about garbage.
    quiet: bool,
    exit: Option<Exit>,
    test_log: Vec<String>,
}

impl KernelSide for Side<'_, '_> {
    fn syscall(&mut self, call: Syscall) -> Result<SyscallResult, IllegalSyscall> {
        let names = self.watch.names_before(self.tables, self.vat, &call);
        let result = self.answer(&call);
        let place = (self.vat, self.number, self.syscalls.len() as u64);
        let shown = result.as_ref();
        self.watch.syscall(self.tables, place, &call, names, shown);
        let result = result?;
        self.syscalls.push(SyscallRecord {
            call,
            result: result.clone(),
        });
        Ok(result)
    }

    /// A line says which vat printed it and in which crank (spec E12.14).
    fn console(&mut self, level: ConsoleLevel, text: &str) {
        if self.room == 0 {
            return;
        }
        self.room = self.room.saturating_sub(text.len() + LINE_WEIGHT);
        let shown = if self.room == 0 { CUT } else { text };
        let place = (self.vat, self.number);
        self.watch.line(place, self.name, level, shown);
    }
}

impl Side<'_, '_> {
    /// Checks a call, carries it out and answers it.
    fn answer(&mut self, call: &Syscall) -> Result<SyscallResult, IllegalSyscall> {
        self.weigh(syscalls::weight(call))?;
        let plan = syscalls::plan(self.tables, self.vat, call, self.quiet)?;
        let sides = (&mut *self.tables, self.store, self.devices);
        let effect = syscalls::apply(sides, self.vat, plan).map_err(|error| {
            self.failure = Some(error);
            IllegalSyscall("the store of the kernel failed".to_owned())
        })?;
        let result = match effect {
            Effect::Answer(result) => result,
            Effect::Called(result, weight) => {
                self.weigh(weight)?;
                result
            }
            Effect::Exit(exit) => {
                self.exit = Some(exit);
                SyscallResult::Done
            }
            Effect::TestLog(line) => {
                self.test_log.push(line);
                SyscallResult::Done
            }
        };
        self.weigh(syscalls::weight_of_answer(&result))?;
        Ok(result)
    }

    /// Counts what a call or an answer weighs; a refusal here undoes what the call did, with the crank
    /// (spec P7.5).
    fn weigh(&mut self, weight: usize) -> Result<(), IllegalSyscall> {
        self.weight += weight;
        if self.weight <= syscalls::MAX_CRANK {
            return Ok(());
        }
        let limit = syscalls::MAX_CRANK;
        Err(IllegalSyscall(format!(
            "more than {limit} bytes of calls in one crank"
        )))
    }
}

/// Runs one delivery.
pub(crate) fn deliver(
    (tables, store, devices): (&mut Tables, &Store, &Devices),
    worker: &mut dyn VatWorker,
    (vat, number): (VatId, DeliveryNumber),
    config: &VatConfigRow,
    (delivery, allowance): (Delivery, Allowance),
    watch: &mut Watch<'_>,
) -> Result<Delivered, KernelError> {
    let mut side = Side {
        tables,
        store,
        failure: None,
        devices,
        vat,
        number,
        name: &config.name,
        watch,
        room: MAX_CONSOLE,
        syscalls: Vec::new(),
        weight: 0,
        quiet: transcript::is_about_garbage(&delivery),
        exit: None,
        test_log: Vec::new(),
    };
    side.tables.begin_delivery(vat);
    let report = worker.deliver(&delivery, allowance.budget, &mut side)?;
    if let Some(failure) = side.failure {
        return Err(failure);
    }
    side.watch.event(&TraceEvent::DeliverResult {
        vat,
        number,
        report: &report,
    });
    let Side {
        syscalls,
        exit,
        test_log,
        ..
    } = side;
    Ok(Delivered {
        delivery,
        allowance,
        syscalls,
        report,
        exit,
        test_log,
    })
}
