// Writes down what everybody did, in the part of its state that is not in its heap.
import { Far } from '@endo/far';

export const buildRootObject = (_, { currency }, baggage) => {
  baggage.init('total', 0n);
  return Far('ledger', {
    enter: (who, day, what) => {
      baggage.init(`${who} ${String(day).padStart(3, '0')}`, `${what} ${currency}`);
      // What is old is thrown away.
      const old = `${who} ${String(day - 10).padStart(3, '0')}`;
      if (baggage.has(old)) baggage.delete(old);
      baggage.set('total', baggage.get('total') + BigInt(what));
    },
    total: () => baggage.get('total'),
    getCurrency: () => currency,
  });
};
