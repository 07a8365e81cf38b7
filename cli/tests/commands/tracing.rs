//! `--trace`: every line is what the schema says, and the same on every run but for the times.

use std::collections::BTreeSet;
use std::num::NonZeroU64;
use std::process::Command;

use crankcase::trace::Trace;
use crankcase::{
    CRANKS_PER_BLOCK, Host, HostOptions, Kernel, KernelOptions, PromiseStatus, Store, Unlimited,
    app, run, run_on_big_stack,
};
use jsonschema::Validator;
use serde_json::{Map, Value};

use crate::support::Files;
use crate::{crankcase, expect, expect_json, game, text};

type Line = Map<String, Value>;

fn schema() -> Value {
    serde_json::from_str(include_str!("../../../spec/trace.schema.json")).unwrap()
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).unwrap()
}

/// The lines of a trace, each of which is checked. The times are checked too, and taken off.
fn trace(files: &Files, name: &str) -> Vec<Line> {
    // spec C1.4
    let validator = validator();
    let written = std::fs::read_to_string(files.path(name)).unwrap();
    assert!(written.ends_with('\n'), "a line that is not whole");
    let mut last = 0.0;
    let mut checked = |line: &str| {
        let line: Value = serde_json::from_str(line).unwrap();
        if let Err(error) = validator.validate(&line) {
            panic!("{error} in {line}");
        }
        let Value::Object(mut line) = line else {
            unreachable!("an object by the schema")
        };
        let monotime = line.remove("monotime").and_then(|time| time.as_f64());
        assert!(monotime >= Some(last), "time goes on");
        last = monotime.unwrap();
        // After the first of September 2001.
        assert!(line.remove("time").unwrap().as_f64().unwrap() > 1e9);
        line
    };
    written.lines().map(&mut checked).collect()
}

fn kinds(lines: &[Line]) -> BTreeSet<String> {
    let kind = |line: &Line| line["type"].as_str().unwrap().to_owned();
    lines.iter().map(kind).collect()
}

/// What is the same wherever a vat is taken up from.
fn computed(lines: &[Line]) -> Vec<Line> {
    let of_host = [
        "vat-startup-start",
        "vat-startup-finish",
        "start-replay",
        "finish-replay",
        "heap-snapshot-save",
        "heap-snapshot-load",
        "heap-snapshot-skip",
    ];
    let mut lines = lines.to_vec();
    lines.retain(|line| !of_host.contains(&line["type"].as_str().unwrap()));
    lines
}

/// A vat that prints, drops what it was given, asks for what no vat may, and is told about its garbage.
const LIVELY: &str = "
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';
export const buildRootObject = ({ exitVat }) => Far('root', {
  async bootstrap({ alice, other }) {
    console.warn('beware of', 3n);
    for (const _ of [1, 2, 3]) await E(alice).hit(1n);
    await E(other).take(Far('thing', {}));
    E(alice).spin();
    return 'done';
  },
  take: thing => 1,
  leave: () => exitVat('enough'),
});
";

fn lively() -> Files {
    let files = game();
    files.write("lively.js", LIVELY);
    files.write(
        "lively.json",
        r#"{
  "bootstrap": "boot",
  "defaultReapInterval": 2,
  "vats": {
    "boot": { "sourceSpec": "lively.js" },
    "alice": {
      "sourceSpec": "player.js",
      "parameters": { "step": 1 },
      "creationOptions": { "computronLimit": 1000000 }
    },
    "other": { "sourceSpec": "lively.js" }
  }
}"#,
    );
    files
}

/// Makes a vat whose meter pays for little, and gives it more to do.
const MISER: &str = "
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';
export const buildRootObject = () => Far('root', {
  async bootstrap(vats, devices) {
    const admin = await E(vats.vatAdmin).createVatAdminService(devices.vatAdmin);
    const meter = await E(admin).createMeter(500_000n, 0n);
    const options = { meter, whenMeterRunsOut: 'pause' };
    const { root } = await E(admin).createVatByName('worker', options);
    const done = E(root).work();
    for (let i = 0; i < 5; i += 1) await E(admin).getBundleIDByName('worker');
    await E(meter).addRemaining(1_000_000_000n);
    return done;
  },
  work() {
    let sum = 0;
    for (let i = 0; i < 50_000; i += 1) sum = (sum * 31 + i) % 65_521;
    return sum;
  },
});
";

/// Runs an application with a vat that is paused, and goes on.
fn trace_of_a_pause(files: &Files, name: &str, reload_every: Option<NonZeroU64>) {
    files.write("pause/miser.js", MISER);
    files.write(
        "pause/app.json",
        r#"{
  "bootstrap": "boot",
  "vats": { "boot": { "sourceSpec": "miser.js" } },
  "bundles": { "worker": { "sourceSpec": "miser.js" } }
}"#,
    );
    let genesis = app::load(&files.path("pause/app.json"), &[]).unwrap();
    let path = files.path(name);
    run_on_big_stack(move || {
        let host = Host::new(&HostOptions::default()).unwrap();
        let options = KernelOptions {
            reload_every,
            ..KernelOptions::default()
        };
        let mut kernel =
            Kernel::create(Store::memory(), Box::new(host), &genesis, options).unwrap();
        let mut trace = Trace::create(&path).unwrap();
        run(&mut kernel, &mut Unlimited, CRANKS_PER_BLOCK, &mut trace).unwrap();
        trace.finish().unwrap();
        let result = kernel.promise(kernel.bootstrap_promise());
        assert!(
            matches!(result, Some(PromiseStatus::Fulfilled(_))),
            "{result:?}"
        );
    });
}

#[test]
fn a_pause_is_told_and_what_is_undone_is_told_again() {
    // spec C1.3
    let files = game();
    trace_of_a_pause(&files, "straight", None);
    trace_of_a_pause(&files, "reloaded", NonZeroU64::new(1));
    let [straight, reloaded] = ["straight", "reloaded"].map(|name| trace(&files, name));
    assert_eq!(computed(&straight), computed(&reloaded));
    let of_kind = |kind: &'static str| straight.iter().filter(move |line| line["type"] == kind);
    let pause = of_kind("pause").next().unwrap();
    let tried = of_kind("deliver")
        .filter(|line| line["vat"] == pause["vat"] && line["content"]["type"] == "message");
    let tried: Vec<_> = tried
        .map(|line| (&line["delivery"], &line["content"]))
        .collect();
    assert_eq!(tried.len(), 2);
    assert_eq!(tried[0], tried[1]);
}

/// Damages the lists of the last heaps of all vats, where a pack has them.
fn damage_snapshots(files: &Files, store: &str) {
    let dump = expect_json(files, 0, &["inspect", store, "--json"]);
    let heaps = dump["vats"].as_array().unwrap().iter();
    let heaps: Vec<_> = heaps
        .filter_map(|vat| vat["snapshot"]["heap"].as_str())
        .map(hex_bytes)
        .collect();
    assert!(!heaps.is_empty(), "{dump}");
    for pack in std::fs::read_dir(files.path(store).join("blobs")).unwrap() {
        let path = pack.unwrap().path();
        let mut bytes = std::fs::read(&path).unwrap();
        for at in 16..bytes.len().saturating_sub(48) {
            // A header has the hash at 16 and is 64 bytes long.
            if &bytes[at - 16..at - 12] == b"CKPR"
                && heaps.iter().any(|heap| bytes[at..].starts_with(heap))
            {
                bytes[at + 48] ^= 1;
            }
        }
        std::fs::write(path, bytes).unwrap();
    }
}

fn hex_bytes(text: &str) -> Vec<u8> {
    let digits = text.as_bytes().chunks(2);
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.map(byte).collect()
}

#[test]
fn every_event_of_the_schema_is_told_and_no_other() {
    let files = lively();
    let run = [
        "run",
        "lively.json",
        "--store",
        "state",
        "--max-cranks",
        "7",
    ];
    expect(&files, 0, &[&run[..], &["--trace", "one.jsonl"]].concat());
    let rest = ["run", "lively.json", "--store", "state"];
    let more = ["--trace", "two.jsonl", "--reload-every", "2"];
    expect(&files, 0, &[&rest[..], &more].concat());
    let leave = ["send", "state", "other", "leave", "--trace", "three.jsonl"];
    expect(&files, 0, &leave);
    trace_of_a_pause(&files, "four.jsonl", None);
    damage_snapshots(&files, "state");
    let again = ["send", "state", "boot", "again", "--trace", "five.jsonl"];
    expect(&files, 1, &again);
    let mut seen = BTreeSet::new();
    for name in [
        "one.jsonl",
        "two.jsonl",
        "three.jsonl",
        "four.jsonl",
        "five.jsonl",
    ] {
        seen.extend(kinds(&trace(&files, name)));
    }
    let schema = schema();
    let described = schema["oneOf"].as_array().unwrap().iter();
    let described: BTreeSet<_> = described
        .map(|event| event["properties"]["type"]["const"].as_str().unwrap())
        .collect();
    assert_eq!(
        seen.iter().map(String::as_str).collect::<BTreeSet<_>>(),
        described
    );
}

#[test]
fn a_trace_tells_a_crank_whole() {
    let files = lively();
    let report = expect(&files, 0, &["run", "lively.json", "--json", "--trace", "t"]);
    let report: Value = serde_json::from_str(&report).unwrap();
    let lines = trace(&files, "t");
    // spec C1.2: from its start to its hashes.
    let mut open = None;
    for line in &lines {
        match line["type"].as_str().unwrap() {
            "crank-start" => assert_eq!(open.replace(line["crank"].clone()), None),
            "crank-finish" => assert_eq!(open.take().as_ref(), Some(&line["crank"])),
            _ => assert_eq!(open.as_ref(), Some(&line["crank"])),
        }
    }
    let finished = lines.iter().filter(|line| line["type"] == "crank-finish");
    let finished: Vec<_> = finished.collect();
    assert_eq!(finished.len() as u64, report["cranks"].as_u64().unwrap());
    assert_eq!(
        finished.last().unwrap()["activityHash"],
        report["activityHash"]
    );
    let spent = lines.iter().filter(|line| line["type"] == "deliver-result");
    let spent: u64 = spent.map(|line| line["computrons"].as_u64().unwrap()).sum();
    assert_eq!(spent, report["computrons"].as_u64().unwrap());
    let end = lines
        .iter()
        .find(|line| line["type"] == "terminate")
        .unwrap();
    let made = |line: &&Line| line["type"] == "create-vat" && line["name"] == "alice";
    let alice = lines.iter().find(made).unwrap()["vat"].as_str();
    assert_eq!(
        (
            end["vat"].as_str(),
            end["reason"].as_str(),
            end["undone"].as_bool()
        ),
        (alice, Some("compute limit"), Some(true))
    );
    let printed = lines.iter().find(|line| line["type"] == "console").unwrap();
    assert_eq!(printed["text"], "beware of 3n");
    assert_eq!(printed["level"], "warn");
}

#[test]
fn traces_of_the_same_cranks_are_the_same() {
    // spec C1.3, C1.1
    let files = lively();
    let traced = |name: &str, options: &[&str]| {
        let run = ["run", "lively.json", "--json", "--trace", name];
        let report = expect(&files, 0, &[&run[..], options].concat());
        let report: Value = serde_json::from_str(&report).unwrap();
        (trace(&files, name), report["activityHash"].clone())
    };
    let (straight, hash) = traced("straight", &[]);
    assert!(straight.len() > 50);
    assert_eq!(traced("again", &[]), (straight.clone(), hash.clone()));
    let blocks = ["--commit-every", "3", "--store", "blocks"];
    assert_eq!(
        traced("blocks.jsonl", &blocks),
        (straight.clone(), hash.clone())
    );
    let (reloaded, same) = traced("reloaded", &["--reload-every", "1"]);
    assert_eq!(same, hash);
    assert!(kinds(&reloaded).contains("heap-snapshot-load"));
    assert_eq!(computed(&reloaded), computed(&straight));

    let mut pieces = Vec::new();
    while pieces.last() != computed(&straight).last() {
        let (piece, _) = traced("piece", &["--store", "pieces", "--max-cranks", "4"]);
        assert!(!piece.is_empty());
        pieces.extend(computed(&piece));
    }
    assert_eq!(pieces, computed(&straight));

    let untraced = expect(&files, 0, &["run", "lively.json", "--json"]);
    assert!(untraced.contains(hash.as_str().unwrap()));
}

#[test]
fn a_trace_that_cannot_be_begun_is_an_error_before_anything_runs() {
    // spec C1.4
    let files = game();
    let run = [
        "run",
        "app.json",
        "--store",
        "state",
        "--trace",
        "nowhere/t",
    ];
    let output = crankcase(&files, &run);
    assert_eq!(output.status.code(), Some(3));
    let said = text(&output.stderr);
    let expected = "crankcase: nowhere/t: the trace cannot be written: No such file or directory";
    assert!(said.starts_with(expected), "{said}");
    assert_eq!(said.lines().count(), 1);
    assert!(!files.path("state").exists());
}

#[test]
fn a_trace_that_cannot_go_on_ends_the_run() {
    // spec C1.4
    let files = game();
    let run = ["run", "app.json", "--trace", "/dev/full", "--", "3"];
    let output = crankcase(&files, &run);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(text(&output.stdout), "");
    assert!(text(&output.stderr).contains("/dev/full: the trace cannot be written"));
}

/// A vat that prints much with each message.
const TALKATIVE: &str = "
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';
export const buildRootObject = () => Far('root', {
  async bootstrap({ other }) {
    for (let i = 0; i < 300; i += 1) await E(other).talk();
  },
  talk() { console.log('x'.repeat(100_000)); },
});
";

#[test]
fn a_full_disk_leaves_whole_lines() {
    // spec C1.4. The limit, which vats' memories have to respect too, counts units of 1024 bytes.
    let files = Files::new(&[
        ("app/bootstrap.js", TALKATIVE),
        ("app/vat-other.js", TALKATIVE),
    ]);
    let limited = "trap '' XFSZ; ulimit -f 16384; exec \"$0\" run app --trace t";
    let output = Command::new("bash")
        .args(["-c", limited, env!("CARGO_BIN_EXE_crankcase")])
        .current_dir(files.path(""))
        .output()
        .unwrap();
    let said = text(&output.stderr);
    let said = said.lines().last().unwrap();
    let expected = "crankcase: t: the trace cannot be written: File too large";
    assert!(said.starts_with(expected), "{said}");
    assert_eq!(output.status.code(), Some(3));
    let size = std::fs::metadata(files.path("t")).unwrap().len();
    assert!((15 << 20..16 << 20).contains(&size), "{size}");
    let lines = trace(&files, "t");
    assert_eq!(lines.last().unwrap()["type"], "crank-finish");
}
