//! Makes the guest image, or finds it made, and tells the crate where it is.
//!
//! `CRANKCASE_GUEST_WASM` is set for `include_bytes!`; `CRANKCASE_GUEST_PROFILE` chooses the profile.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crankcase_engine::{Profile, Workshop};

fn main() -> ExitCode {
    match place_image() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn place_image() -> Result<(), Box<dyn Error>> {
    let out_dir = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let workshop = Workshop::of_build_script(&out_dir)?;
    for input in workshop.inputs() {
        println!("cargo::rerun-if-changed={}", input.display());
    }
    println!("cargo::rerun-if-env-changed={}", Profile::VARIABLE);

    let image = fs::read(workshop.image(Profile::from_env()?)?)?;
    // A copy that belongs to this build: the workshop's own may be cleared away at any time.
    let copy = out_dir.join("guest.wasm");
    write_if_different(&copy, &image)?;
    println!("cargo::rustc-env=CRANKCASE_GUEST_WASM={}", copy.display());
    Ok(())
}

/// The compiler would build the host again if the file only got a new time.
fn write_if_different(path: &Path, content: &[u8]) -> std::io::Result<()> {
    match fs::read(path) {
        Ok(present) if present == content => Ok(()),
        _ => fs::write(path, content),
    }
}
