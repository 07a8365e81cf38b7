// spec E8.8
// First those of the evaluation, then `transforms`, then `__shimTransforms__`.
// gives: ["1e","1ec","1ecs"]
const log = [], add = letter => s => { log.push(s + letter); return s + letter; };
const c = new Compartment({ transforms: [add('c')], __shimTransforms__: [add('s')], __options__: true });
try { c.evaluate('1', { transforms: [add('e')] }); } catch {}
return log;
