// Sends data that nests so deeply that whoever serializes or parses it recursively falls over.
import { E } from '@endo/eventual-send';

import { makeAttacker } from './attacker.js';

const DEPTH = 200_000;

export const buildRootObject = () =>
  makeAttacker('nesting', victim => {
    let data = [];
    for (let i = 0; i < DEPTH; i += 1) data = [data];
    return E(victim).file(harden(data));
  });
