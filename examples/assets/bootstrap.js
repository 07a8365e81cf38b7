// Assets of four kinds change hands. After `npm ci` here:
//
//     crankcase run examples/assets
import { AmountMath } from '@agoric/ertp/src/amountMath.js';
import { Fail, q } from '@endo/errors';
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';
import { M, makeCopyBag, makeCopySet, keyEQ } from '@endo/patterns';

import expected from './expected.js';

const refusal = promise =>
  E.when(
    promise,
    value => Fail`expected a refusal, not ${q(value)}`,
    error => error.message,
  );

export const buildRootObject = ({ testLog }) =>
  Far('bootstrap', {
    async bootstrap({ mint, desk, archive }) {
      const kinds = harden({
        coins: ['NAT', 100n],
        deeds: ['SET', [{ lot: 1 }, { lot: 2 }]],
        seals: ['COPY_SET', makeCopySet(['lion', 'eagle'])],
        tickets: ['COPY_BAG', makeCopyBag([['stalls', 3n], ['balcony', 1n]])],
      });
      const kits = {};
      const purses = {};
      for (const [name, [kind, value]] of Object.entries(kinds)) {
        const kit = await E(mint).makeKit(name, kind);
        (await E(mint).vouches(kit.brand, kit.issuer)) || Fail`${q(name)} does not know its issuer`;
        // Pipelined: none of these waits for the one before it.
        const purse = E(kit.issuer).makeEmptyPurse();
        const payment = E(kit.mint).mintPayment(AmountMath.make(kit.brand, value));
        await E(purse).deposit(await payment);
        kits[name] = kit;
        purses[name] = await purse;
      }
      const amount = (name, value) => AmountMath.make(kits[name].brand, harden(value));
      const wants = (name, value) => harden({ brand: kits[name].brand, value });

      const counter = E(desk).getDesk();
      const offer = async (name, value, want, note) => {
        const give = await E(purses[name]).withdraw(amount(name, value));
        return E(counter).offer(harden({ give, issuer: kits[name].issuer, want, note }));
      };
      const collect = async (seat, name) => {
        const payment = await E(seat).getPayout();
        const got = await E(purses[name]).deposit(payment);
        const texts = await E(archive).keep(harden({ asset: name, got }));
        testLog(texts[1]);
        return got;
      };

      // A deed for at least thirty coins, of which forty are offered.
      const seller = await offer('deeds', [{ lot: 2 }], wants('coins', M.gte(30n)), 'lot 2');
      const buyer = await offer('coins', 40n, wants('deeds', M.containerHas({ lot: 2 })), 'for lot 2');
      const waiting = await offer('seals', makeCopySet(['lion']), wants('tickets', M.bag()), 'a lion');
      const listed = await E(counter).getOpen();
      keyEQ(harden(listed.map(({ note }) => note)), harden(['a lion'])) || Fail`open: ${q(listed)}`;
      const fan = await offer('tickets', makeCopyBag([['stalls', 2n]]), wants('seals', M.any()), 'two seats');
      const got = {
        coins: (await collect(seller, 'coins')).value,
        deeds: (await collect(buyer, 'deeds')).value,
        tickets: (await collect(waiting, 'tickets')).value,
        seals: (await collect(fan, 'seals')).value,
      };

      const idle = await offer('coins', 1n, wants('deeds', M.containerHas({ lot: 9 })), 'never');
      await E(purses.coins).deposit(await E(idle).cancel());
      const refusals = [
        await refusal(E(idle).getPayout()),
        await refusal(E(seller).cancel()),
        await refusal(E(purses.coins).withdraw(amount('coins', 1000n))),
        await refusal(E(purses.coins).withdraw(amount('seals', makeCopySet(['lion'])))),
        await refusal(E(purses.coins).deposit('money')),
        await refusal(E(counter).offer({ give: 1 })),
        await refusal(E(kits.coins.mint).mintPayment(harden({ brand: kits.coins.brand, value: -1n }))),
      ];
      const { bag, style } = await E(archive).count();
      const balances = {};
      for (const name of Object.keys(kinds)) {
        balances[name] = (await E(purses[name]).getCurrentAmount()).value;
      }
      const result = harden({
        got,
        refusals,
        balances,
        order: (await E(archive).list()).map(({ asset }) => asset),
        traded: bag.payload,
        style,
        covered: await E(desk).inCover('mid', M.gte('low')),
      });
      for (const [name, value] of Object.entries(result)) {
        keyEQ(value, expected[name]) || Fail`${q(name)} is ${q(value)}, not ${q(expected[name])}`;
      }
      return result;
    },
  });
