//! Pass styles, as vat code sees them.

use crate::liveslots::tests::Vat;

/// The outcome of each expression, in a module with the native modules imported: its value as text, or
/// what it threw.
#[track_caller]
pub(crate) fn check(cases: &[(&str, &str)]) {
    let list: Vec<String> = cases
        .iter()
        .map(|(code, _)| format!("() => ({code})"))
        .collect();
    let mut vat = Vat::load(&format!(
        "import * as marshal from '@endo/marshal';
         const cases = [{}];
         export const buildRootObject = ({{ testLog }}) => {{
            for (const run of cases) {{
                let text;
                try {{ text = String(run()) }} catch (e) {{ text = `${{e.name}}: ${{e.message}}` }}
                testLog(text);
            }}
            return Far('root', {{}});
         }};",
        list.join(",\n")
    ));
    let lines = vat.start_with(crankcase_abi::CapData::undefined());
    let lines = lines.expect("the vat starts");
    for ((code, expected), line) in cases.iter().zip(&lines) {
        assert_eq!(line, &format!("log {expected}"), "{code}");
    }
    assert_eq!(lines.len(), cases.len());
}

#[test]
fn every_style_has_its_name() {
    check(&[
        ("passStyleOf(undefined)", "undefined"),
        ("passStyleOf(null)", "null"),
        ("passStyleOf(true)", "boolean"),
        ("passStyleOf(-0)", "number"),
        ("passStyleOf(1n)", "bigint"),
        ("passStyleOf('\\ud800')", "string"),
        ("passStyleOf(Symbol.for('x'))", "symbol"),
        ("passStyleOf(Symbol.iterator)", "symbol"),
        ("passStyleOf(harden([1, [], {}]))", "copyArray"),
        ("passStyleOf(harden({ a: 1, 2: [] }))", "copyRecord"),
        ("passStyleOf(makeTagged('t', { a: [] }))", "tagged"),
        ("passStyleOf(Far('x', {}))", "remotable"),
        ("passStyleOf(Far('f', () => 1))", "remotable"),
        ("passStyleOf(Far('f', async () => 1))", "remotable"),
        ("passStyleOf(harden(TypeError('x')))", "error"),
        (
            "passStyleOf(harden(Error('x', { cause: RangeError('y') })))",
            "error",
        ),
        (
            "passStyleOf(harden(AggregateError([Error('a')], 'x')))",
            "error",
        ),
        ("passStyleOf(harden(Promise.resolve()))", "promise"),
        ("passStyleOf(makePromiseKit().promise)", "promise"),
        ("passStyleOf(E(Far('x', {})).y())", "promise"),
        (
            "globalThis[Symbol.for('@endo passStyleOf')] === passStyleOf",
            "true",
        ),
        (
            "marshal.passStyleOf === passStyleOf && marshal.Far === Far",
            "true",
        ),
    ]);
}

#[test]
fn what_cannot_pass_is_refused_with_a_reason() {
    check(&[
        (
            "passStyleOf({ a: 1 })",
            "Error: Cannot pass non-frozen objects like {\"a\":1}. Use harden()",
        ),
        (
            "passStyleOf(Object.freeze([{}]))",
            "Error: Cannot pass non-frozen objects like {}. Use harden()",
        ),
        (
            "passStyleOf(harden({ get a() { return 1 } }))",
            "Error: \"a\" must not be an accessor property: (an object)",
        ),
        (
            "passStyleOf(harden({ [Symbol.for('s')]: 1 }))",
            "Error: Records can only have string-named properties: (an object)",
        ),
        (
            "passStyleOf(harden([1, , 2]))",
            "Error: Arrays must not have holes: (an object)",
        ),
        (
            "passStyleOf(harden(Object.assign([1], { x: 1 })))",
            "TypeError: Arrays must not have non-indexes: (an object)",
        ),
        (
            "passStyleOf(Object.freeze(Object.defineProperty({}, 'h', { value: 1 })))",
            "Error: \"h\" must be an enumerable property: (an object)",
        ),
        (
            "passStyleOf(Symbol('own'))",
            "Error: Only registered symbols or well-known symbols are passable: \"[Symbol(own)]\"",
        ),
        (
            "passStyleOf(harden({ m() {} })).length",
            "Error: Records cannot contain non-far functions because they may be methods of an implicit Remotable: {\"m\":\"[Function m]\"}",
        ),
        (
            "passStyleOf(harden({ then: Far('t', () => 1) }))",
            "Error: Cannot pass non-promise thenables",
        ),
        (
            "passStyleOf(harden(() => 1))",
            "Error: Remotables must be explicitly declared: \"[Function ]\"",
        ),
        (
            "passStyleOf(harden(class {})).length",
            "Error: Far functions unexpected properties besides .name and .length \"prototype\"",
        ),
        (
            "passStyleOf(harden(new Proxy({}, {})))",
            "Error: Cannot pass a proxy",
        ),
        (
            "(() => { try { passStyleOf(harden(new Map())) } catch { return 'no' } })()",
            "no",
        ),
        (
            "(() => { try { passStyleOf(harden(new Uint8Array(1))) } catch { return 'no' } })()",
            "no",
        ),
        (
            "(() => { try { passStyleOf(harden(Object.create({ a: 1 }))) } catch { return 'no' } })()",
            "no",
        ),
        (
            "(() => { const e = Error('x'); e.extra = 1; try { passStyleOf(harden(e)) } catch (f) { return f.message } })()",
            "Passable Error \"extra\" own property must not be enumerable: \"[Error: x]\"",
        ),
        (
            "(() => { class Mine extends Error {} try { passStyleOf(harden(new Mine('x'))) } catch (f) { return f.message } })()",
            "Passable Error must inherit from an error class .prototype: \"[Error: x]\"",
        ),
        (
            "(() => { class P extends Promise {} try { passStyleOf(harden(P.resolve(1))) } catch (f) { return 'no' } })()",
            "no",
        ),
        (
            "(() => { let x = {}; x.x = x; try { passStyleOf(harden(x)) } catch (f) { return f.message } })()",
            "Pass-by-copy data cannot be cyclic (an object)",
        ),
    ]);
}

#[test]
fn no_getter_and_no_trap_runs_while_looking() {
    check(&[(
        "(() => { let ran = 0; const get = () => { ran += 1; return 'remotable' };
            const proto = Object.create(Object.prototype, { [Symbol.for('passStyle')]: { get }, [Symbol.toStringTag]: { get }, then: { get } });
            const trap = new Proxy({}, { get() { ran += 1 }, getOwnPropertyDescriptor() { ran += 1 }, ownKeys() { ran += 1; return [] },
                getPrototypeOf() { ran += 1; return null } });
            for (const x of [Object.freeze(Object.create(proto)), Object.freeze(Object.create(Object.create(trap))), Object.freeze([trap])]) {
                try { passStyleOf(x) } catch {} }
            return ran })()",
        "0",
    )]);
}

#[test]
fn far_marks_names_and_hardens() {
    check(&[
        ("getInterfaceOf(Far('purse', {}))", "Alleged: purse"),
        ("String(Far('purse', {}))", "[object Alleged: purse]"),
        ("Object.isFrozen(Far('x', { a() {} }).a)", "true"),
        ("Object.keys(Far('x', { a() {} })).join()", "a"),
        (
            "Far('x', { b() {}, a() {}, [Symbol.for('s')]() {} }).__getMethodNames__().map(String).join()",
            "Symbol(s),__getMethodNames__,a,b",
        ),
        (
            "Far('x', { a: 1 })",
            "Error: cannot serialize Remotables with non-methods like \"a\" in {\"a\":1,\"__getMethodNames__\":\"[Function __getMethodNames__]\"}",
        ),
        (
            "Far('x', { get a() { return 1 } }).a",
            "Error: cannot serialize Remotables with accessors like \"a\" in {\"a\":\"[accessor]\",\"__getMethodNames__\":\"[Function __getMethodNames__]\"}",
        ),
        (
            "Far('x', harden({}))",
            "Error: Remotable {} is already frozen",
        ),
        (
            "Far('x', [])",
            "Error: cannot serialize arrays as Remotable []",
        ),
        (
            "(() => { const x = Far('x', {}); try { Far('y', x) } catch (e) { return e.message } })()",
            "Remotable \"[Alleged: x]\" is already marked",
        ),
        (
            "Far('x', new (class { m() {} })()).m",
            "Error: For now, remotables cannot inherit from anything unusual, in {\"__getMethodNames__\":\"[Function __getMethodNames__]\"}",
        ),
        (
            "marshal.Remotable('Bad', undefined, {})",
            "Error: For now, iface \"Bad\" must be \"Remotable\" or begin with \"Alleged: \" or \"DebugName: \"; unimplemented",
        ),
        (
            "getInterfaceOf(marshal.Remotable('DebugName: d', undefined, {}))",
            "DebugName: d",
        ),
        ("getInterfaceOf({ a: 1 })", "undefined"),
        (
            "getInterfaceOf(harden({ __proto__: { [Symbol.for('passStyle')]: 'remotable', [Symbol.toStringTag]: 'Alleged: faked' } }))",
            "undefined",
        ),
        ("marshal.ToFarFunction('f', x => x + 1)(2)", "3"),
        (
            "marshal.isPassable({}) + ',' + marshal.isRecord(harden({})) + ',' + marshal.isCopyArray(harden([]))",
            "false,true,true",
        ),
        (
            "marshal.getTag(makeTagged('t', 1)) + makeTagged('t', harden([7])).payload",
            "t7",
        ),
        (
            "makeTagged('t', { m() {} })",
            "Error: Records cannot contain non-far functions because they may be methods of an implicit Remotable: {\"m\":\"[Function m]\"}",
        ),
        (
            "marshal.nameForPassableSymbol(Symbol.iterator) + marshal.nameForPassableSymbol(Symbol.for('@@x'))",
            "@@iterator@@@@x",
        ),
        (
            "marshal.passableSymbolForName('@@asyncIterator') === Symbol.asyncIterator",
            "true",
        ),
        (
            "marshal.passableSymbolForName('@@@@x') === Symbol.for('@@x')",
            "true",
        ),
        (
            "(() => { class Odd extends Error { constructor() { super('odd'); this.x = 1 } } const e = marshal.toPassableError(new Odd()); return passStyleOf(e) + e.message })()",
            "errorodd",
        ),
    ]);
}
