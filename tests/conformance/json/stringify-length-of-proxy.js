// spec E14.5
// The length that a proxy of an array gives is believed.
// gives: [1,null,null]
return JSON.stringify(new Proxy([1], { get: (target, key) => (key === 'length' ? 3 : target[key]) }));
