// spec V1.10
// A passable error is one of the language, with nothing that would not be passed.
// gives: ["error","Error","Error","error","Error","error","Error","Error","Error","Error","Error","error","Error"]
const pass = await import('@endo/pass-style');
const look = make => { try { return pass.passStyleOf(make()) } catch (e) { return e.name } };
const odd = change => () => { const e = Error('x'); change(e); return harden(e) };
return [odd(() => {}), () => Error('x'), () => harden(Error()), () => harden(Error('x', { cause: TypeError('y') })), () => harden(Error('x', { cause: 1 })), () => harden(AggregateError([Error('a')], 'x')), () => harden(AggregateError([1], 'x')),
  () => harden(new (class Mine extends Error {})('x')), odd(e => { e.extra = 1 }), odd(e => Object.defineProperty(e, 'extra', { value: 1 })), odd(e => { e.name = 'Odd' }), odd(e => { e.message = 'y' }), odd(e => Object.defineProperty(e, 'message', { get: () => 'z' }))].map(look);
