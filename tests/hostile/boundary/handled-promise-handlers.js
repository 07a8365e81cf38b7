// spec P6.3
// Handlers that send to what they handle.
// ends: compute limit
const { HandledPromise } = await import('@endo/eventual-send');
const handler = { applyMethod: (o, name, args) => HandledPromise.applyMethod(p, name, args) };
const p = new HandledPromise(() => {}, handler);
return HandledPromise.applyMethod(p, 'x', []);
