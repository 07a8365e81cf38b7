// spec V4.4
// An odd error becomes a plain one.
// gives: [false,"error","m","c",true,true]
const pass = await import('@endo/pass-style');
class Odd extends RangeError {} const odd = new Odd('m', { cause: TypeError('c') }); odd.extra = 1;
const made = pass.toPassableError(odd); const fine = harden(Error('f'));
return [made === odd, pass.passStyleOf(made), made.message, made.cause.message, made.extra === undefined, pass.toPassableError(fine) === fine];
