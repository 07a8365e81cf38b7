// A worker, of which the foreman makes as many as there are jobs.
import { Far } from '@endo/far';

export const buildRootObject = ({ exitVatWithFailure }, { job }) => {
  const done = [];
  return Far('worker', {
    work(rounds) {
      let sum = 0n;
      for (let i = 0n; i < BigInt(rounds); i += 1n) sum += i * i;
      done.push(harden({ job, rounds, sum }));
      return sum;
    },
    giveUp: () => exitVatWithFailure(Error(`${job} is too hard after ${done.length} pieces`)),
  });
};
