//! Data from hostile vats: it rejects a promise and does nothing else.

use crankcase_abi::{Delivery, VatFault, VatRef};

use super::{Vat, data};

/// Bodies that are not the encoding of anything.
const MALFORMED: [&str; 42] = [
    "",
    "#",
    "#[",
    "#]",
    "#[1",
    "#[1,",
    "#[1,]",
    "#[,]",
    "#{",
    "#{\"a\"",
    "#{\"a\":",
    "#{\"a\":1,}",
    "#{a:1}",
    "#{1:1}",
    "#\"",
    "#\"\\",
    "#\"\\x\"",
    "#\"\\u12\"",
    "#\"\\u12g4\"",
    "#\"\\u+123\"",
    "#\"\u{1}\"",
    "#01",
    "#1.",
    "#.5",
    "#1e",
    "#--1",
    "#+1",
    "#nul",
    "#truefalse",
    "#NaN",
    "#\"#nothing\"",
    "#\"(x\"",
    "#\"+\"",
    "#\"-x\"",
    "#\"+0x1\"",
    "#\"%@@nothing\"",
    "#{\"#tag\":1}",
    "#{\"#tag\":\"t\",\"payload\":1,\"x\":2}",
    "#{\"#error\":1,\"name\":\"Error\"}",
    "#{\"#other\":1}",
    "#{\"$0\":1}",
    "{\"@qclass\":\"ibid\"}",
];

/// Slots that are not there or not what they are said to be.
const BAD_SLOTS: [&str; 10] = [
    "$1",
    "$00",
    "$",
    "$-1",
    "$x",
    "$99999999999",
    "&0",
    "$0.bad iface",
    "$1e0",
    "$ 0",
];

#[test]
fn malformed_messages_reject_their_result_and_nothing_else() {
    let mut vat = Vat::with_root("echo(x) { return x }");
    for body in MALFORMED {
        // Alone, and where a value should stand.
        let inside = match body.strip_prefix('#') {
            Some(rest) => format!("#[\"echo\",[0,{rest}]]"),
            None => format!("[\"echo\",[0,{body}]]"),
        };
        for body in [body.to_owned(), inside] {
            let calls = vat.send("o+0", &body, "", Some("p-60"));
            assert!(
                calls.len() == 1 && calls[0].starts_with("resolve p-60 rejected #{\"#error\":"),
                "{body}: {calls:?}"
            );
        }
    }
    assert_eq!(vat.call(r##"#["echo",[1]]"##, ""), ["resolve p-60 = #1"]);
}

#[test]
fn slots_are_what_the_body_takes_them_for_or_refused() {
    let mut vat = Vat::with_root("echo(x) { return x }");
    for slot in BAD_SLOTS {
        let calls = vat.call(&format!("#[\"echo\",[{slot:?}]]"), "o-90");
        assert!(
            calls.len() == 1 && calls[0].starts_with("resolve p-60 rejected"),
            "{slot}: {calls:?}"
        );
    }
    let calls = vat.call(r##"#["echo",["$0"]]"##, "o+77");
    assert!(
        calls[0].contains("I don't remember allocating o+77"),
        "{calls:?}"
    );
}

#[test]
fn malformed_notifications_reject_the_promise() {
    let mut vat =
        Vat::with_root("async wait(p) { try { await p } catch (e) { return e.message } }");
    for body in MALFORMED {
        vat.call(r##"#["wait",["&0"]]"##, "p-61");
        let calls = vat.notify(&[("p-61", false, body, "")]);
        assert!(
            calls.len() == 1 && calls[0].starts_with("resolve p-60 = #\""),
            "{body}: {calls:?}"
        );
    }
}

/// Runs a test on a stack of the size that the image has.
fn on_the_stack_of_a_vat(test: fn()) {
    let thread = std::thread::Builder::new()
        .stack_size(8 << 20)
        .spawn(test)
        .expect("a thread");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

#[test]
fn deep_data_is_refused_in_both_directions() {
    on_the_stack_of_a_vat(deep_data);
}

fn deep_data() {
    let mut vat = Vat::with_root(
        "echo(x) { return 1 }, make(n) { let x = []; for (let i = 0; i < n; i += 1) x = [x]; return x }, loop() { const a = []; a.push(a); return a }",
    );
    let nested = |depth: usize| format!("#[\"echo\",[{}{}]]", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(vat.call(&nested(900), ""), ["resolve p-60 = #1"]);
    for body in [
        nested(2_000),
        nested(3_000_000),
        "#[".repeat(100_000),
        format!("#{}", "{\"a\":".repeat(100_000)),
    ] {
        let calls = vat.call(&body, "");
        assert!(
            calls.len() == 1 && calls[0].starts_with("resolve p-60 rejected"),
            "{}",
            calls[0].len()
        );
    }
    for body in [r##"#["make",[5000]]"##, r##"#["loop",[]]"##] {
        let calls = vat.call(body, "");
        assert!(
            calls[0]
                .starts_with("resolve p-60 rejected #{\"#error\":\"Pass-by-copy data cannot be"),
            "{}",
            &calls[0][..80]
        );
    }
}

#[test]
fn the_older_encoding_is_read() {
    let mut vat = Vat::with_root("echo(...x) { return x }");
    let body = r##"["echo",[{"@qclass":"undefined"},{"@qclass":"NaN"},{"@qclass":"bigint","digits":"-12"},{"@qclass":"slot","index":0,"iface":"Alleged: x"},
        {"@qclass":"hilbert","original":1,"rest":{"b":2}},{"@qclass":"symbol","name":"@@iterator"},{"@qclass":"tagged","tag":"t","payload":[]},
        {"@qclass":"error","name":"RangeError","message":"far","errorId":"e"},"#plain","!text"]]"##;
    let expected = concat!(
        r##"resolve p-60 = #["#undefined","#NaN","-12","$0.Alleged: x",{"@qclass":1,"b":2},"%@@iterator",{"#tag":"t","payload":[]},"##,
        r##"{"#error":"far","errorId":"error:liveSlots#70001","name":"RangeError"},"!#plain","!!text"] [o-50]"##
    );
    assert_eq!(vat.call(body, "o-50"), [expected]);
}

#[test]
fn duplicate_names_and_odd_names_are_ordinary_properties() {
    let mut vat = Vat::with_root(
        "keys(x) { return [Object.keys(x).join(), x.a, Object.getPrototypeOf(x) === Object.prototype] }",
    );
    let body = r##"#["keys",[{"b":1,"a":1,"2":0,"__proto__":{"x":1},"!#h":1,"a":2,"1":0}]]"##;
    assert_eq!(
        vat.call(body, ""),
        [r##"resolve p-60 = #["1,2,b,a,__proto__,#h",2,true]"##]
    );
}

#[test]
fn a_message_to_nobody_breaks_the_protocol() {
    let mut vat = Vat::with_root("");
    let target: VatRef = "o+99".parse().unwrap();
    let methargs = data(r##"#["a",[]]"##, "");
    let ended = vat.deliver(&Delivery::Message {
        target,
        methargs,
        result: None,
    });
    assert!(matches!(ended, Err(VatFault::Protocol(_))), "{ended:?}");
}

#[test]
fn values_that_are_too_large_do_not_pass() {
    let mut vat = Vat::with_root(
        "big() { return 'x'.repeat(10_000_001) }, fits() { return 'x'.repeat(9_999_000).length }, many() { return Array.from({ length: 10_001 }, () => Far('x', {})) }",
    );
    for body in [r##"#["big",[]]"##, r##"#["many",[]]"##] {
        let calls = vat.call(body, "");
        assert!(
            calls[0].contains("syscall capdata too large"),
            "{}",
            &calls[0][..100]
        );
    }
    assert_eq!(
        vat.call(r##"#["fits",[]]"##, ""),
        ["resolve p-60 = #9999000"]
    );
}
