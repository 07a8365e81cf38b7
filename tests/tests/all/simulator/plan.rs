//! What happens in a random life: which vats there are, what they are told, and how many cranks lie between.
//!
//! A plan follows from its seed alone. Nothing here may look at a kernel.

use crankcase_abi::Computrons;
use crankcase_kernel::{Genesis, ReapThreshold};
use crankcase_tests::{program, whole_app};

use super::random::Random;

/// The vats beside the one that introduces them, as many as the plan has.
const VATS: [&str; 4] = ["a", "b", "c", "d"];

/// How many places each of them has for what it holds.
const SLOTS: u64 = 4;

/// Enough for everything but an endless loop.
const CRANK_LIMIT: Computrons = Computrons(4_000_000);
/// Room for everything but a hoard.
const MEMORY_LIMIT: u64 = 32 << 20;

/// Something that happens to a kernel from outside.
#[derive(Clone, Debug)]
pub enum Act {
    /// A vat is told something.
    Tell {
        vat: &'static str,
        method: &'static str,
        args: Vec<u64>,
    },
    /// The host lets go of one of the promises it was given.
    Forget { which: u64 },
    /// The host lets go of all of them.
    ForgetAll,
    /// The host ends one of the vats that run.
    Terminate { which: u64 },
    /// The host ends all vats that are not part of the application, or all vats.
    TerminateAll { dynamic: bool },
    /// The host has all vats collect their garbage.
    ReapAll,
    /// The host asks for snapshots of all vats.
    SnapshotAll,
    /// The host holds on to the root of a vat that is not part of the application.
    Pin { which: u64 },
    /// The host pays into one of the meters.
    Refill { which: u64 },
    /// The device is given something from outside.
    Input { text: &'static str },
    /// Everything that can be compared is looked at, the heaps too.
    Look,
    /// Nothing may be left but what vats that run still hold on to by themselves: their roots.
    Calm,
    /// Nothing at all may be left.
    Over,
}

/// One act, and what is run after it.
#[derive(Clone, Debug)]
pub struct Step {
    pub act: Act,
    /// So many cranks; all that there are, if not set.
    pub cranks: Option<usize>,
}

/// A whole life.
#[derive(Clone, Debug)]
pub struct Plan {
    vats: usize,
    pipelining: Vec<bool>,
    reap: (u64, u64),
    /// After how many deliveries snapshots are taken: the first, and the others.
    snapshots: (u64, u64),
    /// How much of everything a crank cleans up.
    pub cleanup: u32,
    /// What happens at random.
    pub steps: Vec<Step>,
    /// How it ends.
    pub finish: Vec<Step>,
}

/// What vats are told, how often, and what each argument is less than.
const TELLS: &[(u64, (&str, &[u64]))] = &[
    (6, ("make", &[SLOTS])),
    (6, ("promise", &[SLOTS])),
    (3, ("resolve", &[SLOTS])),
    (3, ("fulfill", &[SLOTS])),
    (2, ("follow", &[SLOTS])),
    (1, ("knot", &[])),
    (2, ("reject", &[])),
    (16, ("give", &[SLOTS, 3, SLOTS])),
    (5, ("ask", &[3, SLOTS, SLOTS])),
    (5, ("drop", &[SLOTS])),
    (6, ("call", &[SLOTS])),
    (5, ("chain", &[SLOTS, SLOTS])),
    (1, ("flood", &[SLOTS, 6])),
    (1, ("fails", &[])),
    (8, ("remember", &[SLOTS])),
    (4, ("forget", &[SLOTS])),
    (3, ("store", &[2, SLOTS])),
    (3, ("load", &[2, SLOTS])),
    (2, ("discard", &[2])),
    (2, ("put", &[SLOTS])),
    (2, ("get", &[SLOTS])),
    (1, ("ring", &[])),
    (1, ("say", &[100])),
    (6, ("spawn", &[SLOTS, 4])),
    (10, ("relay", &[SLOTS, 12, SLOTS, SLOTS])),
    (2, ("kill", &[3])),
    (1, ("change", &[3, 5])),
    (2, ("pay", &[3])),
    (2, ("end", &[5, SLOTS])),
];

impl Plan {
    /// The plan of a seed.
    pub fn new(seed: u64) -> Self {
        let mut random = Random::new(seed, 0);
        let vats = 2 + usize::try_from(random.below(3)).expect("a small number");
        let pipelining = (0..vats).map(|_| random.once_in(4)).collect();
        let reap = (1 + random.below(4), 1 + random.below(4));
        let cleanup = [1, 2, 5, 1000][index(&mut random, 4)];
        let length = 15 + random.below(45);
        let begin = Step {
            act: Act::ForgetAll,
            cranks: None,
        };
        let mut steps = vec![begin];
        steps.extend((0..length).map(|_| step(&mut random, vats)));
        let mut finish = Vec::new();
        end(&mut random, vats, &mut finish);
        let mut random = Random::new(seed, 2);
        let snapshots = (1 + random.below(8), 1 + random.below(8));
        Self {
            vats,
            pipelining,
            reap,
            snapshots,
            cleanup,
            steps,
            finish,
        }
    }

    /// The application that it is lived in.
    pub fn application(&self) -> Genesis {
        let (bootstrap, vat) = (program("actor-bootstrap.js"), program("actor.js"));
        let mut vats = vec![("bootstrap", bootstrap.as_str())];
        vats.extend(VATS[..self.vats].iter().map(|name| (*name, vat.as_str())));
        let mut genesis = whole_app(&vats);
        genesis.reap.deliveries = ReapThreshold::At(self.reap.0);
        genesis.reap.gc_krefs = ReapThreshold::At(self.reap.1);
        genesis.snapshots.first = Some(self.snapshots.0);
        genesis.snapshots.every = Some(self.snapshots.1);
        let actor = genesis.vats["a"].bundle.clone();
        genesis.bundles.insert("actor".to_owned(), actor);
        genesis.devices.insert("keeper".to_owned());
        for (name, pipelining) in VATS.iter().zip(&self.pipelining) {
            let vat = genesis.vats.get_mut(*name).expect("just made");
            vat.pipelining = *pipelining;
            vat.crank_limit = Some(CRANK_LIMIT);
            vat.memory_limit = Some(MEMORY_LIMIT);
        }
        genesis
    }
}

fn step(random: &mut Random, vats: usize) -> Step {
    let act = match random.below(40) {
        0..4 => {
            let which = random.below(100);
            Act::Forget { which }
        }
        4 => {
            let which = random.below(100);
            Act::Refill { which }
        }
        5 => {
            let text = ["ping", "back", "forget"][index(random, 3)];
            Act::Input { text }
        }
        6 if random.once_in(2) => Act::SnapshotAll,
        6 => Act::ReapAll,
        7 => {
            let which = random.below(100);
            Act::Pin { which }
        }
        8 if random.once_in(6) => {
            let which = random.below(100);
            Act::Terminate { which }
        }
        _ => {
            let (method, bounds) = random.weighted(TELLS);
            let vat = VATS[index(random, vats)];
            let args = bounds.iter().map(|bound| random.below(*bound)).collect();
            Act::Tell { vat, method, args }
        }
    };
    let cranks = usize::try_from(random.below(6)).expect("a small number");
    let cranks = Some(cranks);
    Step { act, cranks }
}

fn index(random: &mut Random, length: usize) -> usize {
    usize::try_from(random.below(length as u64)).expect("an index")
}

fn tell(vat: &'static str, method: &'static str, args: &[u64]) -> Act {
    let args = args.to_vec();
    Act::Tell { vat, method, args }
}

/// In every second plan everybody lets go of everything; then all vats end, in any order.
fn end(random: &mut Random, vats: usize, steps: &mut Vec<Step>) {
    let vats = &VATS[..vats];
    if random.once_in(2) {
        calm(vats, steps);
    }
    let mut push = |act, cranks| steps.push(Step { act, cranks });
    if random.once_in(8) {
        push(Act::Look, Some(0));
    }
    let mut left = vats.to_vec();
    left.push("bootstrap");
    while !left.is_empty() {
        let vat = left.remove(index(random, left.len()));
        let act = match vat {
            "bootstrap" => tell(vat, "leave", &[]),
            _ => tell(vat, "end", &[random.below(5), 0]),
        };
        push(act, Some(index(random, 3)));
    }
    // The second time for what was asked for before the first.
    push(Act::TerminateAll { dynamic: false }, None);
    push(Act::TerminateAll { dynamic: false }, None);
    push(Act::Input { text: "forget" }, Some(0));
    push(Act::ForgetAll, None);
    push(Act::Over, Some(0));
}

/// Everybody lets go of everything, and is reaped until it has been said.
fn calm(vats: &[&'static str], steps: &mut Vec<Step>) {
    let mut push = |act, cranks| steps.push(Step { act, cranks });
    push(Act::TerminateAll { dynamic: true }, None);
    push(Act::Input { text: "forget" }, Some(0));
    push(Act::ForgetAll, None);
    // What was under way when all promises were resolved may have brought something again, also other vats.
    for _ in 0..2 {
        vats.iter()
            .for_each(|vat| push(tell(vat, "clear", &[]), None));
        push(Act::TerminateAll { dynamic: true }, None);
    }
    // What a vat lets go makes others let go: at most as often as there are vats, and once more.
    push(Act::ForgetAll, None);
    for _ in 0..6 {
        push(Act::ReapAll, None);
    }
    push(Act::Calm, Some(0));
}
