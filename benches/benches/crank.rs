//! What a crank costs, all of it: queue, translation, delivery to a vat, its system calls, hashes,
//! transcript, and the commit of a block to disk every 1,000 cranks.
//!
//! `cargo bench` prints the time per crank. Ping-pong is the smallest useful work: a crank receives one
//! message and sends one.

use std::time::{Duration, Instant};

use crankcase_abi::{VatHost, VatSpec};
use crankcase_kernel::{Kernel, KernelOptions};
use crankcase_store::{Store, StoreOptions};
use crankcase_tests::{Lines, example, host};
use criterion::{Criterion, criterion_group, criterion_main};

/// Cranks per block.
const BLOCK: u64 = 1000;

/// Steps that many cranks, with a commit after every block and at the end.
fn step(kernel: &mut Kernel, cranks: u64) -> Duration {
    let mut console = Lines::default();
    let start = Instant::now();
    for crank in 1..=cranks {
        kernel
            .step(&mut console)
            .expect("a crank")
            .expect("the game goes on");
        if crank % BLOCK == 0 || crank == cranks {
            kernel.commit().expect("a block");
        }
    }
    start.elapsed()
}

/// A game that goes on for longer than any bench, past its first cranks.
fn game(store: Store, mode: &str) -> Kernel {
    let genesis = example("pingpong", &["1000000000000", mode]);
    let mut kernel = Kernel::create(store, Box::new(host()), &genesis, KernelOptions::default())
        .expect("a kernel");
    step(&mut kernel, 10);
    kernel
}

fn cranks(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("crank");
    for mode in ["call", "volley"] {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let store = Store::create(&directory.path().join("store"), StoreOptions::default())
            .expect("a store");
        let mut kernel = game(store, mode);
        group.bench_function(format!("ping-pong/{mode}/committed to disk"), |bencher| {
            bencher.iter_custom(|cranks| step(&mut kernel, cranks));
        });
        let mut kernel = game(Store::memory(), mode);
        group.bench_function(format!("ping-pong/{mode}/in memory"), |bencher| {
            bencher.iter_custom(|cranks| step(&mut kernel, cranks));
        });
    }
    group.finish();
}

fn vats(criterion: &mut Criterion) {
    let genesis = example("pingpong", &[]);
    let spec = VatSpec {
        name: "pong".to_owned(),
        bundle: genesis.vats["pong"].bundle.clone(),
        memory_limit: VatSpec::DEFAULT_MEMORY_LIMIT,
    };
    let mut group = criterion.benchmark_group("vat");
    group.bench_function("make one from the base image", |bencher| {
        bencher.iter(|| host().create(&spec).expect("a vat"));
    });
    let mut worker = host().create(&spec).expect("a vat");
    let image = worker.image().expect("an image");
    group.bench_function("restore one from its memory image", |bencher| {
        bencher.iter(|| host().restore(&spec, &image).expect("a vat"));
    });
    group.finish();
}

criterion_group!(benches, cranks, vats);
criterion_main!(benches);
