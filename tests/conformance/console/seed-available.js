// spec E5
// `console` is available, with the usual methods.
// gives:
return ['log', 'info', 'debug', 'warn', 'error', 'trace', 'assert', 'group', 'groupEnd', 'table', 'dir', 'count', 'time', 'timeEnd']
  .filter(name => typeof console[name] !== 'function').join();
