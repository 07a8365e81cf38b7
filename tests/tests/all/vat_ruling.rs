//! What the makers of vats may do with them: meters that they share, options that change, ends that stop the kernel,
//! and the replay of all that.

use crankcase_kernel::{Kernel, KernelError, KernelOptions};
use crankcase_store::Store;
use crankcase_tests::{kernel, run};

use crate::vat_admin::{answer, application, both, returned};

#[test]
fn vats_share_a_meter_whose_notifier_tells_of_its_threshold() {
    // spec A23, M8, M9, M10, M11
    let body = "
      const meter = await E(service).createMeter(60_000_000n, 55_000_000n);
      const other = await E(service).createUnlimitedMeter();
      const notifier = await E(meter).getNotifier();
      const first = E(notifier).getUpdateSince();
      const one = await create({ meter });
      const two = await create({ meter, computronLimit: 1_000_000_000 });
      const free = await create({ meter: other });
      const { remaining: begun } = await E(meter).get();
      await E(one.root).work(2_000_000);
      const afterWork = (await E(meter).get()).remaining;
      const told = await first;
      const same = await E(notifier).getUpdateSince();
      const early = await end(E(notifier).getUpdateSince(told.updateCount + 1n));
      const next = E(notifier).getUpdateSince(told.updateCount);
      const ended = end(E(two.adminNode).done());
      const overrun = await end(E(two.root).loop());
      const twoDone = await ended;
      const empty = await E(meter).get();
      const oneAlive = await end(E(one.root).echo('x'));
      await E(meter).addRemaining(5_000_000n);
      await E(meter).setThreshold(4_000_000n);
      const three = await create({ meter });
      await E(three.root).work(500_000);
      const again = await next;
      return [
        begun < 60_000_000n && begun > 50_000_000n,
        afterWork < begun - 4_000_000n && afterWork === told.value,
        told.updateCount, same.value === told.value, early,
        overrun, twoDone, empty.remaining, empty.threshold, oneAlive,
        again.updateCount, again.value < 4_000_000n,
        JSON.stringify(await E(other).get()), await E(free.root).echo('free'),
        await end(E(other).addRemaining(5n)), await end(E(meter).addRemaining(-5n)),
        await end(E(service).createMeter(5, 5n)), await end(E(service).createMeter(5n)),
      ].join('\\n');";
    let text = returned(body).replace("\\\"", "\"");
    let found: Vec<_> = text.split("\\n").collect();
    let expected = [
        "true",
        "true",
        "1",
        "true",
        "rejected: Error: subscribeAfter argument must be a previously-issued publishCount.",
        "rejected: Error: vat terminated",
        "rejected: Error: meter underflow, vat terminated",
        "0",
        "55000000",
        "rejected: Error: vat terminated",
        "2",
        "true",
        "{\"remaining\":\"unlimited\",\"threshold\":0}",
        "free",
        "fulfilled: undefined",
        "rejected: RangeError: -5n is negative",
        "rejected: Error: createMeter() remaining",
        "rejected: TypeError: \"[undefined]\" is a undefined but must be a bigint or a number",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_start_may_use_up_a_meter() {
    // spec A21, M11
    let body = "
      const meter = await E(service).createMeter(3_000_000n, 0n);
      const made = await end(create({ meter, vatParameters: { how: 'loop' } }));
      return [made, (await E(meter).get()).remaining].join('; ');";
    assert_eq!(
        returned(body),
        "rejected: Error: Vat Creation Error: Error: meter underflow, vat terminated; 0"
    );
}

#[test]
fn a_vat_whose_meter_runs_out_may_wait_for_a_refill() {
    // spec A21, A7, M12
    let body = "
      const meter = await E(service).createMeter(4_000_000n, 1n);
      const { adminNode, root } = await create({ meter, whenMeterRunsOut: 'pause' });
      let state = 'open';
      const worked = E.when(E(root).work(1_500_000), rounds => { state = `worked ${rounds}`; });
      const low = await E(E(meter).getNotifier()).getUpdateSince();
      const then = state;
      await E(meter).addRemaining(20_000_000n);
      await worked;
      const wrong = await end(create({ meter, whenMeterRunsOut: 'panic' }));
      return [low.value, then, state, await E(root).echo('alive'), wrong].join();";
    assert_eq!(
        returned(body),
        "0,open,worked 1500000,alive,rejected: Error: invalid whenMeterRunsOut value"
    );
}

#[test]
fn options_of_a_running_vat_change() {
    // spec A22, A8, G10
    let body = "
      const { adminNode, root } = await create({ name: 'child', neverReap: true });
      const wrong = [
        await end(E(adminNode).changeOptions({ reapInterval: -1 })),
        await end(E(adminNode).changeOptions({ reapInterval: '3' })),
        await end(E(adminNode).changeOptions({ critical: false })),
      ];
      await E(root).echo(1);
      await E(adminNode).changeOptions({ reapInterval: 2, neverReap: false });
      for (let i = 0; i < 4; i += 1) await E(root).echo(i);
      await E(adminNode).changeOptions({ reapInterval: 'never' });
      for (let i = 0; i < 4; i += 1) await E(root).echo(i);
      return wrong.join();";
    let kernel = both(body);
    assert_eq!(
        answer(&kernel).replace("\\\"", "\""),
        "rejected: Error: invalid reapInterval value,rejected: Error: invalid reapInterval value,rejected: Error: invalid option \"critical\""
    );
    let child = kernel
        .vats()
        .into_iter()
        .find(|vat| vat.name == "child")
        .unwrap();
    let mut kernel = kernel;
    kernel.commit().unwrap();
    let transcript = kernel.transcript(child.id).unwrap();
    let reaps: Vec<_> = transcript
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.delivery == crankcase_abi::Delivery::BringOutYourDead)
        .map(|(at, _)| at)
        .collect();
    assert_eq!(reaps, [4, 7]);
}

#[test]
fn the_end_of_a_critical_vat_stops_the_kernel() {
    // spec A21, A16
    let body = "
      const critical = await E(vats.vatAdmin).getCriticalVatKey();
      const { root } = await create({ name: 'child', critical });
      await later.promise;
      await E(root).fail('never mind');";
    let mut kernel = kernel(&application(body), KernelOptions::default());
    run(&mut kernel);
    kernel.send_to_root("bootstrap", "now", &[]).unwrap();
    let ended = loop {
        match kernel.step(&mut crankcase_kernel::Silent) {
            Ok(Some(_)) => {}
            Ok(None) => panic!("the kernel did not stop"),
            Err(error) => break error,
        }
    };
    assert!(
        matches!(&ended, KernelError::CriticalVat { name, .. } if name == "child"),
        "{ended}"
    );
    assert!(matches!(kernel.commit(), Err(KernelError::Stopped)));
}

#[test]
fn vats_that_were_made_are_replayed() {
    // spec T6, A15
    let body = "
      const one = await create({ name: 'one' });
      const two = await create({ name: 'two' });
      await E(one.root).work(1000);
      void E(two.root).exit('bye');
      await E(two.adminNode).done();
      return E(one.root).echo('one');";
    let directory = tempfile::tempdir().unwrap();
    let store = Store::create(directory.path(), Default::default()).unwrap();
    let host = || Box::new(crankcase_tests::host());
    let options = KernelOptions {
        audit: true,
        ..KernelOptions::default()
    };
    let mut kernel = Kernel::create(store, host(), &application(body), options).unwrap();
    run(&mut kernel);
    kernel.commit().unwrap();
    assert_eq!(answer(&kernel), "one");
    drop(kernel);
    let store = Store::open(directory.path(), Default::default()).unwrap();
    let replayed = crankcase_kernel::replay(&store, &*host(), None, |_| {}).unwrap();
    for name in ["one", "two"] {
        let vat = replayed.iter().find(|vat| vat.name == name);
        assert!(
            vat.is_some_and(|vat| vat.deliveries >= 2 && vat.heaps > 0),
            "{name}: {replayed:?}"
        );
    }
    // It goes on, too.
    let mut kernel = Kernel::open(store, host(), KernelOptions::default()).unwrap();
    assert!(run(&mut kernel).is_empty());
}

#[test]
fn a_thousand_vats_leave_nothing() {
    // spec A15, A20, G9
    let body = "
      const life = async number => {
        const { adminNode, root } = await create({ vatParameters: { object: Far('object', {}) } });
        const done = end(E(adminNode).done());
        const how = ['exit', 'fail', 'failWithObject', 'terminate'][number % 4];
        void (how === 'terminate' ? E(adminNode).terminateWithFailure('enough') : E(root)[how](number));
        return done;
      };
      for (let i = 0; i < 4; i += 1) await life(i);
      await later.promise;
      for (let i = 0; i < 996; i += 12) {
        await Promise.all([...Array(12).keys()].map(life));
      }";
    let mut kernel = kernel(&application(body), KernelOptions::default());
    let settle = |kernel: &mut Kernel| {
        // What a vat gives up may let another one give up more.
        for _ in 0..4 {
            run(kernel);
            kernel.reap_all().unwrap();
        }
        run(kernel);
        let dump = kernel.dump().unwrap();
        let held = |vat: &crankcase_kernel::DumpVat| (vat.clist.len(), vat.vatstore.len());
        let vats: Vec<_> = dump.vats.iter().map(held).collect();
        (
            vats,
            dump.objects.len(),
            dump.promises.len(),
            dump.pins.len(),
        )
    };
    let few = settle(&mut kernel);
    kernel.send_to_root("bootstrap", "now", &[]).unwrap();
    let many = settle(&mut kernel);
    assert_eq!(kernel.gone().unwrap().len(), 1000);
    assert_eq!(few.0.len(), many.0.len());
    assert!(
        many.1 <= few.1 && many.2 <= few.2 + 1 && many.3 <= few.3 + 1,
        "{few:?} {many:?}"
    );
    assert!(
        many.0
            .iter()
            .zip(&few.0)
            .all(|(many, few)| many.0 <= few.0 + 1),
        "{few:?} {many:?}"
    );
}
