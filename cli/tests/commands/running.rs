//! `crankcase run`: what it prints, and what stops it.

use std::io::Read;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::{crankcase, expect, expect_json, game, refusal, text};

#[test]
fn a_run_says_what_it_came_to() {
    let files = game();
    let output = crankcase(&files, &["run", "app.json", "--json", "--", "3"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        text(&output.stderr),
        "boot #5: begin\nboot #5: of 3 rounds\n"
    );
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["testLog"], serde_json::json!(["rounds: 3"]));
    assert_eq!(report["bootstrapResult"]["status"], "fulfilled");
    assert_eq!(report["bootstrapResult"]["value"]["ball"], "21n");
    assert_eq!(report["activityHash"].as_str().unwrap().len(), 64);
    let vats = report["vats"].as_object().unwrap();
    assert_eq!(
        vats.keys().collect::<Vec<_>>(),
        ["alice", "bob", "boot", "timer", "vatAdmin"]
    );
    let sum: u64 = vats
        .values()
        .map(|vat| vat["computrons"].as_u64().unwrap())
        .sum();
    assert_eq!(report["computrons"], sum);
    for vat in vats.values() {
        assert_eq!(vat["status"], "running");
        assert_eq!(vat["heapHash"].as_str().unwrap().len(), 64);
        assert!(vat["memoryBytes"].as_u64().unwrap() > 0);
    }

    let table = expect(&files, 0, &["run", "app.json", "--", "3"]);
    let hash = report["activityHash"].as_str().unwrap();
    for part in [
        hash,
        "rounds: 3",
        "\"ball\":\"21n\"",
        "alice",
        "bob",
        "running",
    ] {
        assert!(table.contains(part), "{part} in {table}");
    }
    assert!(
        !table.contains('\u{1b}'),
        "no escape sequences where there is no terminal"
    );
}

#[test]
fn however_it_is_run_the_result_is_the_same() {
    let files = game();
    let straight = expect_json(&files, 0, &["run", "app.json", "--json", "--", "20"]);
    let other = [
        vec![
            "run", "app.json", "--json", "--store", "one", "--audit", "--", "20",
        ],
        vec![
            "run",
            "app.json",
            "--json",
            "--reload-every",
            "1",
            "--",
            "20",
        ],
        vec![
            "run",
            "app.json",
            "--json",
            "--store",
            "two",
            "--commit-every",
            "7",
            "--",
            "20",
        ],
    ];
    for arguments in other {
        assert_eq!(
            expect_json(&files, 0, &arguments),
            straight,
            "{arguments:?}"
        );
    }
    let step = [
        "run",
        "app.json",
        "--json",
        "--store",
        "three",
        "--max-cranks",
        "10",
        "--",
        "20",
    ];
    let mut last = expect_json(&files, 0, &step);
    assert_eq!(last["cranks"], 10);
    assert_eq!(last["bootstrapResult"]["status"], "unresolved");
    assert_eq!(last["bootstrapResult"]["value"], Value::Null);
    let mut runs = 1;
    while last["bootstrapResult"]["status"] == "unresolved" {
        last = expect_json(&files, 0, &step);
        runs += 1;
    }
    assert!(runs > 3);
    assert_eq!(last, straight);
    assert_eq!(
        expect_json(&files, 0, &step),
        straight,
        "there is nothing left to do"
    );
    let other_argument = expect_json(&files, 0, &["run", "app.json", "--json", "--", "21"]);
    assert_ne!(other_argument["activityHash"], straight["activityHash"]);
}

#[test]
fn a_budget_of_computrons_stops_after_the_crank_that_uses_it() {
    let files = game();
    let straight = expect_json(&files, 0, &["run", "app.json", "--json", "--", "20"]);
    let budget = (straight["computrons"].as_u64().unwrap() / 2).to_string();
    let stopped = expect_json(
        &files,
        0,
        &[
            "run",
            "app.json",
            "--json",
            "--max-computrons",
            &budget,
            "--",
            "20",
        ],
    );
    let used = stopped["computrons"].as_u64().unwrap();
    assert!(
        used >= budget.parse().unwrap() && used < straight["computrons"].as_u64().unwrap(),
        "{used}"
    );
    assert_eq!(stopped["bootstrapResult"]["status"], "unresolved");
}

#[test]
fn a_rejected_bootstrap_is_a_failure_of_the_application() {
    let files = game();
    let report = expect_json(
        &files,
        1,
        &["run", "app.json", "--json", "--", "2", "no luck"],
    );
    let expected = serde_json::json!({"status": "rejected", "value": {"error": "no luck", "name": "TypeError"}});
    assert_eq!(report["bootstrapResult"], expected);
    let table = expect(&files, 1, &["run", "app.json", "--", "2", "no luck"]);
    assert!(table.contains("rejected: TypeError: no luck"), "{table}");
}

#[test]
fn malformed_input_is_one_line_and_leaves_no_store() {
    let files = game();
    files.write(
        "bad.json",
        "{\n  \"bootstrap\": \"boot\",\n  \"vat\": {}\n}",
    );
    files.write("syntax/bootstrap.js", "export const x = ;\n");
    files.write("import/bootstrap.js", "import 'left-pad';\n");
    files.write(
        "small.json",
        r#"{"bootstrap": "a", "vats": {"a": {"sourceSpec": "player.js", "creationOptions": {"memoryLimit": 65536}}}}"#,
    );
    for (application, message) in [
        (
            "bad.json",
            "bad.json:3:3: unknown key \"vat\" in the configuration; did you mean \"vats\"?",
        ),
        ("nowhere.json", "nowhere.json: no such file or directory"),
        (
            "syntax",
            "syntax/bootstrap.js:1:18: SyntaxError: Unexpected token",
        ),
        (
            "import",
            "import/bootstrap.js:1:8: cannot find \"left-pad\"",
        ),
    ] {
        assert_eq!(
            refusal(&files, &["run", application, "--store", "state"]),
            message
        );
    }
    let small = refusal(&files, &["run", "small.json", "--store", "state"]);
    assert!(
        small
            .starts_with("the memoryLimit of the vat \"a\" is 65536 bytes; every vat begins with "),
        "{small}"
    );
    assert!(!files.path("state").exists());

    for arguments in [
        vec!["run"],
        vec!["walk", "app.json"],
        vec!["run", "app.json", "--max-cranks", "many"],
        vec!["run", "app.json", "--commit-every", "0"],
        vec!["run", "app.json", "extra"],
        vec!["send", "state"],
    ] {
        refusal(&files, &arguments);
    }
    let unknown = refusal(&files, &["run", "app.json", "--jsn"]);
    assert_eq!(
        unknown,
        "unexpected argument '--jsn' found: a similar argument exists: '--json'"
    );
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let files = game();
    for arguments in [
        vec!["run", "app.json", "--", "1"],
        vec!["--help"],
        vec!["run", "app.json", "--json", "--", "1"],
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_crankcase"))
            .args(&arguments)
            .current_dir(files.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut errors = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut errors)
            .unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{errors}");
        assert!(
            !errors.contains("crankcase: ") && !errors.contains("panicked"),
            "{errors}"
        );
    }
}

#[test]
fn the_environment_means_nothing_to_an_application() {
    let files = game();
    files.write("import/bootstrap.js", "import 'left-pad';\n");
    files.write("packages/left-pad/index.js", "");
    let output = Command::new(env!("CARGO_BIN_EXE_crankcase"))
        .args(["run", "import"])
        .env("NODE_PATH", files.path("packages"))
        .current_dir(files.path(""))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        text(&output.stderr),
        "crankcase: import/bootstrap.js:1:8: cannot find \"left-pad\"\n"
    );
}
