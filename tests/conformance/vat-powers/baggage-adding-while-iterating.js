// spec G54
// An iteration does not go on after an entry was added.
// throws: Error: keys in store cannot be added to during iteration
baggage.init('a', 1); for (const key of baggage.keys()) baggage.init(key + 'b', 1);
