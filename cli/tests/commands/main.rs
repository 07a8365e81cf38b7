//! The command as its users meet it: what it prints, what it leaves behind, and its exit codes.

mod devices;
mod replaying;
mod running;
mod shipping;
mod stores;
#[path = "../support/mod.rs"]
mod support;
mod tracing;
mod verifying;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

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

/// The files of a store and their bytes, without the index, which is made again from the rest.
struct Contents(BTreeMap<PathBuf, Vec<u8>>);

impl Contents {
    fn of(store: &Path) -> Self {
        let mut files = BTreeMap::new();
        let mut directories = vec![store.to_owned()];
        while let Some(directory) = directories.pop() {
            for entry in std::fs::read_dir(directory).expect("a directory") {
                let path = entry.expect("an entry").path();
                if !path.is_dir() {
                    let bytes = std::fs::read(&path).expect("a file");
                    files.insert(path, bytes);
                } else if path != store.join("index") {
                    directories.push(path);
                }
            }
        }
        assert!(files.len() > 2, "a store has a log and blobs");
        Self(files)
    }

    fn assert_unchanged(&self, store: &Path) {
        let now = Self::of(store);
        assert_eq!(
            self.0.keys().collect::<Vec<_>>(),
            now.0.keys().collect::<Vec<_>>()
        );
        for (path, bytes) in &self.0 {
            assert!(now.0[path] == *bytes, "{} has changed", path.display());
        }
    }
}
