//! A case as the attacker of a kernel with other vats in it, which must not notice.
//!
//! Nothing here may judge a case: see [`crate::case`] for what it expects.

use std::collections::{BTreeMap, BTreeSet};

use crankcase_abi::Computrons;
use crankcase_kernel::{Genesis, KernelOptions, PromiseStatus, ReapThresholds, VatStatus};

use crate::case::{Case, Outcome, bundle};
use crate::outcome::{Found, of_value, static_vat};
use crate::{fingerprint, kernel, reloading, run};

/// What a crank of an attacker may cost.
pub const CRANK_LIMIT: Computrons = Computrons(6_000_000);

/// How large the memory of an attacker may become.
pub const MEMORY_LIMIT: u64 = 48 << 20;

/// Starts the attack, and tells afterwards what it saw and whether the neighbour answers.
const CALLER: &str = "
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';
let seen = 'nothing';
let neighbour;
export const buildRootObject = () => Far('caller', {
  bootstrap(vats) {
    neighbour = vats.neighbour;
    E(vats.attacker).bootstrap(harden({ neighbour })).then(
      value => { seen = `${value}`; },
      error => { seen = `throws: ${error.name}: ${error.message}`; });
  },
  report: async () => harden([seen, await E(neighbour).count()]),
});
";

/// Answers everybody.
const NEIGHBOUR: &str = "
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';
let alive = 'alive';
export const buildRootObject = () => Far('neighbour', {
  count: () => alive,
  call: target => E(target).get(),
  stop() { alive = 'stopped'; },
});
";

fn genesis(case: &Case) -> Genesis {
    let none = BTreeMap::new();
    let other = |name: &str, source: &str| static_vat(&bundle(name, source.to_owned()), &none);
    let mut attacker = static_vat(&case.bundle(), &case.options);
    attacker.crank_limit = Some(case.limit.unwrap_or(CRANK_LIMIT));
    attacker.memory_limit = Some(MEMORY_LIMIT);
    let vats = [
        ("caller", other("caller.js", CALLER)),
        ("neighbour", other("neighbour.js", NEIGHBOUR)),
        ("attacker", attacker),
    ];
    Genesis {
        bootstrap: "caller".to_owned(),
        bundles: Default::default(),
        vats: vats.map(|(name, vat)| (name.to_owned(), vat)).into(),
        devices: BTreeSet::new(),
        reap: ReapThresholds::default(),
        bootstrap_result: Default::default(),
        snapshots: Default::default(),
    }
}

/// Runs an attack twice, and once more restored before every delivery.
///
/// # Panics
/// When a vat that did nothing is harmed, which no case can expect.
#[must_use]
pub fn find(case: &Case) -> Found {
    let genesis = genesis(case);
    let (outcome, first) = once(case, &genesis, KernelOptions::default());
    let mut restored = Ok(());
    for options in [KernelOptions::default(), reloading(1)] {
        let (again, other) = once(case, &genesis, options);
        if (&again, &other) != (&outcome, &first) {
            restored = Err(format!("{again}\n{first}\n{other}"));
        }
    }
    Found {
        outcome,
        prints: Vec::new(),
        restored,
    }
}

/// One run: the outcome, and everything that must be the same the next time.
fn once(case: &Case, genesis: &Genesis, options: KernelOptions) -> (Outcome, String) {
    let mut kernel = kernel(genesis, options);
    run(&mut kernel);
    let report = kernel.send_to_root("caller", "report", &[]);
    let report = report.expect("the caller is there");
    run(&mut kernel);
    let Some(PromiseStatus::Fulfilled(report)) = kernel.promise(report) else {
        panic!("{}: others were harmed: {:?}", case.name, kernel.vats());
    };
    let report: Vec<String> =
        serde_json::from_str(report.body.trim_start_matches('#')).expect("two strings");
    assert_eq!(report[1], "alive", "{}: the neighbour", case.name);
    let mut outcome = None;
    for vat in kernel.vats() {
        match vat.status {
            VatStatus::Ended(reason) if vat.name == "attacker" => {
                outcome = Some(Outcome::Ends(reason.replace('\n', "\\n")));
            }
            status => assert_eq!(status, VatStatus::Running, "{}: {}", case.name, vat.name),
        }
    }
    let outcome = outcome.unwrap_or_else(|| match report[0].as_str() {
        "nothing" => Outcome::Waits,
        seen => of_value(&serde_json::Value::from(seen).to_string()),
    });
    (outcome, fingerprint(&mut kernel))
}
