// Keeps everything it can get.
import { makeAttacker } from './attacker.js';

export const buildRootObject = () => {
  const hoard = [];
  return makeAttacker('hoard', () => {
    for (;;) hoard.push(new Uint8Array(64 * 1024).fill(1));
  });
};
