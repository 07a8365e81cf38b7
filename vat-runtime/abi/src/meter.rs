//! The unit of computation.

use std::fmt;
use std::ops::{Add, AddAssign, Sub};

use serde::{Deserialize, Serialize};

/// Computation, in computrons (spec M1): near one interpreted operation each. A crank's fuel is rounded
/// up to whole computrons once, at its end.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Computrons(pub u64);

impl Computrons {
    /// The limit of a crank where nobody set another: 100 million, as in the reference system (spec M3).
    pub const DEFAULT_CRANK_LIMIT: Self = Self(100_000_000);

    /// The difference, or zero.
    #[must_use]
    pub fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl fmt::Display for Computrons {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl Add for Computrons {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Computrons {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Computrons {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self.saturating_sub(other)
    }
}
