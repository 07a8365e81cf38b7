// spec G53
// Objects of the vat itself are not durable.
// throws: Error: value is not durable: (an object) at slot 0 of (a string)
baggage.init('a', Far('x', {}));
