// Prices invoices in decimal arithmetic (big.js): discounts per line, tax per rate on the sum of its lines,
// converted to the currency of the books, rounded half to even once per rate.
import { Far } from '@endo/far';
import { Fail, q } from '@endo/errors';
import Big from 'big.js';

const CENTS = 2;

export const buildRootObject = (_vatPowers, { currency, rates }) => {
  const roundToCents = value => value.round(CENTS, Big.roundHalfEven);
  const hundredth = text => Big(text).div(100);

  const price = invoice => {
    const rate = rates[invoice.currency] || Fail`no rate for ${q(invoice.currency)}`;
    const netByTax = new Map();
    for (const { quantity, unitPrice, discountPercent, taxPercent } of invoice.lines) {
      const net = Big(quantity).times(unitPrice).times(Big(1).minus(hundredth(discountPercent)));
      netByTax.set(taxPercent, (netByTax.get(taxPercent) || Big(0)).plus(net));
    }
    let net = Big(0);
    let tax = Big(0);
    for (const [taxPercent, sum] of netByTax) {
      const converted = roundToCents(sum.times(rate));
      net = net.plus(converted);
      tax = tax.plus(roundToCents(converted.times(hundredth(taxPercent))));
    }
    const total = net.plus(tax);
    total.gt(0) || Fail`an invoice over ${q(total.toFixed(CENTS))}`;
    return harden({
      currency,
      net: net.toFixed(CENTS),
      tax: tax.toFixed(CENTS),
      total: total.toFixed(CENTS),
    });
  };

  return Far('pricing', { price });
};
