// spec V4.9
// What @endo/nat exports, as published.
// gives: Nat ONE_N ZERO_N isNat
return Object.keys(await import('@endo/nat')).join(' ');
