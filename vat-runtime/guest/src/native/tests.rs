//! `assert` and the promise kit, as vat code sees them.

use crate::passing::tests::check;

#[test]
fn errors_hide_what_is_not_quoted() {
    check(&[
        (
            "Fail`no ${'secret'} or ${q('shown')} ${{ a: 1 }} ${null} ${TypeError('x')} ${7}`",
            "Error: no (a string) or \"shown\" (an object) (an object) (a TypeError) (a number)",
        ),
        (
            "Fail`${q([1, 'a', undefined, 2n, { b: Far('x', {}) }])}`",
            "Error: [1,\"a\",\"[undefined]\",\"[2n]\",{\"b\":\"[Alleged: x]\"}]",
        ),
        ("check(false)", "Error: Check failed"),
        ("check(true)", "undefined"),
        ("check(0, 'plain text')", "Error: plain text"),
        (
            "check(false, X`with ${q(1)}`, RangeError)",
            "RangeError: with 1",
        ),
        ("check.fail(X`why`)", "Error: why"),
        ("check.equal(1, 1)", "undefined"),
        (
            "check.equal(1, 2)",
            "RangeError: Expected (a number) is same as (a number)",
        ),
        ("check.typeof('a', 'string')", "undefined"),
        (
            "check.typeof(1, 'string')",
            "TypeError: (a number) must be a string",
        ),
        (
            "check.string({})",
            "TypeError: (an object) must be a string",
        ),
        ("makeError(X`m ${q('x')}`, TypeError).message", "m \"x\""),
        ("Object.isFrozen(makeError('m'))", "true"),
        (
            "makeError('m', Error, { cause: RangeError('c') }).cause.message",
            "c",
        ),
        (
            "check.bare('two words') + '' + check.bare('no;')",
            "two words\"no;\"",
        ),
        ("`${q('quoted')}`", "\"quoted\""),
        (
            "assert === check && assert.Fail === Fail && assert.quote === q && assert.details === X",
            "true",
        ),
        ("assert.note(Error('e'), X`more`)", "undefined"),
        ("passStyleOf(makeError(X`m`))", "error"),
    ]);
}

#[test]
fn what_the_modules_export_is_hardened() {
    check(&[
        (
            "[E, E.when, Far, passStyleOf, makePromiseKit, makeMarshal, HandledPromise, HandledPromise.resolve, Fail, q, X, makeError, check, check.typeof].every(Object.isFrozen)",
            "true",
        ),
        (
            "HandledPromise.prototype === Promise.prototype && globalThis.HandledPromise === HandledPromise",
            "true",
        ),
        ("Object.getPrototypeOf(HandledPromise) === Promise", "true"),
    ]);
}

#[test]
fn promise_kits_are_frozen_and_settle_once() {
    check(&[
        (
            "Object.isFrozen(makePromiseKit()) && Object.keys(makePromiseKit()).join()",
            "promise,resolve,reject",
        ),
        ("Object.isFrozen(makePromiseKit().promise)", "true"),
        (
            "(() => { const k = makePromiseKit(); k.resolve(1); k.resolve(2); k.reject(3); return 'fine' })()",
            "fine",
        ),
        (
            "new HandledPromise(3)",
            "TypeError: Promise resolver 3 is not a function",
        ),
        (
            "HandledPromise(() => {})",
            "Error: must be invoked with \"new\"",
        ),
        (
            "new HandledPromise(() => { throw RangeError('out') })",
            "RangeError: out",
        ),
        (
            "E.resolve(7) instanceof Promise && Object.isFrozen(E.resolve(7))",
            "true",
        ),
    ]);
}

#[test]
fn the_wall_says_what_the_modules_export() {
    // What refuses a wrong import before anything runs (spec E7, V4.9).
    let context = crate::realm::boot();
    let made: Vec<(String, Vec<String>)> = super::modules(&context)
        .0
        .iter()
        .map(|(module, exports)| {
            let mut names: Vec<_> = exports
                .iter()
                .map(|export| export.name.to_std_string_lossy())
                .collect();
            names.sort();
            ((*module).to_owned(), names)
        })
        .collect();
    let said: Vec<(String, Vec<String>)> = crankcase_abi::NATIVE_MODULES
        .iter()
        .map(|module| {
            let exports = crankcase_abi::native_exports(module).unwrap();
            (
                (*module).to_owned(),
                exports.iter().map(ToString::to_string).collect(),
            )
        })
        .collect();
    assert_eq!(made, said);
}
