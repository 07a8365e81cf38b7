//! Stores that are continued, sent to, inspected and interrupted.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::{Contents, crankcase, expect, expect_json, game, refusal, text};

#[test]
fn a_store_is_continued_only_by_its_own_application() {
    let files = game();
    expect(
        &files,
        0,
        &["run", "app.json", "--store", "state", "--", "3"],
    );
    let before = Contents::of(&files.path("state"));
    let other = refusal(&files, &["run", "app.json", "--store", "state", "--", "4"]);
    assert!(
        other.starts_with("state: this store belongs to another application ("),
        "{other}"
    );
    before.assert_unchanged(&files.path("state"));

    files.write("full/file", "");
    let full = refusal(&files, &["run", "app.json", "--store", "full", "--", "3"]);
    assert!(
        full.starts_with("full: the directory is not empty"),
        "{full}"
    );
    for command in [
        vec!["send", "none", "alice", "hits"],
        vec!["replay", "none"],
        vec!["inspect", "none"],
    ] {
        let none = refusal(&files, &command);
        assert!(
            none.starts_with("none: there is no crankcase store here"),
            "{none}"
        );
    }

    let marker = std::fs::read_to_string(files.path("state/crankcase-store")).unwrap();
    files.write("state/crankcase-store", marker.replace('2', "999"));
    let before = Contents::of(&files.path("state"));
    for command in [
        vec!["run", "app.json", "--store", "state", "--", "3"],
        vec!["send", "state", "alice", "hits"],
        vec!["replay", "state"],
        vec!["inspect", "state"],
    ] {
        let version = refusal(&files, &command);
        assert!(version.contains("version 999"), "{version}");
    }
    before.assert_unchanged(&files.path("state"));
}

#[test]
fn messages_are_sent_and_answered() {
    let files = game();
    expect(
        &files,
        0,
        &["run", "app.json", "--store", "state", "--", "3"],
    );
    assert_eq!(expect(&files, 0, &["send", "state", "bob", "hits"]), "2\n");
    let arguments = r##"[null, -1.5, "#x", {"b": [true], "a": "$0"}]"##;
    let echoed = expect(&files, 0, &["send", "state", "alice", "echo", arguments]);
    assert_eq!(echoed, "[null,-1.5,\"#x\",{\"a\":\"$0\",\"b\":[true]}]\n");

    let failed = crankcase(
        &files,
        &["send", "state", "alice", "fail", r#"["too\nfar"]"#],
    );
    assert_eq!(failed.status.code(), Some(1));
    let complaint = text(&failed.stderr);
    assert!(
        complaint.ends_with("crankcase: alice.fail() was rejected: RangeError: too far\n"),
        "{complaint}"
    );
    let report = expect_json(
        &files,
        1,
        &["send", "state", "alice", "fail", "[\"no\"]", "--json"],
    );
    assert_eq!(report["result"]["value"]["error"], "no");
    let never = crankcase(&files, &["send", "state", "alice", "never"]);
    assert_eq!(
        (never.status.code(), text(&never.stdout)),
        (Some(0), String::new())
    );
    assert_eq!(
        text(&never.stderr),
        "crankcase: alice.never() is not resolved\n"
    );

    let before = Contents::of(&files.path("state"));
    for (arguments, message) in [
        (vec!["carol", "hits"], "there is no vat \"carol\""),
        (
            vec!["alice", "hits", "{}"],
            "JSON-ARGS:1:1: the arguments must be an array, not an object",
        ),
        (
            vec!["alice", "hits", "[1"],
            "JSON-ARGS:1:2: not JSON: EOF while parsing a list",
        ),
    ] {
        let arguments: Vec<&str> = ["send", "state"].into_iter().chain(arguments).collect();
        assert_eq!(refusal(&files, &arguments), message);
    }
    before.assert_unchanged(&files.path("state"));

    let spun = expect_json(&files, 1, &["send", "state", "bob", "spin", "--json"]);
    assert_eq!(spun["vats"]["bob"]["status"], "compute limit");
    assert_eq!(spun["vats"]["bob"]["heapHash"], Value::Null);
    assert_eq!(spun["vats"]["alice"]["status"], "running");
    assert_eq!(
        refusal(&files, &["send", "state", "bob", "hits"]),
        "the vat \"bob\" has ended"
    );
    assert!(expect(&files, 0, &["replay", "state"]).contains("bob (v5): "));
}

#[test]
fn a_store_shows_what_it_holds() {
    let files = game();
    expect(
        &files,
        0,
        &[
            "run",
            "app.json",
            "--store",
            "state",
            "--max-cranks",
            "5",
            "--",
            "3",
        ],
    );
    let before = Contents::of(&files.path("state"));
    let json = expect_json(&files, 0, &["inspect", "state", "--json"]);
    assert_eq!(json["cranks"], 5);
    let names: Vec<&str> = json["vats"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|vat| vat["name"].as_str())
        .collect();
    assert_eq!(names, ["boot", "vatAdmin", "timer", "alice", "bob"]);
    assert_eq!(json["objects"][0]["kref"], "ko20");
    assert_eq!(json["promises"][0]["kref"], "kp40");
    let shown = expect(&files, 0, &["inspect", "state"]);
    for part in [
        "c-list of boot (v1)",
        "ko20",
        "o+0",
        "kp40",
        "run queue",
        json["activityHash"].as_str().unwrap(),
    ] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    before.assert_unchanged(&files.path("state"));
}

#[test]
fn an_interrupt_ends_after_a_crank_and_keeps_it() {
    let files = game();
    let endless = "
        import { E } from '@endo/eventual-send';
        import { Far } from '@endo/far';
        export const buildRootObject = () => {
          const root = Far('root', {
            bootstrap({ boot }) { console.log('running'); return E(boot).again(boot); },
            again: boot => E(boot).again(boot),
          });
          return root;
        };";
    files.write("boot.js", endless);
    files.write(
        "endless.toml",
        "bootstrap = 'boot'\n[vats.boot]\nsourceSpec = 'boot.js'\n",
    );
    let mut child = Command::new(env!("CARGO_BIN_EXE_crankcase"))
        .args(["run", "endless.toml", "--store", "state", "--json"])
        .current_dir(files.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut errors = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    errors.read_line(&mut line).unwrap();
    assert_eq!(line, "boot #3: running\n");
    let killed = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(killed.success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(report["cranks"].as_u64().unwrap() >= 2);
    let json = expect_json(&files, 0, &["inspect", "state", "--json"]);
    assert_eq!(json["cranks"], report["cranks"]);
    assert_eq!(json["activityHash"], report["activityHash"]);
}
