//! What can be asked of the command, and how.

use std::num::{NonZeroU64, NonZeroUsize};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand, ValueEnum};
use crankcase::{
    ComputronLimit, Computrons, CrankLimit, ExportMode, ExportRoot, IndexKind, KernelOptions,
    Retention, RunPolicy,
};

use crate::output;

/// Runs JavaScript vats deterministically, metered, and recorded so that every run can be proved again.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, after_help = EXIT_CODES)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 all went well; 1 the application failed, a replay differs or a store is damaged; \
2 the input is malformed; 3 this machine or the store failed; 130 interrupted.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run an application until nothing is left to do
    #[command(after_help = RUN_EXAMPLES)]
    Run(RunArgs),
    /// Send one message to a vat of a store, run until nothing is left to do, and show the result
    #[command(after_help = SEND_EXAMPLES)]
    Send(SendArgs),
    /// Give something to a device of a store, run until nothing is left to do, and show what devices said
    #[command(after_help = INPUT_EXAMPLES)]
    Input(InputArgs),
    /// Do every delivery of a store again and compare each system call, computron and recorded heap hash
    #[command(after_help = REPLAY_EXAMPLES)]
    Replay(ReplayArgs),
    /// Show what a store holds: vats, c-lists, objects, promises, queues, hashes
    #[command(after_help = INSPECT_EXAMPLES)]
    Inspect(InspectArgs),
    /// Check everything that a store holds, and say what is wrong and what mends it; changes nothing
    #[command(after_help = VERIFY_EXAMPLES)]
    Verify(VerifyArgs),
    /// Mend what can be mended of a store, and say what was done and what is left
    #[command(after_help = REPAIR_EXAMPLES)]
    Repair(RepairArgs),
    /// Write the state of a store, also of one that is in use, as files for another machine
    #[command(after_help = EXPORT_EXAMPLES)]
    Export(ExportArgs),
    /// Make a store from an export
    #[command(after_help = IMPORT_EXAMPLES)]
    Import(ImportArgs),
}

const RUN_EXAMPLES: &str = "\
Examples:
  crankcase run examples/exchange
  crankcase run app/config.json --store state -- first second
  crankcase run app --store state --max-cranks 10    (again and again: it goes on where it stopped)
  crankcase run app --json | jq .activityHash";

const SEND_EXAMPLES: &str = "\
Examples:
  crankcase send state bank getBalance
  crankcase send state bank transfer '[\"alice\", \"bob\", 100]'";

const INPUT_EXAMPLES: &str = "\
Examples:
  crankcase input state timer 1700000000
  crankcase input state bridge '[\"channel\", {\"type\": \"hello\"}]'
  crankcase input state mailbox '{\"peer\": \"alice\", \"messages\": [[1, \"hi\"]], \"ack\": 0}'
  crankcase input state command '{\"type\": \"status\"}'";

const REPLAY_EXAMPLES: &str = "\
Examples:
  crankcase replay state
  crankcase replay state --vat bank
  crankcase replay state --from-snapshot";

const INSPECT_EXAMPLES: &str = "\
Examples:
  crankcase inspect state
  crankcase inspect state --json | jq '.vats[].name'";

const VERIFY_EXAMPLES: &str = "\
Examples:
  crankcase verify state
  crankcase verify state --deep
  crankcase verify state --json | jq '.problems[]'";

const REPAIR_EXAMPLES: &str = "\
Examples:
  crankcase repair state
  crankcase repair state --from copy-of-state
  crankcase repair state --from export";

const EXPORT_EXAMPLES: &str = "\
Examples:
  crankcase export state copy
  crankcase export state backup --mode archival
  crankcase export state copy --json | jq -r .root    (the root to name when the export is imported)

The export root is the SHA-256 of the file `manifest`; it stands for every byte of the export. The artifacts are \
files of at most 8 MiB. An export that was interrupted goes on when it is run again.";

const IMPORT_EXAMPLES: &str = "\
Examples:
  crankcase import copy state
  crankcase import copy state --root 2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae

Every artifact is checked before it is used; one that is bad is named, and after it was copied again the import goes \
on. Until everything is there and right, there is no store. Without --root, what is checked is that the export is \
whole, not whose it is.";

#[derive(Debug, Args)]
pub struct RunArgs {
    /// A configuration (.json or .toml), or a directory with crankcase.json, crankcase.toml, or
    /// bootstrap.js and vat-NAME.js files
    #[arg(value_name = "APPLICATION")]
    pub application: PathBuf,
    /// Keep the state in this directory: made if absent, continued if it holds this application
    #[arg(long, value_name = "DIR")]
    pub store: Option<PathBuf>,
    /// The engine of the store's index; that of a store that is there is changed
    #[arg(long, value_name = "ENGINE", requires = "store")]
    pub index: Option<IndexEngine>,
    #[command(flatten)]
    pub how: HowArgs,
    /// What the bootstrap vat finds in vatParameters.argv
    #[arg(last = true, value_name = "ARGS")]
    pub argv: Vec<String>,
}

/// The engines for an index.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum IndexEngine {
    /// Small commits cost least
    Sled,
    /// It need not be made again after a power failure
    Redb,
}

impl From<IndexEngine> for IndexKind {
    fn from(engine: IndexEngine) -> Self {
        match engine {
            IndexEngine::Sled => Self::Sled,
            IndexEngine::Redb => Self::Redb,
        }
    }
}

#[derive(Debug, Args)]
pub struct SendArgs {
    /// The directory of the store
    pub store: PathBuf,
    /// The name of the vat whose root object gets the message
    pub vat: String,
    /// The method to call
    pub method: String,
    /// The arguments, as a JSON array
    #[arg(
        default_value = "[]",
        value_name = "JSON-ARGS",
        allow_hyphen_values = true
    )]
    pub arguments: String,
    #[command(flatten)]
    pub how: HowArgs,
}

#[derive(Debug, Args)]
pub struct InputArgs {
    /// The directory of the store
    pub store: PathBuf,
    /// The name of the device
    pub device: String,
    /// What the device is given: the time for a timer, JSON for the others
    #[arg(value_name = "INPUT", allow_hyphen_values = true)]
    pub input: String,
    #[command(flatten)]
    pub how: HowArgs,
}

/// How to run.
#[derive(Debug, Args)]
pub struct HowArgs {
    /// Stop after so many cranks
    #[arg(long, value_name = "N")]
    max_cranks: Option<u64>,
    /// Stop after the crank with which so many computrons are used
    #[arg(long, value_name = "N")]
    max_computrons: Option<u64>,
    /// Record the heap hash after every crank, for replay to compare
    #[arg(long)]
    audit: bool,
    /// Go on from its memory image after every N deliveries to a vat; the results are the same
    #[arg(long, value_name = "N")]
    reload_every: Option<NonZeroU64>,
    /// Which transcripts to keep from now on: "all", or of each vat what came since its last N snapshots; the
    /// others can be neither replayed nor exported afterwards
    #[arg(long, value_name = "all|N", default_value = "all", value_parser = retention)]
    keep: Retention,
    /// Keep at most so many vats in memory; the results are the same
    #[arg(long, value_name = "N")]
    max_online: Option<NonZeroUsize>,
    /// Write every event of the run into this file, as lines of JSON; what the file held is gone
    #[arg(long, value_name = "FILE")]
    pub trace: Option<PathBuf>,
    /// Make so many cranks durable together
    #[arg(long, value_name = "N", default_value = "1000")]
    pub commit_every: NonZeroU64,
    /// Show also what vats print with console.debug, and the errors that they send to each other
    #[arg(short, long)]
    pub verbose: bool,
    /// Print one JSON object instead of tables
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ReplayArgs {
    /// The directory of the store
    pub store: PathBuf,
    /// Only this vat
    #[arg(long, value_name = "NAME")]
    pub vat: Option<String>,
    /// Begin at the last heap snapshot of each vat that runs, and not at the beginning of its transcript
    #[arg(long)]
    pub from_snapshot: bool,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct InspectArgs {
    /// The directory of the store
    pub store: PathBuf,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// The directory of the store
    pub store: PathBuf,
    /// Replay everything as well
    #[arg(long)]
    pub deep: bool,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct RepairArgs {
    /// The directory of the store
    pub store: PathBuf,
    /// Another store of the same history, or an export: what is lost is taken from there
    #[arg(long, value_name = "STORE|EXPORT")]
    pub from: Option<PathBuf>,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The directory of the store
    pub store: PathBuf,
    /// The directory for the export: absent, empty, or with the same export begun
    #[arg(value_name = "DIR")]
    pub directory: PathBuf,
    /// How much: operational, what is needed to go on; replay, also the history of the vats that live; archival,
    /// everything that the store keeps
    #[arg(long, value_name = "MODE", default_value_t)]
    pub mode: ExportMode,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The directory of the export
    #[arg(value_name = "DIR")]
    pub directory: PathBuf,
    /// The directory for the store: absent, empty, or with the same import begun
    pub store: PathBuf,
    /// Refuse any export but the one with this root
    #[arg(long, value_name = "HASH")]
    pub root: Option<ExportRoot>,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

impl HowArgs {
    /// The policies that the limits come to.
    pub fn limits(&self) -> Vec<Box<dyn RunPolicy>> {
        let cranks = self.max_cranks.map(CrankLimit::new);
        let computrons = self.max_computrons.map(Computrons);
        let computrons = computrons.map(ComputronLimit::new);
        let mut policies: Vec<Box<dyn RunPolicy>> = Vec::new();
        policies.extend(cranks.map(|limit| Box::new(limit) as Box<dyn RunPolicy>));
        policies.extend(computrons.map(|limit| Box::new(limit) as Box<dyn RunPolicy>));
        policies
    }

    pub fn kernel_options(&self) -> KernelOptions {
        KernelOptions {
            audit: self.audit,
            reload_every: self.reload_every,
            devices: crankcase::devices::standard(),
            max_online: self.max_online,
            retention: self.keep,
        }
    }
}

/// Reads which transcripts are to be kept.
fn retention(text: &str) -> Result<Retention, String> {
    match (text, text.parse()) {
        ("all", _) => Ok(Retention::All),
        (_, Ok(many)) => Ok(Retention::Spans(many)),
        (_, Err(_)) => Err("expected \"all\" or a whole number from 1 on".to_owned()),
    }
}

/// Reads the command line. What is not a command to execute is answered here.
pub fn parse() -> Result<Cli, ExitCode> {
    Cli::try_parse().map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // A reader that has gone away needs no help.
            let _ = error.print();
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            ExitCode::from(2)
        }
        _ => {
            output::error(&one_line(&error.render().to_string()));
            ExitCode::from(2)
        }
    })
}

/// The sentence in clap's answer, which goes over several lines, with its first tip, and without the usage.
fn one_line(text: &str) -> String {
    let text = text.split("\nUsage:").next().unwrap_or(text);
    let text = text.split("\nFor more information").next().unwrap_or(text);
    let mut parts = text
        .split("tip:")
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    let sentence = parts.next().unwrap_or_default();
    let sentence = sentence.strip_prefix("error: ").unwrap_or(&sentence);
    match parts.next() {
        Some(tip) => format!("{sentence}: {tip}"),
        None => format!("{sentence} (see crankcase --help)"),
    }
}
