// Does what it is told to: holds, gives away, drops, awaits, stores and weakly remembers objects and promises;
// calls a device; makes other vats like itself, ends and pays for them; ends in many ways. Whoever gets an object again that it remembers must find it remembered, whatever was
// collected meanwhile; what is not as it should be is told to the test log.
import { E } from '@endo/eventual-send';
import { Far, getInterfaceOf, passStyleOf } from '@endo/marshal';
import { makePromiseKit } from '@endo/promise-kit';

// What one vat has another one do that it holds the root of.
const RELAYED = [
  'make', 'promise', 'resolve', 'fulfill', 'reject', 'give', 'ask', 'call', 'chain', 'remember', 'spawn', 'end',
];

export const buildRootObject = ({ D, testLog, exitVat, exitVatWithFailure }, parameters, baggage) => {
  const held = [];
  const kits = [];
  const weak = new WeakMap();
  const weakly = new WeakSet();
  const remembered = new Set(); // the interfaces of what is in `weak` and `weakly`
  const nodes = [];
  const meters = [];
  let service;
  let device;
  let peers = [];
  let made = 0;
  let self = parameters?.name ?? '';

  const wrong = what => testLog(`wrong: ${self} ${what}`);
  const isObject = value => value !== undefined && passStyleOf(value) === 'remotable';
  const ignore = () => {};
  const peer = number => peers[number % peers.length];

  const look = value => {
    if (!isObject(value)) return;
    const name = getInterfaceOf(value);
    const known = remembered.has(name);
    if (weak.get(value) !== (known ? name : undefined)) wrong(`has ${name} in a WeakMap`);
    if (weakly.has(value) !== known) wrong(`has ${name} in a WeakSet`);
  };

  const take = (value, slot) => {
    look(value);
    held[slot] = value;
    if (value !== undefined && passStyleOf(value) === 'promise') E.when(value, look, ignore);
  };

  const ends = {
    hang() {
      for (;;);
    },
    hog() {
      const hoard = [];
      for (;;) hoard.push(new Uint8Array(65536));
    },
    dig() {
      const deeper = () => deeper() + 1;
      deeper();
    },
    fail() {
      exitVatWithFailure(Error('failed'));
    },
    leave() {
      exitVat(harden(held.filter(isObject)));
    },
  };

  // Vats that are made here have a name; all others are nobody's to hold.
  const root = Far(parameters?.name ?? 'actor', {
    connect(name, others, vatAdminService, keeper) {
      self = name;
      peers = others;
      service = vatAdminService;
      device = keeper;
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
    // The next promise gets a list, an object, another promise, itself within a list, or an error.
    resolve(slot) {
      kits.shift()?.resolve(harden([held[slot], kits[0]?.promise]));
    },
    fulfill(slot) {
      if (isObject(held[slot])) kits.shift()?.resolve(held[slot]);
    },
    follow(slot) {
      if (held[slot] !== kits[0]?.promise) kits.shift()?.resolve(held[slot]);
    },
    knot() {
      const kit = kits.shift();
      kit?.resolve(harden([kit.promise]));
    },
    reject() {
      kits.shift()?.reject(Error('rejected'));
    },
    drop(slot) {
      held[slot] = undefined;
    },
    give(slot, to, at) {
      E.sendOnly(peer(to)).take(held[slot], at);
    },
    take,
    share: slot => held[slot],
    // What others hold, before they say what it is.
    ask(from, slot, at) {
      take(E(peer(from)).share(slot), at);
    },
    async call(slot) {
      const target = held[slot];
      const argument = held[(slot + 1) % 4];
      if (target === undefined) return;
      const back = await E(target).back(argument).catch(ignore);
      if (back !== undefined && isObject(argument) && back !== argument) wrong('got another object back');
      look(back);
    },
    // Messages to answers that are not there yet.
    chain(slot, at) {
      if (held[slot] === undefined) return;
      const first = E(held[slot]).back(held[(slot + 1) % 4]);
      const second = E(first).back(first);
      E(second).ping().catch(ignore);
      take(second, at);
    },
    flood(slot, count) {
      if (held[slot] === undefined) return;
      for (let n = 0; n < count; n += 1) E.sendOnly(held[slot]).back(n);
    },
    fails() {
      throw Error('as it was told');
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
    // Objects of the vat itself are refused.
    store(key, slot) {
      const value = isObject(held[slot]) ? held[slot] : made;
      if (baggage.has(`${key}`)) baggage.set(`${key}`, value);
      else baggage.init(`${key}`, value);
    },
    load(key, slot) {
      if (baggage.has(`${key}`)) take(baggage.get(`${key}`), slot);
    },
    discard(key) {
      if (baggage.has(`${key}`)) baggage.delete(`${key}`);
    },
    // The device remembers one object.
    put(slot) {
      D(device).put(isObject(held[slot]) ? held[slot] : undefined);
    },
    get(slot) {
      take(D(device).get(), slot);
    },
    ring() {
      D(device).ring();
    },
    say(what) {
      D(device).say(what);
    },
    // A vat whose meter, if it has one, lasts for some of its deliveries.
    async spawn(slot, kind) {
      made += 1;
      const name = `${self}x${made}`;
      const meter = kind > 1 && (await E(service).createMeter(300_000n, 50_000n));
      const options = {
        name,
        vatParameters: { name },
        computronLimit: 4_000_000,
        memoryLimit: 32 * 2 ** 20,
        enablePipelining: kind === 1,
        ...(meter && { meter, whenMeterRunsOut: kind === 2 ? 'terminate' : 'pause' }),
      };
      const { adminNode, root: child } = await E(service).createVatByName('actor', harden(options));
      nodes.push(adminNode);
      if (meter) meters.push(meter);
      held[slot] = child;
      E.when(E(adminNode).done(), ignore, ignore);
      if (meter) for (let n = 0; n < 3; n += 1) E.sendOnly(child).work();
      await E(child).connect(name, harden([root, ...peers]), service, device);
    },
    // Done twice it costs more than is left on the meter of a vat that has just started.
    work() {
      for (let n = 0; n < 20_000; n += 1);
    },
    relay(slot, what, one, other) {
      if (isObject(held[slot])) E.sendOnly(held[slot])[RELAYED[what]](one, other, one);
    },
    async kill(which) {
      if (nodes.length > 0) await E(nodes[which % nodes.length]).terminateWithFailure(Error('killed'));
    },
    async change(which, reapInterval) {
      if (nodes.length > 0) await E(nodes[which % nodes.length]).changeOptions({ reapInterval });
    },
    async pay(which) {
      if (meters.length > 0) await E(meters[which % meters.length]).addRemaining(200_000n);
    },
    // Ends the vat, once it has done things that are undone with it, or not.
    end(how, slot) {
      E.sendOnly(peer(slot)).take(Far('late', {}), slot);
      kits.shift()?.resolve(held[slot]);
      if (baggage.has('0')) baggage.delete('0');
      ends[Object.keys(ends)[how]]();
    },
    // Nobody waits for a promise any more: a cycle of promises that wait in two vats is nothing that counting
    // finds.
    clear() {
      held.length = 0;
      nodes.length = 0;
      meters.length = 0;
      baggage.clear();
      kits.splice(0).forEach(kit => kit.resolve());
    },
  });
  return root;
};
