//! `harden` as vat code uses it.

use boa_engine::{Context, Source};

use crate::{errors, realm};

fn eval(context: &mut Context, code: &str) -> String {
    match context
        .eval(Source::from_bytes(code))
        .and_then(|value| value.to_string(context))
    {
        Ok(text) => text.to_std_string_lossy(),
        Err(error) => errors::describe(&error, context)
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned(),
    }
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (code, expected) in cases {
        assert_eq!(eval(&mut realm::boot(), code), *expected, "{code}");
    }
}

#[test]
fn it_reaches_values_accessors_symbols_and_prototypes() {
    check(&[
        (
            "const o = { a: { b: [{}] } }; harden(o) === o && Object.isFrozen(o.a.b[0])",
            "true",
        ),
        (
            "const g = () => 1; harden({ get x() { return 1 }, set x(v) {}, [Symbol('s')]: g }); Object.isFrozen(g)",
            "true",
        ),
        (
            "const p = { q: {} }; harden(Object.create(p)); Object.isFrozen(p.q)",
            "true",
        ),
        (
            "class A { m() {} static s = {} }; harden(A); Object.isFrozen(A.prototype.m) && Object.isFrozen(A.s)",
            "true",
        ),
        (
            "const o = {}; o.o = o; harden(o); Object.isFrozen(o)",
            "true",
        ),
        (
            "harden(1) + harden('x') + harden(null) + harden() + harden(2n)",
            "1xnullundefined2",
        ),
        (
            "const a = harden([1, , { x: 1 }]); 'use strict'; Object.isFrozen(a) && Object.isFrozen(a[2]) && a.length",
            "3",
        ),
        (
            "const f = Object.freeze({ inner: {} }); harden(f); Object.isFrozen(f.inner)",
            "true",
        ),
        (
            "const m = harden(new Map([[1, {}]])); m.set(2, 3); Object.isFrozen(m) && !Object.isFrozen(m.get(1)) && m.size",
            "2",
        ),
        (
            "(function () { harden(arguments); return arguments[0] })(7)",
            "7",
        ),
    ]);
}

#[test]
fn typed_arrays_keep_their_elements() {
    check(&[
        ("const t = new Uint8Array(2); t.extra = {}; harden(t); t[0] = 5;
          try { t.more = 1 } catch {} Object.isFrozen(t.extra) + ',' + t[0] + ',' + t.more + ',' + Object.isExtensible(t)",
         "true,5,undefined,false"),
        ("harden(new Uint8Array(new ArrayBuffer(1, { maxByteLength: 9 })))",
         "TypeError: cannot harden: a typed array whose length can change"),
    ]);
}

#[test]
fn deep_and_wide_graphs_are_fine() {
    check(&[
        (
            "let o = {}; const last = o; for (let i = 0; i < 200000; i++) o = { o }; harden(o); Object.isFrozen(last)",
            "true",
        ),
        (
            "const all = []; for (let i = 0; i < 5000; i++) all.push({ i, all }); harden(all); Object.isFrozen(all[4999])",
            "true",
        ),
    ]);
}

#[test]
fn proxies_have_their_say_but_cannot_cheat() {
    check(&[
        ("const inner = {}; const p = new Proxy({ inner }, {}); harden(p); Object.isFrozen(p) && Object.isFrozen(inner)", "true"),
        ("harden(new Proxy({}, { preventExtensions: () => false }))", "TypeError: cannot harden: a proxy that refuses to be frozen"),
        ("harden(new Proxy({}, { ownKeys() { throw RangeError('mine') } }))", "RangeError: mine"),
        // An object that was on the list when a walk failed does not count as hardened.
        ("const deep = { part: {} };
          const graph = { deep, last: new Proxy({}, { preventExtensions() { throw Error('late') } }) };
          try { harden(graph) } catch {} harden(deep); Object.isFrozen(deep.part)", "true"),
        // A trap that hardens what is being hardened gets it frozen at once.
        ("const part = { deeper: {} }; let seen;
          const graph = [new Proxy({}, { preventExtensions(t) { harden(part); seen = Object.isFrozen(part.deeper);
            return Reflect.preventExtensions(t) } }), part];
          harden(graph); seen", "true"),
        ("const r = Proxy.revocable({}, {}); r.revoke(); harden({ p: r.proxy })", "TypeError: cannot harden: a proxy that was revoked"),
    ]);
}
