// spec P6.3
// An error that is a proxy.
// kind: module
// throws: Error
import { Far } from '@endo/far';
export const buildRootObject = () => Far('root', {
  bootstrap() {
    throw new Proxy(new Error('x'), { get() { throw new Error('looked'); }, getPrototypeOf() { throw new Error('looked'); } });
  },
});
