// spec E14.4
// What a reviver throws comes through.
// throws: RangeError: enough
JSON.parse('[1]', () => { throw RangeError('enough'); });
