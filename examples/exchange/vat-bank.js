// The bank: two currencies, and the escrow in which orders are secured. A currency's mint leaves this
// vat once, to whoever calls `openForBusiness` first.
import { Far } from '@endo/far';
import { Fail } from '@endo/errors';

import { makeIssuerKit } from './ertp.js';
import { makeEscrow } from './escrow.js';

export const buildRootObject = () => {
  const wheat = makeIssuerKit('wheat');
  const dollars = makeIssuerKit('dollars');
  const escrow = makeEscrow(wheat, dollars);
  let open = false;

  const auditFacet = Far('bank audit', {
    audit: () =>
      harden({ wheat: wheat.audit(), dollars: dollars.audit(), escrow: escrow.audit() }),
  });

  return Far('bank', {
    openForBusiness() {
      !open || Fail`the bank is open already`;
      open = true;
      return harden({
        mints: { wheat: wheat.mint, dollars: dollars.mint },
        brands: { wheat: wheat.brand, dollars: dollars.brand },
        escrow: escrow.facet,
        audit: auditFacet,
      });
    },
    getIssuers: () => harden({ wheat: wheat.issuer, dollars: dollars.issuer }),
    openAccount: () => escrow.openAccount(),
  });
};
