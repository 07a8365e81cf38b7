//! What a run came to: as one JSON object, or as tables.

use std::collections::BTreeMap;
use std::fmt::Write;

use crankcase::{Kernel, KernelRef, Output, PromiseStatus, VatStatus, VatSummary, smallcaps};
use serde::Serialize;
use serde_json::Value;

use crate::failure::Failure;
use crate::output;

/// The most lines of the test log that people are shown.
const TEST_LOG_LINES: usize = 20;

/// The outcome of a promise, as `--json` shows it.
#[derive(Debug, Serialize)]
pub struct Outcome {
    /// `fulfilled`, `rejected` or `unresolved`.
    pub status: &'static str,
    /// The value or reason.
    pub value: Value,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct VatReport {
    id: String,
    cranks: u64,
    computrons: u64,
    memory_bytes: u64,
    status: String,
    /// None for a vat that has ended.
    heap_hash: Option<String>,
}

/// A kernel's figures, as `--json` shows them.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    cranks: u64,
    computrons: u64,
    activity_hash: String,
    test_log: Vec<String>,
    /// What `bootstrap()` came to.
    pub bootstrap_result: Outcome,
    /// What the message of `send` came to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<Outcome>,
    /// What the device of `input` answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// What devices said to the world outside and was not shown before.
    outputs: Vec<OutputReport>,
    vats: BTreeMap<String, VatReport>,
}

/// An output, as `--json` shows it.
#[derive(Debug, Serialize)]
struct OutputReport {
    number: u64,
    device: String,
    /// What it said: the devices of this crate speak JSON.
    output: Value,
}

impl OutputReport {
    fn of(output: Output) -> Self {
        Self {
            number: output.number.0,
            device: output.device,
            output: serde_json::from_str(&output.text).unwrap_or(Value::String(output.text)),
        }
    }
}

/// What devices said to the world outside and was not shown before, for people: a line for each.
pub fn outputs(kernel: &Kernel) -> String {
    let line = |output: Output| {
        let (number, device, text) = (output.number, output.device, output.text);
        format!("output {number} of {device}: {}\n", output::visible(&text))
    };
    kernel.outputs().into_iter().map(line).collect()
}

impl Outcome {
    /// Where a promise stands.
    pub fn of(kernel: &Kernel, promise: KernelRef) -> Self {
        match kernel.promise(promise) {
            Some(PromiseStatus::Fulfilled(data)) => Self {
                status: "fulfilled",
                value: smallcaps::decode(&data),
            },
            Some(PromiseStatus::Rejected(data)) => Self {
                status: "rejected",
                value: smallcaps::decode(&data),
            },
            Some(PromiseStatus::Unresolved) | None => Self {
                status: "unresolved",
                value: Value::Null,
            },
        }
    }
}

impl Report {
    /// The figures of a kernel. Brings every running vat into memory to hash its heap.
    pub fn of(kernel: &mut Kernel) -> Result<Self, Failure> {
        let mut vats = BTreeMap::new();
        for vat in kernel.vats() {
            let heap = kernel.heap_root(vat.id)?;
            let report = VatReport {
                id: vat.id.to_string(),
                cranks: vat.cranks,
                computrons: vat.computrons.0,
                memory_bytes: vat.memory_bytes,
                status: status(&vat),
                heap_hash: heap.map(|heap| heap.to_string()),
            };
            vats.insert(vat.name, report);
        }
        let totals = kernel.statistics();
        let outputs = kernel.outputs().into_iter();
        Ok(Self {
            cranks: totals.cranks,
            computrons: totals.computrons.0,
            activity_hash: kernel.activity_hash().to_string(),
            test_log: kernel.test_log()?,
            bootstrap_result: Outcome::of(kernel, kernel.bootstrap_promise()),
            result: None,
            answer: None,
            outputs: outputs.map(OutputReport::of).collect(),
            vats,
        })
    }
}

/// `running`, or why a vat ended.
fn status(vat: &VatSummary) -> String {
    match &vat.status {
        VatStatus::Running => "running".to_owned(),
        VatStatus::Paused => "paused".to_owned(),
        VatStatus::Ended(reason) => reason.clone(),
    }
}

/// A kernel's figures for people.
pub fn text(kernel: &Kernel) -> Result<String, Failure> {
    let mut out = String::new();
    let log = kernel.test_log()?;
    if !log.is_empty() {
        let _ = writeln!(out, "test log:");
        if log.len() > TEST_LOG_LINES {
            let _ = writeln!(
                out,
                "  … {} lines (--json gives all)",
                log.len() - TEST_LOG_LINES
            );
        }
        for line in &log[log.len().saturating_sub(TEST_LOG_LINES)..] {
            let _ = writeln!(out, "  {}", output::visible(line));
        }
    }
    out.push_str(&outputs(kernel));
    let mut table = output::table(&["vat", "id", "cranks", "computrons", "memory", "status"]);
    for vat in kernel.vats() {
        table.add_row([
            vat.name.clone(),
            vat.id.to_string(),
            output::grouped(vat.cranks),
            output::grouped(vat.computrons.0),
            output::size(vat.memory_bytes),
            output::visible(&status(&vat)),
        ]);
    }
    output::align_right(&mut table, 2..5);
    let totals = kernel.statistics();
    let _ = writeln!(out, "{table}");
    let _ = writeln!(out, "cranks         {}", output::grouped(totals.cranks));
    let _ = writeln!(
        out,
        "computrons     {}",
        output::grouped(totals.computrons.0)
    );
    let _ = writeln!(out, "activity hash  {}", kernel.activity_hash());
    let bootstrap = match kernel.promise(kernel.bootstrap_promise()) {
        Some(PromiseStatus::Fulfilled(data)) => smallcaps::show(&data),
        Some(PromiseStatus::Rejected(data)) => format!("rejected: {}", smallcaps::show(&data)),
        Some(PromiseStatus::Unresolved) | None => "unresolved".to_owned(),
    };
    let _ = writeln!(out, "bootstrap      {}", output::visible(&bootstrap));
    Ok(out)
}
