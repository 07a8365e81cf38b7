//! The guest's own tests. The guest is a workspace of its own, so `cargo test` does not see them; this runs
//! them natively, in the tree that the image is built from.

use std::path::PathBuf;
use std::process::Command;

use crankcase_engine::{Placement, Workshop};

/// The build directory that this test was built in.
fn target() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.ancestors()
        .nth(3)
        .expect("<target>/<profile>/deps/<test>")
        .to_path_buf()
}

#[test]
fn the_tests_of_the_guest_pass() {
    let tree = target().join("guest").join("native-tree");
    Workshop::new(&target())
        .stage(&tree, Placement::Copies)
        .unwrap();
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .current_dir(&tree)
        .args(["test", "--locked", "--package", "crankcase-guest"]);
    cargo
        .arg("--target-dir")
        .arg(target().join("guest").join("native"));
    for name in [
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "RUSTC_WRAPPER",
        "RUSTC_WORKSPACE_WRAPPER",
        "CARGO_TARGET_DIR",
    ] {
        cargo.env_remove(name);
    }
    let output = cargo.output().unwrap();
    let (told, errors) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(output.status.success(), "{told}\n{errors}");
    let passed: u32 = told
        .lines()
        .filter_map(|line| {
            line.strip_prefix("test result: ok. ")?
                .split(' ')
                .next()?
                .parse::<u32>()
                .ok()
        })
        .sum();
    assert!(passed > 50, "{told}");
}
