// A record of 50 fields with nested arrays, made anew each time, marshalled and read again.
const make = round => {
  const record = {};
  for (let i = 0; i < 50; i += 1) {
    record[`field${i}`] = [round + i, `text ${i}`, [i * 0.5, [true, null, BigInt(i)], { a: i, b: 'c' }]];
  }
  return harden(record);
};

const operations = marshal => ({
  make: record => record,
  serialize: record => marshal.serialize(record).body,
  both: record => marshal.unserialize(marshal.serialize(record)),
});

const run = (name, rounds) => {
  const operation = operations(makeMarshal(undefined, undefined, { serializeBodyFormat: 'smallcaps' }))[name];
  let last;
  for (let round = 0; round < rounds; round += 1) last = operation(make(round));
  return typeof last === 'string' ? last.length : Object.keys(last).length;
};
