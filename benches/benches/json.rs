//! What `JSON.parse` and `JSON.stringify` cost in a vat, by document.
//!
//! `cargo bench -p crankcase-benches --bench json` prints the time for one operation on one document, and
//! first, for each, its computrons. The program, `programs/json.js`, runs in any engine.

use std::time::Duration;

use crankcase_kernel::{Kernel, KernelOptions};
use crankcase_tests::{app, kernel};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const PROGRAM: &str = include_str!("../programs/json.js");

const DOCUMENTS: [&str; 5] = ["records", "config", "strings", "matrix", "deep"];

/// So many operations share one crank, to make nothing of the cost of the crank.
const ROUNDS: u64 = 100;

/// Runs an operation so often; gives the time it took and its computrons.
fn run(kernel: &mut Kernel, document: &str, operation: &str, rounds: u64) -> (Duration, u64) {
    let arguments = [
        format!("\"{document}\""),
        format!("\"{operation}\""),
        rounds.to_string(),
    ];
    crankcase_benches::run(kernel, &arguments)
}

fn json(criterion: &mut Criterion) {
    let source = format!(
        "import {{ Far }} from '@endo/far';
         {PROGRAM}
         export const buildRootObject = () => Far('root', {{
             bootstrap() {{}},
             run: (name, operation, rounds) => run(name, operation, Number(rounds)),
         }});"
    );
    let genesis = app(&[("bootstrap", &source)]);
    for operation in ["parse", "stringify"] {
        let mut group = criterion.benchmark_group(format!("json/{operation}"));
        for document in DOCUMENTS {
            let mut kernel = kernel(&genesis, KernelOptions::default());
            let (_, computrons) = run(&mut kernel, document, operation, ROUNDS);
            println!("{operation} {document}: {} computrons", computrons / ROUNDS);
            group.throughput(Throughput::Elements(1));
            group.bench_function(document, |bencher| {
                bencher.iter_custom(|iterations| {
                    let cranks = iterations.div_ceil(ROUNDS);
                    let mut time = Duration::ZERO;
                    for _ in 0..cranks {
                        time += run(&mut kernel, document, operation, ROUNDS).0;
                    }
                    let operations = cranks * ROUNDS;
                    time.mul_f64(iterations as f64 / operations as f64)
                });
            });
        }
        group.finish();
    }
}

criterion_group!(benches, json);
criterion_main!(benches);
