// spec V4.8
// Natural numbers.
// gives: ["5","RangeError","RangeError","TypeError",false,true,true,true]
const { Nat, isNat, ZERO_N, ONE_N } = await import('@endo/nat');
const say = f => { try { return String(f()) } catch (e) { return e.name } };
return [say(() => Nat(5)), say(() => Nat(-1n)), say(() => Nat(1.5)), say(() => Nat('1')), isNat(2 ** 53), isNat(7), ZERO_N === 0n, ONE_N === 1n];
