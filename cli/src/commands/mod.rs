//! One module for each command, and what they share.

pub mod export;
pub mod import;
pub mod input;
pub mod inspect;
pub mod repair;
pub mod replay;
pub mod report;
pub mod run;
pub mod send;
pub mod verify;

use std::path::Path;

use crankcase::{
    All, Continue, CrankSummary, Host, HostOptions, IndexKind, Kernel, Progress, Store,
    StoreOptions, trace::Trace,
};

use crate::args::{HowArgs, IndexEngine};
use crate::console::Console;
use crate::failure::Failure;
use crate::progress::Work;
use crate::{interrupt, output, progress};

fn start_host() -> Result<Host, Failure> {
    Ok(Host::new(&HostOptions::default())?)
}

/// A host for the vats of a store.
fn host_of(store: &Store) -> Result<Host, Failure> {
    Ok(crankcase::host_of(store, &HostOptions::default())?)
}

/// How every command opens stores: it shows how far the making of an index has come.
fn store_options() -> StoreOptions {
    let mut work: Option<Work> = None;
    StoreOptions {
        progress: Some(Box::new(move |redo| {
            let work = work.get_or_insert_with(|| Work::new("blocks"));
            work.show_of(redo.height.0, redo.of.0);
            if redo.height == redo.of {
                work.finish();
            }
        })),
        ..StoreOptions::default()
    }
}

/// As [`store_options`], with the engine that is asked for, or else with the one that the store has.
fn store_options_with(directory: &Path, index: Option<IndexEngine>) -> StoreOptions {
    let index = index.map(IndexKind::from);
    let index = index.or_else(|| Store::index_kind(directory));
    StoreOptions {
        index: index.unwrap_or_default(),
        ..store_options()
    }
}

/// Opens a store for writing.
fn open_store(directory: &Path) -> Result<Store, Failure> {
    open_store_with(directory, None)
}

/// As [`open_store`], with an engine for its index.
fn open_store_with(directory: &Path, index: Option<IndexEngine>) -> Result<Store, Failure> {
    let store = Store::open(directory, store_options_with(directory, index))?;
    tell_findings(&store);
    Ok(store)
}

/// Opens a store for reading.
fn read_store(directory: &Path) -> Result<Store, Failure> {
    let store = Store::open_read_only(directory, store_options())?;
    tell_findings(&store);
    Ok(store)
}

/// Says what the opening found that should not be there.
fn tell_findings(store: &Store) {
    for finding in store.findings() {
        output::note(&output::visible(&format!("note: {finding}")));
    }
}

/// The trace that is asked for. To be made before anything runs, so that a file that cannot be written is
/// found then.
fn start_trace(how: &HowArgs) -> Result<Option<Trace>, Failure> {
    let Some(path) = &how.trace else {
        return Ok(None);
    };
    match Trace::create(path) {
        Ok(trace) => Ok(Some(trace)),
        Err(error) => Err(no_trace(path, &error)),
    }
}

fn no_trace(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Host(format!(
        "{}: the trace cannot be written: {error}",
        path.display()
    ))
}

/// Forgets the outputs that were shown. When this process ends before that is durable, they are shown again.
fn acknowledge(kernel: &mut Kernel) -> Result<(), Failure> {
    if let Some(last) = kernel.outputs().last() {
        kernel.acknowledge(last.number)?;
        kernel.commit()?;
    }
    Ok(())
}

/// Why a command stopped turning the crank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turned {
    /// There was nothing left to do, or a limit was reached.
    Over,
    /// Somebody pressed Ctrl-C.
    Interrupted,
}

/// Runs until there is nothing to do, a limit is reached, the trace cannot be written any more, or Ctrl-C.
fn turn(kernel: &mut Kernel, how: &HowArgs, mut trace: Option<Trace>) -> Result<Turned, Failure> {
    interrupt::listen();
    let bar = progress::line();
    let mut console = Console {
        bar: bar.clone(),
        verbose: how.verbose,
        hidden: 0,
    };
    let (shown, mut done) = (bar.clone(), Progress::default());
    let failed = trace.as_ref().map(Trace::failed);
    let watch = move |last: Option<&CrankSummary>| {
        if let Some(crank) = last {
            done.add(crank);
            progress::show(&shown, done.cranks, done.computrons);
        }
        let failed = failed.as_ref().is_some_and(|failed| failed.get());
        Continue::from(last.is_none() || !(failed || interrupt::asked()))
    };
    let mut policies = how.limits();
    policies.push(Box::new(watch));
    let mut observer = (&mut console, &mut trace);
    let result = crankcase::run(kernel, &mut All(policies), how.commit_every, &mut observer);
    bar.finish_and_clear();
    console.finish();
    result?;
    if let (Some(trace), Some(path)) = (trace, &how.trace) {
        trace.finish().map_err(|error| no_trace(path, &error))?;
    }
    Ok(if interrupt::asked() {
        Turned::Interrupted
    } else {
        Turned::Over
    })
}
