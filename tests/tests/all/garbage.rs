//! Garbage between real vats: what code lets go of is gone from every table, and nothing else is.

use crankcase_kernel::{Genesis, Kernel, KernelOptions, ReapThreshold};
use crankcase_tests::{app, fingerprint, kernel, reloading, run};

const BOOTSTRAP: &str = r"
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';
const kept = Far('kept', {});
export const buildRootObject = () => {
  let held = [];
  return Far('root', {
    async bootstrap({ maker, holder }) {
      // An object that comes from one vat, goes to the next, and is let go of by both.
      for (let n = 0; n < 12; n += 1) {
        const thing = await E(maker).make(n);
        await E(holder).hold(thing, Far('mine', {}));
        held.push(thing);
      }
      await E(holder).keep(kept);
      await E(holder).recognize(await E(maker).make(12));
      await E(holder).forget();
      held = [];
      return E(holder).count();
    },
    turn() {},
  });
};";

const MAKER: &str = r"
import { Far } from '@endo/far';
export const buildRootObject = () => Far('root', { make: n => Far(`thing ${n}`, { get: () => n }), turn() {} });";

const HOLDER: &str = r"
import { Far } from '@endo/far';
export const buildRootObject = () => {
  let all = [];
  let one;
  const known = new WeakMap();
  return Far('root', {
    hold(...things) { all.push(...things); },
    keep(thing) { one = thing; },
    recognize(thing) { known.set(thing, 1); },
    forget() { all = []; },
    count: () => all.length + (one ? 1 : 0),
    turn() {},
  });
};";

fn genesis() -> Genesis {
    let mut genesis = app(&[
        ("bootstrap", BOOTSTRAP),
        ("maker", MAKER),
        ("holder", HOLDER),
    ]);
    genesis.reap.deliveries = ReapThreshold::At(5);
    genesis
}

/// Runs the application, and enough messages afterwards that every vat is reaped twice.
fn live(options: KernelOptions) -> Kernel {
    let mut kernel = kernel(&genesis(), options);
    run(&mut kernel);
    for _ in 0..12 {
        for vat in ["bootstrap", "maker", "holder"] {
            kernel.send_to_root(vat, "turn", &[]).unwrap();
        }
        run(&mut kernel);
    }
    kernel
}

#[test]
fn what_code_lets_go_of_is_gone_from_every_table() {
    // spec G1, G5, G10, G21
    let mut straight = live(KernelOptions::default());
    let dump = straight.dump().unwrap();
    let vats: Vec<_> = dump.vats.iter().map(|vat| vat.status.as_str()).collect();
    assert_eq!(vats, ["running"; 3]);
    // The three roots, and the object that is kept. Of `recognize` the maker let go too.
    let counts: Vec<_> = dump
        .objects
        .iter()
        .map(|object| (object.reachable, object.recognizable))
        .collect();
    assert_eq!(counts.len(), 4, "{:?}", dump.objects);
    assert!(dump.gc_actions.is_empty() && dump.reap_queue.is_empty());
    // Where the vats are restored before every delivery, everything is the same.
    let mut restored = live(reloading(1));
    assert_eq!(fingerprint(&mut straight), fingerprint(&mut restored));
}
