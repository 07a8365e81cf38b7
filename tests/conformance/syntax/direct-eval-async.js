// spec E10.6
// A direct `eval` in the vat finds what is around it.
// gives: 6
return await (async a => { await null; return eval('a'); })(6);
