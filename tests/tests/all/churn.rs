//! Random lives of objects and promises in four vats that are reaped all the time: they are made, given away,
//! called, resolved, remembered in weak collections and dropped.
//!
//! After each crank no table contradicts another; no weak collection forgets what it should remember; a run
//! whose vats are restored before every delivery says the same; and once everything was let go, nothing is left
//! but the roots.

use crankcase_kernel::{Genesis, Kernel, KernelOptions, PromiseStatus, ReapThreshold};
use crankcase_tests::{Lines, app, fingerprint, kernel, program, reloading, run};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// The vats beside the one that introduces them.
const VATS: [&str; 4] = ["a", "b", "c", "d"];

/// What a vat is told to do, and how many cranks are run after that.
#[derive(Clone, Debug)]
struct Step {
    vat: usize,
    method: &'static str,
    args: Vec<u8>,
    cranks: usize,
}

fn step() -> impl Strategy<Value = Step> {
    let call = prop_oneof![
        3 => (0_u8..4).prop_map(|slot| ("make", vec![slot])),
        2 => (0_u8..4).prop_map(|slot| ("promise", vec![slot])),
        1 => (0_u8..4).prop_map(|slot| ("resolve", vec![slot])),
        1 => (0_u8..4).prop_map(|slot| ("fulfill", vec![slot])),
        1 => Just(("reject", vec![])),
        8 => (0_u8..4, 0_u8..3, 0_u8..4).prop_map(|(slot, peer, to)| ("give", vec![slot, peer, to])),
        3 => (0_u8..4).prop_map(|slot| ("drop", vec![slot])),
        3 => (0_u8..4).prop_map(|slot| ("call", vec![slot])),
        5 => (0_u8..4).prop_map(|slot| ("remember", vec![slot])),
        3 => (0_u8..4).prop_map(|slot| ("forget", vec![slot])),
    ];
    (0..VATS.len(), call, 0_usize..6).prop_map(|(vat, (method, args), cranks)| Step {
        vat,
        method,
        args,
        cranks,
    })
}

fn application() -> Genesis {
    let (bootstrap, vat) = (program("churn-bootstrap.js"), program("churn.js"));
    let mut vats = vec![("bootstrap", bootstrap.as_str())];
    vats.extend(VATS.map(|name| (name, vat.as_str())));
    let mut genesis = app(&vats);
    genesis.reap.deliveries = ReapThreshold::At(4);
    genesis.reap.gc_krefs = ReapThreshold::At(1);
    genesis
}

/// Runs so many cranks, with the tables checked after each.
fn some(kernel: &mut Kernel, cranks: usize) {
    for _ in 0..cranks {
        if kernel.step(&mut Lines::default()).unwrap().is_none() {
            return;
        }
        assert_eq!(kernel.violations(), []);
    }
}

/// Lives through the steps, lets everything go, and gives what replicas compare.
fn live(genesis: &Genesis, steps: &[Step], options: KernelOptions) -> Result<String, String> {
    let mut kernel = kernel(genesis, options);
    run(&mut kernel);
    let roots = kernel.dump().objects.len();
    for step in steps {
        let args: Vec<_> = step.args.iter().map(ToString::to_string).collect();
        kernel
            .send_to_root(VATS[step.vat], step.method, &args)
            .unwrap();
        some(&mut kernel, step.cranks);
    }
    run(&mut kernel);
    // What was under way when all promises were resolved may have brought something again.
    for vat in VATS {
        kernel.send_to_root(vat, "clear", &[]).unwrap();
    }
    run(&mut kernel);
    let ends = VATS.map(|vat| kernel.send_to_root(vat, "clear", &[]).unwrap());
    run(&mut kernel);
    for (vat, end) in VATS.iter().zip(ends) {
        match kernel.promise(end) {
            Some(PromiseStatus::Fulfilled(data)) if data.body == "#\"\"" => {}
            other => return Err(format!("{vat}: {other:?}")),
        }
    }
    // What a vat lets go makes others let go: each round of deliveries has the vats reaped once more.
    for _ in 0..8 {
        for vat in VATS {
            for _ in 0..4 {
                kernel.send_to_root(vat, "reject", &[]).unwrap();
            }
        }
        run(&mut kernel);
    }
    let dump = kernel.dump();
    if dump.objects.len() != roots {
        return Err(format!("{:?} are left", dump.objects));
    }
    Ok(fingerprint(&mut kernel))
}

#[test]
fn random_lives_leave_the_tables_of_kernel_and_vats_consistent() {
    // spec R6, G1, G20, D2
    let genesis = application();
    let config = Config {
        cases: 24,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let lives = prop::collection::vec(step(), 10..80);
    let result = runner.run(&lives, |steps| {
        let plain = live(&genesis, &steps, KernelOptions::default());
        let reloaded = live(&genesis, &steps, reloading(1));
        prop_assert_eq!(&plain, &reloaded);
        prop_assert!(plain.is_ok(), "{:?}", plain);
        Ok(())
    });
    result.unwrap();
}
