// A vat that others make: what its parameters and its messages say, it does.
import { Far } from '@endo/far';
import { makePromiseKit } from '@endo/promise-kit';

const loop = () => {
  for (;;);
};

export const buildRootObject = ({ exitVat, exitVatWithFailure, testLog }, parameters) => {
  const how = parameters && parameters.how;
  if (how === 'throw') throw Error('not today');
  if (how === 'loop') loop();
  if (how === 'exit') exitVat('done before it began');
  if (how === 'nothing') return undefined;
  return Far('root', {
    echo: value => value,
    getParameters: () => parameters,
    getHow: () => how,
    newDate: text => `${new Date(text).getTime()}`,
    exit: value => exitVat(value),
    fail: reason => exitVatWithFailure(reason),
    failWithObject: () => exitVatWithFailure(harden({ object: Far('last', {}) })),
    exitLater: () => {
      const { promise } = makePromiseKit();
      exitVat(promise);
    },
    never: () => makePromiseKit().promise,
    loop,
    work: rounds => {
      for (let i = 0; i < rounds; i += 1);
      testLog(`worked ${rounds}`);
      return rounds;
    },
    hoard: () => {
      const all = [];
      for (;;) all.push(new Uint8Array(1 << 20));
    },
  });
};
