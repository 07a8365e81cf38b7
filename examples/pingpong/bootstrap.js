// Two vats and a ball: what a crank costs, and nothing else.
//
//     crankcase run examples/pingpong -- 1000            1000 rounds of call and answer
//     crankcase run examples/pingpong -- 1000 volley     the same with one-way messages
//
// A round is two cranks in either mode. `call`: the message to pong, and the notify that brings its answer
// here. `volley`: the message to pong, and pong's message back; no answer is waited for on either side.
// Two more messages (the start of bootstrap() and, in a volley, the toss) do not count as rounds.
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';
import { Fail, q } from '@endo/errors';
import { makePromiseKit } from '@endo/promise-kit';

const parse = ([rounds = '100', mode = 'call'] = []) => {
  const count = Number(rounds);
  (Number.isSafeInteger(count) && count >= 0) || Fail`not a number of rounds: ${q(rounds)}`;
  mode === 'call' || mode === 'volley' || Fail`a mode is call or volley, not ${q(mode)}`;
  return { count, mode };
};

export const buildRootObject = (_vatPowers, { argv } = {}) => {
  const { count, mode } = parse(argv);

  const call = async pong => {
    let ball = 0;
    for (let i = 0; i < count; i += 1) ball = await E(pong).ping(ball);
    return ball;
  };

  const volley = pong => {
    const { promise, resolve } = makePromiseKit();
    const player = Far('player', {
      hit(ball) {
        if (ball >= count) resolve(ball);
        else E.sendOnly(pong).hit(ball, player);
      },
    });
    player.hit(0);
    return promise;
  };

  return Far('ping', {
    async bootstrap({ pong }) {
      const rounds = await (mode === 'call' ? call(pong) : volley(pong));
      return harden({ mode, rounds });
    },
  });
};
