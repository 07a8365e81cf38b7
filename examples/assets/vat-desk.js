// Swaps: each side names with a pattern what it wants, and gives a payment. A swap is done when what one side
// gives matches what the other wants; until then, and if the other never comes, a side may cancel.
import { Fail } from '@endo/errors';
import { E } from '@endo/eventual-send';
import { makeExo } from '@endo/exo';
import { Far } from '@endo/far';
import { M, getRankCover, matches } from '@endo/patterns';
import { compareRank } from '@endo/marshal';

const OfferShape = M.splitRecord(
  { give: M.remotable('Payment'), issuer: M.remotable('Issuer'), want: M.pattern() },
  { note: M.string() },
);
const DeskI = M.interface('Desk', {
  offer: M.callWhen(OfferShape).returns(M.remotable('Seat')),
  getOpen: M.call().returns(M.arrayOf(M.record())),
});
const SeatI = M.interface('Seat', {
  getPayout: M.call().returns(M.promise()),
  cancel: M.call().returns(M.remotable('Payment')),
});

export const buildRootObject = () => {
  const open = []; // { amount, give, want, settle, note }

  const close = entry => open.splice(open.indexOf(entry), 1);

  const desk = makeExo('desk', DeskI, {
    async offer({ give, issuer, want, note = '' }) {
      const amount = await E(issuer).getAmountOf(give);
      const entry = { amount, give, want, note };
      const payout = new Promise((resolve, reject) => Object.assign(entry, { resolve, reject }));
      payout.catch(() => {});
      const match = open.find(other => matches(amount, other.want) && matches(other.amount, want));
      if (match) {
        close(match);
        match.resolve(give);
        entry.resolve(match.give);
      } else {
        open.push(entry);
      }
      return makeExo('seat', SeatI, {
        getPayout: () => payout,
        cancel() {
          open.includes(entry) || Fail`the swap is done`;
          close(entry);
          entry.reject(Error('cancelled'));
          return give;
        },
      });
    },
    getOpen: () => harden(open.map(({ amount, want, note }) => ({ amount, want, note }))),
  });

  return Far('desk root', {
    getDesk: () => desk,
    // Whether a value is where its pattern says that it is in the order of all values.
    inCover(value, pattern) {
      const [low, high] = getRankCover(pattern, value => (typeof value === 'string' ? `s${value}` : 'n'));
      return compareRank(low, high) <= 0 && matches(value, pattern);
    },
  });
};
