// The auditor sees the books of the bank and of the exchange and can change neither. A spot check holds
// at any moment, whatever is in flight; the final audit also compares the two with each other and with
// what the traders say they own, which needs that nothing is in flight.
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';
import { Fail, q } from '@endo/errors';

const ASSETS = harden(['wheat', 'dollars']);

export const buildRootObject = ({ testLog }) => {
  let bankBooks;
  let exchangeBooks;
  let spotChecks = 0;

  return Far('auditor', {
    appoint(bank, exchange) {
      bankBooks === undefined || Fail`the auditor is appointed already`;
      bankBooks = bank;
      exchangeBooks = exchange;
    },

    // Each of the two throws if its own books do not add up.
    async spotCheck(done) {
      const [bank, exchange] = await Promise.all([E(bankBooks).audit(), E(exchangeBooks).audit()]);
      spotChecks += 1;
      testLog(`after ${done}: ${exchange.resting} resting, ${bank.escrow.holds} holds, books add up`);
    },

    async finalAudit(minted, positions) {
      const [bank, exchange] = await Promise.all([E(bankBooks).audit(), E(exchangeBooks).audit()]);
      bank.escrow.holds === exchange.resting ||
        Fail`${q(bank.escrow.holds)} holds for ${q(exchange.resting)} resting orders`;
      for (const asset of ASSETS) {
        bank[asset].minted === minted[asset] || Fail`${q(asset)}: not what was minted at the start`;
        bank[asset].inPayments === 0n || Fail`${q(asset)}: payments were left lying about`;
        const held = bank.escrow.held[asset];
        held === exchange.need[asset] ||
          Fail`${q(asset)}: ${q(held)} held, the book needs ${q(exchange.need[asset])}`;
        const owned = positions.reduce((sum, position) => sum + position[asset], 0n);
        const fees = asset === 'dollars' ? bank.escrow.fees : 0n;
        owned + held + fees === minted[asset] ||
          Fail`${q(asset)}: ${q(owned)} owned, ${q(held)} held, ${q(fees)} fees, of ${q(minted[asset])}`;
      }
      testLog('final audit: every unit minted and every order placed is accounted for');
      return harden({ spotChecks, held: bank.escrow.held, fees: bank.escrow.fees });
    },
  });
};
