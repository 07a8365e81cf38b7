// spec E12.1
// `typeof` takes null for an object, as the language does.
// gives: [true,true]
return [assert.typeof(null, 'object'), assert.typeof(undefined, 'undefined')].map(v => v === undefined);
