// One customer. Its script is evaluated in a Compartment that has the language and the object `workflow`, which is
// the whole API: made by hand for this one purpose, and hardened. What the script answers is copied and checked.
import { Far } from '@endo/far';

const STEPS = ['approve', 'reject', 'ask'];
const MOST_NOTES = 20;
const LONGEST = 200;

const check = (condition, complaint) => {
  if (!condition) throw Error(complaint);
};

export const buildRootObject = (_powers, { script }) => {
  const notes = [];
  let decided = 0;

  const workflow = harden({
    steps: STEPS,
    note(text) {
      check(typeof text === 'string' && text.length <= LONGEST, 'a note is a short text');
      check(notes.length < MOST_NOTES, 'enough notes');
      notes.push(text);
    },
    // Whether somebody may sign for an amount, in whole euros.
    maySign: (role, amount) => ({ clerk: 100, manager: 10_000, board: Infinity })[role] >= amount,
  });

  const compartment = new Compartment({
    __options__: true,
    name: 'script',
    globals: { workflow, harden },
  });
  // The script of one form leaves nothing behind for the next but what is in its own closure.
  harden(compartment.globalThis);
  const opinion = compartment.evaluate(script);
  check(typeof opinion === 'function', 'a script is a function of a form');

  return Far('tenant', {
    async decide(form) {
      // The form is a copy already, and hardened, as everything is that comes from another vat.
      const { step, to } = await opinion(form);
      check(STEPS.includes(step), 'no such step');
      check(step !== 'ask' || form.people.includes(to), 'nobody to ask');
      decided += 1;
      return harden(step === 'ask' ? { step, to, decided } : { step, decided });
    },
    notes: () => harden([...notes]),
  });
};
