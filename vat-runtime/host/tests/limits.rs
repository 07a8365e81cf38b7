//! Limits are exact and the same on every run (spec M1, M2, M3, M4, M5, M6).

mod common;

use common::{Guest, PLAIN, Recorder, assert_dead, deliver, some_delivery, spec};
use crankcase_abi::{Computrons, Ended, VatFault, VatHost};
use crankcase_host::run_on_big_stack;

/// Goes around a loop a thousand times.
const THOUSAND: &str = "(local.set $len (i32.const 1000))
    (loop $again (local.set $len (i32.sub (local.get $len) (i32.const 1))) (br_if $again (local.get $len)))
    (i64.const 0)";

#[test]
fn m3_a_loop_ends_after_exactly_the_limit() {
    let host = Guest::new("(loop $forever (br $forever)) (unreachable)").host();
    for budget in [0, 1, 2, 1000, 123_457] {
        for _ in 0..2 {
            let mut vat = host.create(&spec(1 << 20)).unwrap();
            let report = deliver(vat.as_mut(), budget);
            assert_eq!(
                (report.ended, report.computrons),
                (Ended::OutOfMeter, Computrons(budget))
            );
            assert_dead(vat.as_mut());
        }
    }
}

#[test]
fn m3_the_computrons_that_a_crank_takes_are_enough_for_it_and_one_less_is_not() {
    let host = Guest::new(THOUSAND).host();
    let run = |budget| deliver(host.create(&spec(1 << 20)).unwrap().as_mut(), budget);
    let needed = run(1_000_000).computrons;
    assert!(needed > Computrons(40));
    assert_eq!(run(needed.0).ended, Ended::Returned);
    assert_eq!(run(needed.0).computrons, needed);
    assert_eq!(run(needed.0 - 1).ended, Ended::OutOfMeter);
}

#[test]
fn m1_each_crank_has_its_own_meter() {
    let mut vat = Guest::new(THOUSAND).vat();
    let first = deliver(vat.as_mut(), 1000).computrons;
    let second = deliver(vat.as_mut(), 1000).computrons;
    assert_eq!(second, deliver(vat.as_mut(), 1_000_000).computrons);
    assert!(first >= second, "the first also loads the bundle");
}

#[test]
fn m4_grown_pages_are_billed() {
    let charge = |body| deliver(Guest::new(body).vat().as_mut(), 100_000);
    let nothing = charge("(call $charge (i32.const 0)) (i64.const 0)").computrons;
    let ten = charge("(call $charge (i32.const 10)) (i64.const 0)");
    assert_eq!(ten.computrons, nothing + Computrons(1260));
    let too_much = charge("(call $charge (i32.const 1000)) (i64.const 0)");
    assert_eq!(
        (too_much.ended, too_much.computrons),
        (Ended::OutOfMeter, Computrons(100_000))
    );
    assert_eq!(
        charge("(call $charge (i32.const -1)) (i64.const 0)").ended,
        Ended::OutOfMeter
    );
}

#[test]
fn m4_bulk_operations_are_billed_by_the_byte() {
    let fill = |body| deliver(Guest::new(body).vat().as_mut(), 100_000).computrons;
    let short = fill("(memory.fill (i32.const 66000) (i32.const 1) (i32.const 0)) (i64.const 0)");
    let long =
        fill("(memory.fill (i32.const 66000) (i32.const 1) (i32.const 50000)) (i64.const 0)");
    assert_eq!(long, short + Computrons(500));
}

/// Grows by a page at a time, up to 9 pages or a refusal, then ends as the rest says.
fn grower(rest: &'static str) -> Guest {
    let body = "(block $refused (loop $again
            (br_if $refused (i32.eq (memory.grow (i32.const 1)) (i32.const -1)))
            (br_if $again (i32.lt_u (memory.size) (i32.const 9)))))";
    Guest::new(format!("{body} {rest}").leak())
}

#[test]
fn m5_a_vat_that_dies_for_want_of_memory_ends_with_memory_limit() {
    for rest in [
        "(unreachable)",
        "(call $panicked (i32.const 65600) (i32.const 7)) (i64.const 0)",
    ] {
        let host = grower(rest).host();
        let run = |limit| deliver(host.create(&spec(limit)).unwrap().as_mut(), 1_000_000);
        for pages in [2, 3, 8] {
            let report = run((pages << 16) + 65_535);
            assert_eq!(report.ended, Ended::VatFault(VatFault::MemoryLimit));
            assert_eq!(report.memory_bytes, pages << 16);
            assert_eq!(
                report,
                run(pages << 16),
                "what is less than a page does not count"
            );
        }
        assert_ne!(run(9 << 16).ended, Ended::VatFault(VatFault::MemoryLimit));
    }
}

#[test]
fn m5_no_vat_goes_on_after_a_refusal() {
    // Whatever it would do with the answer, it does not get one.
    for rest in [
        "(i64.const 0)",
        "(drop (memory.grow (i32.const 0))) (i64.const 0)",
    ] {
        let mut vat = grower(rest).host().create(&spec(5 << 16)).unwrap();
        let report = deliver(vat.as_mut(), 1_000_000);
        let limit = Ended::VatFault(VatFault::MemoryLimit);
        assert_eq!((report.ended, report.memory_bytes), (limit, 5 << 16));
    }
}

#[test]
fn m5_more_than_the_guest_itself_allows_is_refused() {
    let guest = Guest::new("(drop (memory.grow (i32.const -1))) (unreachable)");
    assert_eq!(guest.fault(), VatFault::MemoryLimit);
    let mut vat = guest.host().create(&spec(u64::MAX)).unwrap();
    assert_eq!(
        deliver(vat.as_mut(), 1000).ended,
        Ended::VatFault(VatFault::MemoryLimit)
    );
}

#[test]
fn m5_a_limit_below_the_base_memory_is_refused_with_both_numbers() {
    let host = PLAIN.host();
    assert_eq!(host.base_bytes(), 131_072);
    let error = host.create(&spec(131_071)).err().unwrap().to_string();
    assert!(
        error.contains("131071") && error.contains("131072"),
        "{error}"
    );
    assert!(host.create(&spec(131_072)).is_ok());
}

/// Recurses forever with frames of 64 bytes on the guest's stack.
const RECURSION: &str = "(func $recurse (result i64)
    (global.set $sp (i32.sub (global.get $sp) (i32.const 64)))
    (i64.store (global.get $sp) (i64.const 1))
    (i64.add (call $recurse) (i64.load (global.get $sp))))";

#[test]
fn m6_recursion_ends_at_the_guests_stack_the_same_on_any_thread() {
    let guest = Guest::new("(call $recurse)").fields(RECURSION);
    let host = guest.host();
    let run = || {
        let mut vat = host.create(&spec(1 << 20)).unwrap();
        let report = deliver(vat.as_mut(), 10_000_000);
        assert_dead(vat.as_mut());
        report
    };
    let here = run();
    assert_eq!(here.ended, Ended::VatFault(VatFault::StackLimit));
    assert!(
        here.computrons < Computrons(1000),
        "a thousand frames fill the first page"
    );
    assert_eq!(
        here,
        std::thread::scope(|scope| scope.spawn(run).join().unwrap())
    );
    assert_eq!(here, run_on_big_stack(run));
}

#[test]
fn m6_recursion_without_a_stack_in_memory_ends_too() {
    let endless = "(func $recurse (param i64) (result i64)
        (i64.add (call $recurse (i64.add (local.get 0) (i64.const 1))) (local.get 0)))";
    let guest = Guest::new("(call $recurse (i64.const 0))").fields(endless);
    assert_eq!(guest.fault(), VatFault::StackLimit);
}

#[test]
fn m6_a_kernel_that_is_called_at_the_end_of_the_stack_has_room() {
    let deep = "(func $recurse (param i32)
        (if (local.get 0)
            (then (call $recurse (i32.sub (local.get 0) (i32.const 1))))
            (else (call $console (i32.const 1) (i32.const 65600) (i32.const 7)))))";
    let guest = Guest::new("(call $recurse (i32.const 1000000)) (i64.const 0)").fields(deep);
    let mut kernel = Recorder::default();
    let mut vat = guest.vat();
    let report = vat
        .deliver(&some_delivery(), Computrons(10_000_000), &mut kernel)
        .unwrap();
    assert_eq!(report.ended, Ended::Returned);
    assert_eq!(kernel.lines.len(), 1);
}
