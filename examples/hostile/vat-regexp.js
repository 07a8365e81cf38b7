// Spends its time inside a built-in: this match tries two to the fortieth ways to fail.
import { makeAttacker } from './attacker.js';

export const buildRootObject = () =>
  makeAttacker('regexp', () => /^(a+)+$/.test(`${'a'.repeat(40)}b`));
