// Tries to change what it shares with others, or to learn what it must not know. Breaks nothing, so the
// vat lives on; gives back what it got away with.
import { makeAttacker } from './attacker.js';

const attempts = {
  'replace a method of all arrays': () => {
    Array.prototype.push = () => {};
  },
  'add a property to all objects': () => {
    Object.prototype.polluted = true;
  },
  'leave a message on the global object': () => {
    globalThis.message = 'hello';
  },
  'replace a global': () => {
    globalThis.Map = Set;
  },
  'change a hardened object': () => {
    harden({ a: 1 }).a = 2;
  },
  'reach a mutable prototype through a function': () => {
    (() => {}).constructor.prototype.polluted = true;
  },
  'read the clock': () => Date.now() > 0,
  'draw a random number': () => Math.random() >= 0,
  'use a host object': () => typeof process === 'object' || typeof setTimeout === 'function',
};

export const buildRootObject = () =>
  makeAttacker('tamper', () => {
    const successes = Object.keys(attempts).filter(what => {
      try {
        return attempts[what]() !== false;
      } catch {
        return false;
      }
    });
    return harden(successes);
  });
