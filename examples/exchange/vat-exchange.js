// The exchange: takes orders, has the bank hold what they promise, matches them by price and time, has the
// bank settle what traded. It never touches money itself.
//
// An order's life: received -> refused (the bank could not hold the money), or placed -> filled, cancelled
// (by its owner; or the rest of a market order; or because it met an order of the same owner) or resting.
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';
import { Fail, q } from '@endo/errors';

import { makeOrderBook } from './order-book.js';
import { FNV_START, fnv1a, hex32 } from './digest.js';

const smaller = (a, b) => (a < b ? a : b);

export const buildRootObject = (_vatPowers, { takerFeeBasisPoints }) => {
  const book = makeOrderBook();
  const feeRate = BigInt(takerFeeBasisPoints);
  const feeOf = cost => (cost * feeRate) / 10_000n;
  // The largest quantity whose cost and fee `funds` can pay.
  const affordable = (funds, price) => (funds * 10_000n) / (price * (10_000n + feeRate));

  let escrow;
  let brands;
  let nextNumber = 1;
  let halted; // the reason, once the bank has refused to settle a trade
  const counts = { received: 0, refused: 0, placed: 0, filled: 0, cancelled: 0, trades: 0 };
  const volume = { placed: 0n, filled: 0n, cancelled: 0n, turnover: 0n, fees: 0n };
  const tape = { last: null, high: null, low: null, hash: FNV_START };

  const makeAmount = (asset, value) => harden({ brand: brands[asset], value });

  // What an order must go on holding so that everything it can still do is covered.
  const required = ({ side, price, open }) => {
    if (side === 'sell') return open;
    const cost = price * open;
    return cost + feeOf(cost);
  };

  const end = (order, status) => {
    order.status = status;
    counts[status] += 1;
    volume.cancelled += order.open;
    order.open = 0n;
  };

  const record = (taker, maker, quantity) => {
    const { price } = maker;
    const cost = price * quantity;
    const fee = feeOf(cost);
    const [buy, sell] =
      taker.side === 'buy' ? [taker.number, maker.number] : [maker.number, taker.number];
    for (const order of [taker, maker]) {
      order.open -= quantity;
      order.filled += quantity;
      if (order.open === 0n) end(order, 'filled');
    }
    counts.trades += 1;
    volume.filled += 2n * quantity;
    volume.turnover += cost;
    volume.fees += fee;
    tape.last = price;
    if (tape.high === null || price > tape.high) tape.high = price;
    if (tape.low === null || price < tape.low) tape.low = price;
    tape.hash = fnv1a(`${buy}:${sell}:${quantity}@${price};`, tape.hash);
    return harden({ buy, sell, quantity, price, fee, taker: taker.side });
  };

  // Trades `taker` against the book; gives back what the bank has to do.
  const match = taker => {
    const trades = [];
    const keep = [];
    let { funds } = taker;
    while (taker.open > 0n) {
      const maker = book.nextMaker(taker);
      if (!maker) break;
      if (maker.desk === taker.desk) {
        book.remove(maker);
        end(maker, 'cancelled');
        keep.push([maker.number, 0n]);
      } else {
        let quantity = smaller(taker.open, maker.open);
        if (funds !== undefined) quantity = smaller(quantity, affordable(funds, maker.price));
        if (quantity === 0n) break;
        const trade = record(taker, maker, quantity);
        trades.push(trade);
        if (funds !== undefined) funds -= trade.price * quantity + trade.fee;
        if (maker.open === 0n) book.remove(maker);
        keep.push([maker.number, maker.open === 0n ? 0n : required(maker)]);
      }
    }
    if (taker.open > 0n) {
      if (taker.price === undefined) {
        end(taker, 'cancelled');
      } else {
        taker.status = 'resting';
        book.add(taker);
      }
    }
    keep.push([taker.number, taker.open === 0n ? 0n : required(taker)]);
    return harden({ trades, keep });
  };

  const settle = async work => {
    try {
      await E(escrow).settle(work);
    } catch (reason) {
      halted = reason;
      throw Fail`the exchange is halted: ${reason}`;
    }
  };

  const makeOrderHandle = order =>
    Far('order', {
      async cancel() {
        !halted || Fail`the exchange is halted`;
        order.status === 'resting' || Fail`order ${q(order.number)} is ${q(order.status)} already`;
        book.remove(order);
        end(order, 'cancelled');
        await settle(harden({ trades: [], keep: [[order.number, 0n]] }));
      },
      getReport: () =>
        harden({
          number: order.number,
          status: order.status,
          filled: order.filled,
          open: order.open,
        }),
    });

  const submit = async (order, seat) => {
    !halted || Fail`the exchange is halted`;
    order.number = nextNumber;
    nextNumber += 1;
    counts.received += 1;
    const promised = order.side === 'sell' ? order.open : order.funds ?? required(order);
    const amount = makeAmount(order.side === 'sell' ? 'wheat' : 'dollars', promised);
    try {
      await E(escrow).hold(seat, order.number, amount);
    } catch (reason) {
      counts.refused += 1;
      throw reason;
    }
    counts.placed += 1;
    volume.placed += order.open;
    const work = match(order);
    if (work.trades.length > 0 || work.keep.length > 1 || order.status !== 'resting') {
      await settle(work);
    }
    return makeOrderHandle(order);
  };

  const checkOrder = (side, quantity) => {
    side === 'buy' || side === 'sell' || Fail`a side is buy or sell, not ${q(side)}`;
    (typeof quantity === 'bigint' && quantity > 0n) || Fail`not a quantity: ${q(quantity)}`;
  };

  const makeDesk = seat => {
    const desk = Far('desk', {
      limit(side, price, quantity) {
        checkOrder(side, quantity);
        (typeof price === 'bigint' && price > 0n) || Fail`not a price: ${q(price)}`;
        return submit({ desk, side, price, open: quantity, filled: 0n, status: 'new' }, seat);
      },
      // A market buy says how much it may cost, fee included.
      market(side, quantity, funds) {
        checkOrder(side, quantity);
        if (side === 'buy') {
          (typeof funds === 'bigint' && funds > 0n) || Fail`a market buy needs funds`;
        }
        return submit({ desk, side, funds, open: quantity, filled: 0n, status: 'new' }, seat);
      },
    });
    return desk;
  };

  const openVolumeAndOrders = () => {
    let open = 0n;
    const requirements = [];
    for (const order of book.orders()) {
      open += order.open;
      requirements.push([order.side, required(order)]);
    }
    return { open, requirements };
  };

  const auditFacet = Far('exchange audit', {
    // Every order and every unit of quantity is accounted for; and what the book's orders need held.
    audit() {
      !halted || Fail`the exchange is halted`;
      const { open, requirements } = openVolumeAndOrders();
      const resting = requirements.length;
      counts.filled + counts.cancelled + resting === counts.placed ||
        Fail`${q(counts.placed)} orders placed, but ${q({ ...counts, resting })}`;
      volume.filled + volume.cancelled + open === volume.placed ||
        Fail`quantities do not add up: ${q(`${volume.filled} ${volume.cancelled} ${open}`)}`;
      const need = side =>
        requirements.reduce((sum, [which, value]) => (which === side ? sum + value : sum), 0n);
      return harden({ resting, need: { wheat: need('sell'), dollars: need('buy') } });
    },
    summary() {
      const { open, requirements } = openVolumeAndOrders();
      const { bids, asks } = book.depth();
      const text = [...bids, ...asks].map(level => `${level.orders}*${level.open}@${level.price};`);
      return harden({
        orders: { ...counts, resting: requirements.length },
        volume: { ...volume, resting: open },
        price: { last: tape.last, high: tape.high, low: tape.low },
        book: {
          bid: bids.length > 0 ? bids[0].price : null,
          ask: asks.length > 0 ? asks[0].price : null,
          levels: bids.length + asks.length,
          digest: hex32(fnv1a(text.join(''))),
        },
        tape: hex32(tape.hash),
      });
    },
  });

  return Far('exchange', {
    connect(theEscrow, theBrands) {
      escrow === undefined || Fail`the exchange is connected already`;
      escrow = theEscrow;
      brands = theBrands;
      return auditFacet;
    },
    openDesk: seat => makeDesk(seat),
  });
};
