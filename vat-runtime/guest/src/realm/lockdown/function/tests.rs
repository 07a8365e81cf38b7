//! `lockdown` as the shim has it.

use crankcase_abi::worker::ConsoleLevel;

use crate::realm;
use crate::realm::tests::{check, eval};
use crate::syscalls::recorder::take_console;

#[track_caller]
fn first(call: &str, expected: &str) {
    assert_eq!(eval(&mut realm::boot(), call), expected, "{call}");
}

#[test]
fn it_can_be_called_once() {
    // spec E15.1, E15.3
    check(&[
        (
            "lockdown.name + lockdown.length + ('prototype' in lockdown) + Object.isFrozen(lockdown)",
            "lockdown1falsetrue",
        ),
        ("new lockdown()", "TypeError: not a constructor"),
        ("lockdown()", "undefined"),
        (
            "typeof harden + Object.isFrozen(Array.prototype)",
            "functiontrue",
        ),
        (
            "lockdown()",
            "TypeError: Already locked down at (a TypeError) (SES_ALREADY_LOCKED_DOWN)",
        ),
        (
            "lockdown({ errorTaming: 'unsafe' })",
            "TypeError: Already locked down at (a TypeError) (SES_ALREADY_LOCKED_DOWN)",
        ),
        (
            "lockdown({ foo: 1 })",
            "Error: lockdown(): non supported option [\"foo\"]",
        ),
    ]);
}

#[test]
fn options_are_judged_as_the_shim_judges_them() {
    // spec E15.2
    for good in [
        "{}",
        "{ errorTaming: 'unsafe-debug', errorTrapping: 'exit', reporting: 'none', unhandledRejectionTrapping: 'none', regExpTaming: 'unsafe', localeTaming: 'unsafe', consoleTaming: 'unsafe', overrideTaming: 'severe', stackFiltering: 'verbose', domainTaming: 'unsafe', evalTaming: 'no-eval', overrideDebug: ['a'], legacyRegeneratorRuntimeTaming: 'unsafe-ignore', __hardenTaming__: 'unsafe' }",
        "{ overrideTaming: 'min', reporting: 'console' }",
        "{ overrideTaming: undefined, foo: undefined, __proto__: { bar: 1 } }.bar && {}",
        "7",
        "Object.defineProperty({}, 'foo', { value: 1 })",
        "{ localeTaming: 'whatever' }",
    ] {
        first(&format!("lockdown({good})"), "undefined");
    }
    first(
        "lockdown({ foo: 1, 'a\"b': 2, [Symbol('x')]: 3 })",
        "Error: lockdown(): non supported option [\"foo\",\"a\\\"b\",\"[Symbol(x)]\"]",
    );
    first(
        "lockdown({ undefinedToo: undefined })",
        "Error: lockdown(): non supported option [\"undefinedToo\"]",
    );
    first(
        "lockdown([1])",
        "Error: lockdown(): non supported option [\"0\"]",
    );
    first(
        "lockdown(null)",
        "TypeError: cannot convert 'null' or 'undefined' to object",
    );
    first("lockdown({ reporting: 'x' })", "Error: Check failed");
    first(
        "lockdown({ overrideTaming: 'x' })",
        "TypeError: unrecognized overrideTaming x",
    );
    first(
        "lockdown({ overrideDebug: 7 })",
        "TypeError: value with type `number` is not iterable",
    );
    // What is wrong with these is found only when the call has counted.
    first(
        "try { lockdown({ overrideTaming: 'x' }); } catch {} lockdown()",
        "TypeError: Already locked down at (a TypeError) (SES_ALREADY_LOCKED_DOWN)",
    );
    first(
        "try { lockdown({ foo: 1 }); } catch {} lockdown()",
        "undefined",
    );
    first(
        "const order = [];
         const spy = new Proxy({ zz: 1, errorTaming: 'safe' }, { get: (o, k) => (order.push(k), o[k]), ownKeys: o => (order.push('keys'), Reflect.ownKeys(o)) });
         try { lockdown(spy); } catch {} order.join()",
        "errorTaming,errorTrapping,reporting,unhandledRejectionTrapping,regExpTaming,localeTaming,consoleTaming,overrideTaming,stackFiltering,domainTaming,evalTaming,overrideDebug,legacyRegeneratorRuntimeTaming,__hardenTaming__,dateTaming,mathTaming,keys,zz",
    );
}

#[test]
fn options_without_a_meaning_are_told_to_the_operator() {
    // spec E15.2
    drop(take_console());
    first(
        "lockdown({ dateTaming: 'safe', mathTaming: 'unsafe' })",
        "undefined",
    );
    first(
        "lockdown({ dateTaming: 'safe', reporting: 'console' })",
        "undefined",
    );
    first(
        "lockdown({ dateTaming: 'safe', reporting: 'none' })",
        "undefined",
    );
    let line = |level, name| (level, format!("lockdown: the option {name} has no effect"));
    assert_eq!(
        take_console(),
        [
            line(ConsoleLevel::Error, "dateTaming"),
            line(ConsoleLevel::Error, "mathTaming"),
            line(ConsoleLevel::Warn, "dateTaming"),
        ]
    );
}
