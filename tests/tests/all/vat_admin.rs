//! The vat-admin vat and what it gives others, asked by a real bootstrap vat: each method, and each way to fail.
//! Every case runs twice, once with all vats restored from their images before each delivery, and says the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use crankcase_kernel::{Genesis, Kernel, KernelOptions, PromiseStatus};
use crankcase_tests::{case, kernel, program, reloading, run, whole_app};

/// What stands before the body of a case: the function `bootstrap`, up to the service.
const HEAD: &str = "import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';
import { makePromiseKit } from '@endo/promise-kit';
export const buildRootObject = ({ D, testLog }) => {
  const later = makePromiseKit();
  return Far('bootstrap', {
    now: () => { later.resolve('now'); },
    async bootstrap(vats, devices) {
      const service = await E(vats.vatAdmin).createVatAdminService(devices.vatAdmin);
      const code = await E(service).getNamedBundleCap('code');
      const create = options => E(service).createVat(code, options);
      const end = promise => E.when(promise,
        value => `fulfilled: ${value}`, reason => `rejected: ${reason}`);
";
const TAIL: &str = "
    },
  });
};
";

fn bundle(name: &str, source: &str) -> Arc<[u8]> {
    case::bundle(name, source.to_owned()).to_bytes().into()
}

pub fn application(body: &str) -> Genesis {
    let mut genesis = whole_app(&[("bootstrap", &format!("{HEAD}{body}{TAIL}"))]);
    let code = bundle("code.js", &program("admin-code.js"));
    genesis.bundles = BTreeMap::from([("code".to_owned(), code)]);
    genesis
}

/// What the bootstrap vat returned: a text, without its quotes.
pub fn answer(kernel: &Kernel) -> String {
    match kernel.promise(kernel.bootstrap_promise()) {
        Some(PromiseStatus::Fulfilled(data)) => text(&data.body),
        other => panic!("{other:?} {:?}", kernel.vats()),
    }
}

/// A string without its quotes.
fn text(body: &str) -> String {
    let quoted = body.strip_prefix("#\"");
    let text = quoted.and_then(|rest| rest.strip_suffix('"'));
    text.unwrap_or(body).to_owned()
}

/// Runs a case both ways; gives the kernel of the first.
pub fn both(body: &str) -> Kernel {
    let genesis = application(body);
    let mut straight = kernel(&genesis, KernelOptions::default());
    run(&mut straight);
    let mut reloaded = kernel(&genesis, reloading(1));
    run(&mut reloaded);
    assert_eq!(straight.activity_hash(), reloaded.activity_hash(), "{body}");
    straight
}

/// Runs a case both ways; gives what it returned.
pub fn returned(body: &str) -> String {
    answer(&both(body))
}

#[test]
fn vats_are_made_from_bundles_by_capability_and_by_name() {
    // spec A20, A4, A7
    let body = "
      const object = Far('object', { hello: () => 'hello' });
      const vatParameters = harden({ a: 1n, b: [undefined, 'two'], object });
      const first = await create({ name: 'first', vatParameters });
      const back = await E(first.root).getParameters();
      const second = await E(service).createVatByName('code', { dateStrings: 'iso' });
      const id = await E(service).getBundleIDByName('code');
      return [
        back.a === 1n && back.b[0] === undefined && back.b[1] === 'two' && back.object === object,
        await E(second.root).getHow(),
        await E(second.root).newDate('1970-01-01T00:00:01Z'),
        await E(first.root).newDate('1970-01-01T00:00:01Z'),
        await E(service).getBundleCap(id) === code,
        await E(service).waitForBundleCap(id) === code,
        D(code).getBundleID() === id && /^cc1-[0-9a-f]{64}$/.test(id),
      ].join();";
    let kernel = both(body);
    assert_eq!(answer(&kernel), "true,,1000,NaN,true,true,true");
    let vats = kernel.vats();
    let names: Vec<_> = vats.iter().map(|vat| vat.name.as_str()).collect();
    let last = format!("v{}", vats.len());
    assert_eq!(names[vats.len() - 2..], ["first", &last]);
}

#[test]
fn what_cannot_be_made_says_why() {
    // spec A21
    let mut body = "const wrong = [];
      const note = async promise => { wrong.push((await end(promise)).replace('rejected: ', '')); };"
        .to_owned();
    let cases = [
        (
            "create({ colour: 'red', size: 3 })",
            "Error: CreateVatOptions: unknown options \"colour,size\"",
        ),
        ("create({ name: 7 })", "Error: CreateVatOptions((a string))"),
        (
            "create({ name: 'a b' })",
            "Error: CreateVatOptions: bad vat name \"a b\"",
        ),
        (
            "create({ name: '' })",
            "Error: CreateVatOptions: bad vat name \"\"",
        ),
        (
            "create({ name: 'n'.repeat(200) })",
            "Error: CreateVatOptions: oversized vat name",
        ),
        (
            "create({ managerType: 'magic' })",
            "Error: CreateVatOptions: bad managerType (a string)",
        ),
        (
            "create({ nodeOptions: ['-x'] })",
            "Error: CreateVatOptions: nodeOptions requires managerType='node-subprocess'",
        ),
        (
            "create({ reapInterval: 'x' })",
            "Error: CreateVatOptions((a string))",
        ),
        (
            "create({ useTranscript: 'yes' })",
            "Error: CreateVatOptions((a string))",
        ),
        (
            "create({ critical: true })",
            "Error: invalid criticalVatKey",
        ),
        (
            "create({ critical: Far('key', {}) })",
            "Error: invalid criticalVatKey",
        ),
        (
            "create({ meter: Far('meter', {}) })",
            "Error: CreateVatOptions: the meter is none of this service",
        ),
        (
            "create({ enableSetup: true })",
            "Error: enableSetup: vats that export setup are not supported",
        ),
        (
            "create({ memoryLimit: 5 })",
            "Error: the memoryLimit is 5 bytes; every vat begins with",
        ),
        (
            "create({ computronLimit: 0.5 })",
            "Error: invalid computronLimit value",
        ),
        (
            "create({ vatParameters: harden({ p: Promise.resolve() }) })",
            "Error: D() arguments cannot include a Promise",
        ),
        (
            "E(service).createVat(Far('cap', {}))",
            "Error: Vat Creation Error: createVat() requires a bundlecap",
        ),
        (
            "E(service).createVat(devices.vatAdmin)",
            "Error: Vat Creation Error: createVat() requires a bundlecap",
        ),
        (
            "E(service).createVat('code')",
            "Error: createVat(bundle) does not look like a bundle",
        ),
        (
            "E(service).createVatByName(7)",
            "Error: createVatByName() requires bundleName to be a string",
        ),
        (
            "E(service).createVatByName('x')",
            "Error: unregistered bundle name 'x'",
        ),
        (
            "E(service).getNamedBundleCap('x')",
            "Error: unregistered bundle name 'x'",
        ),
        (
            "E(service).getBundleIDByName('x')",
            "Error: unregistered bundle name 'x'",
        ),
        (
            "E(service).getBundleCap('x')",
            "Error: getBundleCap() not a bundleID",
        ),
        (
            "E(service).waitForBundleCap('x')",
            "Error: getBundleCap() not a bundleID",
        ),
        (
            "E(service).getBundleCap(`cc1-${'0'.repeat(64)}`)",
            "Error: bundleID not yet installed: cc1-00",
        ),
    ];
    for (call, _) in cases {
        body.push_str(&format!("await note({call});\n"));
    }
    body.push_str("return wrong.join('\\n');");
    let kernel = both(&body);
    let text = answer(&kernel).replace("\\\"", "\"");
    let found: Vec<_> = text.split("\\n").collect();
    assert_eq!(found.len(), cases.len());
    for (found, (call, expected)) in found.iter().zip(cases) {
        assert!(found.starts_with(expected), "{call}: {found}");
    }
    let made = kernel
        .vats()
        .into_iter()
        .filter(|vat| vat.name.starts_with('v'));
    assert!(made.map(|vat| vat.name).all(|name| name == "vatAdmin"));
}

#[test]
fn a_vat_that_does_not_start_is_told_to_its_maker() {
    // spec A21, A5, A6
    let body = "
      const ends = [];
      for (const how of ['throw', 'loop', 'exit', 'nothing']) {
        ends.push(await end(create({ vatParameters: { how }, computronLimit: 5_000_000 })));
      }
      return ends.join('; ');";
    let kernel = both(body);
    let text = answer(&kernel).replace("\\\"", "\"");
    let ends: Vec<_> = text.split("; ").collect();
    let expected = [
        "vat start failed: Error: not today",
        "compute limit",
        "done before it began",
        "vat start failed: Error: buildRootObject() for vat returned \"[undefined]\", which is not Far",
    ];
    for (end, expected) in ends.iter().zip(expected) {
        let error = end
            .strip_prefix("rejected: Error: Vat Creation Error: ")
            .unwrap();
        let error = error.strip_prefix("Error: ").unwrap_or(error);
        assert!(error.starts_with(expected), "{error}");
    }
    assert_eq!(ends.len(), expected.len());
    // Nothing is left of them, but somebody may look back.
    assert_eq!(kernel.vats().len(), 3);
    assert_eq!(kernel.gone().unwrap().len(), 4);
}

#[test]
fn vats_end_as_they_or_their_makers_like() {
    // spec A20, A6, A22
    let body = "
      const ends = [];
      const make = async () => {
        const { adminNode, root } = await create({ memoryLimit: 24 * 1024 * 1024, computronLimit: 30_000_000 });
        return { adminNode, root, done: end(E(adminNode).done()), never: end(E(root).never()) };
      };
      const ask = ['exit', 'fail', 'failWithObject', 'exitLater', 'loop', 'hoard'];
      for (const how of ask) {
        const { adminNode, root, done, never } = await make();
        const answer = await end(E(root)[how]('bye'));
        ends.push(`${how}: ${answer}, ${await done}, ${await never}, ${await end(E(adminNode).done())}`);
      }
      const { adminNode, root, done, never } = await make();
      const before = end(E(root).echo('before'));
      const first = end(E(adminNode).terminateWithFailure(Error('enough')));
      const again = end(E(adminNode).terminateWithFailure(Error('more')));
      ends.push(`${await before}, ${await first}, ${await done}, ${await never}, ${await again}`);
      ends.push(await end(E(adminNode).changeOptions({ reapInterval: 1 })));
      return ends.join('\\n');";
    let text = returned(body).replace("\\\"", "\"");
    let refused = |what: &str, vat: u64| {
        let refusal = "Error: vatAdminService rejecting attempt to perform";
        format!("rejected: {refusal} \"{what}\"() on non-running vat \"v{vat}\"")
    };
    let gone = "rejected: Error: vat terminated";
    let expected = [
        ("exit: fulfilled: undefined, fulfilled: bye", "done"),
        (
            "fail: rejected: Error: vat terminated, rejected: bye",
            "done",
        ),
        (
            "failWithObject: rejected: Error: vat terminated, rejected: [object Object]",
            "done",
        ),
        (
            "exitLater: fulfilled: undefined, rejected: Error: vat terminated",
            "done",
        ),
        (
            "loop: rejected: Error: vat terminated, rejected: Error: compute limit",
            "done",
        ),
        (
            "hoard: rejected: Error: vat terminated, rejected: Error: memory limit",
            "done",
        ),
        (
            "fulfilled: before, fulfilled: undefined, rejected: Error: enough",
            "terminateWithFailure",
        ),
    ];
    let found: Vec<_> = text.split("\\n").collect();
    for (at, (found, (expected, what))) in found.iter().zip(expected).enumerate() {
        let refused = refused(what, 4 + at as u64);
        assert_eq!(*found, format!("{expected}, {gone}, {refused}"));
    }
    assert_eq!(
        found[expected.len()],
        refused("changeOptions", 3 + expected.len() as u64)
    );
}

#[test]
fn a_bundle_is_waited_for() {
    // spec A20, A2
    let source = program("admin-code.js") + "// another one\n";
    let late = case::bundle("late.js", source).to_bytes();
    let id = crankcase_kernel::bundle_id_text(crankcase_abi::BundleId::of(&late));
    let body = format!(
        "const waiting = [E(service).waitForBundleCap('{id}'), E(service).waitForBundleCap('{id}')];
      const before = await end(E(service).getBundleCap('{id}'));
      const [first, second] = await Promise.all(waiting);
      const {{ root }} = await E(service).createVat(first);
      return [before, first === second, await E(root).echo('there')].join();"
    );
    let mut kernel = kernel(&application(&body), KernelOptions::default());
    run(&mut kernel);
    assert_eq!(
        kernel.promise(kernel.bootstrap_promise()),
        Some(PromiseStatus::Unresolved)
    );
    kernel.install_bundle(&late).unwrap();
    run(&mut kernel);
    let expected = format!("rejected: Error: bundleID not yet installed: {id},true,there");
    assert_eq!(answer(&kernel), expected);
}
