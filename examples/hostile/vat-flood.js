// Sends without end. None of these messages may ever arrive: a crank that fails did not happen.
import { E } from '@endo/eventual-send';

import { makeAttacker } from './attacker.js';

export const buildRootObject = () =>
  makeAttacker('flood', victim => {
    for (;;) E.sendOnly(victim).add(1n);
  });
