//! Messages to other vats, and their order.

use super::Vat;

#[test]
fn a_send_names_its_result_and_subscribes() {
    let mut vat = Vat::with_root("go(x) { E(x).hello('you', { n: 1n }); return 'sent' }");
    assert_eq!(
        vat.call(r##"#["go",["$0.Alleged: x"]]"##, "o-50"),
        [
            r##"send o-50 #["hello",["you",{"n":"+1"}]] -> p+1"##,
            "subscribe p+1",
            r##"resolve p-60 = #"sent""##
        ]
    );
}

#[test]
fn sends_to_results_go_out_at_once_in_order() {
    let mut vat = Vat::with_root(
        "go(x) { const a = E(x).a(); const b = E(a).b(E(a).c()); E(b).d(); E(x).e(); E(a)(1) }",
    );
    assert_eq!(
        vat.call(r##"#["go",["$0.Alleged: x"]]"##, "o-50"),
        [
            r##"send o-50 #["a",[]] -> p+1"##,
            "subscribe p+1",
            r##"send p+1 #["c",[]] -> p+2"##,
            "subscribe p+2",
            r##"send p+1 #["b",["&0"]] [p+2] -> p+3"##,
            "subscribe p+3",
            r##"send p+3 #["d",[]] -> p+4"##,
            "subscribe p+4",
            r##"send o-50 #["e",[]] -> p+5"##,
            "subscribe p+5",
            r##"send p+1 #["#undefined",[1]] -> p+6"##,
            "subscribe p+6",
            r##"resolve p-60 = #"#undefined""##,
        ]
    );
}

#[test]
fn answers_come_back_and_go_on() {
    let mut vat = Vat::with_root(
        "async go(x) { const n = await E(x).ask(); testLog('got ', n); return n + 1 }",
    );
    assert_eq!(
        vat.call(r##"#["go",["$0.Alleged: x"]]"##, "o-50"),
        [r##"send o-50 #["ask",[]] -> p+1"##, "subscribe p+1"]
    );
    assert_eq!(
        vat.notify(&[("p+1", false, "#41", "")]),
        ["log got 41", "resolve p-60 = #42"]
    );
    // Both sides forgot the promise.
    assert_eq!(
        vat.notify(&[("p+1", false, "#41", "")]),
        Vec::<String>::new()
    );
}

#[test]
fn a_rejected_answer_throws() {
    let mut vat = Vat::with_root(
        "async go(x) { try { await E(x).ask() } catch (e) { return [e instanceof TypeError, e.message, Object.isFrozen(e), e] } }",
    );
    vat.call(r##"#["go",["$0.Alleged: x"]]"##, "o-50");
    let reason = r##"#{"#error":"no","errorId":"error:liveSlots#70009","name":"TypeError"}"##;
    let expected = r##"resolve p-60 = #[true,"no",true,{"#error":"no","errorId":"error:liveSlots#70001","name":"TypeError"}]"##;
    assert_eq!(vat.notify(&[("p+1", true, reason, "")]), [expected]);
}

#[test]
fn messages_wait_for_local_promises_in_order() {
    let mut vat = Vat::with_root(
        "go(x) {
            const kit = makePromiseKit();
            E(kit.promise).first(); E(kit.promise).second(E(kit.promise).inner());
            kit.resolve(x);
            E(kit.promise).third();
            const plain = new Promise(r => { Promise.resolve().then(() => r(x)) });
            E(plain).fourth(); E(plain).fifth();
        }",
    );
    let calls = vat.call(r##"#["go",["$0.Alleged: x"]]"##, "o-50");
    let sent: Vec<&str> = calls
        .iter()
        .filter(|call| call.starts_with("send"))
        .map(String::as_str)
        .collect();
    assert_eq!(
        sent,
        [
            r##"send o-50 #["first",[]] -> p+1"##,
            r##"send o-50 #["inner",[]] -> p+2"##,
            r##"send o-50 #["second",["&0"]] [p+2] -> p+3"##,
            r##"send o-50 #["third",[]] -> p+4"##,
            r##"send o-50 #["fourth",[]] -> p+5"##,
            r##"send o-50 #["fifth",[]] -> p+6"##,
        ]
    );
}

#[test]
fn a_promise_resolved_to_a_remote_one_pipelines() {
    let mut vat = Vat::with_root(
        "go(x) { const kit = makePromiseKit(); E(kit.promise).early(); kit.resolve(E(x).get()); E(kit.promise).late() }",
    );
    let calls = vat.call(r##"#["go",["$0.Alleged: x"]]"##, "o-50");
    let sent: Vec<&str> = calls
        .iter()
        .filter(|call| call.starts_with("send"))
        .map(String::as_str)
        .collect();
    assert_eq!(
        sent,
        [
            r##"send o-50 #["get",[]] -> p+1"##,
            r##"send p+1 #["early",[]] -> p+2"##,
            r##"send p+1 #["late",[]] -> p+3"##
        ]
    );
}

#[test]
fn messages_to_one_promise_keep_their_order_whatever_becomes_of_it() {
    // In each case the promise is resolved in the turn of the second message, when the first waits already.
    let mut vat = Vat::with_root(
        "async go(kind) {
            const log = [];
            const o = Far('o', { m(n) { log.push(n) } });
            const kit = makePromiseKit(); let settle; const plain = new Promise(r => { settle = r });
            const p = kind === 'plain' ? plain : kit.promise; const resolve = kind === 'plain' ? settle : kit.resolve;
            const turns = async n => { for (let i = 0; i < n; i += 1) await null };
            E(p).m(1); await turns(3);
            E(p).m(2);
            const slow = turns(3).then(() => o);
            const other = makePromiseKit(); turns(3).then(() => other.resolve(o));
            resolve(kind === 'slow' ? slow : kind === 'other' ? other.promise : o);
            E(p).m(3); await null; E(p).m(4); await turns(12);
            return log.join('')
        }",
    );
    for kind in ["plain", "kit", "slow", "other"] {
        let calls = vat.call(&format!("#[\"go\",[{kind:?}]]"), "");
        assert_eq!(calls, [r##"resolve p-60 = #"1234""##], "{kind}");
    }
}

#[test]
fn sends_to_different_targets_keep_their_order_too() {
    let mut vat = Vat::with_root("go(x, p) { E(x).a(); E(p).b(); E(x).c(); E(p).d() }");
    let calls = vat.call(r##"#["go",["$0.Alleged: x","&1"]]"##, "o-50 p-61");
    let sent: Vec<&str> = calls
        .iter()
        .filter(|call| call.starts_with("send"))
        .map(|call| &call[5..15])
        .collect();
    assert_eq!(
        sent,
        [
            "o-50 #[\"a\"",
            "p-61 #[\"b\"",
            "o-50 #[\"c\"",
            "p-61 #[\"d\""
        ]
    );
}

#[test]
fn local_sends_are_later_turns_and_in_order() {
    let mut vat = Vat::with_root(
        "async go() {
            const log = [];
            const o = Far('o', { a(n) { log.push(`a${n}`); return n }, b() { log.push('b'); return o } });
            const p = E(o).a(1); E(o).b(); E(E(o).b()).a(2); E.sendOnly(o).a(3);
            log.push('now');
            await p; await null; await null; await null;
            return log.join(' ')
        }",
    );
    assert_eq!(
        vat.call(r##"#["go",[]]"##, ""),
        [r##"resolve p-60 = #"now a1 b b a2 a3""##]
    );
}

#[test]
fn the_wrong_this_rejects() {
    let mut vat = Vat::with_root(
        "async go(x) { const { foo } = E(x); try { await foo() } catch (e) { return e.message } },
         only(x) { const { foo } = E.sendOnly(x); try { foo() } catch (e) { return e.message } }",
    );
    let calls = vat.call(r##"#["go",["$0.Alleged: x"]]"##, "o-50");
    let expected =
        r##"resolve p-60 = #"Unexpected receiver for \"\"foo\"\" method of E(\"[Alleged: x]\")""##;
    assert_eq!(calls, [expected]);
    let calls = vat.call(r##"#["only",["$0.Alleged: x"]]"##, "o-50");
    assert!(calls[0].contains("method of E.sendOnly("), "{calls:?}");
}

#[test]
fn properties_of_presences_are_local() {
    let mut vat =
        Vat::with_root("async go(x) { return [await E.get(x).nothing, await E.get({ a: 5 }).a] }");
    assert_eq!(
        vat.call(r##"#["go",["$0.Alleged: x"]]"##, "o-50"),
        [r##"resolve p-60 = #["#undefined",5]"##]
    );
}

#[test]
fn arguments_are_hardened_and_what_cannot_pass_rejects_the_result() {
    let mut vat = Vat::with_root(
        "async go(x) { const a = { b: [] }; E(x).take(a); const frozen = Object.isFrozen(a.b);
            try { await E(x).take({ get g() { return 1 } }) } catch (e) { return [frozen, e.message] } }",
    );
    let calls = vat.call(r##"#["go",["$0.Alleged: x"]]"##, "o-50");
    assert_eq!(calls[0], r##"send o-50 #["take",[{"b":[]}]] -> p+1"##);
    assert_eq!(
        calls[2],
        r##"resolve p-60 = #[true,"!\"g\" must not be an accessor property: (an object) (at arguments[0])"]"##
    );
    assert_eq!(calls.len(), 3);
}

#[test]
fn custom_handlers_see_messages_in_a_later_turn() {
    let mut vat = Vat::with_root(
        "async go() {
            const log = [];
            const handler = { applyMethod(o, m, args) { log.push(`${String(m)}(${args})`); return args.length },
                              get(o, k) { return `prop ${k}` } };
            let presence;
            const p = new HandledPromise((_r, _j, resolveWithPresence) => { presence = resolveWithPresence(handler) });
            const unresolved = new HandledPromise(() => {}, handler);
            const n = E(presence).foo(1, 2); log.push('sent');
            return [await n, await E(p).bar(), await E(unresolved).baz(3), await E.get(presence).x, await E(presence)(9), log.join(' ')]
        }",
    );
    let expected =
        r##"resolve p-60 = #[2,0,1,"prop x",1,"sent foo(1,2) bar() baz(3) undefined(9)"]"##;
    assert_eq!(vat.call(r##"#["go",[]]"##, ""), [expected]);
}
