// The vat-admin vat: makes vats, bundle capabilities and meters for the other vats of an application, by way of
// the device that the kernel itself answers (spec A20). Only this vat and the bootstrap vat hold that device.
import { E } from '@endo/eventual-send';
import { Fail, b, q } from '@endo/errors';
import { Far, passStyleOf } from '@endo/far';
import { Nat, isNat } from '@endo/nat';
import { makePromiseKit } from '@endo/promise-kit';

const MANAGER_TYPES = ['local', 'node-subprocess', 'xsnap', 'xs-worker'];

// The options that are plain data, with their types; the device looks at their values.
const OPTION_TYPES = {
  name: 'string',
  managerType: 'string',
  enableSetup: 'boolean',
  enablePipelining: 'boolean',
  useTranscript: 'boolean',
  neverReap: 'boolean',
  memoryLimit: 'number',
  computronLimit: 'number',
  dateStrings: 'string',
  whenMeterRunsOut: 'string',
};

const isThreshold = value => value === 'never' || isNat(value);

// A promise that may be rejected before anybody listens to it.
const makeQuietKit = () => {
  const kit = makePromiseKit();
  kit.promise.catch(() => {});
  return kit;
};

const asText = reason => {
  try {
    return `${reason}`;
  } catch {
    return 'a reason that has no text';
  }
};

// A notifier of states, of which the last one counts, and the function that gives it the next one.
const makeNotifier = () => {
  let latest;
  let count = 0n;
  let next = makePromiseKit();
  const notifier = Far('notifier', {
    async getUpdateSince(updateCount = undefined) {
      const known = updateCount === undefined ? undefined : BigInt(updateCount);
      known === undefined ||
        known <= count ||
        Fail`subscribeAfter argument must be a previously-issued publishCount.`;
      if (known === count || !latest) {
        await next.promise;
      }
      return latest;
    },
  });
  const update = value => {
    count += 1n;
    latest = harden({ value, updateCount: count });
    next.resolve();
    next = makePromiseKit();
  };
  return { notifier, update };
};

export const buildRootObject = ({ D }) => {
  let device;
  // What others wait for: by vat id the root of a new vat, by bundle id a bundle capability.
  const creations = new Map();
  const bundles = new Map();
  // The vats that run, by id, each with the promise for its end.
  const running = new Map();
  const exiting = new Set();
  const updates = new Map();
  const meterIDs = new WeakMap();
  const criticalVatKey = Far('criticalVatKey', {});

  const addMeter = (meterID, update, meter) => {
    updates.set(meterID, update);
    meterIDs.set(meter, meterID);
    return meter;
  };

  const makeMeter = (remaining, threshold) => {
    Nat(remaining);
    Nat(threshold);
    const meterID = D(device).createMeter(remaining, threshold);
    const { notifier, update } = makeNotifier();
    const meter = Far('meter', {
      addRemaining: delta => {
        D(device).addMeterRemaining(meterID, Nat(delta));
      },
      setThreshold: newThreshold => {
        D(device).setMeterThreshold(meterID, Nat(newThreshold));
      },
      get: () => D(device).getMeter(meterID),
      getNotifier: () => notifier,
    });
    return addMeter(meterID, update, meter);
  };

  const makeUnlimitedMeter = () => {
    const meterID = D(device).createUnlimitedMeter();
    const { notifier, update } = makeNotifier();
    const meter = Far('unlimitedMeter', {
      addRemaining: () => {},
      setThreshold: () => {},
      get: () => harden({ remaining: 'unlimited', threshold: 0 }),
      getNotifier: () => notifier,
    });
    return addMeter(meterID, update, meter);
  };

  const assertRunning = (vatID, operation, evenExiting = false) =>
    (running.has(vatID) && (evenExiting || !exiting.has(vatID))) ||
    Fail`vatAdminService rejecting attempt to perform ${q(operation)}() on non-running vat ${q(vatID)}`;

  const makeAdminNode = vatID =>
    Far('adminNode', {
      terminateWithFailure: reason => {
        assertRunning(vatID, 'terminateWithFailure');
        D(device).terminateWithFailure(vatID, reason);
        exiting.add(vatID);
      },
      done: () => {
        assertRunning(vatID, 'done', true);
        return running.get(vatID).promise;
      },
      changeOptions: options => {
        assertRunning(vatID, 'changeOptions');
        for (const option of Object.getOwnPropertyNames(options)) {
          const value = options[option];
          if (option === 'reapInterval' || option === 'reapGCKrefs') {
            isThreshold(value) || Fail`invalid ${b(option)} value`;
          } else if (option === 'neverReap') {
            typeof value === 'boolean' || Fail`invalid ${b(option)} value`;
          } else {
            Fail`invalid option ${q(option)}`;
          }
        }
        D(device).changeOptions(vatID, options);
      },
    });

  const unknownOptions = plain =>
    Object.keys(plain)
      .filter(option => !Object.hasOwn(OPTION_TYPES, option))
      .join(',');

  // What a caller asks for, as the device takes it: checked, and with the id of the meter in place of the meter.
  const convertOptions = options => {
    const { meter, nodeOptions, vatParameters, critical, reapInterval, reapGCKrefs, ...plain } =
      options;
    const { name, managerType } = plain;
    for (const [option, value] of Object.entries(plain)) {
      Object.hasOwn(OPTION_TYPES, option) ||
        Fail`CreateVatOptions: unknown options ${q(unknownOptions(plain))}`;
      !value || typeof value === OPTION_TYPES[option] || Fail`CreateVatOptions(${option})`;
    }
    if (name !== undefined) {
      name.length < 200 || Fail`CreateVatOptions: oversized vat name ${q(name)}`;
      /^[A-Za-z0-9._-]+$/.test(name) || Fail`CreateVatOptions: bad vat name ${q(name)}`;
    }
    !managerType ||
      MANAGER_TYPES.includes(managerType) ||
      Fail`CreateVatOptions: bad managerType ${managerType}`;
    !nodeOptions ||
      managerType === 'node-subprocess' ||
      Fail`CreateVatOptions: nodeOptions requires managerType='node-subprocess'`;
    for (const [option, value] of Object.entries({ reapInterval, reapGCKrefs })) {
      value === undefined ||
        value === 'never' ||
        typeof value === 'number' ||
        Fail`CreateVatOptions(${option})`;
    }
    !meter || meterIDs.has(meter) || Fail`CreateVatOptions: the meter is none of this service`;
    !critical || critical === criticalVatKey || Fail`invalid criticalVatKey`;
    const converted = {
      ...plain,
      vatParameters,
      reapInterval,
      reapGCKrefs,
      meterID: meter && meterIDs.get(meter),
      critical: critical && true,
    };
    const given = Object.entries(converted).filter(([_, value]) => value !== undefined);
    return harden(Object.fromEntries(given));
  };

  const create = (bundleID, options) => {
    const vatID = D(device).createByBundleID(bundleID, options);
    const creation = makePromiseKit();
    creations.set(vatID, creation);
    running.set(vatID, makeQuietKit());
    const adminNode = makeAdminNode(vatID);
    return E.when(creation.promise, root => harden({ adminNode, root }));
  };

  const bundleIDOf = bundleCap => {
    try {
      return D(bundleCap).getBundleID();
    } catch {
      throw Error('Vat Creation Error: createVat() requires a bundlecap');
    }
  };

  const service = Far('vatAdminService', {
    waitForBundleCap: bundleID => {
      const bundleCap = D(device).getBundleCap(bundleID);
      if (bundleCap) {
        return bundleCap;
      }
      if (!bundles.has(bundleID)) {
        bundles.set(bundleID, makePromiseKit());
      }
      return bundles.get(bundleID).promise;
    },
    getBundleCap: bundleID => {
      const bundleCap = D(device).getBundleCap(bundleID);
      if (!bundleCap) {
        throw Error(`bundleID not yet installed: ${bundleID}`);
      }
      return bundleCap;
    },
    getNamedBundleCap: name => D(device).getNamedBundleCap(name),
    getBundleIDByName: name => D(device).getBundleIDByName(name),
    createMeter: (remaining, threshold) => makeMeter(remaining, threshold),
    createUnlimitedMeter: () => makeUnlimitedMeter(),
    createVat: (bundleCap, options = {}) => {
      const converted = convertOptions(options);
      passStyleOf(bundleCap) === 'remotable' ||
        Fail`createVat(bundle) does not look like a bundle`;
      return create(bundleIDOf(bundleCap), converted);
    },
    createVatByName: (name, options = {}) => {
      typeof name === 'string' || Fail`createVatByName() requires bundleName to be a string`;
      const converted = convertOptions(options);
      return create(D(device).getBundleIDByName(name), converted);
    },
  });

  return Far('vatAdmin', {
    createVatAdminService: vatAdminDevice => {
      device = vatAdminDevice;
      return service;
    },
    getCriticalVatKey: () => criticalVatKey,

    // The rest is what the kernel says.
    bundleInstalled: bundleID => {
      const waiting = bundles.get(bundleID);
      if (waiting) {
        bundles.delete(bundleID);
        waiting.resolve(D(device).getBundleCap(bundleID));
      }
    },
    newVatCallback: (vatID, { root }) => {
      const creation = creations.get(vatID);
      if (creation) {
        creations.delete(vatID);
        creation.resolve(root);
      }
    },
    vatTerminated: (vatID, _isFailure, ending) => {
      const creation = creations.get(vatID);
      if (creation) {
        // The vat did not get through its start.
        creations.delete(vatID);
        const refuse = reason => creation.reject(Error(`Vat Creation Error: ${asText(reason)}`));
        void E.when(ending, refuse, refuse);
      }
      const done = running.get(vatID);
      if (done) {
        running.delete(vatID);
        exiting.delete(vatID);
        done.resolve(ending);
      }
    },
    meterCrossedThreshold: (meterID, remaining) => {
      const update = updates.get(meterID);
      if (update) {
        update(remaining);
      }
    },
  });
};
