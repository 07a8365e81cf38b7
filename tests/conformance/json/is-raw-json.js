// spec E14.9
// Only raw JSON is raw JSON, not what looks like it.
// gives: [true,false,false,false,false]
const raw = JSON.rawJSON('1');
return [raw, { __proto__: null, rawJSON: '1' }, Object.create(raw), '1', undefined].map(JSON.isRawJSON);
