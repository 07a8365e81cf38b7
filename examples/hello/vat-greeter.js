// A vat: its own heap, reached by messages only.
import { Far } from '@endo/far';

export const buildRootObject = ({ testLog }) =>
  Far('greeter', {
    greet(name) {
      testLog(`greeting ${name}`);
      return `hello, ${name}`;
    },
  });
