// spec M3, M5
// A power that is only long.
// gives: true
return 2n ** 10000000n > 0n;
