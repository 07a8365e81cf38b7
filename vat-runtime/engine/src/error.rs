//! What can go wrong on the way to a guest image, each in one line that says what to do.

use std::path::{Path, PathBuf};

/// Why there is no guest image.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A TOML file does not say what it should.
    #[error("{}: {message}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// An amendment does not fit the published file it names.
    #[error("amendment {amendment}: {krate}/{file}: {reason}")]
    Misfit {
        /// Name of the amendment.
        amendment: String,
        /// Crate it amends.
        krate: String,
        /// File within the crate.
        file: String,
        /// Why it does not fit.
        reason: String,
    },
    /// A tool could not be started at all.
    #[error("cannot run {tool}: {source}")]
    Tool {
        /// Name of the program.
        tool: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A published crate that is to be amended is not to be had.
    #[error("cannot get {krate} from the registry: {reason}")]
    Unpublished {
        /// Name and version of the crate.
        krate: String,
        /// Last line of what cargo said.
        reason: String,
    },
    /// The toolchain has no standard library for the guest's target.
    #[error(
        "the guest image needs Rust's {target} target and it could not be added ({reason}); \
         run `rustup target add {target}` while online, or install it with your toolchain"
    )]
    TargetMissing {
        /// The target's name.
        target: &'static str,
        /// Why rustup could not add it.
        reason: String,
    },
    /// The compiler refused the guest; it has printed why.
    #[error(
        "the guest image did not build: {command} ended with {status} (its messages are above)"
    )]
    Build {
        /// The command, as a user could repeat it.
        command: String,
        /// How it ended.
        status: String,
    },
    /// `CRANKCASE_GUEST_PROFILE` holds something else than a profile.
    #[error("CRANKCASE_GUEST_PROFILE is {0:?}; it can be \"release\" or \"fast\"")]
    UnknownProfile(String),
    /// The build script's `OUT_DIR` is not inside a cargo target directory.
    #[error("{}: not inside a cargo target directory", .0.display())]
    NoTargetDirectory(PathBuf),
}

impl EngineError {
    /// For `map_err`: an I/O error at `path`.
    pub(crate) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self + use<> {
        let path = path.to_path_buf();
        move |source| Self::Io { path, source }
    }

    /// For `map_err`: `path` holds something else than it should.
    pub(crate) fn malformed<E: std::fmt::Display>(path: &Path) -> impl FnOnce(E) -> Self + use<E> {
        let path = path.to_path_buf();
        move |error| Self::Malformed {
            path,
            // TOML errors span lines (position, then the quoted source); the last line has the cause.
            message: error.to_string().trim().replace('\n', " "),
        }
    }
}
