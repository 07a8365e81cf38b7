//! The JSON form of each event.
//!
//! The only place that knows it. What it says has to be what `spec/trace.schema.json` says (spec C1.4).

use crankcase_abi::{CapData, ConsoleLevel, Delivery, Ended, Resolution, Syscall, SyscallResult};
use crankcase_kernel::{ClistChange, CrankItem, CrankNumber, GcKind, Names, TraceEvent};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// What the line of an event says: its `type`, its `crank`, and what belongs to the type.
#[must_use]
pub fn object(crank: CrankNumber, event: &TraceEvent<'_>) -> Map<String, Value> {
    let (kind, fields) = match event {
        TraceEvent::Deliver { .. }
        | TraceEvent::DeliverResult { .. }
        | TraceEvent::Syscall { .. }
        | TraceEvent::SyscallResult { .. }
        | TraceEvent::Console { .. } => of_delivery(event),
        _ => of_crank(event),
    };
    let mut line = Map::new();
    line.insert("type".to_owned(), json!(kind));
    line.insert("crank".to_owned(), json!(crank.0));
    if let Value::Object(fields) = fields {
        line.extend(fields);
    }
    line
}

fn text(value: &impl ToString) -> String {
    value.to_string()
}

/// What happens around deliveries.
fn of_crank(event: &TraceEvent<'_>) -> (&'static str, Value) {
    match event {
        TraceEvent::CrankStart { item: about } => ("crank-start", json!({ "item": item(about) })),
        TraceEvent::CreateVat {
            vat,
            name,
            bundle,
            memory_limit,
            crank_limit,
        } => (
            "create-vat",
            json!({
                "vat": text(vat),
                "name": name,
                "bundle": text(bundle),
                "memoryLimit": memory_limit,
                "computronLimit": crank_limit.0,
            }),
        ),
        TraceEvent::VatStartupStart { vat } => ("vat-startup-start", json!({ "vat": text(vat) })),
        TraceEvent::VatStartupFinish { vat } => ("vat-startup-finish", json!({ "vat": text(vat) })),
        TraceEvent::StartReplay { vat, deliveries } => (
            "start-replay",
            json!({ "vat": text(vat), "deliveries": deliveries }),
        ),
        TraceEvent::FinishReplay { vat, deliveries } => (
            "finish-replay",
            json!({ "vat": text(vat), "deliveries": deliveries }),
        ),
        TraceEvent::HeapSnapshotSave { vat, heap } => (
            "heap-snapshot-save",
            json!({ "vat": text(vat), "heapHash": text(heap) }),
        ),
        TraceEvent::HeapSnapshotLoad { vat, heap } => (
            "heap-snapshot-load",
            json!({ "vat": text(vat), "heapHash": text(heap) }),
        ),
        TraceEvent::HeapSnapshotSkip { vat, heap, why } => (
            "heap-snapshot-skip",
            json!({ "vat": text(vat), "heapHash": text(heap), "reason": why }),
        ),
        TraceEvent::Clist {
            vat,
            change,
            kref,
            vref,
        } => {
            let change = match change {
                ClistChange::Import => "import",
                ClistChange::Export => "export",
                ClistChange::Drop => "drop",
            };
            let fields = json!({ "vat": text(vat), "change": change, "kref": kref, "vref": vref });
            ("clist", fields)
        }
        TraceEvent::Pause { vat } => ("pause", json!({ "vat": text(vat) })),
        TraceEvent::Terminate {
            vat,
            reason,
            undone,
        } => (
            "terminate",
            json!({ "vat": text(vat), "reason": reason, "undone": undone }),
        ),
        TraceEvent::VatCleanup { cleaned } => (
            "vat-cleanup",
            json!({
                "vat": text(&cleaned.vat),
                "exports": cleaned.exports,
                "imports": cleaned.imports,
                "promises": cleaned.promises,
                "kv": cleaned.kv,
                "done": cleaned.done,
            }),
        ),
        TraceEvent::CrankFinish { hash, activity } => (
            "crank-finish",
            json!({ "crankHash": text(hash), "activityHash": text(activity) }),
        ),
        _ => unreachable!("told apart before"),
    }
}

/// What happens in a delivery.
fn of_delivery(event: &TraceEvent<'_>) -> (&'static str, Value) {
    match event {
        TraceEvent::Deliver {
            vat,
            number,
            delivery,
            names: meant,
        } => (
            "deliver",
            json!({
                "vat": text(vat),
                "delivery": number.0,
                "content": content(delivery),
                "names": names(meant),
            }),
        ),
        TraceEvent::DeliverResult {
            vat,
            number,
            report,
        } => (
            "deliver-result",
            json!({
                "vat": text(vat),
                "delivery": number.0,
                "ended": ended(&report.ended),
                "computrons": report.computrons.0,
                "memoryBytes": report.memory_bytes,
            }),
        ),
        TraceEvent::Syscall {
            vat,
            number,
            index,
            call: asked,
            names: meant,
        } => (
            "syscall",
            json!({
                "vat": text(vat),
                "delivery": number.0,
                "syscall": index,
                "call": call(asked),
                "names": names(meant),
            }),
        ),
        TraceEvent::SyscallResult {
            vat,
            number,
            index,
            result,
            names: meant,
        } => {
            let result = match result {
                Ok(answered) => answer(answered),
                Err(why) => json!({ "status": "refused", "reason": why.0 }),
            };
            let fields = json!({
                "vat": text(vat),
                "delivery": number.0,
                "syscall": index,
                "result": result,
                "names": names(meant),
            });
            ("syscall-result", fields)
        }
        TraceEvent::Console {
            vat,
            number,
            level,
            text: printed,
        } => (
            "console",
            json!({
                "vat": text(vat),
                "delivery": number.0,
                "level": level_name(*level),
                "text": printed,
            }),
        ),
        _ => unreachable!("told apart before"),
    }
}

fn level_name(level: ConsoleLevel) -> &'static str {
    match level {
        ConsoleLevel::Debug => "debug",
        ConsoleLevel::Log => "log",
        ConsoleLevel::Info => "info",
        ConsoleLevel::Warn => "warn",
        ConsoleLevel::Error => "error",
    }
}

fn names(names: &Names) -> Value {
    let pair = |(vref, kref): &(_, _)| (text(vref), json!(kref));
    names.iter().map(pair).collect::<Map<_, _>>().into()
}

fn data<R: Serialize>(data: &CapData<R>) -> Value {
    json!({ "body": data.body, "slots": data.slots })
}

/// What a crank is about.
fn item(item: &CrankItem<'_>) -> Value {
    match item {
        CrankItem::Route => json!({ "type": "route" }),
        CrankItem::Garbage { vat, kind, objects } => {
            let kind = match kind {
                GcKind::DropExport => "drop-exports",
                GcKind::RetireExport => "retire-exports",
                GcKind::RetireImport => "retire-imports",
            };
            json!({ "type": kind, "vat": text(vat), "objects": objects })
        }
        CrankItem::NegatedGarbage => json!({ "type": "negated-garbage" }),
        CrankItem::Pause { vat } => json!({ "type": "pause", "vat": text(vat) }),
        CrankItem::Cleanup { vat } => json!({ "type": "cleanup", "vat": text(vat) }),
        CrankItem::Reap { vat } => json!({ "type": "reap", "vat": text(vat) }),
        CrankItem::Start { vat, parameters } => {
            json!({ "type": "start-vat", "vat": text(vat), "parameters": data(parameters) })
        }
        CrankItem::Create { vat, parameters } => {
            json!({ "type": "create-vat", "vat": text(vat), "parameters": data(parameters) })
        }
        CrankItem::ChangeOptions { vat } => json!({ "type": "change-options", "vat": text(vat) }),
        CrankItem::Send {
            target,
            methargs,
            result,
        } => json!({
            "type": "send",
            "target": target,
            "methargs": data(methargs),
            "result": result,
        }),
        CrankItem::Notify { vat, promise } => {
            json!({ "type": "notify", "vat": text(vat), "promise": promise })
        }
    }
}

/// What a vat receives.
fn content(delivery: &Delivery) -> Value {
    match delivery {
        Delivery::StartVat { parameters, .. } => {
            json!({ "type": "start-vat", "parameters": data(parameters) })
        }
        Delivery::Message {
            target,
            methargs,
            result,
        } => json!({
            "type": "message",
            "target": target,
            "methargs": data(methargs),
            "result": result,
        }),
        Delivery::Notify { resolutions: list } => {
            json!({ "type": "notify", "resolutions": resolutions(list) })
        }
        Delivery::DropExports { objects } => json!({ "type": "drop-exports", "objects": objects }),
        Delivery::RetireExports { objects } => {
            json!({ "type": "retire-exports", "objects": objects })
        }
        Delivery::RetireImports { objects } => {
            json!({ "type": "retire-imports", "objects": objects })
        }
        Delivery::BringOutYourDead => json!({ "type": "bring-out-your-dead" }),
    }
}

fn resolutions(list: &[Resolution]) -> Value {
    let one = |one: &Resolution| json!({ "promise": one.promise, "rejected": one.rejected, "data": data(&one.data) });
    list.iter().map(one).collect()
}

fn ended(ended: &Ended) -> Value {
    match ended {
        Ended::Returned => json!({ "status": "returned" }),
        Ended::OutOfMeter => json!({ "status": "out-of-meter" }),
        Ended::VatFault(fault) => json!({ "status": "fault", "reason": text(fault) }),
    }
}

/// What a vat asks.
fn call(call: &Syscall) -> Value {
    match call {
        Syscall::Send {
            target,
            methargs,
            result,
        } => json!({
            "type": "send",
            "target": target,
            "methargs": data(methargs),
            "result": result,
        }),
        Syscall::Subscribe { promise } => json!({ "type": "subscribe", "promise": promise }),
        Syscall::Resolve { resolutions: list } => {
            json!({ "type": "resolve", "resolutions": resolutions(list) })
        }
        Syscall::Exit { failure, info } => {
            json!({ "type": "exit", "failure": failure, "info": data(info) })
        }
        Syscall::TestLog { line } => json!({ "type": "test-log", "line": line }),
        Syscall::DropImports { objects } => json!({ "type": "drop-imports", "objects": objects }),
        Syscall::RetireImports { objects } => {
            json!({ "type": "retire-imports", "objects": objects })
        }
        Syscall::RetireExports { objects } => {
            json!({ "type": "retire-exports", "objects": objects })
        }
        Syscall::AbandonExports { objects } => {
            json!({ "type": "abandon-exports", "objects": objects })
        }
        Syscall::VatstoreGet { key } => json!({ "type": "vatstore-get", "key": key }),
        Syscall::VatstoreSet { key, value } => {
            json!({ "type": "vatstore-set", "key": key, "value": value })
        }
        Syscall::VatstoreGetNextKey { prior } => {
            json!({ "type": "vatstore-get-next-key", "prior": prior })
        }
        Syscall::VatstoreDelete { key } => json!({ "type": "vatstore-delete", "key": key }),
        Syscall::CallNow {
            device,
            method,
            args,
        } => json!({
            "type": "call-now",
            "device": device,
            "method": method,
            "args": data(args),
        }),
    }
}

fn answer(result: &SyscallResult) -> Value {
    match result {
        SyscallResult::Done => json!({ "status": "done" }),
        SyscallResult::Value(value) => json!({ "status": "value", "value": value }),
        SyscallResult::Called { failed, data: said } => {
            json!({ "status": "called", "failed": failed, "data": data(said) })
        }
    }
}
