// Introduces the vats to each other.
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';

export const buildRootObject = ({ exitVat }) =>
  Far('bootstrap', {
    async bootstrap({ bootstrap, ...vats }) {
      const names = Object.keys(vats);
      for (const name of names) {
        const others = names.filter(other => other !== name).map(other => vats[other]);
        await E(vats[name]).connect(name, others);
      }
    },
    turn() {},
    leave() {
      exitVat();
    },
  });
