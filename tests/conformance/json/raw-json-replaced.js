// spec E14.9
// A replacer may give raw JSON.
// gives: {"id":9007199254740993}
return JSON.stringify({ id: 9007199254740993n }, (key, value) => (typeof value === 'bigint' ? JSON.rawJSON(String(value)) : value));
