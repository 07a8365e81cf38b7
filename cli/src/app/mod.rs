//! Applications: what `crankcase run` is given, read and checked before anything runs.
//!
//! Nothing in here touches a store or runs vat code.

pub mod config;
pub mod document;
pub mod error;
mod fields;
mod genesis;
mod graph;
mod module;
mod names;
mod options;
mod resolve;

use std::collections::BTreeMap;
use std::path::Path;

use crankcase_kernel::Genesis;

use crate::vats;
pub use config::Config;
pub use error::{AppError, Position};
pub use graph::Bundler;

/// Loads an application from a configuration file or a directory: reads the configuration, bundles each
/// vat's modules, and encodes the parameters. `argv` becomes `vatParameters.argv` of the bootstrap vat. The vats and
/// devices that every application has are added (spec N40).
///
/// The result depends on the application's files and `argv` alone: not on where the files are, on how a
/// package manager laid out the packages, or on the machine.
///
/// # Errors
/// When the application is malformed; the error names the place.
pub fn load(path: &Path, argv: &[String]) -> Result<Genesis, AppError> {
    let config = Config::read(path)?;
    let mut bundler = Bundler::new(&config.directory)?;
    let mut vats = BTreeMap::new();
    for (name, vat) in &config.vats {
        let bundle = bundler.bundle(&vat.source, &vat.missing)?;
        let argv = (*name == config.bootstrap).then_some(argv);
        vats.insert(name.clone(), genesis::static_vat(vat, &bundle, argv)?);
    }
    vats.extend(vats::built_in());
    let own = vats::DEVICES.map(ToOwned::to_owned);
    let devices = config.devices.into_iter().chain(own).collect();
    let mut bundles = BTreeMap::new();
    for (name, bundle) in &config.bundles {
        let code = bundler.bundle(&bundle.source, &bundle.missing)?;
        bundles.insert(name.clone(), genesis::code(&code, &bundle.missing)?);
    }
    Ok(Genesis {
        bootstrap: config.bootstrap,
        vats,
        bundles,
        devices,
        reap: config.reap,
        snapshots: config.snapshots,
        // A failure of bootstrap is data that people look at (spec C2.2).
        bootstrap_result: crankcase_kernel::ResultPolicy::Ignore,
    })
}
