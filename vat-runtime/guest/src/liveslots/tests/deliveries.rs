//! Messages and their answers.

use super::{Vat, console};

#[test]
fn a_value_answers_at_once() {
    let mut vat = Vat::with_root("add(a, b) { return a + b }, echo(x) { return x }");
    assert_eq!(vat.call(r##"#["add",[1,2]]"##, ""), ["resolve p-60 = #3"]);
    let body = r##"#["echo",[{"a":[1,"!$x","#undefined",null,true],"b":"+7"}]]"##;
    assert_eq!(
        vat.call(body, ""),
        [r##"resolve p-60 = #{"a":[1,"!$x","#undefined",null,true],"b":"+7"}"##]
    );
    assert_eq!(
        vat.send("o+0", r##"#["add",[1,2]]"##, "", None),
        Vec::<String>::new()
    );
}

#[test]
fn what_is_thrown_rejects() {
    let mut vat = Vat::with_root(
        "boom() { throw TypeError('no way') }, odd() { throw 'text' }, async later() { throw Error('late') }",
    );
    let id = |n: u32| {
        format!(
            r##"resolve p-60 rejected #{{"#error":"no way","errorId":"error:liveSlots#{n}","name":"TypeError"}}"##
        )
    };
    assert_eq!(vat.call(r##"#["boom",[]]"##, ""), [id(70_001)]);
    assert!(
        console()[0].starts_with(
            "Debug Logging sent error stack (error:liveSlots#70001) TypeError: no way"
        )
    );
    assert_eq!(vat.call(r##"#["boom",[]]"##, ""), [id(70_002)]);
    assert_eq!(
        vat.call(r##"#["odd",[]]"##, ""),
        [r##"resolve p-60 rejected #"text""##]
    );
    assert_eq!(
        vat.call(r##"#["later",[]]"##, ""),
        [
            r##"resolve p-60 rejected #{"#error":"late","errorId":"error:liveSlots#70003","name":"Error"}"##
        ]
    );
}

#[test]
fn missing_methods_are_named() {
    let mut vat = Vat::with_root("b() {}, a() {}");
    let calls = vat.call(r##"#["c",[]]"##, "");
    assert!(
        calls[0]
            .contains(r##"target has no method \"c\", has [\"__getMethodNames__\",\"a\",\"b\"]"##),
        "{calls:?}"
    );
    let calls = vat.call(r##"#["#undefined",[]]"##, "");
    assert!(
        calls[0].contains(r##"Cannot invoke target as a function; typeof target is \"object\""##),
        "{calls:?}"
    );
}

#[test]
fn a_promise_answers_when_it_settles() {
    let mut vat = Vat::with_root(
        "async wait() { return Promise.resolve({ done: 1 }) }, never() { return new Promise(() => {}) }",
    );
    assert_eq!(
        vat.call(r##"#["wait",[]]"##, ""),
        [r##"resolve p-60 = #{"done":1}"##]
    );
    assert_eq!(
        vat.send("o+0", r##"#["never",[]]"##, "", Some("p-61")),
        Vec::<String>::new()
    );
}

#[test]
fn what_is_returned_is_hardened_and_what_cannot_pass_rejects() {
    let mut vat = Vat::with_root(
        "fresh() { return { a: [] } }, bad() { return { m() {} } }, map() { return new Map() }",
    );
    assert_eq!(
        vat.call(r##"#["fresh",[]]"##, ""),
        [r##"resolve p-60 = #{"a":[]}"##]
    );
    let calls = vat.call(r##"#["bad",[]]"##, "");
    assert!(
        calls[0].starts_with(
            r##"resolve p-60 rejected #{"#error":"Records cannot contain non-far functions"##
        ),
        "{calls:?}"
    );
    let calls = vat.call(r##"#["map",[]]"##, "");
    assert!(
        calls[0].starts_with(r##"resolve p-60 rejected #{"#error":"##),
        "{calls:?}"
    );
}

#[test]
fn exported_objects_keep_their_reference() {
    let mut vat = Vat::load(
        "const obj = Far('counter', (() => { let n = 0; return { up() { n += 1; return n } } })());
         export const buildRootObject = () => Far('root', { get() { return [obj, obj, Far('other', {})] } });",
    );
    vat.start_with(crankcase_abi::CapData::undefined()).unwrap();
    let expected =
        r##"resolve p-60 = #["$0.Alleged: counter","$0","$1.Alleged: other"] [o+1 o+2]"##;
    assert_eq!(vat.call(r##"#["get",[]]"##, ""), [expected]);
    let again = r##"resolve p-60 = #["$0.Alleged: counter","$0","$1.Alleged: other"] [o+1 o+3]"##;
    assert_eq!(vat.call(r##"#["get",[]]"##, ""), [again]);
    assert_eq!(
        vat.send("o+1", r##"#["up",[]]"##, "", Some("p-61")),
        ["resolve p-61 = #1"]
    );
    assert_eq!(
        vat.send("o+1", r##"#["up",[]]"##, "", Some("p-62")),
        ["resolve p-62 = #2"]
    );
}

#[test]
fn presences_come_back_as_they_went_and_look_like_the_reference_s() {
    let mut vat = Vat::with_root(
        "look(x, y) { return [x, x === y, Object.isFrozen(x), passStyleOf(x), getInterfaceOf(x), `${x}`] }",
    );
    let calls = vat.call(r##"#["look",["$0.Alleged: purse","$0"]]"##, "o-50");
    let expected = r##"resolve p-60 = #["$0.Alleged: purse",true,true,"remotable","Alleged: purse","[object Alleged: purse]"] [o-50]"##;
    assert_eq!(calls, [expected]);
    // The first name sticks; without one the reference stands in.
    let calls = vat.call(r##"#["look",["$0.Alleged: other","$1"]]"##, "o-50 o-51");
    assert!(
        calls[0].contains(r##"["$0.Alleged: purse",false,true,"##),
        "{calls:?}"
    );
    let calls = vat.call(r##"#["look",["$0","$0"]]"##, "o-51");
    assert!(calls[0].contains("Alleged: presence o-51"), "{calls:?}");
}
