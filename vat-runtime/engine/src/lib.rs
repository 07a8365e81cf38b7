//! How the guest image comes about: the published JavaScript engine plus our amendments plus the guest,
//! compiled to WebAssembly.
//!
//! The host's build script calls [`Workshop::image`]; developers of the guest call [`Workshop::stage`]; tests read the
//! failing cases with [`amendments`]. The steps, each a module:
//! `sources` (what goes in) → `cache` (is there an image of exactly that?) → `fetch` (published crates
//! from the registry) → `amend` → `stage` (one tree that holds everything) → `compile`.
//!
//! Must never let anything of the machine into the image: the same sources and the same compiler give
//! the same bytes in every folder.

mod amend;
mod cache;
mod compile;
mod error;
mod fetch;
mod sources;
mod stage;
mod toolchain;

use std::path::{Path, PathBuf};

pub use amend::{AmendedFile, Amendment, Case, Hunk};
pub use compile::Profile;
pub use error::EngineError;
pub use stage::Placement;

use sources::Sources;
use toolchain::Toolchain;

/// The target the guest is compiled for.
const GUEST_TARGET: &str = "wasm32-wasip1";

/// The sources of the guest image and the directory it is built in.
#[derive(Debug, Clone)]
pub struct Workshop {
    /// The folder `vat-runtime` of the repository.
    vat_runtime: PathBuf,
    /// Everything is written below this directory.
    output: PathBuf,
}

impl Workshop {
    /// A workshop in `<target>/guest`, for the sources in the repository this crate is part of.
    #[must_use]
    pub fn new(target: &Path) -> Self {
        Self {
            vat_runtime: vat_runtime(),
            output: target.join("guest"),
        }
    }

    /// The workshop of the build that runs the calling build script.
    ///
    /// # Errors
    /// [`EngineError::NoTargetDirectory`] if `out_dir`, the script's `OUT_DIR`, is not where cargo
    /// puts it.
    pub fn of_build_script(out_dir: &Path) -> Result<Self, EngineError> {
        // <target>/[<triple>/]<profile>/build/<package>-<hash>/out: all profiles share one workshop.
        out_dir
            .ancestors()
            .find(|dir| dir.ends_with("build"))
            .and_then(|build| build.parent()?.parent())
            .map(Self::new)
            .ok_or_else(|| EngineError::NoTargetDirectory(out_dir.to_path_buf()))
    }

    /// Files and folders whose change makes another image.
    #[must_use]
    pub fn inputs(&self) -> Vec<PathBuf> {
        sources::roots(&self.vat_runtime)
    }

    /// Makes the image, if there is none of exactly these sources, and returns its path.
    ///
    /// # Errors
    /// Any [`EngineError`]; no image is left behind then.
    pub fn image(&self, profile: Profile) -> Result<PathBuf, EngineError> {
        let sources = Sources::read(&self.vat_runtime)?;
        let toolchain = Toolchain::find(&self.vat_runtime)?;
        let key = cache::key(&sources, &toolchain, profile);
        cache::get_or_make(&self.output, &key, || {
            toolchain.ensure_target()?;
            let crates = fetch::published(&self.output.join("fetch"), &sources, &toolchain)?;
            let tree = self.output.join("tree");
            stage::stage(&tree, &sources, &crates, Placement::Copies)?;
            let job = compile::Job {
                tree: &tree,
                build: &self.output.join("build"),
                crates: &crates,
                profile,
            };
            job.run(&toolchain)
        })
    }

    /// Writes the tree the image is built from to `tree`, for work on the guest: `cargo check`, native
    /// tests and builds of the guest run there.
    ///
    /// # Errors
    /// Any [`EngineError`].
    pub fn stage(&self, tree: &Path, placement: Placement) -> Result<(), EngineError> {
        let sources = Sources::read(&self.vat_runtime)?;
        let toolchain = Toolchain::find(&self.vat_runtime)?;
        let crates = fetch::published(&self.output.join("fetch"), &sources, &toolchain)?;
        stage::stage(tree, &sources, &crates, placement)
    }
}

/// All amendments, by name.
///
/// # Errors
/// [`EngineError::Io`] or [`EngineError::Malformed`] if one of their files cannot be read.
pub fn amendments() -> Result<Vec<Amendment>, EngineError> {
    sources::amendments(&vat_runtime())
}

fn vat_runtime() -> PathBuf {
    let engine = Path::new(env!("CARGO_MANIFEST_DIR"));
    engine.parent().unwrap_or(engine).to_path_buf()
}
