//! What vats are made with, and what of it is changed later, as the vat-admin vat asks for it (spec A7, A8).
//!
//! This module must never change a table.

use crankcase_abi::{BundleId, Computrons, DateStrings, VatOptions, VatSpec};

use super::args::{Record, Value};
use crate::ids::{MeterId, VatId};
use crate::meters::{MeterUse, WhenMeterRunsOut};
use crate::reap::{ReapOptions, ReapThreshold};
use crate::tables::Tables;
use crate::tables::rows::{OptionsChange, VatConfigRow};

/// The longest name of a vat, in bytes.
const MAX_NAME: usize = 199;

/// The options of a call, of which each is taken once; what is left in the end is unknown.
struct Options<'a> {
    record: Record<'a>,
}

impl<'a> Options<'a> {
    /// What is undefined might as well not be there.
    fn new(mut record: Record<'a>) -> Self {
        record.retain(|_, value| !value.is_undefined());
        Self { record }
    }

    fn take(&mut self, name: &str) -> Option<Value<'a>> {
        self.record.remove(name)
    }

    /// Takes an option that has to be of a kind.
    fn of_kind<T>(
        &mut self,
        name: &str,
        kind: impl FnOnce(Value<'a>) -> Option<T>,
    ) -> Result<Option<T>, String> {
        let Some(value) = self.take(name) else {
            return Ok(None);
        };
        kind(value)
            .map(Some)
            .ok_or_else(|| format!("invalid {name} value"))
    }

    /// Takes an option that says whether something is done which this kernel does always, or never.
    fn fixed(&mut self, name: &str, is: bool, why: &str) -> Result<(), String> {
        match self.of_kind(name, Value::truth)? {
            Some(asked) if asked != is => Err(format!("{name}: {why}")),
            _ => Ok(()),
        }
    }

    fn finish(self) -> Result<(), String> {
        let unknown: Vec<_> = self.record.into_keys().collect();
        if unknown.is_empty() {
            return Ok(());
        }
        Err(format!("unknown options {:?}", unknown.join(",")))
    }
}

fn threshold(value: Value<'_>) -> Option<ReapThreshold> {
    match value.text() {
        Some(text) => (text == "never").then_some(ReapThreshold::Never),
        None => value.count().map(ReapThreshold::At),
    }
}

/// A name that may be shown anywhere.
fn name(value: Value<'_>) -> Option<String> {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    let is_name = |text: &String| (1..=MAX_NAME).contains(&text.len()) && text.bytes().all(fits);
    value.text().filter(is_name)
}

/// The meter with this id.
pub(super) fn meter(tables: &Tables, id: &str) -> Option<MeterId> {
    let number = id.strip_prefix('m')?.parse().ok()?;
    let meter = MeterId(number);
    let exists = tables.meters.get(&meter).is_some();
    (exists && meter.to_string() == id).then_some(meter)
}

fn when_out(value: Value<'_>) -> Option<WhenMeterRunsOut> {
    match value.text()?.as_str() {
        "terminate" => Some(WhenMeterRunsOut::Terminate),
        "pause" => Some(WhenMeterRunsOut::Pause),
        _ => None,
    }
}

/// A limit, which is at least one.
fn limit(value: Value<'_>) -> Option<u64> {
    value.count().filter(|limit| *limit > 0)
}

/// Reads the options of a new vat; gives its configuration once it has an id, and its parameters.
pub(super) fn creation<'a>(
    tables: &Tables,
    bundle: BundleId,
    record: Record<'a>,
) -> Result<(impl FnOnce(VatId) -> VatConfigRow + use<>, Value<'a>), String> {
    let mut options = Options::new(record);
    let parameters = options.take("vatParameters");
    let name = options.of_kind("name", name)?;
    let memory_limit = options.of_kind("memoryLimit", limit)?;
    let memory_limit = memory_limit.unwrap_or(VatSpec::DEFAULT_MEMORY_LIMIT);
    let base = tables.row().base_bytes;
    if memory_limit < base {
        return Err(format!(
            "the memoryLimit is {memory_limit} bytes; every vat begins with {base} bytes of memory"
        ));
    }
    let crank_limit = options.of_kind("computronLimit", limit)?;
    let date_strings = |value: Value<'_>| DateStrings::from_name(&value.text()?);
    let date_strings = options.of_kind("dateStrings", date_strings)?;
    let reap = ReapOptions {
        deliveries: options.of_kind("reapInterval", threshold)?,
        gc_krefs: options.of_kind("reapGCKrefs", threshold)?,
        never: options.of_kind("neverReap", Value::truth)?.unwrap_or(false),
    };
    let critical = options.of_kind("critical", Value::truth)?.unwrap_or(false);
    let meter_id = |value: Value<'_>| meter(tables, &value.text()?);
    let meter_id = options.of_kind("meterID", meter_id)?;
    let when_out = options.of_kind("whenMeterRunsOut", when_out)?;
    let when_out = when_out.unwrap_or_default();
    let meter = meter_id.map(|meter| MeterUse { meter, when_out });
    // These choose among machinery of the reference that has no counterpart here.
    options.of_kind("managerType", Value::text)?;
    let pipelining = options.of_kind("enablePipelining", Value::truth)?;
    let setup = "vats that export setup are not supported; export buildRootObject";
    options.fixed("enableSetup", false, setup)?;
    options.fixed("useTranscript", true, "every vat has a transcript")?;
    options.finish()?;
    let config = move |vat: VatId| VatConfigRow {
        name: name.unwrap_or_else(|| vat.to_string()),
        bundle,
        memory_limit,
        crank_limit: crank_limit.map_or(Computrons::DEFAULT_CRANK_LIMIT, Computrons),
        options: VatOptions {
            date_strings: date_strings.unwrap_or_default(),
        },
        reap,
        meter,
        critical,
        pipelining: pipelining.unwrap_or(false),
        dynamic: true,
        snapshots: None,
    };
    Ok((config, parameters.unwrap_or(Value::NOTHING)))
}

/// Reads what is to become different.
pub(super) fn change(record: Record<'_>) -> Result<OptionsChange, String> {
    let mut options = Options::new(record);
    let change = OptionsChange {
        reap_interval: options.of_kind("reapInterval", threshold)?,
        reap_gc_krefs: options.of_kind("reapGCKrefs", threshold)?,
        never_reap: options.of_kind("neverReap", Value::truth)?,
    };
    options.finish()?;
    Ok(change)
}
