// spec V4.9
// What @endo/harden exports, as published.
// gives: default
return Object.keys(await import('@endo/harden')).join(' ');
