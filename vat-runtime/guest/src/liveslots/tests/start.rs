//! The first delivery.

use crankcase_abi::{CapData, VatFault};

use super::{Vat, data};

fn failure(code: &str) -> String {
    match Vat::load(code).start_with(CapData::undefined()) {
        Err(VatFault::Failed(why)) => why,
        other => panic!("{other:?}"),
    }
}

fn is_of_the_store(call: &str) -> bool {
    ["get ", "set ", "getNextKey ", "delete "]
        .iter()
        .any(|kind| call.starts_with(kind))
}

#[test]
fn the_root_object_gets_powers_parameters_and_baggage() {
    let mut vat = Vat::load(
        "export const buildRootObject = (powers, parameters, baggage) => {
            powers.testLog(Object.keys(powers).sort().join(), ' ', parameters, 5n, [1, undefined]);
            baggage.init('b', 1); baggage.init('a', harden([2]));
            powers.testLog(baggage.getSize(), [...baggage.keys()], baggage.has('b'), baggage.get('a'));
            baggage.set('b', 3); baggage.delete('a');
            powers.testLog([...baggage.entries()]);
            for (const bad of [() => baggage.get('a'), () => baggage.init('b', 0), () => baggage.set('z', 1)]) {
                try { bad() } catch (e) { powers.testLog(e.message) }
            }
            E(parameters.peer).hello();
            return Far('root', {});
        }",
    );
    let calls = vat
        .start_with(data(
            r##"#{"argv":["x"],"peer":"$0.Alleged: peer"}"##,
            "o-50",
        ))
        .unwrap();
    let said: Vec<&String> = calls.iter().filter(|call| !is_of_the_store(call)).collect();
    assert_eq!(
        said,
        [
            r##"log D,WeakMap,WeakSet,exitVat,exitVatWithFailure,testLog {"argv":["x"],"peer":{}}5[1,null]"##,
            r##"log 2["a","b"]true[2]"##,
            r##"log [["b",3]]"##,
            r##"log key (a string) not found in collection "baggage""##,
            r##"log key (a string) already registered in collection "baggage""##,
            r##"log key (a string) not found in collection "baggage""##,
            r##"send o-50 #["hello",[]] -> p+1"##,
            "subscribe p+1",
        ]
    );
}

#[test]
fn an_asynchronous_root_must_come_within_the_crank() {
    let mut vat = Vat::load(
        "export const buildRootObject = async () => { await null; return Far('root', { a() { return 1 } }) }",
    );
    assert_eq!(vat.start_with(CapData::undefined()), Ok(vec![]));
    assert_eq!(vat.call(r##"#["a",[]]"##, ""), ["resolve p-60 = #1"]);
    assert_eq!(
        failure("export const buildRootObject = () => new Promise(() => {});"),
        "buildRootObject unresolved"
    );
}

#[test]
fn a_root_that_is_none_fails_with_a_reason() {
    let cases = [
        (
            "export const other = 1;",
            "vat source bundle lacks buildRootObject() function",
        ),
        (
            "export const buildRootObject = () => ({ a: 1 });",
            "Cannot pass non-frozen objects like { a: 1 }. Use harden()",
        ),
        (
            "export const buildRootObject = () => harden({ a: 1 });",
            "buildRootObject() for vat returned {\"a\":1}, which is not Far",
        ),
        (
            "export const buildRootObject = () => 3;",
            "buildRootObject() for vat returned 3, which is not Far",
        ),
        (
            "export const buildRootObject = () => { throw Error('not today') };",
            "not today",
        ),
        (
            "export const buildRootObject = async () => { throw Error('never') };",
            "never",
        ),
    ];
    for (code, expected) in cases {
        let why = failure(code);
        assert!(why.contains(expected), "{why}");
    }
}

#[test]
fn malformed_parameters_fail_the_start() {
    let mut vat = Vat::load("export const buildRootObject = () => Far('root', {});");
    assert!(matches!(
        vat.start_with(CapData::plain("#{")),
        Err(VatFault::Failed(_))
    ));
}

#[test]
fn a_vat_can_end_itself() {
    let mut vat = Vat::load(
        "export const buildRootObject = ({ exitVat, exitVatWithFailure }) => Far('root', {
            done(x) { exitVat(harden({ x })) }, fail() { exitVatWithFailure(Error('enough')) } });",
    );
    vat.start_with(CapData::undefined()).unwrap();
    let calls = vat.call(r##"#["done",["$0.Alleged: x"]]"##, "o-50");
    assert_eq!(calls[0], r##"exit false #{"x":"$0.Alleged: x"} [o-50]"##);
    let calls = vat.call(r##"#["fail",[]]"##, "");
    assert_eq!(
        calls[0],
        r##"exit true #{"#error":"enough","errorId":"error:liveSlots#70001","name":"Error"}"##
    );
}
