// Looks at things: keeps a few, and only recognizes the others.
import { Far } from '@endo/far';

export const buildRootObject = () => {
  const known = new WeakMap();
  const names = new WeakSet();
  const kept = [];
  let count = 0;
  return Far('watcher', {
    see: (thing, keep) => {
      if (!known.has(thing)) count += 1;
      known.set(thing, count);
      names.add(thing);
      if (keep) kept.push(thing);
      if (kept.length > 3) kept.shift();
    },
    knows: thing => known.has(thing) && names.has(thing),
    count: () => count,
  });
};
