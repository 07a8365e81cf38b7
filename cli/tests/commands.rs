//! The command as its users meet it: what it prints, what it leaves behind, and its exit codes.

mod support;

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crankcase::{
    Computrons, Continue, Host, HostOptions, ImageId, Kernel, KernelOptions, Limits, Silent, Store,
    StoreOptions, VatHost, VatSpec, app, run, run_on_big_stack,
};
use crankcase_abi::{CrankReport, Delivery, HeapImage, HeapRoot, HostError, KernelSide, VatWorker};
use serde_json::Value;
use support::Files;

/// Two vats that play `argv[0]` rounds, and a bootstrap that says what happened.
const BOOTSTRAP: &str = "
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';
export const buildRootObject = ({ testLog }, { argv }) =>
  Far('root', {
    async bootstrap({ alice, bob }) {
      console.log('begin\\nof', argv[0], 'rounds');
      testLog(`rounds: ${argv[0]}`);
      let ball = 0n;
      for (let round = 0; round < Number(argv[0]); round += 1) {
        ball = await E(round % 2 ? alice : bob).hit(ball);
      }
      if (argv[1] !== undefined) throw TypeError(argv[1]);
      return { ball, players: { alice, bob } };
    },
  });
";

const PLAYER: &str = "
import { Far } from '@endo/far';
export const buildRootObject = (_, { step }) => {
  let hits = 0;
  return Far('player', {
    hit: ball => { hits += 1; return ball + BigInt(step); },
    hits: () => hits,
    echo: (...args) => args,
    fail: message => { throw RangeError(message); },
    never: () => new Promise(() => {}),
    spin: () => { for (;;); },
  });
};
";

const CONFIG: &str = r#"{
  "bootstrap": "boot",
  "vats": {
    "boot": { "sourceSpec": "boot.js" },
    "alice": { "sourceSpec": "player.js", "parameters": { "step": 1 } },
    "bob": {
      "sourceSpec": "player.js",
      "parameters": { "step": 10 },
      "creationOptions": { "computronLimit": 1000000 }
    }
  }
}"#;

fn game() -> Files {
    Files::new(&[
        ("app.json", CONFIG),
        ("boot.js", BOOTSTRAP),
        ("player.js", PLAYER),
    ])
}

/// Runs the command in the directory of `files`.
fn crankcase(files: &Files, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_crankcase"))
        .args(arguments)
        .current_dir(files.path(""))
        .output()
        .expect("the command starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// What a command that ends with this code printed, checked to be silent about errors or one line.
fn expect(files: &Files, code: i32, arguments: &[&str]) -> String {
    let output = crankcase(files, arguments);
    let errors = text(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {errors}");
    let complaints = errors
        .lines()
        .filter(|line| line.starts_with("crankcase: "))
        .count();
    assert!(complaints <= 1, "{errors}");
    text(&output.stdout)
}

fn expect_json(files: &Files, code: i32, arguments: &[&str]) -> Value {
    let out = expect(files, code, arguments);
    assert_eq!(out.lines().count(), 1, "{out}");
    serde_json::from_str(&out).expect("JSON")
}

/// The one line that a command with malformed input says.
fn refusal(files: &Files, arguments: &[&str]) -> String {
    let output = crankcase(files, arguments);
    let errors = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {errors}");
    assert_eq!(text(&output.stdout), "");
    let mut lines = errors.lines();
    let (line, rest) = (lines.next().unwrap_or_default(), lines.next());
    assert_eq!(rest, None, "one line: {errors}");
    line.strip_prefix("crankcase: ")
        .unwrap_or_else(|| panic!("{line}"))
        .to_owned()
}

/// Every file below a directory and its bytes.
fn contents(directory: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else {
            found.push((
                path.display().to_string(),
                std::fs::read(&path).expect("a file"),
            ));
        }
    }
    found.sort();
    found
}

#[test]
fn a_run_says_what_it_came_to() {
    let files = game();
    let output = crankcase(&files, &["run", "app.json", "--json", "--", "3"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text(&output.stderr), "boot: begin\nboot: of 3 rounds\n");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["testLog"], serde_json::json!(["rounds: 3"]));
    assert_eq!(report["bootstrapResult"]["status"], "fulfilled");
    assert_eq!(report["bootstrapResult"]["value"]["ball"], "21n");
    assert_eq!(report["activityHash"].as_str().unwrap().len(), 64);
    let vats = report["vats"].as_object().unwrap();
    assert_eq!(vats.keys().collect::<Vec<_>>(), ["alice", "bob", "boot"]);
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
fn a_store_is_continued_only_by_its_own_application() {
    let files = game();
    expect(
        &files,
        0,
        &["run", "app.json", "--store", "state", "--", "3"],
    );
    let before = contents(&files.path("state"));
    let other = refusal(&files, &["run", "app.json", "--store", "state", "--", "4"]);
    assert!(
        other.starts_with("state: this store belongs to another application ("),
        "{other}"
    );
    assert_eq!(contents(&files.path("state")), before);

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
    files.write("state/crankcase-store", marker.replace('1', "999"));
    let before = contents(&files.path("state"));
    for command in [
        vec!["run", "app.json", "--store", "state", "--", "3"],
        vec!["send", "state", "alice", "hits"],
        vec!["replay", "state"],
        vec!["inspect", "state"],
    ] {
        let version = refusal(&files, &command);
        assert!(version.contains("version 999"), "{version}");
    }
    assert_eq!(contents(&files.path("state")), before);
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

    let before = contents(&files.path("state"));
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
    assert_eq!(contents(&files.path("state")), before);

    let spun = expect_json(&files, 1, &["send", "state", "bob", "spin", "--json"]);
    assert_eq!(spun["vats"]["bob"]["status"], "compute limit");
    assert_eq!(spun["vats"]["bob"]["heapHash"], Value::Null);
    assert_eq!(spun["vats"]["alice"]["status"], "running");
    assert_eq!(
        refusal(&files, &["send", "state", "bob", "hits"]),
        "the vat \"bob\" has ended"
    );
    assert!(expect(&files, 0, &["replay", "state"]).contains("bob (v3): "));
}

#[test]
fn a_replay_proves_every_delivery() {
    let files = game();
    expect(
        &files,
        0,
        &["run", "app.json", "--store", "state", "--audit", "--", "3"],
    );
    let before = contents(&files.path("state"));
    let lines = expect(&files, 0, &["replay", "state"]);
    let expected = [
        "boot (v1): 5 deliveries, same, 5 heap hashes among them",
        "alice (v2): 2 deliveries, same, 2 heap hashes among them",
        "bob (v3): 3 deliveries, same, 3 heap hashes among them",
    ];
    assert_eq!(lines.lines().collect::<Vec<_>>(), expected);
    assert_eq!(
        expect(&files, 0, &["replay", "state", "--vat", "bob"])
            .lines()
            .collect::<Vec<_>>(),
        expected[2..]
    );
    let json = expect_json(&files, 0, &["replay", "state", "--json"]);
    assert_eq!(json["same"], true);
    assert_eq!(json["vats"][1]["deliveries"], 2);
    assert_eq!(
        refusal(&files, &["replay", "state", "--vat", "carol"]),
        "there is no vat \"carol\""
    );
    assert_eq!(contents(&files.path("state")), before);
}

/// A host that reports one computron too many for each delivery.
struct Dear(Host);

struct DearWorker(Box<dyn VatWorker>);

impl VatHost for Dear {
    fn image_id(&self) -> ImageId {
        self.0.image_id()
    }
    fn create(&self, vat: &VatSpec) -> Result<Box<dyn VatWorker>, HostError> {
        Ok(Box::new(DearWorker(self.0.create(vat)?)))
    }
    fn restore(&self, vat: &VatSpec, image: &HeapImage) -> Result<Box<dyn VatWorker>, HostError> {
        Ok(Box::new(DearWorker(self.0.restore(vat, image)?)))
    }
}

impl VatWorker for DearWorker {
    fn deliver(
        &mut self,
        delivery: &Delivery,
        budget: Computrons,
        kernel: &mut dyn KernelSide,
    ) -> Result<CrankReport, HostError> {
        let mut report = self.0.deliver(delivery, budget, kernel)?;
        report.computrons += Computrons(1);
        Ok(report)
    }
    fn heap_root(&mut self) -> Result<HeapRoot, HostError> {
        self.0.heap_root()
    }
    fn image(&mut self) -> Result<HeapImage, HostError> {
        self.0.image()
    }
}

#[test]
fn a_replay_shows_the_first_difference() {
    let files = game();
    let genesis = app::load(&files.path("app.json"), &["3".to_owned()]).unwrap();
    let directory = files.path("state");
    run_on_big_stack(move || {
        let host = Dear(Host::new(&HostOptions::default()).unwrap());
        let store = Store::create(&directory, StoreOptions::default()).unwrap();
        let mut kernel =
            Kernel::create(store, Box::new(host), &genesis, KernelOptions::default()).unwrap();
        run(&mut kernel, &Limits::default(), &mut Silent, |_| {
            Continue::Yes
        })
        .unwrap();
    });
    let diff = expect(&files, 1, &["replay", "state", "--vat", "alice"]);
    let lines: Vec<&str> = diff.lines().collect();
    let head = lines[0];
    assert!(
        head.starts_with("vat \"alice\" (v2) differs at delivery 0, crank "),
        "{diff}"
    );
    assert!(head.ends_with(": computrons"), "{diff}");
    let figure = |line: &str, label: &str| {
        line.trim()
            .strip_prefix(label)
            .unwrap()
            .parse::<u64>()
            .unwrap()
    };
    assert_eq!(
        figure(lines[1], "- recorded: "),
        figure(lines[2], "+ replayed: ") + 1
    );
    let json = expect_json(&files, 1, &["replay", "state", "--json"]);
    assert_eq!(json["same"], false);
    assert_eq!(json["difference"]["vat"], "boot");
    assert_eq!(json["difference"]["delivery"], 0);
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
    let before = contents(&files.path("state"));
    let json = expect_json(&files, 0, &["inspect", "state", "--json"]);
    assert_eq!(json["cranks"], 5);
    let names: Vec<&str> = json["vats"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|vat| vat["name"].as_str())
        .collect();
    assert_eq!(names, ["boot", "alice", "bob"]);
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
    assert_eq!(contents(&files.path("state")), before);
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
    assert_eq!(line, "boot: running\n");
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
