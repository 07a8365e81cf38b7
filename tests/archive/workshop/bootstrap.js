// A foreman whose workers come and go. Two of them stay: one who waits for a refill of its meter, and one who
// works on as long as somebody asks. Everything that a store can hold comes up on the way.
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';

const quietly = promise => promise.catch(() => {});

export const buildRootObject = ({ D, testLog }) => {
  const staff = {};
  const foreman = Far('foreman', {
    async bootstrap({ vatAdmin, ledger, watcher, timer }, devices) {
      const service = await E(vatAdmin).createVatAdminService(devices.vatAdmin);
      const worker = await E(service).getNamedBundleCap('worker');
      const hire = (job, options = {}) =>
        E(service).createVat(worker, { name: job, vatParameters: { job }, ...options });

      // One who is gone before the store is closed.
      const painter = await hire('painting');
      quietly(E(painter.adminNode).done());
      void E(painter.root).giveUp();

      // One whose meter runs out while messages come for it.
      const meter = await E(service).createMeter(150_000n, 50_000n);
      const sleeper = await hire('sleeping', { meter, whenMeterRunsOut: 'pause' });
      for (let i = 1; i <= 12; i += 1) quietly(E(sleeper.root).work(`${i * 40}`));

      // One who stays at work.
      staff.carver = await hire('carving');
      staff.ledger = ledger;
      staff.watcher = watcher;
      const service2 = await E(timer).createTimerService(devices.timer);
      E(service2)
        .wakeAt(1_000n)
        .then(({ absValue }) => testLog(`it is ${absValue}`));
      D(devices.command).sendBroadcast({ open: true });
      for (let day = 1; day <= 40; day += 1) quietly(E(foreman).day(day));
      return 'open';
    },
    async day(day) {
      const { carver, ledger, watcher } = staff;
      const sum = await E(carver.root).work(`${day}`);
      await E(ledger).enter('carving', day, sum);
      const thing = Far(`thing ${day}`, { day: () => day });
      await E(watcher).see(thing, day % 3 === 0);
      const seen = await E(watcher).count();
      if (day % 5 === 0) testLog(`day ${day}: ${sum}, ${seen} seen`);
      return E(ledger).total();
    },
  });
  return foreman;
};
