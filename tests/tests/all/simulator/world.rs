//! A kernel and the host around it: carries out what a plan says, and tells what came of it.
//!
//! After every crank the tables must agree (spec R8). What the host itself remembers can be saved and given
//! back, as a host does that crashes with its kernel.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::num::{NonZeroU64, NonZeroUsize};

use crankcase_abi::CapData;
use crankcase_kernel::{
    CleanupBudget, Device, DeviceError, DevicePowers, Devices, Dump, Kernel, KernelOptions,
    KernelRef, NodeNumber, Retention, Silent, TranscriptEntry, VatId, VatStatus,
};
use crankcase_tests::Lines;

use super::plan::Act;

/// A device that remembers one object, and what it is told to say.
struct Keeper;

impl Device for Keeper {
    fn invoke(
        &self,
        _node: NodeNumber,
        method: &str,
        args: &CapData<KernelRef>,
        powers: &mut DevicePowers<'_>,
    ) -> Result<CapData<KernelRef>, DeviceError> {
        let held = powers.get("held").map(|data| data.slots[0]);
        match (method, held) {
            ("put", _) if args.slots.is_empty() => powers.delete("held"),
            ("put", _) => powers.set("held", args.clone()),
            ("get", Some(object)) => {
                return Ok(CapData {
                    body: "#\"$0\"".to_owned(),
                    slots: vec![object],
                });
            }
            ("ring", Some(object)) => powers.send_only(object, "ping", CapData::plain("#[]")),
            ("say", _) => powers.output(args.body.clone()),
            ("get", None) => {}
            _ => {
                powers.output("this is never said");
                powers.delete("held");
                return Err("there is nobody to ring for".into());
            }
        }
        Ok(CapData::undefined())
    }

    fn input(&self, input: &str, powers: &mut DevicePowers<'_>) -> Result<String, String> {
        powers.output(format!("heard {input}"));
        if input == "forget" {
            powers.delete("held");
            return Ok(String::new());
        }
        let held = powers.get("held").cloned().ok_or("nothing is held")?;
        powers.send_only(held.slots[0], input, CapData::plain("#[1]"));
        Ok(held.slots[0].to_string())
    }
}

/// Options with the devices of the application.
pub fn options(reload_every: Option<NonZeroU64>) -> KernelOptions {
    KernelOptions {
        reload_every,
        devices: Devices::new().with("keeper", Keeper),
        ..KernelOptions::default()
    }
}

/// The same, with few vats in memory and little that is kept of transcripts.
pub fn sparing(most_online: usize, retention: Retention) -> KernelOptions {
    KernelOptions {
        max_online: NonZeroUsize::new(most_online),
        retention,
        ..options(None)
    }
}

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
    /// What came out, by number. This is the world outside: no crash undoes it.
    pub heard: BTreeMap<u64, String>,
    cleanup: CleanupBudget,
}

impl World {
    /// A kernel that was just made, and holds on to the bootstrap's promise for its host.
    pub fn new(kernel: Kernel, cleanup: u32) -> Self {
        let held = vec![kernel.bootstrap_promise()];
        Self {
            kernel,
            memory: Memory { held },
            heard: BTreeMap::new(),
            cleanup: CleanupBudget::each(cleanup),
        }
    }

    /// Listens to what has come out, and hears nothing that was not so before.
    pub fn listen(&mut self) {
        let mut last = None;
        for output in self.kernel.outputs() {
            let before = self.heard.insert(output.number.0, output.text.clone());
            assert!(before.is_none_or(|before| before == output.text));
            last = Some(output.number);
        }
        if let Some(last) = last {
            self.kernel.acknowledge(last).expect("it was shown");
        }
    }

    /// Executes a crank. Gives what replicas compare, and what vats printed; nothing when there is no crank.
    pub fn crank(&mut self) -> Option<String> {
        let mut lines = Lines::default();
        let mut crank = self
            .kernel
            .step_with(&mut lines, self.cleanup)
            .expect("a crank")?;
        let violations = self.kernel.violations().unwrap();
        assert!(violations.is_empty(), "{violations:?} after {crank:?}");
        // What a store had before is its own (spec H4).
        if let Some(delivered) = &mut crank.delivered
            && let Some(snapshot) = &mut delivered.snapshot
        {
            snapshot.handed_over = 0;
        }
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
            Act::Terminate { which } => self.terminate(*which),
            Act::TerminateAll { dynamic } => {
                while let Some(vat) = self.running(*dynamic).first() {
                    self.kernel.terminate_vat(*vat, "over").expect("it runs");
                }
                String::new()
            }
            Act::ReapAll => format!("{:?}", self.kernel.reap_all()),
            Act::SnapshotAll => {
                let taken = self.kernel.snapshot_all(&mut Silent).expect("snapshots");
                let taken = taken.iter().map(|(vat, snapshot)| (*vat, snapshot.heap));
                format!("{:?}", taken.collect::<Vec<_>>())
            }
            Act::Pin { which } => self.pin(*which),
            Act::Refill { which } => self.refill(*which),
            Act::Input { text } => format!("{:?}", self.kernel.device_input("keeper", text)),
            Act::Look => self.heaps(),
            Act::Calm => {
                calm(&self.kernel.dump().unwrap());
                String::new()
            }
            Act::Over => {
                over(&self.kernel.dump().unwrap());
                String::new()
            }
        };
        let violations = self.kernel.violations().unwrap();
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

    /// The vats with their heaps. How much was acknowledged is the host's own.
    fn heaps(&mut self) -> String {
        let vats = self.kernel.vats().into_iter();
        let heaps = vats.map(|vat| {
            let heap = self.kernel.heap_root(vat.id).expect("a heap");
            format!("\n    {vat:?} {heap:?}")
        });
        heaps.collect()
    }

    /// The vats that have not ended; those of the application, or not.
    fn running(&self, dynamic: bool) -> Vec<VatId> {
        let vats = self.kernel.vats().into_iter();
        let runs = vats.filter(|vat| !matches!(vat.status, VatStatus::Ended(_)));
        // Their names have an `x`.
        runs.filter(|vat| !dynamic || vat.name.contains('x'))
            .map(|vat| vat.id)
            .collect()
    }

    fn terminate(&mut self, which: u64) -> String {
        let running = self.running(false);
        let Some(at) = which.checked_rem(running.len() as u64) else {
            return String::new();
        };
        let vat = running[usize::try_from(at).expect("a small number")];
        self.kernel
            .terminate_vat(vat, "by its host")
            .expect("it runs");
        vat.to_string()
    }

    fn pin(&mut self, which: u64) -> String {
        let running = self.running(true);
        let Some(at) = which.checked_rem(running.len() as u64) else {
            return String::new();
        };
        let vat = running[usize::try_from(at).expect("a small number")];
        let pinned = self.kernel.pin_vat_root(vat);
        if let Ok(root) = pinned
            && !self.memory.held.contains(&root)
        {
            self.memory.held.push(root);
        }
        format!("{pinned:?}")
    }

    fn refill(&mut self, which: u64) -> String {
        let meters = self.kernel.meters();
        let Some(at) = which.checked_rem(meters.len() as u64) else {
            return String::new();
        };
        let meter = &meters[usize::try_from(at).expect("a small number")];
        self.kernel.refill(meter.id, 100_000).expect("it is there");
        format!("{meter:?}")
    }

    /// Everything that two runs of a plan have in common at their end.
    pub fn end(&mut self) -> End {
        self.kernel.commit().expect("a commit");
        self.listen();
        self.kernel.commit().expect("a commit");
        let gone = self.kernel.gone().expect("those that are gone");
        let vats = gone.into_iter().chain(self.kernel.vats()).map(|vat| vat.id);
        let transcripts = vats
            .map(|vat| {
                let transcript = self.kernel.transcript(vat);
                (vat, transcript.expect("a transcript"))
            })
            .collect();
        End {
            transcripts,
            heard: std::mem::take(&mut self.heard),
            test_log: self.kernel.test_log().expect("a test log"),
            dump: format!(
                "{:?} {:?}",
                self.kernel.dump().unwrap(),
                self.kernel.statistics()
            ),
        }
    }
}

/// What a run came to.
#[derive(Debug, PartialEq)]
pub struct End {
    pub transcripts: Vec<(VatId, Vec<TranscriptEntry>)>,
    pub heard: BTreeMap<u64, String>,
    pub test_log: Vec<String>,
    pub dump: String,
}

impl End {
    /// This end, with what was let go of transcripts put back from one where all is kept, as far as that has
    /// the rest.
    pub fn with_all_of(mut self, whole: &Self) -> Self {
        for ((vat, left), (other, all)) in self.transcripts.iter_mut().zip(&whole.transcripts) {
            if vat == other && all.ends_with(left) {
                left.clone_from(all);
            }
        }
        self
    }
}

/// Nothing is under way, no promise that is resolved is left, and no object but the roots.
fn calm(dump: &Dump) {
    empty_queues(dump);
    let resolved = dump.promises.iter().find(|one| one.state != "unresolved");
    assert!(resolved.is_none(), "{resolved:?} is left in {dump:#?}");
    for vat in &dump.vats {
        let exports = vat
            .clist
            .iter()
            .filter(|entry| entry.vref.starts_with("o+") && entry.vref != "o+0");
        // All hold on to the service that makes vats.
        let expected = usize::from(vat.name == "vatAdmin");
        assert!(exports.count() <= expected, "{} in {dump:#?}", vat.name);
    }
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
    assert!(dump.held.is_empty() && dump.resumed.is_empty(), "{dump:#?}");
    for vat in &dump.vats {
        assert_ne!(vat.status, "running", "{dump:#?}");
        assert!(vat.clist.is_empty() && vat.vatstore.is_empty(), "{dump:#?}");
    }
}
