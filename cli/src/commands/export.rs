//! `crankcase export`: the state of a store, as files for another machine.

use std::process::ExitCode;

use crankcase::{Shipment, Store, StoreOptions};
use serde::Serialize;

use crate::args::ExportArgs;
use crate::failure::Failure;
use crate::output::{self, grouped, size};
use crate::progress;

/// What is printed of an export, and of what was imported from one.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShippedJson {
    root: String,
    mode: String,
    cranks: u64,
    activity_hash: String,
    height: u64,
    tip: String,
    state_hash: String,
    blobs: u64,
    artifacts: u64,
    bytes: u64,
    kept_bytes: u64,
}

impl ShippedJson {
    pub fn new(shipment: &Shipment) -> Self {
        let manifest = &shipment.manifest;
        Self {
            root: manifest.root().to_string(),
            mode: manifest.mode.to_string(),
            cranks: shipment.cranks.0,
            activity_hash: shipment.activity_hash.to_string(),
            height: manifest.height.0,
            tip: manifest.tip.to_string(),
            state_hash: manifest.state.to_string(),
            blobs: manifest.blobs,
            artifacts: manifest.artifacts.len() as u64,
            bytes: manifest.bytes(),
            kept_bytes: shipment.kept_bytes,
        }
    }

    pub fn text(&self) -> String {
        let kept = match self.kept_bytes {
            0 => String::new(),
            kept => format!(", {} of it were there", size(kept)),
        };
        format!(
            "export root    {}\nmode           {}\ncranks         {}\nactivity hash  {}\nheight         {}\n\
             tip            {}\nstate hash     {}\nblobs          {}\nartifacts      {}, {}{kept}\n",
            self.root,
            self.mode,
            grouped(self.cranks),
            self.activity_hash,
            grouped(self.height),
            self.tip,
            self.state_hash,
            grouped(self.blobs),
            grouped(self.artifacts),
            size(self.bytes),
        )
    }
}

/// Exports the state of a store.
pub fn export(arguments: &ExportArgs) -> Result<ExitCode, Failure> {
    let store = Store::open_read_only(&arguments.store, StoreOptions::default())?;
    let bar = progress::shipping();
    let mut show = |shipped| progress::show_shipped(&bar, shipped);
    let exported = crankcase::export(&store, &arguments.directory, arguments.mode, &mut show);
    bar.finish_and_clear();
    let shown = ShippedJson::new(&exported?);
    if arguments.json {
        output::print_json(&shown)?;
    } else {
        output::print(&shown.text())?;
    }
    Ok(ExitCode::SUCCESS)
}
