//! One instance of the guest, and the calls that go into it.
//!
//! It must never be called again after a call failed: its stack pointer and its promise queue are then
//! anywhere.

use crankcase_abi::{VatFault, codec};
use wasmtime::{Engine, Global, InstancePre, Memory, Result, Store, TypedFunc};

use crate::end::{Scene, Stop, brief};
use crate::imports;
use crate::state::State;

/// A running guest.
pub struct Live {
    store: Store<State>,
    memory: Memory,
    stack_pointer: Global,
    stack_top: i32,
    alloc: TypedFunc<i32, i32>,
    load: TypedFunc<(i32, i32), ()>,
    deliver: TypedFunc<(i32, i32), i64>,
    initialize: TypedFunc<(), ()>,
    boot: TypedFunc<(), ()>,
}

impl Live {
    /// An instance of `code`.
    ///
    /// # Errors
    /// When the system has no room for it, or the code does not export what the wall says.
    pub fn new(engine: &Engine, code: &InstancePre<State>, memory_limit: u64) -> Result<Self> {
        let mut store = Store::new(engine, State::new(memory_limit));
        store.limiter(|state| state);
        let instance = code.instantiate(&mut store)?;
        let memory = instance.get_memory(&mut store, "memory");
        let memory = memory.ok_or_else(|| wasmtime::Error::msg("the guest exports no memory"))?;
        let stack_pointer = instance.get_global(&mut store, "__stack_pointer");
        let stack_pointer = stack_pointer
            .ok_or_else(|| wasmtime::Error::msg("the guest exports no stack pointer"))?;
        let stack_top = stack_pointer.get(&mut store).i32();
        let alloc = instance.get_typed_func::<i32, i32>(&mut store, "alloc")?;
        let state = store.data_mut();
        state.memory = Some(memory);
        state.alloc = Some(alloc.clone());
        Ok(Self {
            memory,
            stack_pointer,
            stack_top: stack_top
                .ok_or_else(|| wasmtime::Error::msg("the stack pointer is no address"))?,
            alloc,
            load: instance.get_typed_func(&mut store, "load")?,
            deliver: instance.get_typed_func(&mut store, "deliver")?,
            initialize: instance.get_typed_func(&mut store, "_initialize")?,
            boot: instance.get_typed_func(&mut store, "boot")?,
            store,
        })
    }

    /// Makes the base memory out of a guest's initial memory, and gives it back.
    ///
    /// # Errors
    /// Whatever stopped the guest.
    pub fn boot(&mut self, data: &[(usize, &[u8])], fuel: u64) -> Result<Vec<u8>> {
        for (address, bytes) in data {
            self.memory.write(&mut self.store, *address, bytes)?;
        }
        self.begin(fuel)?;
        self.initialize.call(&mut self.store, ())?;
        self.boot.call(&mut self.store, ())?;
        self.check_stack()?;
        Ok(self.memory().to_vec())
    }

    /// Starts a crank with this much fuel.
    ///
    /// # Errors
    /// Never with this host's settings.
    pub fn begin(&mut self, fuel: u64) -> Result<()> {
        self.store.set_fuel(fuel)
    }

    /// The fuel that is left.
    ///
    /// # Errors
    /// Never with this host's settings.
    pub fn fuel(&self) -> Result<u64> {
        self.store.get_fuel()
    }

    /// Gives the guest its bundle.
    ///
    /// # Errors
    /// Whatever stopped the guest.
    pub fn load(&mut self, bundle: &[u8]) -> Result<()> {
        let buffer = self.put(bundle)?;
        self.load.call(&mut self.store, buffer)
    }

    /// Gives the guest a delivery and lets it run; the fault is what the guest itself found.
    ///
    /// # Errors
    /// Whatever stopped the guest.
    pub fn deliver(&mut self, delivery: &[u8]) -> Result<Option<VatFault>> {
        let buffer = self.put(delivery)?;
        let result = self.deliver.call(&mut self.store, buffer)?;
        self.check_stack()?;
        if result == 0 {
            return Ok(None);
        }
        let (address, len) = ((result >> 32) as i32, result as i32);
        let bytes = imports::bytes(self.memory(), address, len)?;
        let fault = codec::decode(bytes)
            .map_err(|_| Stop::Protocol("a fault that does not decode".to_owned()))?;
        Ok(Some(own_fault(fault)?))
    }

    /// Its memory.
    pub fn memory(&self) -> &[u8] {
        self.memory.data(&self.store)
    }

    /// Makes its memory larger, if it is not, up to `len` bytes, and gives access to it.
    ///
    /// # Errors
    /// When the limit or the system does not allow that.
    pub fn memory_of(&mut self, len: usize) -> Result<&mut [u8]> {
        let missing = len.saturating_sub(self.memory().len());
        let pages = missing.div_ceil(crankcase_abi::CHUNK_BYTES);
        self.memory.grow(&mut self.store, pages as u64)?;
        Ok(self.memory.data_mut(&mut self.store))
    }

    /// What is to be seen of a guest that was stopped.
    pub fn scene(&mut self) -> Scene {
        Scene {
            stack_pointer: self.stack_pointer.get(&mut self.store).unwrap_i32(),
            stack_top: self.stack_top,
        }
    }

    /// Copies bytes into a buffer that the guest allocates.
    fn put(&mut self, bytes: &[u8]) -> Result<(i32, i32)> {
        let len = i32::try_from(bytes.len())
            .map_err(|_| wasmtime::Error::msg("more bytes than a memory can hold for a guest"))?;
        let address = self.alloc.call(&mut self.store, len)?;
        imports::fill(self.memory.data_mut(&mut self.store), address, bytes)?;
        Ok((address, len))
    }

    /// Between calls the stack is empty: what is beside the memory must not become part of a vat's state
    /// (spec D2).
    fn check_stack(&mut self) -> Result<(), Stop> {
        if self.stack_pointer.get(&mut self.store).unwrap_i32() == self.stack_top {
            Ok(())
        } else {
            Err(Stop::Protocol(
                "a stack that is not empty after a call".to_owned(),
            ))
        }
    }
}

/// A fault that a guest reports of itself: some kinds are only the host's to find.
fn own_fault(fault: VatFault) -> Result<VatFault, Stop> {
    match fault {
        VatFault::StackLimit => Ok(fault),
        VatFault::EngineFault(why) => Ok(VatFault::EngineFault(brief(why))),
        VatFault::Failed(why) => Ok(VatFault::Failed(brief(why))),
        VatFault::Protocol(why) => Ok(VatFault::Protocol(brief(why))),
        VatFault::MemoryLimit
        | VatFault::GuestPanic(_)
        | VatFault::Trap(_)
        | VatFault::IllegalSyscall(_) => Err(Stop::Protocol(
            "a fault that is not a guest's to report".to_owned(),
        )),
    }
}
