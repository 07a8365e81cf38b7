// Wires the vats together, endows the traders, lets them trade, has everything audited.
//
//     crankcase run examples/exchange             the whole recording
//     crankcase run examples/exchange -- 500      its first 500 instructions
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';
import { Fail, q } from '@endo/errors';

import { fnv1a, hex32 } from './digest.js';

const parseLimit = argv => {
  if (argv === undefined || argv.length === 0) return undefined;
  const limit = Number(argv[0]);
  (Number.isSafeInteger(limit) && limit >= 0) || Fail`not a number of instructions: ${q(argv[0])}`;
  return limit;
};

export const buildRootObject = ({ testLog }, { argv } = {}) => {
  const limit = parseLimit(argv);

  // Mints what every trader starts with; this vat alone has the mints.
  const endow = async (traders, { mints, brands }) => {
    const endowments = await E(traders).getEndowments();
    const minted = { wheat: 0n, dollars: 0n };
    const mintPayment = (asset, value) => {
      minted[asset] += value;
      return E(mints[asset]).mintPayment(harden({ brand: brands[asset], value }));
    };
    const payments = await Promise.all(
      endowments.map(async ({ wheat, dollars }) => ({
        wheat: await mintPayment('wheat', BigInt(wheat)),
        dollars: await mintPayment('dollars', BigInt(dollars)),
      })),
    );
    return harden({ minted: { ...minted }, payments });
  };

  return Far('bootstrap', {
    async bootstrap({ bank, exchange, traders, auditor }) {
      const institution = await E(bank).openForBusiness();
      const exchangeAudit = await E(exchange).connect(institution.escrow, institution.brands);
      await E(auditor).appoint(institution.audit, exchangeAudit);

      const { minted, payments } = await endow(traders, institution);
      await E(traders).setUp(harden({ bank, exchange, brands: institution.brands, payments }));
      const activity = await E(traders).trade(auditor, limit);

      const positions = await E(traders).getPositions();
      const audit = await E(auditor).finalAudit(minted, positions);
      const market = await E(exchangeAudit).summary();
      market.orders.refused === activity.ordersRefused || Fail`the exchange and the traders disagree`;
      market.volume.fees === audit.fees || Fail`the exchange and the bank disagree on the fees`;

      const text = positions.map(({ name, wheat, dollars }) => `${name} ${wheat} ${dollars};`);
      const { placed, filled, cancelled, resting } = market.orders;
      testLog(`${placed} orders placed: ${filled} filled, ${cancelled} cancelled, ${resting} resting`);
      testLog(`${market.orders.trades} trades, last price ${market.price.last}, tape ${market.tape}`);
      return harden({ minted, activity, market, audit, positions: hex32(fnv1a(text.join(''))) });
    },
  });
};
