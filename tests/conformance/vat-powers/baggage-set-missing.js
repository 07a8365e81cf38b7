// spec G50
// A key that is not there cannot be changed.
// throws: Error: key (a string) not found in collection "baggage"
baggage.set('a', 1);
