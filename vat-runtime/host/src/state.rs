//! What the host keeps beside each instance: where its memory is, and whether it may grow (spec M5).
//!
//! Whether memory is given must depend on the vat's limit alone, never on what the system has left.

use wasmtime::{Memory, ResourceLimiter};

use crate::end::Stop;

/// The host's data of one instance.
#[derive(Debug)]
pub struct State {
    /// The exported memory, once the instance stands.
    pub memory: Option<Memory>,
    /// The largest the memory may become, in bytes.
    limit: usize,
    /// Whether the last attempt of the running crank to grow was refused.
    pub refused: bool,
    /// Whether the limiter has just allowed to grow, so that a failure is the system's.
    allowed: bool,
}

impl State {
    /// The data of an instance that does not stand yet.
    #[must_use]
    pub fn new(limit: u64) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        Self {
            memory: None,
            limit,
            refused: false,
            allowed: false,
        }
    }
}

impl ResourceLimiter for State {
    fn memory_growing(
        &mut self,
        _: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        self.allowed = desired <= self.limit && maximum.is_none_or(|maximum| desired <= maximum);
        self.refused = !self.allowed;
        Ok(self.allowed)
    }

    fn memory_grow_failed(&mut self, error: wasmtime::Error) -> wasmtime::Result<()> {
        // If the vat were told, its course would depend on this machine.
        if self.allowed {
            return Err(Stop::NoMemory(error.to_string()).into());
        }
        self.refused = true;
        Ok(())
    }

    fn table_growing(&mut self, _: usize, _: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        // No guest changes its tables, so this is asked when an instance is made.
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn m5_growth_depends_on_the_limit_alone() {
        let mut state = State::new(1 << 20);
        assert!(state.memory_growing(0, 1 << 20, None).unwrap());
        assert!(
            state
                .memory_grow_failed(wasmtime::Error::msg("ENOMEM"))
                .is_err(),
            "the system's failure"
        );
        assert!(!state.memory_growing(0, (1 << 20) + 1, None).unwrap());
        assert!(state.refused);
        assert!(!state.memory_growing(0, 1 << 20, Some(1 << 19)).unwrap());
        assert!(state.memory_growing(0, 1 << 20, Some(1 << 20)).unwrap());
        assert!(!state.refused, "a later success clears it");
    }

    #[test]
    fn m5_growth_beyond_what_the_type_allows_is_a_refusal() {
        let mut state = State::new(u64::MAX);
        assert!(
            state
                .memory_grow_failed(wasmtime::Error::msg("too large"))
                .is_ok()
        );
        assert!(state.refused);
    }
}
