//! Work on the guest by hand:
//! `guest stage DIR` writes the tree the image is built from, with links to the sources of guest and
//! abi, so that it has to be staged again only when amendments change;
//! `guest image` makes the image and prints its path;
//! `guest reproduce` makes the image in two fresh folders and compares them.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crankcase_engine::{Placement, Profile, Workshop};

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments[..] {
        ["stage", tree] => stage(Path::new(tree)),
        ["image"] => image(),
        ["reproduce"] => reproduce(),
        _ => Err("usage: guest stage DIR | guest image | guest reproduce".into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn stage(tree: &Path) -> Result<(), Box<dyn Error>> {
    Ok(Workshop::new(&target()?).stage(tree, Placement::Links)?)
}

fn image() -> Result<(), Box<dyn Error>> {
    let image = Workshop::new(&target()?).image(Profile::from_env()?)?;
    println!("{}", image.display());
    Ok(())
}

/// Two builds that share nothing but the registry, in folders whose names have different lengths.
fn reproduce() -> Result<(), Box<dyn Error>> {
    let profile = Profile::from_env()?;
    let mut images = Vec::new();
    for name in ["crankcase-a-", "crankcase-another-"] {
        let folder = tempfile::Builder::new().prefix(name).tempdir()?;
        let image = Workshop::new(folder.path()).image(profile)?;
        images.push(std::fs::read(image)?);
    }
    let [first, second] = &images[..] else {
        unreachable!("two folders give two images")
    };
    if first != second {
        let differs = first.iter().zip(second).position(|(a, b)| a != b);
        let at = differs.unwrap_or(first.len().min(second.len()));
        return Err(format!("the images of two folders differ, first at byte {at}").into());
    }
    let found = machine_paths(first)?;
    if !found.is_empty() {
        return Err(format!("paths of this machine are in the image: {found:?}").into());
    }
    println!("{} bytes, the same in two folders", first.len());
    Ok(())
}

/// Which folders of this machine the image names.
fn machine_paths(image: &[u8]) -> Result<Vec<String>, Box<dyn Error>> {
    let variables = ["HOME", "CARGO_HOME", "RUSTUP_HOME"];
    let mut folders: Vec<PathBuf> = variables
        .iter()
        .filter_map(std::env::var_os)
        .map(PathBuf::from)
        .chain([std::env::temp_dir(), std::env::current_dir()?])
        .filter(|folder| folder.components().count() > 1)
        .collect();
    folders.dedup();
    let names = |folder: &PathBuf| {
        let needle = format!("{}/", folder.display()).into_bytes();
        image.windows(needle.len()).any(|window| window == needle)
    };
    Ok(folders
        .iter()
        .filter(|folder| names(folder))
        .map(|folder| folder.display().to_string())
        .collect())
}

/// `<target>` of `<target>/<profile>/examples/guest`.
fn target() -> Result<PathBuf, Box<dyn Error>> {
    let program = std::env::current_exe()?;
    let target = program.ancestors().nth(3);
    Ok(target.ok_or("not run by cargo")?.to_path_buf())
}
