// spec G50
// A key that is not there cannot be read.
// throws: Error: key (a string) not found in collection "baggage"
return baggage.get('a');
