// spec G54
// Removing and changing entries does not end an iteration.
// gives: ["a","c"]
for (const k of ['a', 'b', 'c']) baggage.init(k, 1); const seen = []; for (const k of baggage.keys()) { seen.push(k); if (k === 'a') { baggage.delete('b'); baggage.set('c', 2); } } return seen;
