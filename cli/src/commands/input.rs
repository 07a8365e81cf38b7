//! `crankcase input`: something for a device, and what came of it.

use std::process::ExitCode;

use crankcase::Kernel;

use super::Turned;
use super::report::{self, Report};
use crate::args::InputArgs;
use crate::failure::Failure;
use crate::{interrupt, output};

/// Gives something to a device of a store.
pub fn input(arguments: &InputArgs) -> Result<ExitCode, Failure> {
    let store = super::open_store(&arguments.store)?;
    let host = super::host_of(&store)?;
    let trace = super::start_trace(&arguments.how)?;
    let mut kernel = Kernel::open(store, Box::new(host), arguments.how.kernel_options())?;
    let answer = kernel.device_input(&arguments.device, &arguments.input)?;
    let stopped = super::turn(&mut kernel, &arguments.how, trace)?;
    if arguments.how.json {
        let mut report = Report::of(&mut kernel)?;
        report.answer = Some(answer);
        output::print_json(&report)?;
    } else {
        let said = report::outputs(&kernel);
        output::print(&format!(
            "{}: {}\n{said}",
            arguments.device,
            output::visible(&answer)
        ))?;
    }
    super::acknowledge(&mut kernel)?;
    Ok(match stopped {
        Turned::Interrupted => ExitCode::from(interrupt::EXIT_CODE),
        Turned::Over => ExitCode::SUCCESS,
    })
}
