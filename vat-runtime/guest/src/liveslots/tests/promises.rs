//! Promises that cross the wall, both ways.

use super::{Vat, console};

#[test]
fn imported_promises_are_subscribed_to_and_can_be_sent_to() {
    let mut vat =
        Vat::with_root("async take(p) { E(p).ping(); testLog('value ', await p); return 1 }");
    assert_eq!(
        vat.call(r##"#["take",["&0"]]"##, "p-61"),
        [
            "subscribe p-61",
            r##"send p-61 #["ping",[]] -> p+1"##,
            "subscribe p+1"
        ]
    );
    assert_eq!(
        vat.notify(&[("p-61", false, r##"#"yes""##, "")]),
        ["log value yes", "resolve p-60 = #1"]
    );
}

#[test]
fn exported_promises_are_resolved_when_they_settle() {
    let mut vat = Vat::with_root(
        "go(x) { const { promise, resolve } = makePromiseKit(); E(x).take(promise, promise); Promise.resolve().then(() => 0).then(() => resolve('soon')) },
         later(x) { const { promise, resolve } = makePromiseKit(); E(x).take(promise); E(x).wait().then(resolve) }",
    );
    assert_eq!(
        vat.call(r##"#["go",["$0.Alleged: x"]]"##, "o-50"),
        [
            r##"send o-50 #["take",["&0","&0"]] [p+1] -> p+2"##,
            "subscribe p+2",
            r##"resolve p-60 = #"#undefined""##,
            r##"resolve p+1 = #"soon""##,
        ]
    );
    assert_eq!(
        vat.call(r##"#["later",["$0.Alleged: x"]]"##, "o-50"),
        [
            r##"send o-50 #["take",["&0"]] [p+3] -> p+4"##,
            "subscribe p+4",
            r##"send o-50 #["wait",[]] -> p+5"##,
            "subscribe p+5",
            r##"resolve p-60 = #"#undefined""##,
        ]
    );
    let calls = vat.notify(&[("p+5", false, r##"#"$0.Alleged: y""##, "o-51")]);
    assert_eq!(calls, [r##"resolve p+3 = #"$0.Alleged: y" [o-51]"##]);
}

#[test]
fn settled_promises_are_resolved_with_their_mention_in_one_batch() {
    let mut vat = Vat::with_root(
        "go(x) {
            const inner = harden(Promise.resolve('deep')); const failed = harden(Promise.reject(Error('bad'))); failed.catch(() => {});
            const outer = harden(Promise.resolve(harden({ inner, failed })));
            E(x).take(outer);
            return outer.then(value => [value.inner]);
        }",
    );
    assert_eq!(
        vat.call(r##"#["go",["$0.Alleged: x"]]"##, "o-50"),
        [
            r##"send o-50 #["take",["&0"]] [p+1] -> p+2"##.to_owned(),
            concat!(
                r##"resolve p+1 = #{"failed":"&0","inner":"&1"} [p+3 p+4]; "##,
                r##"p+3 rejected #{"#error":"bad","errorId":"error:liveSlots#70001","name":"Error"}; "##,
                r##"p+4 = #"deep""##
            )
            .to_owned(),
            "subscribe p+2".to_owned(),
            r##"resolve p-60 = #["&0"] [p+5]; p+5 = #"deep""##.to_owned(),
        ]
    );
}

#[test]
fn promises_that_hold_themselves_end() {
    let mut vat = Vat::with_root(
        "go() { const box = []; const p = harden(Promise.resolve(box)); box.push(p); harden(box); return [p] }",
    );
    assert_eq!(
        vat.call(r##"#["go",[]]"##, ""),
        [r##"resolve p-60 = #["&0"] [p+1]; p+1 = #["&0"] [p+1]"##]
    );
}

#[test]
fn an_answer_that_is_an_imported_promise_waits_for_it() {
    let mut vat = Vat::with_root("pass(p) { return p }, ask(x) { return E(x).get() }");
    assert_eq!(
        vat.call(r##"#["pass",["&0"]]"##, "p-61"),
        ["subscribe p-61"]
    );
    assert_eq!(
        vat.notify(&[("p-61", false, "#7", "")]),
        ["resolve p-60 = #7"]
    );
    assert_eq!(
        vat.call(r##"#["ask",["$0.Alleged: x"]]"##, "o-50"),
        [r##"send o-50 #["get",[]] -> p+1"##, "subscribe p+1"]
    );
    assert_eq!(
        vat.notify(&[("p+1", true, r##"#"no""##, "")]),
        [r##"resolve p-60 rejected #"no""##]
    );
}

#[test]
fn a_batch_of_notifications_may_refer_to_itself() {
    let mut vat = Vat::with_root(
        "async take(p) { const { q, r, s } = await p; testLog(q === p, ' ', await r); E(s).more() }",
    );
    assert_eq!(
        vat.call(r##"#["take",["&0"]]"##, "p-61"),
        ["subscribe p-61"]
    );
    // p-61 mentions itself, p-62 which is resolved in the same batch, and p-64 and p-63 which are not.
    let calls = vat.notify(&[
        (
            "p-61",
            false,
            r##"#{"q":"&0","r":"&1","s":"&3","t":"&2"}"##,
            "p-61 p-62 p-64 p-63",
        ),
        ("p-62", false, "#5", ""),
    ]);
    assert_eq!(
        calls,
        [
            "subscribe p-63",
            "subscribe p-64",
            "log true 5",
            r##"send p-63 #["more",[]] -> p+1"##,
            "subscribe p+1",
            r##"resolve p-60 = #"#undefined""##
        ]
    );
}

#[test]
fn a_promise_the_vat_comes_to_decide_is_its_own_from_then_on() {
    let mut vat = Vat::with_root("take(p) { this; E(p).ping() }, answer() { return 3 }");
    assert_eq!(
        vat.call(r##"#["take",["&0"]]"##, "p-70"),
        [
            "subscribe p-70",
            r##"send p-70 #["ping",[]] -> p+1"##,
            "subscribe p+1",
            r##"resolve p-60 = #"#undefined""##
        ]
    );
    assert_eq!(
        vat.send("o+0", r##"#["answer",[]]"##, "", Some("p-70")),
        ["resolve p-70 = #3"]
    );
    // The kernel's own notification of it is no news.
    assert_eq!(
        vat.notify(&[("p-70", false, "#3", "")]),
        Vec::<String>::new()
    );
}

#[test]
fn rejections_nobody_heard_are_reported_in_order() {
    let mut vat = Vat::with_root(
        "go() { Promise.reject(Error('one')); const two = Promise.reject(Error('two')); Promise.reject('three'); two.catch(() => {}) },
         async fine(x) { try { await E(x).foo() } catch {} },
         chain(x) { E(E(x).foo()).bar().catch(() => {}) }",
    );
    console();
    vat.call(r##"#["go",[]]"##, "");
    let lines = console();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines[0].starts_with("Error UnhandledPromiseRejection: ")
            && lines[0].contains("Error: one"),
        "{lines:?}"
    );
    assert!(lines[1].contains("three"), "{lines:?}");
    vat.call(r##"#["fine",["$0.Alleged: x"]]"##, "o-50");
    vat.notify(&[("p+1", true, r##"#"no""##, "")]);
    assert_eq!(console(), Vec::<String>::new());
    vat.call(r##"#["chain",["$0.Alleged: x"]]"##, "o-50");
    vat.notify(&[
        ("p+2", true, r##"#"no""##, ""),
        ("p+3", true, r##"#"no""##, ""),
    ]);
    assert_eq!(console(), Vec::<String>::new());
}
