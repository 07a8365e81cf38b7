//! Every way in which a delivery can end has a name, and ends the vat (spec M7, P7.3).

mod common;

use std::panic::{AssertUnwindSafe, catch_unwind};

use common::{Guest, PLAIN, Recorder, assert_dead, deliver_to, some_call, some_delivery};
use crankcase_abi::{
    Computrons, ConsoleLevel, Ended, IllegalSyscall, KernelSide, Syscall, SyscallResult, VatFault,
    codec,
};

/// Bytes past the end of the guest's memory, or that wrap around.
const OUTSIDE: [(&str, &str); 4] = [
    ("131072", "1"),
    ("131071", "2"),
    ("-1", "1"),
    ("0", "131073"),
];

fn protocol(guest: &Guest) -> String {
    match guest.fault() {
        VatFault::Protocol(why) => why,
        other => panic!("not a protocol fault: {other:?}"),
    }
}

#[test]
fn m7_each_trap_has_its_name() {
    let unequal = "(type $t (func)) (table 4 funcref) (elem (i32.const 0) $deliver)";
    for (body, name) in [
        ("(unreachable)", "unreachable"),
        (
            "(drop (i32.div_s (i32.const 1) (i32.const 0))) (i64.const 0)",
            "integer divide by zero",
        ),
        (
            "(drop (i32.div_s (i32.const -2147483648) (i32.const -1))) (i64.const 0)",
            "integer overflow",
        ),
        (
            "(drop (i32.trunc_f32_s (f32.const nan))) (i64.const 0)",
            "invalid conversion to integer",
        ),
        (
            "(call_indirect (type $t) (i32.const 0)) (i64.const 0)",
            "indirect call type mismatch",
        ),
        (
            "(call_indirect (type $t) (i32.const 1)) (i64.const 0)",
            "uninitialized table element",
        ),
        (
            "(call_indirect (type $t) (i32.const 9)) (i64.const 0)",
            "undefined table element",
        ),
        ("(i64.load (i32.const -8))", "out of bounds memory access"),
        (
            "(i64.load (i32.const 131072))",
            "out of bounds memory access",
        ),
        ("(call $exit (i32.const 0)) (i64.const 0)", "exit"),
    ] {
        let guest = Guest::new(body).fields(unequal);
        assert_eq!(guest.fault(), VatFault::Trap(name.to_owned()), "{body}");
    }
}

#[test]
fn m7_the_memory_that_a_stopped_vat_had_is_reported() {
    let guest = Guest::new("(drop (memory.grow (i32.const 3))) (unreachable)");
    let report = common::deliver(guest.vat().as_mut(), 1000);
    assert_eq!(report.memory_bytes, 5 << 16);
    assert!(report.computrons < Computrons(1000));
}

#[test]
fn m7_a_panic_of_the_guest_is_a_fault_with_its_text() {
    let panics = "(call $panicked (global.get $data) (global.get $data_len)) (i64.const 0)";
    let fault = |text: &[u8]| Guest::new(panics).with_data(text).fault();
    assert_eq!(
        fault(b"at a.rs:1: broken"),
        VatFault::GuestPanic("at a.rs:1: broken".to_owned())
    );
    assert_eq!(fault(&[b'x'; 9000]), VatFault::GuestPanic("x".repeat(1024)));
    assert!(matches!(fault(b"\xff"), VatFault::Protocol(_)));
}

#[test]
fn m7_the_guest_reports_its_own_faults_and_no_others() {
    let reports = "(i64.or (i64.shl (i64.extend_i32_u (global.get $data)) (i64.const 32))
        (i64.extend_i32_u (global.get $data_len)))";
    let fault = |fault: &VatFault| Guest::new(reports).with_data(&codec::encode(fault)).fault();
    let text = || "why".to_owned();
    for own in [
        VatFault::StackLimit,
        VatFault::EngineFault(text()),
        VatFault::Failed(text()),
        VatFault::Protocol(text()),
    ] {
        assert_eq!(fault(&own), own);
    }
    for other in [
        VatFault::MemoryLimit,
        VatFault::GuestPanic(text()),
        VatFault::Trap(text()),
        VatFault::IllegalSyscall(text()),
    ] {
        assert!(
            matches!(fault(&other), VatFault::Protocol(why) if why.contains("not a guest's")),
            "{other:?}"
        );
    }
    assert!(protocol(&Guest::new(reports).with_data(b"\xc1")).contains("does not decode"));
    assert!(protocol(&Guest::new("(i64.const -1)")).contains("bytes"));
    assert!(protocol(&Guest::new("(i64.const 1)")).contains("not a guest's"));
}

#[test]
fn p7_system_calls_reach_the_kernel_in_order() {
    let (call, bytes) = some_call();
    let calls = "(drop (call $syscall (global.get $data) (global.get $data_len)))
        (call $syscall (global.get $data) (global.get $data_len))";
    let mut kernel = Recorder::default();
    let report = deliver_to(
        Guest::new(calls).with_data(&bytes).vat().as_mut(),
        1000,
        &mut kernel,
    );
    assert_eq!(
        report.ended,
        Ended::Returned,
        "the answer to a call that is done is 0"
    );
    assert_eq!(kernel.calls, [call.clone(), call]);
}

#[test]
fn p7_a_refused_system_call_does_not_return() {
    let (call, bytes) = some_call();
    let calls = "(drop (call $syscall (global.get $data) (global.get $data_len)))
        (call $syscall (global.get $data) (global.get $data_len))";
    let mut kernel = Recorder {
        refusal: Some("no such thing".to_owned()),
        ..Recorder::default()
    };
    let mut vat = Guest::new(calls).with_data(&bytes).vat();
    let report = deliver_to(vat.as_mut(), 1000, &mut kernel);
    assert_eq!(
        report.ended,
        Ended::VatFault(VatFault::IllegalSyscall("no such thing".to_owned()))
    );
    assert_eq!(kernel.calls, [call]);
    assert_dead(vat.as_mut());
}

#[test]
fn p7_system_calls_that_do_not_decode_never_reach_the_kernel() {
    let calls = "(call $syscall (global.get $data) (global.get $data_len))";
    let (_, good) = some_call();
    let trailing = [&good[..], b"\xc0"].concat();
    let deep = vec![0x91; 20_000];
    for bytes in [
        &b""[..],
        b"\xc1",
        b"\x81\xa4Send",
        &good[..good.len() - 1],
        &trailing,
        &deep,
    ] {
        let mut kernel = Recorder::default();
        let guest = Guest::new(calls).with_data(bytes);
        let report = deliver_to(guest.vat().as_mut(), 1000, &mut kernel);
        let Ended::VatFault(VatFault::Protocol(why)) = report.ended else {
            panic!("{bytes:?} ended otherwise: {:?}", report.ended)
        };
        assert!(why.contains("does not decode"), "{why}");
        assert!(kernel.calls.is_empty());
    }
}

#[test]
fn p7_ranges_outside_of_memory_are_protocol_faults() {
    for (address, len) in OUTSIDE {
        for call in [
            "drop (call $syscall",
            "block (call $console (i32.const 1)",
            "block (call $panicked",
        ] {
            let body: &'static str =
                format!("({call} (i32.const {address}) (i32.const {len}))) (i64.const 0)").leak();
            assert!(
                protocol(&Guest::new(body)).contains("outside of its memory"),
                "{body}"
            );
        }
    }
    let long = "(call $syscall (i32.const 0) (i32.const -1))";
    assert!(protocol(&Guest::new(long)).contains("more than the limit"));
}

#[test]
fn p7_console_lines_reach_the_kernel() {
    let prints = "(call $console (local.get $count) (global.get $data) (global.get $data_len)) (i64.const 0)";
    let guest = Guest::new(prints).with_data("grüße".as_bytes());
    let mut vat = guest.vat();
    let mut kernel = Recorder::default();
    for level in [
        ConsoleLevel::Debug,
        ConsoleLevel::Log,
        ConsoleLevel::Info,
        ConsoleLevel::Warn,
        ConsoleLevel::Error,
    ] {
        assert_eq!(
            deliver_to(vat.as_mut(), 1000, &mut kernel).ended,
            Ended::Returned
        );
        assert_eq!(kernel.lines.pop().unwrap(), (level, "grüße".to_owned()));
    }
    let report = deliver_to(vat.as_mut(), 1000, &mut kernel);
    assert!(
        matches!(report.ended, Ended::VatFault(VatFault::Protocol(why)) if why == "5 is not a console level")
    );
    assert!(protocol(&Guest::new(prints).with_data(b"\xc3")).contains("UTF-8"));
}

#[test]
fn m7_buffers_outside_of_memory_are_protocol_faults() {
    for alloc in [
        "(i32.const 0)",
        "(i32.const -1)",
        "(i32.const 131072)",
        "(i32.const 131071)",
    ] {
        let guest = Guest { alloc, ..PLAIN };
        assert!(
            protocol(&guest).contains("outside of its memory"),
            "{alloc}"
        );
    }
}

#[test]
fn d2_a_stack_that_is_not_empty_is_a_protocol_fault() {
    let guest = Guest::new("(global.set $sp (i32.const 65520)) (i64.const 0)");
    assert!(protocol(&guest).contains("stack"));
}

/// A kernel with a bug.
struct Broken;

impl KernelSide for Broken {
    fn syscall(&mut self, _: Syscall) -> Result<SyscallResult, IllegalSyscall> {
        panic!("a bug of the kernel")
    }

    fn console(&mut self, _: ConsoleLevel, _: &str) {}
}

#[test]
fn a_panic_of_the_kernel_passes_through_the_guest_and_leaves_no_vat() {
    let (_, bytes) = some_call();
    let guest =
        Guest::new("(call $syscall (global.get $data) (global.get $data_len))").with_data(&bytes);
    let mut vat = guest.vat();
    let panic = catch_unwind(AssertUnwindSafe(|| {
        vat.deliver(&some_delivery(), Computrons(1000), &mut Broken)
    }));
    assert_eq!(
        panic.unwrap_err().downcast_ref(),
        Some(&"a bug of the kernel")
    );
    assert_dead(vat.as_mut());
}

#[test]
fn d6_the_world_outside_is_constant_or_absent() {
    let body = "
        (i64.store (i32.const 66000) (i64.const -1))
        (if (call $random_get (i32.const 66000) (i32.const 4)) (then (unreachable)))
        (if (i64.ne (i64.load (i32.const 66000)) (i64.const 0xffffffff00000000)) (then (unreachable)))
        (if (call $clock (i32.const 0) (i64.const 0) (i32.const 66000)) (then (unreachable)))
        (if (i64.ne (i64.load (i32.const 66000)) (i64.const 0)) (then (unreachable)))
        (i32.store (i32.const 66004) (i32.const 5)) (i32.store (i32.const 66012) (i32.const 7))
        (if (call $fd_write (i32.const 2) (i32.const 66000) (i32.const 2) (i32.const 66100)) (then (unreachable)))
        (if (i32.ne (i32.load (i32.const 66100)) (i32.const 12)) (then (unreachable)))
        (if (i32.ne (call $fd_write (i32.const 3) (i32.const 0) (i32.const 0) (i32.const 0)) (i32.const 8))
            (then (unreachable)))
        (if (i32.ne (call $fd_write (i32.const 1) (i32.const -8) (i32.const 2) (i32.const 0)) (i32.const 21))
            (then (unreachable)))
        (if (i32.ne (call $random_get (i32.const 131070) (i32.const 4)) (i32.const 21)) (then (unreachable)))
        (if (i32.ne (call $sock (i32.const 0) (i64.const 0)) (i32.const 52)) (then (unreachable)))
        (i64.const 0)";
    assert_eq!(Guest::new(body).ended(), Ended::Returned);
}
