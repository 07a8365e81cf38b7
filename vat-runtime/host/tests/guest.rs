//! The guest image that belongs to this host, at the wall: vats of JavaScript that work, that are taken up
//! again, and that do their worst (spec D2, M3, M5, M6, P6.1).

mod common;

use common::Recorder;
use common::vat::{host, spec, start};
use crankcase_abi::{
    CapData, Computrons, CrankReport, Delivery, Ended, Syscall, VatFault, VatHost, VatWorker,
};

const MEMORY: u64 = 64 << 20;

const SOURCE: &str = "
    import { Far } from '@endo/far';
    export const buildRootObject = () => {
      let sum = 0n;
      const kept = new Map();
      return Far('root', {
        add(x) { sum += x; kept.set(sum, [x]); console.log('sum', sum); return sum; },
        async later(x) { await null; return [...kept.keys(), x]; },
        loop() { for (;;) {} },
        wait() { const again = () => Promise.resolve().then(again); return again(); },
        eat() { const all = []; for (;;) all.push(new Uint8Array(100000)); },
        list() { const all = []; for (;;) all.push({ all }); },
        recurse() { const f = () => f() + 1; try { return f(); } catch { return f(); } },
        getters() { const o = { get x() { return o.x; } }; try { return o.x; } catch { return o.x; } },
        text() { let text = 'x'; for (;;) text += text + 'y'; },
        nest() { let f = () => 0; for (;;) { f = f.bind(null); } },
        deep() { let text = '['.repeat(200000); return JSON.parse(text); },
      });
    };";

fn message(number: u64, method: &str, args: &str) -> Delivery {
    Delivery::Message {
        target: "o+0".parse().unwrap(),
        methargs: CapData::plain(format!("#[\"{method}\",{args}]")),
        result: Some(format!("p-{}", 60 + number).parse().unwrap()),
    }
}

fn run(vat: &mut dyn VatWorker, delivery: &Delivery, budget: u64) -> (CrankReport, Vec<Syscall>) {
    let mut kernel = Recorder::default();
    let report = vat
        .deliver(delivery, Computrons(budget), &mut kernel)
        .expect("the host is well");
    (report, kernel.calls)
}

/// A vat that has started.
fn started() -> Box<dyn VatWorker> {
    let mut vat = host().create(&spec(SOURCE, MEMORY)).unwrap();
    assert_eq!(
        run(vat.as_mut(), &start(), 100_000_000).0.ended,
        Ended::Returned
    );
    vat
}

#[test]
fn p6_a_message_is_answered_by_a_resolution() {
    let mut vat = started();
    let (report, calls) = run(vat.as_mut(), &message(0, "add", "[\"+40\"]"), 10_000_000);
    assert_eq!(report.ended, Ended::Returned);
    let [Syscall::Resolve { resolutions }] = &calls[..] else {
        panic!("{calls:?}")
    };
    assert_eq!(resolutions[0].promise.to_string(), "p-60");
    assert_eq!(resolutions[0].data, CapData::plain("#\"+40\""));
    assert!(!resolutions[0].rejected);
}

#[test]
fn d2_a_vat_of_javascript_goes_on_the_same_wherever_it_is_taken_up() {
    let mut straight = host().create(&spec(SOURCE, MEMORY)).unwrap();
    let mut restored = host().create(&spec(SOURCE, MEMORY)).unwrap();
    let mut deliveries = vec![start()];
    for number in 0..30 {
        let (method, args) = if number % 3 == 2 {
            ("later", "[1]")
        } else {
            ("add", "[\"+7\"]")
        };
        deliveries.push(message(number, method, args));
    }
    for delivery in &deliveries {
        restored = host()
            .restore(&spec(SOURCE, MEMORY), &restored.image().unwrap())
            .unwrap();
        let expected = run(straight.as_mut(), delivery, 100_000_000);
        assert_eq!(expected.0.ended, Ended::Returned);
        assert_eq!(run(restored.as_mut(), delivery, 100_000_000), expected);
        assert_eq!(restored.heap_root().unwrap(), straight.heap_root().unwrap());
    }
}

/// How a vat that is sent this message ends, twice the same.
fn worst(method: &str, budget: u64) -> CrankReport {
    let once = || run(started().as_mut(), &message(0, method, "[]"), budget).0;
    let report = once();
    assert_eq!(once(), report, "{method}");
    report
}

#[test]
fn m3_loops_and_endless_promises_end_after_exactly_the_limit() {
    for method in ["loop", "wait"] {
        for budget in [1_000_000, 1_234_567] {
            let report = worst(method, budget);
            assert_eq!(
                (report.ended, report.computrons),
                (Ended::OutOfMeter, Computrons(budget)),
                "{method}"
            );
        }
    }
}

#[test]
fn m5_eaters_of_memory_end_with_memory_limit() {
    for method in ["list", "nest", "text", "eat"] {
        let report = worst(method, 100_000_000_000);
        assert_eq!(
            report.ended,
            Ended::VatFault(VatFault::MemoryLimit),
            "{method}"
        );
        assert!(report.memory_bytes <= 64 << 20);
    }
}

#[test]
fn m6_endless_recursion_ends_with_a_name() {
    for method in ["recurse", "getters"] {
        let report = worst(method, 1_000_000_000);
        let Ended::VatFault(VatFault::StackLimit | VatFault::EngineFault(_)) = report.ended else {
            panic!("{method} ended otherwise: {:?}", report.ended)
        };
    }
}

#[test]
fn m6_text_that_is_nested_deeper_than_the_stack_harms_nobody() {
    let report = worst("deep", 10_000_000_000);
    assert!(
        matches!(
            report.ended,
            Ended::Returned | Ended::VatFault(VatFault::StackLimit | VatFault::EngineFault(_))
        ),
        "{report:?}"
    );
    assert_eq!(
        run(
            started().as_mut(),
            &message(0, "add", "[\"+1\"]"),
            10_000_000
        )
        .0
        .ended,
        Ended::Returned
    );
}

#[test]
fn p6_code_that_does_not_start_is_a_failure_with_its_reason() {
    for (source, why) in [
        (
            "export const buildRootObject = () => { throw Error('not today'); };",
            "not today",
        ),
        ("export const nothing = 1;", "buildRootObject"),
        ("export const buildRootObject = ( => 1;", "vat.js"),
    ] {
        let mut vat = host().create(&spec(source, MEMORY)).unwrap();
        let (report, _) = run(vat.as_mut(), &start(), 100_000_000);
        let Ended::VatFault(VatFault::Failed(reason)) = report.ended else {
            panic!("{:?}", report.ended)
        };
        assert!(reason.contains(why), "{reason}");
    }
}
