// Gives the processor back to itself: the promise queue never runs empty.
import { makeAttacker } from './attacker.js';

export const buildRootObject = () =>
  makeAttacker('promises', () => {
    const again = () => Promise.resolve().then(again);
    return again();
  });
