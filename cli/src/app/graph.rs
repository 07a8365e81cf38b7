//! The modules of a vat, found by walking its imports, as an [`abi::Bundle`](crankcase_abi::Bundle).
//!
//! This module must never evaluate anything, and its result must depend on nothing but the application's
//! files.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crankcase_abi::{Bundle, Import, Module, native_exports};

use super::config::read_text;
use super::error::AppError;
use super::module::{self, Facts, Kind, Request};
use super::names::ModuleNames;
use super::resolve::{Resolution, Target, Unresolved};

/// The longest text of one module, in bytes.
const MAX_MODULE_BYTES: u64 = 8 << 20;

/// The longest text of all modules of a vat, in bytes.
const MAX_BUNDLE_BYTES: usize = 32 << 20;

/// The most modules a vat can have.
const MAX_MODULES: usize = 20_000;

/// The most importers that an error names.
const MAX_CHAIN: usize = 4;

/// Makes the bundles of one application's vats. Modules that several vats share are read once.
pub struct Bundler {
    /// The application's directory, as its user named it.
    shown_root: PathBuf,
    /// The same, absolute and without symbolic links.
    root: PathBuf,
    resolution: Resolution,
    texts: BTreeMap<PathBuf, Rc<Text>>,
}

/// A module that was read.
struct Text {
    source: String,
    facts: Facts,
}

/// A walk under way.
struct Walk {
    names: ModuleNames,
    queue: VecDeque<(PathBuf, Kind)>,
    /// Who imported each file first; nobody the entry.
    importers: BTreeMap<PathBuf, Option<PathBuf>>,
    visited: BTreeMap<PathBuf, Visited>,
    bytes: usize,
}

/// A module of a walk.
struct Visited {
    name: String,
    text: Rc<Text>,
    targets: BTreeMap<String, Target>,
}

impl Bundler {
    /// A bundler for the application in this directory.
    ///
    /// # Errors
    /// When there is no such directory.
    pub fn new(directory: &Path) -> Result<Self, AppError> {
        let root = directory
            .canonicalize()
            .map_err(|error| AppError::file(directory.display().to_string(), error.to_string()))?;
        let resolution = Resolution::default();
        Ok(Self {
            shown_root: directory.to_owned(),
            root,
            resolution,
            texts: BTreeMap::new(),
        })
    }

    /// The bundle of the vat with this entry module: a path from the application's directory, or a package
    /// specifier. `missing` is the error for an entry that does not exist.
    ///
    /// # Errors
    /// At the first module, in order of a breadth-first walk, that is not a correct ES module or imports
    /// what cannot be imported.
    pub fn bundle(&mut self, source: &str, missing: &AppError) -> Result<Bundle, AppError> {
        let refused = |why: String| AppError {
            message: format!("cannot use {source:?}: {why}"),
            ..missing.clone()
        };
        let (entry, kind) = match self.resolution.resolve_entry(&self.root, source) {
            Ok(Target::File(path, Kind::Json)) => {
                return Err(refused(format!(
                    "{} is not a JavaScript module",
                    self.show(&path)
                )));
            }
            Ok(Target::File(path, kind)) => (path, kind),
            Ok(Target::Native(_)) => {
                return Err(refused("it is a module of the runtime".to_owned()));
            }
            Err(Unresolved::NotFound) => return Err(missing.clone()),
            Err(Unresolved::Refused(why)) => return Err(refused(why)),
        };
        let mut walk = Walk {
            names: ModuleNames::new(self.root.clone()),
            queue: VecDeque::from([(entry.clone(), kind)]),
            importers: BTreeMap::from([(entry.clone(), None)]),
            visited: BTreeMap::new(),
            bytes: 0,
        };
        while let Some((path, kind)) = walk.queue.pop_front() {
            let visited = self
                .visit(&mut walk, &path, kind)
                .map_err(|error| self.explain(&walk, &path, error))?;
            walk.visited.insert(path, visited);
        }
        for (path, visited) in &walk.visited {
            self.check_names(&walk, path, visited)
                .map_err(|error| self.explain(&walk, path, error))?;
        }
        let entry = walk.visited[&entry].name.clone();
        let modules = walk
            .visited
            .values()
            .map(|visited| (visited.name.clone(), walk.module(visited)))
            .collect();
        Ok(Bundle { entry, modules })
    }

    /// Reads one module and queues what it imports.
    fn visit(&mut self, walk: &mut Walk, path: &Path, kind: Kind) -> Result<Visited, AppError> {
        let shown = self.show(path);
        let name = walk
            .names
            .name(path)
            .map_err(|why| AppError::file(&shown, why))?;
        let text = self.read(path, &shown, kind)?;
        walk.bytes += text.source.len();
        if walk.bytes > MAX_BUNDLE_BYTES {
            return Err(AppError::file(
                shown,
                format!("with it, the vat has more than {MAX_BUNDLE_BYTES} bytes of code"),
            ));
        }
        if walk.visited.len() >= MAX_MODULES {
            return Err(AppError::file(
                shown,
                format!("with it, the vat has more than {MAX_MODULES} modules"),
            ));
        }
        let directory = path.parent().unwrap_or(&self.root);
        let mut targets = BTreeMap::new();
        for request in &text.facts.imports {
            let target = match self.resolution.resolve(directory, &request.specifier) {
                Ok(target) => target,
                Err(_) if may_fail_later(request) => continue,
                Err(why) => return Err(unresolved(&shown, &text.source, request, &why)),
            };
            if request.json && !matches!(target, Target::File(_, Kind::Json)) {
                let why = Unresolved::Refused("it is not JSON".to_owned());
                return Err(unresolved(&shown, &text.source, request, &why));
            }
            if let Target::File(file, kind) = &target
                && !walk.importers.contains_key(file)
            {
                walk.importers.insert(file.clone(), Some(path.to_owned()));
                walk.queue.push_back((file.clone(), *kind));
            }
            targets.insert(request.specifier.clone(), target);
        }
        Ok(Visited {
            name,
            text,
            targets,
        })
    }

    fn read(&mut self, path: &Path, shown: &str, kind: Kind) -> Result<Rc<Text>, AppError> {
        if let Some(text) = self.texts.get(path) {
            return Ok(Rc::clone(text));
        }
        let source = read_text(path, shown, MAX_MODULE_BYTES)?;
        let (source, facts) = module::read(shown, source, kind)?;
        let text = Rc::new(Text { source, facts });
        self.texts.insert(path.to_owned(), Rc::clone(&text));
        Ok(text)
    }

    /// Checks that every name a module imports is exported where it is imported from.
    fn check_names(&self, walk: &Walk, path: &Path, visited: &Visited) -> Result<(), AppError> {
        for request in &visited.text.facts.names {
            let Some(target) = visited.targets.get(&request.specifier) else {
                continue;
            };
            if !walk.exports(target, &request.name) {
                let (name, specifier) = (&request.name, &request.specifier);
                let message = format!("SyntaxError: {specifier:?} does not export {name:?}");
                return Err(AppError::at(
                    self.show(path),
                    &visited.text.source,
                    request.at,
                    message,
                ));
            }
        }
        Ok(())
    }

    /// Adds to an error in a file how the walk got there.
    fn explain(&self, walk: &Walk, path: &Path, mut error: AppError) -> AppError {
        let mut chain = Vec::new();
        let mut file = path;
        while let Some(Some(importer)) = walk.importers.get(file) {
            chain.push(self.show(importer));
            file = importer;
        }
        if chain.len() > MAX_CHAIN {
            let entry = chain.pop();
            chain.truncate(MAX_CHAIN - 1);
            chain.push("…".to_owned());
            chain.extend(entry);
        }
        if !chain.is_empty() {
            error.message = format!("{} (imported by {})", error.message, chain.join(", by "));
        }
        error
    }

    /// What errors call a file: as its user would name it.
    fn show(&self, path: &Path) -> String {
        if let Ok(inside) = path.strip_prefix(&self.root) {
            return self.shown_root.join(inside).display().to_string();
        }
        let here = std::env::current_dir()
            .and_then(|here| here.canonicalize())
            .unwrap_or_default();
        path.strip_prefix(&here)
            .unwrap_or(path)
            .display()
            .to_string()
    }
}

impl Walk {
    fn module(&self, visited: &Visited) -> Module {
        let import = |target: &Target| match target {
            Target::File(path, _) => Import::Module(self.visited[path].name.clone()),
            Target::Native(name) => Import::Native(name.clone()),
        };
        Module {
            source: visited.text.source.clone(),
            imports: visited
                .targets
                .iter()
                .map(|(specifier, target)| (specifier.clone(), import(target)))
                .collect(),
        }
    }

    /// Whether a module exports a name, itself or through its `export *`. What the runtime's own modules
    /// export is not known here, so they are believed.
    fn exports(&self, target: &Target, name: &str) -> bool {
        let mut pending = vec![target];
        let mut seen = BTreeSet::new();
        while let Some(target) = pending.pop() {
            let path = match target {
                Target::File(path, _) => path,
                Target::Native(module) => {
                    if native_exports(module).is_some_and(|names| names.contains(&name)) {
                        return true;
                    }
                    continue;
                }
            };
            if !seen.insert(path) {
                continue;
            }
            let visited = &self.visited[path];
            if visited.text.facts.exports.contains(name) {
                return true;
            }
            if name != "default" {
                pending.extend(
                    visited
                        .text
                        .facts
                        .stars
                        .iter()
                        .filter_map(|star| visited.targets.get(star)),
                );
            }
        }
        false
    }
}

/// A dynamic import of a package may be one that the code can do without, so it fails only when it is
/// reached.
fn may_fail_later(request: &Request) -> bool {
    request.dynamic && !request.specifier.starts_with('.')
}

fn unresolved(shown: &str, source: &str, request: &Request, why: &Unresolved) -> AppError {
    let message = match why {
        Unresolved::NotFound => format!("cannot find {:?}", request.specifier),
        Unresolved::Refused(why) => format!("cannot import {:?}: {why}", request.specifier),
    };
    AppError::at(shown, source, request.at, message)
}
