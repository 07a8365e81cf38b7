//! Case files: one small piece of vat code with what is expected of it, in one file.
//!
//! A file begins with lines of comment, the header. Its first line cites the rules that the case is about,
//! as in `// spec E16.2`. A line `// key: value` is one of these, every other line says what the case is for:
//!
//! | key | meaning |
//! |---|---|
//! | `gives` | the result: a string as it is, anything else as JSON, undefined as `undefined` |
//! | `throws` | `Name: message` of the error, or only `Name` |
//! | `ends` | how the vat ends, as `compute limit`; what follows a colon may be left out |
//! | `prints` | a line of the console, as `Log: text`; as many as lines are printed, or one `nothing` |
//! | `kind` | `module`: the file is the whole entry module, and the result is that of `bootstrap` |
//! | `option` | an option of the vat, as `name=value` |
//! | `limit` | how many computrons a crank may cost |
//!
//! A case has exactly one of the first three. Line breaks in results are written `\n`. Below the header is
//! the body of an async function of a module, which may use `E`, `Far` and the parameter `vats`. The line
//! numbers that a vat sees are those of the file.
//!
//! This module must never run anything.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use crankcase_abi::{Bundle, Computrons, Import, Module, NATIVE_MODULES};

use crate::repository;

/// What a case expects, or what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The function returned this.
    Gives(String),
    /// The function threw this.
    Throws(String),
    /// The vat ended for this reason.
    Ends(String),
    /// The function was still waiting when nothing was left to do.
    Waits,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gives(text) => write!(f, "gives: {text}"),
            Self::Throws(text) => write!(f, "throws: {text}"),
            Self::Ends(reason) => write!(f, "ends: {reason}"),
            Self::Waits => f.write_str("waits for ever"),
        }
    }
}

impl Outcome {
    /// Whether this is what a case expects that says `expected`.
    #[must_use]
    pub fn satisfies(&self, expected: &Self) -> bool {
        let (found, expected) = match (self, expected) {
            (Self::Gives(found), Self::Gives(expected)) => return found == expected,
            (Self::Throws(found), Self::Throws(expected))
            | (Self::Ends(found), Self::Ends(expected)) => (found, expected),
            _ => return false,
        };
        match found.strip_prefix(expected.as_str()) {
            Some("") => true,
            // Where the expectation says only the first part.
            Some(rest) => rest.starts_with(':') && !expected.contains(':'),
            None => false,
        }
    }
}

/// A case.
#[derive(Clone, Debug)]
pub struct Case {
    /// `area/name`, or `name` where there are no areas.
    pub name: String,
    /// The rules that it cites.
    pub rules: Vec<String>,
    /// What it expects.
    pub expected: Outcome,
    /// What it expects to be printed, if it says so.
    pub prints: Option<Vec<String>>,
    /// Options of the vat.
    pub options: BTreeMap<String, String>,
    /// The most that a crank may cost, where it is not what all cases have.
    pub limit: Option<Computrons>,
    /// Whether the file is the whole module.
    pub module: bool,
    /// The whole text of the file.
    pub text: String,
}

/// What stands in front of the body, in place of the first line of the header.
const HEAD: &str = "import { E } from '@endo/eventual-send'; import { Far } from '@endo/far'; \
     const run = async (vats, vatPowers, baggage) => {";

/// What follows the body: the text of the outcome, made in the vat.
const TAIL: &str = "
};
const show = value => typeof value === 'string' ? value : value === undefined ? 'undefined' : JSON.stringify(value);
export const buildRootObject = (vatPowers, _, baggage) => Far('case', {
  async bootstrap(vats) {
    let result;
    try {
      result = await run(vats, vatPowers, baggage);
    } catch (error) {
      return `throws: ${error instanceof Error ? `${error.name}: ${error.message}` : `not an error: ${show(error)}`}`;
    }
    return `gives: ${show(result)}`;
  },
});
";

impl Case {
    /// Reads a case from the text of its file.
    ///
    /// # Errors
    /// What is wrong with its header.
    pub fn parse(name: &str, text: &str) -> Result<Self, String> {
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default();
        let rules = first
            .strip_prefix("// spec ")
            .ok_or("the first line must cite a rule, as `// spec E1`")?;
        let mut case = Self {
            name: name.to_owned(),
            rules: rules
                .split(',')
                .map(|rule| rule.trim().to_owned())
                .collect(),
            expected: Outcome::Waits,
            prints: None,
            options: BTreeMap::new(),
            limit: None,
            module: false,
            text: text.to_owned(),
        };
        let header = lines.map_while(|line| line.strip_prefix("//"));
        for line in header {
            let line = line.strip_prefix(' ').unwrap_or(line);
            if let Some((key, value)) = line.split_once(':').filter(|(key, _)| is_key(key)) {
                case.set(key, value.strip_prefix(' ').unwrap_or(value))?;
            }
        }
        match case.expected {
            Outcome::Waits => Err("none of gives, throws and ends is there".to_owned()),
            _ => Ok(case),
        }
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), String> {
        let expected = match key {
            "gives" => Outcome::Gives(value.to_owned()),
            "throws" => Outcome::Throws(value.to_owned()),
            "ends" => Outcome::Ends(value.to_owned()),
            "prints" => {
                let lines = self.prints.get_or_insert_default();
                if value != "nothing" {
                    lines.push(value.to_owned());
                }
                return Ok(());
            }
            "kind" if value == "module" => {
                self.module = true;
                return Ok(());
            }
            "option" => {
                let (option, value) = value.split_once('=').ok_or("an option is `name=value`")?;
                self.options.insert(option.to_owned(), value.to_owned());
                return Ok(());
            }
            "limit" => {
                let limit = value.parse().map_err(|_| "a limit is a number")?;
                self.limit = Some(Computrons(limit));
                return Ok(());
            }
            _ => return Err(format!("`{key}: {value}` has no meaning")),
        };
        if self.expected != Outcome::Waits {
            return Err("more than one of gives, throws and ends is there".to_owned());
        }
        self.expected = expected;
        Ok(())
    }

    /// The source of the vat's entry module.
    #[must_use]
    pub fn source(&self) -> String {
        if self.module {
            return self.text.clone();
        }
        let (_, rest) = self.text.split_once('\n').unwrap_or_default();
        format!("{HEAD}\n{rest}{TAIL}")
    }

    /// The case as the code of a vat, whose only other modules are those of the runtime.
    #[must_use]
    pub fn bundle(&self) -> Bundle {
        bundle(&format!("{}.js", self.name), self.source())
    }
}

/// A bundle of one module, which can import the modules of the runtime.
#[must_use]
pub fn bundle(name: &str, source: String) -> Bundle {
    let imports = NATIVE_MODULES
        .iter()
        .map(|module| ((*module).to_owned(), Import::Native((*module).to_owned())))
        .collect();
    Bundle {
        entry: name.to_owned(),
        modules: BTreeMap::from([(name.to_owned(), Module { source, imports })]),
    }
}

/// Whether the text before a colon is a key and not the beginning of a sentence.
fn is_key(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The case files of a folder of the repository, by name, each with its text; those in folders below it too.
///
/// # Panics
/// When the folder cannot be read.
#[must_use]
pub fn files(folder: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, prefix: &str, found: &mut Vec<(String, String)>) {
        let entries = std::fs::read_dir(folder).expect("a folder of cases");
        let mut paths: Vec<PathBuf> = entries
            .map(|entry| entry.expect("an entry").path())
            .collect();
        paths.sort();
        for path in paths {
            let name = path
                .file_stem()
                .and_then(|name| name.to_str())
                .expect("a name");
            if path.is_dir() {
                walk(&path, &format!("{prefix}{name}/"), found);
            } else if path.extension().is_some_and(|extension| extension == "js") {
                let text = std::fs::read_to_string(&path).expect("a case");
                found.push((format!("{prefix}{name}"), text));
            }
        }
    }
    let mut found = Vec::new();
    walk(&repository().join(folder), "", &mut found);
    found
}

/// Reads the cases of an area of a folder, or says what is wrong with those that cannot be read. With
/// `CRANKCASE_CASE` in the environment, only those whose name contains it.
///
/// # Errors
/// A line for each file that is not a case.
pub fn cases(folder: &str, area: &str) -> Result<Vec<Case>, String> {
    let wanted = std::env::var("CRANKCASE_CASE").unwrap_or_default();
    let (mut cases, mut broken) = (Vec::new(), Vec::new());
    for (name, text) in files(folder) {
        if name.split_once('/').map(|(folder, _)| folder) != Some(area) || !name.contains(&wanted) {
            continue;
        }
        match Case::parse(&name, &text) {
            Ok(case) => cases.push(case),
            Err(why) => broken.push(format!("{folder}/{name}.js: {why}")),
        }
    }
    if broken.is_empty() {
        Ok(cases)
    } else {
        Err(broken.join("\n"))
    }
}
