// The vat "timer": a service that wakes its clients, over the one wakeup that it asks of the timer device.
//
// Everything here is in the order of time, and for one time in the order of asking. Times are bigints inside; what
// goes out are records with the brand of this service.

import { E, Far, passStyleOf } from '@endo/far';
import { Fail, b } from '@endo/errors';

/** The most events that one crank of this vat serves, so that many at once cannot use up its limit. */
const MAX_SERVED = 100;

/** The first time that is too late: the device takes 400 digits. */
const TOO_LATE = 10n ** 400n;

const assertNotTooLate = (value, what) => {
  if (value >= TOO_LATE) {
    throw RangeError(`${what} must be below 10 ** 400`);
  }
};

const assertRemotable = (value, complaint) =>
  assert(passStyleOf(value) === 'remotable', complaint);

const assertCancelToken = token => {
  token === undefined || assertRemotable(token, 'bad cancel token');
};

const assertNatural = (value, what) => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) {
    value = BigInt(value);
  }
  typeof value === 'bigint' || Fail`${b(what)} must be a bigint, not ${value}`;
  value >= 0n || Fail`${b(what)} must not be negative: ${value}`;
  assertNotTooLate(value, what);
  return value;
};

/** Events by time, the earliest first. */
const makeSchedule = () => {
  const byTime = new Map();
  // All keys of byTime, the latest first, so that the earliest is taken from the end.
  const times = [];

  /** How many of the times are later. */
  const rank = time => {
    let from = 0;
    let to = times.length;
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      if (times[middle] > time) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  };

  return harden({
    /** Throws for what the device would refuse, before anything is changed. */
    add(time, event) {
      assertNotTooLate(time, 'the time of a wakeup');
      if (!byTime.has(time)) {
        byTime.set(time, new Set());
        times.splice(rank(time), 0, time);
      }
      byTime.get(time).add(event);
    },
    remove(time, event) {
      const events = byTime.get(time);
      if (events && events.delete(event) && events.size === 0) {
        byTime.delete(time);
        times.splice(rank(time), 1);
      }
    },
    first: () => times[times.length - 1],
    takeFirst() {
      const time = times[times.length - 1];
      const events = byTime.get(time);
      const [event] = events;
      events.delete(event);
      if (events.size === 0) {
        byTime.delete(time);
        times.pop();
      }
      return event;
    },
  });
};

/** What each cancel token cancels, in the order in which that began. */
const makeCancels = () => {
  const table = new WeakMap();
  return harden({
    add(token, thing) {
      if (token === undefined) {
        return;
      }
      if (!table.has(token)) {
        table.set(token, new Set());
      }
      table.get(token).add(thing);
    },
    remove(token, thing) {
      const things = token === undefined ? undefined : table.get(token);
      if (things && things.delete(thing) && things.size === 0) {
        table.delete(token);
      }
    },
    /** Nothing that is no token cancels anything. */
    take(token) {
      const things = Object(token) === token ? table.get(token) : undefined;
      table.delete(token);
      return things || [];
    },
  });
};

/**
 * Where a series of times stands: its latest one that is not in the future, if there is one, and the next. They are
 * counted from 1.
 */
const measure = (start, interval, now) => {
  if (now < start) {
    return { next: { time: start, count: 1n } };
  }
  const steps = (now - start) / interval;
  const at = step => ({ time: start + step * interval, count: step + 1n });
  return { latest: at(steps), next: at(steps + 1n) };
};

export const buildRootObject = ({ D }) => {
  const schedule = makeSchedule();
  const cancels = makeCancels();
  let device;
  // The time for which the device has a wakeup of ours.
  let armed;

  const getNow = () => D(device).getLastPolled();

  const rearm = () => {
    const first = schedule.first();
    if (first === armed) {
      return;
    }
    // Of what was asked for before a wakeup came, nothing may remain.
    D(device).removeWakeup(wakeupHandler);
    armed = undefined;
    if (first !== undefined) {
      D(device).setWakeup(first, wakeupHandler);
    }
    armed = first;
  };

  const wakeupHandler = Far('wakeupHandler', {
    wake: () => {
      armed = undefined;
      const now = getNow();
      const isDue = () => {
        const first = schedule.first();
        return first !== undefined && first <= now;
      };
      for (let served = 0; served < MAX_SERVED && isDue(); served += 1) {
        schedule.takeFirst().fire(now);
      }
      if (isDue()) {
        D(device).wakeAgain(wakeupHandler);
        armed = schedule.first();
      } else {
        rearm();
      }
    },
  });

  const timerBrand = Far('timerBrand', {
    isMyTimerService: alleged => alleged === timerService,
    isMyClock: alleged => alleged === timerClock,
  });

  const toTimestamp = absValue => harden({ absValue, timerBrand });

  /** The bigint of a time that a client gives: a bigint, a safe number, or a record with this brand. */
  const natural = (time, key, what) => {
    if (typeof time === 'bigint' || typeof time === 'number') {
      return assertNatural(time, what);
    }
    passStyleOf(time) === 'copyRecord' ||
      Fail`${b(what)} must be a bigint or a record, not ${time}`;
    const { [key]: value, timerBrand: brand, ...rest } = time;
    typeof value === 'bigint' || Fail`${b(what)} must have a bigint ${b(key)}: ${time}`;
    Object.keys(rest).length === 0 || Fail`${b(what)} has unknown properties: ${time}`;
    brand === timerBrand || Fail`TimerBrands must match: ${brand} vs ${timerBrand}`;
    return assertNatural(value, what);
  };
  const fromTimestamp = time => natural(time, 'absValue', 'timestamp');
  const fromRelativeTime = time => natural(time, 'relValue', 'relativeTime');

  const start = (time, event, token) => {
    schedule.add(time, event);
    cancels.add(token, event);
    rearm();
  };

  const getCurrentTimestamp = () => toTimestamp(getNow());

  const wakeOnce = (handler, now) =>
    E(handler)
      .wake(toTimestamp(now))
      .catch(error => console.log('one-shot event error', error));

  const setWakeup = (whenTime, handler, token = undefined) => {
    const when = fromTimestamp(whenTime);
    assertRemotable(handler, 'bad setWakeup() handler');
    assertCancelToken(token);
    const now = getNow();
    if (when <= now) {
      wakeOnce(handler, now);
      return toTimestamp(when);
    }
    const event = harden({
      fire: then => {
        cancels.remove(token, event);
        wakeOnce(handler, then);
      },
      cancel: () => {
        schedule.remove(when, event);
      },
    });
    start(when, event, token);
    return toTimestamp(when);
  };

  const promiseFor = (when, now, token) => {
    if (when <= now) {
      return Promise.resolve(toTimestamp(now));
    }
    return new Promise((resolve, reject) => {
      const event = harden({
        fire: then => {
          cancels.remove(token, event);
          resolve(toTimestamp(then));
        },
        cancel: () => {
          schedule.remove(when, event);
          reject(Error('TimerCancelled'));
        },
      });
      start(when, event, token);
    });
  };

  const wakeAt = (whenTime, token = undefined) => {
    const when = fromTimestamp(whenTime);
    assertCancelToken(token);
    return promiseFor(when, getNow(), token);
  };

  const delay = (delayTime, token = undefined) => {
    const by = fromRelativeTime(delayTime);
    assertCancelToken(token);
    const now = getNow();
    return promiseFor(now + by, now, token);
  };

  /** Wakes a handler at each of a series of times; a time that passes before the handler is done is left out. */
  const repeat = (first, interval, handler, token) => {
    let scheduled;
    let cancelled = false;
    const next = () => {
      const { time } = measure(first, interval, getNow()).next;
      if (time >= TOO_LATE) {
        // The series is over.
        cancels.remove(token, event);
        return;
      }
      schedule.add(time, event);
      scheduled = time;
      rearm();
    };
    const done = () => {
      cancelled || next();
    };
    const failed = error => {
      console.log('WARNING: timer repeater descheduled (handler failed)', error);
      cancels.remove(token, event);
    };
    const event = harden({
      fire: now => {
        scheduled = undefined;
        E(handler).wake(toTimestamp(now)).then(done, failed);
      },
      cancel: () => {
        cancelled = true;
        if (scheduled !== undefined) {
          schedule.remove(scheduled, event);
        }
      },
    });
    cancels.add(token, event);
    const now = getNow();
    if (first === now) {
      event.fire(now);
    } else {
      next();
    }
  };

  /** A series of times from now on. */
  const series = (delayTime, intervalTime) => {
    const by = fromRelativeTime(delayTime);
    const interval = fromRelativeTime(intervalTime);
    interval > 0n || Fail`interval must be nonzero`;
    const first = getNow() + by;
    assertNotTooLate(first, 'the first time');
    return { first, interval };
  };

  const cancel = token => {
    for (const thing of cancels.take(token)) {
      thing.cancel();
    }
    // Once for all of them, since it calls the device.
    rearm();
  };

  const makeRepeater = (delayTime, intervalTime) => {
    const { first, interval } = series(delayTime, intervalTime);
    const token = Far('cancelToken', {});
    let active = false;
    return Far('timerRepeater', {
      schedule: handler => {
        assertRemotable(handler, 'bad repeater.schedule() handler');
        !active || Fail`repeater already scheduled`;
        active = true;
        repeat(first, interval, handler, token);
      },
      disable: () => {
        if (active) {
          cancel(token);
          active = false;
        }
      },
    });
  };

  const repeatAfter = (delayTime, intervalTime, handler, token = undefined) => {
    const { first, interval } = series(delayTime, intervalTime);
    assertRemotable(handler, 'bad repeatAfter() handler');
    assertCancelToken(token);
    repeat(first, interval, handler, token);
  };

  const makeIterator = notifier => {
    let updateCount;
    let active = false;
    return Far('timerIterator', {
      next: () => {
        !active || Fail`timer iterator dislikes overlapping next()`;
        active = true;
        return notifier.getUpdateSince(updateCount).then(update => {
          active = false;
          updateCount = update.updateCount;
          return harden({ value: update.value, done: updateCount === undefined });
        });
      },
    });
  };

  const makeNotifier = (delayTime, intervalTime, token = undefined) => {
    const { first, interval } = series(delayTime, intervalTime);
    assertCancelToken(token);
    // What the notifier says once it is cancelled.
    let final;
    const finish = () => {
      final ||= harden({ value: toTimestamp(getNow()), updateCount: undefined });
      return final;
    };
    const report = ({ time, count }) =>
      harden({ value: toTimestamp(time), updateCount: count });
    cancels.add(token, harden({ cancel: finish }));

    const notifier = Far('timerNotifier', {
      [Symbol.asyncIterator]: () => makeIterator(notifier),
      getUpdateSince: async (updateCount = -1n) => {
        if (final) {
          return final;
        }
        const now = getNow();
        const { latest, next } = measure(first, interval, now);
        if (latest && latest.count !== updateCount) {
          return report(latest);
        }
        // The time may be late when it comes; what is told is the latest of the series by then.
        return promiseFor(next.time, now, token).then(
          then => report(measure(first, interval, then.absValue).latest),
          finish,
        );
      },
    });
    return notifier;
  };

  const timerClock = Far('timerClock', {
    getCurrentTimestamp,
    getTimerBrand: () => timerBrand,
  });

  const timerService = Far('timerService', {
    getCurrentTimestamp,
    setWakeup,
    wakeAt,
    delay,
    makeRepeater,
    repeatAfter,
    makeNotifier,
    cancel,
    getClock: () => timerClock,
    getTimerBrand: () => timerBrand,
  });

  return Far('root', {
    createTimerService: node => {
      // Whatever is no timer device throws here.
      D(node).getLastPolled();
      device = node;
      armed = undefined;
      rearm();
      return timerService;
    },
  });
};
