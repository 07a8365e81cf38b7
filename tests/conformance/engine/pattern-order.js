// spec E18.9
// Keys, targets and defaults come in their order.
// gives: [["k1","t1","d1","k2","t2"],{"t1":"d1","t2":0}]
const log = [];
const at = n => (log.push(n), n);
const o = {};
({ [at('k1')]: o[at('t1')] = at('d1'), [at('k2')]: o[at('t2')] = at('d2') } = { k2: 0 });
return [log, o];
