// spec G52
// A key has at most 218 units.
// throws: Error: key too large
baggage.init('k'.repeat(218), 1); baggage.init('k'.repeat(219), 1);
