// Never gives the processor back.
import { makeAttacker } from './attacker.js';

export const buildRootObject = () =>
  makeAttacker('loop', () => {
    for (;;);
  });
