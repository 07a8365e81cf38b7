//! What the benches share. The benches themselves: see `benches/`.

use std::time::{Duration, Instant};

use crankcase_kernel::Kernel;
use crankcase_tests::Lines;

/// Sends `run` with these arguments to the bootstrap vat and runs until nothing is left to do; gives the time
/// that took and its computrons.
///
/// # Panics
/// When the kernel fails or a vat ends.
pub fn run(kernel: &mut Kernel, arguments: &[String]) -> (Duration, u64) {
    kernel
        .send_to_root("bootstrap", "run", arguments)
        .expect("a message");
    let mut console = Lines::default();
    let (mut computrons, start) = (0, Instant::now());
    while let Some(crank) = kernel.step(&mut console).expect("a crank") {
        assert_eq!(crank.ended, None);
        computrons += crank
            .delivered
            .map_or(0, |delivered| delivered.computrons.0);
    }
    (start.elapsed(), computrons)
}
