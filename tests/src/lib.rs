//! What the integration tests share: applications from text, and a host that is started once.
//!
//! Nothing here may judge; it makes kernels and tells what they did.

pub mod case;
pub mod confinement;
pub mod hostile;
pub mod outcome;
pub mod suite;

use std::num::NonZeroU64;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crankcase_abi::{ConsoleLevel, HeapImage, HostError, ImageId, VatHost, VatSpec, VatWorker};
use crankcase_host::{Host, HostOptions};
use crankcase_kernel::{CrankNumber, Genesis, Kernel, KernelOptions, Observer};
use crankcase_store::Store;

/// The folder of the repository.
#[must_use]
pub fn repository() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent()
        .expect("the tests are a folder of the repository")
        .to_path_buf()
}

/// The text of a file of `tests/programs`.
///
/// # Panics
/// When there is none.
#[must_use]
pub fn program(name: &str) -> String {
    let path = repository().join("tests/programs").join(name);
    std::fs::read_to_string(path).expect("a program of the tests")
}

/// One host for all tests of a process.
#[derive(Clone, Copy)]
pub struct Shared(&'static Host);

/// The host of the built-in image.
///
/// # Panics
/// When it does not start.
#[must_use]
pub fn host() -> Shared {
    static HOST: OnceLock<Host> = OnceLock::new();
    Shared(HOST.get_or_init(|| Host::new(&HostOptions::default()).expect("the host starts")))
}

impl VatHost for Shared {
    fn image_id(&self) -> ImageId {
        self.0.image_id()
    }
    fn base_bytes(&self) -> u64 {
        self.0.base_bytes()
    }
    fn create(&self, vat: &VatSpec) -> Result<Box<dyn VatWorker>, HostError> {
        self.0.create(vat)
    }
    fn restore(&self, vat: &VatSpec, image: &HeapImage) -> Result<Box<dyn VatWorker>, HostError> {
        self.0.restore(vat, image)
    }
}

/// Collects what vats print, as `vat level: text`, and in which cranks.
#[derive(Default)]
pub struct Lines(pub Vec<String>, pub Vec<CrankNumber>);

impl Observer for Lines {
    fn line(&mut self, vat: &str, crank: CrankNumber, level: ConsoleLevel, text: &str) {
        self.1.push(crank);
        self.0.push(format!("{vat} {level:?}: {text}"));
    }
}

/// An application from the texts of its vats, one of which is called `bootstrap`, and nothing else: without the vats
/// and devices that every application has which is read from files.
///
/// # Panics
/// When it is malformed.
#[must_use]
pub fn app(vats: &[(&str, &str)]) -> Genesis {
    alone(whole_app(vats))
}

/// As [`app`], with those vats and devices.
///
/// # Panics
/// When it is malformed.
#[must_use]
pub fn whole_app(vats: &[(&str, &str)]) -> Genesis {
    let directory = tempfile::tempdir().expect("a temporary directory");
    write_vats(vats, directory.path());
    crankcase::app::load(directory.path(), &[]).expect("a well-formed application")
}

fn alone(mut genesis: Genesis) -> Genesis {
    for (name, _) in crankcase::vats::built_in() {
        genesis.vats.remove(&name);
    }
    genesis.devices.clear();
    genesis
}

/// As [`app`], with the packages that are installed in a folder `node_modules` elsewhere.
///
/// # Panics
/// When it is malformed, or the machine has no symbolic links.
#[must_use]
pub fn app_with_packages(vats: &[(&str, &str)], packages: &Path) -> Genesis {
    let directory = tempfile::tempdir().expect("a temporary directory");
    std::os::unix::fs::symlink(packages, directory.path().join("node_modules"))
        .expect("a symbolic link");
    write_vats(vats, directory.path());
    alone(crankcase::app::load(directory.path(), &[]).expect("a well-formed application"))
}

fn write_vats(vats: &[(&str, &str)], directory: &Path) {
    for (name, source) in vats {
        let file = if *name == "bootstrap" {
            "bootstrap.js".to_owned()
        } else {
            format!("vat-{name}.js")
        };
        std::fs::write(directory.join(file), source).expect("a file of the application");
    }
}

/// An application of the examples.
///
/// # Panics
/// When it is malformed.
#[must_use]
pub fn example(name: &str, argv: &[&str]) -> Genesis {
    let argv: Vec<_> = argv.iter().map(ToString::to_string).collect();
    crankcase::app::load(&repository().join("examples").join(name), &argv)
        .expect("a well-formed example")
}

/// A kernel in memory.
///
/// # Panics
/// When it cannot be made.
#[must_use]
pub fn kernel(genesis: &Genesis, options: KernelOptions) -> Kernel {
    Kernel::create(Store::memory(), Box::new(host()), genesis, options).expect("a kernel")
}

/// Options that restore a vat from its memory image after every so many deliveries.
#[must_use]
pub fn reloading(every: u64) -> KernelOptions {
    KernelOptions {
        reload_every: NonZeroU64::new(every),
        ..KernelOptions::default()
    }
}

/// Everything that replicas compare, in one text: hashes and costs, and the heaps.
///
/// # Panics
/// When the kernel fails.
pub fn fingerprint(kernel: &mut Kernel) -> String {
    let mut lines = vec![format!(
        "{} {:?}",
        kernel.activity_hash(),
        kernel.statistics()
    )];
    for vat in kernel.vats() {
        let heap = kernel
            .heap_root(vat.id)
            .expect("the vat can be brought back");
        lines.push(format!("{vat:?} {heap:?}"));
    }
    lines.join("\n")
}

/// Runs until nothing is left to do; gives what vats printed.
///
/// # Panics
/// When the kernel fails, or its tables contradict themselves after a crank.
pub fn run(kernel: &mut Kernel) -> Vec<String> {
    let mut lines = Lines::default();
    while let Some(crank) = kernel.step(&mut lines).expect("a crank") {
        let violations = kernel.violations().unwrap();
        assert!(violations.is_empty(), "{violations:?} after {crank:?}");
    }
    lines.0
}
