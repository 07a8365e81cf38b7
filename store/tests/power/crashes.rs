//! Crashes at every moment of a life, and what has to be true after each.

use std::path::Path;

use crankcase_store::{BlobHash, Fault, Finding, IndexKind, SimulatedDisk, Store, StoreError};

use crate::common::{Model, Random};
use crate::life::{DIR, Life, Promised, open, options};

/// What happened, so that a run that tried nothing is noticed.
#[derive(Debug, Default)]
pub struct Tally {
    /// Disks that were opened after a crash.
    pub images: u64,
    /// Those on which something unfinished was found.
    pub cut_short: u64,
    /// Those on which a further block was committed and survived the next power failure.
    pub went_on: u64,
    /// Those on which the opening itself was interrupted by another power failure.
    pub again: u64,
}

/// Crashes at every moment: the power fails, in `variants` ways, and the process dies. Says what is wrong,
/// if something is. `plant` makes a fault for each disk on which the store is opened then.
pub fn crash_everywhere(
    life: &Life,
    variants: u64,
    plant: Option<&dyn Fn() -> Fault>,
    tally: &mut Tally,
) -> Option<String> {
    let planted = |disk: SimulatedDisk| {
        plant.iter().for_each(|plant| disk.set_fault(plant()));
        disk
    };
    for (number, moment) in life.moments.iter().enumerate() {
        let promised = life.promised(number);
        let mut random = Random::new(life.seed ^ (number as u64) << 20);
        for variant in 0..variants {
            let disk = planted(moment.fail(random.number()));
            if let Err(what) = check(life, &disk, promised, &mut random, tally) {
                return Some(format!(
                    "power failure {variant} at moment {number}: {what}"
                ));
            }
        }
        if let Err(what) = check(life, &planted(moment.kill()), promised, &mut random, tally) {
            return Some(format!("death at moment {number}: {what}"));
        }
    }
    None
}

/// Opens the store that a crash left; then lets it go on, and fails the power again.
fn check(
    life: &Life,
    disk: &SimulatedDisk,
    promised: Promised,
    random: &mut Random,
    tally: &mut Tally,
) -> Result<(), String> {
    tally.images += 1;
    if promised.made && random.below(3) == 0 {
        let reader = Store::open_read_only(Path::new(DIR), options(disk, life.index));
        reader
            .map_err(|error| error.to_string())
            .and_then(|reader| hold(life, &reader, promised))
            .map_err(|what| format!("a reader: {what}"))?;
    }
    disk.record();
    let store = match open(disk, life.index) {
        Err(StoreError::NoStore { .. }) if !promised.made => make(life, disk)?,
        opened => opened.map_err(|error| format!("it does not open: {error}"))?,
    };
    tally.cut_short += u64::from(!store.findings().is_empty());
    hold(life, &store, promised)?;
    // What the store shows now is promised as well, blobs too.
    let shown = Promised {
        height: store.height().0,
        made: true,
        ..promised
    };
    let has = |bytes: &&Vec<u8>| store.has_blob(&BlobHash::of(bytes));
    let shown_blobs: Vec<&Vec<u8>> = life.blobs.iter().filter(has).collect();
    let moments = disk.moments();
    let between = &moments[random.below(moments.len())];
    reopen(
        life,
        &between.fail(random.number()),
        promised,
        &[],
        "a crash while it was opened",
    )?;
    tally.again += 1;
    reopen(
        life,
        &disk.now().fail(random.number()),
        shown,
        &shown_blobs,
        "a crash after it was opened",
    )?;
    go_on(life, disk, store, shown, random)?;
    tally.went_on += 1;
    Ok(())
}

/// The making of a store was interrupted: it can be made again.
fn make(life: &Life, disk: &SimulatedDisk) -> Result<Store, String> {
    Store::create(Path::new(DIR), options(disk, life.index))
        .map_err(|error| format!("it cannot be made again: {error}"))
}

fn reopen(
    life: &Life,
    disk: &SimulatedDisk,
    promised: Promised,
    blobs: &[&Vec<u8>],
    after: &str,
) -> Result<(), String> {
    let opened = match open(disk, life.index) {
        Err(StoreError::NoStore { .. }) if !promised.made => make(life, disk),
        opened => opened.map_err(|error| format!("it does not open: {error}")),
    };
    let shows = |store: Store| {
        hold(life, &store, promised)?;
        let mut blobs = blobs.iter();
        blobs.try_for_each(|bytes| has_blob(&store, bytes, true))
    };
    opened
        .and_then(shows)
        .map_err(|what| format!("after {after}: {what}"))
}

/// A block more, and the power fails.
fn go_on(
    life: &Life,
    disk: &SimulatedDisk,
    mut store: Store,
    shown: Promised,
    random: &mut Random,
) -> Result<(), String> {
    let height = store.height().0 as usize;
    let Some(block) = life.blocks.get(height) else {
        return Ok(());
    };
    disk.record();
    let blob = store.put_blob(b"after the crash");
    blob.map_err(|error| format!("it takes no blob: {error}"))?;
    let committed = store.commit(Model::default().commit(block));
    let hash = committed.map_err(|error| format!("it does not go on: {error}"))?;
    if hash != life.tips[height + 1] {
        return Err(format!("block {} has another hash", height + 1));
    }
    let mut live = life.live(shown.dead);
    live.insert(BlobHash::of(b"after the crash"));
    let swept = store.sweep(live);
    let swept = swept.map_err(|error| format!("it does not sweep: {error}"))?;
    swept.ok_or("somebody reads it")?;
    let moments = disk.moments();
    let between = moments[random.below(moments.len())].fail(random.number());
    reopen(life, &between, shown, &[], "a crash while it went on")?;
    let more = Promised {
        height: shown.height + 1,
        ..shown
    };
    let image = disk.now().fail(random.number());
    let store = open(&image, life.index).map_err(|error| format!("later: {error}"))?;
    hold(life, &store, more).map_err(|what| format!("later: {what}"))?;
    has_blob(&store, b"after the crash", true).map_err(|what| format!("later: {what}"))
}

/// Everything promised is there, at most one block more is, and nothing in part.
pub fn hold(life: &Life, store: &Store, promised: Promised) -> Result<(), String> {
    let height = store.height().0;
    if height < promised.height || height > promised.height + 1 {
        return Err(format!(
            "it has {height} blocks; promised were {}",
            promised.height
        ));
    }
    if let Some(finding) = store
        .findings()
        .iter()
        .find(|finding| is_damage(life.index, finding))
    {
        return Err(format!("it takes for damage what is none: {finding}"));
    }
    let number = height as usize;
    if store.tip() != life.tips[number] {
        return Err(format!("the hash of block {height} is another"));
    }
    if let Some(what) = life.models[number].difference(store) {
        return Err(format!("at height {height}: {what}"));
    }
    for (number, bytes) in life.blobs.iter().enumerate() {
        let is_live = (promised.dead..promised.blobs).contains(&number);
        has_blob(store, bytes, is_live)?;
    }
    Ok(())
}

/// A crash may leave something unfinished. Anything else is found only where something was damaged; and an
/// engine that syncs keeps its index.
fn is_damage(index: IndexKind, finding: &Finding) -> bool {
    match finding {
        Finding::NoEndRecord { .. }
        | Finding::DamagedPack { .. }
        | Finding::DamagedCheckpoint { .. } => true,
        Finding::IndexRebuilt { .. } => index == IndexKind::Redb,
        _ => false,
    }
}

/// A blob is whole or absent, and there if it was promised.
fn has_blob(store: &Store, bytes: &[u8], promised: bool) -> Result<(), String> {
    match store.get_blob(&BlobHash::of(bytes)) {
        Ok(found) if found == bytes => Ok(()),
        Err(StoreError::NoBlob { .. }) if !promised => Ok(()),
        Ok(_) => Err("a blob has other bytes".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}
