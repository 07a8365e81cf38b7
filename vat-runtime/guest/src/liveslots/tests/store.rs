//! `baggage`, in the vat's store.

use crankcase_abi::CapData;

use super::Vat;

/// A vat whose root evaluates functions of its baggage, and shows what they give or throw.
fn vat() -> Vat {
    let mut vat = Vat::load(
        "export const buildRootObject = (_, __, bag) => {
            const shown = f => { try { return f(); } catch (e) { return `${e.name}: ${e.message}`; } };
            const all = (...fs) => harden(fs.map(shown));
            const far = Far('far', {}); let held;
            return Far('root', { TESTS });
        };"
        .replace("TESTS", TESTS)
        .as_str(),
    );
    assert_eq!(vat.start_with(CapData::undefined()), Ok(vec![]));
    vat
}

const TESTS: &str = "
    keys() { return all(
        () => bag.init(1, 2), () => bag.get(1n), () => bag.set(null, 1), () => bag.delete(undefined),
        () => bag.has(1), () => bag.has(), () => bag.init(harden({}), 1), () => bag.init({}, 1),
        () => bag.init(far, 1), () => bag.init(Symbol.iterator, 1), () => bag.init('\\ud800', 1),
        () => bag.init('a'.repeat(219), 1), () => bag.init('a'.repeat(218), 1), () => bag.init('', 0),
        () => bag.has(''), () => bag.getSize()); },
    entries() { return all(
        () => bag.init('x', 1), () => bag.init('x', 2), () => bag.get('x'), () => bag.get('y'),
        () => bag.set('y', 1), () => bag.set('x', { a: [1n] }), () => bag.get('x'), () => bag.init('y', {}),
        () => bag.delete('y'), () => bag.delete('x'), () => bag.has('x'), () => bag.getSize(),
        () => bag.init('u', undefined), () => bag.get('u'), () => bag.has('u')); },
    fresh() { bag.init('d', harden({ a: [] }));
        return all(() => bag.get('d') === bag.get('d'), () => Object.isFrozen(bag.get('d').a)); },
    durable() { return all(
        () => bag.init('f', far), () => bag.init('f', harden([1, far])), () => bag.init('p', harden(Promise.resolve())),
        () => bag.init('b', bag), () => bag.init('s', 1), () => bag.set('s', far), () => bag.get('s'),
        () => bag.has('f')); },
    order() {
        for (const key of ['b', 'a', '\\u{1f600}', '\\uffff', 'B', '', 'ab']) bag.init(key, key);
        return all(() => [...bag.keys()], () => [...bag.values()].join(), () => [...bag.entries()][1],
            () => bag.keys().toString(), () => [...bag.keys().filter(k => k > 'a')].length); },
    adding() { bag.init('a', 1); bag.init('b', 2); bag.init('c', 3);
        const one = bag.keys(); one.next(); bag.set('a', 5); bag.delete('b');
        const two = bag.entries(); two.next();
        return all(() => one.next(), () => { bag.init('d', 4); one.next(); }, () => one.next(),
            () => two.next(), () => [...two], () => bag.keys().return(7),
            () => { for (const k of bag.keys()) bag.init(`${k}1`, 0); }); },
    many() { return all(
        () => bag.addAll([['a', 1], new Set(['b', 2])]), () => bag.addAll(new Map([['a', 3], ['c', 4]])),
        () => [...bag.entries()], () => bag.snapshot(), () => bag.addAll(harden({})), () => bag.addAll([1]),
        () => bag.clear(), () => bag.getSize(), () => [...bag.keys()],
        () => bag.addAll(makeTagged('copyMap', harden({ keys: ['z', 'y'], values: [26, 25] }))),
        () => [...bag.entries()], () => bag.keys('z')); },
    large() { return all(
        () => bag.init('l', 'x'.repeat(9_999_997)), () => bag.has('l'), () => bag.init('l', 'x'.repeat(9_999_996)),
        () => bag.get('l').length, () => bag.set('l', 'x'.repeat(9_999_998)), () => bag.getSize()); },
    shape() { return all(
        () => passStyleOf(bag), () => getInterfaceOf(bag), () => Object.keys(bag).join(), () => String(bag),
        () => bag.addAll.name, () => bag.init.length, () => Object.isFrozen(bag.init)); },
    put(key, value) { bag.init(key, value); },
    replace(key, value) { bag.set(key, value); },
    take(key) { return bag.get(key); },
    hold(key) { held = bag.get(key); },
    remove(key) { bag.delete(key); },
    clear() { bag.clear(); },
    weak(key) { const m = new WeakMap([[bag.get(key), 1]]); held = m; },
";

/// What a test method gives, one value in each line.
#[track_caller]
fn gives(method: &str, expected: &[&str]) {
    let calls = vat().call(&format!("#[\"{method}\",[]]"), "");
    let answer = calls.last().expect("an answer");
    let list = answer
        .strip_prefix("resolve p-60 = #[")
        .and_then(|list| list.strip_suffix(']'));
    let expected = expected.join(",");
    assert_eq!(list, Some(expected.as_str()), "{method}");
}

#[test]
fn keys_are_strings_of_a_bounded_length() {
    // spec G50, G52
    const REFUSED: &str = "\"Error: invalid key type for collection \\\"baggage\\\": ";
    let refused = |why: &str| format!("{REFUSED}{why}\"");
    let string = |what: &str| refused(&format!("{what} - Must be a string"));
    let expected = [
        string("number (a number)"),
        string("bigint (a bigint)"),
        string("null (an object)"),
        string("undefined (an undefined)"),
        "false".to_owned(),
        "false".to_owned(),
        string("copyRecord (an object)"),
        refused("Cannot pass non-frozen objects like (an object). Use harden()"),
        string("remotable (an object)"),
        string("symbol (a symbol)"),
        refused("a string with half a surrogate pair"),
        "\"Error: key too large\"".to_owned(),
        "\"#undefined\"".to_owned(),
        "\"#undefined\"".to_owned(),
        "true".to_owned(),
        "2".to_owned(),
    ];
    gives("keys", &expected.each_ref().map(String::as_str));
}

#[test]
fn entries_are_added_changed_and_removed() {
    // spec G50, G51
    gives(
        "entries",
        &[
            "\"#undefined\"",
            "\"Error: key (a string) already registered in collection \\\"baggage\\\"\"",
            "1",
            "\"Error: key (a string) not found in collection \\\"baggage\\\"\"",
            "\"Error: key (a string) not found in collection \\\"baggage\\\"\"",
            "\"#undefined\"",
            "{\"a\":[\"+1\"]}",
            "\"Error: Cannot pass non-frozen objects like (an object). Use harden()\"",
            "\"Error: key (a string) not found in collection \\\"baggage\\\"\"",
            "\"#undefined\"",
            "false",
            "0",
            "\"#undefined\"",
            "\"#undefined\"",
            "true",
        ],
    );
    gives("fresh", &["false", "true"]);
}

#[test]
fn what_another_incarnation_could_not_find_is_refused() {
    // spec G53
    let refused = "\"Error: value is not durable: (an object) at slot 0 of (a string)\"";
    let expected = [
        refused,
        refused,
        refused,
        refused,
        "\"#undefined\"",
        refused,
        "1",
        "false",
    ];
    gives("durable", &expected);
}

#[test]
fn the_order_is_that_of_the_bytes() {
    // spec G52
    gives(
        "order",
        &[
            "[\"\",\"B\",\"a\",\"ab\",\"b\",\"\u{ffff}\",\"\u{1f600}\"]",
            "\"!,B,a,ab,b,\u{ffff},\u{1f600}\"",
            "[\"B\",\"B\"]",
            "\"[object Generator]\"",
            "4",
        ],
    );
}

#[test]
fn an_iteration_ends_when_an_entry_is_added() {
    // spec G54
    let added = "\"Error: keys in store cannot be added to during iteration\"";
    gives(
        "adding",
        &[
            "{\"done\":false,\"value\":\"c\"}",
            added,
            "{\"done\":true,\"value\":\"#undefined\"}",
            added,
            "[]",
            "{\"done\":true,\"value\":7}",
            added,
        ],
    );
}

#[test]
fn many_entries_are_taken_over_copied_and_cleared() {
    // spec G50
    gives(
        "many",
        &[
            "\"#undefined\"",
            "\"#undefined\"",
            "[[\"a\",3],[\"b\",2],[\"c\",4]]",
            "{\"#tag\":\"copyMap\",\"payload\":{\"keys\":[\"c\",\"b\",\"a\"],\"values\":[4,2,3]}}",
            "\"Error: provided data source is not iterable: (an object)\"",
            "\"TypeError: not iterable\"",
            "\"#undefined\"",
            "0",
            "[]",
            "\"#undefined\"",
            "[[\"y\",25],[\"z\",26]]",
            "\"Error: entries cannot be chosen by patterns\"",
        ],
    );
}

#[test]
fn an_entry_is_no_longer_than_a_value_of_the_store() {
    // spec G56
    let refused = "\"Error: syscall capdata too large\"";
    gives(
        "large",
        &[refused, "false", "\"#undefined\"", "9999996", refused, "1"],
    );
}

#[test]
fn it_looks_like_the_store_of_the_reference() {
    // spec G50
    gives(
        "shape",
        &[
            "\"remotable\"",
            "\"Alleged: mapStore\"",
            "\"has,get,init,set,delete,addAll,keys,values,entries,snapshot,getSize,clear\"",
            "\"[object Alleged: mapStore]\"",
            "\"addAllToMap\"",
            "2",
            "true",
        ],
    );
}

#[test]
fn an_operation_is_done_in_the_store() {
    // spec G51, G56
    let mut vat = vat();
    assert_eq!(
        vat.send(
            "o+0",
            "#[\"put\",[\"k\",[\"$0\",\"$1\"]]]",
            "o-50 d-70",
            None
        ),
        [
            "get vc.1.sk",
            "set vc.1.sk o-50 d-70\n#[\"$0.Alleged: presence o-50\",\"$1.Alleged: device d-70\"]",
            "get vc.1.|entryCount",
            "set vc.1.|entryCount 1",
        ]
    );
    assert_eq!(
        vat.send("o+0", "#[\"remove\",[\"k\"]]", "", None),
        [
            "get vc.1.sk",
            "delete vc.1.sk",
            "get vc.1.|entryCount",
            "set vc.1.|entryCount 0",
        ]
    );
}

#[test]
fn an_import_in_the_store_is_reached() {
    // spec G55
    let mut vat = vat();
    let tell = |vat: &mut Vat, body: &str, slots: &str| drop(vat.send("o+0", body, slots, None));
    tell(&mut vat, "#[\"put\",[\"k\",[\"$0\",\"$1\"]]]", "o-50 o-51");
    assert_eq!(vat.reap(), [""; 0]);
    let calls = vat.call("#[\"take\",[\"k\"]]", "");
    assert_eq!(
        calls.last().map(String::as_str),
        Some(
            "resolve p-60 = #[\"$0.Alleged: presence o-50\",\"$1.Alleged: presence o-51\"] [o-50 o-51]"
        )
    );
    tell(&mut vat, "#[\"replace\",[\"k\",\"$0\"]]", "o-51");
    assert_eq!(vat.reap(), ["dropImports o-50", "retireImports o-50"]);
    tell(&mut vat, "#[\"weak\",[\"k\"]]", "");
    assert_eq!(vat.reap(), [""; 0]);
    tell(&mut vat, "#[\"clear\",[]]", "");
    assert_eq!(vat.reap(), ["dropImports o-51"]);
    tell(&mut vat, "#[\"put\",[\"k\",\"$0\"]]", "o-51");
    tell(&mut vat, "#[\"hold\",[\"k\"]]", "");
    tell(&mut vat, "#[\"remove\",[\"k\"]]", "");
    assert_eq!(vat.reap(), [""; 0], "the code reaches what the store gave");
    tell(&mut vat, "#[\"put\",[\"k\",7]]", "");
    tell(&mut vat, "#[\"hold\",[\"k\"]]", "");
    assert_eq!(vat.reap(), ["dropImports o-51", "retireImports o-51"]);
}
