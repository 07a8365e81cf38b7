//! Garbage: what a vat gives up and when, with vat code of many shapes (spec P6.4).

use super::{Vat, data};

/// A vat that keeps what it is told to keep, weakly or not.
const KEEPER: &str = "
    keep(...items) { kept.push(...items); },
    forget() { kept.length = 0; },
    use() {},
    weak(key, value) { map.set(key, value); },
    weakSet(key) { set.add(key); },
    look(key) { return [map.has(key), map.get(key), set.has(key)]; },
    unweak(key) { return [map.delete(key), set.delete(key)]; },
    end() { map = new WeakMap(); set = new WeakSet(); },
    make() { const made = Far('made', {}); kept.push(made); return made; },
    again() { return kept[0]; },
";

fn keeper() -> Vat {
    let code = "export const buildRootObject = () => {
        const kept = []; let map = new WeakMap(); let set = new WeakSet();";
    let mut vat = Vat::load(&format!("{code} return Far('root', {{ {KEEPER} }}); }};"));
    assert_eq!(
        vat.start_with(crankcase_abi::CapData::undefined()),
        Ok(vec![])
    );
    vat
}

impl Vat {
    /// Delivers a message whose outcome nobody wants.
    #[track_caller]
    fn tell(&mut self, body: &str, slots: &str) -> Vec<String> {
        self.send("o+0", body, slots, None)
    }
}

#[test]
fn an_import_is_dropped_and_retired_when_nothing_reaches_it() {
    // spec G21
    let mut vat = keeper();
    vat.tell("#[\"keep\",[\"$0\",\"$1\"]]", "o-50 o-9");
    vat.tell("#[\"use\",[\"$0\"]]", "o-51");
    assert_eq!(vat.reap(), ["dropImports o-51", "retireImports o-51"]);
    assert_eq!(vat.reap(), [""; 0]);
    vat.tell("#[\"forget\",[]]", "");
    // In the order of their text.
    assert_eq!(
        vat.reap(),
        ["dropImports o-50 o-9", "retireImports o-50 o-9"]
    );
    // It may come again.
    vat.tell("#[\"use\",[\"$0\"]]", "o-51");
    assert_eq!(vat.reap(), ["dropImports o-51", "retireImports o-51"]);
}

#[test]
fn an_import_is_one_object_while_it_is_reached() {
    // spec R20, R21, R22
    let mut vat = Vat::load(
        "const kept = {};
         export const buildRootObject = () => Far('root', {
            keep(x) { kept.x = x; return harden([passStyleOf(x), getInterfaceOf(x), Object.isFrozen(x)]); },
            same(x, y) { return harden([x === kept.x, x === y]); },
            make() { return harden([Far('a', {}), Far('b', {}), Promise.resolve()]); },
         });",
    );
    assert_eq!(
        vat.start_with(crankcase_abi::CapData::undefined()),
        Ok(vec![])
    );
    let kept = vat.call("#[\"keep\",[\"$0\"]]", "o-50");
    let looks = "[\"remotable\",\"Alleged: presence o-50\",true]";
    assert_eq!(kept, [format!("resolve p-60 = #{looks}")]);
    assert_eq!(vat.reap(), [""; 0]);
    let same = vat.call("#[\"same\",[\"$0\",\"$0.Alleged: other\"]]", "o-50");
    assert_eq!(same, ["resolve p-60 = #[true,true]"]);
    let made = vat.call("#[\"make\",[]]", "");
    assert!(made[0].contains("[o+1 o+2 p+1]"), "{made:?}");
}

#[test]
fn a_key_of_a_weak_collection_is_dropped_and_found_again() {
    // spec G30, G31
    let mut vat = keeper();
    vat.tell("#[\"weak\",[\"$0\",7]]", "o-50");
    vat.tell("#[\"weakSet\",[\"$0\"]]", "o-50");
    assert_eq!(vat.reap(), ["dropImports o-50"]);
    assert_eq!(vat.reap(), [""; 0]);
    let found = vat.call("#[\"look\",[\"$0\"]]", "o-50");
    assert_eq!(found, ["resolve p-60 = #[true,7,true]"]);
    assert_eq!(vat.reap(), ["dropImports o-50"]);
    let removed = vat.call("#[\"unweak\",[\"$0\"]]", "o-50");
    assert_eq!(removed, ["resolve p-60 = #[true,true]"]);
    assert_eq!(vat.reap(), ["dropImports o-50", "retireImports o-50"]);
}

#[test]
fn an_import_is_retired_when_its_last_collection_is_gone() {
    // spec G31
    let mut vat = keeper();
    vat.tell("#[\"weak\",[\"$0\",1]]", "o-50");
    vat.tell("#[\"weak\",[\"$0\",2]]", "o-50");
    vat.tell("#[\"weakSet\",[\"$0\"]]", "o-51");
    assert_eq!(vat.reap(), ["dropImports o-50 o-51"]);
    vat.tell("#[\"end\",[]]", "");
    assert_eq!(vat.reap(), ["retireImports o-50 o-51"]);
    assert_eq!(vat.reap(), [""; 0]);
}

#[test]
fn what_an_entry_holds_lives_as_long_as_the_entry() {
    // spec G32, G33
    let mut vat = keeper();
    vat.tell("#[\"weak\",[\"$0\",\"$1\"]]", "o-50 o-51");
    assert_eq!(vat.reap(), ["dropImports o-50"]);
    // The kernel knows that o-50 will never come again: its entry goes, and with it the hold on o-51.
    assert_eq!(vat.garbage("retireImports", "o-50"), Ok(vec![]));
    assert_eq!(vat.reap(), ["dropImports o-51", "retireImports o-51"]);
    let mut vat = keeper();
    vat.tell("#[\"weak\",[\"$0\",\"$0\"]]", "o-50");
    assert_eq!(vat.reap(), [""; 0], "an entry holds its own key");
}

#[test]
fn a_dropped_export_is_retired_when_it_is_gone() {
    // spec G21
    let mut vat = keeper();
    let made = vat.call("#[\"make\",[]]", "");
    assert_eq!(made, ["resolve p-60 = #\"$0.Alleged: made\" [o+1]"]);
    vat.tell("#[\"forget\",[]]", "");
    assert_eq!(vat.reap(), [""; 0], "the kernel reaches it");
    assert_eq!(vat.garbage("dropExports", "o+1"), Ok(vec![]));
    assert_eq!(vat.reap(), ["retireExports o+1"]);
    assert!(vat.garbage("retireExports", "o+1").is_err());
    let made = vat.call("#[\"make\",[]]", "");
    assert_eq!(made, ["resolve p-60 = #\"$0.Alleged: made\" [o+2]"]);
}

#[test]
fn a_dropped_export_that_lives_keeps_its_reference() {
    // spec G22
    let mut vat = keeper();
    vat.call("#[\"make\",[]]", "");
    assert_eq!(vat.garbage("dropExports", "o+1"), Ok(vec![]));
    assert_eq!(vat.reap(), [""; 0]);
    let again = vat.call("#[\"again\",[]]", "");
    assert_eq!(again, ["resolve p-60 = #\"$0.Alleged: made\" [o+1]"]);
    vat.tell("#[\"forget\",[]]", "");
    assert_eq!(vat.reap(), [""; 0], "it was exported again");
    assert_eq!(vat.garbage("dropExports", "o+1"), Ok(vec![]));
    assert_eq!(vat.reap(), ["retireExports o+1"]);
}

#[test]
fn a_retired_export_gets_another_reference() {
    // spec G23
    let mut vat = keeper();
    vat.call("#[\"make\",[]]", "");
    assert_eq!(vat.garbage("dropExports", "o+1"), Ok(vec![]));
    assert_eq!(vat.garbage("retireExports", "o+1"), Ok(vec![]));
    assert_eq!(vat.reap(), [""; 0]);
    let again = vat.call("#[\"again\",[]]", "");
    assert_eq!(again, ["resolve p-60 = #\"$0.Alleged: made\" [o+2]"]);
}

#[test]
fn the_root_stays() {
    // spec G24
    let mut vat = keeper();
    assert_eq!(vat.garbage("dropExports", "o+0"), Ok(vec![]));
    assert_eq!(vat.reap(), [""; 0]);
    assert_eq!(vat.garbage("retireExports", "o+0"), Ok(vec![]));
    assert_eq!(vat.reap(), [""; 0]);
    let found = vat.call("#[\"look\",[\"$0\"]]", "o+0");
    assert_eq!(found, ["resolve p-60 = #[false,\"#undefined\",false]"]);
}

#[test]
fn what_was_never_sent_is_forgotten_without_a_word() {
    // spec G25
    let mut vat = Vat::with_root(
        "async fail(target) {
            await E(target).hear(Far('lost', {}), Promise.resolve(), {}, Symbol('bad')).catch(() => {});
        }",
    );
    let calls = vat.tell("#[\"fail\",[\"$0\"]]", "o-50");
    assert_eq!(calls, [""; 0]);
    assert_eq!(vat.reap(), ["dropImports o-50", "retireImports o-50"]);
}

#[test]
fn a_kernel_that_lies_ends_the_vat() {
    // spec G34
    for (what, objects) in [
        ("dropExports", "o+7"),
        ("dropExports", "o-50"),
        ("dropExports", "p+5"),
        ("dropExports", "o+1 o+1"),
        ("retireExports", "o+1"),
        ("retireExports", "o-50"),
        ("retireImports", "o-50"),
        ("retireImports", "o-51"),
        ("retireImports", "o+1"),
        ("retireImports", "d-50"),
    ] {
        let mut vat = keeper();
        vat.call("#[\"make\",[]]", "");
        vat.tell("#[\"keep\",[\"$0\"]]", "o-50");
        let fault = vat.garbage(what, objects);
        assert!(
            matches!(fault, Err(crankcase_abi::VatFault::Protocol(_))),
            "{what} {objects}: {fault:?}"
        );
    }
}

#[test]
fn device_nodes_stay() {
    // spec G26
    let mut vat = keeper();
    vat.tell("#[\"weak\",[\"$0\",7]]", "d-70");
    assert_eq!(vat.reap(), [""; 0]);
    let found = vat.call("#[\"look\",[\"$0\"]]", "d-70");
    assert_eq!(found, ["resolve p-60 = #[true,7,false]"]);
}

/// Ways in which vat code lets go of an import. Each method is called with one.
const WAYS: &str = "
    local(x) { const y = x; const z = [y]; return z.length; },
    closure(x) { const f = () => x; f(); },
    spread(...xs) { const copy = [...xs]; (() => 0)(...copy); },
    rest({ a, ...others }) { return others.b; },
    caught(x) { try { throw x; } catch (e) { const { f } = { f: e }; } },
    finallyDone(x) { try { return 1; } finally { const y = x; } },
    map(x) { const m = new Map([[x, x]]); m.set(1, x); m.clear(); shared.set(x, [x]); shared.delete(x); },
    set(x) { const s = new Set([x]); s.delete(x); list.push(x); list.length = 0; },
    iterated(x) { for (const y of [x, x]) { if (y) break; } for (const k in { x }) { k; } },
    array(x) { list.push(x, x); list.pop(); list.pop(); list.push(x); list.splice(0); },
    property(x) { box.x = x; delete box.x; box.y = x; box.y = undefined; box.y = 0; },
    symbolic(x) { const s = Symbol(); box[s] = x; delete box[s]; },
    generator(x) { const g = (function* () { yield x; yield 2; })(); g.next(); g.next(); g.next(); },
    async waited(x) { await null; const y = x; await y; },
    async asyncThrown(x) { try { await Promise.reject(x); } catch (e) { await e; } },
    promise(x) { Promise.resolve(x).then(y => y); new Promise(r => r(x)); return undefined; },
    all(x) { Promise.all([x, Promise.resolve(x)]).then(() => 0); Promise.race([x]); },
    rejected(x) { Promise.reject(x).catch(() => 0); },
    kit(x) { const { promise, resolve } = makePromiseKit(); promise.then(() => 0); resolve(x); },
    sorted(x) { [x, x, x].sort(() => 0).map(y => y).filter(y => y).reduce((a, b) => b); },
    getter(x) { const o = { get x() { return x; } }; o.x; },
    class_(x) { class C { #p = x; static s = x; get() { return this.#p; } } new C().get(); },
    classStatic(x) { class C { static s = x; } },
    classPrivate(x) { class C { #p = x; } new C(); },
    classField(x) { class C { p = x; } new C(); },
    classMethod(x) { class C { get() { return x; } } new C().get(); },
    classPrivateGet(x) { class C { #p = x; get() { return this.#p; } } new C().get(); },
    arrow(x) { const f = (y = x) => y; f(); f(x); },
    tagged(x) { const f = (strings, ...values) => values.length; f`${x} ${x}`; },
    json(x) { JSON.stringify({ x }); String(x); `${x}`; },
    proxy(x) { const p = new Proxy({}, { get: () => x }); p.a; Reflect.get(p, 'b'); },
    bound(x) { const f = function (y) { return this; }.bind(x, x); f(); f.call(x); f.apply(x, [x]); },
    passing(x) { passStyleOf(x); passStyleOf(harden([x])); getInterfaceOf(x); },
    noted(x) { try { Fail`no ${x} and ${q('a')}`; } catch (e) { e.message; } },
    error(x) { const e = Error('x', { cause: x }); e.x = x; console.log(e, x); console.error(x); },
    eventual(x) { const p = E.when(x, y => y); E.resolve(x); E(p); E(x); },
    pipelined(x) { E(Promise.resolve({ f: () => 0 })).f(x).catch(() => 0); },
    marshalled(x) { const m = makeMarshal(() => 's', () => x); m.fromCapData(m.toCapData(harden([x]))); },
    compartment(x) { const c = new Compartment({ globals: { x }, __options__: true }); c.evaluate('x; const y = x; y'); },
    evaluated(x) { (0, eval)('(y => y)')(x); },
    switched(x) { switch (x) { case 1: break; case x: { const y = x; } } },
    destructured(x) { const [a, { b = x } = {}] = [x]; const { c: { d } = { d: x } } = {}; },
    async asyncIterated(x) { for await (const y of [x, Promise.resolve(x)]) { y; } },
    async asyncGenerator(x) { for await (const y of (async function* () { yield x; })()) { y; } },
    recursion(x) { const f = (n, y) => n ? f(n - 1, y) : y; f(50, x); },
    compared(x) { Object.is(x, x); x === box; [x].includes(x); [x].indexOf(x); Object.keys({ x }); },
    frozen(x) { Object.freeze([x]); harden({ x, y: [x] }); Object.entries({ x }); Object.assign({}, { x }); },
    weakly(x) { const m = new WeakMap([[x, 1]]); const s = new WeakSet([x]); },
    weakValue(x) { const m = new WeakMap([[{}, x]]); shared.set(m, x); shared.delete(m); },
    weakKeyDies(x) { lasting.set({}, x); lasting.set({}, [x, lasting]); },
    weakCycle(x) { const m = new WeakMap(); m.set(m, [x, m]); const s = new WeakSet([s => x]); },
    weakChain(x) { let k = {}; for (let i = 0; i < 9; i += 1) { const n = {}; lasting.set(n, [k, x]); k = n; } },
    suspended(x) { const g = (function* () { yield x; yield 1; })(); g.next(); },
    async stuck(x) { await new Promise(() => {}); return x; },
    stuckChain(x) { new Promise(() => {}).then(() => x).finally(() => x); },
    async stuckGenerator(x) { const g = (async function* () { await new Promise(() => {}); yield x; })(); g.next(); },
    unheard(x) { Promise.reject(harden([x])); },
    unheardError(x) { const e = Error('unheard'); e.x = x; Promise.reject(e); },
    cycle(x) { const a = { x }; const b = { a, f: () => a }; a.b = b; },
    handled(x) { new HandledPromise((_, __, presence) => { presence({ applyMethod: () => x, x }); }); },
    handledStuck(x) { const p = new HandledPromise(() => {}, { applyMethod: () => x }); E(p).f(x); },
    resolvedTo(x) { const p = new Promise(() => {}); E(p).f(x).then(() => x); E.sendOnly(p).g(x); },
    dynamic(x) { const f = Function('y', 'return y'); f(x); },
    template(x) { const c = new Compartment({ __options__: true }); c.globalThis.x = x; c.evaluate('`${x}`'); },
    prototypes(x) { const o = Object.create({ x }); o.y; class A { static x = x; } class B extends A {} new B(); },
    accessors(x) { const o = {}; Object.defineProperty(o, 'x', { get: () => x, configurable: true }); o.x; delete o.x; },
    bigArray(x) { const a = []; a[5000] = x; a.length = 3; list.push(...Array(40).fill(x)); list.length = 0; },
    iterators(x) { const i = [x, x][Symbol.iterator](); i.next(); const m = new Map([[1, x]]).values(); m.next(); },
    helpers(x) { [x].values().map(y => y).take(1).next(); Iterator.from([x]).toArray(); },
    grouped(x) { Object.groupBy([x], () => 'a'); Map.groupBy([x], y => y); structured = undefined; },
    using_(x) { label: { const y = x; break label; } for (let y = x; y; y = null) { (() => y)(); } },
    optional(x) { x?.a?.b; const { ...copy } = { x }; const [...all] = [x]; void [copy, all]; },
    farObject(x) { Far('holder', { get() { return x; } }); makeTagged('t', harden([x])); },
    throws(x) { throw harden([x]); },
    answers(x) { return harden([x]); },
";

#[test]
fn nothing_that_the_code_let_go_of_stays() {
    // spec G20, G21: exact, whatever the engine did meanwhile.
    let code = "export const buildRootObject = () => {
        const shared = new Map(); const list = []; const box = {}; const lasting = new WeakMap(); let structured;";
    let mut vat = Vat::load(&format!("{code} return Far('root', {{ {WAYS} }}); }};"));
    assert_eq!(
        vat.start_with(crankcase_abi::CapData::undefined()),
        Ok(vec![])
    );
    let names: Vec<&str> = WAYS
        .lines()
        .filter_map(|line| line.split('(').next())
        .map(|head| head.trim().trim_start_matches("async "))
        .filter(|name| !name.is_empty())
        .collect();
    assert!(names.len() > 65);
    let mut held = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let import = format!("o-{}", 100 + index);
        let body = match *name {
            "rest" => "#[\"rest\",[{\"a\":\"$0\",\"b\":\"$0\"}]]".to_owned(),
            name => format!("#[\"{name}\",[\"$0\"]]"),
        };
        vat.send("o+0", &body, &import, Some(&format!("p-{}", 60 + index)));
        let expected = [
            format!("dropImports {import}"),
            format!("retireImports {import}"),
        ];
        let calls = vat.reap();
        if calls != expected {
            held.push(format!("{name}: {calls:?}"));
        }
    }
    assert_eq!(held, [""; 0]);
}

#[test]
fn an_import_in_a_promise_that_was_resolved_elsewhere_is_let_go() {
    // spec G21
    let mut vat = Vat::with_root(
        "async wait(p) { await p; },
         async ask(x) { await E(x).question(x); },",
    );
    vat.tell("#[\"wait\",[\"&0\"]]", "p-70");
    vat.notify(&[("p-70", false, "#\"$0\"", "o-50")]);
    assert_eq!(vat.reap(), ["dropImports o-50", "retireImports o-50"]);
    let sent = vat.tell("#[\"ask\",[\"$0\"]]", "o-51");
    assert_eq!(
        sent,
        [
            "send o-51 #[\"question\",[\"$0.Alleged: presence o-51\"]] [o-51] -> p+1",
            "subscribe p+1"
        ]
    );
    assert_eq!(vat.reap(), [""; 0], "the function that waits holds it");
    vat.notify(&[("p+1", true, "#\"$0\"", "o-52")]);
    assert_eq!(
        vat.reap(),
        ["dropImports o-51 o-52", "retireImports o-51 o-52"]
    );
}

#[test]
fn the_parameters_are_let_go() {
    // spec G21
    let mut vat = Vat::load("export const buildRootObject = (_, p) => Far('root', {});");
    let calls = vat.start_with(data("#{\"x\":\"$0\"}", "o-50"));
    assert_eq!(calls, Ok(vec![]));
    assert_eq!(vat.reap(), ["dropImports o-50", "retireImports o-50"]);
}
