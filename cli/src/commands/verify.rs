//! `crankcase verify`: whether a store is whole, and what mends it where it is not (spec S9).

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use crankcase::{
    Audit, Disk, KernelAudit, KernelError, MachineDisk, Mend, Store, StoreError, VatReplay,
};
use serde::Serialize;

use crate::args::VerifyArgs;
use crate::failure::Failure;
use crate::output::{self, grouped};
use crate::progress::{self, Work};

/// Something that is wrong, as people and `--json` are told of it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Wrong {
    /// The file, or what of the kernel's state.
    pub place: String,
    pub what: String,
    /// `opening`, `repair`, `sweep`, `copy` or `move`.
    pub mend: &'static str,
    /// The same, as a sentence.
    advice: String,
}

impl Wrong {
    fn new(place: String, what: String, mend: Mend) -> Self {
        Self {
            place,
            what,
            mend: match mend {
                Mend::Opening => "opening",
                Mend::Repair => "repair",
                Mend::Copy => "copy",
                Mend::Sweep => "sweep",
                Mend::Move => "move",
            },
            advice: mend.to_string(),
        }
    }
}

/// What was looked through, and what is wrong with it.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
    pub sound: bool,
    pub blocks: u64,
    tip: String,
    blobs: u64,
    cranks: u64,
    vats: u64,
    transcript_entries: u64,
    /// Only with `--deep`.
    #[serde(skip_serializing_if = "Option::is_none")]
    replayed: Option<u64>,
    pub problems: Vec<Wrong>,
}

impl Verdict {
    fn store(&mut self, audit: Audit) {
        self.blocks = audit.height.0;
        self.tip = audit.tip.to_string();
        self.blobs = audit.blobs;
        let problems = audit.problems.into_iter();
        self.problems.extend(problems.map(|problem| {
            Wrong::new(
                problem.path.display().to_string(),
                problem.what,
                problem.mend,
            )
        }));
    }

    fn kernel(&mut self, audit: KernelAudit) {
        self.cranks = audit.cranks;
        self.vats = audit.vats;
        self.transcript_entries = audit.entries;
        let problems = audit.problems.into_iter();
        self.problems
            .extend(problems.map(|problem| Wrong::new(problem.place, problem.what, problem.mend)));
    }

    fn replay(&mut self, result: Result<Vec<VatReplay>, KernelError>) -> Result<(), Failure> {
        match result {
            Ok(vats) => self.replayed = Some(vats.iter().map(|vat| vat.deliveries).sum()),
            Err(KernelError::Diverged(divergence)) => {
                let place = format!("the vat {:?} ({})", divergence.name, divergence.vat);
                let what = divergence.to_string();
                self.problems.push(Wrong::new(place, what, Mend::Copy));
            }
            // Of what cannot be replayed because it is damaged there is a problem already.
            Err(error @ (KernelError::Corrupt(_) | KernelError::Store(_))) => {
                let place = "the replay".to_owned();
                self.problems
                    .push(Wrong::new(place, error.to_string(), Mend::Copy));
            }
            Err(KernelError::NoKernel) => self.replayed = Some(0),
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }

    /// For people: a line for each problem, and one for all.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for problem in &self.problems {
            let line = format!("{}: {}; {}", problem.place, problem.what, problem.advice);
            out.push_str(&output::visible(&line.replace('\n', " ")));
            out.push('\n');
        }
        out.push_str(&format!(
            "{} blocks, {} blobs, {} cranks, {} entries of {} transcripts",
            grouped(self.blocks),
            grouped(self.blobs),
            grouped(self.cranks),
            grouped(self.transcript_entries),
            grouped(self.vats),
        ));
        if let Some(replayed) = self.replayed {
            out.push_str(&format!(", {} deliveries replayed", grouped(replayed)));
        }
        out.push_str(&match self.problems.len() {
            0 => ": sound\n".to_owned(),
            1 => ": 1 problem\n".to_owned(),
            problems => format!(": {} problems\n", grouped(problems as u64)),
        });
        out
    }
}

/// Looks through a store.
pub fn verify(arguments: &VerifyArgs) -> Result<ExitCode, Failure> {
    let verdict = look_through(&arguments.store, arguments.deep)?;
    if arguments.json {
        output::print_json(&verdict)?;
    } else {
        output::print(&verdict.text())?;
    }
    Ok(if verdict.sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// So many times more a store is looked through in which something is unfinished.
const LOOKS: usize = 2;

/// Looks through a store and, if that is wanted, replays it.
pub fn look_through(directory: &Path, deep: bool) -> Result<Verdict, Failure> {
    let disk: Arc<dyn Disk> = Arc::new(MachineDisk);
    let mut verdict = Verdict::default();
    let mut audit = Store::audit(directory, &disk)?;
    for _ in 0..LOOKS {
        if !audit
            .problems
            .iter()
            .any(|problem| problem.mend == Mend::Opening)
        {
            break;
        }
        // Beside a living writer something is always unfinished, but never the same for long.
        let again = Store::audit(directory, &disk)?;
        audit
            .problems
            .retain(|problem| again.problems.contains(problem));
    }
    verdict.store(audit);
    match Store::open_read_only(directory, super::store_options()) {
        Ok(store) => within(&store, deep, &mut verdict)?,
        Err(error @ StoreError::Io { .. }) => return Err(error.into()),
        // Why it cannot be opened is among the problems, in more detail.
        Err(_) if !verdict.problems.is_empty() => {}
        Err(error) => return Err(error.into()),
    }
    verdict.sound = verdict.problems.is_empty();
    Ok(verdict)
}

/// What the store holds for its kernel.
fn within(store: &Store, deep: bool, verdict: &mut Verdict) -> Result<(), Failure> {
    let work = Work::new("transcript entries");
    let audit = crankcase::verify(store, &mut |entries| work.show(entries));
    work.finish();
    verdict.kernel(audit?);
    if deep {
        let host = super::host_of(store)?;
        let bar = progress::line();
        let mut done = 0;
        let result = crankcase::replay(store, &host, None, |vat| {
            done += 1;
            progress::show(&bar, done, vat.computrons);
        });
        bar.finish_and_clear();
        verdict.replay(result)?;
    }
    Ok(())
}
