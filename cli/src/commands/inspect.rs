//! `crankcase inspect`: what a store holds, without running anything.

use std::fmt::Write;
use std::process::ExitCode;

use crankcase::Dump;
use crankcase_kernel::{DumpMessage, DumpPromise, DumpQueueItem, DumpVat};

use crate::args::InspectArgs;
use crate::failure::Failure;
use crate::output::{self, grouped, size, table, visible};

/// Shows the kernel in a store.
pub fn inspect(arguments: &InspectArgs) -> Result<ExitCode, Failure> {
    let store = super::read_store(&arguments.store)?;
    let dump = crankcase::inspect(&store)?;
    if arguments.json {
        output::print_json(&dump)?;
    } else {
        output::print(&text(&dump))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn text(dump: &Dump) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "application    {}", dump.application);
    let _ = writeln!(out, "image          {}", dump.image);
    let _ = writeln!(out, "cranks         {}", grouped(dump.cranks));
    let _ = writeln!(out, "activity hash  {}", dump.activity_hash);
    let _ = writeln!(out, "\nvats\n{}", vats(&dump.vats));
    for vat in &dump.vats {
        let _ = writeln!(out, "\nc-list of {} ({})", vat.name, vat.id);
        for entry in &vat.clist {
            let flag = if entry.reachable { "" } else { " unreachable" };
            let _ = writeln!(out, "  {:<8} {}{flag}", entry.kref, entry.vref);
        }
        if !vat.vatstore.is_empty() {
            let _ = writeln!(out, "\nstore of {} ({})", vat.name, vat.id);
        }
        for (key, value) in &vat.vatstore {
            let _ = writeln!(out, "  {}: {}", visible(key), visible(value));
        }
    }
    let _ = writeln!(out, "\nobjects");
    for object in &dump.objects {
        let _ = writeln!(
            out,
            "  {:<8} {:<8} reached {}, recognized {}",
            object.kref,
            object.owner.as_deref().unwrap_or("no owner"),
            object.reachable,
            object.recognizable
        );
    }
    let _ = writeln!(out, "\npromises");
    dump.promises
        .iter()
        .for_each(|promise| write_promise(&mut out, promise));
    let _ = writeln!(out, "\npins\n  {}", dump.pins.join(" "));
    write_queues(&mut out, dump);
    out
}

/// What there is to do, in the order in which that is done.
fn write_queues(out: &mut String, dump: &Dump) {
    if !dump.acceptance_queue.is_empty() {
        let _ = writeln!(out, "\nacceptance queue");
        dump.acceptance_queue
            .iter()
            .for_each(|item| write_item(out, item));
    }
    if !dump.terminated.is_empty() {
        let _ = writeln!(out, "\nvats to clean up after");
        let vats = dump.terminated.iter();
        vats.for_each(|vat| _ = writeln!(out, "  {vat}"));
    }
    let _ = writeln!(out, "\ngarbage");
    for action in &dump.gc_actions {
        let _ = writeln!(out, "  {} {} {}", action.vat, action.action, action.kref);
    }
    let _ = writeln!(out, "\nreap queue");
    for vat in &dump.reap_queue {
        let _ = writeln!(out, "  {vat}");
    }
    let _ = writeln!(out, "\nrun queue");
    dump.run_queue.iter().for_each(|item| write_item(out, item));
}

fn write_item(out: &mut String, item: &DumpQueueItem) {
    let line = match item {
        DumpQueueItem::StartVat { vat } => format!("start of {vat}"),
        DumpQueueItem::CreateVat { vat } => format!("creation of {vat}"),
        DumpQueueItem::ChangeOptions { vat } => format!("change of {vat}"),
        DumpQueueItem::Send { target, message } => format!("{target} ← {}", show(message)),
        DumpQueueItem::Notify { vat, promise } => format!("news of {promise} for {vat}"),
        DumpQueueItem::Waiting { promise } => format!("what waited for {promise}"),
    };
    let _ = writeln!(out, "  {line}");
}

fn vats(vats: &[DumpVat]) -> comfy_table::Table {
    let mut table = table(&[
        "vat",
        "id",
        "deliveries",
        "computrons",
        "memory",
        "snapshot at",
        "status",
        "transcript",
    ]);
    for vat in vats {
        table.add_row([
            vat.name.clone(),
            vat.id.clone(),
            grouped(vat.deliveries),
            grouped(vat.computrons),
            size(vat.memory_bytes),
            vat.snapshot
                .as_ref()
                .map_or_else(String::new, |last| grouped(last.deliveries)),
            visible(&vat.status),
            vat.transcript_hash.clone(),
        ]);
    }
    output::align_right(&mut table, 2..6);
    table
}

fn write_promise(out: &mut String, promise: &DumpPromise) {
    let mut line = format!("  {:<8} {}", promise.kref, promise.state);
    if let Some(decider) = &promise.decider {
        let _ = write!(line, ", decided by {decider}");
    }
    if !promise.subscribers.is_empty() {
        let _ = write!(line, ", for {}", promise.subscribers.join(" "));
    }
    if let Some(data) = &promise.data {
        let _ = write!(line, ": {} {}", visible(&data.body), data.slots.join(" "));
    }
    let _ = writeln!(out, "{}", line.trim_end());
    for message in &promise.waiting {
        let _ = writeln!(out, "           waits: {}", show(message));
    }
}

fn show(message: &DumpMessage) -> String {
    let mut line = visible(&message.methargs.body);
    if !message.methargs.slots.is_empty() {
        let _ = write!(line, " {}", message.methargs.slots.join(" "));
    }
    if let Some(result) = &message.result {
        let _ = write!(line, " → {result}");
    }
    line
}
