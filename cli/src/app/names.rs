//! The names of modules in a bundle: the same for the same application, wherever and however its files
//! lie, because bundles are hashed and stack traces show the names.
//!
//! A file of the application is named by its path from the application's directory. A file of a package is
//! `node_modules/<package>/<path in the package>`, whether the package manager nested, hoisted or linked
//! it; where an application has several copies of a package, the later ones, in the order in which the
//! walk meets them, are `<package>#2` and so on. Any other file is named by its path from the
//! application's directory too, through `..`.
//!
//! This module must never let a name depend on an absolute path or on the order of a directory's entries.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

const NODE_MODULES: &str = "node_modules";

/// The names given so far. All paths are absolute and without symbolic links.
#[derive(Debug)]
pub struct ModuleNames {
    root: PathBuf,
    /// What files in each directory of a package begin with.
    packages: BTreeMap<PathBuf, String>,
    labels: BTreeSet<String>,
}

impl ModuleNames {
    /// Names for an application in this directory.
    #[must_use]
    pub fn new(root: PathBuf) -> Self {
        Self {
            root,
            packages: BTreeMap::new(),
            labels: BTreeSet::new(),
        }
    }

    /// The name of a file.
    ///
    /// # Errors
    /// When a part of its path is not Unicode.
    pub fn name(&mut self, path: &Path) -> Result<String, String> {
        if let Ok(inside) = path.strip_prefix(&self.root)
            && !inside.components().any(is_node_modules)
        {
            return join(inside);
        }
        let Some((directory, package)) = self.package_of(path)? else {
            return self.outside(path);
        };
        let inside = path.strip_prefix(&directory).unwrap_or(path);
        let inside = join(inside)?;
        Ok(format!("{}/{inside}", self.label(directory, &package)))
    }

    /// The package that a file belongs to: its directory and its name.
    fn package_of(&self, path: &Path) -> Result<Option<(PathBuf, String)>, String> {
        let components: Vec<Component<'_>> = path.components().collect();
        let Some(modules) = components
            .iter()
            .rposition(|component| is_node_modules(*component))
        else {
            return Ok(self.linked_package_of(path));
        };
        let rest = &components[modules + 1..];
        let scoped = rest
            .first()
            .is_some_and(|first| first.as_os_str().as_encoded_bytes().starts_with(b"@"));
        // The last component is the file.
        let depth = rest.len().saturating_sub(1).min(if scoped { 2 } else { 1 });
        let directory: PathBuf = components[..modules + 1 + depth].iter().collect();
        let package: PathBuf = rest[..depth].iter().collect();
        Ok(Some((directory, join(&package)?)))
    }

    /// The named package, outside the application, that a file belongs to though it is in no
    /// `node_modules`: one of the same workspace, which package managers link.
    fn linked_package_of(&self, path: &Path) -> Option<(PathBuf, String)> {
        for directory in path.ancestors().skip(1) {
            if self.root.starts_with(directory) {
                return None;
            }
            if let Some(package) = package_name(directory) {
                return Some((directory.to_owned(), package));
            }
        }
        None
    }

    fn label(&mut self, directory: PathBuf, package: &str) -> String {
        if let Some(label) = self.packages.get(&directory) {
            return label.clone();
        }
        let first = if package.is_empty() {
            NODE_MODULES.to_owned()
        } else {
            format!("{NODE_MODULES}/{package}")
        };
        let mut label = first.clone();
        let mut copy = 1;
        while !self.labels.insert(label.clone()) {
            copy += 1;
            label = format!("{first}#{copy}");
        }
        self.packages.insert(directory, label.clone());
        label
    }

    fn outside(&self, path: &Path) -> Result<String, String> {
        let shared = self
            .root
            .components()
            .zip(path.components())
            .take_while(|(a, b)| a == b)
            .count();
        let up = self.root.components().count() - shared;
        let down: PathBuf = path.components().skip(shared).collect();
        Ok(format!("{}{}", "../".repeat(up), join(&down)?))
    }
}

/// A path's components with `/` between them.
fn join(path: &Path) -> Result<String, String> {
    let parts: Option<Vec<&str>> = path
        .components()
        .map(|component| component.as_os_str().to_str())
        .collect();
    match parts {
        Some(parts) => Ok(parts.join("/")),
        None => Err("its path is not Unicode".to_owned()),
    }
}

fn is_node_modules(component: Component<'_>) -> bool {
    component.as_os_str() == NODE_MODULES
}

/// The name in a directory's `package.json`, if it has one that npm would accept as far as its form goes.
fn package_name(directory: &Path) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Package {
        name: String,
    }
    let text = fs::read(directory.join("package.json")).ok()?;
    let Package { name } = serde_json::from_slice(&text).ok()?;
    let plain =
        |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['/', '\\', '#']);
    let well_formed = match name.strip_prefix('@') {
        Some(scoped) => scoped
            .split_once('/')
            .is_some_and(|(scope, name)| plain(scope) && plain(name)),
        None => plain(&name),
    };
    well_formed.then_some(name)
}
