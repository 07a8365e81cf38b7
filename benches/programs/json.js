// Typical documents, and what is done with them: `run(document, operation, rounds)`. A plain script that any
// engine takes, so that others can be measured by the same program.

const times = (count, make) => Array.from({ length: count }, (_, index) => make(index));

const documents = {
  // What a table of an application looks like.
  records: times(1000, id => ({
    id,
    name: `user ${id}`,
    email: `user${id}@example.com`,
    active: id % 3 === 0,
    balance: id * 1.25,
    roles: ['reader', 'writer'],
  })),
  // Few objects of many forms.
  config: times(20, part => ({
    [`service${part}`]: {
      host: '127.0.0.1',
      [`port${part}`]: 8000 + part,
      limits: { [`memory${part}`]: 1024, cpu: null, [`burst${part}`]: { on: true, factor: 1.5 } },
      routes: times(5, route => ({ [`path${part % 7}`]: `/v1/${route}`, methods: ['GET', 'POST'], auth: { kind: 'none' } })),
    },
  })),
  // Text: plain, with escapes, and beyond Latin-1.
  strings: times(300, at => [
    `a line of plain text, number ${at}, as long as lines of text are`,
    `quoted "${at}"\n\tand \\ broken\r\nover lines`,
    at % 10 === 0 ? `größer ☃ ${at} \u{1f600}` : 'short',
  ]),
  // Numbers, most of them with many digits.
  matrix: times(100, row => times(50, column => (row + 1) / (column + 3))),
  // One value inside the other.
  deep: (() => {
    let value = [];
    for (let depth = 0; depth < 1000; depth++) value = depth % 2 ? [value] : { value };
    return value;
  })(),
};

const texts = {};
for (const name of Object.keys(documents)) texts[name] = JSON.stringify(documents[name]);

const operations = {
  parse: name => JSON.parse(texts[name]),
  stringify: name => JSON.stringify(documents[name]).length,
};

const run = (name, operation, rounds) => {
  const once = operations[operation];
  for (let round = 0; round < rounds; round++) once(name);
  return texts[name].length;
};
