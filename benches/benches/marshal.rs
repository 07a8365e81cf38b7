//! What marshalling a record of 50 fields with nested arrays costs in a vat: by the runtime's own module, and by the
//! published package, interpreted on the same engine.
//!
//! `cargo bench -p crankcase-benches --bench marshal` prints the time and the computrons of one record both ways. The
//! package is that of `examples/assets`, as `npm ci` installs it there; without it only the runtime's own is measured. The
//! package finds the runtime's `passStyleOf`, as it does in every vat, so what is compared is the rest of it.

use std::path::Path;
use std::time::Duration;

use crankcase_kernel::{Genesis, Kernel, KernelOptions};
use crankcase_tests::{app, app_with_packages, kernel, repository};
use criterion::{Criterion, criterion_group, criterion_main};

const PROGRAM: &str = include_str!("../programs/marshal.js");

/// So many records share one crank, to make nothing of the cost of the crank.
const ROUNDS: u64 = 20;

/// Runs an operation so often; gives the time it took and its computrons.
fn run(kernel: &mut Kernel, operation: &str, rounds: u64) -> (Duration, u64) {
    let arguments = [format!("\"{operation}\""), rounds.to_string()];
    crankcase_benches::run(kernel, &arguments)
}

fn source() -> String {
    format!(
        "import {{ Far }} from '@endo/far';
         import {{ makeMarshal }} from '@endo/marshal';
         {PROGRAM}
         export const buildRootObject = () => Far('root', {{ bootstrap() {{}}, run }});"
    )
}

/// The computrons of one record, without those of making it.
fn cost(genesis: &Genesis, operation: &str) -> u64 {
    let mut kernel = kernel(genesis, KernelOptions::default());
    // The first crank of all runs the module too.
    run(&mut kernel, operation, 1);
    let made = run(&mut kernel, "make", ROUNDS).1;
    (run(&mut kernel, operation, ROUNDS).1 - made) / ROUNDS
}

fn packages() -> Option<std::path::PathBuf> {
    let folder = repository().join("examples/assets/node_modules");
    Path::is_dir(&folder.join("@endo/marshal")).then_some(folder)
}

fn marshal(criterion: &mut Criterion) {
    let source = source();
    let mut programs = vec![("native", app(&[("bootstrap", &source)]))];
    match packages() {
        Some(folder) => {
            programs.push((
                "published",
                app_with_packages(&[("bootstrap", &source)], &folder),
            ));
        }
        None => println!("examples/assets is not installed: the published package is not measured"),
    }
    for operation in ["serialize", "both"] {
        let costs: Vec<u64> = programs
            .iter()
            .map(|(_, app)| cost(app, operation))
            .collect();
        for ((name, _), computrons) in programs.iter().zip(&costs) {
            println!("{operation} {name}: {computrons} computrons a record");
        }
        if let [native, published] = costs[..] {
            println!(
                "{operation}: native costs 1/{} of published",
                published / native.max(1)
            );
            assert!(
                10 * native <= published,
                "{operation}: {native} against {published}"
            );
        }
        let mut group = criterion.benchmark_group(format!("marshal/{operation}"));
        for (name, app) in &programs {
            let mut kernel = kernel(app, KernelOptions::default());
            group.bench_function(*name, |bencher| {
                bencher.iter_custom(|iterations| {
                    let cranks = iterations.div_ceil(ROUNDS);
                    let mut time = Duration::ZERO;
                    for _ in 0..cranks {
                        time += run(&mut kernel, operation, ROUNDS).0;
                    }
                    let records = cranks * ROUNDS;
                    time.mul_f64(iterations as f64 / records as f64)
                });
            });
        }
        group.finish();
    }
}

criterion_group!(benches, marshal);
criterion_main!(benches);
