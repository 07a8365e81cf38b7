// spec P6.11
// The static methods, their lengths and attributes.
// gives: length,prototype,get,getSendOnly,applyFunction,applyFunctionSendOnly,applyMethod,applyMethodSendOnly,resolve | get,getSendOnly,applyFunction,applyFunctionSendOnly,applyMethod,applyMethodSendOnly,resolve | get 2 get true {"writable":false,"enumerable":true,"configurable":false} | getSendOnly 2 getSendOnly true {"writable":false,"enumerable":true,"configurable":false} | applyFunction 2 applyFunction true {"writable":false,"enumerable":true,"configurable":false} | applyFunctionSendOnly 2 applyFunctionSendOnly true {"writable":false,"enumerable":true,"configurable":false} | applyMethod 3 applyMethod true {"writable":false,"enumerable":true,"configurable":false} | applyMethodSendOnly 3 applyMethodSendOnly true {"writable":false,"enumerable":true,"configurable":false} | resolve 1 resolve true {"writable":false,"enumerable":true,"configurable":false} | 1 | true | {"value":{},"writable":false,"enumerable":false,"configurable":false}
const lines = []; const log = text => { lines.push(String(text)); };
log(Reflect.ownKeys(HandledPromise).filter(k => k !== 'name').map(String).join());
log(Object.keys(HandledPromise).join());
for (const k of Object.keys(HandledPromise)) log(`${k} ${HandledPromise[k].length} ${HandledPromise[k].name} ${Object.isFrozen(HandledPromise[k])} ${JSON.stringify(Object.getOwnPropertyDescriptor(HandledPromise, k))}`);
log(HandledPromise.length);
log(Object.isFrozen(HandledPromise));
log(JSON.stringify(Object.getOwnPropertyDescriptor(HandledPromise, 'prototype')));
for (let i = 0; i < 40; i += 1) await null;
return lines.join(' | ');
