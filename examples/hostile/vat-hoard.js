// Keeps everything it can get.
import { makeAttacker } from './attacker.js';

export const buildRootObject = () => {
  const hoard = [];
  return makeAttacker('hoard', () => {
    for (;;) hoard.push({ number: hoard.length, more: [hoard.length] });
  });
};
