//! What the host can get wrong, and how a start can end.

use std::collections::BTreeMap;

use crankcase_abi::{Bundle, CapData, Delivery, Module, VatFault, VatOptions, codec};

use super::Guest;

fn bundle(source: &str) -> Vec<u8> {
    let module = Module {
        source: source.to_owned(),
        imports: BTreeMap::new(),
    };
    Bundle {
        entry: "a.js".to_owned(),
        modules: BTreeMap::from([("a.js".to_owned(), module)]),
    }
    .to_bytes()
}

fn start() -> Vec<u8> {
    codec::encode(&Delivery::StartVat {
        parameters: CapData::undefined(),
        options: VatOptions::default(),
    })
}

#[test]
fn deliveries_that_do_not_decode_break_the_protocol() {
    for bytes in [&b""[..], b"\xff", b"garbage", &[start(), vec![0]].concat()] {
        let fault = Guest::boot().deliver(bytes);
        assert!(matches!(fault, Err(VatFault::Protocol(_))), "{fault:?}");
    }
}

#[test]
fn a_vat_starts_once_and_with_its_bundle() {
    let mut guest = Guest::boot();
    assert!(matches!(
        guest.deliver(&start()),
        Err(VatFault::Protocol(_))
    ));
    guest.load(b"no bundle".to_vec());
    assert!(matches!(
        guest.deliver(&start()),
        Err(VatFault::Protocol(_))
    ));
    let mut guest = Guest::boot();
    guest.load(bundle("throw Error('no root')"));
    assert!(guest.deliver(&start()).is_err());
    assert!(matches!(
        guest.deliver(&start()),
        Err(VatFault::Protocol(_))
    ));
}

#[test]
fn endless_recursion_in_a_start_is_a_stack_limit() {
    let mut guest = Guest::boot();
    guest.load(bundle("const f = () => f(); f()"));
    assert_eq!(guest.deliver(&start()), Err(VatFault::StackLimit));
}
