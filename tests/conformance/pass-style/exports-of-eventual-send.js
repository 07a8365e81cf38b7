// spec V4.9
// What @endo/eventual-send exports, as published.
// gives: E HandledPromise
return Object.keys(await import('@endo/eventual-send')).join(' ');
