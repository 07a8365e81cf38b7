// Made the recording in orders.json, once: `node make-orders.mjs > orders.json`. Not needed to run the
// example. A generator with a fixed seed, so that the same recording comes out anywhere.
//
// The market is wheat, in bushels, quoted in whole cents per bushel. The price everybody has in mind
// wanders with a slowly changing drift. Market makers quote on both sides of it and take most quotes back;
// merchants and speculators send limit orders, some of which cross the market, and market orders.
const INSTRUCTIONS = 5000;

let state = 0x2545f491;
const random = () => {
  // xorshift32
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) / 2 ** 32;
};
const below = n => Math.floor(random() * n);
const chance = p => random() < p;
// Whole numbers from 1 up, small ones likelier.
const geometric = mean => {
  let n = 1;
  while (!chance(1 / mean)) n += 1;
  return n;
};

const makers = ['Ceres', 'Demeter', 'Annona', 'Osiris'];
const others = [
  'Ashby Mills', 'Brandt Export', 'Corrigan Farms', 'Dufour Semoule', 'Eklund Spannmal',
  'Ferrante Pasta', 'Granary One', 'Hollis Speculation', 'Ilves Trading', 'Jute and Grain',
];
const traders = [
  ...makers.map(name => ({ name, wheat: 40_000, dollars: 24_000_000 })),
  ...others.map(name => ({ name, wheat: 5_000, dollars: 3_000_000 })),
];

let fair = 580;
let drift = 0;
const recent = traders.map(() => []); // limit orders a trader may think are still open
const lots = () => 10 * geometric(12);

const limit = (index, who, side, price) => {
  const rounded = Math.max(1, Math.round(price));
  recent[who].push({ index, side, price: rounded });
  return ['limit', who, side, rounded, lots()];
};

// Takes back the quote farthest from the market. Those the price has moved through have traded, or will
// before the cancel arrives: mostly the trader knows.
const cancel = who => {
  const distance = ({ side, price }) => (side === 'buy' ? fair - price : price - fair);
  if (chance(0.9)) recent[who] = recent[who].filter(order => distance(order) > 1);
  recent[who].sort((a, b) => distance(a) - distance(b) || a.index - b.index);
  const target = recent[who].pop();
  return target && ['cancel', who, target.index];
};

const instruction = index => {
  drift = 0.97 * drift + (random() - 0.5) * 0.12;
  fair = Math.max(300, fair + drift + (random() - 0.5) * 0.8);
  const quoting = chance(0.5);
  const who = quoting ? below(makers.length) : makers.length + below(others.length);
  const side = chance(0.5) ? 'buy' : 'sell';
  const away = side === 'buy' ? -1 : 1;
  if (recent[who].length > (quoting ? 12 : 3) && chance(quoting ? 0.45 : 0.2)) {
    const cancelled = cancel(who);
    if (cancelled) return cancelled;
  }
  if (quoting) return limit(index, who, side, fair + away * geometric(4));
  const kind = random();
  if (kind < 0.03) {
    const asset = chance(0.5) ? 'wheat' : 'dollars';
    const value = asset === 'wheat' ? 100 * geometric(20) : 10_000 * geometric(100);
    return [chance(0.6) ? 'deposit' : 'withdraw', who, asset, value];
  }
  if (kind < 0.33) {
    const quantity = lots();
    // Up to three per cent above what it should cost.
    const funds = Math.ceil(quantity * fair * (1 + 0.03 * random()));
    return side === 'buy' ? ['market', who, side, quantity, funds] : ['market', who, side, quantity];
  }
  const crossing = chance(0.35);
  return limit(index, who, side, fair + (crossing ? -away * geometric(2) : away * geometric(8)));
};

const lines = [];
for (let index = 0; index < INSTRUCTIONS; index += 1) lines.push(JSON.stringify(instruction(index)));
console.log(
  `{\n"traders": ${JSON.stringify(traders)},\n"instructions": [\n${lines.join(',\n')}\n]\n}`,
);
