// A double-entry ledger in persistent data structures (immutable): every state of the books that ever was
// is kept, at the price of what changed.
import { Far } from '@endo/far';
import { Fail, q } from '@endo/errors';
import { Nat } from '@endo/nat';
import { makePromiseKit } from '@endo/promise-kit';
import { List, Map as ImmutableMap, Record } from 'immutable';

const Books = Record({ balances: ImmutableMap(), invoices: ImmutableMap(), journal: List() });
const Invoice = Record({ customer: '', issued: '', due: '', total: 0n, open: 0n });

const cents = text => BigInt(text.replace('.', ''));

// `postings`: account and cents, debits positive; they must cancel out.
const post = (books, date, text, postings) => {
  const sum = postings.reduce((total, [, value]) => total + value, 0n);
  sum === 0n || Fail`postings for ${q(text)} leave ${q(sum)}`;
  const balances = postings.reduce(
    (all, [account, value]) => all.update(account, 0n, old => old + value),
    books.balances,
  );
  return books.merge({ balances, journal: books.journal.push(harden({ date, text, postings })) });
};

export const buildRootObject = () => {
  let history = List([Books()]);
  const settled = new Map(); // invoice number -> promise kit

  const now = () => history.last();
  const commit = books => {
    history = history.push(books);
  };
  const kitFor = number => {
    if (!settled.has(number)) settled.set(number, makePromiseKit());
    return settled.get(number);
  };

  return Far('ledger', {
    postInvoice(number, customer, issued, due, { net, tax, total }) {
      !now().invoices.has(number) || Fail`invoice ${q(number)} is posted already`;
      const sum = cents(total);
      const books = post(now(), issued, `invoice ${number}`, [
        [`customer ${customer}`, sum],
        ['revenue', -cents(net)],
        ['tax owed', -cents(tax)],
      ]);
      const invoice = Invoice({ customer, issued, due, total: sum, open: sum });
      commit(books.setIn(['invoices', number], invoice));
    },

    // Gives back what stays open, in cents.
    postPayment(number, received, value) {
      const invoice = now().invoices.get(number) || Fail`there is no invoice ${q(number)}`;
      value <= invoice.open || Fail`invoice ${q(number)} has ${q(invoice.open)} open, not ${q(value)}`;
      const books = post(now(), received, `payment for ${number}`, [
        ['bank', value],
        [`customer ${invoice.customer}`, -value],
      ]);
      const open = invoice.open - value;
      commit(books.setIn(['invoices', number, 'open'], open));
      if (open === 0n) kitFor(number).resolve(received);
      return open;
    },

    // A promise for the day on which the invoice has been paid in full.
    whenSettled: number => kitFor(Nat(number)).promise,

    getInvoices: () =>
      harden([...now().invoices.sortBy((_, number) => number)].map(([number, one]) => ({ number, ...one.toObject() }))),

    // The books add up now, and did after every entry there ever was.
    audit() {
      for (const [version, books] of history.entries()) {
        const sum = books.balances.reduce((total, value) => total + value, 0n);
        sum === 0n || Fail`after entry ${q(version)} the balances leave ${q(sum)}`;
        books.journal.size === version || Fail`version ${q(version)} has ${q(books.journal.size)} entries`;
      }
      return harden({
        entries: now().journal.size,
        balances: now().balances.sortBy((_, account) => account).toObject(),
      });
    },
  });
};
