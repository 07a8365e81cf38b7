// Money as objects. A mint makes payments, an issuer makes purses that hold them, and value moves only
// by withdrawing a payment from one purse and depositing it in another. Whoever has no mint can make no
// value: not because a rule says so, but because there is no reference to do it with.
//
// The ledger is one map per brand. Every unit that was ever minted is in exactly one place, a purse or a
// live payment, and `audit()` adds the places up again.
import { Far } from '@endo/far';
import { Fail, q } from '@endo/errors';

export const makeIssuerKit = name => {
  const brand = Far(`${name} brand`, { getName: () => name });
  const amount = value => harden({ brand, value });

  const valueOf = ({ brand: claimed, value }) => {
    claimed === brand || Fail`an amount of another brand than ${q(name)}`;
    typeof value === 'bigint' || Fail`a value must be a bigint, not ${value}`;
    value >= 0n || Fail`a value must not be negative: ${value}`;
    return value;
  };

  let minted = 0n;
  const balances = new Map(); // every purse there is -> its value
  const payments = new Map(); // every payment not yet deposited -> its value

  const makePayment = value => {
    const payment = Far(`${name} payment`, { getBrand: () => brand });
    payments.set(payment, value);
    return payment;
  };

  const makeEmptyPurse = () => {
    const purse = Far(`${name} purse`, {
      getBalance: () => amount(balances.get(purse)),
      deposit(payment) {
        const value = payments.get(payment);
        value !== undefined || Fail`not a live payment of ${q(name)}`;
        payments.delete(payment);
        balances.set(purse, balances.get(purse) + value);
        return amount(value);
      },
      withdraw(wanted) {
        const value = valueOf(wanted);
        const balance = balances.get(purse);
        value <= balance || Fail`a purse with ${q(balance)} of ${q(name)} cannot give ${q(value)}`;
        balances.set(purse, balance - value);
        return makePayment(value);
      },
    });
    balances.set(purse, 0n);
    return purse;
  };

  const mint = Far(`${name} mint`, {
    mintPayment(wanted) {
      const value = valueOf(wanted);
      minted += value;
      return makePayment(value);
    },
  });

  const issuer = Far(`${name} issuer`, {
    getBrand: () => brand,
    makeEmptyPurse,
    getAmountOf(payment) {
      payments.has(payment) || Fail`not a live payment of ${q(name)}`;
      return amount(payments.get(payment));
    },
  });

  const total = ledger => [...ledger.values()].reduce((sum, value) => sum + value, 0n);
  const audit = () => {
    const inPurses = total(balances);
    const inPayments = total(payments);
    inPurses + inPayments === minted ||
      Fail`${q(name)}: ${q(inPurses)} in purses and ${q(inPayments)} in payments is not ${q(minted)} minted`;
    return harden({ minted, inPurses, inPayments });
  };

  return harden({ name, brand, issuer, mint, amount, valueOf, audit });
};
