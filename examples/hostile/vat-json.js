// Two hundred thousand brackets, which would be too much for a parser or a printer that recurses.
import { makeAttacker } from './attacker.js';

const DEPTH = 200_000;

export const buildRootObject = () =>
  makeAttacker('json', () => {
    const text = '['.repeat(DEPTH) + ']'.repeat(DEPTH);
    return JSON.stringify(JSON.parse(text)).length;
  });
