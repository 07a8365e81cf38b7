//! What the environment of vat code costs: starting a vat, whose lockdown is in the base image, and running in
//! a compartment.
//!
//! `cargo bench` prints the time of each, and how many times as long as outside a loop that reads globals takes
//! in a compartment. The two are run in turns, so that the machine is the same for both.

use std::time::{Duration, Instant};

use crankcase_abi::{
    CapData, Computrons, ConsoleLevel, Delivery, Ended, IllegalSyscall, KernelSide, Syscall,
    SyscallResult, VatHost, VatOptions, VatRef, VatSpec, VatWorker,
};
use crankcase_tests::case::bundle;
use crankcase_tests::host;
use criterion::{Criterion, criterion_group, criterion_main};

/// A kernel that takes every call and answers nothing.
struct Nobody;

impl KernelSide for Nobody {
    fn syscall(&mut self, _: Syscall) -> Result<SyscallResult, IllegalSyscall> {
        Ok(SyscallResult::Done)
    }
    fn console(&mut self, _: ConsoleLevel, _: &str) {}
}

const EMPTY: &str = "
import { Far } from '@endo/far';
export const buildRootObject = () => Far('root', {});
";

/// A loop that reads globals, as code of the vat and as code of a compartment.
const LOOPS: &str = "
import { Far } from '@endo/far';
const text = `() => {
  let sum = 0;
  for (let i = 0; i < 100000; i += 1) sum += Math.abs(Number(isNaN(i))) + (Array === Object ? 1 : 0);
  return sum;
}`;
const outside = (0, eval)(text);
const inside = new Compartment().evaluate(text);
export const buildRootObject = () => Far('root', { outside, inside });
";

fn spec(source: &str) -> VatSpec {
    VatSpec {
        name: "bench".to_owned(),
        bundle: bundle("vat.js", source.to_owned()).to_bytes().into(),
        memory_limit: VatSpec::DEFAULT_MEMORY_LIMIT,
    }
}

fn deliver(vat: &mut dyn VatWorker, delivery: &Delivery) {
    let report = vat.deliver(delivery, Computrons(u64::MAX / 1000), &mut Nobody);
    assert_eq!(report.expect("a crank").ended, Ended::Returned);
}

/// A vat that has run its `buildRootObject`.
fn started(spec: &VatSpec) -> Box<dyn VatWorker> {
    let mut vat = host().create(spec).expect("a vat");
    let start = Delivery::StartVat {
        parameters: CapData::plain("#{}"),
        options: VatOptions::default(),
    };
    deliver(&mut *vat, &start);
    vat
}

fn start(criterion: &mut Criterion) {
    let spec = spec(EMPTY);
    criterion.bench_function("vat/make one and run an empty buildRootObject", |bencher| {
        bencher.iter(|| started(&spec));
    });
}

/// The time of some calls of a method of the root object.
fn time(vat: &mut dyn VatWorker, method: &str, calls: u64) -> Duration {
    let delivery = Delivery::Message {
        target: VatRef::ROOT,
        methargs: CapData::plain(format!("#[\"{method}\",[]]")),
        result: None,
    };
    let start = Instant::now();
    for _ in 0..calls {
        deliver(vat, &delivery);
    }
    start.elapsed()
}

fn compartments(criterion: &mut Criterion) {
    let mut vat = started(&spec(LOOPS));
    let mut group = criterion.benchmark_group("a loop that reads globals");
    for (name, method) in [("outside", "outside"), ("in a compartment", "inside")] {
        group.bench_function(name, |bencher| {
            bencher.iter_custom(|calls| time(&mut *vat, method, calls));
        });
    }
    group.finish();
    let mut ratios: Vec<f64> = (0..15)
        .map(|_| {
            let outside = time(&mut *vat, "outside", 2);
            time(&mut *vat, "inside", 2).as_secs_f64() / outside.as_secs_f64()
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    println!(
        "a loop that reads globals: in a compartment {:.3} times as long as outside",
        ratios[ratios.len() / 2]
    );
}

criterion_group!(benches, start, compartments);
criterion_main!(benches);
