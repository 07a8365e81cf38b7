// spec E14.5
// A proxy of an array is asked for its length and its elements.
// gives: get:toJSON get:length get:0 get:1
const log = [];
const list = new Proxy([1, 2], { get: (target, key) => { log.push(`get:${String(key)}`); return target[key]; } });
JSON.stringify(list);
return log.join(' ');
