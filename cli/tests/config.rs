//! Configurations: what is read from them, and what is said about those that are wrong.

mod support;

use crankcase::app::load;
use crankcase::{
    Computrons, DateStrings, ReapOptions, ReapThreshold, ReapThresholds, SnapshotPolicy,
};
use support::Files;

const VAT: &str = "export const buildRootObject = () => undefined;\n";

/// The error for an application whose `config.json` or `config.toml` is this text.
fn refusal(file: &str, config: &str) -> String {
    let files = Files::new(&[(file, config), ("boot.js", VAT), ("alice.js", VAT)]);
    match load(&files.path(file), &[]) {
        Ok(_) => panic!("accepted: {config}"),
        Err(error) => files.strip(&error.to_string()),
    }
}

#[test]
fn wrong_json_is_refused_at_its_place() {
    for (config, message) in [
        ("", "config.json:1:1: not JSON: EOF while parsing a value"),
        (
            "{\n  \"bootstrap\": \"b\",\n}",
            "config.json:3:1: not JSON: key must be a string",
        ),
        (
            "[]",
            "config.json:1:1: the configuration must be an object, not an array",
        ),
        (
            "{}",
            "config.json:1:1: the configuration names no bootstrap vat",
        ),
        (
            r#" {"vats": {}}"#,
            "config.json:1:2: the configuration names no bootstrap vat",
        ),
        (
            r#"{"bootstrap": "b"}"#,
            "config.json:1:1: the configuration has no vats",
        ),
        (
            r#"{"bootstrap": "b", "vats": {}}"#,
            "config.json:1:15: there is no vat \"b\" to bootstrap from",
        ),
        (
            "{\n  \"bootstrap\": \"b\",\n  \"vatts\": {}\n}",
            "config.json:3:3: unknown key \"vatts\" in the configuration; did you mean \"vats\"?",
        ),
        (
            r#"{"bootstrap": "b", "coreProposals": []}"#,
            "config.json:1:20: unknown key \"coreProposals\" in the configuration",
        ),
        (
            r#"{"bootstrap": 7}"#,
            "config.json:1:15: \"bootstrap\" in the configuration: expected a string, not 7",
        ),
        (
            r#"{"bootstrap": "b", "vats": []}"#,
            "config.json:1:28: \"vats\" in the configuration: expected an object, not an array",
        ),
        (
            r#"{"bootstrap": "b", "bootstrap": "c"}"#,
            "config.json:1:20: the key \"bootstrap\" is repeated",
        ),
        (
            r#"{"defaultManagerType": "wasm"}"#,
            "config.json:1:24: \"defaultManagerType\" in the configuration: \"wasm\" is none of local, nodeWorker, node-subprocess, xsnap, xs-worker, xs-worker-no-gc",
        ),
        (
            r#"{"defaultReapInterval": "often"}"#,
            "config.json:1:25: \"defaultReapInterval\" in the configuration: expected a whole number from 1 on, or \"never\", not a string",
        ),
        (
            r#"{"snapshotInterval": 1.5}"#,
            "config.json:1:22: \"snapshotInterval\" in the configuration: expected a whole number from 1 on, or \"never\", not 1.5",
        ),
        (
            r#"{"devices": ["timer"]}"#,
            "config.json:1:13: \"devices\" in the configuration: expected an object, not an array",
        ),
        (
            r#"{"x": 12345678901234567890}"#,
            "config.json:1:7: JavaScript would round the integer 12345678901234567890; write it as a string",
        ),
        (
            r#"{"x": "\ud800"}"#,
            "config.json:1:14: not JSON: unexpected end of hex escape",
        ),
    ] {
        assert_eq!(refusal("config.json", config), message, "{config}");
    }
}

// spec H2
#[test]
fn snapshots_have_their_times_for_all_vats_and_for_each() {
    let of = |all: &str, boot: &str| {
        let config = format!(
            r#"{{"bootstrap": "boot"{all}, "vats": {{"boot": {{"sourceSpec": "boot.js", "creationOptions": {{{boot}}}}}}}}}"#
        );
        let files = Files::new(&[("boot.js", VAT), ("config.json", &config)]);
        load(&files.path("config.json"), &[]).unwrap()
    };
    let plain = of("", "");
    assert_eq!(plain.snapshots, SnapshotPolicy::default());
    let said = of(r#", "snapshotInterval": 200"#, "");
    assert_eq!(said.hash(), plain.hash());
    let all = r#", "snapshotInterval": "never", "snapshotBytes": 5000000, "snapshotComputrons": 7"#;
    let other = of(all, r#""snapshotInitial": 1, "snapshotComputrons": 8"#);
    let policy = SnapshotPolicy {
        first: Some(3),
        every: None,
        bytes: Some(5_000_000),
        computrons: Some(Computrons(7)),
    };
    assert_eq!(other.snapshots, policy);
    let own = other.vats["boot"].snapshots.unwrap();
    assert_eq!(
        (own.first, own.every, own.computrons),
        (Some(1), None, Some(Computrons(8)))
    );
    let shared = of(all, "").hash();
    assert!(shared != plain.hash() && shared != other.hash());
    for (config, message) in [
        (
            r#"{"snapshotInitial": 0}"#,
            "config.json:1:21: \"snapshotInitial\" in the configuration: expected a whole number from 1 on, or \"never\", not 0",
        ),
        (
            r#"{"bootstrap": "b", "vats": {"b": {"sourceSpec": "boot.js", "creationOptions": {"snapshotBytes": []}}}}"#,
            "config.json:1:97: \"snapshotBytes\" in the creationOptions of the vat \"b\": expected a whole number from 1 on, not an array",
        ),
    ] {
        assert_eq!(refusal("config.json", config), message, "{config}");
    }
}

// spec N1, N40
#[test]
fn devices_are_named_at_their_place() {
    let of = |devices: &str, vat: &str| {
        format!(
            r#"{{"bootstrap": "b", "vats": {{"b": {{"sourceSpec": "boot.js"}}{vat}}}, "devices": {devices}}}"#
        )
    };
    for (devices, vat, message) in [
        (
            r#"{"tiemr": {}}"#,
            "",
            "config.json:1:74: unknown key \"tiemr\" in \"devices\"; did you mean \"timer\"?",
        ),
        (
            r#"{"timer": true}"#,
            "",
            "config.json:1:83: \"timer\" in \"devices\": expected an object, not a boolean",
        ),
        (
            r#"{"mailbox": {"size": 7}}"#,
            "",
            "config.json:1:86: unknown key \"size\" in the device \"mailbox\"",
        ),
        (
            r#"{"timer": {}}"#,
            r#", "timer": {"sourceSpec": "boot.js"}"#,
            "config.json:1:61: \"timer\" cannot name a vat: it is the name of one that every application has, or may come to have",
        ),
    ] {
        assert_eq!(refusal("config.json", &of(devices, vat)), message);
    }
    let config = of(r#"{"timer": {}, "bridge": {}}"#, "");
    let files = Files::new(&[("boot.js", VAT), ("config.json", &config)]);
    let genesis = load(&files.path("config.json"), &[]).unwrap();
    let devices: Vec<_> = genesis.devices.iter().collect();
    assert_eq!(devices, ["bridge", "timer", "vatAdmin"]);
}

#[test]
fn wrong_vats_are_refused_at_their_place() {
    for (vat, message) in [
        ("7", "21: the vat \"a\" must be an object, not a number"),
        (
            "{}",
            "21: the vat \"a\" has no sourceSpec and no bundleName",
        ),
        (
            r#"{"sourceSpec": "nowhere.js"}"#,
            "36: cannot find \"nowhere.js\", the source of the vat \"a\"",
        ),
        (
            r#"{"sourceSpec": "./nowhere.js"}"#,
            "36: cannot find \"./nowhere.js\", the source of the vat \"a\"",
        ),
        (
            r#"{"sourceSpec": ""}"#,
            "36: cannot find \"\", the source of the vat \"a\"",
        ),
        (
            r#"{"sourceSpec": "."}"#,
            "36: cannot find \".\", the source of the vat \"a\"",
        ),
        (
            r#"{"sourceSpec": "@endo/far"}"#,
            "36: cannot use \"@endo/far\": it is a module of the runtime",
        ),
        (
            r#"{"sourceSpec": "config.json"}"#,
            "36: cannot use \"config.json\": config.json is not a JavaScript module",
        ),
        (
            r#"{"source": "alice.js"}"#,
            "22: unknown key \"source\" in the vat \"a\"",
        ),
        (
            r#"{"sourceSpec": "alice.js", "parameters": 1}"#,
            "62: \"parameters\" in the vat \"a\": expected an object, not 1",
        ),
        (
            r#"{"bundleName": "x"}"#,
            "36: the vat \"a\" is made from the bundle \"x\", which is not in \"bundles\"",
        ),
        (
            r#"{"bundleName": "x", "sourceSpec": "alice.js"}"#,
            "36: the vat \"a\" has both a sourceSpec and a bundleName",
        ),
        (
            r#"{"bundleSpec": "x.json"}"#,
            "36: \"bundleSpec\" in the vat \"a\": ready-made bundles are not supported; give a sourceSpec",
        ),
        (
            r#"{"sourceSpec": "alice.js", "creationOptions": {"memorylimit": 1}}"#,
            "68: unknown key \"memorylimit\" in the creationOptions of the vat \"a\"; did you mean \"memoryLimit\"?",
        ),
        (
            r#"{"sourceSpec": "alice.js", "creationOptions": {"memoryLimit": -1}}"#,
            "83: \"memoryLimit\" in the creationOptions of the vat \"a\": expected a whole number from 1 on, not -1",
        ),
        (
            r#"{"sourceSpec": "alice.js", "creationOptions": {"dateStrings": "ISO"}}"#,
            "83: \"dateStrings\" in the creationOptions of the vat \"a\": \"ISO\" is none of invalid, iso; did you mean \"iso\"?",
        ),
        (
            r#"{"sourceSpec": "alice.js", "creationOptions": {"dateStrings": true}}"#,
            "83: \"dateStrings\" in the creationOptions of the vat \"a\": expected a string, not a boolean",
        ),
        (
            r#"{"sourceSpec": "alice.js", "creationOptions": {"datestring": "iso"}}"#,
            "68: unknown key \"datestring\" in the creationOptions of the vat \"a\"; did you mean \"dateStrings\"?",
        ),
        (
            r#"{"sourceSpec": "alice.js", "creationOptions": {"enableSetup": true}}"#,
            "83: \"enableSetup\" in the creationOptions of the vat \"a\": vats that export setup are not supported; export buildRootObject",
        ),
        (
            r#"{"sourceSpec": "alice.js", "creationOptions": {"useTranscript": false}}"#,
            "85: \"useTranscript\" in the creationOptions of the vat \"a\": every vat has a transcript",
        ),
    ] {
        let config = format!("{{\"bootstrap\":\"a\",\n\"vats\":{{        \"a\":{vat}}}}}");
        assert_eq!(
            refusal("config.json", &config),
            format!("config.json:2:{message}"),
            "{config}"
        );
    }
    let config = r#"{"bootstrap": "a", "vats": {"a b": {"sourceSpec": "alice.js"}}}"#;
    let message = "config.json:1:29: \"a b\" cannot name a vat: a name is 1 to 199 letters, digits, '.', '_' or '-'";
    assert_eq!(refusal("config.json", config), message);
    let config = r#"{"bootstrap": "a", "bundles": {"x": {}}, "vats": {}}"#;
    assert_eq!(
        refusal("config.json", config),
        "config.json:1:37: the bundle \"x\" has no sourceSpec"
    );
    // A bundle is made whether or not a static vat wants it.
    let config = r#"{"bootstrap": "a", "bundles": {"x": {"sourceSpec": "./x.js"}}, "vats": {"a": {"sourceSpec": "alice.js"}}}"#;
    assert_eq!(
        refusal("config.json", config),
        "config.json:1:52: cannot find \"./x.js\", the source of the bundle \"x\""
    );
}

#[test]
fn wrong_toml_is_refused_at_its_place() {
    for (config, message) in [
        (
            "bootstrap = \n",
            "config.toml:1:13: string values must be quoted, expected literal string",
        ),
        (
            "bootstrap = 'b'\n[vatts]\n",
            "config.toml:2:2: unknown key \"vatts\" in the configuration; did you mean \"vats\"?",
        ),
        (
            "bootstrap = 'b'\n[vats]\n",
            "config.toml:1:13: there is no vat \"b\" to bootstrap from",
        ),
        (
            "bootstrap = 1979-05-27\n",
            "config.toml:1:13: a date is not data; write it as a string",
        ),
        (
            "bootstrap = 'b'\nbootstrap = 'b'\n",
            "config.toml:2:1: duplicate key",
        ),
        (
            "snapshotInterval = inf\n",
            "config.toml:1:20: inf is not a finite number",
        ),
        (
            "snapshotInterval = 0x20000000000001\n",
            "config.toml:1:20: JavaScript would round the integer 9007199254740993; write it as a string",
        ),
        (
            "bootstrap = 'a'\n[vats.a]\nsourceSpec = 'nowhere.js'\n",
            "config.toml:3:14: cannot find \"nowhere.js\", the source of the vat \"a\"",
        ),
    ] {
        assert_eq!(refusal("config.toml", config), message, "{config}");
    }
}

#[test]
fn json_and_toml_mean_the_same() {
    let files = Files::new(&[
        ("boot.js", VAT),
        ("alice.js", "export const buildRootObject = () => 1;\n"),
        (
            "a.json",
            r##"{
                "bootstrap": "boot", "defaultManagerType": "xs-worker", "defaultReapInterval": "never",
                "defaultReapGCKrefs": 20, "includeDevDependencies": true, "bundleFormat": "endoZipBase64",
                "snapshotInitial": 3, "snapshotInterval": 200, "relaxDurabilityRules": false, "devices": {},
                "pinBootstrapRoot": true, "bundleCachePath": "cache",
                "bundles": {"code": {"sourceSpec": "./alice.js"}},
                "vats": {
                    "boot": {"sourceSpec": "boot.js"},
                    "alice": {
                        "bundleName": "code",
                        "parameters": {"z": [1, -0.5, true, "#x"], "a": {"n": 16}},
                        "creationOptions": {"critical": true, "name": "alice", "reapInterval": 10,
                            "reapGCKrefs": "never", "neverReap": false, "memoryLimit": 16777216, "computronLimit": 1000000, "dateStrings": "iso",
                            "enablePipelining": true, "enableSetup": false}
                    }
                }
            }"##,
        ),
        (
            "b.toml",
            "bootstrap = 'boot'\ndefaultReapInterval = 'never'\ndefaultReapGCKrefs = 20\n\
             [bundles.code]\nsourceSpec = 'alice.js'\n\
             [vats.boot]\nsourceSpec = './boot.js'\n\
             [vats.alice]\nbundleName = 'code'\nparameters.z = [+1, -0.5, true, '#x']\nparameters.a.n = 0x10\n\
             [vats.alice.creationOptions]\nmemoryLimit = 16_777_216\ncomputronLimit = 1_000_000\n\
             enablePipelining = true\ncritical = true\ndateStrings = 'iso'\nreapInterval = 10\nreapGCKrefs = 'never'\n",
        ),
    ]);
    let a = load(&files.path("a.json"), &[]).unwrap();
    let b = load(&files.path("b.toml"), &[]).unwrap();
    assert_eq!(a.hash(), b.hash());
    let alice = &a.vats["alice"];
    assert_eq!(
        alice.parameters,
        r##"#{"a":{"n":16},"z":[1,-0.5,true,"!#x"]}"##
    );
    // spec A2: what has a name can be made into vats later.
    assert_eq!(a.bundles.keys().collect::<Vec<_>>(), ["code"]);
    assert_eq!(a.bundles["code"], alice.bundle);
    // spec A16
    assert!(alice.critical && !a.vats["boot"].critical);
    assert_eq!(alice.memory_limit, Some(16_777_216));
    assert_eq!(alice.crank_limit.map(|limit| limit.0), Some(1_000_000));
    assert_eq!(a.vats["boot"].parameters, r##"#{"argv":[]}"##);
    assert_eq!(a.vats["boot"].memory_limit, None);
    // spec P3.4
    assert!(alice.pipelining && !a.vats["boot"].pipelining);
    // spec G10: when vats are reaped is part of the application.
    let reap = ReapOptions {
        deliveries: Some(ReapThreshold::At(10)),
        gc_krefs: Some(ReapThreshold::Never),
        never: false,
    };
    assert_eq!(alice.reap, reap);
    assert_eq!(a.vats["boot"].reap, ReapOptions::default());
    let defaults = ReapThresholds {
        deliveries: ReapThreshold::Never,
        gc_krefs: ReapThreshold::At(20),
    };
    assert_eq!(a.reap, defaults);
    // spec E16.6
    assert_eq!(alice.options.date_strings, DateStrings::Iso);
    assert_eq!(a.vats["boot"].options.date_strings, DateStrings::Invalid);
}

#[test]
fn arguments_become_the_bootstrap_vats_argv() {
    let config = |parameters: &str| {
        format!(
            r#"{{"bootstrap": "b", "vats": {{"b": {{"sourceSpec": "boot.js", "parameters": {parameters}}}}}}}"#
        )
    };
    for (parameters, argv, encoded) in [
        ("{}", vec![], r##"#{"argv":[]}"##),
        (
            r#"{"argv": ["set"], "z": 1}"#,
            vec![],
            r##"#{"argv":["set"],"z":1}"##,
        ),
        (
            r#"{"argv": ["set"], "z": 1}"#,
            vec!["-x", "é"],
            r##"#{"argv":["!-x","é"],"z":1}"##,
        ),
    ] {
        let files = Files::new(&[("boot.js", VAT), ("config.json", &config(parameters))]);
        let argv: Vec<String> = argv.into_iter().map(str::to_owned).collect();
        let genesis = load(&files.path("config.json"), &argv).unwrap();
        assert_eq!(genesis.vats["b"].parameters, encoded);
    }
}

#[test]
fn a_directory_is_its_bootstrap_and_vat_files() {
    let files = Files::new(&[
        ("app/bootstrap.js", VAT),
        ("app/vat-alice.js", VAT),
        ("app/vat-b.c_d-e.js", VAT),
        ("app/util.js", "not ( a module"),
        ("app/vat-notes.txt", ""),
        ("app/vat-folder.js/x", ""),
    ]);
    let genesis = load(&files.path("app"), &[]).unwrap();
    assert_eq!(genesis.bootstrap, "bootstrap");
    assert_eq!(
        genesis.vats.keys().collect::<Vec<_>>(),
        ["alice", "b.c_d-e", "bootstrap", "timer", "vatAdmin"]
    );

    files.write("app/vat-comms.js", VAT);
    let error = files.strip(&load(&files.path("app"), &[]).unwrap_err().to_string());
    assert!(
        error.starts_with("app/vat-comms.js: \"comms\" cannot name a vat"),
        "{error}"
    );
    std::fs::remove_file(files.path("app/vat-comms.js")).unwrap();
    files.write("app/vat-sp ace.js", VAT);
    let error = files.strip(&load(&files.path("app"), &[]).unwrap_err().to_string());
    assert!(
        error.starts_with("app/vat-sp ace.js: \"sp ace\" cannot name a vat"),
        "{error}"
    );

    files.write(
        "app/crankcase.toml",
        "bootstrap = 'a'\n[vats.a]\nsourceSpec = 'vat-alice.js'\n",
    );
    assert_eq!(
        load(&files.path("app"), &[]).unwrap().bootstrap,
        "a",
        "a configuration file comes first"
    );

    files.write("app/crankcase.json", "{}");
    let error = files.strip(&load(&files.path("app"), &[]).unwrap_err().to_string());
    assert_eq!(error, "app: holds both crankcase.json and crankcase.toml");
}

#[test]
fn what_is_no_configuration_is_refused() {
    let files = Files::new(&[
        ("empty/x", ""),
        ("app.yaml", ""),
        ("two/bootstrap.js", VAT),
        ("two/vat-bootstrap.js", VAT),
    ]);
    files.write("latin.json", b"{\n \"\xe9\": 1}");
    let refusal = |path: &str| files.strip(&load(&files.path(path), &[]).unwrap_err().to_string());
    assert_eq!(refusal("nowhere"), "nowhere: no such file or directory");
    assert_eq!(
        refusal("nowhere.json"),
        "nowhere.json: no such file or directory"
    );
    assert_eq!(
        refusal("empty"),
        "empty: no bootstrap.js, crankcase.json or crankcase.toml in this directory"
    );
    assert_eq!(
        refusal("app.yaml"),
        "app.yaml: a configuration is a .json or .toml file, or a directory"
    );
    assert_eq!(refusal("two"), "two: two files are the vat \"bootstrap\"");
    assert_eq!(refusal("latin.json"), "latin.json:2:3: not UTF-8 text");
    let device = load(std::path::Path::new("/dev/null"), &[])
        .unwrap_err()
        .to_string();
    assert_eq!(device, "/dev/null: neither a file nor a directory");
}
