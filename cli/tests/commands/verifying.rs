//! `crankcase verify`: what is wrong with a store is named, with what mends it.

use std::fs;

use crate::support::copy;
use crate::{Contents, crankcase, expect, expect_json, game, refusal, text};

// spec S9
#[test]
fn a_sound_store_is_sound() {
    let files = game();
    expect(
        &files,
        0,
        &["run", "app.json", "--store", "state", "--", "3"],
    );
    let before = Contents::of(&files.path("state"));
    let json = expect_json(&files, 0, &["verify", "state", "--json"]);
    assert_eq!(json["sound"], true);
    assert_eq!(json["problems"].as_array().unwrap().len(), 0);
    assert!(json.get("replayed").is_none());
    for figure in ["blocks", "blobs", "cranks", "vats", "transcriptEntries"] {
        assert!(json[figure].as_u64().unwrap() > 0, "{figure} in {json}");
    }
    let deep = expect_json(&files, 0, &["verify", "state", "--deep", "--json"]);
    assert_eq!(deep["replayed"], deep["transcriptEntries"]);
    let shown = expect(&files, 0, &["verify", "state"]);
    assert!(shown.ends_with(": sound\n"), "{shown}");
    before.assert_unchanged(&files.path("state"));
    let none = refusal(&files, &["verify", "none"]);
    assert!(
        none.starts_with("none: there is no crankcase store here"),
        "{none}"
    );
}

// spec S9
#[test]
fn a_damaged_log_is_named_and_left_alone() {
    let files = game();
    expect(
        &files,
        0,
        &["run", "app.json", "--store", "state", "--", "3"],
    );
    let segment = files.path("state/log/00000000000000000001.log");
    let mut bytes = fs::read(&segment).unwrap();
    bytes[500] ^= 1;
    fs::write(&segment, bytes).unwrap();
    let before = Contents::of(&files.path("state"));
    let output = crankcase(&files, &["verify", "state"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stderr), "");
    let shown = text(&output.stdout);
    assert!(
        shown.starts_with("state/log/00000000000000000001.log: the block log is damaged"),
        "{shown}"
    );
    let json = expect_json(&files, 1, &["verify", "state", "--deep", "--json"]);
    assert_eq!(json["sound"], false);
    assert_eq!(
        json["problems"][0]["place"],
        "state/log/00000000000000000001.log"
    );
    before.assert_unchanged(&files.path("state"));
}

// spec S9
#[test]
fn a_copy_repairs_what_the_store_has_lost() {
    let files = game();
    expect(
        &files,
        0,
        &[
            "run", "app.json", "--store", "state", "--index", "redb", "--", "3",
        ],
    );
    let before = expect_json(&files, 0, &["inspect", "state", "--json"]);
    copy(&files.path("state"), &files.path("copy"));
    // A block of the log, a blob, the marker.
    for (file, at) in [
        ("state/log/00000000000000000001.log", 500),
        ("state/blobs/00000000000000000001.pack", 3_000),
        ("state/crankcase-store", 3),
    ] {
        let mut bytes = fs::read(files.path(file)).unwrap();
        bytes[at] ^= 1;
        fs::write(files.path(file), bytes).unwrap();
    }
    let alone = crankcase(&files, &["repair", "state"]);
    assert_eq!(alone.status.code(), Some(1), "{}", text(&alone.stderr));
    let shown = text(&alone.stdout);
    assert!(
        shown.contains("the format marker was written anew"),
        "{shown}"
    );
    assert!(shown.contains("the block log is damaged"), "{shown}");

    let report = expect_json(&files, 0, &["repair", "state", "--from", "copy", "--json"]);
    assert_eq!(report["sound"], true, "{report}");
    assert!(!report["mended"].as_array().unwrap().is_empty());
    assert!(files.path("state/set-aside").exists());
    expect(&files, 0, &["verify", "state", "--deep"]);
    let after = expect_json(&files, 0, &["inspect", "state", "--json"]);
    assert_eq!(after, before);
    assert!(files.path("state/index/redb").exists());
}
