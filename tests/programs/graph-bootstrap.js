// Builds the value that a description asks for, sends it through three vats, and compares what comes back.
import { E } from '@endo/eventual-send';
import { Far, makeTagged, passStyleOf } from '@endo/marshal';

// Whether two values are the same: data alike, objects and promises identical.
const differs = (a, b, path) => {
  const style = passStyleOf(a);
  if (style !== passStyleOf(b)) return `${path} became ${passStyleOf(b)}`;
  switch (style) {
    case 'copyArray':
    case 'copyRecord': {
      const [mine, theirs] = [Reflect.ownKeys(a).sort(), Reflect.ownKeys(b).sort()];
      if (mine.join() !== theirs.join()) return `${path} has ${theirs} for ${mine}`;
      for (const key of mine) {
        const found = differs(a[key], b[key], `${path}.${key}`);
        if (found) return found;
      }
      return undefined;
    }
    case 'tagged':
      return differs(a.payload, b.payload, `${path}.payload`);
    default:
      return Object.is(a, b) ? undefined : `${path} is another ${style}`;
  }
};

export const buildRootObject = () => {
  const vats = [];
  return Far('bootstrap', {
    bootstrap({ one, two, three }) {
      vats.push(one, two, three);
    },
    // `nodes[i]` is `[kind, …]`; containers hold nodes with smaller indexes. Gives `ok`, or what is wrong.
    async run(text) {
      const nodes = harden(JSON.parse(text));
      const wanted = vats.map(() => []);
      nodes.forEach(([kind, vat], index) => {
        if (kind === 'object' || kind === 'promise') wanted[vat].push([kind, index]);
      });
      const made = await Promise.all(vats.map((vat, n) => E(vat).make(harden(wanted[n]))));
      const built = [];
      nodes.forEach(([kind, of], index) => {
        const taken = () => of.map(child => built[child]);
        switch (kind) {
          case 'array':
            built.push(taken());
            break;
          case 'record':
            built.push(Object.fromEntries(taken().map((value, at) => [`k${at}`, value])));
            break;
          case 'tagged':
            built.push(makeTagged('tag', harden(taken())));
            break;
          case 'data':
            built.push(of);
            break;
          default: {
            const at = wanted[of].findIndex(([, wantedIndex]) => wantedIndex === index);
            built.push(made[of][at]);
          }
        }
      });
      const value = harden(built);
      const back = await E(vats[0]).pass(value, harden(vats.slice(1)));
      const wrong = differs(value, back.value, 'value') || back.wrong.join('; ');
      if (wrong) return wrong;
      await Promise.all(vats.map(vat => E(vat).finish()));
      for (const [index, [kind]] of nodes.entries()) {
        if (kind === 'promise' && (await built[index]) !== `resolved ${index}`) return `promise ${index}`;
      }
      return 'ok';
    },
  });
};
