// Owns objects and promises, passes values on, and notes when something comes that is not what it was.
import { E } from '@endo/eventual-send';
import { Far, getInterfaceOf, passStyleOf } from '@endo/marshal';
import { makePromiseKit } from '@endo/promise-kit';

export const buildRootObject = () => {
  let kits = [];
  let seen = new Map(); // interface -> the one object that has it
  const own = new Set();

  const look = (value, wrong) => {
    switch (passStyleOf(value)) {
      case 'copyArray':
      case 'copyRecord':
        Object.values(value).forEach(inner => look(inner, wrong));
        break;
      case 'tagged':
        look(value.payload, wrong);
        break;
      case 'remotable': {
        const name = getInterfaceOf(value);
        if (!seen.has(name)) seen.set(name, value);
        if (seen.get(name) !== value) wrong.push(`${name} is two objects`);
        break;
      }
      default:
    }
  };

  return Far('vat', {
    make(wanted) {
      kits = [];
      seen = new Map();
      return harden(
        wanted.map(([kind, index]) => {
          if (kind === 'promise') {
            const kit = makePromiseKit();
            kits.push([index, kit]);
            return kit.promise;
          }
          const object = Far(`object ${index}`, {});
          own.add(object);
          seen.set(getInterfaceOf(object), object);
          return object;
        }),
      );
    },
    async pass(value, rest) {
      const wrong = [];
      look(value, wrong);
      if (rest.length === 0) return harden({ value, wrong });
      const back = await E(rest[0]).pass(value, rest.slice(1));
      look(back.value, wrong);
      return harden({ value: back.value, wrong: [...wrong, ...back.wrong] });
    },
    finish() {
      for (const [index, kit] of kits) kit.resolve(`resolved ${index}`);
    },
  });
};
