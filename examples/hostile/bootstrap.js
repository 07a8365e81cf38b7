// A vat for each way to misbehave, and two innocent ones that work on while it happens.
//
//     crankcase run examples/hostile                 all attacks
//     crankcase run examples/hostile -- loop json    only these
//
// Of each attack it reports what the caller saw of the attack itself, what became of a promise that the
// attacker owed, and of a message sent afterwards. The vats that died, and of what, are in the table that
// `run` prints.
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';
import { Fail, q } from '@endo/errors';

const ATTACKS = harden([
  'loop',
  'promises',
  'regexp',
  'flood',
  'hoard',
  'recursion',
  'json',
  'nesting',
  'tamper',
]);
const ENTRIES = 100n;

const outcome = promise =>
  promise.then(
    value => ({ fulfilled: value }),
    reason => ({ rejected: reason.message }),
  );

const chosen = (argv = []) => {
  for (const name of argv) ATTACKS.includes(name) || Fail`no such attack: ${q(name)}`;
  return argv.length > 0 ? argv : ATTACKS;
};

export const buildRootObject = ({ testLog }, { argv } = {}) => {
  const attacks = chosen(argv);

  const suffer = async (name, attacker, victim) => {
    const debt = outcome(E(attacker).owe());
    const attack = await outcome(E(attacker).attack(victim));
    const afterwards = await outcome(E(attacker).isAlive());
    // A vat that lives may go on owing.
    const owed = afterwards.rejected ? await debt : { pending: true };
    testLog(`${name}: ${attack.rejected || 'survived'}`);
    return { attack, owed, afterwards };
  };

  return Far('bootstrap', {
    async bootstrap({ clerk, scribe, ...others }) {
      const work = E(clerk).work(scribe, Number(ENTRIES));
      const outcomes = {};
      for (const name of attacks) outcomes[name] = await suffer(name, others[name], clerk);

      await work;
      const sum = await E(clerk).getSum();
      sum === ENTRIES || Fail`the clerk counted ${q(sum)} of ${q(ENTRIES)} entries`;
      const lines = await E(scribe).getLines();
      BigInt(lines.length) === ENTRIES || Fail`the scribe wrote ${q(lines.length)} lines`;
      lines.every((line, i) => line === `entry ${i + 1}`) || Fail`the scribe's lines are out of order`;
      return harden({ outcomes, innocent: { sum, lines: lines.length } });
    },
  });
};
