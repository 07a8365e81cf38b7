//! One module for each command, and what they share.

pub mod inspect;
pub mod replay;
pub mod report;
pub mod run;
pub mod send;

use std::path::Path;

use crankcase::{
    All, Continue, CrankSummary, Host, HostOptions, Kernel, Progress, Store, StoreOptions,
};

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

/// Why a command stopped turning the crank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turned {
    /// There was nothing left to do, or a limit was reached.
    Over,
    /// Somebody pressed Ctrl-C.
    Interrupted,
}

/// Runs until there is nothing to do, a limit is reached, or Ctrl-C.
fn turn(kernel: &mut Kernel, how: &HowArgs) -> Result<Turned, Failure> {
    interrupt::listen();
    let bar = progress::line();
    let mut console = Console {
        bar: bar.clone(),
        verbose: how.verbose,
        hidden: 0,
    };
    let (shown, mut done) = (bar.clone(), Progress::default());
    let watch = move |last: Option<&CrankSummary>| {
        if let Some(crank) = last {
            done.add(crank);
            progress::show(&shown, done.cranks, done.computrons);
        }
        Continue::from(last.is_none() || !interrupt::asked())
    };
    let mut policies = how.limits();
    policies.push(Box::new(watch));
    let result = crankcase::run(kernel, &mut All(policies), how.commit_every, &mut console);
    bar.finish_and_clear();
    console.finish();
    result?;
    Ok(if interrupt::asked() {
        Turned::Interrupted
    } else {
        Turned::Over
    })
}
