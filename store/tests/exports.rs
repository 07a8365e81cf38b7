//! The files of exports: what is written, what is kept when one was interrupted, and what is refused (spec S20,
//! S21, S22).

#[allow(dead_code, reason = "each test crate uses a part of what they share")]
mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use common::Random;
use crankcase_store::{
    ARTIFACT_BYTES, BlobHash, BlockHash, Disk, Export, ExportMode, ExportRoot, ExportWriter,
    Exported, ExportedState, Height, MachineDisk, SimulatedDisk, StateHash, StoreError,
};
use proptest::prelude::*;

/// Where the export is on a simulated disk.
const DIR: &str = "/export";

/// Blobs of many sizes, `bytes` of them together.
fn blobs(seed: u64, bytes: usize) -> Vec<Vec<u8>> {
    let mut random = Random::new(seed);
    let mut blobs = Vec::new();
    let mut left = bytes;
    while left > 0 {
        let most = [0, 70, 5000, 3 << 20][random.below(4)];
        let length = random.below(most + 1).min(left);
        let seed = random.number();
        // Cheap to make, and no two alike.
        let blob = seed.to_be_bytes().into_iter().cycle().take(length);
        blobs.push(blob.collect());
        left -= length;
    }
    blobs
}

fn state(blobs: &[Vec<u8>]) -> ExportedState {
    ExportedState {
        mode: ExportMode::Archival,
        height: Height(7),
        tip: BlockHash([1; 32]),
        state: StateHash([2; 32]),
        checkpoint: BlobHash::of(&blobs[0]),
    }
}

fn export(disk: &Arc<dyn Disk>, dir: &Path, blobs: &[Vec<u8>]) -> Result<Exported, StoreError> {
    let mut ignore = |_| {};
    let mut writer = ExportWriter::begin(disk, dir, &mut ignore)?;
    for blob in blobs {
        writer.add(BlobHash::of(blob), || Ok(blob.clone()))?;
    }
    writer.finish(state(blobs))
}

/// All blobs of an export.
fn read(disk: &Arc<dyn Disk>, dir: &Path) -> Result<BTreeMap<BlobHash, Vec<u8>>, StoreError> {
    let mut found = BTreeMap::new();
    let mut take = |hash, bytes| {
        assert!(found.insert(hash, bytes).is_none(), "{hash} twice");
        Ok(())
    };
    Export::open(disk, dir)?.blobs(&mut take, &mut |_| {})?;
    Ok(found)
}

fn named(blobs: &[Vec<u8>]) -> BTreeMap<BlobHash, Vec<u8>> {
    let named = blobs.iter().map(|blob| (BlobHash::of(blob), blob.clone()));
    named.collect()
}

fn machine() -> Arc<dyn Disk> {
    Arc::new(MachineDisk)
}

// spec S21
#[test]
fn the_same_blobs_make_the_same_files_and_come_back() {
    let scratch = tempfile::tempdir().unwrap();
    let (one, two) = (scratch.path().join("one"), scratch.path().join("two"));
    let blobs = blobs(1, 2 * ARTIFACT_BYTES as usize + 100);
    let made = export(&machine(), &one, &blobs).unwrap();
    // Blobs that are there twice are there once.
    let twice = [&blobs[..], &blobs[..]].concat();
    assert_eq!(export(&machine(), &two, &twice).unwrap(), made);
    let files = common::contents(&one);
    assert_eq!(files, common::contents(&two));
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    let artifacts = ["00000001", "00000002", "00000003"].map(|name| format!("artifacts/{name}"));
    let expected = [
        "artifacts/",
        &artifacts[0],
        &artifacts[1],
        &artifacts[2],
        "manifest",
    ];
    assert_eq!(names, expected);
    let lengths: Vec<u64> = made.manifest.artifacts.iter().map(|a| a.length).collect();
    assert_eq!(lengths[..2], [ARTIFACT_BYTES; 2]);
    let distinct: usize = named(&blobs).values().map(|blob| 36 + blob.len()).sum();
    assert_eq!(made.manifest.bytes(), distinct as u64);
    assert_eq!(read(&machine(), &one).unwrap(), named(&blobs));
    let manifest = fs::read(one.join("manifest")).unwrap();
    assert_eq!(made.root.0, BlobHash::of(&manifest).0);
    assert_eq!(made.kept_bytes, 0);
}

// spec S22
#[test]
fn an_export_goes_on_where_it_was_interrupted_and_mends_itself() {
    let scratch = tempfile::tempdir().unwrap();
    let (dir, artifacts) = (
        scratch.path().join("dir"),
        scratch.path().join("dir/artifacts"),
    );
    let longer = blobs(2, 3 * ARTIFACT_BYTES as usize);
    let shorter = &longer[..longer.len() / 2];
    let made = export(&machine(), &dir, &longer).unwrap();
    // As if it had ended before the manifest, with an artifact that was being written.
    fs::rename(dir.join("manifest"), dir.join("manifest.new")).unwrap();
    fs::write(artifacts.join("new"), "half").unwrap();
    let bytes = fs::read(artifacts.join("00000002")).unwrap();
    fs::write(artifacts.join("00000002"), &bytes[1..]).unwrap();
    assert!(matches!(
        Export::open(&machine(), &dir),
        Err(StoreError::NoExport { begun: true, .. })
    ));
    let again = export(&machine(), &dir, &longer).unwrap();
    assert_eq!(again.root, made.root);
    assert_eq!(again.kept_bytes, made.manifest.bytes() - ARTIFACT_BYTES);
    assert!(!artifacts.join("new").exists());

    // One that is finished is made again only by the same export, and then whole.
    fs::remove_file(artifacts.join("00000003")).unwrap();
    assert_eq!(export(&machine(), &dir, &longer).unwrap().root, made.root);
    assert_eq!(read(&machine(), &dir).unwrap(), named(&longer));
    let before = common::contents(&dir);
    let other = export(&machine(), &dir, shorter).unwrap_err().to_string();
    assert!(other.contains("an export of another state"), "{other}");
    assert_eq!(common::contents(&dir), before);

    // One that was only begun gives way to another.
    fs::rename(dir.join("manifest"), dir.join("manifest.new")).unwrap();
    export(&machine(), &dir, shorter).unwrap();
    assert_eq!(read(&machine(), &dir).unwrap(), named(shorter));
    assert!(!artifacts.join("00000003").exists());
}

// spec S22
#[test]
fn a_directory_of_something_else_is_left_alone() {
    let scratch = tempfile::tempdir().unwrap();
    let blobs = blobs(3, 100);
    for (number, (file, marker)) in [
        ("file", None),
        ("file", Some("manifest.new")),
        ("artifacts/file", Some("manifest.new")),
        ("artifacts/1", Some("manifest")),
        ("artifacts/00000000", Some("manifest")),
        ("artifacts/00000001", None),
        ("crankcase-store", None),
    ]
    .into_iter()
    .enumerate()
    {
        let dir = scratch.path().join(number.to_string());
        for name in [Some(file), marker].into_iter().flatten() {
            let path = dir.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "something").unwrap();
        }
        let before = common::contents(&dir);
        let refused = export(&machine(), &dir, &blobs);
        assert!(
            matches!(refused, Err(StoreError::NotFree { .. })),
            "{file} {marker:?} {refused:?}"
        );
        assert_eq!(common::contents(&dir), before);
    }
    let busy = scratch.path().join("busy");
    let mut ignore = |_| {};
    let open = ExportWriter::begin(&machine(), &busy, &mut ignore).unwrap();
    let refused = export(&machine(), &busy, &blobs);
    assert!(matches!(refused, Err(StoreError::ExportLocked { .. })));
    drop(open);
    export(&machine(), &busy, &blobs).unwrap();
}

// spec S20
#[test]
fn bad_artifacts_are_named_all_of_them() {
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("dir");
    let blobs = blobs(4, 5 * ARTIFACT_BYTES as usize);
    let made = export(&machine(), &dir, &blobs).unwrap();
    let count = made.manifest.artifacts.len();
    assert!(count >= 5);
    let artifact = |number: usize| dir.join(format!("artifacts/{number:08}"));
    let whole: Vec<Vec<u8>> = (1..=count)
        .map(|number| fs::read(artifact(number)).unwrap())
        .collect();
    let refused = || read(&machine(), &dir).unwrap_err().to_string();

    let mut flipped = whole[2].clone();
    flipped[77] ^= 1;
    fs::write(artifact(3), &flipped).unwrap();
    let message = refused();
    let expected = format!(
        "{}: the artifact is not what the manifest says; copy it again from where the export was made, and \
         import again, which goes on",
        artifact(3).display()
    );
    assert_eq!(message, expected);
    fs::write(artifact(4), &whole[3][..5]).unwrap();
    fs::remove_file(artifact(5)).unwrap();
    assert!(
        refused().contains("made, likewise 00000004, 00000005, and"),
        "{}",
        refused()
    );
    fs::write(artifact(3), &whole[2]).unwrap();
    assert!(refused().contains("00000004: the artifact has 5 bytes instead of 8388608;"));
    fs::write(artifact(4), &whole[3]).unwrap();
    assert!(refused().contains("00000005: the artifact is missing;"));
    fs::create_dir(artifact(5)).unwrap();
    assert!(refused().contains("00000005: the artifact is a directory;"));
    fs::remove_dir(artifact(5)).unwrap();
    fs::write(artifact(5), &whole[4]).unwrap();
    assert_eq!(read(&machine(), &dir).unwrap(), named(&blobs));

    let wanted: ExportRoot = "ab".repeat(32).parse().unwrap();
    let export = Export::open(&machine(), &dir).unwrap();
    export.insist(made.root).unwrap();
    let other = export.insist(wanted).unwrap_err().to_string();
    assert!(
        other.contains(&format!(
            "the export's root is {}, not {wanted};",
            made.root
        )),
        "{other}"
    );
    let absent = Export::open(&machine(), &scratch.path().join("none")).unwrap_err();
    assert!(matches!(absent, StoreError::NoExport { begun: false, .. }));
}

/// What a file that is no file does is not waited for.
#[test]
fn a_pipe_in_the_place_of_a_file_is_refused_at_once() {
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("dir");
    export(&machine(), &dir, &blobs(5, 100)).unwrap();
    let pipe = |path: PathBuf| {
        fs::remove_file(&path).unwrap();
        let made = std::process::Command::new("mkfifo").arg(path).status();
        assert!(made.unwrap().success());
    };
    pipe(dir.join("artifacts/00000001"));
    let refused = read(&machine(), &dir);
    assert!(
        matches!(refused, Err(StoreError::BadArtifact { .. })),
        "{refused:?}"
    );
    pipe(dir.join("manifest"));
    let refused = read(&machine(), &dir);
    assert!(
        matches!(refused, Err(StoreError::BadManifest { .. })),
        "{refused:?}"
    );
}

/// Interrupted at any moment, an export is finished or none, and is finished by being made again.
fn interrupt_everywhere(bytes: usize, failures: u64) {
    let blobs = blobs(6, bytes);
    let disk = SimulatedDisk::default();
    disk.record();
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    let made = export(&shared, Path::new(DIR), &blobs).unwrap();
    let (mut finished, mut kept) = (0, 0);
    let moments = disk.moments();
    let last = moments.len() - 1;
    for (number, moment) in moments.iter().enumerate() {
        for variant in 0..=failures {
            let left = match variant {
                0 => moment.kill(),
                seed => moment.fail(seed * 1000 + number as u64),
            };
            let left: Arc<dyn Disk> = Arc::new(left);
            match read(&left, Path::new(DIR)) {
                Err(StoreError::NoExport { .. }) if number < last => {}
                found => {
                    assert!(found.unwrap() == named(&blobs), "moment {number}");
                    finished += 1;
                }
            }
            let again = export(&left, Path::new(DIR), &blobs).unwrap();
            assert_eq!(again.root, made.root);
            kept += u64::from(again.kept_bytes > 0);
            assert!(read(&left, Path::new(DIR)).unwrap() == named(&blobs));
        }
    }
    assert!(
        finished >= failures && kept > 2 * failures,
        "{finished} {kept}"
    );
}

// spec S22
#[test]
fn a_power_failure_at_any_moment_leaves_a_whole_export_or_none() {
    interrupt_everywhere(100, 30);
    interrupt_everywhere(ARTIFACT_BYTES as usize + 100, 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever is changed in whichever file, an export is refused or gives what it held.
    // spec S20, S21
    #[test]
    fn no_damage_to_an_export_gives_anything_else(
        seed in 0..4u64,
        file in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        how in 0..5usize,
        with_check in any::<bool>(),
    ) {
        let blobs = blobs(seed, 4000);
        let disk = SimulatedDisk::default();
        let shared: Arc<dyn Disk> = Arc::new(disk.clone());
        export(&shared, Path::new(DIR), &blobs).unwrap();
        let files = disk.files();
        let (path, bytes) = &files[file.index(files.len())];
        let mut changed = bytes.clone();
        let at = at.index(changed.len());
        match how {
            0 => changed[at] ^= 1 << (at % 8),
            1 => changed[at..].fill(0),
            2 => changed.truncate(at),
            3 => changed.extend_from_slice(&bytes[at..]),
            _ => changed[at] = b'9',
        }
        if with_check && path.ends_with("manifest") {
            // As one who knows how a manifest ends would do it.
            let body = changed.len().saturating_sub(15);
            changed.truncate(body);
            let check = format!("check {:08x}\n", crc32fast::hash(&changed));
            changed.extend(check.bytes());
        }
        disk.plant(path, Some(&changed));
        // Nothing but the artifacts says what the blobs are; the manifest says what store they make.
        match read(&shared, Path::new(DIR)) {
            Ok(found) => prop_assert!(found == named(&blobs)),
            Err(error) => {
                prop_assert!(error.to_string().contains(DIR), "{error}");
                prop_assert!(changed != *bytes, "{error}");
            }
        }
    }
}
