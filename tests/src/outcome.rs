//! What becomes of a case in a real vat, straight and restored before every delivery.
//!
//! Nothing here may judge a case: see [`crate::case`] for what it expects.

use std::collections::BTreeMap;
use std::sync::Arc;

use crankcase_abi::{Bundle, DateStrings, VatOptions};
use crankcase_kernel::{
    ActivityHash, Genesis, Kernel, KernelOptions, PromiseStatus, ReapOptions, ReapThresholds,
    StaticVat, VatStatus,
};

use crate::case::{Case, Outcome};
use crate::{kernel, reloading, run};

/// What was found.
#[derive(Debug)]
pub struct Found {
    /// The outcome.
    pub outcome: Outcome,
    /// What the vat of the case printed, as `Log: text`.
    pub prints: Vec<String>,
    /// Why a run that is restored before every delivery differs, if it does.
    pub restored: Result<(), String>,
}

impl Found {
    /// What is wrong with it, if anything is.
    #[must_use]
    pub fn complaint(&self, case: &Case) -> Option<String> {
        let mut wrong = Vec::new();
        if !self.outcome.satisfies(&case.expected) {
            wrong.push(format!(
                "    expected {}\n    found    {}",
                case.expected, self.outcome
            ));
        }
        if let Some(expected) = &case.prints
            && *expected != self.prints
        {
            wrong.push(format!(
                "    expected to print {expected:#?}\n    printed {:#?}",
                self.prints
            ));
        }
        if let Err(why) = &self.restored {
            wrong.push(format!("    differs when it is restored: {why}"));
        }
        (!wrong.is_empty()).then(|| wrong.join("\n"))
    }
}

/// A vat with this code and the limits that are the default.
///
/// # Panics
/// When an option is not one.
#[must_use]
pub fn static_vat(bundle: &Bundle, options: &BTreeMap<String, String>) -> StaticVat {
    let mut known = VatOptions::default();
    for (name, value) in options {
        match (name.as_str(), DateStrings::from_name(value)) {
            ("dateStrings", Some(strings)) => known.date_strings = strings,
            _ => panic!("no such option: {name}={value}"),
        }
    }
    StaticVat {
        pipelining: false,
        bundle: Arc::from(bundle.to_bytes()),
        parameters: "#{}".to_owned(),
        memory_limit: None,
        crank_limit: None,
        options: known,
        reap: ReapOptions::default(),
        critical: false,
        snapshots: None,
    }
}

/// Runs a case in a kernel of its own, and once more restored before every delivery.
#[must_use]
pub fn find(case: &Case) -> Found {
    let mut vat = static_vat(&case.bundle(), &case.options);
    vat.crank_limit = case.limit;
    let genesis = Genesis {
        bootstrap: "case".to_owned(),
        bundles: Default::default(),
        devices: Default::default(),
        vats: BTreeMap::from([("case".to_owned(), vat)]),
        reap: ReapThresholds::default(),
        bootstrap_result: Default::default(),
        snapshots: Default::default(),
    };
    let (outcome, prints, hash) = once(&genesis, KernelOptions::default());
    let (again, _, other) = once(&genesis, reloading(1));
    let restored = if again != outcome {
        Err(again.to_string())
    } else if other != hash {
        Err("another activity hash".to_owned())
    } else {
        Ok(())
    };
    Found {
        outcome,
        prints,
        restored,
    }
}

fn once(genesis: &Genesis, options: KernelOptions) -> (Outcome, Vec<String>, ActivityHash) {
    let mut kernel = kernel(genesis, options);
    let prints = run(&mut kernel)
        .iter()
        .map(|line| {
            let text = line.strip_prefix("case ").unwrap_or(line);
            text.replace('\n', "\\n")
        })
        .collect();
    (
        of_bootstrap(&kernel, "case"),
        prints,
        kernel.activity_hash(),
    )
}

/// What became of `bootstrap()` in a vat of this name.
///
/// # Panics
/// When there is no such vat.
#[must_use]
pub fn of_bootstrap(kernel: &Kernel, vat: &str) -> Outcome {
    let vats = kernel.vats();
    let vat = vats.iter().find(|one| one.name == vat).expect("the vat");
    if let VatStatus::Ended(reason) = &vat.status {
        return Outcome::Ends(reason.replace('\n', "\\n"));
    }
    match kernel.promise(kernel.bootstrap_promise()) {
        Some(PromiseStatus::Fulfilled(data)) => of_value(&data.body),
        Some(PromiseStatus::Rejected(data)) => Outcome::Throws(of_error(&data.body)),
        Some(PromiseStatus::Unresolved) | None => Outcome::Waits,
    }
}

/// The outcome that a smallcaps body holds: a string as a case's vat makes it, or any other value.
pub(crate) fn of_value(body: &str) -> Outcome {
    let text = plain(body);
    if let Some(thrown) = text.strip_prefix("throws: ") {
        return Outcome::Throws(thrown.to_owned());
    }
    Outcome::Gives(text.strip_prefix("gives: ").unwrap_or(&text).to_owned())
}

/// A string as it is, anything else as its smallcaps body.
fn plain(body: &str) -> String {
    let json = body.strip_prefix('#').unwrap_or(body);
    let text = match serde_json::from_str(json) {
        Ok(serde_json::Value::String(text)) => text.strip_prefix('!').unwrap_or(&text).to_owned(),
        _ => json.to_owned(),
    };
    text.replace('\n', "\\n")
}

/// `Name: message` of an error as it is sent.
fn of_error(body: &str) -> String {
    let json = body.strip_prefix('#').unwrap_or(body);
    let Ok(serde_json::Value::Object(error)) = serde_json::from_str(json) else {
        return plain(body);
    };
    let text = |key: &str| {
        let text = error
            .get(key)
            .and_then(serde_json::Value::as_str)
            .unwrap_or_default();
        text.strip_prefix('!').unwrap_or(text).replace('\n', "\\n")
    };
    format!("{}: {}", text("name"), text("#error"))
}
