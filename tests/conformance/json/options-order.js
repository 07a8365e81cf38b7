// spec E14.6
// The replacer is read before the space.
// gives: length,0,space
const log = [];
const list = new Proxy(['a'], { get: (target, key) => { log.push(String(key)); return target[key]; } });
const space = Object(1);
space.valueOf = () => { log.push('space'); return 1; };
JSON.stringify({}, list, space);
return log.join();
