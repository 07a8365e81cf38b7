//! From the runtime's fuel to computrons and back (spec M1), and the price of memory (spec M4).
//!
//! Nothing above this file knows what the meter is made of; it must never round more than once per crank.

use crankcase_abi::Computrons;

/// Units of fuel in a computron: that puts a computron near one interpreted operation.
pub const FUEL_PER_COMPUTRON: u64 = 100;

/// Fuel for a grown page of 64 KiB. Growing itself costs next to nothing, but each of its sixteen 4 KiB
/// pages costs 114–122 ns when it is touched first, and a unit of fuel is about 0.15 ns of ordinary work:
/// `16 * 118 / 0.15`, rounded.
pub const FUEL_PER_PAGE: u64 = 12_600;

/// The fuel of a budget.
#[must_use]
pub fn fuel(budget: Computrons) -> u64 {
    budget.0.saturating_mul(FUEL_PER_COMPUTRON)
}

/// The computrons of a crank that began with `fuel(budget)` and left `remaining`.
#[must_use]
pub fn used(budget: Computrons, remaining: u64) -> Computrons {
    let fuel = fuel(budget).saturating_sub(remaining);
    Computrons(fuel.div_ceil(FUEL_PER_COMPUTRON).min(budget.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn m1_fuel_is_rounded_up_to_computrons() {
        let budget = Computrons(10);
        for (remaining, computrons) in [(1000, 0), (999, 1), (900, 1), (899, 2), (1, 10), (0, 10)] {
            assert_eq!(
                used(budget, remaining),
                Computrons(computrons),
                "{remaining} left"
            );
        }
    }

    #[test]
    fn m1_no_budget_overflows() {
        assert_eq!(fuel(Computrons(u64::MAX)), u64::MAX);
        assert_eq!(used(Computrons(u64::MAX), u64::MAX), Computrons(0));
        assert!(used(Computrons(u64::MAX), 0) <= Computrons(u64::MAX));
    }
}
