//! Random lives of applications in real vats: each is lived straight, with every vat restored from its image at
//! every crank, and with crashes, few vats in memory and transcripts that are let go; all three must agree in
//! every hash, every line and every transcript.
//!
//! After every crank no table contradicts another; and when all vats have ended, nothing is left.
//!
//! | command | what it does |
//! |---|---|
//! | `cargo test --release -p crankcase-tests simulator` | lives through the standard seeds |
//! | `CRANKCASE_SEED=1234 cargo test --release -p crankcase-tests simulator -- --nocapture` | one seed, and shows every step of it; where it fails, also the fewest steps that still do |
//! | `CRANKCASE_SEEDS=20000 cargo test --release -p crankcase-tests simulator` | so many seeds |

mod plan;
mod random;
mod world;

use std::num::NonZeroU64;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crankcase_kernel::{Genesis, Kernel, KernelOptions, Retention};
use crankcase_store::{Store, StoreOptions};
use crankcase_tests::{host, kernel};

use plan::{Act, Plan};
use random::Random;
use world::{End, World, options, sparing};

/// How many seeds are lived through where nobody says otherwise.
const SEEDS: u64 = 512;
/// How many tests share them.
const SHARDS: u64 = 8;
/// More cranks in a row than any plan leads to.
const ENDLESS: usize = 20_000;

/// What happened: an act, or a crank.
#[derive(Clone, Debug)]
enum Event {
    Act(Act),
    Crank,
}

/// What happened in a life, and what was found after each event.
type Story = Vec<(Event, String)>;

/// Lives through a plan without a pause. This is where it turns out how many cranks there are.
fn straight(genesis: &Genesis, plan: &Plan) -> (Story, End) {
    let mut world = World::new(kernel(genesis, options(None)), plan.cleanup);
    let mut story = Story::new();
    for step in plan.steps.iter().chain(&plan.finish) {
        let said = world.act(&step.act);
        story.push((Event::Act(step.act.clone()), said));
        let cranks = step.cranks.unwrap_or(ENDLESS);
        for done in 0..=cranks {
            assert!(done < ENDLESS, "there is no end to it");
            let Some(said) = (done < cranks).then(|| world.crank()).flatten() else {
                break;
            };
            story.push((Event::Crank, said));
        }
    }
    (story, world.end())
}

/// Lets an event happen again, to the same effect.
fn again(world: &mut World, (event, expected): &(Event, String)) {
    let found = match event {
        Event::Act(act) => world.act(act),
        Event::Crank => world.crank().expect("there was a crank"),
    };
    assert_eq!(found, *expected, "{event:?}");
}

/// Lives through the same, with every vat restored from its image after every crank.
fn reloaded(genesis: &Genesis, plan: &Plan, story: &Story) -> End {
    let every = NonZeroU64::new(1);
    let mut world = World::new(kernel(genesis, options(every)), plan.cleanup);
    story.iter().for_each(|event| again(&mut world, event));
    world.end()
}

/// Lives through the same, with commits and crashes anywhere: whatever was not committed is lost, and done
/// again. Vats come back from snapshots in the store all the time, and some stores keep no more than that takes.
fn crashed(genesis: &Genesis, plan: &Plan, story: &Story, random: &mut Random) -> End {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("store");
    let store = Store::create(&path, StoreOptions::default()).expect("a store");
    let retention = NonZeroU64::new(random.below(3)).map_or(Retention::All, Retention::Spans);
    let options = |random: &mut Random| {
        let most = random.weighted(&[(2, 1), (1, 2), (1, 3), (1, 200)]);
        sparing(*most, retention)
    };
    let made = Kernel::create(store, Box::new(host()), genesis, options(random));
    let mut world = World::new(made.expect("a kernel"), plan.cleanup);
    let (mut at, mut durable) = (0, (0, world.memory.clone()));
    while at < story.len() {
        if random.once_in(10) {
            if random.once_in(2) {
                world.kernel.commit().expect("a commit");
            } else {
                world.kernel.upkeep().expect("upkeep");
            }
            durable = (at, world.memory.clone());
        }
        if random.once_in(20) {
            world.listen();
        }
        if random.once_in(40) {
            let World { kernel, heard, .. } = world;
            drop(kernel);
            world = World::new(reopened(&path, options(random)), plan.cleanup);
            world.memory = durable.1.clone();
            world.heard = heard;
            at = durable.0;
        }
        again(&mut world, &story[at]);
        at += 1;
    }
    world.end()
}

fn reopened(path: &Path, options: KernelOptions) -> Kernel {
    let store = Store::open(path, StoreOptions::default()).expect("the store");
    Kernel::open(store, Box::new(host()), options).expect("the kernel")
}

/// Lives through a plan three times.
fn live(seed: u64, plan: &Plan) -> Story {
    let genesis = plan.application();
    let (story, end) = straight(&genesis, plan);
    let wrong = end.test_log.iter().find(|line| line.starts_with("wrong"));
    assert_eq!(wrong, None, "a vat was told other than it remembers");
    assert_eq!(
        reloaded(&genesis, plan, &story),
        end,
        "reloaded at every crank"
    );
    let mut random = Random::new(seed, 1);
    let crashed = crashed(&genesis, plan, &story, &mut random);
    assert_eq!(crashed.with_all_of(&end), end, "crashed");
    story
}

fn number(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    Some(text.parse().expect("a number"))
}

/// Says how to see it again, should a life fail.
struct Reproduce(u64);

impl Drop for Reproduce {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let seed = self.0;
            eprintln!(
                "seed {seed}: CRANKCASE_SEED={seed} cargo test --release -p crankcase-tests simulator -- --nocapture"
            );
        }
    }
}

/// Lives through the seeds of a shard, or through the one that was asked for if it is among them.
fn shard(shard: u64) {
    if let Some(seed) = number("CRANKCASE_SEED") {
        if seed % SHARDS == shard {
            show(seed);
        }
        return;
    }
    let seeds = number("CRANKCASE_SEEDS").unwrap_or(SEEDS);
    for seed in (shard..seeds).step_by(usize::try_from(SHARDS).expect("a small number")) {
        let _reproduce = Reproduce(seed);
        live(seed, &Plan::new(seed));
    }
}

/// Lives through one seed and shows every step. Should it fail, leaves out steps as long as it still does.
fn show(seed: u64) {
    let mut plan = Plan::new(seed);
    println!("{:#?}", plan);
    let attempt = |plan: &Plan| catch_unwind(AssertUnwindSafe(|| live(seed, plan)));
    match attempt(&plan) {
        Ok(story) => {
            for (event, said) in story {
                println!("{event:?}: {said}");
            }
        }
        Err(failure) => {
            let mut size = plan.steps.len() / 2;
            while size > 0 {
                let mut at = 0;
                while at < plan.steps.len() {
                    let mut fewer = plan.clone();
                    fewer.steps.drain(at..plan.steps.len().min(at + size));
                    match attempt(&fewer) {
                        Ok(_) => at += size,
                        Err(_) => plan = fewer,
                    }
                }
                size /= 2;
            }
            println!("{:#?}\nis enough to fail", plan.steps);
            std::panic::resume_unwind(failure);
        }
    }
}

macro_rules! shards {
    ($($name:ident: $shard:literal;)*) => {
        $(
            #[test]
            fn $name() {
                // spec H5, H7, H8, H9, D2, D3, R6, R8, G1, G9, G20, P1.2, P9.1
                shard($shard);
            }
        )*
    };
}

shards! {
    random_lives_0: 0;
    random_lives_1: 1;
    random_lives_2: 2;
    random_lives_3: 3;
    random_lives_4: 4;
    random_lives_5: 5;
    random_lives_6: 6;
    random_lives_7: 7;
}
