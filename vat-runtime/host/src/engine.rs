//! The settings of the WebAssembly engine: all of them, in one value, which is part of every image's
//! identity (spec D1).
//!
//! It must never hold a setting that [`Settings`] does not name, and never read one from its surroundings:
//! two hosts with equal settings and equal guests give equal bytes and equal meter readings.

use std::sync::Arc;

use serde::Serialize;
use wasmtime::{
    Config, Engine, MemoryCreator, OperatorCost, OptLevel, Strategy, VariableOperatorCost,
    WasmBacktraceDetails,
};

use crate::meter;

/// The release of wasmtime; what its fuel means changes between releases.
pub const WASMTIME: &str = "48.0.8";

/// Counts changes of what the host's imports answer, which vats can see.
const WALL: u32 = 1;

/// Native stack for WebAssembly, in bytes: far more than a guest can use before its own 8 MiB stack in
/// memory ends, because that end is the same everywhere and this one is not.
pub const MAX_WASM_STACK: usize = 128 << 20;

/// Everything that could change a byte of a vat or a unit of its meter, besides the guest itself.
#[derive(Serialize)]
pub struct Settings {
    wasmtime: &'static str,
    wall: u32,
    fuel_per_computron: u64,
    fuel_per_page: u64,
    /// spec E17.7
    nan_canonicalization: bool,
    simd: bool,
    bulk_memory: bool,
    multi_value: bool,
    extended_const: bool,
    relaxed_simd: bool,
    tail_call: bool,
    memory64: bool,
    multi_memory: bool,
    custom_page_sizes: bool,
    wide_arithmetic: bool,
    max_wasm_stack: usize,
    memory_reservation: u64,
    memory_guard_size: u64,
    /// Fuel per operator, and per byte, page or element of those whose work has a size.
    operator_cost: OperatorCost,
}

/// The settings, of which there is one set.
#[must_use]
pub fn settings() -> Settings {
    Settings {
        wasmtime: WASMTIME,
        wall: WALL,
        fuel_per_computron: meter::FUEL_PER_COMPUTRON,
        fuel_per_page: meter::FUEL_PER_PAGE,
        nan_canonicalization: true,
        simd: true,
        bulk_memory: true,
        multi_value: true,
        extended_const: true,
        relaxed_simd: false,
        tail_call: false,
        memory64: false,
        multi_memory: false,
        custom_page_sizes: false,
        wide_arithmetic: false,
        max_wasm_stack: MAX_WASM_STACK,
        memory_reservation: 4 << 30,
        memory_guard_size: 32 << 20,
        operator_cost: OperatorCost {
            variable: per_size(),
            ..OperatorCost::new()
        },
    }
}

/// Without a price per byte, one operator could do any amount of work: the spread of time per fuel was
/// 11,000 times. Pages of memory are billed by the guest's allocator, see [`meter::FUEL_PER_PAGE`].
const fn per_size() -> VariableOperatorCost {
    VariableOperatorCost {
        memory_copy_per_byte: 1,
        memory_fill_per_byte: 1,
        memory_init_per_byte: 1,
        memory_grow_per_page: 0,
        table_copy_per_element: 1,
        table_fill_per_element: 1,
        table_init_per_element: 1,
        table_grow_per_element: 1,
        array_copy_per_element: 1,
        array_fill_per_element: 1,
        array_new_data_per_element: 1,
        array_init_data_per_element: 1,
        array_new_elem_per_element: 1,
        array_init_elem_per_element: 1,
        array_new_default_per_element: 1,
        array_new_per_element: 1,
    }
}

impl Settings {
    /// The canonical text that identities are made from.
    ///
    /// # Panics
    /// Never: the settings are numbers and truth values.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string(self).expect("settings are plain data")
    }

    /// An engine with these settings whose linear memories come from `memories`.
    ///
    /// # Errors
    /// When this machine cannot run it.
    pub fn engine(&self, memories: Arc<dyn MemoryCreator>) -> Result<Engine, wasmtime::Error> {
        let mut config = Config::new();
        config
            .strategy(Strategy::Cranelift)
            .cranelift_opt_level(OptLevel::Speed)
            .cranelift_nan_canonicalization(self.nan_canonicalization)
            .consume_fuel(true)
            .operator_cost(self.operator_cost.clone())
            .epoch_interruption(false)
            .wasm_simd(self.simd)
            .wasm_bulk_memory(self.bulk_memory)
            .wasm_multi_value(self.multi_value)
            .wasm_extended_const(self.extended_const)
            .wasm_relaxed_simd(self.relaxed_simd)
            .wasm_tail_call(self.tail_call)
            .wasm_memory64(self.memory64)
            .wasm_multi_memory(self.multi_memory)
            .wasm_custom_page_sizes(self.custom_page_sizes)
            .wasm_wide_arithmetic(self.wide_arithmetic)
            .max_wasm_stack(self.max_wasm_stack)
            // Unused, but checked against the line above.
            .async_stack_size(2 * self.max_wasm_stack)
            .memory_reservation(self.memory_reservation)
            .memory_guard_size(self.memory_guard_size)
            .guard_before_linear_memory(false)
            .memory_may_move(false)
            .memory_init_cow(false)
            .with_host_memory(memories);
        // What only diagnoses: a fault is named by its kind, and traces of native addresses are nobody's
        // business.
        config
            .wasm_backtrace_max_frames(None)
            .wasm_backtrace_details(WasmBacktraceDetails::Disable)
            .native_unwind_info(false)
            .generate_address_map(false)
            .debug_info(false);
        Engine::new(&config)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d1_the_version_in_the_identity_is_the_one_that_is_linked() {
        let lock = include_str!("../../../Cargo.lock");
        assert!(lock.contains(&format!("name = \"wasmtime\"\nversion = \"{WASMTIME}\"\n")));
    }

    #[test]
    fn d1_the_identity_names_each_price() {
        let text = settings().text();
        for part in [
            "\"I32Add\":1",
            "\"Nop\":0",
            "\"memory_copy_per_byte\":1",
            "\"fuel_per_computron\":100",
        ] {
            assert!(text.contains(part), "{part} is missing in {text}");
        }
    }
}
