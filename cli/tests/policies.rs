//! Run policies, each against an application that goes on by itself.

use std::time::Duration;

use crankcase::{
    All, ComputronLimit, Computrons, Continue, CrankLimit, CrankSummary, DeliveryKind,
    GarbageLimit, GrowthLimit, Host, HostOptions, Kernel, KernelOptions, Progress, RunPolicy,
    Silent, Stopped, Store, TimeLimit, Unlimited,
};

/// Two vats send each other 40 messages, and keep some memory with each.
const APPLICATION: &str = "
    import { E } from '@endo/eventual-send';
    import { Far } from '@endo/far';
    export const buildRootObject = () => {
      const kept = [];
      let friend;
      const next = left => {
        kept.push(new Uint8Array(100_000).fill(left));
        if (left > 0) E(friend).next(left - 1);
      };
      return Far('root', {
        next,
        bootstrap({ bootstrap, other }) { friend = other; return E(other).meet(bootstrap); },
        meet(vat) { friend = vat; next(40); },
      });
    };";

fn kernel() -> Kernel {
    let directory = tempfile::tempdir().unwrap();
    for file in ["bootstrap.js", "vat-other.js"] {
        std::fs::write(directory.path().join(file), APPLICATION).unwrap();
    }
    let genesis = crankcase::app::load(directory.path(), &[]).unwrap();
    let host = Host::new(&HostOptions::default()).unwrap();
    Kernel::create(
        Store::memory(),
        Box::new(host),
        &genesis,
        KernelOptions::default(),
    )
    .unwrap()
}

fn run(kernel: &mut Kernel, policy: &mut dyn RunPolicy) -> (Progress, Stopped) {
    crankcase::run(kernel, policy, crankcase::CRANKS_PER_BLOCK, &mut Silent).unwrap()
}

/// All cranks of the application, one after the other.
fn cranks() -> Vec<CrankSummary> {
    let mut all = Vec::new();
    let mut note = |last: Option<&CrankSummary>| {
        all.extend(last.cloned());
        Continue::Yes
    };
    assert_eq!(run(&mut kernel(), &mut note).1, Stopped::Idle);
    all
}

/// After how many cranks a sum over them reaches a limit.
fn reaches(cranks: &[CrankSummary], limit: u64, of: impl Fn(&CrankSummary) -> u64) -> u64 {
    let sums = cranks.iter().scan(0, |sum, crank| {
        *sum += of(crank);
        Some(*sum)
    });
    sums.take_while(|sum| *sum < limit).count() as u64 + 1
}

#[test]
fn every_policy_stops_with_the_crank_that_reaches_its_limit() {
    crankcase::run_on_big_stack(|| {
        let all = cranks();
        let count = all.len() as u64;
        assert!(count > 40);
        let cost = |crank: &CrankSummary| crank.delivered.map_or(0, |it| it.computrons.0);
        let growth = |crank: &CrankSummary| crank.delivered.map_or(0, |it| it.grown_bytes);
        let half_cost = all.iter().map(cost).sum::<u64>() / 2;
        let half_growth = all.iter().map(growth).sum::<u64>() / 2;
        assert!(half_growth > 1_000_000, "{half_growth}");

        let cases: Vec<(Box<dyn RunPolicy>, u64)> = vec![
            (Box::new(CrankLimit::new(7)), 7),
            (Box::new(CrankLimit::new(0)), 0),
            (
                Box::new(ComputronLimit::new(Computrons(half_cost))),
                reaches(&all, half_cost, cost),
            ),
            (
                Box::new(GrowthLimit::new(half_growth)),
                reaches(&all, half_growth, growth),
            ),
            (Box::new(TimeLimit::new(Duration::ZERO)), 0),
            (
                Box::new(All(vec![
                    Box::new(Unlimited),
                    Box::new(CrankLimit::new(9)),
                    Box::new(TimeLimit::new(Duration::MAX)),
                ])),
                9,
            ),
        ];
        for (mut policy, expected) in cases {
            let mut kernel = kernel();
            let (progress, stopped) = run(&mut kernel, &mut *policy);
            assert_eq!((progress.cranks, stopped), (expected, Stopped::Policy));
            // The rest is as it would have been.
            let (rest, stopped) = run(&mut kernel, &mut Unlimited);
            assert_eq!(
                (progress.cranks + rest.cranks, stopped),
                (count, Stopped::Idle)
            );
        }
        let mut patient = TimeLimit::new(Duration::MAX);
        assert_eq!(run(&mut kernel(), &mut patient).1, Stopped::Idle);
    });
}

#[test]
fn a_policy_sees_what_cranks_were() {
    crankcase::run_on_big_stack(|| {
        let all = cranks();
        let kinds: Vec<_> = all.iter().filter_map(|crank| crank.delivered).collect();
        let count = |kind| {
            kinds
                .iter()
                .filter(|delivery| delivery.kind == kind)
                .count()
        };
        assert_eq!(count(DeliveryKind::Start), 4);
        assert_eq!(count(DeliveryKind::Message), 42);
        assert!(count(DeliveryKind::Notify) >= 1);
        let memory = kinds.iter().map(|delivery| delivery.memory_bytes).max();
        assert!(memory > Some(2_000_000), "{memory:?}");
    });
}

/// Vats that are asked for their garbage after every fourth delivery, and let go of what they are given.
fn reaped() -> Kernel {
    let directory = tempfile::tempdir().unwrap();
    let bootstrap = "
        import { E } from '@endo/eventual-send';
        import { Far } from '@endo/far';
        export const buildRootObject = () => Far('root', {
          async bootstrap({ other }) {
            for (let i = 0; i < 12; i += 1) await E(other).take(Far('thing', {}));
          },
          take() {},
        });";
    let config = r#"{
        "bootstrap": "boot",
        "defaultReapInterval": 4,
        "vats": { "boot": { "sourceSpec": "a.js" }, "other": { "sourceSpec": "a.js" } }
    }"#;
    std::fs::write(directory.path().join("a.js"), bootstrap).unwrap();
    std::fs::write(directory.path().join("app.json"), config).unwrap();
    let genesis = crankcase::app::load(&directory.path().join("app.json"), &[]).unwrap();
    let host = Host::new(&HostOptions::default()).unwrap();
    let options = KernelOptions::default();
    Kernel::create(Store::memory(), Box::new(host), &genesis, options).unwrap()
}

#[test]
fn a_policy_bounds_what_garbage_costs() {
    // spec C3.1, C3.2
    crankcase::run_on_big_stack(|| {
        let mut all = Vec::new();
        let mut note = |last: Option<&CrankSummary>| {
            all.extend(last.cloned());
            Continue::Yes
        };
        run(&mut reaped(), &mut note);
        let garbage = |crank: &CrankSummary| match crank.delivered {
            Some(it) if matches!(it.kind, DeliveryKind::Garbage | DeliveryKind::Reap) => {
                it.computrons.0
            }
            _ => 0,
        };
        let count = |kind| {
            let deliveries = all.iter().filter_map(|crank| crank.delivered);
            deliveries.filter(|delivery| delivery.kind == kind).count()
        };
        assert!(count(DeliveryKind::Reap) > 2 && count(DeliveryKind::Garbage) > 2);
        let half = all.iter().map(garbage).sum::<u64>() / 2;
        let mut kernel = reaped();
        let (progress, stopped) = run(&mut kernel, &mut GarbageLimit::new(Computrons(half)));
        let expected = reaches(&all, half, garbage);
        assert_eq!((progress.cranks, stopped), (expected, Stopped::Policy));
        let (rest, stopped) = run(&mut kernel, &mut Unlimited);
        assert_eq!(progress.cranks + rest.cranks, all.len() as u64);
        assert_eq!(stopped, Stopped::Idle);
    });
}
