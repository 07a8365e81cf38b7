//! Attempts to get out of a compartment, and their judge.
//!
//! The judge is vat code, `judge.js`; this file only puts it and attempts into a vat, and must never look at
//! what an attempt does.

use std::collections::{BTreeMap, BTreeSet};

use crankcase_abi::{Bundle, Computrons, Import, Module};
use crankcase_kernel::{Genesis, KernelOptions, ReapThresholds};

use crate::case::{Case, Outcome, bundle};
use crate::outcome::{of_bootstrap, static_vat};
use crate::{kernel, run};

const JUDGE: &str = include_str!("confinement/judge.js");

/// What the judge says of an attempt that got nothing.
pub const CONFINED: &str = "confined";

/// What judging all attempts at once may cost.
const CRANK_LIMIT: Computrons = Computrons(5_000_000_000);

/// Judges attempts, one after the other in one vat, each in a compartment with a hole of this kind in it;
/// `nothing` for none. Gives the verdicts in their order.
///
/// # Panics
/// When an attempt ends the vat.
#[must_use]
pub fn judge(cases: &[Case], hole: &str) -> Vec<String> {
    let attempts: Vec<_> = cases
        .iter()
        .map(|case| serde_json::json!({ "module": case.module, "text": case.text }))
        .collect();
    let source = format!(
        "export const plant = {};\nexport const attempts = {};\n",
        serde_json::Value::from(hole),
        serde_json::Value::from(attempts)
    );
    let mut vat = static_vat(&with_attempts(source), &BTreeMap::new());
    vat.crank_limit = Some(CRANK_LIMIT);
    let genesis = Genesis {
        bootstrap: "case".to_owned(),
        bundles: Default::default(),
        vats: BTreeMap::from([("case".to_owned(), vat)]),
        devices: BTreeSet::new(),
        reap: ReapThresholds::default(),
        bootstrap_result: Default::default(),
        snapshots: Default::default(),
    };
    let mut kernel = kernel(&genesis, KernelOptions::default());
    run(&mut kernel);
    match of_bootstrap(&kernel, "case") {
        Outcome::Gives(verdicts) => serde_json::from_str(&verdicts).expect("a list of verdicts"),
        other => panic!("the judge {other}"),
    }
}

/// The bundle of the judge, with the attempts as a module beside it.
fn with_attempts(source: String) -> Bundle {
    let (name, file) = ("judge.js", "attempts.js");
    let mut bundle = bundle(name, JUDGE.to_owned());
    let judge = bundle.modules.get_mut(name).expect("the judge");
    judge
        .imports
        .insert(file.to_owned(), Import::Module(file.to_owned()));
    let imports = BTreeMap::new();
    bundle
        .modules
        .insert(file.to_owned(), Module { source, imports });
    bundle
}
