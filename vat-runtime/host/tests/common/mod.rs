//! Small guests in WebAssembly text that keep to the wall, or break it on purpose.

#![allow(dead_code)] // each test file uses a part of this

pub mod vat;

use std::sync::Arc;

use crankcase_abi::{
    CapData, Computrons, ConsoleLevel, CrankReport, Delivery, Ended, IllegalSyscall, KernelSide,
    Syscall, SyscallResult, VatFault, VatHost, VatOptions, VatSpec, VatWorker, codec,
};
use crankcase_host::{CacheDir, Host, HostOptions};

/// A guest of which a test replaces some functions.
pub struct Guest {
    /// The body of `deliver`, with `$address` and `$len` of the delivery and `$count` of deliveries so far.
    pub deliver: &'static str,
    /// The body of `alloc`, with `$len`.
    pub alloc: &'static str,
    /// More fields of the module.
    pub fields: String,
    /// Pages of memory at first.
    pub pages: u32,
}

/// One that returns from each delivery.
pub const PLAIN: Guest = Guest {
    deliver: "(i64.const 0)",
    alloc: "(i32.const 70000)",
    fields: String::new(),
    pages: 2,
};

/// Where [`Guest::with_data`] puts bytes.
pub const DATA: i32 = 100_000;

impl Guest {
    /// The plain guest with another `deliver`.
    pub fn new(deliver: &'static str) -> Self {
        Self { deliver, ..PLAIN }
    }

    /// The same with more fields.
    pub fn fields(mut self, fields: &str) -> Self {
        self.fields.push_str(fields);
        self
    }

    /// The same with these bytes at [`DATA`]; `$data_len` is their number.
    pub fn with_data(self, bytes: &[u8]) -> Self {
        let text: String = bytes.iter().map(|byte| format!("\\{byte:02x}")).collect();
        let len = bytes.len();
        self.fields(&format!(
            r#"(data (i32.const {DATA}) "{text}")
            (global $data i32 (i32.const {DATA})) (global $data_len i32 (i32.const {len}))"#
        ))
    }

    /// The module.
    pub fn wasm(&self) -> Vec<u8> {
        wat::parse_str(self.text()).expect("the test's guest is a module")
    }

    /// The module as text. The stack is the first page; the counts of deliveries and of bundle bytes follow
    /// it.
    pub fn text(&self) -> String {
        let Self {
            deliver,
            alloc,
            fields,
            pages,
        } = self;
        format!(
            r#"(module
            (import "kernel" "syscall" (func $syscall (param i32 i32) (result i64)))
            (import "kernel" "console" (func $console (param i32 i32 i32)))
            (import "kernel" "charge" (func $charge (param i32)))
            (import "kernel" "panicked" (func $panicked (param i32 i32)))
            (import "wasi_snapshot_preview1" "random_get" (func $random_get (param i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "clock_time_get" (func $clock (param i32 i64 i32) (result i32)))
            (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "sock_send" (func $sock (param i32 i64) (result i32)))
            (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
            (memory (export "memory") {pages})
            (global $sp (export "__stack_pointer") (mut i32) (i32.const 65536))
            (data (i32.const 65600) "initial")
            (func (export "_initialize") (i32.store (i32.const 65560) (i32.const 1)))
            (func (export "boot")
                (i32.store (i32.const 65564) (i32.add (i32.load (i32.const 65560)) (i32.const 1))))
            (func (export "alloc") (param $len i32) (result i32) {alloc})
            (func (export "load") (param $address i32) (param $len i32)
                (i32.store (i32.const 65540) (local.get $len)))
            (func $deliver (export "deliver") (param $address i32) (param $len i32) (result i64)
                (local $count i32)
                (local.set $count (i32.load (i32.const 65536)))
                (i32.store (i32.const 65536) (i32.add (local.get $count) (i32.const 1)))
                {deliver})
            {fields})"#
        )
    }

    /// A host that compiles it.
    pub fn host(&self) -> Host {
        let options = HostOptions {
            cache: CacheDir::Nowhere,
        };
        Host::with_guest(&self.wasm(), &options).expect("the test's guest starts")
    }

    /// A vat of it.
    pub fn vat(&self) -> Box<dyn VatWorker> {
        self.host()
            .create(&spec(1 << 20))
            .expect("the host can make a vat")
    }

    /// How its first delivery ends.
    pub fn ended(&self) -> Ended {
        let mut vat = self.vat();
        let ended = deliver(vat.as_mut(), 10_000_000).ended;
        if ended != Ended::Returned {
            assert_dead(vat.as_mut());
        }
        ended
    }

    /// The fault that its first delivery ends with.
    pub fn fault(&self) -> VatFault {
        match self.ended() {
            Ended::VatFault(fault) => fault,
            other => panic!("it ended otherwise: {other:?}"),
        }
    }
}

/// A vat with this memory limit.
pub fn spec(memory_limit: u64) -> VatSpec {
    VatSpec {
        name: "test".to_owned(),
        bundle: Arc::from(&b"a bundle"[..]),
        memory_limit,
    }
}

/// A kernel that writes down what it hears.
#[derive(Default)]
pub struct Recorder {
    /// The system calls.
    pub calls: Vec<Syscall>,
    /// The console lines.
    pub lines: Vec<(ConsoleLevel, String)>,
    /// What to refuse them with.
    pub refusal: Option<String>,
}

impl KernelSide for Recorder {
    fn syscall(&mut self, call: Syscall) -> Result<SyscallResult, IllegalSyscall> {
        self.calls.push(call);
        self.refusal
            .clone()
            .map_or(Ok(SyscallResult::Done), |why| Err(IllegalSyscall(why)))
    }

    fn console(&mut self, level: ConsoleLevel, text: &str) {
        self.lines.push((level, text.to_owned()));
    }
}

/// Some delivery.
pub fn some_delivery() -> Delivery {
    Delivery::StartVat {
        parameters: CapData::undefined(),
        options: VatOptions::default(),
    }
}

/// Delivers something.
pub fn deliver(vat: &mut dyn VatWorker, budget: u64) -> CrankReport {
    deliver_to(vat, budget, &mut Recorder::default())
}

/// Delivers something, with this kernel.
pub fn deliver_to(vat: &mut dyn VatWorker, budget: u64, kernel: &mut Recorder) -> CrankReport {
    vat.deliver(&some_delivery(), Computrons(budget), kernel)
        .expect("the host is well")
}

/// A system call, and its bytes.
pub fn some_call() -> (Syscall, Vec<u8>) {
    let call = Syscall::TestLog {
        line: "a line".to_owned(),
    };
    let bytes = codec::encode(&call);
    (call, bytes)
}

/// Every call to a vat that has ended is refused.
pub fn assert_dead(vat: &mut dyn VatWorker) {
    let again = vat.deliver(&some_delivery(), Computrons(1000), &mut Recorder::default());
    assert_eq!(again.unwrap_err().to_string(), "vat test has ended");
    assert!(vat.heap_root().is_err());
    assert!(vat.image().is_err());
}
