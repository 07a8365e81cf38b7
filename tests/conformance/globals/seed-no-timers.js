// spec E4
// `setTimeout`, `setInterval` and what clears them are not available.
// gives: undefined
return [...new Set([typeof setTimeout, typeof setInterval, typeof clearTimeout, typeof clearInterval])].join();
