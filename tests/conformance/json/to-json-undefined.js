// spec E14.5
// A `toJSON` that gives undefined leaves the value out.
// gives: [null,"{}","none"]
const none = { toJSON() {} };
return [JSON.parse(JSON.stringify([none]))[0], JSON.stringify({ none }), JSON.stringify(none) ?? 'none'];
