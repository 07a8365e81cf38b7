//! A kernel and the host around it: carries out what a plan says, and tells what came of it.
//!
//! After every crank the tables must agree (spec R8). What the host itself remembers can be saved and given
//! back, as a host does that crashes with its kernel.

use std::fmt::Write as _;

use crankcase_kernel::{Dump, Kernel, KernelRef, TranscriptEntry, VatId};
use crankcase_tests::{Lines, fingerprint};

use super::plan::Act;

/// What the host remembers.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// The promises that it holds on to.
    held: Vec<KernelRef>,
}

/// A kernel and its host.
pub struct World {
    pub kernel: Kernel,
    pub memory: Memory,
}

impl World {
    /// A kernel that was just made, and holds on to the bootstrap's promise for its host.
    pub fn new(kernel: Kernel) -> Self {
        let held = vec![kernel.bootstrap_promise()];
        let memory = Memory { held };
        Self { kernel, memory }
    }

    /// Executes a crank. Gives what replicas compare, and what vats printed; nothing when there is no crank.
    pub fn crank(&mut self) -> Option<String> {
        let mut lines = Lines::default();
        let crank = self.kernel.step(&mut lines).expect("a crank")?;
        let violations = self.kernel.violations();
        assert!(violations.is_empty(), "{violations:?} after {crank:?}");
        let mut said = format!("{} {crank:?}", self.kernel.activity_hash());
        for line in lines.0 {
            let _ = write!(said, "\n    {line}");
        }
        Some(said)
    }

    /// Carries out an act. Gives what replicas compare.
    pub fn act(&mut self, act: &Act) -> String {
        let outcome = match act {
            Act::Tell { vat, method, args } => self.tell(vat, method, args),
            Act::Forget { which } => self.forget(*which),
            Act::ForgetAll => {
                let held = std::mem::take(&mut self.memory.held);
                held.into_iter()
                    .for_each(|promise| self.kernel.unpin(promise).expect("it is held"));
                String::new()
            }
            Act::Look => fingerprint(&mut self.kernel),
            Act::Calm => {
                calm(&self.kernel.dump());
                String::new()
            }
            Act::Over => {
                over(&self.kernel.dump());
                String::new()
            }
        };
        let violations = self.kernel.violations();
        assert!(violations.is_empty(), "{violations:?} after {act:?}");
        format!("{} {outcome}", self.kernel.activity_hash())
    }

    /// A vat that has ended refuses it.
    fn tell(&mut self, vat: &str, method: &str, args: &[u64]) -> String {
        let args: Vec<_> = args.iter().map(ToString::to_string).collect();
        match self.kernel.send_to_root(vat, method, &args) {
            Ok(promise) => {
                self.memory.held.push(promise);
                promise.to_string()
            }
            Err(error) => error.to_string(),
        }
    }

    fn forget(&mut self, which: u64) -> String {
        let held = &mut self.memory.held;
        if held.is_empty() {
            return String::new();
        }
        let which = usize::try_from(which).expect("a small number") % held.len();
        let promise = held.swap_remove(which);
        let status = self.kernel.promise(promise);
        self.kernel.unpin(promise).expect("it is held");
        format!("{promise} {status:?}")
    }

    /// Everything that two runs of a plan have in common at their end.
    pub fn end(&mut self) -> End {
        self.kernel.commit().expect("a commit");
        let vats = self.kernel.vats().into_iter().map(|vat| vat.id);
        let transcripts = vats
            .map(|vat| {
                let transcript = self.kernel.transcript(vat);
                (vat, transcript.expect("a transcript"))
            })
            .collect();
        End {
            transcripts,
            test_log: self.kernel.test_log().expect("a test log"),
            dump: format!("{:?} {:?}", self.kernel.dump(), self.kernel.statistics()),
        }
    }
}

/// What a run came to.
#[derive(Debug, PartialEq)]
pub struct End {
    pub transcripts: Vec<(VatId, Vec<TranscriptEntry>)>,
    pub test_log: Vec<String>,
    pub dump: String,
}

/// Nothing is under way, no promise that is resolved is left, and no object but the roots.
fn calm(dump: &Dump) {
    empty_queues(dump);
    let resolved = dump.promises.iter().find(|one| one.state != "unresolved");
    assert!(resolved.is_none(), "{resolved:?} is left in {dump:#?}");
    let exports = |vat: &crankcase_kernel::DumpVat| {
        let exports = vat
            .clist
            .iter()
            .filter(|entry| entry.vref.starts_with("o+") && entry.vref != "o+0");
        exports.count()
    };
    let left: usize = dump.vats.iter().map(exports).sum();
    assert_eq!(left, 0, "objects are left: {dump:#?}");
}

fn empty_queues(dump: &Dump) {
    assert!(dump.acceptance_queue.is_empty(), "{dump:#?}");
    assert!(dump.run_queue.is_empty(), "{dump:#?}");
    assert!(dump.gc_actions.is_empty(), "{dump:#?}");
    assert!(dump.reap_queue.is_empty(), "{dump:#?}");
}

/// Nothing is left of anything that vats had (spec G9).
fn over(dump: &Dump) {
    empty_queues(dump);
    assert!(dump.objects.is_empty(), "{dump:#?}");
    assert!(dump.promises.is_empty(), "{dump:#?}");
    assert!(dump.pins.is_empty(), "{dump:#?}");
    for vat in &dump.vats {
        assert_ne!(vat.status, "running", "{dump:#?}");
        assert!(vat.clist.is_empty() && vat.vatstore.is_empty(), "{dump:#?}");
    }
}
