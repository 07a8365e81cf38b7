// The smallest application: `crankcase run examples/hello`. A directory with a bootstrap.js is an
// application; each vat-NAME.js in it is a vat, and bootstrap() gets the roots of all of them.
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';

export const buildRootObject = () =>
  Far('bootstrap', {
    bootstrap: vats => E(vats.greeter).greet('world'),
  });
