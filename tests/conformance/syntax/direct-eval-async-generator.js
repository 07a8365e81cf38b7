// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: 6
return await (async function* (a) { yield eval('a'); })(6).next().then(r => r.value);
