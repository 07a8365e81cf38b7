//! `crankcase import`: a store from an export.

use std::process::ExitCode;

use crankcase::{ImportFrom, StoreOptions};

use super::export::ShippedJson;
use crate::args::ImportArgs;
use crate::failure::Failure;
use crate::{output, progress};

/// Makes a store from an export.
pub fn import(arguments: &ImportArgs) -> Result<ExitCode, Failure> {
    let bar = progress::shipping();
    let mut show = |shipped| progress::show_shipped(&bar, shipped);
    let from = ImportFrom {
        export: &arguments.directory,
        root: arguments.root,
    };
    let options = StoreOptions::default();
    let imported = crankcase::import(from, &arguments.store, options, &mut show);
    bar.finish_and_clear();
    let shown = ShippedJson::new(&imported?);
    if arguments.json {
        output::print_json(&shown)?;
    } else {
        output::print(&shown.text())?;
    }
    Ok(ExitCode::SUCCESS)
}
