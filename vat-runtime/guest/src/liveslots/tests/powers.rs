//! What `vatPowers` can do: devices and the end of the vat.

use crankcase_abi::{CapData, SyscallResult};

use super::{Vat, data};
use crate::syscalls::recorder;

fn vat() -> Vat {
    let mut vat = Vat::load(
        "export const buildRootObject = ({ D, exitVat, exitVatWithFailure, testLog, ...others }) => Far('root', {
            ask(node, ...args) { return D(node).ask(...args); },
            async later(node) { return E(node).ask().catch(e => `${e.name}: ${e.message}`); },
            failing(node) { try { D(node).ask(); } catch (e) { return `${e.name}: ${e.message}`; } },
            wrong(node, other) {
                const all = [() => D(other), () => D(D(node)), () => D({}), () => D(1), () => D(),
                    () => D(node).ask(Promise.resolve()), () => D(node)[Symbol.iterator](),
                    () => D(node).ask({ get x() { return 1; } })];
                return harden(all.map(f => { try { return f(); } catch (e) { return `${e.name}: ${e.message}`; } }));
            },
            same(node) {
                const d = D(node);
                return harden([D(node) === d, typeof d.any, Object.isFrozen(d), passStyleOf(node)]);
            },
            globals() { return harden([others.WeakMap === WeakMap, others.WeakSet === WeakSet,
                others[Symbol.for('@endo passStyleOf')] === passStyleOf, Object.isFrozen(others.WeakMap)]); },
            exit(x) { exitVat(x); }, fail(x) { exitVatWithFailure(x); },
            exitLarge() { exitVat('x'.repeat(10_000_001)); },
        });",
    );
    assert_eq!(vat.start_with(CapData::undefined()), Ok(vec![]));
    vat
}

fn answer(failed: bool, body: &str, slots: &str) {
    let data = data(body, slots);
    recorder::answer_call(SyscallResult::Called { failed, data });
}

#[test]
fn a_device_answers_at_once() {
    // spec P6.6
    let mut vat = vat();
    answer(
        false,
        "#{\"n\":1,\"node\":\"$0\",\"peer\":\"$1.Alleged: peer\"}",
        "d-70 o-51",
    );
    assert_eq!(
        vat.call("#[\"ask\",[\"$0\",\"$1\",[3]]]", "d-70 o-50"),
        [
            "callNow d-70.ask #[\"$0.Alleged: presence o-50\",[3]] [o-50]",
            "resolve p-60 = #{\"n\":1,\"node\":\"$0.Alleged: device d-70\",\"peer\":\"$1.Alleged: peer\"} [d-70 o-51]",
        ]
    );
}

#[test]
fn what_a_device_fails_with_is_thrown() {
    // spec P6.6
    let mut vat = vat();
    answer(
        true,
        "#{\"#error\":\"no such thing\",\"name\":\"RangeError\"}",
        "",
    );
    assert_eq!(
        vat.call("#[\"failing\",[\"$0\"]]", "d-70"),
        [
            "callNow d-70.ask #[]",
            "resolve p-60 = #\"RangeError: no such thing\"",
        ]
    );
    answer(false, "#\"&0\"", "p-99");
    assert_eq!(
        vat.call("#[\"failing\",[\"$0\"]]", "d-70"),
        [
            "callNow d-70.ask #[]",
            "resolve p-60 = #\"Error: D() arguments cannot include a Promise\"",
        ]
    );
}

#[test]
fn only_devices_are_called_and_only_with_data() {
    // spec P6.6
    let mut vat = vat();
    let none = "Error: D() must be given a device node";
    assert_eq!(
        vat.call("#[\"wrong\",[\"$0\",\"$1\"]]", "d-70 o-50"),
        [format!(
            "resolve p-60 = #[\"{none}\",\"Error: D(D(x)) is invalid\",\"{none}\",\"{none}\",\"{none}\",\
             \"Error: D() arguments cannot include a Promise\",\
             \"TypeError: the name of a device's method must be a string\",\
             \"Error: \\\"x\\\" must not be an accessor property: (an object) (at [0])\"]"
        )]
    );
    assert_eq!(
        vat.call("#[\"same\",[\"$0\"]]", "d-70"),
        ["resolve p-60 = #[false,\"function\",true,\"remotable\"]"]
    );
}

#[test]
fn eventual_send_reaches_no_method_of_a_device() {
    // spec P6.6
    assert_eq!(
        vat().call("#[\"later\",[\"$0\"]]", "d-70").last().unwrap(),
        "resolve p-60 = #\"TypeError: target has no method \\\"ask\\\", has []\""
    );
}

#[test]
fn the_other_powers_are_the_globals() {
    // spec P6.5
    assert_eq!(
        vat().call("#[\"globals\",[]]", ""),
        ["resolve p-60 = #[true,true,true,true]"]
    );
}

#[test]
fn a_vat_ends_itself() {
    // spec P6.5
    assert_eq!(
        vat().call("#[\"exit\",[[\"$0\"]]]", "o-50")[0],
        "exit false #[\"$0.Alleged: presence o-50\"] [o-50]"
    );
    assert_eq!(
        vat().call("#[\"fail\",[\"why\"]]", "")[0],
        "exit true #\"why\""
    );
    let large = vat().call("#[\"exitLarge\",[]]", "");
    assert_eq!(
        large[0],
        "exit true #{\"#error\":\"syscall capdata too large\",\"errorId\":\"error:liveSlots#70001\",\"name\":\"Error\"}"
    );
}
