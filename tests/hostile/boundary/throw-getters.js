// spec P6.3
// An error whose name and message are getters.
// kind: module
// throws: Error
import { Far } from '@endo/far';
export const buildRootObject = () => Far('root', {
  bootstrap() {
    throw Object.defineProperties(new Error('x'), {
      name: { get() { for (;;) {} } },
      message: { get() { for (;;) {} } },
    });
  },
});
