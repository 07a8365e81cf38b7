//! A vat is a function of its image and its deliveries: wherever it is taken up again, it goes on the same,
//! to the byte and to the unit of its meter (spec D1, D2, D4).

mod common;

use common::{Guest, PLAIN, deliver, spec};
use crankcase_abi::{
    CHUNK_BYTES, ChunkHash, CrankReport, Ended, HeapImage, HeapRoot, VatHost, VatWorker,
};
use crankcase_host::{CacheDir, Host, HostOptions, StartError};

/// Scatters bytes over its memory, of which it takes more at each delivery.
const SCATTER: &str = "(local $seed i32) (local $steps i32)
    (if (i32.lt_u (memory.size) (i32.const 12)) (then (drop (memory.grow (i32.const 1)))))
    (local.set $seed (i32.add (i32.load (i32.const 65544)) (local.get $len)))
    (local.set $steps (i32.add (i32.const 50) (i32.rem_u (local.get $seed) (i32.const 100))))
    (loop $again
        (local.set $seed (i32.add (i32.mul (local.get $seed) (i32.const 1103515245)) (i32.const 12345)))
        (i32.store8
            (i32.add (i32.const 70000) (i32.rem_u (local.get $seed)
                (i32.sub (i32.shl (memory.size) (i32.const 16)) (i32.const 70001))))
            (local.get $seed))
        (local.set $steps (i32.sub (local.get $steps) (i32.const 1)))
        (br_if $again (local.get $steps)))
    (i32.store (i32.const 65544) (local.get $seed))
    (i64.const 0)";

fn scatter() -> Guest {
    Guest::new("(call $scatter (local.get $len))").fields(&format!(
        "(func $scatter (param $len i32) (result i64) {SCATTER})"
    ))
}

fn step(vat: &mut dyn VatWorker) -> (CrankReport, HeapRoot) {
    let report = deliver(vat, 1_000_000);
    assert_eq!(report.ended, Ended::Returned);
    (report, vat.heap_root().unwrap())
}

#[test]
fn d2_a_vat_that_is_restored_at_every_crank_is_the_one_that_never_was() {
    let host = scatter().host();
    let mut straight = host.create(&spec(1 << 20)).unwrap();
    let mut restored = host.create(&spec(1 << 20)).unwrap();
    let mut roots = Vec::new();
    for crank in 0..40 {
        let expected = step(straight.as_mut());
        assert_eq!(step(restored.as_mut()), expected, "crank {crank}");
        let image = restored.image().unwrap();
        assert_eq!(image.root(), expected.1);
        for chunk in &image.chunks {
            assert_eq!(ChunkHash::of(&chunk.bytes), chunk.hash);
        }
        restored = host.restore(&spec(1 << 20), &image).unwrap();
        assert_eq!(restored.heap_root().unwrap(), expected.1);
        roots.push(expected.1);
    }
    roots.dedup();
    assert_eq!(roots.len(), 40, "each crank changed something");
}

#[test]
fn d2_a_vat_can_be_taken_back_and_forked() {
    let host = scatter().host();
    let mut vat = host.create(&spec(1 << 20)).unwrap();
    step(vat.as_mut());
    let image = vat.image().unwrap();
    let once = step(vat.as_mut());
    for _ in 0..2 {
        let mut fork = host.restore(&spec(1 << 20), &image).unwrap();
        assert_eq!(step(fork.as_mut()), once);
    }
    assert_eq!(vat.heap_root().unwrap(), once.1);
}

#[test]
fn d2_vats_of_one_host_do_not_see_each_other() {
    let host = scatter().host();
    let mut first = host.create(&spec(1 << 20)).unwrap();
    let begin = first.heap_root().unwrap();
    step(first.as_mut());
    assert_ne!(first.heap_root().unwrap(), begin);
    assert_eq!(
        host.create(&spec(1 << 20)).unwrap().heap_root().unwrap(),
        begin
    );
}

#[test]
fn d2_a_vat_that_has_received_nothing_loads_its_bundle_after_a_restore() {
    // The length of the bundle is 8.
    let host = Guest::new(
        "(if (i32.ne (i32.load (i32.const 65540)) (i32.const 8)) (then (unreachable))) (i64.const 0)",
    );
    let host = host.host();
    let mut vat = host.create(&spec(1 << 20)).unwrap();
    let untouched = vat.image().unwrap();
    let expected = step(vat.as_mut());
    let mut restored = host.restore(&spec(1 << 20), &untouched).unwrap();
    assert_eq!(step(restored.as_mut()), expected);
    let mut again = host
        .restore(&spec(1 << 20), &restored.image().unwrap())
        .unwrap();
    assert_eq!(
        step(again.as_mut()),
        step(vat.as_mut()),
        "it is not loaded twice"
    );
}

#[test]
fn d2_the_base_memory_is_made_by_initialize_and_boot() {
    let mut vat = PLAIN.vat();
    let image = vat.image().unwrap();
    assert_eq!(image.chunks.len(), 2);
    let bytes = &image.chunks[1].bytes;
    assert_eq!(&bytes[64..71], b"initial");
    assert_eq!((bytes[24], bytes[28]), (1, 2));
}

#[test]
fn d4_chunks_are_shared_with_the_base() {
    let host = scatter().host();
    let untouched = host.create(&spec(1 << 20)).unwrap().image().unwrap();
    let mut vat = host.create(&spec(1 << 20)).unwrap();
    step(vat.as_mut());
    let image = vat.image().unwrap();
    assert!(std::sync::Arc::ptr_eq(
        &image.chunks[0].bytes,
        &untouched.chunks[0].bytes
    ));
    assert_ne!(image.chunks[1].hash, untouched.chunks[1].hash);
}

#[test]
fn heaps_that_do_not_fit_are_refused() {
    let host = scatter().host();
    let mut vat = host.create(&spec(1 << 20)).unwrap();
    step(vat.as_mut());
    let image = vat.image().unwrap();
    let refusal =
        |limit, image: &HeapImage| host.restore(&spec(limit), image).err().unwrap().to_string();
    assert!(refusal((3 << 16) - 1, &image).contains("exceed its limit"));
    let mut short = image.clone();
    short.chunks.truncate(1);
    assert!(refusal(1 << 20, &short).contains("less than every vat begins with"));
    let mut ragged = image;
    ragged.chunks[2].bytes = vec![0; CHUNK_BYTES - 1].into();
    assert!(refusal(1 << 20, &ragged).contains("wrong size"));
}

#[test]
fn d1_the_identity_is_that_of_the_guest() {
    assert_eq!(scatter().host().image_id(), scatter().host().image_id());
    assert_ne!(scatter().host().image_id(), PLAIN.host().image_id());
    // What a host gives to be kept makes a host like it.
    let host = scatter().host();
    let guest = host.guest().unwrap();
    assert_eq!(guest.bytes, scatter().wasm());
    assert_eq!(Host::identity_of(guest.bytes), host.image_id());
    assert!(guest.program.starts_with("crankcase "), "{}", guest.program);
}

#[test]
fn a_start_from_the_cache_gives_the_same_vats_and_damage_is_mended() {
    let place = tempfile::tempdir().unwrap();
    let options = HostOptions {
        cache: CacheDir::At(place.path().join("cache")),
    };
    let run = || {
        let host = Host::with_guest(&scatter().wasm(), &options).unwrap();
        let mut vat = host.create(&spec(1 << 20)).unwrap();
        (
            host.image_id(),
            vat.heap_root().unwrap(),
            step(vat.as_mut()),
        )
    };
    let first = run();
    let files = || {
        std::fs::read_dir(place.path().join("cache"))
            .unwrap()
            .map(|file| file.unwrap().path())
    };
    let file = files().next().unwrap();
    let bytes = std::fs::read(&file).unwrap();
    assert_eq!(run(), first);
    for damaged in [
        &b""[..],
        &bytes[..bytes.len() / 2],
        &[&bytes[1..], b"x"].concat(),
    ] {
        std::fs::write(&file, damaged).unwrap();
        assert_eq!(run(), first);
        assert!(
            std::fs::read(&file).unwrap() == bytes,
            "the entry is made again, the same"
        );
        assert_eq!(files().count(), 1);
    }
}

#[test]
fn what_is_not_a_guest_does_not_start() {
    let options = HostOptions {
        cache: CacheDir::Nowhere,
    };
    let start = |wasm: &[u8]| Host::with_guest(wasm, &options).err().unwrap();
    assert!(matches!(start(b"not wasm"), StartError::Guest(_)));
    let without = |what: &str, replacement: &str| {
        let text = PLAIN.text().replace(what, replacement);
        start(&wat::parse_str(text).unwrap()).to_string()
    };
    assert!(without("(export \"deliver\")", "").contains("deliver"));
    assert!(without("(export \"memory\")", "").contains("memory"));
    assert!(without("\"kernel\" \"charge\"", "\"kernel\" \"gift\"").contains("gift"));
    assert!(
        without(
            "\"wasi_snapshot_preview1\" \"sock_send\"",
            "\"env\" \"sock_send\""
        )
        .contains("sock_send")
    );
    let text = PLAIN.text().replace(
        "(func (export \"boot\")",
        "(func (export \"boot\") (unreachable)",
    );
    assert!(
        start(&wat::parse_str(text).unwrap())
            .to_string()
            .contains("does not start")
    );
}
