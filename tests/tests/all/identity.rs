//! Random values that mention objects and promises of four vats go through three of them and come back: every
//! object and every promise that is still open is the same one at the end of the way, and on it.

use std::cell::RefCell;

use crankcase_kernel::{KernelOptions, PromiseStatus};
use crankcase_tests::{app, kernel, program, reloading, run};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// One node of the graph, as `graph-bootstrap.js` takes it.
#[derive(Clone, Debug)]
enum Node {
    Object(u8),
    Promise(u8),
    Data(String),
    Array(Vec<prop::sample::Index>),
    Record(Vec<prop::sample::Index>),
    Tagged(Vec<prop::sample::Index>),
}

fn node() -> impl Strategy<Value = Node> {
    let some = || prop::collection::vec(any::<prop::sample::Index>(), 0..5);
    let data = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|value| value.to_string()),
        (-9_i32..99).prop_map(|value| value.to_string()),
        "[a-z#&$+!-]{0,4}".prop_map(|text| format!("{text:?}")),
    ];
    prop_oneof![
        3 => (0_u8..3).prop_map(Node::Object),
        2 => (0_u8..3).prop_map(Node::Promise),
        1 => data.prop_map(Node::Data),
        2 => some().prop_map(Node::Array),
        2 => some().prop_map(Node::Record),
        1 => some().prop_map(Node::Tagged),
    ]
}

/// The description of a graph: a container holds what stands before it.
fn describe(nodes: &[Node]) -> String {
    let children = |at: usize, of: &[prop::sample::Index]| -> String {
        let of = of.iter().filter(|_| at > 0);
        let of: Vec<_> = of.map(|child| child.index(at.max(1)).to_string()).collect();
        format!("[{}]", of.join(","))
    };
    let nodes = nodes.iter().enumerate().map(|(at, node)| match node {
        Node::Object(vat) => format!("[\"object\",{vat}]"),
        Node::Promise(vat) => format!("[\"promise\",{vat}]"),
        Node::Data(data) => format!("[\"data\",{data}]"),
        Node::Array(of) => format!("[\"array\",{}]", children(at, of)),
        Node::Record(of) => format!("[\"record\",{}]", children(at, of)),
        Node::Tagged(of) => format!("[\"tagged\",{}]", children(at, of)),
    });
    format!("[{}]", nodes.collect::<Vec<_>>().join(","))
}

fn graphs_come_back(options: KernelOptions, cases: u32) {
    let (bootstrap, vat) = (program("graph-bootstrap.js"), program("graph-vat.js"));
    let vats = [
        ("bootstrap", bootstrap.as_str()),
        ("one", &vat),
        ("two", &vat),
        ("three", &vat),
    ];
    let mut kernel = kernel(&app(&vats), options);
    run(&mut kernel);
    let kernel = RefCell::new(kernel);
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let graphs = prop::collection::vec(node(), 1..24);
    let result = runner.run(&graphs, |nodes| {
        let text = describe(&nodes);
        let quoted = serde_json::to_string(&text).unwrap();
        let mut kernel = kernel.borrow_mut();
        let promise = kernel.send_to_root("bootstrap", "run", &[quoted]).unwrap();
        run(&mut kernel);
        let outcome = kernel.promise(promise);
        kernel.unpin(promise).unwrap();
        match outcome {
            Some(PromiseStatus::Fulfilled(data)) if data.body == "#\"ok\"" => Ok(()),
            other => Err(TestCaseError::fail(format!("{text}: {other:?}"))),
        }
    });
    result.unwrap();
}

#[test]
fn objects_and_promises_keep_their_identity_through_three_vats() {
    // spec R3, R4, R5, P6.2
    graphs_come_back(KernelOptions::default(), 300);
}

#[test]
fn they_do_when_every_vat_is_restored_before_each_delivery() {
    // spec D2
    graphs_come_back(reloading(1), 30);
}
