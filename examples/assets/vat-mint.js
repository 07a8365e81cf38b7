// Mints of four kinds of assets. What an amount is, and how amounts add up, is @agoric/ertp's; what a method
// takes and gives is guarded by @endo/patterns and @endo/exo. A payment is worth what the ledger says.
import { AmountMath, AssetKind } from '@agoric/ertp/src/amountMath.js';
import { AmountShape } from '@agoric/ertp/src/typeGuards.js';
import { Fail, q } from '@endo/errors';
import { E } from '@endo/eventual-send';
import { makeExo } from '@endo/exo';
import { Far } from '@endo/far';
import { M } from '@endo/patterns';

const PaymentI = M.interface('Payment', { getAllegedBrand: M.call().returns(M.remotable('Brand')) });
const MintI = M.interface('Mint', { mintPayment: M.call(AmountShape).returns(M.remotable('Payment')) });
const PurseI = M.interface('Purse', {
  getCurrentAmount: M.call().returns(AmountShape),
  deposit: M.call(M.remotable('Payment')).returns(AmountShape),
  withdraw: M.call(AmountShape).returns(M.remotable('Payment')),
});
const IssuerI = M.interface('Issuer', {
  getBrand: M.call().returns(M.remotable('Brand')),
  makeEmptyPurse: M.call().returns(M.remotable('Purse')),
  getAmountOf: M.callWhen(M.await(M.remotable('Payment'))).returns(AmountShape),
  isLive: M.callWhen(M.await(M.remotable('Payment'))).returns(M.boolean()),
});

const makeKit = (name, assetKind) => {
  const brand = Far('Brand', {
    isMyIssuer: async issuer => issuer === kit.issuer,
    getAllegedName: () => name,
    getDisplayInfo: () => harden({ assetKind }),
  });
  const empty = AmountMath.makeEmpty(brand, assetKind);
  const ledger = new WeakMap(); // payment -> amount, as long as it is not spent

  const issue = amount => {
    const payment = makeExo(`${name} payment`, PaymentI, { getAllegedBrand: () => brand });
    ledger.set(payment, amount);
    return payment;
  };
  const take = payment => {
    const amount = ledger.get(payment) || Fail`${payment} is spent, or not of ${q(name)}`;
    ledger.delete(payment);
    return amount;
  };

  const issuer = makeExo(`${name} issuer`, IssuerI, {
    getBrand: () => brand,
    makeEmptyPurse() {
      let balance = empty;
      return makeExo(`${name} purse`, PurseI, {
        getCurrentAmount: () => balance,
        deposit(payment) {
          const amount = take(payment);
          balance = AmountMath.add(balance, amount);
          return amount;
        },
        withdraw(amount) {
          balance = AmountMath.subtract(balance, AmountMath.coerce(brand, amount));
          return issue(amount);
        },
      });
    },
    getAmountOf: async payment => ledger.get(payment) || Fail`${payment} is spent`,
    isLive: async payment => ledger.has(payment),
  });
  const mint = makeExo(`${name} mint`, MintI, {
    mintPayment: amount => issue(AmountMath.coerce(brand, amount)),
  });
  const kit = harden({ brand, issuer, mint });
  return kit;
};

export const buildRootObject = () =>
  Far('mints', {
    makeKit: (name, kind) => makeKit(name, AssetKind[kind]),
    // A brand knows its issuer, also when it is asked from afar.
    vouches: (brand, issuer) => E(brand).isMyIssuer(issuer),
  });
