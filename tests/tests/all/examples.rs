//! The examples end as they should. What the exchange comes to was computed by the reference system from the
//! same code and the same recording.

use crankcase_kernel::{Kernel, KernelOptions, PromiseStatus, VatStatus};
use crankcase_tests::{example, kernel, run};

fn finished(name: &str, argv: &[&str]) -> (Kernel, String) {
    let mut kernel = kernel(&example(name, argv), KernelOptions::default());
    run(&mut kernel);
    match kernel.promise(kernel.bootstrap_promise()) {
        Some(PromiseStatus::Fulfilled(data)) => (kernel, data.body),
        other => panic!("{name}: {other:?} {:?}", kernel.vats()),
    }
}

#[test]
fn the_exchange_comes_to_what_the_reference_system_computes() {
    let (kernel, result) = finished("exchange", &[]);
    for expected in [
        r#""tape":"a370afb4""#,
        r#""digest":"4e49c4af""#,
        r#""positions":"38cc674d""#,
        r#""placed":3875"#,
        r#""trades":2764"#,
    ] {
        assert!(result.contains(expected), "{expected}: {result}");
    }
    let log = kernel.test_log().unwrap();
    let audited = "final audit: every unit minted and every order placed is accounted for";
    assert!(log.iter().any(|line| line == audited), "{log:?}");
    let (_, result) = finished("exchange", &["300"]);
    assert!(result.contains(r#""tape":"b98e4655""#), "{result}");
}

#[test]
fn the_hostile_vats_end_as_their_faults_are_called_and_the_others_do_not_notice() {
    let (kernel, _) = finished("hostile", &[]);
    for vat in kernel.vats() {
        let expected = match vat.name.as_str() {
            "loop" | "promises" | "regexp" | "flood" => Some("compute limit"),
            "hoard" => Some("memory limit"),
            "recursion" => Some("stack limit"),
            _ => None,
        };
        let found = match &vat.status {
            VatStatus::Running | VatStatus::Paused => None,
            VatStatus::Ended(why) => Some(why.as_str()),
        };
        assert_eq!(found, expected, "{}", vat.name);
    }
}

#[test]
fn the_smallest_application_greets() {
    let (kernel, result) = finished("hello", &[]);
    assert_eq!(result, "#\"hello, world\"");
    assert_eq!(kernel.test_log().unwrap(), ["greeting world"]);
}

#[test]
fn the_workshop_writes_down_how_its_vats_end() {
    let (kernel, result) = finished("workshop", &[]);
    for line in [
        "carving: sum 332833500",
        "carving: fulfilled with carving is done",
        "painting: rejected with Error: painting is too hard",
        "nobody: rejected with Error: CreateVatOptions: bad vat name",
        "loitering: rejected with Error: vat terminated",
        "loitering: rejected with Error: meter underflow, vat terminated",
        "the meter: has 0 left",
        "polishing: sum 285",
        "polishing: rejected with Error: closing time",
    ] {
        assert!(result.contains(line), "{line}: {result}");
    }
    let gone = kernel.gone().unwrap();
    let names: Vec<_> = gone.iter().map(|vat| vat.name.as_str()).collect();
    assert_eq!(names, ["carving", "painting", "loitering", "polishing"]);
}
