//! One module for each command, and what they share.

pub mod inspect;
pub mod replay;
pub mod report;
pub mod run;
pub mod send;

use std::path::Path;

use crankcase::{Continue, Host, HostOptions, Kernel, Store, StoreOptions};

use crate::args::HowArgs;
use crate::console::Console;
use crate::failure::Failure;
use crate::{interrupt, progress};

fn start_host() -> Result<Host, Failure> {
    Ok(Host::new(&HostOptions::default())?)
}

fn open_store(directory: &Path) -> Result<Store, Failure> {
    Ok(Store::open(directory, StoreOptions::default())?)
}

/// Runs until there is nothing to do, a limit is reached, or Ctrl-C; says which.
fn turn(kernel: &mut Kernel, how: &HowArgs) -> Result<crankcase::Stopped, Failure> {
    interrupt::listen();
    let bar = progress::line();
    let mut console = Console {
        bar: bar.clone(),
        verbose: how.verbose,
        hidden: 0,
    };
    let result = crankcase::run(kernel, &how.limits(), &mut console, |done| {
        progress::show(&bar, done);
        if interrupt::asked() {
            Continue::No
        } else {
            Continue::Yes
        }
    });
    bar.finish_and_clear();
    console.finish();
    let (_, stopped) = result?;
    Ok(stopped)
}
