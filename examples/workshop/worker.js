// A worker, of which the foreman makes as many as there are jobs.
import { Far } from '@endo/far';

export const buildRootObject = ({ exitVat, exitVatWithFailure }, { job }) =>
  Far('worker', {
    work(rounds) {
      let sum = 0n;
      for (let i = 0n; i < rounds; i += 1n) sum += i * i;
      return harden({ job, sum });
    },
    loiter() {
      for (;;);
    },
    goHome: () => exitVat(`${job} is done`),
    giveUp: () => exitVatWithFailure(Error(`${job} is too hard`)),
  });
