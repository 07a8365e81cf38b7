//! A whole application on a disk that loses, tears and reorders what was not synced: the power fails, and the
//! process dies, at every write and every sync of a run of more than a thousand cranks.
//!
//! Each disk that is left must open with everything that was acknowledged, with no crank in part, and with the
//! hashes that the run had; some are run to their end. `CRANKCASE_SEED=n` tries other failures.

use std::path::Path;
use std::sync::Arc;

use crankcase_kernel::{ActivityHash, Genesis, Kernel, KernelOptions, Retention, SnapshotPolicy};
use crankcase_store::{IndexKind, Moment, SimulatedDisk, Store, StoreOptions};
use crankcase_tests::{Lines, example, host};

/// How many of the exchange's instructions make more than a thousand cranks.
const INSTRUCTIONS: &str = "120";
/// The power fails at each moment, and fails once more or, at one of so many moments, the process dies.
const DEATHS: u64 = 3;
/// One of so many disks is run to its end.
const RUN_ON: u64 = 1499;

/// Where a kernel stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stand {
    cranks: u64,
    activity: ActivityHash,
}

impl Stand {
    fn of(kernel: &Kernel) -> Self {
        Self {
            cranks: kernel.statistics().cranks,
            activity: kernel.activity_hash(),
        }
    }
}

/// What has been seen, so that a run that tried nothing is noticed.
#[derive(Debug, Default)]
struct Tally {
    moments: u64,
    images: u64,
    /// Disks on which the block under way was there already, or not.
    went: u64,
    lost: u64,
    run_on: u64,
}

/// The run, and what its end has to be.
struct Run {
    genesis: Genesis,
    seed: u64,
    end: Stand,
    log: Vec<String>,
    tally: Tally,
}

fn options(disk: &SimulatedDisk) -> StoreOptions {
    StoreOptions {
        disk: Arc::new(disk.clone()),
        index: IndexKind::Memory,
        // Small, so that every kind of file begins and ends often.
        segment_bytes: 64 << 10,
        pack_bytes: 512 << 10,
        checkpoint_bytes: 96 << 10,
        background: false,
        ..StoreOptions::default()
    }
}

/// Keeps as little as a kernel can go on with.
fn frugal() -> KernelOptions {
    KernelOptions {
        retention: Retention::SINCE_SNAPSHOT,
        ..KernelOptions::default()
    }
}

fn open(disk: &SimulatedDisk) -> Result<Kernel, String> {
    let store = Store::open(Path::new("store"), options(disk));
    let store = store.map_err(|error| format!("the store does not open: {error}"))?;
    let kernel = Kernel::open(store, Box::new(host()), frugal());
    kernel.map_err(|error| format!("the kernel does not open: {error}"))
}

impl Run {
    /// The moments of one commit, after `before` had been acknowledged and before `after` was.
    fn commit(&mut self, moments: &[Moment], before: Stand, after: Stand) {
        for moment in moments {
            self.tally.moments += 1;
            let seed = self.seed ^ self.tally.moments << 8;
            self.check(&moment.fail(seed), &[before, after]);
            let left = if self.tally.moments.is_multiple_of(DEATHS) {
                moment.kill()
            } else {
                moment.fail(seed | 1)
            };
            self.check(&left, &[before, after]);
        }
        let acknowledged = moments.last().expect("a commit writes something");
        self.check(&acknowledged.fail(self.seed), &[after]);
    }

    /// The disk opens at one of these stands, whole.
    fn check(&mut self, disk: &SimulatedDisk, allowed: &[Stand]) {
        self.tally.images += 1;
        let image = self.tally.images;
        let place = format!("CRANKCASE_SEED={}, image {image}", self.seed);
        let mut kernel = open(disk).unwrap_or_else(|what| panic!("{place}: {what}"));
        let stand = Stand::of(&kernel);
        assert!(
            allowed.contains(&stand),
            "{place}: {stand:?} is none of {allowed:?}"
        );
        if allowed.len() > 1 {
            let went = stand == allowed[1];
            *(if went {
                &mut self.tally.went
            } else {
                &mut self.tally.lost
            }) += 1;
        }
        if image.is_multiple_of(RUN_ON) {
            let violations = kernel.violations().unwrap();
            assert!(violations.is_empty(), "{place}: {violations:?}");
            finish(&mut kernel);
            assert_eq!(Stand::of(&kernel), self.end, "{place}");
            assert_eq!(kernel.test_log().unwrap(), self.log, "{place}");
            self.tally.run_on += 1;
        }
    }
}

fn finish(kernel: &mut Kernel) {
    while kernel
        .step(&mut Lines::default())
        .expect("a crank")
        .is_some()
    {}
}

/// The run without any disk. Snapshots come often.
fn straight(seed: u64) -> Run {
    let mut genesis = example("exchange", &[INSTRUCTIONS]);
    genesis.snapshots = SnapshotPolicy {
        first: Some(2),
        every: Some(12),
        ..SnapshotPolicy::NEVER
    };
    let mut kernel = crankcase_tests::kernel(&genesis, KernelOptions::default());
    finish(&mut kernel);
    Run {
        genesis,
        seed,
        end: Stand::of(&kernel),
        log: kernel.test_log().unwrap(),
        tally: Tally::default(),
    }
}

#[test]
fn a_power_failure_at_any_write_of_a_thousand_cranks_loses_nothing_that_was_acknowledged() {
    // spec S1, P9.1
    let seed = std::env::var("CRANKCASE_SEED").map_or(1, |seed| seed.parse().expect("a number"));
    let mut run = straight(seed);
    let disk = SimulatedDisk::default();
    let store = Store::create(Path::new("store"), options(&disk)).unwrap();
    let made = Kernel::create(
        store,
        Box::new(host()),
        &run.genesis,
        KernelOptions::default(),
    );
    let mut kernel = made.unwrap();
    let mut before = Stand::of(&kernel);
    loop {
        disk.record();
        let went_on = kernel.step(&mut Lines::default()).unwrap().is_some();
        kernel.commit().unwrap();
        let after = Stand::of(&kernel);
        let moments = disk.moments();
        if moments.len() > 1 {
            run.commit(&moments[1..], before, after);
        }
        before = after;
        if !went_on {
            break;
        }
    }
    println!("{:?}", run.tally);
    assert_eq!(before, run.end);
    assert!(run.end.cranks >= 1000, "{:?}", run.end);
    assert!(run.tally.images >= 10_000, "{:?}", run.tally);
    assert!(
        run.tally.went > 1000 && run.tally.lost > 1000 && run.tally.run_on >= 5,
        "{:?}",
        run.tally
    );
}
