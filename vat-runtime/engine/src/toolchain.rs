//! The compiler the image is built with: the one that builds the host.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::GUEST_TARGET;
use crate::error::EngineError;

/// Cargo and rustc, and where rustc keeps its libraries.
#[derive(Debug)]
pub(crate) struct Toolchain {
    cargo: OsString,
    rustc: OsString,
    /// A folder below which the repository's pinned toolchain applies.
    home: PathBuf,
    /// `rustc -vV`, without the line that names this machine's own platform.
    pub(crate) version: String,
    /// Root of the toolchain's files.
    pub(crate) sysroot: PathBuf,
    /// Commit the compiler was built from.
    pub(crate) commit: String,
}

impl Toolchain {
    /// The toolchain that runs the calling build script or example; `home` lies in the repository.
    pub(crate) fn find(home: &Path) -> Result<Self, EngineError> {
        // Cargo sets both for build scripts, and the first one for what it runs.
        let tool = |variable, name: &str| env::var_os(variable).unwrap_or_else(|| name.into());
        let mut toolchain = Self {
            cargo: tool("CARGO", "cargo"),
            rustc: tool("RUSTC", "rustc"),
            home: home.to_path_buf(),
            version: String::new(),
            sysroot: PathBuf::new(),
            commit: String::new(),
        };
        let verbose = toolchain.ask_rustc(&["-vV"])?;
        toolchain.commit = verbose
            .lines()
            .find_map(|line| line.strip_prefix("commit-hash: "))
            .unwrap_or_default()
            .to_owned();
        toolchain.version = verbose
            .lines()
            .filter(|line| !line.starts_with("host:"))
            .fold(String::new(), |all, line| all + line + "\n");
        toolchain.sysroot = toolchain.ask_rustc(&["--print=sysroot"])?.trim().into();
        Ok(toolchain)
    }

    /// A cargo command that the environment of whoever builds the host cannot influence.
    pub(crate) fn cargo(&self) -> Command {
        self.clean(Command::new(&self.cargo))
    }

    /// Adds the standard library for the guest's target if the toolchain has none.
    pub(crate) fn ensure_target(&self) -> Result<(), EngineError> {
        if self.target_libraries()?.is_dir() {
            return Ok(());
        }
        let missing = |reason: String| EngineError::TargetMissing {
            target: GUEST_TARGET,
            reason,
        };
        let output = self
            .clean(Command::new("rustup"))
            .args(["target", "add", GUEST_TARGET])
            .output()
            .map_err(|e| missing(format!("cannot run rustup: {e}")))?;
        if !output.status.success() {
            return Err(missing(last_line(&output.stderr)));
        }
        if !self.target_libraries()?.is_dir() {
            let reason = "rustup added it to another toolchain than the one that builds this";
            return Err(missing(reason.to_owned()));
        }
        Ok(())
    }

    /// The folder of the libraries for the guest's target; missing if the target is not installed.
    pub(crate) fn target_libraries(&self) -> Result<PathBuf, EngineError> {
        let folder = self.ask_rustc(&["--print=target-libdir", "--target", GUEST_TARGET])?;
        Ok(PathBuf::from(folder.trim()))
    }

    fn ask_rustc(&self, arguments: &[&str]) -> Result<String, EngineError> {
        let output = self
            .clean(Command::new(&self.rustc))
            .args(arguments)
            .stderr(Stdio::inherit())
            .output()
            .map_err(|source| EngineError::Tool {
                tool: self.rustc.to_string_lossy().into_owned(),
                source,
            })?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn clean(&self, mut command: Command) -> Command {
        command.current_dir(&self.home).stdin(Stdio::null());
        for (name, _) in env::vars_os() {
            if !is_harmless(&name.to_string_lossy()) {
                command.env_remove(name);
            }
        }
        command
    }
}

/// Whether a variable may reach the tools that make the image. Most of what cargo and rustc read would
/// change the image (flags, profiles), the place it is put (target directories), or wrap the compiler
/// (clippy does).
fn is_harmless(name: &str) -> bool {
    const KEPT: [&str; 4] = ["CARGO", "CARGO_HOME", "CARGO_MAKEFLAGS", "RUSTC"];
    const KEPT_GROUPS: [&str; 4] = ["CARGO_HTTP_", "CARGO_NET_", "CARGO_REGISTR", "RUSTUP_"];
    let read_by_tools = name.starts_with("CARGO") || name.starts_with("RUST");
    !read_by_tools
        || KEPT.contains(&name)
        || KEPT_GROUPS.iter().any(|group| name.starts_with(group))
}

/// The last line of what a tool printed, which is where tools say what went wrong.
pub(crate) fn last_line(output: &[u8]) -> String {
    let output = String::from_utf8_lossy(output);
    let line = output.lines().rev().find(|line| !line.trim().is_empty());
    let line = line.unwrap_or("it did not say why").trim();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_change_the_image_does_not_reach_the_tools() {
        for name in [
            "RUSTFLAGS",
            "CARGO_ENCODED_RUSTFLAGS",
            "RUSTC_WRAPPER",
            "RUSTC_WORKSPACE_WRAPPER",
            "RUSTC_BOOTSTRAP",
            "CARGO_TARGET_DIR",
            "CARGO_TARGET_WASM32_WASIP1_RUSTFLAGS",
            "CARGO_BUILD_TARGET",
            "CARGO_BUILD_RUSTFLAGS",
            "CARGO_PROFILE_RELEASE_LTO",
            "CARGO_INCREMENTAL",
            "CARGO_UNSTABLE_BUILD_STD",
        ] {
            assert!(!is_harmless(name), "{name}");
        }
        for name in [
            "PATH",
            "HTTPS_PROXY",
            "CARGO_HOME",
            "CARGO_MAKEFLAGS",
            "CARGO_NET_OFFLINE",
            "CARGO_REGISTRIES_CRATES_IO_PROTOCOL",
            "RUSTUP_TOOLCHAIN",
            "RUSTUP_HOME",
        ] {
            assert!(is_harmless(name), "{name}");
        }
    }

    #[test]
    fn the_reason_of_a_failed_tool_is_its_last_line() {
        assert_eq!(last_line(b"info: x\nerror: no network\n\n"), "no network");
        assert_eq!(last_line(b"\n"), "it did not say why");
    }
}
