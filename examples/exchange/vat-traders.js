// The traders replay the recorded instructions, in their order and with a bounded number in flight. Each
// trader has purses of its own at the bank, an escrow account that backs its orders, and a desk at the
// exchange; nobody can touch another trader's.
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';
import { Fail, q } from '@endo/errors';

import recording from './orders.json' with { type: 'json' };

const makeTrader = async (name, issuers, bank, exchange) => {
  const purses = harden({
    wheat: await E(issuers.wheat).makeEmptyPurse(),
    dollars: await E(issuers.dollars).makeEmptyPurse(),
  });
  const { account, seat } = await E(bank).openAccount();
  const desk = await E(exchange).openDesk(seat);
  // From purse to escrow: the payment is passed on as a promise, so this is one round trip.
  const fund = amounts =>
    Promise.all(
      ['wheat', 'dollars']
        .filter(asset => amounts[asset])
        .map(asset => E(account).deposit(asset, E(purses[asset]).withdraw(amounts[asset]))),
    );
  return harden({ name, purses, account, desk, fund });
};

export const buildRootObject = ({ testLog }, { inFlight, auditEvery }) => {
  const traders = [];
  const orders = new Map(); // index of the instruction -> promise of the order
  const counts = { cancelled: 0, cancelsTooLate: 0, ordersRefused: 0, transfers: 0, transfersRefused: 0 };
  let brands;

  const amount = (asset, value) => harden({ brand: brands[asset], value: BigInt(value) });

  const placed = async (index, order) => {
    orders.set(index, order);
    await order.catch(() => {
      counts.ordersRefused += 1;
    });
  };

  const transfer = async moved => {
    counts.transfers += 1;
    await moved.catch(() => {
      counts.transfersRefused += 1;
    });
  };

  const actions = harden({
    limit: (index, { desk }, side, price, quantity) =>
      placed(index, E(desk).limit(side, BigInt(price), BigInt(quantity))),
    market: (index, { desk }, side, quantity, funds) =>
      placed(
        index,
        side === 'buy'
          ? E(desk).market(side, BigInt(quantity), BigInt(funds))
          : E(desk).market(side, BigInt(quantity)),
      ),
    // The order may not have come back yet: the cancel is then sent to the promise of it.
    cancel: (_index, _trader, target) =>
      E(orders.get(target))
        .cancel()
        .then(
          () => {
            counts.cancelled += 1;
          },
          () => {
            counts.cancelsTooLate += 1;
          },
        ),
    deposit: (_index, { fund }, asset, value) => transfer(fund({ [asset]: amount(asset, value) })),
    withdraw: (_index, { account, purses }, asset, value) =>
      transfer(
        E(account)
          .withdraw(amount(asset, value))
          .then(payment => E(purses[asset]).deposit(payment)),
      ),
  });

  const replay = async (auditor, count) => {
    let next = 0;
    const lane = async () => {
      while (next < count) {
        const index = next;
        next += 1;
        const [action, who, ...details] = recording.instructions[index];
        await actions[action](index, traders[who], ...details);
        if ((index + 1) % auditEvery === 0) {
          await E(auditor).spotCheck(index + 1);
        }
      }
    };
    const lanes = [];
    for (let i = 0; i < inFlight; i += 1) lanes.push(lane());
    await Promise.all(lanes);
  };

  return Far('traders', {
    getEndowments: () => harden(recording.traders.map(one => ({ ...one }))),

    // `payments`: what each trader starts with, in the order of getEndowments().
    async setUp({ bank, exchange, brands: theBrands, payments }) {
      traders.length === 0 || Fail`the traders are set up already`;
      brands = theBrands;
      const issuers = await E(bank).getIssuers();
      for (const [i, { name, wheat, dollars }] of recording.traders.entries()) {
        const trader = await makeTrader(name, issuers, bank, exchange);
        traders.push(trader);
        await Promise.all([
          E(trader.purses.wheat).deposit(payments[i].wheat),
          E(trader.purses.dollars).deposit(payments[i].dollars),
        ]);
        // Half of it backs orders from the start; the recording moves more in and out.
        await trader.fund({ wheat: amount('wheat', wheat / 2), dollars: amount('dollars', dollars / 2) });
      }
    },

    async trade(auditor, limit) {
      const all = recording.instructions.length;
      const count = limit === undefined ? all : Math.min(limit, all);
      testLog(`replaying ${count} of ${all} instructions of ${traders.length} traders`);
      await replay(auditor, count);
      return harden({ instructions: count, ...counts });
    },

    // What each trader owns that backs no order: purse and free part of the account.
    async getPositions() {
      const position = async ({ name, purses, account }) => {
        const [wheat, dollars, free] = await Promise.all([
          E(purses.wheat).getBalance(),
          E(purses.dollars).getBalance(),
          E(account).getBalances(),
        ]);
        return harden({
          name,
          wheat: wheat.value + free.wheat.value,
          dollars: dollars.value + free.dollars.value,
        });
      };
      traders.length > 0 || Fail`${q('traders')} are not set up`;
      return harden(await Promise.all(traders.map(position)));
    },
  });
};
