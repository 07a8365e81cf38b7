//! `crankcase input`: time, mail, requests and calls from outside, and what devices say to the world.

use serde_json::json;

use crate::support::Files;
use crate::{Contents, expect, expect_json, refusal};

/// An application with every device, which says on each what it hears on it.
fn office() -> Files {
    Files::new(&[
        (
            "app.toml",
            "bootstrap = 'boot'\n[vats.boot]\nsourceSpec = 'boot.js'\n\
             [devices]\ntimer = {}\nmailbox = {}\nbridge = {}\ncommand = {}\n",
        ),
        (
            "boot.js",
            "import { E, Far } from '@endo/far';
             export const buildRootObject = ({ D, testLog }) => Far('root', {
               bootstrap: async ({ timer }, { timer: clock, mailbox, bridge, command }) => {
                 D(mailbox).registerInboundHandler(Far('post', {
                   deliverInboundMessages: (peer, messages) => {
                     for (const [number, text] of messages) {
                       D(mailbox).add(peer, number, `re: ${text}`);
                     }
                     D(mailbox).ackInbound(peer, messages.at(-1)[0]);
                   },
                   deliverInboundAck: (peer, ack) => D(mailbox).remove(peer, ack),
                 }));
                 D(bridge).registerInboundHandler(Far('bridge', {
                   inbound: (...args) => testLog(D(bridge).callOutbound('heard', ...args)),
                 }));
                 D(command).registerInboundHandler(Far('command', {
                   inbound: (count, body) => {
                     D(command).sendBroadcast({ working: count });
                     D(command).sendResponse(count, !body.ok, body);
                   },
                 }));
                 const service = await E(timer).createTimerService(clock);
                 E(service).wakeAt(1_000n).then(({ absValue }) => {
                   D(command).sendBroadcast(`it is ${absValue}`);
                 });
                 return 'ready';
               },
             });",
        ),
    ])
}

// spec N5, N6, N20, N25, N26, N28, N30, N31
#[test]
fn devices_are_given_things_and_say_things() {
    let files = office();
    expect(&files, 0, &["run", "app.toml", "--store", "state"]);
    let input = |device, input| expect(&files, 0, &["input", "state", device, input]);
    assert_eq!(input("timer", "999"), "timer: 0\n");
    let told = "timer: 1\noutput 1 of command: {\"broadcast\":\"it is 1001\"}\n";
    assert_eq!(input("timer", "1001"), told);
    // What was shown is not shown again.
    assert_eq!(input("timer", "1002"), "timer: 0\n");
    let mail = r#"{"peer": "ann", "messages": [[1, "hi"], [2, "$0"]], "ack": 7}"#;
    let told = "mailbox: \n\
         output 2 of mailbox: {\"peer\":\"ann\",\"add\":1,\"body\":\"re: hi\"}\n\
         output 3 of mailbox: {\"peer\":\"ann\",\"add\":2,\"body\":\"re: $0\"}\n\
         output 4 of mailbox: {\"peer\":\"ann\",\"ack\":2}\n\
         output 5 of mailbox: {\"peer\":\"ann\",\"remove\":7}\n";
    assert_eq!(input("mailbox", mail), told);
    let told = "bridge: \noutput 6 of bridge: [\"heard\",\"a\",{\"b\":[null,1.5]}]\n";
    assert_eq!(input("bridge", r#"["a", {"b": [null, 1.5]}]"#), told);

    let report = expect_json(
        &files,
        0,
        &["input", "state", "command", r#"{"ok": true}"#, "--json"],
    );
    assert_eq!(report["answer"], "0");
    let outputs = json!([
        { "number": 7, "device": "command", "output": { "broadcast": { "working": "0" } } },
        {
            "number": 8,
            "device": "command",
            "output": { "response": 0, "rejected": false, "value": { "ok": true } },
        },
    ]);
    assert_eq!(report["outputs"], outputs);
    assert_eq!(report["testLog"], json!(["undefined"]));
    let shown = expect_json(&files, 0, &["inspect", "state", "--json"]);
    assert_eq!(shown["outputs"], json!([]));
    assert_eq!(shown["devices"][2]["name"], "mailbox");
}

// spec N5
#[test]
fn what_a_device_refuses_changes_nothing() {
    let files = office();
    expect(&files, 0, &["run", "app.toml", "--store", "state"]);
    expect(&files, 0, &["input", "state", "timer", "10"]);
    let before = Contents::of(&files.path("state"));
    for (device, input, message) in [
        (
            "tiemr",
            "1",
            "there is no device \"tiemr\" that takes inputs",
        ),
        (
            "vatAdmin",
            "1",
            "there is no device \"vatAdmin\" that takes inputs",
        ),
        (
            "timer",
            "9",
            "the device \"timer\" refused the input: Time is monotonic. 9 cannot be less than 10",
        ),
        (
            "timer",
            "-1",
            "the device \"timer\" refused the input: \"-1\" is no time: not a whole number from 0 on",
        ),
        (
            "mailbox",
            "{}",
            "the device \"mailbox\" refused the input: the input: missing field `peer` at line 1 column 2",
        ),
        (
            "bridge",
            "7",
            "the device \"bridge\" refused the input: the input must be the list of the arguments of inbound()",
        ),
        (
            "command",
            "{",
            "the device \"command\" refused the input: the input:1:1: not JSON: EOF while parsing an object",
        ),
    ] {
        assert_eq!(refusal(&files, &["input", "state", device, input]), message);
    }
    before.assert_unchanged(&files.path("state"));
}
