//! The command `crankcase`.
//!
//! Exit codes: 0 when all went well; 1 when the application failed, a replay differs or a store is damaged; 2 when the input
//! is malformed; 3 when this machine or the store failed; 130 when interrupted.

mod args;
mod commands;
mod console;
mod failure;
mod interrupt;
mod output;
mod progress;

use std::process::ExitCode;

use args::{Cli, Command};
use failure::Failure;

fn main() -> ExitCode {
    let cli = match args::parse() {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    let result = crankcase::run_on_big_stack(move || execute(cli));
    result.unwrap_or_else(|failure| {
        output::error(&failure.to_string());
        failure.code()
    })
}

fn execute(cli: Cli) -> Result<ExitCode, Failure> {
    match cli.command {
        Command::Run(arguments) => commands::run::run(&arguments),
        Command::Send(arguments) => commands::send::send(&arguments),
        Command::Input(arguments) => commands::input::input(&arguments),
        Command::Replay(arguments) => commands::replay::replay(&arguments),
        Command::Inspect(arguments) => commands::inspect::inspect(&arguments),
        Command::Verify(arguments) => commands::verify::verify(&arguments),
        Command::Repair(arguments) => commands::repair::repair(&arguments),
        Command::Export(arguments) => commands::export::export(&arguments),
        Command::Import(arguments) => commands::import::import(&arguments),
    }
}
