//! What a host asks of the kernel between cranks.

use crate::scripted::*;
use crankcase_abi::{Delivery, Ended, KernelSide};
use crankcase_kernel::{KernelError, KernelRef, PromiseStatus};

#[test]
fn what_a_host_lets_go_of_is_garbage() {
    // spec R6, P1.2, G5
    fn maker(_: u64, delivery: &Delivery, kernel: &mut dyn KernelSide) -> Ended {
        if let Delivery::Message {
            methargs,
            result: Some(result),
            ..
        } = delivery
            && method(methargs) == "make"
        {
            let made = resolution(&result.to_string(), "#\"$0.Alleged: made\"", &["o+7"]);
            resolve(kernel, vec![made]);
        }
        Ended::Returned
    }
    let host = Scripted::new(&[("boot", answers), ("maker", maker)]);
    let mut kernel = host.kernel();
    run(&mut kernel);
    let made = kernel.send_to_root("maker", "make", &[]).unwrap();
    let open = kernel.send_to_root("maker", "wait", &[]).unwrap();
    run(&mut kernel);
    let hash = kernel.activity_hash();
    let known = host.seen().len();
    kernel.unpin(made).unwrap();
    kernel.unpin(open).unwrap();
    assert_ne!(
        kernel.activity_hash(),
        hash,
        "what a host does is part of the history"
    );
    for gone in [made, KernelRef::object(20)] {
        assert!(matches!(kernel.unpin(gone), Err(KernelError::NotHeld(held)) if held == gone));
    }
    assert_eq!(kernel.promise(made), None);
    // The vat that decides it still has it in its c-list.
    assert_eq!(kernel.promise(open), Some(PromiseStatus::Unresolved));
    run(&mut kernel);
    assert_eq!(
        host.since(known),
        ["maker:drop exports o+7", "maker:retire exports o+7"]
    );
}
