//! `crankcase send`: one message from outside, and what came of it.

use std::process::ExitCode;

use crankcase::{Kernel, PromiseStatus, smallcaps};

use super::Turned;
use super::report::{self, Outcome, Report};
use crate::args::SendArgs;
use crate::failure::Failure;
use crate::{interrupt, output};

/// Sends a message to a vat of a store.
pub fn send(arguments: &SendArgs) -> Result<ExitCode, Failure> {
    let encoded = smallcaps::encode_arguments("JSON-ARGS", &arguments.arguments)?;
    let store = super::open_store(&arguments.store)?;
    let host = super::host_of(&store)?;
    let trace = super::start_trace(&arguments.how)?;
    let mut kernel = Kernel::open(store, Box::new(host), arguments.how.kernel_options())?;
    let promise = kernel.send_to_root(&arguments.vat, &arguments.method, &encoded)?;
    let stopped = super::turn(&mut kernel, &arguments.how, trace)?;

    if arguments.how.json {
        let mut report = Report::of(&mut kernel)?;
        report.result = Some(Outcome::of(&kernel, promise));
        output::print_json(&report)?;
    }
    let told = format!("{}.{}()", arguments.vat, arguments.method);
    let status = kernel.promise(promise).unwrap_or(PromiseStatus::Unresolved);
    match &status {
        PromiseStatus::Fulfilled(data) if !arguments.how.json => {
            output::print(&format!(
                "{}\n",
                output::visible(&smallcaps::decode(data).to_string())
            ))?;
        }
        PromiseStatus::Fulfilled(_) => {}
        PromiseStatus::Rejected(data) => {
            output::error(&format!("{told} was rejected: {}", smallcaps::show(data)))
        }
        PromiseStatus::Unresolved => output::error(&format!("{told} is not resolved")),
    }
    if !arguments.how.json {
        output::print(&report::outputs(&kernel))?;
    }
    super::acknowledge(&mut kernel)?;
    Ok(match (stopped, status) {
        (Turned::Interrupted, _) => ExitCode::from(interrupt::EXIT_CODE),
        (_, PromiseStatus::Rejected(_)) => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    })
}
