// Introduces the vats to each other.
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';

export const buildRootObject = ({ exitVat }) =>
  Far('bootstrap', {
    async bootstrap({ bootstrap, vatAdmin, timer, ...vats }, devices) {
      const service = await E(vatAdmin).createVatAdminService(devices.vatAdmin);
      const names = Object.keys(vats);
      for (const name of names) {
        const others = names.filter(other => other !== name).map(other => vats[other]);
        await E(vats[name]).connect(name, others, service, devices.keeper);
      }
    },
    turn() {},
    leave() {
      exitVat();
    },
  });
