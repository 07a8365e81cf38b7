// spec E17.7
// However it came about.
// gives: ["7ff8000000000000"]
const nans = [0 / 0, Infinity - Infinity, 0 * -Infinity, Math.sqrt(-1), -NaN, Number('x'), parseFloat(''), Math.log(-1), Math.sin(Infinity), NaN ** 1, (-8) ** (1 / 3), 5 % 0, Math.max(NaN, 1), Math.fround(NaN), Math.hypot(NaN), +undefined, new Date().getTime(), -(0 / 0), Math.abs(-NaN), Math.sign(NaN), Math.atan2(NaN, 1)];
return [...new Set(nans.map(nan => new BigUint64Array(Float64Array.of(nan).buffer)[0].toString(16)))];
