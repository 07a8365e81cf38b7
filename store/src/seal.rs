//! Whether the files of an index engine may be believed: one small file beside them says it.
//!
//! While the index is open, and after its process was killed, the file says `in use` and names the run of
//! the machine and the directory. An engine that does not sync keeps its promises when the process dies;
//! so such an index is taken up again, but not after the machine itself went down, and not as a copy,
//! which may have been made in the middle of a change. After a clean end the file lists every file with
//! its length and its check sum. Whatever else it says, or if it is missing, the index is made again.
//!
//! Must never look into the files: what is in them is the engine's own affair.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::error::StoreError;
use crate::files;
use crate::index::IndexError;

const STATE: &str = "state";
const STATE_NEW: &str = "state.new";
const SEALED: &str = "sealed\n";

/// Checks that the engine's files, in `engine_dir` below `dir`, may be believed or are not there at all,
/// and says that they are in use.
pub(crate) fn admit(dir: &Path, engine_dir: &str) -> Result<(), IndexError> {
    files::make_dir(dir).map_err(|error| failed(&error))?;
    let in_use = in_use_text(dir).map_err(|error| failed(&error))?;
    let state = files::read_if_there(&dir.join(STATE)).map_err(|error| failed(&error))?;
    let engine = dir.join(engine_dir);
    match state {
        None if !engine.exists() => {}
        Some(state) if in_use.as_ref().is_some_and(|text| text.as_bytes() == state) => {
            return Ok(());
        }
        Some(state) if state.starts_with(SEALED.as_bytes()) => {
            let sealed = seal_text(&engine).map_err(|error| failed(&error))?;
            if sealed.as_bytes() != state {
                return Err(IndexError(
                    "its files have changed since they were closed".to_owned(),
                ));
            }
        }
        _ => return Err(IndexError("its files were not closed".to_owned())),
    }
    let text =
        in_use.unwrap_or_else(|| "in use in a run of the machine without a name\n".to_owned());
    write_state(dir, &text)
}

/// Says that the engine's files are closed. Everything in them is on the disk when this returns.
pub(crate) fn seal(dir: &Path, engine_dir: &str) -> Result<(), IndexError> {
    let engine = dir.join(engine_dir);
    let text = sync_tree(&engine).and_then(|()| seal_text(&engine));
    write_state(dir, &text.map_err(|error| failed(&error))?)
}

/// Says that the engine's files must not be used again.
pub(crate) fn condemn(dir: &Path) -> Result<(), IndexError> {
    write_state(dir, "condemned\n")
}

fn write_state(dir: &Path, text: &str) -> Result<(), IndexError> {
    let written = files::write_whole(&dir.join(STATE_NEW), &dir.join(STATE), text.as_bytes());
    written.map_err(|error: StoreError| failed(&error))
}

fn failed(error: &dyn std::error::Error) -> IndexError {
    IndexError(error.to_string())
}

/// Text that is the same as long as the machine runs and the directory is the same one. None if the
/// system does not name its runs; then no index survives an unclean end.
fn in_use_text(dir: &Path) -> io::Result<Option<String>> {
    let run = match fs::read_to_string("/proc/sys/kernel/random/boot_id") {
        Ok(run) => run,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    // The number of a directory can be given again to its successor; the time of its making cannot.
    let place = fs::metadata(dir)?;
    let made = place
        .created()
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let made = made.map_or(0, |time| time.as_nanos());
    let (run, device, number) = (run.trim_end(), place.dev(), place.ino());
    Ok(Some(format!(
        "in use in run {run} as {device}:{number}:{made}\n"
    )))
}

/// A line for each file below a directory: check sum, length, name.
fn seal_text(engine: &Path) -> io::Result<String> {
    let mut text = SEALED.to_owned();
    let mut buffer = vec![0; 1 << 20];
    for path in tree(engine)?.iter().filter(|path| !path.is_dir()) {
        let (sum, length) = check_sum(path, &mut buffer)?;
        let name = path.strip_prefix(engine).unwrap_or(path).display();
        text.push_str(&format!("{sum:08x} {length} {name}\n"));
    }
    Ok(text)
}

fn check_sum(path: &Path, buffer: &mut [u8]) -> io::Result<(u32, u64)> {
    let mut file = File::open(path)?;
    let mut sum = crc32fast::Hasher::new();
    let mut length = 0;
    loop {
        let count = file.read(buffer)?;
        if count == 0 {
            return Ok((sum.finalize(), length));
        }
        sum.update(&buffer[..count]);
        length += count as u64;
    }
}

/// Puts a directory with all that is in it on the disk.
fn sync_tree(engine: &Path) -> io::Result<()> {
    tree(engine)?
        .iter()
        .try_for_each(|path| File::open(path)?.sync_all())
}

/// A directory and all that is below it, in a fixed order.
fn tree(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = vec![dir.to_path_buf()];
    let mut done = 0;
    while let Some(path) = paths.get(done) {
        done += 1;
        if path.is_dir() {
            let entries = fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path()));
            let mut entries = entries.collect::<io::Result<Vec<_>>>()?;
            entries.sort_unstable();
            paths.append(&mut entries);
        }
    }
    Ok(paths)
}
