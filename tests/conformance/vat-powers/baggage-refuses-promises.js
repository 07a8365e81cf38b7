// spec G53
// Promises are not durable.
// throws: Error: value is not durable: (an object) at slot 0 of (a string)
baggage.init('a', harden([Promise.resolve()]));
