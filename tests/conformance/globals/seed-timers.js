// spec E4.2
// There are no timers, and nothing that runs outside of the promise queue.
// gives: []
return ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate', 'queueMicrotask',
  'requestAnimationFrame', 'requestIdleCallback'].filter(name => name in globalThis);
