//! Eventual send where other vats and garbage have a part in it.

use crate::liveslots::tests::{Vat, console};

#[test]
fn the_promise_of_a_presence_keeps_nothing() {
    // spec P6.14: the table of promises must not hold what it is about.
    let mut vat = Vat::with_root(
        "go(x) { const p = E.resolve(x); return p === E.resolve(x) && p === HandledPromise.resolve(x); }",
    );
    let calls = vat.call(r##"#["go",["$0"]]"##, "o-50");
    assert_eq!(calls, ["resolve p-60 = #true"]);
    assert_eq!(vat.reap(), ["dropImports o-50", "retireImports o-50"]);
}

#[test]
fn promises_resolved_to_those_of_other_vats_send_at_once() {
    // spec P6.10, P6.13: what waited goes first.
    let mut vat = Vat::with_root(
        "async go(p) {
            let settle;
            const local = new HandledPromise(resolve => { settle = resolve; });
            E(local).one(); E(local).two();
            await null;
            settle(p);
            E(local).three();
         }",
    );
    let calls = vat.call(r##"#["go",["&0"]]"##, "p-61");
    let sent: Vec<&str> = calls
        .iter()
        .filter(|call| call.starts_with("send"))
        .map(|call| &call[..15])
        .collect();
    assert_eq!(
        sent,
        ["send p-61 #[\"on", "send p-61 #[\"tw", "send p-61 #[\"th"]
    );
}

#[test]
fn nobody_hears_of_a_failure_that_was_not_asked_for() {
    // spec P6.11, P6.16
    let mut vat = Vat::with_root("go(x) { E.sendOnly(x).one(); E(x).two(); }");
    vat.call(r##"#["go",["$0"]]"##, "o-50");
    assert_eq!(console(), Vec::<String>::new());
    vat.notify(&[
        ("p+1", true, "#\"silent\"", ""),
        ("p+2", true, "#\"told\"", ""),
    ]);
    let lines = console();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains("told"), "{lines:?}");
}

#[test]
fn properties_of_what_another_vat_promised_are_read_here() {
    // spec P6.17
    let mut vat = Vat::with_root("async go(p) { return E.get(E.get(p).a).b; }");
    vat.call(r##"#["go",["&0"]]"##, "p-61");
    assert_eq!(
        vat.notify(&[("p-61", false, r##"#{"a":{"b":5}}"##, "")]),
        ["resolve p-60 = #5"]
    );
}
