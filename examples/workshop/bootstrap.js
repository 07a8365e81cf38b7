// A foreman who makes vats while the application runs, pays for them out of meters, and sees how they end.
//
//     crankcase run examples/workshop
import { E } from '@endo/eventual-send';
import { Far } from '@endo/far';

const outcome = promise =>
  E.when(
    promise,
    value => `fulfilled with ${value}`,
    reason => `rejected with ${reason}`,
  );

export const buildRootObject = () =>
  Far('foreman', {
    async bootstrap({ vatAdmin, ledger }, devices) {
      const service = await E(vatAdmin).createVatAdminService(devices.vatAdmin);
      const worker = await E(service).getNamedBundleCap('worker');
      const hire = (job, options = {}) =>
        E(service).createVat(worker, { name: job, vatParameters: { job }, ...options });
      const enter = (who, what) => E(ledger).enter(who, what);

      // One who does the work and goes home.
      const carver = await hire('carving', { memoryLimit: 32 * 1024 * 1024 });
      const { sum } = await E(carver.root).work(1000n);
      await enter('carving', `sum ${sum}`);
      const carverDone = outcome(E(carver.adminNode).done());
      void E(carver.root).goHome();
      await enter('carving', await carverDone);

      // One who gives up, and one whose job does not exist.
      const painter = await hire('painting');
      const painterDone = outcome(E(painter.adminNode).done());
      void E(painter.root).giveUp();
      await enter('painting', await painterDone);
      await enter('nobody', await outcome(hire('no such job!')));

      // Two who share a meter, of whom one wastes it. The notifier tells when it falls below its threshold.
      const meter = await E(service).createMeter(60_000_000n, 1_000_000n);
      const notifier = await E(meter).getNotifier();
      const low = E(notifier).getUpdateSince();
      const polisher = await hire('polishing', { meter, computronLimit: 100_000_000 });
      const loiterer = await hire('loitering', { meter, reapInterval: 10 });
      await E(loiterer.adminNode).changeOptions({ reapInterval: 'never' });
      const loitererDone = outcome(E(loiterer.adminNode).done());
      await enter('loitering', await outcome(E(loiterer.root).loiter()));
      await enter('loitering', await loitererDone);
      await enter('the meter', `has ${(await low).value} left`);

      // A refill lets the other one work on, until the foreman has had enough.
      await E(meter).addRemaining(100_000_000n);
      await enter('polishing', `sum ${(await E(polisher.root).work(10n)).sum}`);
      const polisherDone = outcome(E(polisher.adminNode).done());
      await E(polisher.adminNode).terminateWithFailure(Error('closing time'));
      await enter('polishing', await polisherDone);
      return E(ledger).getLines();
    },
  });
