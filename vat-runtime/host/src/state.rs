//! What the host keeps beside each instance: where its memory and its allocator are, and whether it may grow (spec M5).
//!
//! Whether memory is given must depend on the vat's limit alone, never on what the system has left.

use wasmtime::{Memory, ResourceLimiter, TypedFunc};

use crate::end::Stop;

/// The host's data of one instance.
pub struct State {
    /// The exported memory, once the instance stands.
    pub memory: Option<Memory>,
    /// The guest's allocator, once the instance stands: where answers go.
    pub alloc: Option<TypedFunc<i32, i32>>,
    /// The largest the memory may become, in bytes.
    limit: usize,
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
            alloc: None,
            limit,
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
        // A vat never goes on without the memory it asked for: whatever was half done then stays undone (spec L2.2).
        if self.allowed {
            Ok(true)
        } else {
            Err(Stop::MemoryLimit.into())
        }
    }

    fn memory_grow_failed(&mut self, error: wasmtime::Error) -> wasmtime::Result<()> {
        // If the vat were told, its course would depend on this machine.
        Err(if self.allowed {
            Stop::NoMemory(error.to_string())
        } else {
            Stop::MemoryLimit
        }
        .into())
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
        let failure = state
            .memory_grow_failed(wasmtime::Error::msg("ENOMEM"))
            .unwrap_err();
        assert!(
            matches!(failure.downcast(), Ok(Stop::NoMemory(_))),
            "the system's failure"
        );
        for (desired, maximum) in [((1 << 20) + 1, None), (1 << 20, Some(1 << 19))] {
            let refusal = state.memory_growing(0, desired, maximum).unwrap_err();
            assert!(matches!(refusal.downcast(), Ok(Stop::MemoryLimit)));
        }
        assert!(state.memory_growing(0, 1 << 20, Some(1 << 20)).unwrap());
    }

    #[test]
    fn m5_growth_beyond_what_the_type_allows_is_a_refusal() {
        let mut state = State::new(u64::MAX);
        let refusal = state
            .memory_grow_failed(wasmtime::Error::msg("too large"))
            .unwrap_err();
        assert!(matches!(refusal.downcast(), Ok(Stop::MemoryLimit)));
    }
}
