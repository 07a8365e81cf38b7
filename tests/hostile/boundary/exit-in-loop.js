// spec P6.3
// A vat whose powers end it in the middle of a loop.
// kind: module
// ends: compute limit
import { Far } from '@endo/far';
export const buildRootObject = vatPowers => Far('root', {
  bootstrap() {
    vatPowers.exitVat('bye');
    for (;;) {}
  },
});
