//! `crankcase export` and `crankcase import`: a store on another machine goes on as the first one would have.

use std::fs;
use std::path::Path;

use crankcase::{
    BlobHash, CRANKS_PER_BLOCK, Host, HostOptions, Kernel, KernelOptions, Silent, Store,
    StoreOptions, Unlimited, app, run, run_on_big_stack,
};
use serde_json::Value;

use crate::support::{Files, copy};
use crate::{Contents, crankcase, expect, expect_json, game, refusal, text};

/// A game of so many rounds, played, and an export of it.
fn played(files: &Files, rounds: &str, mode: &str) -> Value {
    expect(
        files,
        0,
        &["run", "app.json", "--store", "state", "--", rounds],
    );
    let arguments = ["export", "state", "copy", "--mode", mode, "--json"];
    expect_json(files, 0, &arguments)
}

fn hash_of(path: &Path) -> String {
    BlobHash::of(&fs::read(path).unwrap()).to_string()
}

#[test]
fn an_imported_store_goes_on_as_the_first_one_in_every_mode() {
    for mode in ["operational", "replay", "archival"] {
        let files = game();
        let exported = played(&files, "7", mode);
        assert_eq!(exported["mode"], mode);
        let root = exported["root"].as_str().unwrap();
        assert_eq!(root, hash_of(&files.path("copy/manifest")));
        let mut imported = expect_json(
            &files,
            0,
            &["import", "copy", "other", "--root", root, "--json"],
        );
        assert_eq!(imported["keptBytes"].take(), 0);
        imported["keptBytes"] = 0.into();
        assert_eq!(imported, exported);
        let look = |store| expect_json(&files, 0, &["inspect", store, "--json"]);
        let (one, two) = (look("state"), look("other"));
        assert_eq!(one["activityHash"], exported["activityHash"]);
        assert_eq!(one, two);
        for message in [["alice", "hits"], ["bob", "hits"]] {
            let send = |store| {
                let arguments = ["send", store, message[0], message[1], "--json", "--audit"];
                expect_json(&files, 0, &arguments)
            };
            let (one, two) = (send("state"), send("other"));
            assert_eq!(one["activityHash"], two["activityHash"]);
            assert_eq!(one["vats"], two["vats"]);
            assert_eq!(one["result"], two["result"]);
            assert_eq!(one["testLog"], two["testLog"]);
        }
        // What came of it is the same as well, and can be handed on.
        let again = |store, dir| {
            let arguments = ["export", store, dir, "--mode", mode, "--json"];
            expect_json(&files, 0, &arguments)["stateHash"].take()
        };
        assert_eq!(again("state", "copy-one"), again("other", "copy-two"));
        assert!(expect(&files, 0, &["verify", "other"]).contains("sound"));
    }
}

#[test]
fn a_replay_needs_the_history_and_says_so() {
    let files = game();
    played(&files, "7", "replay");
    expect(&files, 0, &["import", "copy", "other"]);
    let whole = expect(&files, 0, &["replay", "state"]);
    assert_eq!(expect(&files, 0, &["replay", "other"]), whole);
}

#[test]
fn an_export_is_shown_and_an_import_is_too() {
    let files = game();
    let json = played(&files, "3", "operational");
    // Again into the same directory: it is there.
    let shown = expect(&files, 0, &["export", "state", "copy"]);
    for part in [
        "export root    ",
        json["root"].as_str().unwrap(),
        json["stateHash"].as_str().unwrap(),
        json["activityHash"].as_str().unwrap(),
        "mode           operational",
        "of it were there",
    ] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    let bytes: u64 = fs::read_dir(files.path("copy/artifacts"))
        .unwrap()
        .map(|entry| entry.unwrap().metadata().unwrap().len())
        .sum();
    assert_eq!(json["bytes"], bytes);
    let imported = expect(&files, 0, &["import", "copy", "other"]);
    assert_eq!(imported.lines().count(), shown.lines().count());
    assert!(imported.contains(json["root"].as_str().unwrap()));
}

#[test]
fn a_store_that_is_in_use_is_exported_and_not_touched() {
    let files = game();
    let genesis = app::load(&files.path("app.json"), &["3".to_owned()]).unwrap();
    let (state, at) = (files.path("state"), files.path(""));
    run_on_big_stack(move || {
        let host = Box::new(Host::new(&HostOptions::default()).unwrap());
        // A thread that writes blobs would go on writing after the run.
        let options = StoreOptions {
            background: false,
            ..StoreOptions::default()
        };
        let store = Store::create(&state, options).unwrap();
        let mut kernel = Kernel::create(store, host, &genesis, KernelOptions::default()).unwrap();
        run(&mut kernel, &mut Unlimited, CRANKS_PER_BLOCK, &mut Silent).unwrap();
        let before = Contents::of(&state);
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_crankcase"))
            .args(["export", "state", "copy", "--json"])
            .current_dir(&at)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        before.assert_unchanged(&state);
        let exported: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(exported["activityHash"], kernel.activity_hash().to_string());
        assert_eq!(exported["cranks"], kernel.statistics().cranks);
        kernel.shutdown().unwrap();
    });
    expect(&files, 0, &["import", "copy", "other"]);
    assert_eq!(expect(&files, 0, &["send", "other", "bob", "hits"]), "2\n");
}

#[test]
fn what_is_wrong_is_named_and_the_import_goes_on_when_it_is_right() {
    let files = game();
    let exported = played(&files, "3", "archival");
    copy(&files.path("copy"), &files.path("good"));
    let zeros = "0".repeat(64);
    let other = refusal(&files, &["import", "copy", "other", "--root", &zeros]);
    let root = exported["root"].as_str().unwrap();
    let expected =
        format!("copy/manifest: the export's root is {root}, not {zeros}; get the export");
    assert!(other.starts_with(&expected), "{other}");
    assert!(!files.path("other").exists());
    let malformed = refusal(&files, &["import", "copy", "other", "--root", "12"]);
    assert!(
        malformed.contains("64 lower-case hex digits"),
        "{malformed}"
    );

    let artifact = files.path("copy/artifacts/00000001");
    let mut bytes = fs::read(&artifact).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&artifact, &bytes).unwrap();
    let bad = refusal(&files, &["import", "copy", "other"]);
    assert!(
        bad.starts_with(
            "copy/artifacts/00000001: the artifact is not what the manifest says; copy it again"
        ),
        "{bad}"
    );
    for command in [
        vec!["send", "other", "bob", "hits"],
        vec!["inspect", "other"],
        vec!["run", "app.json", "--store", "other", "--", "3"],
    ] {
        let half = refusal(&files, &command);
        assert!(
            half.contains("into this directory was not finished; run it again"),
            "{half}"
        );
    }
    fs::copy(files.path("good/artifacts/00000001"), &artifact).unwrap();
    expect(&files, 0, &["import", "copy", "other"]);
    assert_eq!(expect(&files, 0, &["send", "other", "bob", "hits"]), "2\n");

    for (arguments, message) in [
        (
            vec!["import", "copy", "other"],
            "other: there is a store here already",
        ),
        (
            vec!["import", "state", "new"],
            "state: there is no export here (no file `manifest`)",
        ),
        (
            vec!["export", "state", "other"],
            "other: the directory holds something else",
        ),
        (
            vec!["export", "copy", "new"],
            "copy: there is no crankcase store here",
        ),
    ] {
        let refused = refusal(&files, &arguments);
        assert!(refused.starts_with(message), "{refused}");
    }
    expect(&files, 0, &["send", "state", "bob", "hits"]);
    let moved_on = refusal(&files, &["export", "state", "copy"]);
    assert!(
        moved_on.starts_with("copy: the directory holds an export of another state"),
        "{moved_on}"
    );
    let mode = crankcase(&files, &["export", "state", "new", "--mode", "all"]);
    assert_eq!(mode.status.code(), Some(2));
    assert!(text(&mode.stderr).contains("operational, replay and archival are"));
}
