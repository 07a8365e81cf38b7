// An innocent vat: keeps a sum, and has every entry written down by another vat.
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';

export const buildRootObject = () => {
  let sum = 0n;
  return Far('clerk', {
    add(amount) {
      sum += amount;
      return sum;
    },
    async work(scribe, entries) {
      for (let i = 1; i <= entries; i += 1) {
        await E(scribe).write(`entry ${i}`);
        sum += 1n;
      }
      return sum;
    },
    file: data => `filed ${data.length}`,
    getSum: () => sum,
  });
};
