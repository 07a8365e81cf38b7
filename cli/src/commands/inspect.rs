//! `crankcase inspect`: what a store holds, without running anything.

use std::fmt::Write;
use std::process::ExitCode;

use crankcase::{Dump, Store, StoreOptions};
use crankcase_kernel::{DumpMessage, DumpPromise, DumpQueueItem, DumpVat};

use crate::args::InspectArgs;
use crate::failure::Failure;
use crate::output::{self, grouped, size, table, visible};

/// Shows the kernel in a store.
pub fn inspect(arguments: &InspectArgs) -> Result<ExitCode, Failure> {
    let store = Store::open_read_only(&arguments.store, StoreOptions::default())?;
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
            let _ = writeln!(out, "  {:<8} {}", entry.kref, entry.vref);
        }
    }
    let _ = writeln!(out, "\nobjects");
    for object in &dump.objects {
        let _ = writeln!(
            out,
            "  {:<8} {}",
            object.kref,
            object.owner.as_deref().unwrap_or("no owner")
        );
    }
    let _ = writeln!(out, "\npromises");
    dump.promises
        .iter()
        .for_each(|promise| write_promise(&mut out, promise));
    let _ = writeln!(out, "\nrun queue");
    for item in &dump.run_queue {
        let line = match item {
            DumpQueueItem::StartVat { vat } => format!("start of {vat}"),
            DumpQueueItem::Send { target, message } => format!("{target} ← {}", show(message)),
            DumpQueueItem::Notify { vat, promise } => format!("news of {promise} for {vat}"),
        };
        let _ = writeln!(out, "  {line}");
    }
    out
}

fn vats(vats: &[DumpVat]) -> comfy_table::Table {
    let mut table = table(&[
        "vat",
        "id",
        "deliveries",
        "computrons",
        "memory",
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
            visible(&vat.status),
            vat.transcript_hash.clone(),
        ]);
    }
    output::align_right(&mut table, 2..5);
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
