// Writes down what everybody did.
import { Far } from '@endo/far';

export const buildRootObject = (_, { currency }) => {
  const lines = [];
  return Far('ledger', {
    enter: (who, what) => {
      lines.push(`${who}: ${what}`);
    },
    getLines: () => harden([...lines]),
    getCurrency: () => currency,
  });
};
