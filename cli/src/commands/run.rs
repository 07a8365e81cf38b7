//! `crankcase run`: an application, from its files to its result.

use std::path::Path;
use std::process::ExitCode;

use crankcase::{
    Genesis, Host, HostOptions, Kernel, KernelOptions, PromiseStatus, Store, VatHost, app,
};

use super::Turned;
use super::report::{self, Report};
use crate::args::{IndexEngine, RunArgs};
use crate::failure::Failure;
use crate::{interrupt, output};

/// Runs an application.
pub fn run(arguments: &RunArgs) -> Result<ExitCode, Failure> {
    // Everything that can be wrong with the input is found before a store is touched.
    let genesis = app::load(&arguments.application, &arguments.argv)?;
    let host = super::start_host()?;
    genesis.check_limits(host.base_bytes())?;
    let options = arguments.how.kernel_options();
    let trace = super::start_trace(&arguments.how)?;
    let mut kernel = match &arguments.store {
        None => Kernel::create(Store::memory(), Box::new(host), &genesis, options)?,
        Some(directory) => open_or_create((directory, arguments.index), host, &genesis, options)?,
    };
    let stopped = super::turn(&mut kernel, &arguments.how, trace)?;
    if arguments.how.json {
        output::print_json(&Report::of(&mut kernel)?)?;
    } else {
        output::print(&report::text(&kernel)?)?;
    }
    super::acknowledge(&mut kernel)?;
    let rejected = matches!(
        kernel.promise(kernel.bootstrap_promise()),
        Some(PromiseStatus::Rejected(_))
    );
    Ok(match stopped {
        Turned::Interrupted => ExitCode::from(interrupt::EXIT_CODE),
        _ if rejected => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    })
}

fn open_or_create(
    (directory, index): (&Path, Option<IndexEngine>),
    host: Host,
    genesis: &Genesis,
    options: KernelOptions,
) -> Result<Kernel, Failure> {
    if !Store::exists(directory) {
        let store = Store::create(directory, super::store_options_with(directory, index))?;
        return Ok(Kernel::create(store, Box::new(host), genesis, options)?);
    }
    let store = super::open_store_with(directory, index)?;
    // A process that ended right after making the store left it without a block.
    if store.height().0 == 0 {
        return Ok(Kernel::create(store, Box::new(host), genesis, options)?);
    }
    let host = crankcase::fitting_host(host, &store, &HostOptions::default())?;
    let kernel = Kernel::open(store, Box::new(host), options)?;
    let (found, expected) = (kernel.genesis_hash(), genesis.hash());
    if found != expected {
        return Err(Failure::Input(format!(
            "{}: this store belongs to another application ({found}), not to this one ({expected}); \
             an application's code, parameters and arguments cannot change under its store",
            directory.display()
        )));
    }
    Ok(kernel)
}
