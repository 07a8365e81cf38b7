// Reports over the open invoices (ramda): what each customer owes, and for how long already.
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';
import { filter, groupBy, map, pipe, reduce, sortWith, toPairs, ascend, descend, prop } from 'ramda';

const DAY = 24 * 60 * 60 * 1000;
const total = reduce((sum, { open }) => sum + open, 0n);

export const buildRootObject = (_vatPowers, { today }) => {
  const overdueDays = ({ due }) => (Date.parse(today) - Date.parse(due)) / DAY;
  const bucket = invoice => {
    const days = overdueDays(invoice);
    if (days <= 0) return 'not due';
    return days <= 30 ? '1 to 30 days' : 'more than 30 days';
  };

  const open = filter(invoice => invoice.open > 0n);
  const byCustomer = pipe(
    open,
    groupBy(prop('customer')),
    map(invoices => ({ open: total(invoices), invoices: map(prop('number'), invoices) })),
    toPairs,
    map(([customer, rest]) => ({ customer, ...rest })),
    sortWith([descend(prop('open')), ascend(prop('customer'))]),
  );
  const byAge = pipe(open, groupBy(bucket), map(total));

  return Far('report', {
    async receivables(ledger) {
      const invoices = await E(ledger).getInvoices();
      return harden({ today, byCustomer: byCustomer(invoices), byAge: byAge(invoices) });
    },
  });
};
