// Holds, gives away, drops, awaits and weakly remembers objects and promises, as it is told. Whoever gets an
// object again that it remembers must find it remembered, whatever was collected meanwhile.
import { E } from '@endo/eventual-send';
import { Far, getInterfaceOf, passStyleOf } from '@endo/marshal';
import { makePromiseKit } from '@endo/promise-kit';

export const buildRootObject = () => {
  const held = [];
  const kits = [];
  const weak = new WeakMap();
  const weakly = new WeakSet();
  const remembered = new Set(); // the interfaces of what is in `weak` and `weakly`
  const wrong = [];
  let peers = [];
  let made = 0;
  let self = '';

  const isObject = value => value !== undefined && passStyleOf(value) === 'remotable';

  const look = value => {
    if (!isObject(value)) return;
    const name = getInterfaceOf(value);
    const known = remembered.has(name);
    if (weak.get(value) !== (known ? name : undefined)) wrong.push(`${name} in a WeakMap`);
    if (weakly.has(value) !== known) wrong.push(`${name} in a WeakSet`);
  };

  const root = Far('churn', {
    connect(name, others) {
      self = name;
      peers = others;
    },
    make(slot) {
      made += 1;
      const name = `${self}${made}`;
      held[slot] = Far(name, { ping: () => name, back: value => value });
    },
    promise(slot) {
      const kit = makePromiseKit();
      kits.push(kit);
      held[slot] = kit.promise;
    },
    resolve(slot) {
      kits.shift()?.resolve(harden([held[slot], kits[0]?.promise]));
    },
    reject() {
      kits.shift()?.reject(Error('rejected'));
    },
    fulfill(slot) {
      if (isObject(held[slot])) kits.shift()?.resolve(held[slot]);
    },
    drop(slot) {
      held[slot] = undefined;
    },
    give(slot, peer, to) {
      E.sendOnly(peers[peer % peers.length]).take(held[slot], to);
    },
    take(value, slot) {
      look(value);
      held[slot] = value;
      if (value !== undefined && passStyleOf(value) === 'promise') {
        E.when(value, look, () => {});
      }
    },
    async call(slot) {
      const target = held[slot];
      const argument = held[(slot + 1) % 4];
      if (target === undefined) return;
      const back = await E(target).back(argument).catch(() => undefined);
      if (isObject(target) && isObject(argument) && back !== argument) wrong.push('back');
      look(back);
    },
    remember(slot) {
      const value = held[slot];
      if (!isObject(value)) return;
      const name = getInterfaceOf(value);
      weak.set(value, name);
      weakly.add(value);
      remembered.add(name);
    },
    forget(slot) {
      const value = held[slot];
      if (!isObject(value)) return;
      weak.delete(value);
      weakly.delete(value);
      remembered.delete(getInterfaceOf(value));
    },
    // Nobody waits for a promise any more: a cycle of promises that wait in two vats is nothing that counting
    // finds.
    clear() {
      held.length = 0;
      kits.splice(0).forEach(kit => kit.resolve());
      return wrong.join('; ');
    },
  });
  return root;
};
