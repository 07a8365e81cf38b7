//! The shape of the house: who may depend on whom, and that spec, code and tests name the same rules.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crankcase_tests::repository;

/// What each crate may depend on, of ours, outside of its tests.
const ALLOWED: &[(&str, &str, &[&str])] = &[
    ("vat-runtime/abi", "crankcase-abi", &[]),
    ("vat-runtime/engine", "crankcase-engine", &[]),
    // The engine crate builds the image; it is no part of the host.
    (
        "vat-runtime/host",
        "crankcase-host",
        &["crankcase-abi", "build:crankcase-engine"],
    ),
    ("vat-runtime/guest", "crankcase-guest", &["crankcase-abi"]),
    ("store", "crankcase-store", &[]),
    (
        "kernel",
        "crankcase-kernel",
        &["crankcase-abi", "crankcase-store"],
    ),
    (
        "cli",
        "crankcase",
        &[
            "crankcase-abi",
            "crankcase-host",
            "crankcase-kernel",
            "crankcase-store",
        ],
    ),
];

fn manifest(folder: &str) -> toml::Table {
    let path = repository().join(folder).join("Cargo.toml");
    std::fs::read_to_string(&path)
        .unwrap_or_else(|e| panic!("{}: {e}", path.display()))
        .parse()
        .unwrap()
}

fn keys(manifest: &toml::Table, section: &str) -> Vec<String> {
    let table = manifest.get(section).and_then(toml::Value::as_table);
    table
        .into_iter()
        .flatten()
        .map(|(name, _)| name.clone())
        .collect()
}

#[test]
fn crates_depend_downward_only() {
    for (folder, name, allowed) in ALLOWED {
        let manifest = manifest(folder);
        assert_eq!(manifest["package"]["name"].as_str(), Some(*name));
        assert!(
            !manifest.contains_key("target"),
            "{folder}: dependencies by target escape this test"
        );
        let built = keys(&manifest, "build-dependencies")
            .into_iter()
            .map(|name| format!("build:{name}"));
        for dependency in keys(&manifest, "dependencies").into_iter().chain(built) {
            let ours = dependency
                .trim_start_matches("build:")
                .starts_with("crankcase");
            assert!(
                !ours || allowed.contains(&dependency.as_str()),
                "{folder} must not depend on {dependency}"
            );
        }
    }
    let members = manifest("")["workspace"]["members"]
        .as_array()
        .unwrap()
        .clone();
    let known: BTreeSet<_> = ALLOWED
        .iter()
        .map(|(folder, ..)| *folder)
        .chain(["tests", "benches"])
        .collect();
    for member in members {
        assert!(
            known.contains(member.as_str().unwrap()),
            "{member}: say above what it may depend on"
        );
    }
}

#[test]
fn the_kernel_knows_no_engine_and_the_store_no_vats() {
    let kernel = keys(&manifest("kernel"), "dependencies");
    assert!(
        !kernel
            .iter()
            .any(|name| name.starts_with("wasm") || name.starts_with("boa"))
    );
    let banned = [
        "std::time",
        "Instant",
        "SystemTime",
        "std::thread",
        "HashMap",
        "HashSet",
        "std::env",
        "unsafe ",
    ];
    for file in rust_files(&["kernel/src"]) {
        let text = std::fs::read_to_string(&file).unwrap();
        for (number, line) in text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
        {
            let found = banned.iter().find(|word| line.contains(*word));
            assert!(
                found.is_none(),
                "{}:{}: {}",
                file.display(),
                number + 1,
                found.unwrap()
            );
        }
    }
    for file in rust_files(&["store/src"]) {
        let text = std::fs::read_to_string(&file).unwrap().to_lowercase();
        assert!(
            !text.contains("vatid") && !text.contains("crankcase_abi"),
            "{}",
            file.display()
        );
    }
}

#[test]
fn unsafe_stays_in_its_files() {
    let allowed = [
        "vat-runtime/guest/src/alloc.rs",
        "vat-runtime/guest/src/alloc/tests.rs",
        "vat-runtime/guest/src/exports.rs",
        "vat-runtime/guest/src/syscalls/imports.rs",
        "vat-runtime/host/src/memory.rs",
        "vat-runtime/host/src/cache.rs",
        "vat-runtime/host/src/written.rs",
    ];
    for file in rust_files(&["kernel", "store", "cli", "tests", "benches", "vat-runtime"]) {
        let name = file
            .strip_prefix(repository())
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        let text = std::fs::read_to_string(&file).unwrap();
        let code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        let uses = code.filter(|line| {
            line.contains("unsafe {") || line.contains("unsafe fn") || line.contains("unsafe impl")
        });
        let count = uses.filter(|line| !line.contains("contains(")).count();
        assert!(
            count == 0 || allowed.contains(&name.as_str()),
            "{name} has {count} uses of unsafe"
        );
    }
}

/// Files with more lines than this are two files.
const LONGEST_FILE: usize = 500;

#[test]
fn files_are_short_and_say_what_they_are() {
    for file in rust_files(&["kernel", "store", "cli", "tests", "benches", "vat-runtime"]) {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(
            text.starts_with("//!"),
            "{} does not say what it is",
            file.display()
        );
        let lines = text.lines().count();
        assert!(
            lines <= LONGEST_FILE,
            "{} has {lines} lines",
            file.display()
        );
    }
}

#[test]
fn every_rule_is_cited_by_code_and_by_a_test() {
    let rules = rules();
    let mut in_code: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut in_tests: BTreeMap<String, PathBuf> = BTreeMap::new();
    for file in rust_files(&["kernel", "store", "cli", "tests", "benches", "vat-runtime"]) {
        let text = std::fs::read_to_string(&file).unwrap();
        let is_test_file =
            file.components().any(|part| part.as_os_str() == "tests") || file.ends_with("tests.rs");
        let (code, tests) = match text.find("#[cfg(test)]\nmod ") {
            _ if is_test_file => ("", text.as_str()),
            Some(at) => text.split_at(at),
            None => (text.as_str(), ""),
        };
        in_code.extend(citations(code).into_iter().map(|rule| (rule, file.clone())));
        in_tests.extend(
            citations(tests)
                .into_iter()
                .map(|rule| (rule, file.clone())),
        );
    }
    // The reason of an amendment stands where its code does.
    for amendment in crankcase_engine::amendments().unwrap() {
        let file = PathBuf::from("vat-runtime/engine/amendments").join(&amendment.name);
        let cited = citations(&amendment.reason).into_iter();
        in_code.extend(cited.map(|rule| (rule, file.clone())));
    }
    for folder in ["tests/conformance", "tests/hostile"] {
        for (name, text) in crankcase_tests::case::files(folder) {
            let file = Path::new(folder).join(name);
            let cited = citations(&text).into_iter();
            in_tests.extend(cited.map(|rule| (rule, file.clone())));
        }
    }
    for (rule, file) in in_code.iter().chain(&in_tests) {
        assert!(
            rules.contains(rule),
            "{} cites {rule}, which spec/ does not have",
            file.display()
        );
    }
    let uncited: Vec<_> = rules
        .iter()
        .filter(|rule| !in_code.contains_key(*rule))
        .collect();
    assert!(uncited.is_empty(), "no code cites {uncited:?}");
    let untested: Vec<_> = rules
        .iter()
        .filter(|rule| !in_tests.contains_key(*rule))
        .collect();
    assert!(untested.is_empty(), "no test cites {untested:?}");
}

/// The rules of `spec/`: what stands bold at the beginning of a line.
fn rules() -> BTreeSet<String> {
    let mut rules = BTreeSet::new();
    for entry in std::fs::read_dir(repository().join("spec")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        for line in std::fs::read_to_string(&path).unwrap().lines() {
            let Some(rule) = line
                .strip_prefix("**")
                .and_then(|rest| rest.split_once("**"))
            else {
                continue;
            };
            assert!(
                is_rule(rule.0),
                "{}: {:?} is no rule",
                path.display(),
                rule.0
            );
            assert!(rules.insert(rule.0.to_owned()), "{} is there twice", rule.0);
        }
    }
    assert!(rules.len() > 20);
    rules
}

/// `spec P4.2` or `spec T4, T5`, anywhere.
fn citations(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("spec ") {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '`') {
            continue;
        }
        for word in text[at + 5..]
            .split(',')
            .map(|word| word.trim_start_matches([' ', '/', '!', '\n']))
        {
            let rule: String = word
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '.')
                .collect();
            let rule = rule.trim_end_matches('.');
            if !is_rule(rule) {
                break;
            }
            found.push(rule.to_owned());
            if rule.len() != word.len() {
                break;
            }
        }
    }
    found
}

fn is_rule(text: &str) -> bool {
    let Some(digits) = text.strip_prefix([
        'P', 'R', 'G', 'V', 'M', 'T', 'D', 'E', 'L', 'A', 'N', 'C', 'S', 'H',
    ]) else {
        return false;
    };
    !digits.is_empty()
        && digits
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

fn rust_files(folders: &[&str]) -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let mut entries: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        entries.sort();
        for path in entries {
            if path.is_dir() && !path.ends_with("target") && !path.ends_with("node_modules") {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    folders
        .iter()
        .for_each(|folder| walk(&repository().join(folder), &mut found));
    assert!(!found.is_empty());
    found
}

/// Each test that the table of orders names, as `file::function` or as a golden file, is there.
#[test]
fn the_tests_of_the_orders_exist() {
    let table = std::fs::read_to_string(repository().join("spec/ordering.md")).unwrap();
    let mut rows = 0;
    for row in table.lines().filter(|line| line.starts_with("| ")) {
        let tests = row.split(" | ").last().unwrap();
        for name in tests.split('`').skip(1).step_by(2) {
            let found = match name.split_once("::") {
                Some((file, function)) => {
                    let folders = ["kernel/tests/kernel", "cli/tests"];
                    folders.iter().any(|folder| {
                        let file = repository().join(folder).join(format!("{file}.rs"));
                        let text = std::fs::read_to_string(file).unwrap_or_default();
                        text.contains(&format!("#[test]\nfn {function}()"))
                    })
                }
                None => repository().join("tests/golden").join(name).exists(),
            };
            assert!(found, "spec/ordering.md names {name}, which does not exist");
            rows += 1;
        }
    }
    assert!(rows > 20, "{rows}");
}
