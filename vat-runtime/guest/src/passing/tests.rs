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
         import {{ Nat, isNat, ZERO_N, ONE_N }} from '@endo/nat';
         import hardenModule from '@endo/harden';
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
            "Error: Cannot pass non-frozen objects like (an object). Use harden()",
        ),
        (
            "passStyleOf(Object.freeze([{}]))",
            "Error: Cannot pass non-frozen objects like (an object). Use harden() (at [0])",
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
            "Error: 1 property expected: (an object)",
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
            "Error: Records cannot contain non-far functions because they may be methods of an implicit Remotable: (an object) (at m)",
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
            "Passable Error \"extra\" own property must not be enumerable: (an Error)",
        ),
        (
            "(() => { class Mine extends Error {} try { passStyleOf(harden(new Mine('x'))) } catch (f) { return f.message } })()",
            "Passable Error must inherit from an error class .prototype: (an Error)",
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
            "Error: cannot serialize Remotables with non-methods like \"a\" in (an object)",
        ),
        (
            "Far('x', { get a() { return 1 } }).a",
            "Error: cannot serialize Remotables with accessors like \"a\" in (an object)",
        ),
        (
            "Far('x', harden({}))",
            "Error: Remotable (an object) is already frozen",
        ),
        (
            "Far('x', [])",
            "Error: cannot serialize arrays as Remotable (an object)",
        ),
        (
            "(() => { const x = Far('x', {}); try { Far('y', x) } catch (e) { return e.message } })()",
            "Remotable (an object) is already marked as a \"remotable\"",
        ),
        (
            "Far('x', new (class { m() {} })()).m",
            "Error: For now, remotables cannot inherit from anything unusual, in (an object)",
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
            "Error: Records cannot contain non-far functions because they may be methods of an implicit Remotable: (an object) (at m)",
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

/// spec V1.4, V1.5
#[test]
fn proxies_are_asked_once_and_pass_as_what_they_show() {
    check(&[
        ("passStyleOf(harden(new Proxy({ a: 1 }, {})))", "copyRecord"),
        ("passStyleOf(harden(new Proxy([1], {})))", "copyArray"),
        ("passStyleOf(harden(new Proxy(new Proxy(Far('x', {}), {}), {})))", "remotable"),
        ("passStyleOf(harden(new Proxy(Far('f', () => 1), {})))", "remotable"),
        ("passStyleOf(harden({ f: new Proxy(Far('f', () => 1), {}) }))", "copyRecord"),
        ("passStyleOf(new Proxy(harden({}), {}))", "copyRecord"),
        ("passStyleOf(new Proxy({}, {}))", "Error: Cannot pass non-frozen objects like (an object). Use harden()"),
        ("(() => { const p = Proxy.revocable({}, {}); p.revoke(); try { passStyleOf(p.proxy) } catch (e) { return e.name } })()", "TypeError"),
        ("(() => { const p = Proxy.revocable(harden({}), {}); passStyleOf(p.proxy); p.revoke(); return passStyleOf(p.proxy) })()", "copyRecord"),
        ("(() => { const p = Proxy.revocable(harden({ a: 1 }), {}); passStyleOf(p.proxy); p.revoke(); return makeMarshal().serialize(p.proxy) })()", "TypeError: Cannot pass a proxy that was revoked"),
        ("passStyleOf(new Proxy(harden({}), { ownKeys() { throw RangeError('mine') } }))", "RangeError: mine"),
        ("pass.isPassable(new Proxy(harden({}), { ownKeys() { throw RangeError('mine') } }))", "false"),
        ("(() => { let ran = 0; const p = new Proxy(harden({ a: 1 }), { ownKeys(t) { ran += 1; return Reflect.ownKeys(t) } });
            const two = harden([p, p]); passStyleOf(p); const after = ran; passStyleOf(p); makeMarshal().serialize(two); return after > 0 && ran === after })()", "true"),
        ("passStyleOf(new Proxy(harden({}), { get: (t, k) => k === 'then' ? () => {} : t[k] }))", "Error: Cannot pass non-promise thenables"),
        ("passStyleOf(harden(new Proxy(Promise.resolve(), {})))", "Error: Cannot pass non-promise thenables"),
        ("String(Far('x', new Proxy({}, {})))", "[object Alleged: x]"),
        ("Far('x', new Proxy({}, { setPrototypeOf: () => false }))", "TypeError: the prototype of the remotable cannot be set"),
    ]);
}

/// spec V1.7, V3.1
#[test]
fn immutable_buffers_are_passable_bytes() {
    check(&[
        ("passStyleOf(harden(new ArrayBuffer(2).transferToImmutable()))", "byteArray"),
        ("passStyleOf(harden(new ArrayBuffer(2).sliceToImmutable(1)))", "byteArray"),
        ("passStyleOf(new ArrayBuffer(2).sliceToImmutable())", "Error: Cannot pass non-frozen objects like (an object). Use harden()"),
        ("passStyleOf(harden(new ArrayBuffer(2)))", "Error: \"[Symbol(passStyle)]\" property expected: (an object)"),
        ("passStyleOf(harden(Object.assign(new ArrayBuffer(2).sliceToImmutable(), { a: 1 })))", "TypeError: ByteArrays must not have own properties: (an object)"),
        ("pass.isAtom(harden(new ArrayBuffer(2).sliceToImmutable()))", "true"),
        ("passStyleOf(harden(new Uint8Array(2)))", "Error: Cannot pass mutable typed arrays like (an object)."),
        ("makeMarshal().serialize(harden(new ArrayBuffer(2).sliceToImmutable()))", "Error: marshal of byteArray not yet implemented: (an object)"),
        ("(() => { const b = new ArrayBuffer(4); new Uint8Array(b).set([1, 2, 3, 4]); const i = b.sliceToImmutable(-3, -1);
            return [i.immutable, b.immutable, i.byteLength, i.resizable, i.detached, new Uint8Array(i)].join() })()", "true,false,2,false,false,2,3"),
        ("(() => { const b = new ArrayBuffer(2); const i = b.transferToImmutable(4); return [b.detached, i.byteLength].join() })()", "true,4"),
    ]);
}

/// spec V3.2
#[test]
fn nothing_writes_to_an_immutable_buffer() {
    let attempts = [
        "a[0] = 9",
        "a.set([9])",
        "a.set(new Uint8Array([9]))",
        "a.set(new Float32Array([9]))",
        "a.fill(9)",
        "a.copyWithin(0, 1)",
        "a.reverse()",
        "a.sort()",
        "a.setFromHex('0909')",
        "a.setFromBase64('CQkJ')",
        "Object.defineProperty(a, 0, { value: 9 })",
        "Reflect.set(a, 0, 9) || Fail`refused`",
        "new DataView(i).setInt8(0, 9)",
        "new DataView(i).setFloat64(0, 9)",
        "i.resize(1)",
        "i.transfer()",
        "i.transferToFixedLength(1)",
        "i.transferToImmutable()",
        "(() => { class M extends Uint8Array { static get [Symbol.species]() { return function () { return a } } } return new M([9, 9, 9]).slice() })()",
        "(() => { class M extends Uint8Array { static get [Symbol.species]() { return function () { return a } } } return new M([9, 9, 9]).map(() => 9) })()",
        "Uint8Array.from.call(function () { return a }, [9])",
        "Uint8Array.of.call(function () { return a }, 9)",
        "(() => { const b = new ArrayBuffer(3); b.constructor = { [Symbol.species]: function () { return i } }; return b.slice() })()",
    ];
    let cases: Vec<(String, &str)> = attempts
        .iter()
        .map(|attempt| {
            let code = format!(
                "(() => {{ const b = new ArrayBuffer(3); new Uint8Array(b).set([3, 1, 2]); const i = b.transferToImmutable(); const a = new Uint8Array(i);
                    let threw = ''; try {{ {attempt} }} catch (e) {{ threw = 'threw ' }} return threw + a.join() }})()"
            );
            (code, "threw 3,1,2")
        })
        .collect();
    let cases: Vec<(&str, &str)> = cases
        .iter()
        .map(|(code, end)| (code.as_str(), *end))
        .collect();
    check(&cases);
    check(&[
        (
            "(() => { const a = new Uint8Array(new ArrayBuffer(2).transferToImmutable()); return JSON.stringify(Object.getOwnPropertyDescriptor(a, 0)) + Object.isFrozen(harden(a)) })()",
            "{\"value\":0,\"writable\":false,\"enumerable\":true,\"configurable\":false}true",
        ),
        (
            "Object.isFrozen(Object.freeze(new Uint16Array(new ArrayBuffer(4).transferToImmutable())))",
            "true",
        ),
        (
            "Object.freeze(new Uint8Array(1))",
            "TypeError: cannot redefine property: 0",
        ),
        (
            "new Uint8Array(new Uint8Array([1, 2, 3]).buffer.transferToImmutable()).subarray(1).join()",
            "2,3",
        ),
        (
            "new Uint8Array(new Uint8Array([1, 2, 3]).buffer.transferToImmutable()).slice(1).join()",
            "2,3",
        ),
        (
            "new Uint8Array(new Uint8Array([3, 1, 2]).buffer.transferToImmutable()).toSorted().join()",
            "1,2,3",
        ),
        (
            "new DataView(new Uint8Array([1, 2]).buffer.transferToImmutable()).getUint16(0)",
            "258",
        ),
    ]);
}

/// spec V1.8, V1.10, V2.1, V2.2
#[test]
fn refusals_say_where_and_hide_what() {
    check(&[
        ("passStyleOf(harden({ a: [1, { 'odd name': [Symbol('s')] }] }))",
         "Error: Only registered symbols or well-known symbols are passable: \"[Symbol(s)]\" (at a[1][\"odd name\"][0])"),
        ("passStyleOf(harden({ a: makeTagged('t', [1]), b: () => 1 }))",
         "Error: Records cannot contain non-far functions because they may be methods of an implicit Remotable: (an object) (at b)"),
        ("passStyleOf(harden({ a: new Map() }))", "Error: \"[Symbol(passStyle)]\" property expected: (an object) (at a)"),
        ("(() => { let deep = 'secret'; for (let i = 0; i < 900; i += 1) deep = { a: deep }; deep = { a: deep, b: [new Map()] };
            try { passStyleOf(harden(deep)) } catch (e) { return e.message } })()", "\"[Symbol(passStyle)]\" property expected: (an object) (at b[0])"),
        ("(() => { let deep = new Map(); for (let i = 0; i < 900; i += 1) deep = [deep]; try { passStyleOf(harden(deep)) } catch (e) { return e.message.length < 200 } })()", "true"),
        ("passStyleOf(harden(Error()))", "Error: Passable Error must have an own \"message\" string property: (an Error)"),
        ("passStyleOf(harden(Error('x', { cause: 1 })))", "Error: Error expected: (a number) (at cause)"),
        ("passStyleOf(harden(AggregateError([1], 'x')))", "Error: Error expected: (a number) (at errors[0])"),
        ("passStyleOf(Object.freeze(Error('x', { cause: Error('y') })))", "Error: Cannot pass non-frozen objects like (an Error). Use harden() (at cause)"),
        ("(() => { const layer = Object.create(Object.getPrototypeOf(Far('x', {}))); return passStyleOf(Object.freeze(Object.create(layer))) })()",
         "Error: cannot serialize non-frozen objects like (an object)"),
        ("(() => { let o = Far('x', {}); for (let i = 0; i < 50000; i += 1) o = Object.freeze(Object.create(o)); return passStyleOf(o) })()", "remotable"),
        ("(() => { const f = () => 1; delete f.name; return Far('f', f) })()", "Error: Far function name must be a string, in (a function)"),
    ]);
}

/// spec V4.3, V4.4, V4.6, V4.7, V4.8
#[test]
fn the_rest_of_the_package_is_there() {
    check(&[
        ("pass.isRecord({})", "Error: Cannot pass non-frozen objects like (an object). Use harden()"),
        ("pass.assertRecord(harden([]))", "Error: \"Alleged record\" (an object) must be a pass-by-copy record, not \"copyArray\""),
        ("pass.assertCopyArray(harden({}), 'mine')", "Error: \"mine\" (an object) must be a pass-by-copy array, not \"copyRecord\""),
        ("pass.assertRemotable(1)", "Error: \"Alleged remotable\" (a number) must be a remotable, not \"number\""),
        ("pass.assertAtom(harden([]))", "Error: A \"copyArray\" cannot be an atom: (an object)"),
        ("[pass.isAtom(1n), pass.isAtom(harden([])), pass.isAtom({})].join()", "true,false,false"),
        ("pass.toThrowable(harden({ a: [makeTagged('t', 1)] })).a.length", "1"),
        ("pass.toThrowable(Far('x', {}))", "Error: A \"remotable\" is not throwable: (an object)"),
        ("pass.toThrowable(harden([Promise.resolve()]))", "Error: A \"promise\" is not throwable: (an object)"),
        ("(() => { class Odd extends RangeError {} const e = new Odd('m', { cause: TypeError('c') }); e.extra = 1; const p = pass.toThrowable(e);
            return [p === e, passStyleOf(p), p.message, p.cause.message, p.extra].join() })()", "false,error,m,c,"),
        ("pass.unpassableSymbolForName('x').description + pass.isPassableSymbol(pass.unpassableSymbolForName('x'))", "xfalse"),
        ("String(pass.nameForPassableSymbol(Symbol('x')))", "undefined"),
        ("[pass.isWellFormedString('a'), pass.isWellFormedString('\\ud800'), pass.isWellFormedString(1)].join()", "true,false,false"),
        ("pass.assertWellFormedString('\\ud800')", "Error: Expected well-formed unicode string: (a string)"),
        ("pass.assertChecker(true) + String(pass.hasOwnPropertyOf({ a: 1 }, 'a'))", "truetrue"),
        ("pass.assertChecker(0, 'why')", "Error: why"),
        ("[...pass.mapIterable([1, 2], x => x * 2)].join() + [...pass.filterIterable([1, 2, 3], x => x !== 2)].join()", "2,41,3"),
        ("passStyleOf(pass.mapIterable([], x => x)) + getInterfaceOf(pass.filterIterable([], x => x)[Symbol.iterator]())", "remotableAlleged: filtered iterator"),
        ("pass.deeplyFulfilled(harden({ a: 1 })) instanceof Promise", "true"),
        ("[Nat(5), Nat(5n), isNat(-1), isNat(2 ** 53), ZERO_N, ONE_N, hardenModule === harden].join()", "5,5,false,false,0,1,true"),
        ("Nat(-1)", "RangeError: -1 is negative"),
        ("Nat(1.5)", "RangeError: 1.5 is not a safe integer"),
        ("Nat('1')", "TypeError: \"1\" is a string but must be a bigint or a number"),
        ("marshal.passStyleOf === pass.passStyleOf && globalThis[Symbol.for('@endo passStyleOf')] === pass.passStyleOf", "true"),
    ]);
}

/// spec V4.5
#[test]
fn promises_in_data_are_awaited() {
    let mut vat = Vat::with_root(
        "async go() { const { deeplyFulfilled } = pass; const p = x => Promise.resolve(x);
            return deeplyFulfilled(harden({ a: p(1), b: [p(harden([p(2)]))], c: makeTagged('t', p(3)), d: 4 })) },
         async bad() { return pass.deeplyFulfilled(harden({ a: Promise.reject(Error('no')) })) },
         async worse() { return pass.deeplyFulfilled({}) }",
    );
    assert_eq!(
        vat.call(r##"#["go",[]]"##, ""),
        [r##"resolve p-60 = #{"a":1,"b":[[2]],"c":{"#tag":"t","payload":3},"d":4}"##]
    );
    let failed = vat.call(r##"#["bad",[]]"##, "");
    assert!(
        failed[0].starts_with(r##"resolve p-60 rejected #{"#error":"no""##),
        "{failed:?}"
    );
    let failed = vat.call(r##"#["worse",[]]"##, "");
    assert!(
        failed[0].starts_with(r##"resolve p-60 rejected #{"#error":"Cannot pass non-frozen"##),
        "{failed:?}"
    );
}
