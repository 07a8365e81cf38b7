//! What a crank costs, all of it: queue, translation, delivery to a vat, its system calls, hashes,
//! transcript, and the commit of a block to disk every 1,000 cranks.
//!
//! `cargo bench` prints the time per crank. Ping-pong is the smallest useful work: a crank receives one
//! message and sends one.

use std::time::{Duration, Instant};

use crankcase_abi::{ChunkHash, VatHost, VatSpec};
use crankcase_kernel::{Genesis, Kernel, KernelOptions, Silent, SnapshotPolicy};
use crankcase_store::{Store, StoreOptions};
use crankcase_tests::{Lines, app, example, host};
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

/// A vat with a heap of about 25 MiB, which writes to 100 of its chunks when it is told to.
const LARGE: &str = "
import { Far } from '@endo/far';
export const buildRootObject = () => {
  const chunk = 65536;
  const big = new Uint8Array(18 * 16 * chunk);
  for (let at = 0; at < big.length; at += 256) big[at] = (at >> 8) % 251;
  for (let at = 0; at < big.length; at += chunk) big[at + 1] = at / chunk;
  let round = 0;
  return Far('root', {
    bootstrap() {},
    touch() {
      round += 1;
      for (let i = 0; i < 100; i += 1) big[(2 * i + (round % 2)) * chunk + round % chunk] += 1;
    },
  });
};";

/// What a snapshot takes of the time of a vat, and how long it takes a vat to come back from one.
fn snapshots(criterion: &mut Criterion) {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("store");
    let store = Store::create(&path, StoreOptions::default()).expect("a store");
    let genesis = Genesis {
        snapshots: SnapshotPolicy::NEVER,
        ..app(&[("bootstrap", LARGE)])
    };
    let options = KernelOptions::default;
    let mut kernel =
        Kernel::create(store, Box::new(host()), &genesis, options()).expect("a kernel");
    let touch = |kernel: &mut Kernel| {
        kernel
            .send_to_root("bootstrap", "touch", &[])
            .expect("sent");
        while kernel.step(&mut Silent).expect("a crank").is_some() {}
    };
    touch(&mut kernel);
    kernel.snapshot_all(&mut Silent).expect("a snapshot");
    kernel.commit().expect("a block");
    let mut group = criterion.benchmark_group("snapshot");
    let mut bytes = 0;
    group.bench_function("25 MiB, 100 chunks changed: the vat's time", |bencher| {
        bencher.iter_custom(|times| {
            let mut spent = Duration::ZERO;
            for _ in 0..times {
                touch(&mut kernel);
                kernel.commit().expect("a block");
                let start = Instant::now();
                let taken = kernel.snapshot_all(&mut Silent).expect("a snapshot");
                spent += start.elapsed();
                bytes = taken[0].1.handed_over;
                kernel.commit().expect("a block");
            }
            spent
        });
    });
    println!(
        "of {} bytes, {bytes} were handed over",
        kernel.vats()[0].memory_bytes
    );
    let changed = vec![7_u8; 100 * 65_536];
    group.bench_function(
        "to compare: SHA-256 of these 100 chunks, one after the other",
        |bencher| {
            bencher.iter(|| {
                let chunks = changed.chunks_exact(65_536);
                chunks
                    .map(|chunk| ChunkHash::of(chunk).0[0])
                    .fold(0, u8::wrapping_add)
            });
        },
    );
    let vat = kernel.vats()[0].id;
    kernel.shutdown().expect("closed");
    group.bench_function(
        "come back from the disk, with the hash of the heap",
        |bencher| {
            bencher.iter_custom(|times| {
                let mut spent = Duration::ZERO;
                for _ in 0..times {
                    let store = Store::open(&path, StoreOptions::default()).expect("a store");
                    let mut kernel =
                        Kernel::open(store, Box::new(host()), options()).expect("a kernel");
                    let start = Instant::now();
                    kernel.heap_root(vat).expect("a vat").expect("it runs");
                    spent += start.elapsed();
                }
                spent
            });
        },
    );
    group.finish();
}

criterion_group!(benches, cranks, vats, snapshots);
criterion_main!(benches);
