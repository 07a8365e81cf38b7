//! `crankcase replay`: the proof that a store's transcripts are what its vats do.

use std::process::ExitCode;

use crankcase::{Divergence, KernelError, ReplayFrom, VatReplay};
use serde::Serialize;

use crate::args::ReplayArgs;
use crate::failure::Failure;
use crate::{output, progress};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct VatJson {
    id: String,
    name: String,
    from: u64,
    deliveries: u64,
    computrons: u64,
    heap_hashes: u64,
}

#[derive(Serialize)]
struct DifferenceJson {
    vat: String,
    id: String,
    delivery: u64,
    crank: u64,
    difference: String,
}

#[derive(Serialize)]
struct ReplayJson {
    same: bool,
    vats: Vec<VatJson>,
    difference: Option<DifferenceJson>,
}

/// Replays the vats of a store.
pub fn replay(arguments: &ReplayArgs) -> Result<ExitCode, Failure> {
    let store = super::read_store(&arguments.store)?;
    let host = super::host_of(&store)?;
    let bar = progress::line();
    let mut done = 0;
    let from = if arguments.from_snapshot {
        ReplayFrom::LastSnapshot
    } else {
        ReplayFrom::Beginning
    };
    let result = crankcase::replay_from(&store, &host, arguments.vat.as_deref(), from, |vat| {
        done += 1;
        progress::show(&bar, done, vat.computrons);
    });
    bar.finish_and_clear();
    match result {
        Ok(vats) => {
            report(arguments, &vats)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(KernelError::Diverged(divergence)) => {
            report_difference(arguments, &divergence)?;
            Ok(ExitCode::FAILURE)
        }
        Err(error) => Err(error.into()),
    }
}

fn report(arguments: &ReplayArgs, vats: &[VatReplay]) -> Result<(), Failure> {
    if arguments.json {
        let vat = |vat: &VatReplay| VatJson {
            id: vat.vat.to_string(),
            name: vat.name.clone(),
            from: vat.from.0,
            deliveries: vat.deliveries,
            computrons: vat.computrons.0,
            heap_hashes: vat.heaps,
        };
        return output::print_json(&ReplayJson {
            same: true,
            vats: vats.iter().map(vat).collect(),
            difference: None,
        });
    }
    let line = |vat: &VatReplay| {
        let heaps = match vat.heaps {
            0 => String::new(),
            heaps => format!(", {} heap hashes among them", output::grouped(heaps)),
        };
        let from = match vat.from.0 {
            0 => String::new(),
            from => format!(" from delivery {} on", output::grouped(from)),
        };
        format!(
            "{} ({}): {} deliveries{from}, same{heaps}\n",
            vat.name,
            vat.vat,
            output::grouped(vat.deliveries)
        )
    };
    output::print(&vats.iter().map(line).collect::<String>())
}

fn report_difference(arguments: &ReplayArgs, divergence: &Divergence) -> Result<(), Failure> {
    let text = divergence.to_string();
    if !arguments.json {
        let lines: Vec<String> = text.lines().map(output::visible).collect();
        return output::print(&format!("{}\n", lines.join("\n")));
    }
    let difference = DifferenceJson {
        vat: divergence.name.clone(),
        id: divergence.vat.to_string(),
        delivery: divergence.delivery.0,
        crank: divergence.crank.0,
        difference: text,
    };
    output::print_json(&ReplayJson {
        same: false,
        vats: Vec::new(),
        difference: Some(difference),
    })
}
