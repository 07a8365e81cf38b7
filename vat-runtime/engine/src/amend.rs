//! Amendments: what is changed in the published engine, why, and how one sees that it is needed.
//!
//! An amendment is one TOML file. It holds only our own text and line numbers of the published file,
//! whose sha256 it names, so it can never be applied to anything else than what it was written for.
//! Several amendments may change one file; line numbers always mean the file as published.
//! Differences from the language that no amendment mends stand in spec E18.12, E18.13, E18.14, E18.15, E18.16.
//!
//! Must never apply a hunk approximately: a wrong hash, a line out of range or two hunks that touch
//! the same line are errors.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::error::EngineError;

/// A change to the published engine, with its reason and the cases that show the need for it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amendment {
    /// Name: that of its file, without the extension.
    #[serde(skip)]
    pub name: String,
    /// What is wrong in the published crate and what is done about it.
    pub reason: String,
    /// Where it was offered to the engine's authors, or why not (yet).
    pub offered_upstream: String,
    /// Programs that go wrong without the amendment.
    #[serde(default)]
    pub cases: Vec<Case>,
    /// For an amendment that opens an interface, which no JavaScript could show: what is built upon it.
    pub enables: Option<String>,
    /// The files it changes.
    pub files: Vec<AmendedFile>,
}

/// A program that shows a fault of the published engine.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Body of a function in strict code that returns a value.
    pub source: String,
    /// `String()` of the value it must return.
    pub expect: String,
    /// What the published engine did when the amendment was written: `String()` of the value it
    /// returned, or how it failed.
    pub published: String,
}

/// The changes of one amendment to one published file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmendedFile {
    /// The crate, as it is called in the registry.
    #[serde(rename = "crate")]
    pub krate: String,
    /// Path of the file within the crate, with `/`.
    pub path: String,
    /// Sha256 of the published file, in lower-case hexadecimal.
    pub sha256: String,
    /// The replacements.
    pub hunks: Vec<Hunk>,
}

/// A replacement of the lines `first..=last` (counted from 1) of a published file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hunk {
    /// First line replaced.
    pub first: usize,
    /// Last line replaced; `first - 1` inserts before `first` and replaces nothing.
    pub last: usize,
    /// Whole lines to put there; empty deletes.
    pub with: String,
}

/// Path of a published file: crate and path within it.
pub(crate) type FileId = (String, String);

/// All hunks for one published file, of all amendments, in the order of their lines.
#[derive(Debug)]
pub(crate) struct FilePlan {
    sha256: String,
    hunks: Vec<(String, Hunk)>,
}

/// Reads the amendment in `text`, which is the content of `path`.
pub(crate) fn parse(path: &Path, text: &str) -> Result<Amendment, EngineError> {
    let mut amendment: Amendment = toml::from_str(text).map_err(EngineError::malformed(path))?;
    let stem = path.file_stem().unwrap_or_default();
    amendment.name = stem.to_string_lossy().into_owned();
    let wrong = |message: &str| Err(EngineError::malformed(path)(message));
    if amendment.cases.is_empty() && amendment.enables.is_none() {
        return wrong("an amendment has cases or says what it enables");
    }
    for file in &amendment.files {
        let plain = |c: Component<'_>| matches!(c, Component::Normal(_));
        if !Path::new(&file.path).components().all(plain) {
            return wrong("a path leaves its crate");
        }
        let whole = |h: &Hunk| h.with.is_empty() || h.with.ends_with('\n');
        if !file.hunks.iter().all(whole) {
            return wrong("a replacement does not end with the end of a line");
        }
    }
    Ok(amendment)
}

/// Brings the hunks of all amendments together, file by file.
///
/// # Errors
/// [`EngineError::Misfit`] if two amendments were written for different versions of a file, or touch
/// the same lines, or insert at the same place (the order would be arbitrary).
pub(crate) fn compose(amendments: &[Amendment]) -> Result<BTreeMap<FileId, FilePlan>, EngineError> {
    let mut plans = BTreeMap::<FileId, FilePlan>::new();
    for amendment in amendments {
        for file in &amendment.files {
            let id = (file.krate.clone(), file.path.clone());
            let plan = plans.entry(id.clone()).or_insert_with(|| FilePlan {
                sha256: file.sha256.clone(),
                hunks: Vec::new(),
            });
            if plan.sha256 != file.sha256 {
                let other = plan.hunks.first().map_or("", |(name, _)| name.as_str());
                let reason = format!("{other} names another sha256 for this file");
                return Err(misfit(&amendment.name, &id, reason));
            }
            let named = |hunk: &Hunk| (amendment.name.clone(), hunk.clone());
            plan.hunks.extend(file.hunks.iter().map(named));
        }
    }
    for (id, plan) in &mut plans {
        plan.hunks.sort_by_key(|(_, hunk)| (hunk.first, hunk.last));
        check_disjoint(id, &plan.hunks)?;
    }
    Ok(plans)
}

fn check_disjoint(id: &FileId, hunks: &[(String, Hunk)]) -> Result<(), EngineError> {
    for (name, hunk) in hunks {
        if hunk.first == 0 || hunk.last.checked_add(1).is_none_or(|end| end < hunk.first) {
            let reason = format!("[{}, {}] is no range of lines", hunk.first, hunk.last);
            return Err(misfit(name, id, reason));
        }
    }
    for pair in hunks.windows(2) {
        let [(earlier, a), (later, b)] = pair else {
            unreachable!("windows(2) gives pairs")
        };
        let same_place = a.first == b.first && a.last == b.last;
        if b.first <= a.last || same_place {
            let reason = format!(
                "[{}, {}] collides with [{}, {}] of {earlier}",
                b.first, b.last, a.first, a.last
            );
            return Err(misfit(later, id, reason));
        }
    }
    Ok(())
}

/// Applies the plan to the published content of the file.
///
/// # Errors
/// [`EngineError::Misfit`] if `published` is not the content the amendments were written for.
pub(crate) fn apply(id: &FileId, plan: &FilePlan, published: &[u8]) -> Result<String, EngineError> {
    let names = |reason: String| {
        let mut names: Vec<&str> = plan.hunks.iter().map(|(name, _)| name.as_str()).collect();
        names.dedup();
        misfit(&names.join(", "), id, reason)
    };
    let found = hex::encode(Sha256::digest(published));
    if found != plan.sha256 {
        let reason = format!("written for sha256 {}, found {found}", plan.sha256);
        return Err(names(reason));
    }
    let text = std::str::from_utf8(published).map_err(|_| names("not UTF-8".to_owned()))?;
    let lines: Vec<&str> = text.split_inclusive('\n').collect();

    let mut amended = String::with_capacity(text.len());
    let mut next = 0;
    for (name, hunk) in &plan.hunks {
        if hunk.last > lines.len() || hunk.first > lines.len() + 1 {
            let reason = format!("it has {} lines, not {}", lines.len(), hunk.last);
            return Err(misfit(name, id, reason));
        }
        amended.extend(lines[next..hunk.first - 1].iter().copied());
        amended.push_str(&hunk.with);
        next = hunk.last;
    }
    amended.extend(lines[next..].iter().copied());
    Ok(amended)
}

fn misfit(amendment: &str, (krate, file): &FileId, reason: String) -> EngineError {
    EngineError::Misfit {
        amendment: amendment.to_owned(),
        krate: krate.clone(),
        file: file.clone(),
        reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUBLISHED: &str = "one\ntwo\nthree\nfour\n";

    fn amendment(name: &str, hunks: &[(usize, usize, &str)]) -> Amendment {
        let hunk = |&(first, last, with): &(usize, usize, &str)| Hunk {
            first,
            last,
            with: with.to_owned(),
        };
        Amendment {
            name: name.to_owned(),
            reason: String::new(),
            offered_upstream: String::new(),
            cases: Vec::new(),
            enables: None,
            files: vec![AmendedFile {
                krate: "boa".to_owned(),
                path: "src/lib.rs".to_owned(),
                sha256: hex::encode(Sha256::digest(PUBLISHED)),
                hunks: hunks.iter().map(hunk).collect(),
            }],
        }
    }

    fn amend(amendments: &[Amendment]) -> Result<String, String> {
        let plans = compose(amendments).map_err(|e| e.to_string())?;
        let (id, plan) = plans.first_key_value().expect("one file");
        apply(id, plan, PUBLISHED.as_bytes()).map_err(|e| e.to_string())
    }

    #[test]
    fn hunks_of_several_amendments_compose_in_any_order() {
        let a = amendment("a", &[(4, 4, "4\n4b\n"), (1, 1, "1\n")]);
        let b = amendment("b", &[(2, 3, ""), (2, 1, "1b\n"), (5, 4, "5\n")]);
        let expected = "1\n1b\n4\n4b\n5\n";
        assert_eq!(amend(&[a.clone(), b.clone()]).unwrap(), expected);
        assert_eq!(amend(&[b, a]).unwrap(), expected);
    }

    #[test]
    fn hunks_that_touch_the_same_line_are_refused() {
        let a = amendment("a", &[(1, 2, "x\n")]);
        let b = amendment("b", &[(2, 3, "y\n")]);
        assert_eq!(
            amend(&[a, b]).unwrap_err(),
            "amendment b: boa/src/lib.rs: [2, 3] collides with [1, 2] of a"
        );
    }

    #[test]
    fn an_insertion_inside_a_replaced_range_is_refused() {
        let a = amendment("a", &[(1, 3, "x\n")]);
        let b = amendment("b", &[(3, 2, "y\n")]);
        assert!(amend(&[a, b]).unwrap_err().contains("collides"));
    }

    #[test]
    fn two_insertions_at_one_place_are_refused() {
        let a = amendment("a", &[(3, 2, "x\n")]);
        let b = amendment("b", &[(3, 2, "y\n")]);
        assert!(amend(&[a, b]).unwrap_err().contains("collides"));
    }

    #[test]
    fn a_file_that_is_not_the_published_one_is_refused() {
        let plans = compose(&[amendment("a", &[(1, 1, "x\n")])]).unwrap();
        let (id, plan) = plans.first_key_value().unwrap();
        let error = apply(id, plan, b"one\r\ntwo\n").unwrap_err().to_string();
        assert!(error.starts_with("amendment a: boa/src/lib.rs: written for sha256 "));
    }

    #[test]
    fn amendments_written_for_different_files_are_refused() {
        let a = amendment("a", &[(1, 1, "x\n")]);
        let mut b = amendment("b", &[(2, 2, "x\n")]);
        b.files[0].sha256 = "00".repeat(32);
        assert!(amend(&[a, b]).unwrap_err().contains("another sha256"));
    }

    #[test]
    fn lines_that_do_not_exist_are_refused() {
        for hunk in [(5, 5, "x\n"), (6, 5, "x\n"), (0, 0, "x\n"), (3, 1, "x\n")] {
            assert!(amend(&[amendment("a", &[hunk])]).is_err(), "{hunk:?}");
        }
        assert!(amend(&[amendment("a", &[(1, usize::MAX, "x\n")])]).is_err());
    }

    #[test]
    fn a_malformed_amendment_names_its_file() {
        let path = Path::new("amendments/some-fix.toml");
        let head = "reason = 'r'\noffered_upstream = 'no'\n";
        let file = |with: &str, at: &str| {
            format!(
                "[[files]]\ncrate='c'\npath='{at}'\nsha256=''\nhunks=[{{first=1,last=1,with={with}}}]\n"
            )
        };
        for (text, complaint) in [
            (format!("{head}colour = 1\n"), "unknown field"),
            (format!("{head}files = []\n"), "has cases or says"),
            (
                format!("{head}enables='e'\n{}", file("'x'", "src/a.rs")),
                "end of a line",
            ),
            (
                format!("{head}enables='e'\n{}", file("''", "../a.rs")),
                "leaves its crate",
            ),
        ] {
            let error = parse(path, &text).unwrap_err().to_string();
            assert!(error.starts_with("amendments/some-fix.toml: "), "{error}");
            assert!(
                error.contains(complaint) && !error.contains('\n'),
                "{error}"
            );
        }
    }

    #[test]
    fn an_amendment_is_called_like_its_file() {
        let text = "reason='r'\noffered_upstream='no'\nenables='e'\nfiles=[]\n";
        let amendment = parse(Path::new("a/b-c.toml"), text).unwrap();
        assert_eq!(amendment.name, "b-c");
    }
}
