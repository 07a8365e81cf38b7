//! What a store shows after its files were cut, changed and damaged.

#[allow(dead_code, reason = "each test crate uses a part of what they share")]
mod common;

use std::fs;
use std::sync::Arc;

use common::*;
use crankcase_store::{Finding, Height, IndexKind, Store, StoreError};

/// spec S5
#[test]
fn a_log_cut_anywhere_in_its_last_block_shows_the_blocks_before() {
    let scratch = tempfile::tempdir().unwrap();
    let whole = scratch.path().join("whole");
    fixed_store(&whole, 10, SEGMENT);
    // The index as it was when block 11 was being written.
    let image = scratch.path().join("image");
    copy(&whole, &image);
    let before = used(segments(&image).last().unwrap());
    append_fixed(&mut open(&whole).unwrap(), 11);
    let last = segments(&whole).pop().unwrap();
    let after = used(&last);
    assert_eq!(
        segments(&whole).len(),
        segments(&image).len(),
        "block 11 must not start a segment"
    );
    let tip = tip_after(12);
    for length in before..after {
        let dir = scratch.path().join("cut");
        copy(&image, &dir);
        let segment = segments(&dir).pop().unwrap();
        fs::copy(&last, &segment).unwrap();
        unwrite(&segment, length);
        let written = used(&segment) - before;
        // A reader sees the same and changes nothing.
        let files = contents(&dir);
        let reader = Store::open_read_only(&dir, options(IndexKind::Sled, SEGMENT)).unwrap();
        Model::after(10).check(&reader);
        // It says that something was cut, if something is there.
        match reader.findings() {
            [] => assert_eq!(length, before),
            [Finding::UnfinishedBlock { bytes, height, .. }] => {
                assert_eq!((*bytes, *height), (written as u64, Height(11)));
            }
            findings => panic!("{findings:?}"),
        }
        assert!(contents(&dir) == files);
        check_goes_on(&dir, 10, &tip);
        fs::remove_dir_all(&dir).unwrap();
    }
}

/// spec S5
#[test]
fn a_last_block_lacks_a_part_or_it_is_damaged() {
    let scratch = tempfile::tempdir().unwrap();
    let whole = scratch.path().join("whole");
    let segment_bytes = 8000;
    fixed_store(&whole, 12, segment_bytes);
    let dir = scratch.path().join("image");
    copy(&whole, &dir);
    // What was in the files while the block was being written.
    let segment = segments(&dir).pop().unwrap();
    let start = used(&segment);
    let mut store = Store::open(&whole, options(IndexKind::Memory, segment_bytes)).unwrap();
    let mut batch = Model::default().commit(&common::fixed_block(13));
    batch.put("long", vec![b'x'; 1700]);
    store.commit(batch).unwrap();
    let written = fs::read(segments(&whole).pop().unwrap()).unwrap();
    let end = used(&segments(&whole).pop().unwrap());
    let opens = |bytes: &[u8]| {
        fs::write(&segment, bytes).unwrap();
        Store::open_read_only(&dir, options(IndexKind::Memory, segment_bytes))
    };
    assert_eq!(opens(&written).unwrap().height(), Height(13));
    let sectors = (start / 512..=(end - 1) / 512).collect::<Vec<_>>();
    assert!(sectors.len() >= 4);
    // Any sectors are missing: the block was being written.
    for missing in 1..1 << sectors.len() {
        let mut bytes = written.clone();
        for (number, sector) in sectors.iter().enumerate() {
            let range = (sector * 512).max(start)..((sector + 1) * 512).min(end);
            if missing & (1 << number) != 0 {
                bytes[range].fill(0);
            }
        }
        let reader = opens(&bytes).unwrap();
        Model::after(12).check(&reader);
        let all = missing + 1 == 1 << sectors.len();
        assert_eq!(reader.findings().is_empty(), all, "sectors {missing:b}");
    }
    // A bit has changed: the block was whole, and may have been acknowledged.
    for bit in (start * 8..end * 8).step_by(31) {
        let mut bytes = written.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let opened = opens(&bytes);
        assert!(
            matches!(opened, Err(StoreError::DamagedLog { .. })),
            "bit {bit}"
        );
    }
}

#[test]
fn a_segment_that_was_being_made_is_made_again() {
    let scratch = tempfile::tempdir().unwrap();
    let whole = scratch.path().join("whole");
    let mut blocks = 5;
    fixed_store(&whole, blocks, SEGMENT);
    let count = segments(&whole).len();
    let image = scratch.path().join("image");
    while segments(&whole).len() == count {
        let _ = fs::remove_dir_all(&image);
        copy(&whole, &image);
        blocks += 1;
        append_fixed(&mut open(&whole).unwrap(), blocks);
    }
    let new = segments(&whole).pop().unwrap();
    let tip = tip_after(blocks + 1);
    let lengths = 0..fs::metadata(&new).unwrap().len();
    // Behind the header are zeros only.
    for length in lengths.filter(|length| *length <= 112 || length % 32 == 0) {
        let dir = scratch.path().join("cut");
        copy(&image, &dir);
        let segment = dir.join("log").join("segment.new");
        fs::copy(&new, &segment).unwrap();
        cut(&segment, length);
        // Now and then with the engine, which takes its time.
        let index = match length % 16 {
            0 => IndexKind::Sled,
            _ => IndexKind::Memory,
        };
        goes_on(&dir, index, blocks - 1, &tip);
        assert!(!segment.exists());
        fs::remove_dir_all(&dir).unwrap();
    }
}

/// spec S5, S6
#[test]
fn a_segment_of_another_length_than_it_was_made_with_is_refused() {
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("store");
    fixed_store(&dir, 9, SEGMENT);
    let disk: Arc<dyn crankcase_store::Disk> = Arc::new(crankcase_store::MachineDisk);
    for segment in segments(&dir) {
        let bytes = fs::read(&segment).unwrap();
        // Also where a cut lies between two blocks, or behind them.
        for length in (0..bytes.len() + 50).filter(|length| *length != bytes.len()) {
            let mut changed = bytes.clone();
            changed.resize(length, 0);
            fs::write(&segment, &changed).unwrap();
            let error = Store::open(&dir, options(IndexKind::Memory, SEGMENT))
                .err()
                .unwrap();
            assert!(
                matches!(&error, StoreError::DamagedLog { path, .. } if *path == segment),
                "{length}: {error}"
            );
            let what = match length < bytes.len() {
                true => "cut",
                false => "added",
            };
            assert!(error.to_string().contains(what), "{length}: {error}");
            assert!(fs::read(&segment).unwrap() == changed);
        }
        let problems = Store::audit(&dir, &disk).unwrap().problems;
        assert!(problems.iter().any(|problem| problem.path == segment));
        fs::write(&segment, &bytes).unwrap();
    }
    Model::after(9).check(&open(&dir).unwrap());
}

#[test]
fn damage_to_a_block_that_others_follow_is_refused_and_changes_nothing() {
    let scratch = tempfile::tempdir().unwrap();
    let whole = scratch.path().join("whole");
    fixed_store(&whole, 9, SEGMENT);
    let count = segments(&whole).len();
    assert!(count >= 2);
    for number in 0..count {
        let bits = fs::metadata(&segments(&whole)[number]).unwrap().len() * 8;
        // In the last segment, damage to the last frame is a matter of its own.
        let bits = if number + 1 == count { 112 * 8 } else { bits };
        for (trial, bit) in (0..bits as usize).step_by(29).enumerate() {
            let dir = scratch.path().join("flipped");
            copy(&whole, &dir);
            flip(&segments(&dir)[number], bit);
            let files = contents(&dir.join("log"));
            // Now and then with the engine, which takes its time.
            let index = match trial % 16 {
                0 => IndexKind::Sled,
                _ => IndexKind::Memory,
            };
            let opened = Store::open(&dir, options(index, SEGMENT));
            let error = opened.err().expect("damage must be found");
            assert!(
                matches!(error, StoreError::DamagedLog { .. }),
                "segment {number} bit {bit}: {error}"
            );
            let reading = Store::open_read_only(&dir, options(IndexKind::Sled, SEGMENT));
            assert!(matches!(reading, Err(StoreError::DamagedLog { .. })));
            assert!(contents(&dir.join("log")) == files);
            fs::remove_dir_all(&dir).unwrap();
        }
    }
}

#[test]
fn after_a_failed_commit_the_store_must_be_opened_again() {
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("store");
    // Each block starts a segment; a stranger stands where the third one should go.
    let mut store = Store::create(&dir, options(IndexKind::Sled, 100)).unwrap();
    append_fixed(&mut store, 2);
    let stranger = dir.join("log").join("00000000000000000003.log");
    fs::write(&stranger, "").unwrap();
    let batch = || Model::default().commit(&common::fixed_block(3));
    assert!(matches!(store.commit(batch()), Err(StoreError::Io { .. })));
    assert!(matches!(
        store.commit(batch()),
        Err(StoreError::Latched { .. })
    ));
    assert!(matches!(
        store.put_blob(b"x"),
        Err(StoreError::Latched { .. })
    ));
    // What was committed can still be read.
    Model::after(2).check(&store);
    drop(store);
    // It stays where it is, and is named.
    let error = open(&dir).err().unwrap();
    assert!(
        matches!(&error, StoreError::DamagedLog { path, .. } if *path == stranger),
        "{error}"
    );
    fs::remove_file(&stranger).unwrap();
    check_goes_on(&dir, 2, &tip_after(4));
}

#[test]
fn a_missing_segment_is_refused() {
    let scratch = tempfile::tempdir().unwrap();
    let whole = scratch.path().join("whole");
    fixed_store(&whole, 20, SEGMENT);
    for number in 0..segments(&whole).len() - 1 {
        let dir = scratch.path().join(format!("hole{number}"));
        copy(&whole, &dir);
        fs::remove_file(&segments(&dir)[number]).unwrap();
        assert!(matches!(open(&dir), Err(StoreError::DamagedLog { .. })));
    }
    let dir = scratch.path().join("none");
    copy(&whole, &dir);
    fs::remove_dir_all(dir.join("log")).unwrap();
    fs::create_dir(dir.join("log")).unwrap();
    assert!(matches!(open(&dir), Err(StoreError::DamagedLog { .. })));
}

#[test]
fn a_last_block_that_the_index_has_seen_is_not_torn_but_damaged() {
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("store");
    fixed_store(&dir, 6, 1 << 20);
    let segment = segments(&dir).pop().unwrap();
    let length = used(&segment);
    unwrite(&segment, length - 1);
    let unfinished = fs::read(&segment).unwrap();
    let end = dir.join("log").join("end");
    let end_record = fs::read(&end).unwrap();
    // The index alone knows it, or the record of the log's end alone.
    for without in [&end, &dir.join("index").join("state")] {
        fs::remove_file(without).unwrap();
        let error = open(&dir).err().unwrap().to_string();
        assert!(error.contains("block 6 was committed"), "{error}");
        assert!(fs::read(&segment).unwrap() == unfinished);
        fs::write(&end, &end_record).unwrap();
    }
    // Without both nothing tells it from a block that was being written; but it is said.
    fs::remove_file(end).unwrap();
    let findings = open(&dir).unwrap().findings().to_vec();
    assert!(
        matches!(
            &findings[..],
            [
                Finding::NoEndRecord {
                    what: "is missing",
                    ..
                },
                Finding::UnfinishedBlock {
                    height: Height(6),
                    ..
                },
                Finding::IndexRebuilt { .. },
            ]
        ),
        "{findings:?}"
    );
    check_goes_on(&dir, 5, &tip_after(7));
}
