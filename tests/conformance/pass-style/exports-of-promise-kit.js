// spec V4.9
// What @endo/promise-kit exports, as published.
// gives: isPromise makePromiseKit racePromises
return Object.keys(await import('@endo/promise-kit')).join(' ');
