// What all attackers have in common. `attack` is what the vat does to the machine it runs on, or to
// `victim`.
import { Far } from '@endo/far';

export const makeAttacker = (name, attack) =>
  Far(name, {
    attack,
    isAlive: () => true,
    // A promise that only this vat can settle, and never does.
    owe: () => new Promise(() => {}),
  });
