// Invoices and payments come in as texts; some are no good. After `npm ci` here:
//
//     crankcase run examples/packages
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';
import { Fail, q } from '@endo/errors';

import documents from './documents.json' with { type: 'json' };

export const buildRootObject = ({ testLog }) =>
  Far('bootstrap', {
    async bootstrap({ intake, pricing, ledger, report }) {
      await E(intake).connect(pricing, ledger);
      const settled = E(ledger).whenSettled(documents.watched);

      let accepted = 0;
      const refused = [];
      for (const text of documents.texts) {
        const answer = await E(intake).receive(text);
        if (answer.refused) {
          refused.push(answer.refused);
          testLog(`refused: ${answer.refused}`);
        } else {
          accepted += 1;
        }
      }

      const books = await E(ledger).audit();
      books.entries === accepted || Fail`${q(books.entries)} entries of ${q(accepted)} documents`;
      const receivables = await E(report).receivables(ledger);
      const owed = receivables.byCustomer.reduce((sum, { open }) => sum + open, 0n);
      const inBooks = Object.entries(books.balances)
        .filter(([account]) => account.startsWith('customer '))
        .reduce((sum, [, value]) => sum + value, 0n);
      owed === inBooks || Fail`the report says ${q(owed)}, the books ${q(inBooks)}`;
      return harden({ accepted, refused, watchedSettled: await settled, books, receivables });
    },
  });
