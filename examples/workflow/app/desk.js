// The front desk: opens accounts. Each customer gets a vat of its own, with a meter and limits of its own; the
// desk itself never runs a word of a customer's code.
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';

export const buildRootObject = () => {
  let admin;
  return Far('desk', {
    async bootstrap(vats, devices) {
      admin = await E(vats.vatAdmin).createVatAdminService(devices.vatAdmin);
    },

    async open({ name, script, budget, memoryLimit, computronLimit }) {
      const meter = await E(admin).createMeter(BigInt(budget), 0n);
      const { adminNode, root } = await E(admin).createVatByName('tenant', {
        name,
        meter,
        memoryLimit,
        computronLimit,
        whenMeterRunsOut: 'pause',
        vatParameters: { script },
      });
      return Far('account', {
        decide: form => E(root).decide(form),
        notes: () => E(root).notes(),
        refill: amount => E(meter).addRemaining(BigInt(amount)),
        async left() {
          const { remaining } = await E(meter).get();
          return remaining;
        },
        close: () => E(adminNode).terminateWithFailure('the account was closed'),
      });
    },
  });
};
