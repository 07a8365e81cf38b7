//! The engine's amendments: each one's failing case, in a vat.

use crankcase_kernel::{KernelOptions, PromiseStatus};
use crankcase_tests::{app, kernel, run};

/// Evaluates the body of a function in a vat and gives its result as text.
fn evaluate(body: &str) -> String {
    let source = format!(
        "import {{ Far }} from '@endo/far';
         const run = () => {{ {body} }};
         export const buildRootObject = () => Far('root', {{ bootstrap: () => String(run()) }});"
    );
    let mut kernel = kernel(&app(&[("bootstrap", &source)]), KernelOptions::default());
    let printed = run(&mut kernel);
    match kernel.promise(kernel.bootstrap_promise()).unwrap() {
        PromiseStatus::Fulfilled(data) => {
            let text: String = serde_json::from_str(data.body.strip_prefix('#').unwrap()).unwrap();
            text.strip_prefix('!').unwrap_or(&text).to_owned()
        }
        other => panic!("{body}: {other:?} {printed:?} {:?}", kernel.vats()),
    }
}

#[test]
fn every_failing_case_is_mended() {
    let amendments = crankcase_engine::amendments().unwrap();
    assert!(amendments.len() >= 5);
    for amendment in &amendments {
        for case in &amendment.cases {
            assert_eq!(evaluate(&case.source), case.expect, "{}", amendment.name);
            assert_ne!(
                case.published, case.expect,
                "{}: the published engine does it too",
                amendment.name
            );
        }
    }
}
