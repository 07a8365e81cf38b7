// spec E14.5
// A proxy of a function has no form.
// gives: [null]
return JSON.stringify([new Proxy(() => 1, {})]);
