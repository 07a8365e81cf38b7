//! What an import specifier means: Node's resolution, without Node's own modules.
//!
//! This module must never read the text of a module.

use std::path::{Path, PathBuf};

use crankcase_abi::{NATIVE_MODULES, native_shim};
use nodejs_built_in_modules::is_nodejs_builtin_module;
use oxc_resolver::{PackageType, ResolveError, ResolveOptions, Resolver};

use super::module::Kind;

/// Conditions of `exports` and `imports` in `package.json` that hold for vats.
const CONDITIONS: [&str; 3] = ["endo", "import", "default"];

/// What a specifier means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A file: its absolute path without symbolic links, and what it should hold.
    File(PathBuf, Kind),
    /// One of [`NATIVE_MODULES`].
    Native(String),
}

/// Why a specifier means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// There is no such file or package.
    NotFound,
    /// Something is there that vats cannot import; the sentence says why.
    Refused(String),
}

/// Resolves specifiers, remembering what it saw of the file system.
pub struct Resolution {
    resolver: Resolver,
}

impl Default for Resolution {
    fn default() -> Self {
        let text = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let resolver = Resolver::new(ResolveOptions {
            condition_names: text(&CONDITIONS),
            extensions: text(&[".js", ".mjs", ".json"]),
            main_fields: text(&["module", "main"]),
            symlinks: true,
            // What an application means must not depend on the environment.
            node_path: false,
            ..ResolveOptions::default()
        });
        Self { resolver }
    }
}

impl Resolution {
    /// Resolves a specifier that a module in `directory` imports.
    ///
    /// # Errors
    /// When it means nothing that a vat can import.
    pub fn resolve(&self, directory: &Path, specifier: &str) -> Result<Target, Unresolved> {
        if Path::new(specifier).is_absolute()
            || has_scheme(specifier) && !specifier.starts_with("node:")
        {
            return Err(Unresolved::Refused(
                "vats import relative paths and packages only".to_owned(),
            ));
        }
        if let Some(module) = native_shim(specifier) {
            return Ok(Target::Native(module.to_owned()));
        }
        let found = match self.resolver.resolve(directory, specifier) {
            Ok(found) => found,
            Err(_) if NATIVE_MODULES.contains(&specifier) => {
                return Ok(Target::Native(specifier.to_owned()));
            }
            Err(_) if is_nodejs_builtin_module(specifier) => {
                return Err(Unresolved::Refused(
                    "it is a module of Node, which vats do not have".to_owned(),
                ));
            }
            Err(ResolveError::NotFound(_) | ResolveError::Specifier(_)) => {
                return Err(Unresolved::NotFound);
            }
            Err(ResolveError::Json(error)) => {
                let (file, line, column) = (error.path.display(), error.line, error.column);
                let message = error.message.split(" at line ").next().unwrap_or_default();
                let why = format!("{file}:{line}:{column}: {message}");
                return Err(Unresolved::Refused(why));
            }
            Err(error) => return Err(Unresolved::Refused(error.to_string())),
        };
        if found.query().is_some() || found.fragment().is_some() {
            return Err(Unresolved::Refused(
                "specifiers with a query or a fragment are not supported".to_owned(),
            ));
        }
        let module = found
            .package_json()
            .is_some_and(|package| package.r#type() == Some(PackageType::Module));
        let kind = match found
            .path()
            .extension()
            .and_then(|extension| extension.to_str())
        {
            Some("mjs") => Kind::Module,
            Some("json") => Kind::Json,
            Some("js") if module => Kind::Module,
            Some("js") => Kind::Unknown,
            Some("cjs") => {
                return Err(Unresolved::Refused(
                    "it is a CommonJS module; only ES modules are supported".to_owned(),
                ));
            }
            Some("ts" | "mts" | "cts" | "tsx" | "jsx") => {
                return Err(Unresolved::Refused(
                    "it has to be compiled to JavaScript first".to_owned(),
                ));
            }
            _ => {
                return Err(Unresolved::Refused(
                    "it is not a .js, .mjs or .json file".to_owned(),
                ));
            }
        };
        Ok(Target::File(found.into_path_buf(), kind))
    }

    /// Resolves the entry module of a vat: a path from `directory`, else a specifier of a package.
    ///
    /// # Errors
    /// As [`Resolution::resolve`].
    pub fn resolve_entry(&self, directory: &Path, source: &str) -> Result<Target, Unresolved> {
        let path = directory.join(source);
        if path.is_file()
            && let (Some(parent), Some(file)) = (
                path.parent(),
                path.file_name().and_then(|file| file.to_str()),
            )
        {
            return self.resolve(parent, &format!("./{file}"));
        }
        self.resolve(directory, source)
    }
}

/// Whether a specifier is a URL, as `data:` or `https:`.
fn has_scheme(specifier: &str) -> bool {
    specifier.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}
