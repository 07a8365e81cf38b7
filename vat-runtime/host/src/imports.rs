//! P7, the host's side: what the guest calls. System calls and console lines go to the kernel, charges to
//! the meter; the calls of WASI that the guest's standard library links are answered by constants or
//! refused (spec D6).
//!
//! Everything the guest passes is hostile: an address or a text that is wrong is a fault of the vat, never
//! a panic here. No answer may depend on anything but the arguments.

use crankcase_abi::{ConsoleLevel, IllegalSyscall, KernelSide, Syscall, SyscallResult, codec};
use scoped_tls_hkt::scoped_thread_local;
use wasmtime::{Caller, Engine, ExternType, Linker, Module, Result, Val};

use crate::end::{Stop, brief};
use crate::meter;
use crate::state::State;

scoped_thread_local! {
    /// The kernel, while one of its deliveries runs on this thread. It is borrowed for a delivery and
    /// cannot be part of an instance, which outlives that.
    static mut KERNEL: for<'a> &'a mut (dyn KernelSide + 'a)
}

/// Runs `f` with `kernel` answering the calls of the guests inside.
pub fn with_kernel<T>(kernel: &mut dyn KernelSide, f: impl FnOnce() -> T) -> T {
    KERNEL.set(kernel, f)
}

/// A kernel for the time before there are vats: it refuses everything.
pub struct NoKernel;

impl KernelSide for NoKernel {
    fn syscall(&mut self, _: Syscall) -> std::result::Result<SyscallResult, IllegalSyscall> {
        Err(IllegalSyscall("there is no kernel yet".to_owned()))
    }

    fn console(&mut self, _: ConsoleLevel, _: &str) {}
}

/// The module name of WASI preview 1.
const WASI: &str = "wasi_snapshot_preview1";
/// The calls of WASI that have an answer.
const KNOWN: [&str; 9] = [
    "random_get",
    "clock_time_get",
    "environ_get",
    "environ_sizes_get",
    "args_get",
    "args_sizes_get",
    "fd_write",
    "fd_prestat_get",
    "proc_exit",
];
/// Results of WASI calls.
mod errno {
    pub const SUCCESS: i32 = 0;
    pub const BADF: i32 = 8;
    pub const FAULT: i32 = 21;
    pub const INVAL: i32 = 28;
    pub const NOSYS: i32 = 52;
}

/// A linker with everything that `module` may import.
///
/// # Errors
/// When the module's imports are not of the wall's kinds.
pub fn linker(engine: &Engine, module: &Module) -> Result<Linker<State>> {
    let mut linker = Linker::new(engine);
    linker.func_wrap("kernel", "syscall", syscall)?;
    linker.func_wrap("kernel", "console", console)?;
    linker.func_wrap("kernel", "charge", charge)?;
    linker.func_wrap("kernel", "panicked", panicked)?;
    linker.func_wrap(WASI, "random_get", random_get)?;
    linker.func_wrap(WASI, "clock_time_get", clock_time_get)?;
    linker.func_wrap(WASI, "environ_get", |_: i32, _: i32| errno::SUCCESS)?;
    linker.func_wrap(WASI, "environ_sizes_get", nothing)?;
    linker.func_wrap(WASI, "args_get", |_: i32, _: i32| errno::SUCCESS)?;
    linker.func_wrap(WASI, "args_sizes_get", nothing)?;
    linker.func_wrap(WASI, "fd_write", fd_write)?;
    // This is how the standard library is told that there are no directories; any other error ends it.
    linker.func_wrap(WASI, "fd_prestat_get", |_: i32, _: i32| errno::BADF)?;
    linker.func_wrap(WASI, "proc_exit", |_: i32| -> Result<()> {
        Err(Stop::Exit.into())
    })?;
    refuse_the_rest(&mut linker, module)?;
    Ok(linker)
}

/// Answers the other calls of WASI with "not supported".
fn refuse_the_rest(linker: &mut Linker<State>, module: &Module) -> Result<()> {
    for import in module.imports().filter(|import| import.module() == WASI) {
        let ExternType::Func(ty) = import.ty() else {
            continue;
        };
        let known = KNOWN.contains(&import.name());
        if !known && ty.results().len() == 1 && ty.results().all(|result| result.is_i32()) {
            linker.func_new(WASI, import.name(), ty, |_, _, results| {
                results[0] = Val::I32(errno::NOSYS);
                Ok(())
            })?;
        }
    }
    Ok(())
}

/// A range of guest memory that the guest named.
///
/// # Errors
/// A protocol fault when it is not within memory or longer than the wall allows.
pub fn bytes(memory: &[u8], address: i32, len: i32) -> Result<&[u8], Stop> {
    let (start, len) = (
        address.cast_unsigned() as usize,
        len.cast_unsigned() as usize,
    );
    if len > codec::MAX_BYTES {
        return Err(Stop::Protocol(format!(
            "{len} bytes are more than the limit of {}",
            codec::MAX_BYTES
        )));
    }
    memory
        .get(start..start + len)
        .ok_or_else(|| Stop::Protocol("bytes outside of its memory".to_owned()))
}

/// A text in guest memory.
fn text(memory: &[u8], address: i32, len: i32) -> Result<&str, Stop> {
    let bytes = bytes(memory, address, len)?;
    std::str::from_utf8(bytes).map_err(|_| Stop::Protocol("a text that is not UTF-8".to_owned()))
}

/// The guest's memory during a call.
fn memory<'a>(caller: &'a mut Caller<'_, State>) -> Result<&'a mut [u8], Stop> {
    let memory = caller.data().memory;
    let memory =
        memory.ok_or_else(|| Stop::Protocol("a call before its memory stands".to_owned()))?;
    Ok(memory.data_mut(caller))
}

/// A refused call does not return (spec P7.3).
fn syscall(mut caller: Caller<'_, State>, address: i32, len: i32) -> Result<i64> {
    let bytes = bytes(memory(&mut caller)?, address, len)?;
    // Without the decoder's own words, which no rule pins.
    let call: Syscall = codec::decode(bytes)
        .map_err(|_| Stop::Protocol("a system call that does not decode".to_owned()))?;
    let answer = KERNEL.with(|kernel| kernel.syscall(call));
    match answer.map_err(|refusal| Stop::Illegal(refusal.0))? {
        SyscallResult::Done => Ok(0),
        result => answer_with(caller, &codec::encode(&result)),
    }
}

/// Copies an answer into a buffer that the guest allocates: its address in the upper half, its length in the
/// lower.
fn answer_with(mut caller: Caller<'_, State>, answer: &[u8]) -> Result<i64> {
    let alloc = caller.data().alloc.clone();
    let alloc = alloc.ok_or_else(|| Stop::Protocol("a call before its code stands".to_owned()))?;
    let len = i32::try_from(answer.len())
        .map_err(|_| wasmtime::Error::msg("an answer longer than a memory"))?;
    let address = alloc.call(&mut caller, len)?;
    fill(memory(&mut caller)?, address, answer)?;
    Ok((i64::from(address) << 32) | i64::from(len))
}

/// Copies bytes into a buffer of the guest.
///
/// # Errors
/// A protocol fault when the buffer is not within its memory.
pub fn fill(memory: &mut [u8], address: i32, bytes: &[u8]) -> Result<(), Stop> {
    let start = address.cast_unsigned() as usize;
    match memory.get_mut(start..start + bytes.len()) {
        Some(target) if start != 0 => target.copy_from_slice(bytes),
        _ => return Err(Stop::Protocol("a buffer outside of its memory".to_owned())),
    }
    Ok(())
}

fn console(mut caller: Caller<'_, State>, level: i32, address: i32, len: i32) -> Result<()> {
    let level = match level {
        0 => ConsoleLevel::Debug,
        1 => ConsoleLevel::Log,
        2 => ConsoleLevel::Info,
        3 => ConsoleLevel::Warn,
        4 => ConsoleLevel::Error,
        _ => return Err(Stop::Protocol(format!("{level} is not a console level")).into()),
    };
    let text = text(memory(&mut caller)?, address, len)?;
    KERNEL.with(|kernel| kernel.console(level, text));
    Ok(())
}

fn charge(mut caller: Caller<'_, State>, pages: i32) -> Result<()> {
    let price = u64::from(pages.cast_unsigned()) * meter::FUEL_PER_PAGE;
    match caller.get_fuel()?.checked_sub(price) {
        Some(rest) => caller.set_fuel(rest),
        None => Err(Stop::OutOfMeter.into()),
    }
}

fn panicked(mut caller: Caller<'_, State>, address: i32, len: i32) -> Result<()> {
    let text = text(memory(&mut caller)?, address, len)?;
    Err(Stop::Panicked(brief(text.to_owned())).into())
}

/// Writes `bytes` to guest memory; the result is a WASI error number.
fn put(memory: &mut [u8], address: i32, bytes: &[u8]) -> i32 {
    let start = address.cast_unsigned() as usize;
    match memory.get_mut(start..start + bytes.len()) {
        Some(target) => {
            target.copy_from_slice(bytes);
            errno::SUCCESS
        }
        None => errno::FAULT,
    }
}

/// Seeds for hash tables: always zeros.
fn random_get(mut caller: Caller<'_, State>, address: i32, len: i32) -> Result<i32> {
    // Larger requests would be work that nobody pays for.
    const ZEROS: [u8; 256] = [0; 256];
    let zeros = usize::try_from(len).ok().and_then(|len| ZEROS.get(..len));
    match zeros {
        Some(zeros) => Ok(put(memory(&mut caller)?, address, zeros)),
        None => Ok(errno::INVAL),
    }
}

/// It is always the beginning of time.
fn clock_time_get(
    mut caller: Caller<'_, State>,
    _clock: i32,
    _precision: i64,
    address: i32,
) -> Result<i32> {
    Ok(put(memory(&mut caller)?, address, &0_u64.to_le_bytes()))
}

/// The number and the size of things of which there are none.
fn nothing(mut caller: Caller<'_, State>, count: i32, size: i32) -> Result<i32> {
    let memory = memory(&mut caller)?;
    match put(memory, count, &[0; 4]) {
        errno::SUCCESS => Ok(put(memory, size, &[0; 4])),
        failure => Ok(failure),
    }
}

/// What is written to the standard streams vanishes; there are no others.
fn fd_write(
    mut caller: Caller<'_, State>,
    file: i32,
    pieces: i32,
    count: i32,
    written: i32,
) -> Result<i32> {
    const MAX_PIECES: usize = 1024;
    if !matches!(file, 1 | 2) {
        return Ok(errno::BADF);
    }
    let count = match usize::try_from(count) {
        Ok(count) if count <= MAX_PIECES => count,
        _ => return Ok(errno::INVAL),
    };
    let memory = memory(&mut caller)?;
    let start = pieces.cast_unsigned() as usize;
    let Some(pieces) = memory.get(start..start + count * 8) else {
        return Ok(errno::FAULT);
    };
    let total = pieces.chunks_exact(8).fold(0_u32, |total, piece| {
        total.wrapping_add(u32::from_le_bytes([piece[4], piece[5], piece[6], piece[7]]))
    });
    Ok(put(memory, written, &total.to_le_bytes()))
}
