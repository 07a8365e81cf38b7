// What the reference's own packages come to outside of any vat, under its lockdown.
import { makeCopyBag, makeCopySet } from '@endo/patterns';

export default harden({
  got: {
    coins: 40n,
    deeds: [{ lot: 2 }],
    tickets: makeCopyBag([['stalls', 2n]]),
    seals: makeCopySet(['lion']),
  },
  refusals: [
    'cancelled',
    'the swap is done',
    '-900 is negative',
    "The brand in the allegedAmount (an object) in 'coerce' didn't match the specified brand (an object).",
    'In "deposit" method of (coins purse): arg 0: (a string) - Must be a remotable Payment, not string',
    'In "offer" method of (desk): arg 0: (an object) - Must have missing properties ["want","issuer"]',
    'In "mintPayment" method of (coins mint): arg 0: value: (a bigint) - Must match one of (a string)',
  ],
  balances: {
    coins: 100n,
    deeds: [{ lot: 2 }, { lot: 1 }],
    seals: makeCopySet(['lion', 'eagle']),
    tickets: makeCopyBag([
      ['stalls', 3n],
      ['balcony', 1n],
    ]),
  },
  order: ['tickets', 'seals', 'deeds', 'coins'],
  traded: [
    ['tickets', 1n],
    ['seals', 1n],
    ['deeds', 1n],
    ['coins', 1n],
  ],
  style: 'tagged',
  covered: true,
});
