// spec V4.9
// What @endo/far exports, as published.
// gives: E Far getInterfaceOf passStyleOf
return Object.keys(await import('@endo/far')).join(' ');
