//! What a compartment cannot stop and what the wall of its vat does (`spec/limits.md`), each with an attack.

use crankcase_abi::Computrons;
use crankcase_kernel::{Kernel, KernelOptions, PromiseStatus, VatStatus};
use crankcase_tests::{app, fingerprint, kernel, reloading, run};

/// A vat with two compartments: `innocent` keeps a ledger whose two columns must agree, `attacker` runs what
/// it is given. Both are reached by messages.
const SHARED: &str = r"
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';
const log = harden(text => console.log(text));
const innocent = new Compartment({ __options__: true, globals: { log } });
const ledger = harden(innocent.evaluate(`
  let debit = [], credit = [];
  ({
    add(entry) {
      debit.push(entry);
      try { credit.push(harden({ entry, copy: entry.text() })); } finally { log('left ' + (debit.length - credit.length)); }
      return debit.length;
    },
    difference: () => debit.length - credit.length,
  })`));
export const buildRootObject = () => Far('shared', {
  attack: (text, neighbour) => {
    const attacker = new Compartment({ __options__: true, globals: { ledger, log, tell: text => E(neighbour).tell(text) } });
    return attacker.evaluate(text);
  },
  difference: () => ledger.difference(),
});
";

const NEIGHBOUR: &str = r"
import { Far } from '@endo/far';
const told = [];
export const buildRootObject = () => Far('neighbour', { tell(text) { told.push(text); }, told: () => told.join() });
";

const CALLER: &str = r"
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';
const says = promise => promise.then(value => `${value}`, error => error.message);
export const buildRootObject = (_, parameters) => Far('caller', {
  async bootstrap({ shared, neighbour }) {
    const attack = says(E(shared).attack(parameters.argv[0], neighbour));
    return harden([await attack, await says(E(shared).difference()), await E(neighbour).told()]);
  },
});
";

/// What became of an attack.
struct After {
    /// What the attacker's caller saw, what the innocent compartment answers, and what the neighbour was told.
    seen: String,
    /// How the vat of the two compartments ended.
    ended: Option<String>,
    printed: Vec<String>,
}

fn seen(kernel: &Kernel) -> String {
    match kernel.promise(kernel.bootstrap_promise()) {
        Some(PromiseStatus::Fulfilled(data)) => data.body,
        other => panic!("{other:?} {:?}", kernel.vats()),
    }
}

/// Runs an attack, and once more restored before every delivery, which must agree.
fn attack(text: &str) -> After {
    let caller = CALLER.replace("parameters.argv[0]", &serde_json::to_string(text).unwrap());
    let vats = [
        ("bootstrap", caller.as_str()),
        ("shared", SHARED),
        ("neighbour", NEIGHBOUR),
    ];
    let mut genesis = app(&vats);
    let shared = genesis.vats.get_mut("shared").unwrap();
    shared.crank_limit = Some(Computrons(8_000_000));
    shared.memory_limit = Some(48 << 20);
    let mut runs = [KernelOptions::default(), reloading(1)].map(|options| {
        let mut kernel = kernel(&genesis, options);
        let printed = run(&mut kernel);
        let mut ended = None;
        for vat in kernel.vats() {
            match vat.status {
                VatStatus::Ended(reason) if vat.name == "shared" => ended = Some(reason),
                status => assert_eq!(status, VatStatus::Running, "{text}: {}", vat.name),
            }
        }
        let seen = seen(&kernel);
        (
            After {
                seen,
                ended,
                printed,
            },
            fingerprint(&mut kernel),
        )
    });
    assert_eq!(runs[0].1, runs[1].1, "{text}");
    let [first, _] = &mut runs;
    After {
        seen: std::mem::take(&mut first.0.seen),
        ended: first.0.ended.take(),
        printed: std::mem::take(&mut first.0.printed),
    }
}

#[test]
fn the_wall_is_needed_only_where_there_is_an_attack() {
    let after = attack("tell('hello'); ledger.add({ text: () => 'x' })");
    assert_eq!(after.seen, r##"#["1","0","hello"]"##);
    assert_eq!(after.ended, None);
    assert_eq!(after.printed, ["shared Log: left 0"]);
}

#[test]
fn a_compartment_that_loops_ends_its_siblings_with_it_but_no_other_vat() {
    // spec L1.1, L1.2
    for (text, reason) in [
        ("tell('before'); for (;;) {}", "compute limit"),
        (
            "tell('before'); ledger.add({ text() { for (;;) {} } })",
            "compute limit",
        ),
        (
            "tell('before'); ledger.add({ get text() { for (;;) {} } })",
            "compute limit",
        ),
        (
            "tell('before'); ledger.add(new Proxy({}, { get() { for (;;) {} } }))",
            "compute limit",
        ),
        (
            "tell('before'); ({ then() { for (;;) {} } })",
            "compute limit",
        ),
        (
            "tell('before'); const f = () => Promise.resolve().then(f); f()",
            "compute limit",
        ),
        (
            "tell('before'); ledger.add({ text() { return this.text(); } })",
            "stack limit",
        ),
    ] {
        let after = attack(text);
        assert_eq!(after.ended.as_deref(), Some(reason), "{text}");
        assert_eq!(
            after.seen, r##"#["vat terminated","vat terminated",""]"##,
            "{text}"
        );
        assert!(after.printed.is_empty(), "{text}: {:?}", after.printed);
    }
}

#[test]
fn memory_that_is_used_up_ends_the_vat_before_anybody_sees_half_an_update() {
    // spec L2.1, L2.2: the ledger's `finally` would print `left 1`.
    for text in [
        "tell('before'); const keep = []; for (;;) keep.push(new Uint8Array(65536))",
        "tell('before'); ledger.add({ text: () => 'x'.repeat(2 ** 28) })",
        "tell('before'); try { ledger.add({ text() { const keep = []; for (;;) keep.push(new Uint8Array(65536)); } }) } catch { log('caught') } finally { log('finally') }",
        "tell('before'); const keep = []; ledger.add({ text: () => { for (;;) keep.push(new Uint8Array(65536)); } }).then(log, log)",
        "tell('before'); let n = 4096; const keep = []; for (;;) { try { keep.push(new Uint8Array(n *= 2)); } catch { log('caught'); n = 4096; } }",
    ] {
        let after = attack(text);
        assert_eq!(after.ended.as_deref(), Some("memory limit"), "{text}");
        assert_eq!(
            after.seen, r##"#["vat terminated","vat terminated",""]"##,
            "{text}"
        );
        assert!(after.printed.is_empty(), "{text}: {:?}", after.printed);
    }
}

#[test]
fn what_is_refused_does_not_depend_on_the_memory_that_is_left() {
    // spec L2.2
    let probe = "const said = f => { try { f(); return 'did'; } catch (e) { return e.name + e.message; } };
        const all = () => [() => new ArrayBuffer(2 ** 40), () => 'x'.repeat(2 ** 40), () => new Array(-1), () => 2n ** (2n ** 60n)].map(said).join();";
    let empty = attack(&format!("{probe} all()")).seen;
    let full = attack(&format!(
        "{probe} const keep = Array.from({{ length: 200 }}, () => new Uint8Array(65536)); all()"
    ));
    assert_eq!(full.seen, empty);
    assert!(
        empty.contains("RangeError") && !empty.contains("did"),
        "{empty}"
    );
}

/// Two vats work for different lengths of time between messages; the observer sees only their order.
fn observed(work: [u32; 2]) -> String {
    let observer = "
        import { E } from '@endo/eventual-send';
        import { Far } from '@endo/far';
        export const buildRootObject = () => Far('observer', {
          async bootstrap({ first, second }) {
            const c = new Compartment({ __options__: true, globals: {
              first: n => E(first).work(n), second: n => E(second).work(n) } });
            return c.evaluate(`(async () => {
              const seen = [];
              const sample = () => [Date.now(), String(new Date()), new Error('x').stack.length].join(' ');
              const note = name => () => { seen.push(name, sample()); };
              const all = [];
              for (let i = 0; i < 5; i += 1) all.push(first(i).then(note('first')), second(i).then(note('second')));
              await Promise.all(all);
              return seen.join();
            })()`);
          },
        });";
    let worker = |steps: u32| {
        format!(
            "import {{ Far }} from '@endo/far';
             export const buildRootObject = () => Far('worker', {{
               work() {{ let n = 0; for (let i = 0; i < {steps}; i += 1) n += i; }} }});"
        )
    };
    let (first, second) = (worker(work[0]), worker(work[1]));
    let vats = [
        ("bootstrap", observer),
        ("first", &first),
        ("second", &second),
    ];
    let mut kernel = kernel(&app(&vats), KernelOptions::default());
    run(&mut kernel);
    seen(&kernel)
}

#[test]
fn how_long_a_vat_computes_shows_in_nothing_that_another_sees() {
    // spec L3.1, L3.2: the order of the answers is all that can be told, and it is that of the messages.
    let quick = observed([1, 1]);
    assert!(
        quick.contains("first,NaN Invalid Date") && quick.contains("second,"),
        "{quick}"
    );
    for work in [[100_000, 1], [1, 100_000]] {
        assert_eq!(observed(work), quick, "{work:?}");
    }
}
