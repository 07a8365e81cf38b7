//! Exports whose artifacts are what their manifest says, and that were made to do harm: no store comes of what is
//! not whole, and nothing panics (spec S23, S24).

#[allow(dead_code, reason = "each test crate uses a part of what they share")]
mod common;

use std::path::Path;
use std::sync::Arc;

use common::{Model, Random, fixed_block, options};
use crankcase_store::{
    BlobHash, Disk, Export, ExportMode, ExportWriter, ExportedState, Height, ImportFrom, IndexKind,
    Manifest, References, SimulatedDisk, StateHash, Store, StoreError, StoreOptions,
};

const EXPORT: &str = "/export";
const NEW: &str = "/new";

fn with(disk: &SimulatedDisk) -> StoreOptions {
    StoreOptions {
        disk: Arc::new(disk.clone()),
        ..options(IndexKind::Memory, 3000)
    }
}

fn named() -> Vec<u8> {
    b"a blob that a value names".to_vec()
}

fn references() -> References {
    References {
        blobs: vec![BlobHash::of(&named())],
        ..References::default()
    }
}

/// An export and its blobs, in order.
fn original(disk: &SimulatedDisk) -> (ExportedState, Vec<Vec<u8>>) {
    let mut store = Store::create(Path::new("/store"), with(disk)).unwrap();
    store.put_blob(&named()).unwrap();
    for number in 1..=30 {
        let mut batch = Model::default().commit(&fixed_block(number));
        batch.put(format!("large {}", number % 2), vec![number as u8; 70_000]);
        batch.put_local("mine", "local");
        batch.append_local("mine", "local");
        if u64::is_multiple_of(number, 7) {
            batch.close_span("log");
        }
        store.commit(batch).unwrap();
    }
    let all = &references();
    store
        .export(Path::new(EXPORT), ExportMode::Archival, all, &mut |_| {})
        .unwrap();
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    let export = Export::open(&shared, Path::new(EXPORT)).unwrap();
    let mut blobs = Vec::new();
    let mut take = |_, bytes| {
        blobs.push(bytes);
        Ok(())
    };
    export.blobs(&mut take, &mut |_| {}).unwrap();
    let manifest = export.manifest();
    let state = ExportedState {
        mode: manifest.mode,
        height: manifest.height,
        tip: manifest.tip,
        state: manifest.state,
        checkpoint: manifest.checkpoint,
    };
    (state, blobs)
}

/// Makes a store of an export of these blobs.
fn import(
    disk: &SimulatedDisk,
    state: ExportedState,
    blobs: &[Vec<u8>],
) -> Result<Manifest, StoreError> {
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    let mut ignore = |_| {};
    let forged = format!("/forged of {}", state.state);
    let forged = Path::new(&forged);
    let mut writer = ExportWriter::begin(&shared, forged, &mut ignore).unwrap();
    for blob in blobs {
        writer.add(BlobHash::of(blob), || Ok(blob.clone())).unwrap();
    }
    writer.finish(state).unwrap();
    let from = ImportFrom {
        export: forged,
        root: None,
    };
    let check = |_: &Store, _: &Manifest| Ok(references());
    Store::import(from, Path::new(NEW), with(disk), check, &mut |_| {})
}

fn refused(disk: &SimulatedDisk, state: ExportedState, blobs: &[Vec<u8>]) -> String {
    let error = import(disk, state, blobs).unwrap_err();
    assert!(matches!(error, StoreError::BadExport { .. }), "{error}");
    let opened = Store::open(Path::new(NEW), with(disk)).map(|_| ());
    assert!(
        matches!(opened, Err(StoreError::HalfImported { .. })),
        "{opened:?}"
    );
    error.to_string()
}

// spec S24
#[test]
fn an_export_that_lacks_any_blob_makes_no_store() {
    let disk = SimulatedDisk::default();
    let (state, blobs) = original(&disk);
    let original = disk.now();
    for number in 0..blobs.len() {
        let mut some = blobs.clone();
        let gone = BlobHash::of(&some.remove(number));
        let what = refused(&original.kill(), state, &some);
        assert!(
            what.contains(&format!("it lacks the blob {gone};")),
            "{what}"
        );
    }
    assert!(blobs.len() > 8, "{}", blobs.len());
    // One that nobody needs does no harm.
    let more = [&blobs[..], &[b"more".to_vec()]].concat();
    import(&original.kill(), state, &more).unwrap();
}

// spec S24
#[test]
fn an_export_that_says_something_else_of_its_store_makes_none() {
    let disk = SimulatedDisk::default();
    let (state, blobs) = original(&disk);
    let original = disk.now();
    let said = |state| refused(&original.kill(), state, &blobs);
    let height = Height(state.height.0 + 1);
    assert!(said(ExportedState { height, ..state }).contains("its checkpoint is of block 30;"));
    let mut tip = state.tip;
    tip.0[0] ^= 1;
    assert!(said(ExportedState { tip, ..state }).contains("its checkpoint is of block 30;"));
    let other = StateHash([9; 32]);
    let expected = format!("its state hash is {};", state.state);
    assert!(
        said(ExportedState {
            state: other,
            ..state
        })
        .contains(&expected)
    );
    for blob in &blobs {
        let checkpoint = BlobHash::of(blob);
        if checkpoint != state.checkpoint {
            said(ExportedState {
                checkpoint,
                ..state
            });
        }
    }
}

/// One who makes chunks of its own, and names them so that everything fits.
// spec S24
#[test]
fn an_export_with_crafted_chunks_makes_no_panic() {
    let disk = SimulatedDisk::default();
    let (state, blobs) = original(&disk);
    let original = disk.now();
    let root = blobs
        .iter()
        .position(|blob| BlobHash::of(blob) == state.checkpoint)
        .unwrap();
    let (mut made, mut none) = (0, 0);
    for seed in 0..1500 {
        let mut random = Random::new(seed);
        let mut blobs = blobs.clone();
        let number = random.below(blobs.len());
        let before = BlobHash::of(&blobs[number]);
        craft(&mut blobs[number], &mut random);
        let after = BlobHash::of(&blobs[number]);
        let named = blobs[root].clone();
        let at = named.windows(32).position(|window| window == before.0);
        if let Some(at) = at {
            blobs[root][at..at + 32].copy_from_slice(&after.0);
        }
        let mut state = ExportedState {
            checkpoint: BlobHash::of(&blobs[root]),
            ..state
        };
        let disk = original.kill();
        let mut imported = import(&disk, state, &blobs);
        if let Err(StoreError::BadExport { what, .. }) = &imported
            && let Some(hash) = what.strip_prefix("its state hash is ")
        {
            state.state = hash.parse().unwrap();
            imported = import(&disk, state, &blobs);
        }
        match imported {
            Ok(_) => made += 1,
            Err(error) => {
                assert!(!error.to_string().is_empty());
                none += 1;
                continue;
            }
        }
        // Whatever it holds, it is read to its end or refused.
        let Ok(mut store) = Store::open(Path::new(NEW), with(&disk)) else {
            continue;
        };
        let _ = store.scan(b"").map(Iterator::count);
        for stream in ["log", "threes", "mine"] {
            let _ = store.spans(stream.as_bytes());
            let _ = store.read_stream(stream.as_bytes(), 0).map(Iterator::count);
            let _ = store
                .read_stream_local(stream.as_bytes(), 0)
                .map(Iterator::count);
        }
        let _ = store.commit(Model::default().commit(&fixed_block(31)));
        let _ = store.checkpoint();
    }
    println!("{made} made, {none} not");
    assert!(made > 50 && none > 500, "{made} {none}");
}

/// Changes bytes as one who knows where lengths and positions are.
fn craft(bytes: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..1 + random.below(3) {
        if bytes.is_empty() {
            bytes.push(random.byte());
        }
        let at = random.below(bytes.len().min(3000));
        match random.below(5) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => bytes[at] = u8::MAX,
            2 => bytes[at..]
                .iter_mut()
                .take(8)
                .for_each(|byte| *byte = u8::MAX),
            3 => bytes[at..].iter_mut().take(8).for_each(|byte| *byte = 0),
            _ => bytes.truncate(at),
        }
    }
}
