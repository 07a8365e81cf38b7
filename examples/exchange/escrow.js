// Escrow: what a trader has promised for an order is held here until the order trades or ends. The
// exchange says which orders traded at what price; it can never take value out, only move it between the
// two parties of a trade and into the fee purse, and never more than was held.
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';
import { Fail, q } from '@endo/errors';

export const makeEscrow = (goods, money) => {
  const kits = harden({ wheat: goods, dollars: money });
  const pool = harden({
    wheat: goods.issuer.makeEmptyPurse(),
    dollars: money.issuer.makeEmptyPurse(),
  });
  const fees = money.issuer.makeEmptyPurse();
  const seats = new WeakMap(); // seat -> the free purses of its account
  const holds = new Map(); // order number -> { asset, free, value }

  const move = (kit, from, to, value) => {
    if (value > 0n) to.deposit(from.withdraw(kit.amount(value)));
  };

  const openAccount = () => {
    const free = harden({
      wheat: goods.issuer.makeEmptyPurse(),
      dollars: money.issuer.makeEmptyPurse(),
    });
    const purseOf = asset => free[asset] || Fail`no such asset: ${q(asset)}`;
    // For the exchange: names the account, and can do nothing else.
    const seat = Far('seat', {});
    seats.set(seat, free);
    // For the owner. The payment may still be a promise: a sender need not wait for the withdrawal.
    const account = Far('account', {
      deposit: (asset, payment) => E.when(payment, ready => purseOf(asset).deposit(ready)),
      withdraw: amount =>
        purseOf(amount.brand === money.brand ? 'dollars' : 'wheat').withdraw(amount),
      getBalances: () =>
        harden({ wheat: free.wheat.getBalance(), dollars: free.dollars.getBalance() }),
    });
    return harden({ account, seat });
  };

  const release = (number, keep) => {
    const hold = holds.get(number) || Fail`nothing is held for order ${q(number)}`;
    keep <= hold.value || Fail`order ${q(number)} holds ${q(hold.value)}, not ${q(keep)}`;
    move(kits[hold.asset], pool[hold.asset], hold.free[hold.asset], hold.value - keep);
    hold.value = keep;
    if (keep === 0n) holds.delete(number);
  };

  // Both debits are checked before either moves: a trade happens whole or not at all.
  const trade = ({ buy, sell, quantity, price, fee, taker }) => {
    const buyer = holds.get(buy) || Fail`nothing is held for order ${q(buy)}`;
    const seller = holds.get(sell) || Fail`nothing is held for order ${q(sell)}`;
    buyer.asset === 'dollars' && seller.asset === 'wheat' || Fail`the sides are mixed up`;
    const cost = quantity * price;
    const paid = taker === 'buy' ? cost + fee : cost;
    const got = taker === 'buy' ? cost : cost - fee;
    quantity > 0n && fee >= 0n && got >= 0n || Fail`a trade of ${q(quantity)} at ${q(price)}`;
    paid <= buyer.value || Fail`order ${q(buy)} holds ${q(buyer.value)}, not ${q(paid)}`;
    quantity <= seller.value || Fail`order ${q(sell)} holds ${q(seller.value)}, not ${q(quantity)}`;
    buyer.value -= paid;
    seller.value -= quantity;
    move(goods, pool.wheat, buyer.free.wheat, quantity);
    move(money, pool.dollars, seller.free.dollars, got);
    move(money, pool.dollars, fees, fee);
  };

  const facet = Far('escrow', {
    hold(seat, number, amount) {
      const free = seats.get(seat) || Fail`not a seat of this escrow`;
      !holds.has(number) || Fail`order ${q(number)} already holds something`;
      const asset = amount.brand === money.brand ? 'dollars' : 'wheat';
      const value = kits[asset].valueOf(amount);
      move(kits[asset], free[asset], pool[asset], value);
      holds.set(number, { asset, free, value });
    },
    // `trades` in their order, then `keep`: what each named order goes on holding; the rest is freed.
    settle({ trades, keep }) {
      for (const one of trades) trade(one);
      for (const [number, value] of keep) if (holds.has(number)) release(number, value);
    },
  });

  const held = asset =>
    [...holds.values()].reduce((sum, hold) => (hold.asset === asset ? sum + hold.value : sum), 0n);
  const audit = () => {
    for (const asset of ['wheat', 'dollars']) {
      const { value } = pool[asset].getBalance();
      value === held(asset) || Fail`escrow has ${q(value)} of ${q(asset)} for holds of ${q(held(asset))}`;
    }
    return harden({
      holds: holds.size,
      held: { wheat: held('wheat'), dollars: held('dollars') },
      fees: fees.getBalance().value,
    });
  };

  return harden({ openAccount, facet, audit });
};
