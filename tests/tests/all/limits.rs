//! Hostile vats: each ends as its fault is called, at exactly its limit, and nobody else notices.

use crankcase_abi::Computrons;
use crankcase_kernel::{Genesis, KernelOptions, PromiseStatus, VatStatus, VatSummary};
use crankcase_tests::{app, kernel, reloading, run};

const CALLER: &str = r"
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';
export const buildRootObject = () => Far('root', {
  async bootstrap({ hostile, quiet }) {
    const before = await E(quiet).count();
    const seen = await E(hostile).attack().then(
      value => `returned ${value}`, reason => `rejected: ${reason.message}`);
    const afterwards = await E(hostile).attack().catch(reason => reason.message);
    return harden([before, seen, afterwards, await E(quiet).count()]);
  },
});
";

const QUIET: &str = r"
import { Far } from '@endo/far';
export const buildRootObject = () => { let n = 0; return Far('root', { count: () => (n += 1) }); };
";

fn hostile(body: &str) -> Genesis {
    let source = format!(
        "import {{ Far }} from '@endo/far';
         export const buildRootObject = () => Far('root', {{ attack() {{ {body} }} }});"
    );
    let mut genesis = app(&[
        ("bootstrap", CALLER),
        ("hostile", &source),
        ("quiet", QUIET),
    ]);
    let vat = genesis.vats.get_mut("hostile").unwrap();
    vat.crank_limit = Some(LIMIT);
    vat.memory_limit = Some(48 << 20);
    genesis
}

const LIMIT: Computrons = Computrons(20_000_000);

/// Runs an attack three ways, which must agree to the byte; gives what became of the attacker.
fn attack(body: &str) -> VatSummary {
    let genesis = hostile(body);
    let ways = [
        KernelOptions::default(),
        KernelOptions::default(),
        reloading(1),
    ];
    let mut runs = ways.into_iter().map(|options| {
        let mut kernel = kernel(&genesis, options);
        run(&mut kernel);
        let result = kernel.promise(kernel.bootstrap_promise()).unwrap();
        let PromiseStatus::Fulfilled(result) = result else {
            panic!("{body}: {result:?}")
        };
        assert_eq!(
            result.body, r##"#[1,"rejected: vat terminated","vat terminated",2]"##,
            "{body}"
        );
        let (attackers, others): (Vec<_>, Vec<_>) = kernel
            .vats()
            .into_iter()
            .partition(|vat| vat.name == "hostile");
        assert!(
            others.iter().all(|vat| vat.status == VatStatus::Running),
            "{body}: {others:?}"
        );
        (kernel.activity_hash(), attackers)
    });
    let (hash, mut attackers) = runs.next().unwrap();
    for (again, others) in runs {
        assert_eq!(
            (again, format!("{others:?}")),
            (hash, format!("{attackers:?}")),
            "{body}"
        );
    }
    attackers.remove(0)
}

fn ended(vat: &VatSummary) -> &str {
    match &vat.status {
        VatStatus::Ended(reason) => reason,
        VatStatus::Running => "running",
        VatStatus::Paused => "paused",
    }
}

#[test]
fn loops_end_after_exactly_the_limit() {
    // spec M1, M3, M7
    let start = {
        let mut kernel = kernel(&hostile("for (;;) {}"), KernelOptions::default());
        let mut console = crankcase_tests::Lines::default();
        // The start of the vats: bootstrap, hostile, quiet.
        let cost = |kernel: &mut crankcase_kernel::Kernel, console: &mut crankcase_tests::Lines| {
            kernel
                .step(console)
                .unwrap()
                .unwrap()
                .delivered
                .unwrap()
                .computrons
        };
        cost(&mut kernel, &mut console);
        cost(&mut kernel, &mut console)
    };
    for body in [
        "for (;;) {}",
        "const f = () => Promise.resolve().then(f); return f();",
    ] {
        let vat = attack(body);
        assert_eq!(ended(&vat), "compute limit", "{body}");
        assert!(vat.computrons >= LIMIT, "{body}: {}", vat.computrons);
    }
    let vat = attack("for (;;) {}");
    assert_eq!(vat.computrons, start + LIMIT);
    for body in [
        "return /(a+)+b/.test('a'.repeat(64));",
        "return new Array(2 ** 32 - 1).fill(0);",
        "return 3n ** (3n ** 16n);",
    ] {
        assert_eq!(ended(&attack(body)), "compute limit", "{body}");
    }
}

#[test]
fn memory_eaters_end_at_the_memory_limit() {
    // spec M4, M5
    for body in [
        "const a = []; for (;;) a.push(new Uint8Array(65536));",
        "let s = 'x'; for (;;) s += s;",
        "return 'x'.repeat(2 ** 28);",
    ] {
        let vat = attack(body);
        assert_eq!(ended(&vat), "memory limit", "{body}");
        assert!(vat.memory_bytes <= 48 << 20, "{body}: {}", vat.memory_bytes);
    }
}

#[test]
fn runaway_recursion_ends_at_the_stack_limit() {
    // spec M6: and no handler sees it.
    for body in [
        "const f = () => f() + 1; return f();",
        "const f = () => { try { return f(); } catch { return 1; } finally { f(); } }; return f();",
        "const o = { get x() { return this.x; } }; return o.x;",
        "const f = () => [1, 2].sort(f); return f();",
        "return eval('('.repeat(1e5));",
    ] {
        assert_eq!(ended(&attack(body)), "stack limit", "{body}");
    }
}

/// Runs a vat that sends to an innocent one, or answers it, and gives what became of the two.
fn bystander(source: &str) -> (String, Vec<VatStatus>) {
    let caller = "
        import { E } from '@endo/eventual-send';
        import { Far } from '@endo/far';
        const told = promise => promise.then(() => 'fulfilled', reason => reason.message);
        export const buildRootObject = () => Far('root', {
          async bootstrap({ innocent, bad }) {
            const sent = await told(E(bad).go(innocent));
            const made = await told(E(bad).make());
            return harden([sent, made, await E(innocent).count()]);
          },
        });";
    let innocent = "
        import { Far } from '@endo/far';
        export const buildRootObject = () => { let n = 0; return Far('root', { count: () => (n += 1) }); };";
    let bad = format!(
        "import {{ E }} from '@endo/eventual-send';
         import {{ Far }} from '@endo/far';
         const make = () => {{ {source} }};
         export const buildRootObject = () =>
           Far('root', {{ go: innocent => E(innocent).count(make()), make }});"
    );
    let genesis = app(&[("bootstrap", caller), ("bad", &bad), ("innocent", innocent)]);
    let mut kernel = kernel(&genesis, KernelOptions::default());
    run(&mut kernel);
    let vats = kernel.vats();
    let status = |name: &str| {
        vats.iter()
            .find(|vat| vat.name == name)
            .unwrap()
            .status
            .clone()
    };
    let result = match kernel.promise(kernel.bootstrap_promise()) {
        Some(PromiseStatus::Fulfilled(data)) => data.body,
        other => format!("{other:?}"),
    };
    (result, vec![status("bootstrap"), status("innocent")])
}

#[test]
fn what_a_vat_sends_does_not_end_its_receiver() {
    // spec P6.3
    for source in [
        "return 1n << 600000n;",
        "return harden(new Array(1000000).fill(0));",
        "const e = harden({}); return harden(new Array(900000).fill(e));",
        "return harden(new Array(150000).fill([]).map((_, i) => `${i}`));",
        "return 'x'.repeat(9_000_000);",
        "throw new Proxy({}, { preventExtensions: () => false });",
        "throw new Proxy({}, { preventExtensions() { throw new Proxy({}, { preventExtensions: () => false }); } });",
        "return Promise.resolve(new Proxy({}, { preventExtensions() { throw {}; } }));",
        "throw new Proxy({}, { ownKeys() { throw Error('no'); } });",
        "return new Proxy({}, { get() { throw Error('no'); } });",
    ] {
        let (result, others) = bystander(source);
        assert!(
            others.iter().all(|status| *status == VatStatus::Running),
            "{source}: {others:?} {result}"
        );
        assert!(result.starts_with("#["), "{source}: {result}");
    }
}
