// The judge of attempts at confinement. It runs in a vat; each attempt runs in a compartment of that vat and
// returns whatever it could get. That must be nothing but what every compartment has and what it made itself,
// and nothing that the vat shares with it may change.
import { Far } from '@endo/far';
import { attempts, plant } from 'attempts.js';

const start = globalThis;
const secret = { secret: 'of the vat' };

// Another compartment, with something to steal and something that it shares.
const victim = new Compartment({ __options__: true, globals: { secret } });
victim.evaluate('globalThis.counter = 0');
const shared = harden(victim.evaluate(`({
  greet: someone => \`hello \${someone.name}\`,
  run: callback => callback(1),
  fail: () => { throw new TypeError('of the victim'); },
  Thing: class Thing { constructor() { this.made = true; } },
  *generate() { yield 1; },
  async promise() { return {}; },
  count: () => { globalThis.counter += 1; return undefined; },
})`));

// What stands in for a hole, so that it is known that the judge would see one.
let ticks = 0;
const planted = {
  nothing: undefined,
  start: { deep: [{ start }] },
  sibling: () => victim.globalThis,
  intrinsic: {},
  host: new Map([['console', console]]),
  clock: () => { ticks += 1; return ticks; },
  evaluator: Object.create({ get hidden() { return eval; } }),
}[plant];

const attempt = (f, otherwise) => {
  try { return f(); } catch { return otherwise; }
};

// How something was reached: its key and where it was found, put into words only when there is a complaint.
const words = ([name, from]) => (from ? `${words(from)}.${String(name)}` : name);

// Everything that can be reached from some values, accessors and collections included, with how; what is
// known already is not entered.
const reach = (roots, known = new Map()) => {
  const seen = new Map();
  const todo = roots.map(([value, name]) => [value, [name]]);
  const visit = (value, name, from) => {
    if (Object(value) === value && !seen.has(value) && !known.has(value)) todo.push([value, [name, from]]);
  };
  while (todo.length) {
    const [value, how] = todo.pop();
    if (Object(value) !== value || seen.has(value) || known.has(value)) continue;
    if (seen.size > 20000) throw new Error(`more than can be looked at: ${words(how)}`);
    seen.set(value, how);
    visit(attempt(() => Object.getPrototypeOf(value)), '[[Prototype]]', how);
    for (const key of attempt(() => Reflect.ownKeys(value), [])) {
      const found = attempt(() => Object.getOwnPropertyDescriptor(value, key)) || {};
      visit(found.value, key, how);
      if (found.get || found.set) {
        visit(found.get, key, how);
        visit(found.set, key, how);
        visit(attempt(() => Reflect.apply(found.get, value, [])), key, how);
      }
    }
    for (const entries of [Map.prototype.entries, Set.prototype.entries]) {
      for (const [key, held] of attempt(() => [...Reflect.apply(entries, value, [])], [])) {
        visit(key, 'key', how);
        visit(held, 'value', how);
      }
    }
  }
  return seen;
};

// What everybody has, a compartment that was given nothing included.
const common = reach([[new Compartment().globalThis, 'a compartment'], [shared, 'shared']]);

// What an attempt must not hold in the end: all that the vat and the victim have and not everybody.
const forbidden = roots => new Map([...reach(roots)].filter(([object]) => !common.has(object)));

// Everything that the vat and the victim rely on: objects with their prototypes and their properties.
const snapshot = roots => {
  const facts = [];
  for (const [object, how] of reach(roots)) {
    const keys = Reflect.ownKeys(object);
    const descriptors = keys.map(key => Object.getOwnPropertyDescriptor(object, key));
    facts.push({ object, how, keys, descriptors, prototype: Object.getPrototypeOf(object), extensible: Object.isExtensible(object) });
  }
  return facts;
};

// The first thing that is not as it was.
const difference = facts => {
  for (const { object, how, keys, descriptors, prototype, extensible } of facts) {
    const now = Reflect.ownKeys(object);
    if (now.length !== keys.length || Object.isExtensible(object) !== extensible || Object.getPrototypeOf(object) !== prototype) {
      return words(how);
    }
    for (let i = 0; i < keys.length; i += 1) {
      const old = descriptors[i];
      const found = Object.getOwnPropertyDescriptor(object, keys[i]) || {};
      const same = Object.is(found.value, old.value) && found.get === old.get && found.set === old.set
        && found.writable === old.writable && found.enumerable === old.enumerable && found.configurable === old.configurable;
      if (now[i] !== keys[i] || !same) return words([keys[i], how]);
    }
  }
  return undefined;
};

const verdict = (loot, global, facts, secrets) => {
  const changed = difference(facts);
  if (changed) return `changed ${changed}`;
  for (const [object, how] of reach([[loot, 'loot'], [global, 'own global']], common)) {
    if (secrets.has(object)) return `reached ${words(secrets.get(object))} as ${words(how)}`;
  }
  const samples = attempt(() => loot.clock);
  if (samples && !samples.every(sample => Object.is(sample, samples[0]))) return `read a clock: ${samples}`;
  return 'confined';
};

// Makes an attempt in a compartment of its own; gives what it got and the compartment's global object.
const attack = async ({ module, text }) => {
  const globals = {
    shared,
    call: harden((f, ...args) => f(...args)),
    read: harden((o, key) => o[key]),
    ...(planted && { planted }),
  };
  const compartment = new Compartment({
    __options__: true,
    globals,
    resolveHook: specifier => specifier,
    importHook: async specifier => {
      if (specifier !== 'attack') throw new Error(`no module ${specifier}`);
      return { source: text };
    },
  });
  let loot;
  try {
    loot = module
      ? (await compartment.import('attack')).namespace
      : await compartment.evaluate(`(async () => {${text}\n})()`);
  } catch (error) {
    loot = { error };
  }
  for (let turn = 0; turn < 10; turn += 1) await null;
  return { loot, global: compartment.globalThis };
};

export const buildRootObject = () => Far('judge', {
  async bootstrap(vats) {
    const roots = [[start, 'the vat'], [victim.globalThis, 'the victim'], [secret, 'a secret'], [victim, 'the victim'], [vats, 'the host']];
    if (plant === 'intrinsic') roots.push([planted, 'planted']);
    const facts = snapshot(roots);
    const secrets = forbidden(roots);
    if (plant === 'intrinsic') secrets.delete(planted);
    const verdicts = [];
    for (const one of attempts) {
      const { loot, global } = await attack(one);
      verdicts.push(verdict(loot, global, facts, secrets));
    }
    return harden(verdicts);
  },
});
