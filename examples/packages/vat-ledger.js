// A double-entry ledger. Its journal is a hash chain (@noble/hashes): whoever keeps the last hash can tell
// later whether an entry was changed, added or left out.
import { Far } from '@endo/far';
import { Fail, q } from '@endo/errors';
import { Nat } from '@endo/nat';
import { makePromiseKit } from '@endo/promise-kit';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

const START = '00'.repeat(32);

// UTF-8; there is no TextEncoder in a vat.
const encode = text => {
  const octets = encodeURIComponent(text).match(/%..|[^%]/g) || [];
  return Uint8Array.from(octets, octet =>
    octet.length > 1 ? parseInt(octet.slice(1), 16) : octet.charCodeAt(0),
  );
};

const link = (previous, { date, text, postings }) => {
  const lines = postings.map(([account, value]) => `${account}\t${value}`);
  return bytesToHex(sha256(encode([previous, date, text, ...lines].join('\n'))));
};

const cents = text => BigInt(text.replace('.', ''));

// What is in each account, from the journal alone.
const balance = journal => {
  const balances = new Map();
  for (const { postings } of journal) {
    for (const [account, value] of postings) {
      balances.set(account, (balances.get(account) || 0n) + value);
    }
  }
  return balances;
};

export const buildRootObject = () => {
  const journal = [];
  const invoices = new Map(); // number -> { customer, issued, due, total, open }
  const settled = new Map(); // number -> promise kit

  const kitFor = number => {
    if (!settled.has(number)) settled.set(number, makePromiseKit());
    return settled.get(number);
  };

  // `postings`: account and cents, debits positive; they must cancel out.
  const post = (date, text, postings) => {
    const sum = postings.reduce((total, [, value]) => total + value, 0n);
    sum === 0n || Fail`postings for ${q(text)} leave ${q(sum)}`;
    const previous = journal.length > 0 ? journal[journal.length - 1].hash : START;
    const entry = { date, text, postings };
    journal.push(harden({ ...entry, hash: link(previous, entry) }));
  };

  const verify = () => {
    let previous = START;
    for (const entry of journal) {
      entry.hash === link(previous, entry) || Fail`the entry ${q(entry.text)} was changed`;
      previous = entry.hash;
    }
    return previous;
  };

  return Far('ledger', {
    postInvoice(number, customer, issued, due, { net, tax, total }) {
      !invoices.has(number) || Fail`invoice ${q(number)} is posted already`;
      const sum = cents(total);
      post(issued, `invoice ${number}`, [
        [`customer ${customer}`, sum],
        ['revenue', -cents(net)],
        ['tax owed', -cents(tax)],
      ]);
      invoices.set(number, { customer, issued, due, total: sum, open: sum });
    },

    // Gives back what stays open, in cents.
    postPayment(number, received, value) {
      const invoice = invoices.get(number) || Fail`there is no invoice ${q(number)}`;
      value <= invoice.open || Fail`invoice ${q(number)} has ${q(invoice.open)} open, not ${q(value)}`;
      post(received, `payment for ${number}`, [
        ['bank', value],
        [`customer ${invoice.customer}`, -value],
      ]);
      invoice.open -= value;
      if (invoice.open === 0n) kitFor(number).resolve(received);
      return invoice.open;
    },

    // A promise for the day on which the invoice has been paid in full.
    whenSettled: number => kitFor(Nat(number)).promise,

    getInvoices: () => harden([...invoices].map(([number, invoice]) => ({ number, ...invoice }))),

    // The chain is whole, the accounts cancel out, and what the invoices say is open is what customers owe.
    audit() {
      const chain = verify();
      const balances = balance(journal);
      const sum = [...balances.values()].reduce((total, value) => total + value, 0n);
      sum === 0n || Fail`the balances leave ${q(sum)}`;
      for (const [account, value] of balances) {
        const open = [...invoices.values()]
          .filter(({ customer }) => account === `customer ${customer}`)
          .reduce((total, invoice) => total + invoice.open, 0n);
        open === value || !account.startsWith('customer ') || Fail`${q(account)} owes ${q(value)}, not ${q(open)}`;
      }
      return harden({
        entries: journal.length,
        chain,
        balances: Object.fromEntries([...balances].sort(([a], [b]) => (a < b ? -1 : 1))),
      });
    },
  });
};
