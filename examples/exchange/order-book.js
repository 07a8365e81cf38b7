// An order book with price-time priority. Pure data: no promises, no other vats.
//
// An order is a record of this module's caller with at least { side, price, open }; the book keeps it in
// the queue of its price level. Levels are sorted so that the best price is the last element.
import { Fail, q } from '@endo/errors';

const makeSide = isBetter => {
  const prices = []; // worst first
  const levels = new Map(); // price -> queue, oldest first

  // The first index whose price is not worse than `price`.
  const find = price => {
    let low = 0;
    let high = prices.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBetter(price, prices[middle])) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const dropLevel = price => {
    levels.delete(price);
    prices.splice(find(price), 1);
  };

  return harden({
    best: () => {
      if (prices.length === 0) return undefined;
      return levels.get(prices[prices.length - 1])[0];
    },
    add(order) {
      const queue = levels.get(order.price);
      if (queue) {
        queue.push(order);
      } else {
        levels.set(order.price, [order]);
        prices.splice(find(order.price), 0, order.price);
      }
    },
    remove(order) {
      const queue = levels.get(order.price) || Fail`no level ${q(order.price)}`;
      const at = queue.indexOf(order);
      at >= 0 || Fail`the order is not in its level`;
      queue.splice(at, 1);
      if (queue.length === 0) dropLevel(order.price);
    },
    // Best price first; in a level, oldest first.
    *orders() {
      for (let i = prices.length - 1; i >= 0; i -= 1) yield* levels.get(prices[i]);
    },
    depth: () =>
      [...prices].reverse().map(price => {
        const queue = levels.get(price);
        const open = queue.reduce((sum, order) => sum + order.open, 0n);
        return harden({ price, open, orders: queue.length });
      }),
  });
};

export const makeOrderBook = () => {
  const buy = makeSide((a, b) => a > b);
  const sell = makeSide((a, b) => a < b);
  const sides = harden({ buy, sell });
  const crosses = (taker, maker) =>
    taker.price === undefined ||
    (taker.side === 'buy' ? taker.price >= maker.price : taker.price <= maker.price);

  return harden({
    // The order that would trade next against `taker`, if its price allows.
    nextMaker(taker) {
      const maker = (taker.side === 'buy' ? sell : buy).best();
      return maker && crosses(taker, maker) ? maker : undefined;
    },
    add: order => sides[order.side].add(order),
    remove: order => sides[order.side].remove(order),
    *orders() {
      yield* buy.orders();
      yield* sell.orders();
    },
    depth: () => harden({ bids: buy.depth(), asks: sell.depth() }),
  });
};
