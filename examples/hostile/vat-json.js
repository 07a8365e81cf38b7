// Two hundred thousand brackets for a recursive parser, then for a recursive printer.
import { makeAttacker } from './attacker.js';

const DEPTH = 200_000;

export const buildRootObject = () =>
  makeAttacker('json', () => {
    const text = '['.repeat(DEPTH) + ']'.repeat(DEPTH);
    return JSON.stringify(JSON.parse(text)).length;
  });
