//! What an application is made of, read from a configuration file or from a directory.
//!
//! The keys are those of the reference system's swingset configuration, plus `snapshotBytes` and
//! `snapshotComputrons`, and `memoryLimit`, `computronLimit`, `dateStrings` and those about snapshots among a
//! vat's `creationOptions`. Keys that only tune the reference's own machinery (worker types, bundle formats)
//! are checked and then have no effect. Keys that ask for something this kernel does not do are refused.
//!
//! This module must never look into a vat's code.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crankcase_kernel::{ReapThresholds, SnapshotPolicy};

use super::document::{Document, Node};
use super::error::AppError;
use super::fields::{Fields, Shape};
use super::options::{self, CreationOptions, MANAGER_TYPES};
use crate::devices::NAMES;
use crate::vats::RESERVED;

/// The names of configuration files that a directory may hold.
const IN_DIRECTORY: [&str; 2] = ["crankcase.json", "crankcase.toml"];

/// The largest configuration file, in bytes.
const MAX_BYTES: u64 = 16 << 20;

/// The longest name of a vat, in bytes.
const MAX_NAME: usize = 199;

const BUNDLE_FORMATS: &[&str] = &[
    "getExport",
    "nestedEvaluate",
    "endoZipBase64",
    "endoScript",
    "test",
];
const NO_BUNDLES: &str = "ready-made bundles are not supported; give a sourceSpec";

const CONFIG_KEYS: &[(&str, Shape)] = &[
    ("bootstrap", Shape::Text),
    ("bundleCachePath", Shape::Text),
    ("bundleFormat", Shape::OneOf(BUNDLE_FORMATS)),
    ("bundles", Shape::Object),
    ("defaultManagerType", Shape::OneOf(MANAGER_TYPES)),
    ("defaultReapGCKrefs", Shape::CountOrNever),
    ("defaultReapInterval", Shape::CountOrNever),
    ("devices", Shape::Object),
    ("includeDevDependencies", Shape::Bool),
    ("pinBootstrapRoot", Shape::Bool),
    ("relaxDurabilityRules", Shape::Bool),
    ("snapshotBytes", Shape::Count),
    ("snapshotComputrons", Shape::Count),
    ("snapshotInitial", Shape::CountOrNever),
    ("snapshotInterval", Shape::CountOrNever),
    ("vats", Shape::Object),
];

const VAT_KEYS: &[(&str, Shape)] = &[
    ("bundle", Shape::Nothing(NO_BUNDLES)),
    ("bundleHash", Shape::Nothing(NO_BUNDLES)),
    ("bundleName", Shape::Text),
    ("bundleSpec", Shape::Nothing(NO_BUNDLES)),
    ("creationOptions", Shape::Object),
    ("parameters", Shape::Object),
    ("sourceSpec", Shape::Text),
];

const BUNDLE_KEYS: &[(&str, Shape)] = &[
    ("bundle", Shape::Nothing(NO_BUNDLES)),
    ("bundleSpec", Shape::Nothing(NO_BUNDLES)),
    ("sourceSpec", Shape::Text),
];

/// An application: its vats, and which of them starts it.
#[derive(Debug)]
pub struct Config {
    /// The directory that the vats' files are named from.
    pub directory: PathBuf,
    /// The name of the bootstrap vat; it is one of `vats`.
    pub bootstrap: String,
    /// The vats by name.
    pub vats: BTreeMap<String, VatConfig>,
    /// The bundles by name, from which vats can be made later.
    pub bundles: BTreeMap<String, BundleConfig>,
    /// The names of the devices that it asks for.
    pub devices: BTreeSet<String>,
    /// When vats are reaped that say nothing else.
    pub reap: ReapThresholds,
    /// When snapshots are taken of vats that say nothing else.
    pub snapshots: SnapshotPolicy,
}

/// A bundle of an application that has a name.
#[derive(Debug)]
pub struct BundleConfig {
    /// Its entry module, as that of a vat.
    pub source: String,
    /// What to say when there is no such file.
    pub missing: AppError,
}

/// One vat of an application.
#[derive(Debug)]
pub struct VatConfig {
    /// Its entry module: a path from [`Config::directory`], or a package specifier.
    pub source: String,
    /// What to say when there is no such file; knows the place where it is named.
    pub missing: AppError,
    /// `vatParameters`, if the configuration gives any.
    pub parameters: Option<Node>,
    /// What its `creationOptions` say.
    pub creation: CreationOptions,
}

impl Config {
    /// Reads a configuration: a `.json` or `.toml` file, or a directory. A directory with a
    /// `crankcase.json` or `crankcase.toml` means that file; else its `bootstrap.js` and each of its
    /// `vat-NAME.js` is a vat.
    ///
    /// # Errors
    /// When there is nothing to read or it is not a configuration.
    pub fn read(path: &Path) -> Result<Self, AppError> {
        let name = path.display().to_string();
        let metadata = fs::metadata(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => AppError::file(&name, "no such file or directory"),
            _ => AppError::file(&name, error.to_string()),
        })?;
        if metadata.is_file() {
            return Self::from_file(path);
        }
        if !metadata.is_dir() {
            return Err(AppError::file(name, "neither a file nor a directory"));
        }
        let mut found = IN_DIRECTORY
            .iter()
            .map(|name| path.join(name))
            .filter(|path| path.exists());
        match (found.next(), found.next()) {
            (None, _) => Self::from_directory(path),
            (Some(file), None) => Self::from_file(&file),
            (Some(_), Some(_)) => Err(AppError::file(
                name,
                format!("holds both {}", IN_DIRECTORY.join(" and ")),
            )),
        }
    }

    fn from_file(path: &Path) -> Result<Self, AppError> {
        let name = path.display().to_string();
        let json = match path.extension().and_then(|extension| extension.to_str()) {
            Some("json") => true,
            Some("toml") => false,
            _ => {
                return Err(AppError::file(
                    name,
                    "a configuration is a .json or .toml file, or a directory",
                ));
            }
        };
        let text = read_text(path, &name, MAX_BYTES)?;
        let document = if json {
            Document::json(name, text)?
        } else {
            Document::toml(name, text)?
        };
        let directory = match path.parent() {
            Some(parent) if parent != Path::new("") => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        Self::from_document(&document, directory)
    }

    fn from_document(document: &Document, directory: PathBuf) -> Result<Self, AppError> {
        let fields = Fields::check(document, &document.root, "the configuration", CONFIG_KEYS)?;
        let Some((bootstrap, at)) = fields.text("bootstrap") else {
            return Err(fields.error("the configuration names no bootstrap vat"));
        };
        let bootstrap = bootstrap.to_owned();
        let Some(vats) = fields.get("vats") else {
            return Err(fields.error("the configuration has no vats"));
        };
        let bundles = bundles(document, fields.get("bundles"))?;
        let snapshots = options::snapshots(&fields, SnapshotPolicy::default());
        let snapshots = snapshots.unwrap_or_default();
        let mut configs = BTreeMap::new();
        for entry in Fields::open(document, vats, "\"vats\"")?.entries() {
            if let Err(why) = check_name(&entry.key) {
                return Err(document.error(entry.at, why));
            }
            configs.insert(
                entry.key.clone(),
                vat(document, &entry.key, &entry.node, (&bundles, snapshots))?,
            );
        }
        if !configs.contains_key(&bootstrap) {
            return Err(document.error(
                at,
                format!("there is no vat {bootstrap:?} to bootstrap from"),
            ));
        }
        let standard = ReapThresholds::default();
        let reap = ReapThresholds {
            deliveries: options::threshold(&fields, "defaultReapInterval")
                .unwrap_or(standard.deliveries),
            gc_krefs: options::threshold(&fields, "defaultReapGCKrefs")
                .unwrap_or(standard.gc_krefs),
        };
        Ok(Self {
            directory,
            bootstrap,
            vats: configs,
            bundles,
            devices: devices(document, fields.get("devices"))?,
            reap,
            snapshots,
        })
    }

    fn from_directory(path: &Path) -> Result<Self, AppError> {
        let name = path.display().to_string();
        let broken = |error: io::Error| AppError::file(&name, error.to_string());
        let mut vats = BTreeMap::new();
        let entries: Result<Vec<_>, _> = fs::read_dir(path).map_err(broken)?.collect();
        let mut files: Vec<_> = entries
            .map_err(broken)?
            .into_iter()
            .map(|entry| entry.file_name())
            .collect();
        files.sort();
        for file in files {
            let Some(file) = file.to_str() else { continue };
            let vat = match file.strip_suffix(".js") {
                Some("bootstrap") => "bootstrap",
                Some(stem) => match stem.strip_prefix("vat-") {
                    Some(vat) => vat,
                    None => continue,
                },
                None => continue,
            };
            let shown = path.join(file).display().to_string();
            if !fs::metadata(path.join(file))
                .map_err(|error| AppError::file(&shown, error.to_string()))?
                .is_file()
            {
                continue;
            }
            check_name(vat).map_err(|why| AppError::file(&shown, why))?;
            let missing = AppError::file(&shown, "no such file");
            let config = VatConfig {
                source: format!("./{file}"),
                missing,
                parameters: None,
                creation: CreationOptions::default(),
            };
            if vats.insert(vat.to_owned(), config).is_some() {
                return Err(AppError::file(
                    name,
                    format!("two files are the vat {vat:?}"),
                ));
            }
        }
        let bootstrap = "bootstrap".to_owned();
        if !vats.contains_key(&bootstrap) {
            return Err(AppError::file(
                name,
                "no bootstrap.js, crankcase.json or crankcase.toml in this directory",
            ));
        }
        Ok(Self {
            directory: path.to_owned(),
            bootstrap,
            vats,
            bundles: BTreeMap::new(),
            devices: BTreeSet::new(),
            reap: ReapThresholds::default(),
            snapshots: SnapshotPolicy::default(),
        })
    }
}

/// Reads a whole file as UTF-8, without a byte order mark.
///
/// # Errors
/// When it cannot be read, is too long, or is not UTF-8.
pub(super) fn read_text(path: &Path, name: &str, max_bytes: u64) -> Result<String, AppError> {
    let broken = |error: io::Error| AppError::file(name, error.to_string());
    let metadata = fs::metadata(path).map_err(broken)?;
    if !metadata.is_file() {
        return Err(AppError::file(name, "not a regular file"));
    }
    if metadata.len() > max_bytes {
        return Err(AppError::file(
            name,
            format!(
                "{} bytes are more than the limit of {max_bytes}",
                metadata.len()
            ),
        ));
    }
    let text = String::from_utf8(fs::read(path).map_err(broken)?).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(&error.as_bytes()[..valid]);
        AppError::at(name, &text, valid, "not UTF-8 text")
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// The bundles by name.
fn bundles(
    document: &Document,
    node: Option<&Node>,
) -> Result<BTreeMap<String, BundleConfig>, AppError> {
    let Some(node) = node else {
        return Ok(BTreeMap::new());
    };
    let mut bundles = BTreeMap::new();
    for entry in Fields::open(document, node, "\"bundles\"")?.entries() {
        let what = format!("the bundle {:?}", entry.key);
        let fields = Fields::check(document, &entry.node, &what, BUNDLE_KEYS)?;
        let Some((source, at)) = fields.text("sourceSpec") else {
            return Err(fields.error(format!("{what} has no sourceSpec")));
        };
        let missing = cannot_find(document, at, source, &what);
        let source = source.to_owned();
        bundles.insert(entry.key.clone(), BundleConfig { source, missing });
    }
    Ok(bundles)
}

/// The names of the devices.
fn devices(document: &Document, node: Option<&Node>) -> Result<BTreeSet<String>, AppError> {
    let Some(node) = node else {
        return Ok(BTreeSet::new());
    };
    let known: Vec<_> = NAMES.iter().map(|name| (*name, Shape::Object)).collect();
    let fields = Fields::check(document, node, "\"devices\"", &known)?;
    for entry in fields.entries() {
        let what = format!("the device {:?}", entry.key);
        Fields::check(document, &entry.node, &what, &[])?;
    }
    let names = fields.entries().iter().map(|entry| entry.key.clone());
    Ok(names.collect())
}

/// What to say when an entry module does not exist.
fn cannot_find(document: &Document, at: usize, source: &str, what: &str) -> AppError {
    document.error(at, format!("cannot find {source:?}, the source of {what}"))
}

fn vat(
    document: &Document,
    name: &str,
    node: &Node,
    (bundles, snapshots): (&BTreeMap<String, BundleConfig>, SnapshotPolicy),
) -> Result<VatConfig, AppError> {
    let what = format!("the vat {name:?}");
    let fields = Fields::check(document, node, &what, VAT_KEYS)?;
    let (source, missing) = match (fields.text("sourceSpec"), fields.text("bundleName")) {
        (Some((source, at)), None) => (source, cannot_find(document, at, source, &what)),
        (None, Some((bundle, at))) => {
            let bundle = bundles.get(bundle).ok_or_else(|| {
                document.error(
                    at,
                    format!(
                        "{what} is made from the bundle {bundle:?}, which is not in \"bundles\""
                    ),
                )
            })?;
            (bundle.source.as_str(), bundle.missing.clone())
        }
        (None, None) => {
            return Err(fields.error(format!("{what} has no sourceSpec and no bundleName")));
        }
        (Some(_), Some((_, at))) => {
            return Err(
                document.error(at, format!("{what} has both a sourceSpec and a bundleName"))
            );
        }
    };
    let mut config = VatConfig {
        source: source.to_owned(),
        missing,
        parameters: fields.get("parameters").cloned(),
        creation: CreationOptions::default(),
    };
    if let Some(node) = fields.get("creationOptions") {
        config.creation = CreationOptions::read(document, node, &what, snapshots)?;
    }
    Ok(config)
}

/// Names of vats are shown on terminals and typed in shells, so they are as narrow as the reference's
/// names of dynamic vats.
fn check_name(name: &str) -> Result<(), String> {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    if name.is_empty() || name.len() > MAX_NAME || !name.bytes().all(fits) {
        return Err(format!(
            "{name:?} cannot name a vat: a name is 1 to {MAX_NAME} letters, digits, '.', '_' or '-'"
        ));
    }
    if RESERVED.contains(&name) {
        return Err(format!(
            "{name:?} cannot name a vat: it is the name of one that every application has, or may come to have"
        ));
    }
    Ok(())
}
