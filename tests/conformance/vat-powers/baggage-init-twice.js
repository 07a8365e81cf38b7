// spec G50
// A key is added once.
// throws: Error: key (a string) already registered in collection "baggage"
baggage.init('a', 1); baggage.init('a', 1);
