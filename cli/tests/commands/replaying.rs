//! `crankcase replay`: sameness, and the first difference.

use crankcase::{
    CRANKS_PER_BLOCK, Computrons, Host, HostOptions, ImageId, Kernel, KernelOptions, Silent, Store,
    StoreOptions, Unlimited, VatHost, VatSpec, app, run, run_on_big_stack,
};
use crankcase_abi::{CrankReport, Delivery, HeapImage, HeapRoot, HostError, KernelSide, VatWorker};

use crate::support::Files;
use crate::{Contents, expect, expect_json, game, refusal};

#[test]
fn a_replay_proves_every_delivery() {
    let files = game();
    expect(
        &files,
        0,
        &["run", "app.json", "--store", "state", "--audit", "--", "3"],
    );
    let before = Contents::of(&files.path("state"));
    let lines = expect(&files, 0, &["replay", "state"]);
    let expected = [
        "boot (v1): 5 deliveries, same, 5 heap hashes among them",
        "vatAdmin (v2): 1 deliveries, same, 1 heap hashes among them",
        "timer (v3): 1 deliveries, same, 1 heap hashes among them",
        "alice (v4): 2 deliveries, same, 2 heap hashes among them",
        "bob (v5): 3 deliveries, same, 3 heap hashes among them",
    ];
    assert_eq!(lines.lines().collect::<Vec<_>>(), expected);
    assert_eq!(
        expect(&files, 0, &["replay", "state", "--vat", "bob"])
            .lines()
            .collect::<Vec<_>>(),
        expected[4..]
    );
    let json = expect_json(&files, 0, &["replay", "state", "--json"]);
    assert_eq!(json["same"], true);
    assert_eq!(json["vats"][3]["deliveries"], 2);
    assert_eq!(
        refusal(&files, &["replay", "state", "--vat", "carol"]),
        "there is no vat \"carol\""
    );
    before.assert_unchanged(&files.path("state"));
}

// spec E16.6
#[test]
fn a_replay_reads_dates_as_the_run_did() {
    let files = Files::new(&[
        (
            "app.json",
            r#"{
  "bootstrap": "boot",
  "vats": {
    "boot": { "sourceSpec": "boot.js" },
    "iso": { "sourceSpec": "dates.js", "creationOptions": { "dateStrings": "iso" } },
    "plain": { "sourceSpec": "dates.js" }
  }
}"#,
        ),
        (
            "boot.js",
            "import { E } from '@endo/eventual-send';
             import { Far } from '@endo/far';
             const text = '2020-02-29T12:00:00Z';
             export const buildRootObject = () => Far('root', {
               bootstrap: async ({ iso, plain }) => [await E(iso).year(text), await E(plain).year(text)],
             });",
        ),
        (
            "dates.js",
            "import { Far } from '@endo/far';
             export const buildRootObject = () => Far('dates', {
               year: text => String(new Date(text).getUTCFullYear()),
             });",
        ),
    ]);
    let report = expect_json(
        &files,
        0,
        &["run", "app.json", "--store", "state", "--json"],
    );
    assert_eq!(
        report["bootstrapResult"]["value"],
        serde_json::json!(["2020", "NaN"])
    );
    let lines = expect(&files, 0, &["replay", "state"]);
    assert_eq!(lines.lines().count(), 5, "{lines}");
    assert!(lines.lines().all(|line| line.contains(", same")), "{lines}");
}

/// A host that reports one computron too many for each delivery.
struct Dear(Host);

struct DearWorker(Box<dyn VatWorker>);

impl VatHost for Dear {
    fn image_id(&self) -> ImageId {
        self.0.image_id()
    }
    fn base_bytes(&self) -> u64 {
        self.0.base_bytes()
    }
    fn create(&self, vat: &VatSpec) -> Result<Box<dyn VatWorker>, HostError> {
        Ok(Box::new(DearWorker(self.0.create(vat)?)))
    }
    fn restore(&self, vat: &VatSpec, image: &HeapImage) -> Result<Box<dyn VatWorker>, HostError> {
        Ok(Box::new(DearWorker(self.0.restore(vat, image)?)))
    }
}

impl VatWorker for DearWorker {
    fn deliver(
        &mut self,
        delivery: &Delivery,
        budget: Computrons,
        kernel: &mut dyn KernelSide,
    ) -> Result<CrankReport, HostError> {
        let mut report = self.0.deliver(delivery, budget, kernel)?;
        report.computrons += Computrons(1);
        Ok(report)
    }
    fn heap_root(&mut self) -> Result<HeapRoot, HostError> {
        self.0.heap_root()
    }
    fn image(&mut self) -> Result<HeapImage, HostError> {
        self.0.image()
    }
}

#[test]
fn a_replay_shows_the_first_difference() {
    let files = game();
    let genesis = app::load(&files.path("app.json"), &["3".to_owned()]).unwrap();
    let directory = files.path("state");
    run_on_big_stack(move || {
        let host = Dear(Host::new(&HostOptions::default()).unwrap());
        let store = Store::create(&directory, StoreOptions::default()).unwrap();
        let mut kernel =
            Kernel::create(store, Box::new(host), &genesis, KernelOptions::default()).unwrap();
        run(&mut kernel, &mut Unlimited, CRANKS_PER_BLOCK, &mut Silent).unwrap();
    });
    let diff = expect(&files, 1, &["replay", "state", "--vat", "alice"]);
    let lines: Vec<&str> = diff.lines().collect();
    let head = lines[0];
    assert!(
        head.starts_with("vat \"alice\" (v4) differs at delivery 0, crank "),
        "{diff}"
    );
    assert!(head.ends_with(": computrons"), "{diff}");
    let figure = |line: &str, label: &str| {
        line.trim()
            .strip_prefix(label)
            .unwrap()
            .parse::<u64>()
            .unwrap()
    };
    assert_eq!(
        figure(lines[1], "- recorded: "),
        figure(lines[2], "+ replayed: ") + 1
    );
    let json = expect_json(&files, 1, &["replay", "state", "--json"]);
    assert_eq!(json["same"], false);
    assert_eq!(json["difference"]["vat"], "boot");
    assert_eq!(json["difference"]["delivery"], 0);
}
