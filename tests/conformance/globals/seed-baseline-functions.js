// spec E4
// The functions and constants of the language's global object are there.
// gives:
const names = ['decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape', 'eval', 'isFinite',
  'isNaN', 'parseFloat', 'parseInt', 'globalThis', 'undefined', 'NaN', 'Infinity'];
return names.filter(name => !(name in globalThis)).join();
