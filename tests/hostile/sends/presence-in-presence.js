// spec P6.13
// Options and callbacks that settle the promise while a presence is made for it.
// gives: [7,"object",true]
const settled = [];
let first, second, inner;
new HandledPromise((resolve, _, presence) => {
  settled.push(presence({}, { get proxy() { resolve(7); return undefined; } }));
});
new HandledPromise((_resolve, _reject, presence) => {
  first = presence({}, { proxy: { handler: {}, target: {}, revokerCallback() { inner = presence({}); } } });
  second = presence({});
});
return [...settled, typeof first, first === inner && inner === second];
