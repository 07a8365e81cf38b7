// Sends every ball back with one more round on it.
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';

export const buildRootObject = () =>
  Far('pong', {
    ping: ball => ball + 1,
    hit(ball, player) {
      E.sendOnly(player).hit(ball + 1);
    },
  });
