// spec G50
// A key that is not there cannot be removed.
// throws: Error: key (a string) not found in collection "baggage"
baggage.delete('a');
