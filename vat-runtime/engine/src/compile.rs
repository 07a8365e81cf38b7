//! The compilation of the tree, with a cargo of its own.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::GUEST_TARGET;
use crate::error::EngineError;
use crate::fetch::Crates;
use crate::toolchain::Toolchain;

/// Environment variable that chooses the [`Profile`].
const PROFILE_VARIABLE: &str = "CRANKCASE_GUEST_PROFILE";

/// How much work the compiler puts into the image. The two give different images, with different
/// identities: only release images are fit to be agreed upon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// The image.
    Release,
    /// Builds in a fraction of the time and runs slower; for work on the guest.
    Fast,
}

impl Profile {
    /// Name of the environment variable that chooses it.
    pub const VARIABLE: &str = PROFILE_VARIABLE;

    /// The profile the environment asks for; `Release` if it does not say.
    ///
    /// # Errors
    /// [`EngineError::UnknownProfile`].
    pub fn from_env() -> Result<Self, EngineError> {
        match std::env::var_os(PROFILE_VARIABLE) {
            None => Ok(Self::Release),
            Some(name) => [Self::Release, Self::Fast]
                .into_iter()
                .find(|profile| name == profile.name())
                .ok_or_else(|| EngineError::UnknownProfile(name.to_string_lossy().into_owned())),
        }
    }

    /// Its name in the guest's workspace.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Fast => "fast",
        }
    }
}

/// The flags of an image that are the same on every machine; part of its key.
pub(crate) fn flags(profile: Profile) -> Vec<&'static str> {
    let mut flags = vec![
        // A runaway recursion ends where this stack ends, at the same call on every machine. First in
        // memory, so that it runs into address 0 and traps instead of running into data.
        "-Clink-arg=-zstack-size=8388608",
        "-Clink-arg=--stack-first",
        // The host checks that it is back at its start between deliveries: the only state that is not
        // in the memory.
        "-Clink-arg=--export=__stack_pointer",
    ];
    if profile == Profile::Release {
        // Cargo forgets a profile's `strip` for a package that has settings of its own.
        flags.push("-Clink-arg=--strip-all");
    }
    flags
}

/// The start object of a reactor, in the folder of the target's libraries; part of the key too. It
/// exports `_initialize`, which calls the constructors; without it the linker takes the image for a
/// command and wraps every export in calls of constructors and destructors.
pub(crate) const START_OBJECT: &str = "self-contained/crt1-reactor.o";

/// One compilation.
pub(crate) struct Job<'a> {
    pub(crate) tree: &'a Path,
    /// Target directory of the nested cargo, which must not wait for the outer one's lock.
    pub(crate) build: &'a Path,
    pub(crate) crates: &'a Crates,
    pub(crate) profile: Profile,
}

impl Job<'_> {
    /// Compiles and returns the path of the module. Messages go to standard error.
    pub(crate) fn run(&self, toolchain: &Toolchain) -> Result<PathBuf, EngineError> {
        let mut command = toolchain.cargo();
        command
            .current_dir(self.tree)
            // Not `cargo build`: a library that is also an rlib would not get link-time optimisation.
            .args(["rustc", "--locked", "--lib", "--crate-type=cdylib"])
            .args(["--package=crankcase-guest", "--target", GUEST_TARGET])
            .args(["--profile", self.profile.name()])
            .arg("--target-dir")
            .arg(self.build)
            .env("CARGO_ENCODED_RUSTFLAGS", self.all_flags(toolchain)?)
            // A build script's standard output is read by cargo.
            .stdout(Stdio::null());
        let status = command.status().map_err(|source| EngineError::Tool {
            tool: "cargo".to_owned(),
            source,
        })?;
        if !status.success() {
            return Err(EngineError::Build {
                command: format!("cargo rustc in {}", self.tree.display()),
                status: status.to_string(),
            });
        }
        let module = self.build.join(GUEST_TARGET).join(self.profile.name());
        Ok(module.join("crankcase_guest.wasm"))
    }

    /// [`flags`], [`START_OBJECT`], and for each folder of this machine a name that is the same on every
    /// machine.
    fn all_flags(&self, toolchain: &Toolchain) -> Result<OsString, EngineError> {
        let mut start = OsString::from("-Clink-arg=");
        start.push(toolchain.target_libraries()?.join(START_OBJECT));

        let library = toolchain.sysroot.join("lib/rustlib/src/rust");
        let mut places = vec![
            (toolchain.sysroot.as_path(), "/sysroot".to_owned()),
            (library.as_path(), format!("/rustc/{}", toolchain.commit)),
            (self.tree, "/crankcase".to_owned()),
        ];
        let shelves = self.crates.shelves.iter();
        places.extend(shelves.map(|shelf| (shelf.as_path(), "/crates".to_owned())));
        let remaps = places.into_iter().map(|(from, to)| {
            let mut flag = OsString::from("--remap-path-prefix=");
            flag.push(from);
            flag.push("=");
            flag.push(to);
            flag
        });
        let fixed = flags(self.profile).into_iter().map(OsString::from);
        let flags: Vec<OsString> = fixed.chain([start]).chain(remaps).collect();
        Ok(flags.join(OsStr::new("\u{1f}")))
    }
}
