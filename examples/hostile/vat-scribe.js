// Another innocent vat.
import { Far } from '@endo/far';

export const buildRootObject = () => {
  const lines = [];
  return Far('scribe', {
    write(line) {
      lines.push(line);
    },
    getLines: () => harden([...lines]),
  });
};
