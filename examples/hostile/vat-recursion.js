// Digs until the stack ends, and digs on if told to stop.
import { makeAttacker } from './attacker.js';

export const buildRootObject = () => {
  const dig = n => {
    try {
      return dig(n + 1) + 1;
    } catch {
      return dig(n + 1) + 1;
    }
  };
  return makeAttacker('recursion', () => dig(0));
};
