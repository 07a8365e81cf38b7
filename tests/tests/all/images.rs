//! Stores keep the guest image that their vats run on, so that a program with another one can go on with them.

use crankcase::{Host, HostOptions, KernelError, NoHost, fitting_host, kept_image};
use crankcase_abi::VatHost;
use crankcase_kernel::{Kernel, KernelOptions};
use crankcase_store::{Batch, Store, StoreOptions};
use crankcase_tests::{example, host, run};

/// A host whose guest is another one than the program's own: it has a section more, which says nothing.
fn other() -> Host {
    let own = Host::new(&HostOptions::default()).unwrap();
    let mut guest = own.guest().unwrap().bytes.to_vec();
    guest.extend(b"\x00\x08\x05other12");
    Host::with_guest(&guest, &HostOptions::default()).unwrap()
}

fn own() -> Host {
    Host::new(&HostOptions::default()).unwrap()
}

fn open(dir: &std::path::Path) -> Store {
    Store::open(dir, StoreOptions::default()).unwrap()
}

// spec S32
#[test]
fn a_store_goes_on_with_the_image_that_it_keeps() {
    let genesis = example("pingpong", &[]);
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("store");
    let new = |store| {
        let options = KernelOptions::default();
        Kernel::create(store, Box::new(other()), &genesis, options).unwrap()
    };
    let mut straight = new(Store::memory());
    run(&mut straight);
    let mut kernel = new(Store::create(&dir, StoreOptions::default()).unwrap());
    for _ in 0..5 {
        kernel.step(&mut crankcase_kernel::Silent).unwrap();
    }
    kernel.shutdown().unwrap();

    // The program's own host is refused, and says with which program it could go on.
    let store = open(&dir);
    let kept = kept_image(&store).unwrap().unwrap();
    assert_ne!(kept.id, own().image_id());
    let refused = Kernel::open(store, Box::new(own()), KernelOptions::default());
    let text = refused.err().unwrap().to_string();
    assert!(
        text.contains(&kept.id.to_string()) && text.contains("; use crankcase "),
        "{text}"
    );

    // The host that is made from the store's own image goes on.
    let store = open(&dir);
    let fitting = fitting_host(own(), &store, &HostOptions::default()).unwrap();
    assert_eq!(fitting.image_id(), kept.id);
    let mut kernel = Kernel::open(store, Box::new(fitting), KernelOptions::default()).unwrap();
    run(&mut kernel);
    assert_eq!(kernel.activity_hash(), straight.activity_hash());
    kernel.shutdown().unwrap();

    // An image that this program's runtime makes something else of is not run.
    let mut store = open(&dir);
    let mut row = store.get(b"k").unwrap().unwrap();
    let at = row
        .windows(32)
        .position(|bytes| bytes == kept.id.0)
        .unwrap();
    row[at] ^= 1;
    let mut batch = Batch::new();
    batch.put("k", row);
    store.commit(batch).unwrap();
    let refused = fitting_host(own(), &store, &HostOptions::default());
    assert!(matches!(
        refused,
        Err(NoHost::Kernel(KernelError::OtherImage { .. }))
    ));
}

// spec S32
#[test]
fn a_host_without_bytes_leaves_none_and_a_later_one_brings_them() {
    let genesis = example("pingpong", &[]);
    let scratch = tempfile::tempdir().unwrap();
    let dir = scratch.path().join("store");
    let store = Store::create(&dir, StoreOptions::default()).unwrap();
    let mut kernel =
        Kernel::create(store, Box::new(host()), &genesis, KernelOptions::default()).unwrap();
    run(&mut kernel);
    let before = kernel.activity_hash();
    kernel.shutdown().unwrap();
    let store = open(&dir);
    assert_eq!(kept_image(&store).unwrap().unwrap().blob(), None);
    let mut kernel = Kernel::open(store, Box::new(own()), KernelOptions::default()).unwrap();
    assert_eq!(kernel.activity_hash(), before);
    let root = kernel.vat_named("bootstrap").unwrap();
    let none = crankcase_kernel::Arguments::new();
    let policy = crankcase_kernel::ResultPolicy::None;
    kernel
        .queue_to_root(root, "nothing", &none, policy)
        .unwrap();
    run(&mut kernel);
    kernel.shutdown().unwrap();
    let kept = kept_image(&open(&dir)).unwrap().unwrap();
    let bytes = kept.guest(&open(&dir)).unwrap().unwrap();
    assert_eq!(Host::identity_of(&bytes), kept.id);
}
