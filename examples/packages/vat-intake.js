// Takes documents as texts from anybody, and lets through what is well formed: zod says what that means.
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';
import { Nat } from '@endo/nat';
import { z } from 'zod';

const decimal = z.string().regex(/^\d{1,12}(\.\d{1,4})?$/, 'not a decimal number');
const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'not a date')
  .refine(text => !Number.isNaN(Date.parse(text)), 'no such day');
const number = z.number().int().positive();

const line = z
  .object({
    item: z.string().trim().min(1),
    quantity: decimal,
    unitPrice: decimal,
    discountPercent: decimal.default('0'),
    taxPercent: z.enum(['0', '7', '19']),
  })
  .strict();

const invoice = z
  .object({
    kind: z.literal('invoice'),
    number,
    customer: z.string().trim().min(1),
    issued: date,
    due: date,
    currency: z.enum(['EUR', 'USD', 'SEK', 'JPY']),
    lines: z.array(line).min(1).max(50),
  })
  .strict();

const payment = z
  .object({
    kind: z.literal('payment'),
    invoice: number,
    received: date,
    cents: number,
  })
  .strict();

const document = z
  .discriminatedUnion('kind', [invoice, payment])
  .refine(one => one.kind !== 'invoice' || one.due >= one.issued, {
    path: ['due'],
    message: 'due before it was issued',
  });

const parse = text => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export const buildRootObject = () => {
  let pricing;
  let ledger;

  const receivers = harden({
    async invoice(one) {
      const priced = await E(pricing).price(harden(one));
      await E(ledger).postInvoice(Nat(one.number), one.customer, one.issued, one.due, priced);
      return `invoice ${one.number} over ${priced.total}`;
    },
    async payment(one) {
      const open = await E(ledger).postPayment(Nat(one.invoice), one.received, Nat(one.cents));
      return `payment for ${one.invoice}, ${open} open`;
    },
  });

  return Far('intake', {
    connect(thePricing, theLedger) {
      pricing = thePricing;
      ledger = theLedger;
    },
    // Gives back `{ accepted }` or `{ refused }`, a sentence each.
    async receive(text) {
      const { success, data, error } = document.safeParse(parse(text));
      if (!success) {
        const problems = error.issues.map(({ path, message }) => `${path.join('.') || 'document'}: ${message}`);
        return harden({ refused: problems.join('; ') });
      }
      try {
        return harden({ accepted: await receivers[data.kind](data) });
      } catch (reason) {
        return harden({ refused: reason.message });
      }
    },
  });
};
